// Command secrets looks through what git keeps for what must never be there: keys, tokens and passwords, the paths of
// somebody's machine, and the hosts packages were fetched from. It prints where, never what, and fails when it found any.
package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	root := "."
	if len(os.Args) == 2 {
		root = os.Args[1]
	}
	files, err := tracked(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "secrets:", err)
		os.Exit(2)
	}
	found, err := scan(root, files, append(kinds(), fetchedFrom(os.Getenv)...), permitted)
	for _, f := range found {
		fmt.Println(f)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "secrets:", err)
		os.Exit(2)
	}
	if len(found) > 0 {
		fmt.Println("a real secret: revoke it first, it was seen; an invented one: make it look invented, or say why in tools/secrets/permitted.go")
		os.Exit(1)
	}
	fmt.Printf("secrets: none in %d files\n", len(files))
}

// tracked lists the files git keeps below a folder.
func tracked(root string) ([]string, error) {
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	names := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	if len(names) < 2 {
		return nil, fmt.Errorf("git keeps only %d files here", len(names))
	}
	return names, nil
}

// scan looks through files, and complains about permissions nobody needs.
func scan(root string, files []string, all []kind, allow []permission) ([]string, error) {
	var found []string
	needed := make([]bool, len(allow))
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // removed, and not yet committed
		} else if err != nil {
			return found, err
		}
		for _, f := range look(text, all) {
			if i := allowed(allow, name, f); i >= 0 {
				needed[i] = true
				continue
			}
			found = append(found, fmt.Sprintf("%s:%d: %s", name, f.line, f.kind))
		}
	}
	for i, one := range allow {
		if !needed[i] {
			found = append(found, fmt.Sprintf("tools/secrets/permitted.go: %s %q is not there any more", one.file, one.text))
		}
	}
	return found, nil
}

// finding is something that looks like a secret: its kind, its line from 1, and the text of that line.
type finding struct {
	kind string
	line int
	text string
}

// look finds what a text holds, a kind once a line. A file that is not text has nothing to say.
func look(text []byte, all []kind) []finding {
	if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
		return nil
	}
	var found []finding
	n := 0
	for line := range bytes.Lines(text) {
		n++
		for _, k := range all {
			if k.in(line) {
				found = append(found, finding{k.name, n, string(line)})
			}
		}
	}
	return found
}

func allowed(allow []permission, file string, f finding) int {
	for i, one := range allow {
		if (one.file == file || one.file == "") && one.kind == f.kind && strings.Contains(f.text, one.text) {
			return i
		}
	}
	return -1
}

// fetchedFrom are the hosts this machine fetches packages from, as its settings say: they belong to the machine, not to
// the project.
func fetchedFrom(env func(string) string) []kind {
	var all []kind
	for _, setting := range []string{"GOPROXY", "npm_config_registry", "NPM_CONFIG_REGISTRY"} {
		for _, address := range strings.FieldsFunc(env(setting), func(r rune) bool { return r == ',' || r == '|' }) {
			if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
				host := []byte(u.Hostname())
				all = append(all, kind{"the host of " + setting, func(line []byte) bool { return bytes.Contains(line, host) }})
			}
		}
	}
	return all
}
