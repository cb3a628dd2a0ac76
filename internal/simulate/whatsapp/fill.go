package whatsapp

import (
	"encoding/json"
)

// fill takes what a request says into the message; the lock is held.
func (p *Provider) fill(m *Message, body map[string]any) *GraphError {
	part := body[m.Type]
	raw, err := json.Marshal(part)
	if err != nil {
		return Fail(131000)
	}
	m.Body = raw
	m.Quoted, m.Opaque = digText(body, "context", "message_id"), digText(body, "biz_opaque_callback_data")
	switch m.Type {
	case "text":
		m.Text = digText(part, "body")
	case "reaction":
		m.Text, m.Quoted = digText(part, "emoji"), digText(part, "message_id")
	case "location":
		m.Text = digText(part, "name")
	case "contacts":
		m.Text = digText(part, "0", "name", "formatted_name")
	case "interactive":
		return p.fillMenu(m, part)
	case "template":
		return p.fillFromTemplate(m, part)
	default:
		m.Text, m.FileName = digText(part, "caption"), digText(part, "filename")
		m.Voice = dig(part, "voice") == true
		return p.fillFile(m, digText(part, "id"), digText(part, "link"))
	}
	return nil
}

// fillFile finds the file a message goes with.
func (p *Provider) fillFile(m *Message, id, link string) *GraphError {
	m.Media, m.Link = id, link
	if id == "" {
		return nil
	}
	f := p.stored(id)
	if f == nil {
		return Fail(131009).Explained("Media ID %s does not exist", id)
	}
	m.MIME, m.FileName = f.Type, or(m.FileName, f.Name)
	return nil
}

func (p *Provider) fillMenu(m *Message, part any) *GraphError {
	m.Text, m.Footer = digText(part, "body", "text"), digText(part, "footer", "text")
	m.Header, m.Open = digText(part, "header", "text"), digText(part, "action", "button")
	for _, b := range digList(part, "action", "buttons") {
		m.Options = append(m.Options, Option{ID: digText(b, "reply", "id"), Title: digText(b, "reply", "title")})
	}
	for _, section := range digList(part, "action", "sections") {
		for _, r := range digList(section, "rows") {
			m.Options = append(m.Options, Option{
				ID: digText(r, "id"), Title: digText(r, "title"), Description: digText(r, "description"), Section: digText(section, "title"),
			})
		}
	}
	kind := digText(part, "header", "type")
	return p.fillFile(m, digText(part, "header", kind, "id"), digText(part, "header", kind, "link"))
}

func (p *Provider) fillFromTemplate(m *Message, part any) *GraphError {
	t, e := p.sendable(part)
	if e != nil {
		return e
	}
	f, e := fillTemplate(t, part)
	if e != nil {
		return e
	}
	m.Template, m.Category = t.Name, t.Category
	m.Header, m.Text, m.Footer, m.Options = f.header, f.body, f.footer, f.options
	return p.fillFile(m, f.media, f.link)
}
