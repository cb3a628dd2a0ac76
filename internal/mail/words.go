package mail

import "strings"

// Words are what is new in a mail as plain text, and what follows it there: what it quotes, and a signature.
func Words(l Letter) (fresh, rest string) {
	fresh, rest = SplitText(l.Text)
	if fresh != "" || l.HTML == "" {
		return fresh, rest
	}
	new, quoted := SplitHTML(l.HTML)
	fresh, rest = SplitText(HTMLText(new))
	return fresh, strings.TrimSpace(rest + "\n\n" + HTMLText(quoted))
}

// FileName is the name of a file, made up from what it is where it has none.
func (p *Part) FileName() string {
	if p.Name != "" {
		return p.Name
	}
	switch p.Type {
	case "message/rfc822", "message/global":
		h, _ := cutHeader(p.Bytes())
		if s := oneLine(h.Text("Subject")); s != "" {
			return bound(strings.NewReplacer("/", "-", "\\", "-", ":", "-").Replace(s), 100) + ".eml"
		}
		return "mail.eml"
	case "text/calendar":
		return "invite.ics"
	}
	return "file"
}
