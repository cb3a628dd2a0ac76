package mail

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// errHeavy means that HTML would become a tree much larger than itself.
var errHeavy = errors.New("mail: the HTML is too heavy")

// maxNodes is how many elements and texts HTML may become. A real mail of a megabyte has a third of them.
const maxNodes = 250_000

// parseHTML makes a tree of HTML; an error for what is too deep or too heavy.
func parseHTML(source string) (*html.Node, error) {
	if weigh(source) > maxNodes {
		return nil, errHeavy
	}
	return html.Parse(strings.NewReader(source))
}

// weigh counts how many elements and texts HTML becomes at most, up to a bit more than maxNodes. A few bytes can become very
// many: whatever marks text and is not closed is made anew in every paragraph that follows.
func weigh(source string) int {
	w := weigher{levels: []level{{}}}
	z := html.NewTokenizer(strings.NewReader(source))
	for w.nodes <= maxNodes {
		switch z.Next() {
		case html.ErrorToken:
			return w.nodes
		case html.TextToken:
			w.nodes += 1 + w.open
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			w.begin(atom.Lookup(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(atom.Lookup(name))
		case html.CommentToken, html.DoctypeToken:
			w.nodes++
		}
	}
	return w.nodes
}

// weigher counts what elements may become.
type weigher struct {
	// open are the marks of text that may not be closed yet.
	open, nodes int
	levels      []level
}

// level is an element out of which no mark of text reaches, and the marks inside it.
type level struct {
	of    atom.Atom
	marks map[atom.Atom]int
}

func (w *weigher) begin(a atom.Atom) {
	w.nodes += 1 + w.open
	switch {
	case a == atom.Svg || a == atom.Math:
		w.nodes = maxNodes + 1 // has rules of its own, and is never shown
	case confines[a]:
		w.levels = append(w.levels, level{of: a})
	case marksText[a]:
		top := &w.levels[len(w.levels)-1]
		if top.marks == nil {
			top.marks = map[atom.Atom]int{}
		}
		if (a == atom.A || a == atom.Nobr) && top.marks[a] > 0 {
			return // the second one ends the first
		}
		top.marks[a]++
		w.open++
	}
}

func (w *weigher) end(a atom.Atom) {
	w.nodes += 1 + w.open
	top := w.levels[len(w.levels)-1]
	switch {
	case marksText[a] && top.marks[a] > 0:
		top.marks[a]--
		w.open--
	case confines[a] && top.of == a:
		w.levels = w.levels[:len(w.levels)-1]
		below := &w.levels[len(w.levels)-1]
		for mark, n := range top.marks {
			if below.marks == nil {
				below.marks = map[atom.Atom]int{}
			}
			below.marks[mark] += n
		}
	}
}

// marksText are the elements that go on in the next paragraph when nobody closes them.
var marksText = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true, atom.S: true,
	atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// confines are the elements inside which nothing is closed that was opened outside.
var confines = map[atom.Atom]bool{
	atom.Table: true, atom.Caption: true, atom.Td: true, atom.Th: true, atom.Applet: true, atom.Marquee: true, atom.Object: true,
	atom.Template: true, atom.Select: true, atom.Noscript: true, atom.Frameset: true,
}
