package mail

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// answered are the words that programs of many languages put before a subject, also counted as in Re[2].
var answered = regexp.MustCompile(`(?i)^\s*(re|r|fw|fwd|aw|antw|wg|sv|vs|vb|tr|rv|res|enc|bls|tdk|doorst|rif|i|odp|pd|ynt|ilt|回复|答复|转发|回覆|轉寄)\s*([\[(]\d+[\])]|\^\d+)?\s*[:：]\s*`)

// PlainSubject is a subject without what answering and passing on put before it.
func PlainSubject(s string) string {
	s = oneLine(s)
	for range 20 {
		shorter := answered.ReplaceAllString(s, "")
		if shorter == s {
			break
		}
		s = shorter
	}
	return s
}

// SubjectKey is the same for all subjects that mean the same thread; empty for none.
func SubjectKey(s string) string {
	key := strings.ToLower(norm.NFKC.String(PlainSubject(subjectToken.ReplaceAllString(s, " "))))
	return bound(strings.Join(strings.Fields(key), " "), 250)
}

var subjectToken = regexp.MustCompile(`\[#([A-Za-z0-9-]{1,40})\]`)

// SubjectToken is the number of a matter in a subject, such as 1042 in "[#1042] Order"; empty for none.
func SubjectToken(s string) string {
	if m := subjectToken.FindStringSubmatch(s); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// ReplySubject is the subject of an answer: the same with one Re: before it.
func ReplySubject(s string) string {
	s = oneLine(s)
	if s == "" {
		return ""
	}
	return "Re: " + PlainSubject(s)
}

var passedOn = regexp.MustCompile(`(?i)^\s*(fw|fwd|wg|tr|rv|enc|doorst|转发|轉寄)\s*[:：]`)

var passedLine = regexp.MustCompile(`(?m)^\s*-{2,}\s*(Forwarded message|Pesan terusan|Pesan yang diteruskan|Weitergeleitete Nachricht|Begin forwarded message)\s*-*`)

// Forwarded tells that somebody else's mail was passed on in it.
func (l Letter) Forwarded() bool {
	return passedOn.MatchString(l.Subject()) || passedLine.MatchString(l.Text)
}
