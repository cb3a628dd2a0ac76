package report

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// Intro says when, by what and on what machine a page was written. The machine's load is its mean number of programs that want
// a core over the last 15 minutes, as Linux counts; what is above the cores was waited for, so that who reads the figures
// knows whether the machine had other work.
func Intro(command string, began time.Time) string {
	text := fmt.Sprintf("Written by `%s` on %s, on %d cores (%s/%s, %s). The load comes from the same machine.",
		command, began.Format(time.DateOnly), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	told, err := os.ReadFile("/proc/loadavg")
	if words := strings.Fields(string(told)); err == nil && len(words) > 2 {
		text += fmt.Sprintf(" The machine's load over the last 15 minutes of it was %s.", words[2])
	}
	return text
}
