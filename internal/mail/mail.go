// Package mail reads letters as they travel: their headers, the parts they consist of, what is new in them and what they
// quote, whether a machine wrote them, and HTML that is fit to be shown. It is pure and never gives up: whatever bytes
// come, there is something to show, and the rest is left as it is.
package mail

import (
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Letter is a mail that was read.
type Letter struct {
	Header Header
	// Leaves are the parts that are no containers, in their order.
	Leaves []*Part
	// Text is the plain text and HTML the rich one, both whole; either may be empty.
	Text, HTML string
	// Files are the leaves that are attached or shown inside the HTML.
	Files []*Part
	// Type is the content type of the whole, such as "multipart/report"; Params are its parameters.
	Type   string
	Params map[string]string
}

// The bounds of what is looked at. A real mail comes nowhere near them.
const (
	maxHeader = 256 << 10
	maxDepth  = 20
	maxLeaves = 500
	maxText   = 1 << 20 // bytes of text, and of HTML
	maxPeople = 100
)

// Read reads a mail.
func Read(raw []byte) Letter {
	root := readPart(raw, 0, &budget{leaves: maxLeaves})
	l := Letter{Header: root.Header, Type: root.Type, Params: root.Params}
	l.Leaves = root.leaves(nil)
	l.collect(root, "")
	l.Text, l.HTML = strings.TrimSpace(l.Text), strings.TrimSpace(l.HTML)
	return l
}

// collect sorts leaves into what is read and what is attached. Within is the type of the container around.
func (l *Letter) collect(p *Part, within string) {
	if p.Children != nil {
		for i, child := range p.Children {
			around := p.Type
			if i > 0 && p.Type == "multipart/related" {
				around = "related rest"
			}
			l.collect(child, around)
		}
		return
	}
	switch {
	case within == "multipart/report" && p.Type != "text/plain" && p.Type != "text/html":
		// For programs; see Report.
	case !p.isBody() || within == "related rest":
		if len(p.Bytes()) > 0 || p.Left > 0 || p.Name != "" {
			l.Files = append(l.Files, p)
		}
	case p.Type == "text/html":
		l.HTML = join(l.HTML, p.text(), "<hr>")
	case within == "multipart/alternative" && l.Text != "":
		// Another wording of what is there.
	default:
		l.Text = join(l.Text, p.text(), "\n\n")
	}
}

func join(before, more, between string) string {
	if before == "" {
		return bound(more, maxText)
	}
	if strings.TrimSpace(more) == "" {
		return before
	}
	return bound(before+between+more, maxText)
}

// bound cuts a text after so many bytes, between two runes.
func bound(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// From is the first sender.
func (l Letter) From() sapa.Address {
	all := l.Header.Addresses("From")
	if len(all) == 0 {
		all = l.Header.Addresses("Sender")
	}
	if len(all) == 0 {
		return sapa.Address{}
	}
	return all[0]
}

// Subject is the subject on one line.
func (l Letter) Subject() string { return oneLine(l.Header.Text("Subject")) }

// Date is when it says it was written; zero when it does not.
func (l Letter) Date() time.Time { return parseDate(l.Header.First("Date")) }

// MessageID is its id without brackets; empty when it has none.
func (l Letter) MessageID() string {
	ids := IDs(l.Header.First("Message-ID"))
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// Answers lists the ids of the mails it may answer, the likeliest first: In-Reply-To, then References from the end.
func (l Letter) Answers() []string {
	var all []string
	add := func(id string) {
		if id != "" && !slices.Contains(all, id) && len(all) < maxPeople {
			all = append(all, id)
		}
	}
	for _, id := range IDs(l.Header.First("In-Reply-To")) {
		add(id)
	}
	for _, id := range slices.Backward(IDs(l.Header.First("References"))) {
		add(id)
	}
	return all
}

// Recipients are the addresses it came to, as far as it tells: those of its headers, and those its way here has noted.
func (l Letter) Recipients() []string {
	var all []string
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To", "To", "Cc"} {
		for _, a := range l.Header.AllAddresses(name) {
			if !slices.Contains(all, a.Address) {
				all = append(all, a.Address)
			}
		}
	}
	return all
}

// oneLine folds a text to one line without control characters.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// BoundIDs shortens a long chain of ids: the first stays, which begins the thread, and the last ones.
func BoundIDs(all []string, most int) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, id := range all {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	if len(out) > most {
		out = append(out[:1], out[len(out)-most+1:]...)
	}
	return out
}
