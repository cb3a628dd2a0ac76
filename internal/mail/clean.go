package mail

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Clean makes HTML of a mail fit for a sandboxed frame: text, tables, pictures and harmless looks, links to http, https,
// mailto and tel, and nothing that runs, asks for input, covers what is around it or fetches something by itself but
// pictures. Pictures of the mail itself have the address "cid:" and the key they have here; those without one go.
func Clean(source string, keys map[string]string) string {
	doc, err := parseHTML(source)
	if err != nil {
		return html.EscapeString(flatText(source))
	}
	point(doc, keys)
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		return ""
	}
	return strings.TrimSpace(policy.Sanitize(inner(body)))
}

// point gives the pictures of the mail itself their keys, and leaves out looks that cannot be.
func point(n *html.Node, keys map[string]string) {
	for c := range n.ChildNodes() {
		for i, a := range c.Attr {
			switch {
			case a.Key == "style":
				c.Attr[i].Val = simpleStyle(a.Val)
			case a.Key == "src" && c.DataAtom == atom.Img && hasPrefixFold(strings.TrimSpace(a.Val), "cid:"):
				c.Attr[i].Val = pointed(strings.TrimSpace(a.Val)[4:], keys)
			}
		}
		point(c, keys)
	}
}

// The longest style of an element, and the longest piece of one.
const (
	maxStyle = 2000
	maxLook  = 300
)

// simpleStyle keeps the pieces of a style that may be harmless. Reading the others to their end can take minutes.
func simpleStyle(style string) string {
	if len(style) > maxStyle {
		return ""
	}
	var kept []string
	for _, piece := range strings.Split(style, ";") {
		name, value, ok := strings.Cut(piece, ":")
		if ok && lookName.MatchString(name) && isLook(value) && strings.Count(value, `"`)%2 == 0 && strings.Count(value, "'")%2 == 0 {
			kept = append(kept, piece)
		}
	}
	return strings.Join(kept, ";")
}

var lookName = regexp.MustCompile(`^\s*[A-Za-z-]{1,40}\s*$`)

// isLook tells the value of a harmless look: no address to fetch.
func isLook(value string) bool {
	low := strings.ToLower(value)
	return len(value) <= maxLook && looks.MatchString(value) && !strings.Contains(low, "url") && !strings.Contains(low, "expression") && !strings.Contains(low, "image")
}

func pointed(cid string, keys map[string]string) string {
	if plain, err := url.PathUnescape(cid); err == nil && keys[plain] != "" {
		return "cid:" + keys[plain]
	}
	if keys[cid] != "" {
		return "cid:" + keys[cid]
	}
	return ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// HasPictures tells whether HTML shows pictures of other servers.
func HasPictures(source string) bool { return remotePicture.MatchString(source) }

var remotePicture = regexp.MustCompile(`(?i)<img[^>]*\ssrc\s*=\s*["']?\s*(https?:)?//`)

// CIDs are the pictures of the mail itself that HTML shows.
func CIDs(source string) map[string]bool {
	all := map[string]bool{}
	for _, m := range cidSource.FindAllStringSubmatch(source, maxLeaves) {
		cid := html.UnescapeString(m[1])
		all[cid] = true
		if plain, err := url.PathUnescape(cid); err == nil {
			all[plain] = true
		}
	}
	return all
}

var cidSource = regexp.MustCompile(`(?i)\ssrc\s*=\s*["']?cid:([^"'\s>]+)`)

var policy = makePolicy()

func makePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
		"dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
		"kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td",
		"tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr")
	size := regexp.MustCompile(`^[0-9]{1,5}%?$`)
	colour := regexp.MustCompile(`(?i)^(#[0-9a-f]{3,8}|[a-z]{1,30})$`)
	p.AllowAttrs("align", "valign").Matching(regexp.MustCompile(`(?i)^[a-z]{1,10}$`)).OnElements("div", "p", "table", "td", "th", "tr", "tbody", "thead", "tfoot", "col", "img", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "hr")
	p.AllowAttrs("bgcolor").Matching(colour).OnElements("table", "td", "th", "tr", "tbody", "thead", "tfoot")
	p.AllowAttrs("color").Matching(colour).OnElements("font", "hr")
	p.AllowAttrs("size").Matching(regexp.MustCompile(`^[+-]?[0-9]{1,2}$`)).OnElements("font", "hr")
	p.AllowAttrs("face").Matching(regexp.MustCompile(`^[\w\s,"'-]{1,200}$`)).OnElements("font")
	p.AllowAttrs("width", "height").Matching(size).OnElements("img", "table", "td", "th", "col", "colgroup", "hr")
	p.AllowAttrs("border", "cellpadding", "cellspacing").Matching(size).OnElements("table", "img")
	p.AllowAttrs("colspan", "rowspan", "span").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("td", "th", "col", "colgroup")
	p.AllowAttrs("start", "value").Matching(regexp.MustCompile(`^-?[0-9]{1,6}$`)).OnElements("ol", "li")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`(?i)^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("alt", "title").OnElements("img")
	p.AllowAttrs("src").Matching(pictureSource).OnElements("img")
	p.AllowAttrs("href").Matching(linkTarget).OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "tel", "cid", "data")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	allowLooks(p)
	return p
}

// pictureSource is where a picture may come from; SVG is a document and none.
var pictureSource = regexp.MustCompile(`(?i)^\s*(https?://|cid:|data:image/(png|jpe?g|gif|webp);base64,)`)

var linkTarget = regexp.MustCompile(`(?i)^\s*(https?://|mailto:|tel:)`)

// allowLooks permits styles that change how something looks where it stands: no address to fetch, and nothing that takes
// it out of its place.
func allowLooks(p *bluemonday.Policy) {
	p.AllowStyles("background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-style", "border-bottom-width",
		"border-collapse", "border-color", "border-left", "border-left-color", "border-left-style", "border-left-width", "border-radius",
		"border-right", "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top",
		"border-top-color", "border-top-style", "border-top-width", "border-width", "color", "direction", "display", "font", "font-family",
		"font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing", "line-height", "list-style-type", "margin",
		"margin-bottom", "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-width", "mso-hide", "opacity", "overflow", "padding",
		"padding-bottom", "padding-left", "padding-right", "padding-top", "table-layout", "text-align", "text-decoration", "text-indent",
		"text-transform", "vertical-align", "white-space", "width", "word-break", "word-wrap", "overflow-wrap").MatchingHandler(isLook).Globally()
}

var looks = regexp.MustCompile(`^[\w\s#%.,()'"!+-]*$`)
