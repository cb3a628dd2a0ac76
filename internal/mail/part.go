package mail

import (
	"bytes"
	"mime"
	"strconv"
	"strings"
)

// Part is a mail or a part of one.
type Part struct {
	Header Header
	// Type is the content type in lower case, Params are its parameters.
	Type   string
	Params map[string]string
	// Attached tells that it is to be kept beside the text, whatever it is.
	Attached bool
	// Name is the file's name; empty for none.
	Name string
	// CID is the id by which HTML shows it; empty for none.
	CID string
	// Children are the parts of a container; nil for a leaf.
	Children []*Part
	// Left is how many bytes of it, as they travelled, lie with the provider and are not here.
	Left int64

	encoding string
	body     []byte
	decoded  []byte
}

// budget bounds how much of a mail is taken apart.
type budget struct{ leaves int }

// leftHeader notes how long a body was that Thin has left out.
const leftHeader = "X-Sapa-Left"

func readPart(raw []byte, depth int, b *budget) *Part {
	h, body := cutHeader(raw)
	p := &Part{Header: h, body: body, encoding: h.First("Content-Transfer-Encoding")}
	p.Type, p.Params = mediaType(h.First("Content-Type"), "text/plain")
	disposition, also := mediaType(h.First("Content-Disposition"), "")
	p.Attached = disposition == "attachment"
	p.Name = fileName(also["filename"], p.Params["name"])
	if ids := IDs(h.First("Content-ID")); len(ids) > 0 {
		p.CID = ids[0]
	}
	p.Left, _ = strconv.ParseInt(h.First(leftHeader), 10, 64)
	if p.Left < 0 || p.Left > 1<<40 {
		p.Left = 0
	}
	boundary := p.Params["boundary"]
	if !strings.HasPrefix(p.Type, "multipart/") || boundary == "" || depth >= maxDepth {
		b.leaves--
		return p
	}
	for _, piece := range divide(body, boundary) {
		if b.leaves <= 0 {
			break
		}
		p.Children = append(p.Children, readPart(piece, depth+1, b))
	}
	if p.Children == nil { // it says there are parts, and there are none
		p.Type = "text/plain"
		b.leaves--
	}
	return p
}

// divide cuts a container at its boundary. The last part may lack its end.
func divide(body []byte, boundary string) [][]byte {
	var all [][]byte
	mark := []byte("--" + boundary)
	start := -1
	for at := 0; at <= len(body); {
		line, rest := cutLine(body[at:])
		next := len(body) - len(rest)
		if trimmed := bytes.TrimRight(line, " \t"); bytes.HasPrefix(trimmed, mark) {
			after := trimmed[len(mark):]
			if len(after) == 0 || bytes.Equal(after, []byte("--")) {
				if start >= 0 {
					all = append(all, trimEnd(body[start:at]))
				}
				start = next
				if len(after) > 0 {
					return all
				}
			}
		}
		if len(rest) == 0 {
			break
		}
		at = next
	}
	if start >= 0 && start < len(body) {
		all = append(all, body[start:])
	}
	return all
}

// trimEnd takes off the line's end that belongs to the boundary below.
func trimEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

func (p *Part) leaves(all []*Part) []*Part {
	if p.Children == nil {
		return append(all, p)
	}
	for _, child := range p.Children {
		all = child.leaves(all)
	}
	return all
}

// Bytes is what it holds, with its transfer encoding taken off.
func (p *Part) Bytes() []byte {
	if p.decoded == nil {
		p.decoded = decode(p.body, p.encoding)
	}
	return p.decoded
}

// Size is how many bytes it holds, about so many where they lie with the provider.
func (p *Part) Size() int64 {
	if p.Left == 0 {
		return int64(len(p.Bytes()))
	}
	if strings.EqualFold(p.encoding, "base64") {
		return p.Left * 3 / 4
	}
	return p.Left
}

// isBody tells text that is read from a file that is attached.
func (p *Part) isBody() bool {
	return !p.Attached && p.Name == "" && (p.Type == "text/plain" || p.Type == "text/html" || p.Type == "text/enriched" || p.Type == "text")
}

func (p *Part) text() string {
	s := strings.ReplaceAll(toText(p.Bytes(), p.Params["charset"]), "\r\n", "\n")
	if p.Type == "text/html" {
		return s
	}
	s = strings.ReplaceAll(s, "\r", "\n")
	if strings.EqualFold(p.Params["format"], "flowed") {
		return flow(s, strings.EqualFold(p.Params["delsp"], "yes"))
	}
	return s
}

// flow joins the lines of a paragraph that were broken on the way (RFC 3676).
func flow(s string, drop bool) string {
	var out strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		quoted := strings.HasPrefix(line, ">")
		line = strings.TrimPrefix(line, " ")
		soft := strings.HasSuffix(line, " ") && line != "-- " && !quoted && i+1 < len(lines) && !strings.HasPrefix(lines[i+1], ">")
		if soft && drop {
			line = strings.TrimSuffix(line, " ")
		}
		out.WriteString(line)
		if !soft && i+1 < len(lines) {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// mediaType reads a content type or a disposition, also one that does not follow the rules.
func mediaType(value, otherwise string) (string, map[string]string) {
	if value == "" {
		return otherwise, nil
	}
	if t, params, err := mime.ParseMediaType(value); err == nil {
		return t, params
	}
	pieces := strings.Split(value, ";")
	t := strings.ToLower(strings.TrimSpace(pieces[0]))
	params := map[string]string{}
	for _, piece := range pieces[1:] {
		name, v, ok := strings.Cut(piece, "=")
		if name = strings.ToLower(strings.TrimSpace(name)); ok && params[name] == "" {
			params[name] = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	if !strings.Contains(t, "/") && otherwise != "" {
		t = otherwise
	}
	return t, params
}

// fileName is the first name that says something, read whatever way it is written.
func fileName(names ...string) string {
	for _, name := range names {
		if name = oneLine(decodeWords(raw8([]byte(name)))); name != "" {
			return bound(name, 300)
		}
	}
	return ""
}
