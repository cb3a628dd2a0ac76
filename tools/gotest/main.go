// Command gotest reads `go test -json` from its input, prints a line for each package and the output of what failed,
// and writes the counts to a file. It fails when a test failed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// event is one line of `go test -json`; see `go doc test2json`.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go test -json … | gotest COUNTS_FILE")
		os.Exit(2)
	}
	counts := map[string]int{}
	output := map[string][]string{}
	failed := false
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text()) // what the go command itself has to say
			continue
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			output[key] = append(output[key], e.Output)
		case "pass", "fail", "skip":
			if e.Test != "" {
				counts[e.Action]++
			} else if e.Action != "skip" {
				fmt.Printf("%-4s %6.1fs  %s\n", e.Action, e.Elapsed, e.Package)
			}
			if e.Action == "fail" {
				failed = true
				fmt.Print(strings.Join(output[key], ""))
			}
			delete(output, key)
		case "build-fail":
			failed = true
			fmt.Print(strings.Join(output[key], ""))
		}
	}
	text := fmt.Sprintf("Go: %d passed, %d failed, %d skipped\n", counts["pass"], counts["fail"], counts["skip"])
	if err := os.WriteFile(os.Args[1], []byte(text), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "gotest:", err)
		failed = true
	}
	if failed || counts["pass"] == 0 {
		os.Exit(1)
	}
}
