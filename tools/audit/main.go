// Command audit asks the databases of known faults about what Sapa is built on: govulncheck about the Go code that is
// really called, npm about the packages of the front end. What cannot be asked here is said plainly and is no failure;
// what is found is one. It is for people and releases, never a gate of the tests: a fault found elsewhere today must not
// stop work here.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// verdict is what came of asking one database.
type verdict string

const (
	clean   verdict = "nothing known"
	found   verdict = "FOUND"
	unasked verdict = "NOT ASKED: its database cannot be reached from here"
	broken  verdict = "FAILED"
)

// ran is what a program printed, and its exit code; -1 when it could not be started.
type ran struct {
	out, err string
	code     int
}

// question is a database, how it is asked, and how its answer is read.
type question struct {
	name string
	args []string
	read func(ran) verdict
}

func questions() []question {
	return []question{
		{"govulncheck", []string{"go", "tool", "-modfile=tools/vuln/go.mod", "govulncheck", "./..."}, ofGo},
		{"npm audit, what is delivered", []string{"npm", "audit", "--json", "--omit=dev"}, ofNPM},
		{"npm audit, everything", []string{"npm", "audit", "--json"}, ofNPM},
	}
}

func main() {
	os.Exit(ask(questions(), execute, func(text string) { fmt.Println(text) }))
}

// ask puts all questions and answers the exit code: 1 when something was found, 2 when a program failed for another
// reason than that its database is out of reach.
func ask(all []question, run func(args []string) ran, say func(string)) int {
	code := 0
	for _, q := range all {
		got := run(q.args)
		v := q.read(got)
		say(fmt.Sprintf("%s: %s", q.name, v))
		switch v {
		case found:
			say(strings.TrimSpace(got.out))
			code = max(code, 1)
		case broken:
			say(strings.TrimSpace(got.out + got.err))
			code = 2
		case clean, unasked:
		}
	}
	return code
}

// execute runs a program to its end.
func execute(args []string) ran {
	var out, stderr strings.Builder
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	if err == nil {
		return ran{out.String(), stderr.String(), 0}
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return ran{out.String(), stderr.String(), exit.ExitCode()}
	}
	return ran{out.String(), err.Error(), -1}
}

// ofGo reads govulncheck: 3 is its exit code for findings.
func ofGo(r ran) verdict {
	switch {
	case r.code == 0:
		return clean
	case r.code == 3:
		return found
	case strings.Contains(r.out+r.err, "fetching vulnerabilities"):
		return unasked
	}
	return broken
}

// ofNPM reads npm's report. A registry that keeps no such database refuses the question, or nobody answers at all.
func ofNPM(r ran) verdict {
	var report struct {
		Metadata *struct {
			Vulnerabilities struct{ Total int }
		}
	}
	if json.Unmarshal([]byte(r.out), &report) == nil && report.Metadata != nil {
		if report.Metadata.Vulnerabilities.Total > 0 {
			return found
		}
		return clean
	}
	out := []string{"audit endpoint returned an error", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"}
	if slices.ContainsFunc(out, func(word string) bool { return strings.Contains(r.out+r.err, word) }) {
		return unasked
	}
	return broken
}
