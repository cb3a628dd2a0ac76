package mail

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// SplitHTML divides HTML into what is new and what it quotes, both as fragments that still hold whatever they held: see
// Clean. Where nothing new would be left, nothing is cut.
func SplitHTML(source string) (fresh, quoted string) {
	doc, err := parseHTML(source)
	if err != nil {
		return source, ""
	}
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		return source, ""
	}
	mark := find(body, beginsQuote)
	if mark == nil {
		return inner(body), ""
	}
	apart := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	if whole(mark) {
		lift(apart, mark)
	} else {
		liftRest(apart, body, mark)
	}
	if !says(body) {
		return source, ""
	}
	return inner(body), inner(apart)
}

// find is the first node in the document's order that is asked for; nil for none. The tree is at most 512 deep.
func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		if is(c) {
			return c
		}
		if found := find(c, is); found != nil {
			return found
		}
	}
	return nil
}

var quoteClass = regexp.MustCompile(`(^|\s)(gmail_quote|gmail_quote_container|yahoo_quoted|moz-cite-prefix|protonmail_quote|OutlookMessageHeader|zmail_extra|tutanota_quote)(\s|$)`)

var quoteID = regexp.MustCompile(`^(appendonsend|divRplyFwdMsg|reply-intro|mail-editor-reference-message-container|x?_?replySplit)$`)

var topBorder = regexp.MustCompile(`(?i)border(-top)?\s*:[^;]*solid`)

// beginsQuote tells the elements by which mail programs begin what they quote.
func beginsQuote(n *html.Node) bool {
	class, id, style := attr(n, "class"), attr(n, "id"), attr(n, "style")
	switch {
	case quoteClass.MatchString(class), quoteID.MatchString(id):
		return true
	case n.DataAtom == atom.Blockquote:
		return strings.EqualFold(attr(n, "type"), "cite") || strings.Contains(class, "gmail_quote")
	case n.DataAtom == atom.Div && topBorder.MatchString(style) && strings.Contains(strings.ToLower(style), "border-top"):
		return isBlock(strings.Split(textOf(n, 4000), "\n"))
	}
	return false
}

// whole tells an element that holds all that is quoted; of the others, what follows is quoted too.
func whole(n *html.Node) bool {
	class := attr(n, "class")
	return n.DataAtom == atom.Blockquote || strings.Contains(class, "quote")
}

func lift(to, n *html.Node) {
	n.Parent.RemoveChild(n)
	to.AppendChild(n)
}

// liftRest moves a node and all that follows it in the document.
func liftRest(to, body, from *html.Node) {
	for n := from; n != body && n != nil; {
		parent := n.Parent
		following := n.NextSibling
		if n == from {
			lift(to, n)
		}
		for following != nil {
			next := following.NextSibling
			lift(to, following)
			following = next
		}
		n = parent
	}
}

// says tells whether there is anything to read or to look at.
func says(n *html.Node) bool {
	return strings.TrimSpace(textOf(n, maxText)) != "" || find(n, func(c *html.Node) bool { return c.DataAtom == atom.Img }) != nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func inner(n *html.Node) string {
	var out strings.Builder
	for c := range n.ChildNodes() {
		if html.Render(&out, c) != nil {
			return ""
		}
	}
	return strings.TrimSpace(out.String())
}

// HTMLText is what HTML says, as plain text.
func HTMLText(source string) string {
	doc, err := parseHTML(source)
	if err != nil {
		return flatText(source)
	}
	return textOf(doc, maxText)
}

// textOf is what an element says, in at most so many bytes, and out of no more nodes than that.
func textOf(n *html.Node, most int) string {
	w := &textWriter{most: most, nodes: most}
	w.walk(n)
	return w.done()
}

// textWriter makes plain text of elements.
type textWriter struct {
	out  strings.Builder
	most int
	// nodes is how many more are looked at: those without a word cost time too.
	nodes int
	// breaks are the ends of lines to write before the next word, space is whether there is white space before it.
	breaks int
	space  bool
}

func (w *textWriter) walk(n *html.Node) {
	if w.nodes--; w.nodes < 0 || w.out.Len() > w.most {
		return
	}
	switch {
	case n.Type == html.TextNode:
		w.write(n.Data)
		return
	case n.Type == html.ElementNode && silent[n.DataAtom]:
		return
	case n.DataAtom == atom.A && runs.MatchString(attr(n, "href")):
		return // the bait of a trap
	case n.DataAtom == atom.Br:
		w.breaks = min(w.breaks+1, 2)
		return
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.space = true
	}
	between := blocks[n.DataAtom]
	w.breaks = max(w.breaks, between)
	if n.DataAtom == atom.Li {
		w.write("- ")
	}
	for c := range n.ChildNodes() {
		w.walk(c)
	}
	w.breaks = max(w.breaks, between)
}

func (w *textWriter) write(s string) {
	s = strings.ReplaceAll(s, "\u00a0", " ")
	words := strings.Fields(s)
	if len(words) == 0 {
		w.space = w.space || s != ""
		return
	}
	switch {
	case w.out.Len() == 0:
	case w.breaks > 0:
		w.out.WriteString(strings.Repeat("\n", w.breaks))
	case w.space || strings.TrimLeft(s, " \t\r\n") != s:
		w.out.WriteByte(' ')
	}
	w.out.WriteString(strings.Join(words, " "))
	w.breaks, w.space = 0, strings.TrimRight(s, " \t\r\n") != s
}

func (w *textWriter) done() string { return strings.TrimSpace(bound(w.out.String(), w.most)) }

// runs tells an address that is a program.
var runs = regexp.MustCompile(`(?i)^[\s\x00-\x20]*(j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:`)

// silent are elements of which nothing is read.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Title: true, atom.Template: true, atom.Noscript: true, atom.Object: true,
	atom.Svg: true, atom.Math: true, atom.Iframe: true, atom.Textarea: true, atom.Select: true,
}

// blocks are elements that stand on lines of their own, with so many ends of lines around them.
var blocks = map[atom.Atom]int{
	atom.P: 2, atom.Div: 1, atom.Tr: 1, atom.Li: 1, atom.Ul: 1, atom.Ol: 1, atom.Table: 1, atom.Blockquote: 2, atom.Pre: 1, atom.Hr: 1,
	atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Section: 1, atom.Article: 1, atom.Header: 1, atom.Footer: 1, atom.Dd: 1, atom.Dt: 1,
}

// flatText reads HTML that is too deep or too heavy to be taken apart.
func flatText(source string) string {
	w := &textWriter{most: maxText}
	hidden := 0
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return w.done()
		case html.TextToken:
			if hidden == 0 {
				w.write(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			w.breaks = max(w.breaks, blocks[a])
			if a == atom.Br {
				w.breaks = min(w.breaks+1, 2)
			}
			if a == atom.Script || a == atom.Style {
				hidden = 1
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); a == atom.Script || a == atom.Style {
				hidden = 0
			}
		}
	}
}
