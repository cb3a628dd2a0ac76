package mail

import (
	"bytes"
	"mime"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Header is the lines above a mail or a part, in their order, unfolded and as they came otherwise.
type Header []Field

// Field is one of them.
type Field struct{ Name, Value string }

// First is the value of the first field of a name; empty when there is none.
func (h Header) First(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Has tells whether there is a field of a name.
func (h Header) Has(name string) bool {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return true
		}
	}
	return false
}

// Text is First with its encoded words read.
func (h Header) Text(name string) string { return decodeWords(h.First(name)) }

// Addresses reads the people of the first field of a name.
func (h Header) Addresses(name string) []sapa.Address { return Addresses(h.First(name)) }

// AllAddresses reads the people of every field of a name, the first hundred of them.
func (h Header) AllAddresses(name string) []sapa.Address {
	var all []sapa.Address
	for _, f := range h {
		if strings.EqualFold(f.Name, name) && len(all) < maxPeople {
			all = append(all, Addresses(f.Value)...)
		}
	}
	return all[:min(len(all), maxPeople)]
}

// cutHeader divides a part into its header and what is below.
func cutHeader(raw []byte) (Header, []byte) {
	rest := raw
	if bytes.HasPrefix(rest, []byte("From ")) || bytes.HasPrefix(rest, []byte(">From ")) {
		_, rest = cutLine(rest) // a mailbox file's own line
	}
	var all []folded
	for begin := len(raw) - len(rest); len(rest) > 0; {
		line, after := cutLine(rest)
		fits := len(raw)-len(after)-begin < maxHeader
		if len(line) == 0 {
			return unfold(all), after
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		goesOn := line[0] == ' ' || line[0] == '\t'
		switch {
		case goesOn && len(all) > 0:
			if fits {
				all[len(all)-1].lines = append(all[len(all)-1].lines, line)
			}
		case goesOn && len(bytes.TrimSpace(line)) == 0:
			return unfold(all), after
		case !ok || !fieldName(bytes.TrimRight(name, " \t")):
			return unfold(all), rest // no header any more, whatever is missing in between
		case fits:
			all = append(all, folded{string(bytes.TrimRight(name, " \t")), [][]byte{value}})
		}
		rest = after
	}
	return unfold(all), nil
}

// folded is a field with the lines its value was broken into.
type folded struct {
	name  string
	lines [][]byte
}

// unfold makes one line of each value. All lines of one are joined at once: there may be as many as somebody likes.
func unfold(all []folded) Header {
	var h Header
	for _, f := range all {
		pieces := make([]string, len(f.lines))
		for i, line := range f.lines {
			pieces[i] = strings.TrimSpace(raw8(line))
		}
		h = append(h, Field{f.name, strings.Join(pieces, " ")})
	}
	return h
}

// cutLine takes a line off, without its end.
func cutLine(b []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(b, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), rest
}

func fieldName(b []byte) bool {
	if len(b) == 0 || len(b) > 200 {
		return false
	}
	for _, c := range b {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

var words = mime.WordDecoder{CharsetReader: charsetReader}

// decodeWords reads encoded words. What cannot be read stays as it is.
func decodeWords(s string) string {
	if !strings.Contains(s, "=?") {
		return s
	}
	// Two words without anything but white space between belong together, also where a rune was torn apart; and some
	// programs leave the white space out.
	if text, err := words.DecodeHeader(strings.ReplaceAll(s, "?==?", "?= =?")); err == nil {
		return strings.ToValidUTF8(text, "\uFFFD")
	}
	return s
}

// Addresses reads people out of a header's value. What is no address is left out.
func Addresses(value string) []sapa.Address {
	value = strings.TrimSpace(value)
	if value == "" {
		return nil
	}
	parser := mail.AddressParser{WordDecoder: &words}
	var all []sapa.Address
	if list, err := parser.ParseList(value); err == nil {
		for _, a := range list {
			all = addAddress(all, a.Name, a.Address)
		}
		return all
	}
	for _, one := range splitAddresses(value) {
		if a, err := parser.Parse(one); err == nil {
			all = addAddress(all, a.Name, a.Address)
		} else if m := loose.FindStringSubmatch(one); m != nil {
			all = addAddress(all, decodeWords(strings.Trim(m[1], " \t\"'")), m[2])
		}
	}
	return all
}

// loose finds an address in something that does not follow the rules.
var loose = regexp.MustCompile(`^(.*?)<?\s*([^\s<>"(),:;@]+@[^\s<>"(),:;@]+)\s*>?[^@]*$`)

func addAddress(all []sapa.Address, name, address string) []sapa.Address {
	a, ok := sapa.CleanEmail(address)
	if !ok || len(all) >= maxPeople {
		return all
	}
	return append(all, sapa.Address{Name: bound(oneLine(name), 200), Address: a})
}

// splitAddresses divides a list at its commas and semicolons, but for those in quotes.
func splitAddresses(value string) []string {
	var all []string
	quoted, from := false, 0
	for i, r := range value {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && (r == ',' || r == ';'):
			all, from = append(all, value[from:i]), i+1
		}
	}
	return append(all, value[from:])
}

var idPattern = regexp.MustCompile(`<\s*([^<>\s]{1,900})\s*>`)

// IDs reads the ids of mails out of a header's value, without brackets.
func IDs(value string) []string {
	var all []string
	for _, m := range idPattern.FindAllStringSubmatch(value, -1) {
		all = append(all, m[1])
	}
	if bare := strings.TrimSpace(value); len(all) == 0 && strings.Contains(bare, "@") && !strings.ContainsAny(bare, " \t<>") && len(bare) < 900 {
		all = append(all, bare)
	}
	return all
}

// parseDate reads a date; zero for none, and for one that nobody can have meant.
func parseDate(value string) time.Time {
	at, err := mail.ParseDate(strings.TrimSpace(value))
	if err != nil || at.Year() < 1990 || at.Year() > 2200 {
		return time.Time{}
	}
	return at.UTC()
}
