package app_test

import (
	"os/exec"
	"strings"
	"testing"
)

// goTool runs the go command in the project's folder.
func goTool(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %v: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}

// modernc.org/sqlite is C translated against one version of modernc.org/libc and breaks in strange ways with another.
func TestSQLiteHasItsOwnLibc(t *testing.T) {
	t.Parallel()
	const libc = "modernc.org/libc"
	ours := goTool(t, "list", "-m", "-f", "{{.Version}}", libc)
	theirs := goTool(t, "list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite")
	asked := ""
	for line := range strings.Lines(goTool(t, "mod", "edit", "-print", theirs)) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && fields[0] == libc {
			asked = fields[1]
		}
	}
	if asked == "" || ours != asked {
		t.Errorf("go.mod has %s %s, modernc.org/sqlite asks for %q: go get %s@%s", libc, ours, asked, libc, asked)
	}
}
