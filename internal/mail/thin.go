package mail

import (
	"bytes"
	"strconv"
	"strings"
)

// keepWhole is how long a part may be, as it travels, to stay in a thinned mail though nobody reads it as text.
const keepWhole = 16 << 10

// Thin leaves out the bodies of what is attached, which stay with the provider until they are fetched, and answers a mail
// of the same parts in at most so many bytes. One that cannot be made as small is cut at the end.
func Thin(raw []byte, most int) (thin []byte, cut bool) {
	var out bytes.Buffer
	thinPart(&out, raw, 0, &budget{leaves: maxLeaves}, false)
	if out.Len() > most {
		return out.Bytes()[:most], true
	}
	return out.Bytes(), false
}

func thinPart(out *bytes.Buffer, raw []byte, depth int, b *budget, report bool) {
	p := readPart(raw, maxDepth, &budget{leaves: 1}) // the part alone
	boundary := p.Params["boundary"]
	head := raw[:len(raw)-len(p.body)]
	var pieces [][]byte
	if strings.HasPrefix(p.Type, "multipart/") && boundary != "" && depth < maxDepth {
		if pieces = divide(p.body, boundary); pieces == nil {
			p.Type = "text/plain" // as it is read: it says there are parts, and there are none
		}
	}
	if pieces == nil {
		b.leaves--
		thinLeaf(out, p, head, report)
		return
	}
	out.Write(head)
	if len(head) > 0 && !bytes.HasSuffix(head, []byte("\n")) {
		out.WriteString("\n\n")
	}
	for _, piece := range pieces {
		if b.leaves <= 0 {
			break
		}
		out.WriteString("--" + boundary + "\n")
		thinPart(out, piece, depth+1, b, report || p.Type == "multipart/report")
		out.WriteString("\n")
	}
	out.WriteString("--" + boundary + "--\n")
}

// thinLeaf writes a leaf whole where it is read as text, or tells something, or is small; of the others how long they are.
func thinLeaf(out *bytes.Buffer, p *Part, head []byte, report bool) {
	limit := keepWhole
	if p.isBody() {
		limit = 2 * maxText
	} else if report {
		limit = 8 * keepWhole
	} else if p.Type != "text/calendar" {
		limit = 0
	}
	if len(p.body) <= limit || p.Left > 0 || len(p.body) == 0 {
		out.Write(head)
		out.Write(p.body)
		return
	}
	if p.isBody() || report {
		out.Write(head)
		out.Write(p.body[:limit])
		return
	}
	out.WriteString(leftHeader + ": " + strconv.Itoa(len(p.body)) + "\n")
	out.Write(head)
}
