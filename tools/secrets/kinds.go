package main

import (
	"math"
	"regexp"
	"strings"
)

// kind is a sort of thing that must not be kept, and how it is known in a line.
type kind struct {
	name string
	in   func(line []byte) bool
}

// shapes are known by their looks alone.
var shapes = [][2]string{
	{"a private key", `-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----`},
	{"an access token of Meta", `\bEAA[A-Za-z0-9]{40,}`},
	{"an app token of Meta", `\b\d{13,17}\|[A-Za-z0-9_-]{27}\b`},
	{"a bot token of Telegram", `(^|\D)\d{8,10}:[A-Za-z0-9_-]{35}\b`},
	{"an access key of AWS", `\b(AKIA|ASIA)[0-9A-Z]{16}\b`},
	{"a token of GitHub", `\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})`},
	{"a token of GitLab", `\bglpat-[A-Za-z0-9_-]{20,}`},
	{"a token of npm", `\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]`},
	{"a token of Slack", `\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com/services/T\w+/B\w+/\w+`},
	{"a key of Google", `\bAIza[0-9A-Za-z_-]{35}|\bGOCSPX-[0-9A-Za-z_-]{28}|\bya29\.[0-9A-Za-z_-]{20,}`},
	{"a key of a payment service", `\b(sk|rk)_live_[0-9A-Za-z]{16,}|\bMid-server-[0-9A-Za-z_-]{16,}|\bxnd_(production|development)_[0-9A-Za-z]{16,}`},
	{"a key of a language model", `\bsk-(ant-|proj-)?[0-9A-Za-z_-]{32,}`},
	{"a key of a mail service", `\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}|\bkey-[0-9a-f]{32}\b`},
	{"a signed token", `\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`},
	{"a path of somebody's machine", `(^|[\s"'=(:` + "`" + `])(/(home|Users|root|work)/[\w.-]+|[A-Za-z]:\\Users\\\w)`},
	{"a host packages are fetched from", `://([\w-]+\.)*(registry|proxy|mirrors?|npm|deb|pypi|artifactory|nexus)\.[\w-]+\.[\w.-]+|"resolved": "[a-z]+://`},
}

// kinds are all sorts of secrets there are shapes and rules for.
func kinds() []kind {
	var all []kind
	for _, s := range shapes {
		all = append(all, kind{s[0], regexp.MustCompile(s[1]).Match})
	}
	return append(all, kind{"a password in an address", inAddress}, kind{"what looks drawn by chance, under a secret's name", underASecretName})
}

var address = regexp.MustCompile(`[a-z][a-z0-9+.-]*://[^\s/:@"'` + "`" + `]*:([^\s/@"'` + "`" + `]{3,})@`)

// inAddress finds scheme://name:password@host, unless the password is a word that says it is one.
func inAddress(line []byte) bool {
	for _, m := range address.FindAllSubmatch(line, -1) {
		if !stands(string(m[1])) {
			return true
		}
	}
	return false
}

// stands tells whether a text only stands for a password, as in a document or a test.
func stands(text string) bool {
	text = strings.ToLower(strings.Trim(text, "<>{}[]$%*."))
	for _, word := range []string{"password", "passwd", "secret", "rahasia", "sapa", "postgres", "pass"} {
		if text == word {
			return true
		}
	}
	return false
}

var assignment = regexp.MustCompile(`(?i)(secret|token|passw|api[_-]?key|private[_-]?key|access[_-]?key|credential|authorization)[\w-]*["'\]]*\s*(?::=|=>|=|:|,)\s*["'` + "`" + `]([^"'` + "`" + `\s]{16,})["'` + "`" + `]`)

// underASecretName finds a long text that no person made up, given to something whose name says that it is secret.
func underASecretName(line []byte) bool {
	for _, m := range assignment.FindAllSubmatch(line, -1) {
		if drawn(string(m[2])) {
			return true
		}
	}
	return false
}

var (
	digit  = regexp.MustCompile(`[0-9]`)
	letter = regexp.MustCompile(`[A-Za-z]`)
	alone  = regexp.MustCompile(`^[A-Za-z0-9+/=_-]+$`)
)

// drawn tells whether a text looks drawn by chance: one word of letters and digits without repetition.
func drawn(text string) bool {
	return alone.MatchString(text) && digit.MatchString(text) && letter.MatchString(text) && entropy(text) >= 3.4
}

// entropy is how many bits one character of a text tells, by how often each occurs in it.
func entropy(text string) float64 {
	counts := map[rune]float64{}
	total := 0.0
	for _, r := range text {
		counts[r]++
		total++
	}
	bits := 0.0
	for _, n := range counts {
		bits -= n / total * math.Log2(n/total)
	}
	return bits
}
