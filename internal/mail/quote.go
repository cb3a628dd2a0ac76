package mail

import (
	"regexp"
	"slices"
	"strings"
)

// said is a line that says who wrote what is quoted below it, in whatever language: it ends with a colon and names an
// address, a date, or the word for writing.
var said = regexp.MustCompile(`(?i)(wrote|menulis|schrieb|écrit|escribió|escreveu|ha scritto|skrev|написал|写道|寫道|@|\d{4}|\d{1,2}[.:]\d{2}).*[:：]\s*$`)

var (
	original  = regexp.MustCompile(`(?i)^\s*-{2,}\s*(original message|pesan asli|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|原始邮件|原始郵件)\s*-*\s*$`)
	underline = regexp.MustCompile(`^\s*_{10,}\s*$`)
	fieldLine = regexp.MustCompile(`(?i)^\s*\*?(from|sent|date|to|cc|subject|dari|dikirim|tanggal|kepada|subjek|perihal|von|gesendet|datum|an|betreff|de|envoyé|enviado|para|à|objet|asunto|assunto|发件人|发送时间|收件人|主题)\s*[:：]\*?\s+\S`)
)

// SplitText divides a plain text into what is new and what follows: a quoted mail, or a signature. Words below a quoted
// mail are an answer to it, and then nothing is cut.
func SplitText(text string) (fresh, rest string) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	cut := quoteAt(lines)
	if cut < 0 {
		cut = len(lines)
	}
	if i := signatureAt(lines[:cut]); i >= 0 {
		cut = i
	}
	fresh = strings.TrimSpace(strings.Join(lines[:cut], "\n"))
	if fresh == "" {
		return strings.TrimSpace(text), ""
	}
	return fresh, strings.TrimSpace(strings.Join(lines[cut:], "\n"))
}

// quoteAt is the line at which a quoted mail begins that nothing follows; negative for none.
func quoteAt(lines []string) int {
	only := onlyQuoted(lines)
	for i, line := range lines {
		switch {
		case original.MatchString(line):
			return i
		case underline.MatchString(line) && isBlock(lines[i+1:]), isBlock(lines[i:]):
			return i
		case strings.HasPrefix(strings.TrimSpace(line), ">") && only[i]:
			return attribution(lines, i)
		}
	}
	return -1
}

// isBlock tells whether lines begin with the head of another mail: three of its fields at least.
func isBlock(lines []string) bool {
	found := 0
	for _, line := range lines[:min(8, len(lines))] {
		switch {
		case fieldLine.MatchString(line):
			found++
		case strings.TrimSpace(line) == "" && found == 0:
		case found == 0:
			return false
		}
	}
	return found >= 3
}

// onlyQuoted tells of each line whether nothing but a quoted mail follows from there on.
func onlyQuoted(lines []string) []bool {
	only := make([]bool, len(lines))
	follows := true
	for i, line := range slices.Backward(lines) {
		switch line = strings.TrimSpace(line); {
		case line == "--":
			follows = true
		case line != "" && !strings.HasPrefix(line, ">"):
			follows = false
		}
		only[i] = follows
	}
	return only
}

// attribution moves a quote's beginning up to the line that says who wrote it, which may have been wrapped.
func attribution(lines []string, at int) int {
	end := at - 1
	for end >= 0 && strings.TrimSpace(lines[end]) == "" {
		end--
	}
	if end < 0 || at-end > 3 {
		return at
	}
	for begin := end; begin >= max(0, end-2); begin-- {
		whole := strings.Join(lines[begin:end+1], " ")
		above := begin == 0 || strings.TrimSpace(lines[begin-1]) == ""
		if said.MatchString(whole) && (above || begin == max(0, end-2)) {
			return begin
		}
		if strings.TrimSpace(lines[begin]) == "" {
			break
		}
	}
	if said.MatchString(lines[end]) {
		return end
	}
	return at
}

// signatureAt is the line that divides a signature off; negative for none.
func signatureAt(lines []string) int {
	for i, line := range lines {
		if line == "-- " || line == "--" {
			return i
		}
	}
	return -1
}
