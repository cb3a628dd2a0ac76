package main

import (
	"strings"
	"testing"
)

const (
	report  = `{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"vulnerabilities":{"info":0,"low":0,"moderate":0,"high":0,"critical":0,"total":0}}}`
	refused = `{"message":"405 Method Not Allowed - POST …/-/npm/v1/security/advisories/bulk","statusCode":405,"error":{"summary":"","detail":""}}`
)

// Nothing known, something found, out of reach, and broken are told apart, as the programs themselves say it.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		read func(ran) verdict
		got  ran
		want verdict
	}{
		"go, nothing":          {ofGo, ran{"No vulnerabilities found.\n", "", 0}, clean},
		"go, found":            {ofGo, ran{"Vulnerability #1: GO-2026-0001\n", "", 3}, found},
		"go, out of reach":     {ofGo, ran{"", `govulncheck: fetching vulnerabilities: Get "https://vuln.example/index": dial tcp: lookup vuln.example: no such host`, 1}, unasked},
		"go, does not build":   {ofGo, ran{"", "govulncheck: loading packages: syntax error", 1}, broken},
		"go, not there":        {ofGo, ran{"", `exec: "go": executable file not found in $PATH`, -1}, broken},
		"npm, nothing":         {ofNPM, ran{report, "", 0}, clean},
		"npm, found":           {ofNPM, ran{strings.Replace(report, `"total":0`, `"total":2`, 1), "", 1}, found},
		"npm, refused":         {ofNPM, ran{refused, "npm error audit endpoint returned an error\n", 1}, unasked},
		"npm, nobody answers":  {ofNPM, ran{`{"message":"request failed","error":{"code":"ENOTFOUND"}}`, "npm error code ENOTFOUND", 1}, unasked},
		"npm, no lock":         {ofNPM, ran{`{"error":{"code":"ENOLOCK"}}`, "npm error code ENOLOCK", 1}, broken},
		"npm, an empty answer": {ofNPM, ran{"", "", 0}, broken},
	} {
		if v := c.read(c.got); v != c.want {
			t.Errorf("%s: %s, want %s", name, v, c.want)
		}
	}
}

// All databases are asked whatever one of them says; what was found is shown, and out of reach is no failure.
func TestAsking(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verdicts []verdict
		want     int
		shown    bool
	}{
		"clean":            {[]verdict{clean, clean}, 0, false},
		"out of reach":     {[]verdict{unasked, unasked}, 0, false},
		"found":            {[]verdict{found, unasked}, 1, true},
		"broken":           {[]verdict{broken, clean}, 2, true},
		"found and broken": {[]verdict{broken, found}, 2, true},
	} {
		var all []question
		for _, v := range c.verdicts {
			all = append(all, question{string(v), nil, func(ran) verdict { return v }})
		}
		var said []string
		asked := 0
		code := ask(all, func([]string) ran { asked++; return ran{"details", "", 0} }, func(text string) { said = append(said, text) })
		text := strings.Join(said, "\n")
		if code != c.want || asked != len(all) || strings.Contains(text, "details") != c.shown || !strings.Contains(text, string(c.verdicts[0])) {
			t.Errorf("%s: exit code %d after %d questions, %q", name, code, asked, text)
		}
	}
}
