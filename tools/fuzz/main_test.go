package main

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

// The targets of this very project are found, each once.
func TestTargets(t *testing.T) {
	t.Parallel()
	all, err := targets("../..", regexp.MustCompile(""))
	if err != nil || len(all) < 25 {
		t.Fatalf("%v, %v", all, err)
	}
	seen := map[target]bool{}
	for _, one := range all {
		if seen[one] {
			t.Errorf("%s comes twice", one)
		}
		seen[one] = true
	}
	if !seen[target{"internal/channel/whatsapp", "FuzzParse"}] {
		t.Errorf("the parser of deliveries is not among %v", all)
	}
	some, err := targets("../..", regexp.MustCompile(`whatsapp\.FuzzParse$`))
	if err != nil || len(some) != 1 {
		t.Errorf("%v, %v", some, err)
	}
}

// What the go command prints is read, and what failed or tried nothing is not called well.
func TestFigures(t *testing.T) {
	t.Parallel()
	const out = "fuzz: elapsed: 0s, gathering baseline coverage: 0/12 completed\nfuzz: elapsed: 3s, execs: 1000 (333/sec), new interesting: 2 (total: 14)\nfuzz: elapsed: 10s, execs: 54321 (5432/sec), new interesting: 7 (total: 19)\nPASS\n"
	one := target{"internal/x", "FuzzY"}
	well := read(one, out, nil)
	if well != (outcome{one, "54321", "7", false}) {
		t.Errorf("%+v", well)
	}
	if slow := read(one, "fuzz: elapsed: 9s, gathering baseline coverage: 25/136 completed\nPASS\n", nil); slow != (outcome{one, "25", "0", false}) {
		t.Errorf("%+v", slow)
	}
	for name, bad := range map[string]outcome{"failed": read(one, out, errors.New("exit status 1")), "tried nothing": read(one, "PASS\n", nil)} {
		text, failed := table([]outcome{well, bad})
		if failed != 1 || strings.Count(text, "FAILED") != 1 || !strings.Contains(text, "54321") || !strings.Contains(text, "2 targets, 1 failed") {
			t.Errorf("%s: %d, %s", name, failed, text)
		}
	}
}
