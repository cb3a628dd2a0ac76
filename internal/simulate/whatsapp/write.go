package whatsapp

import (
	"encoding/json"
	"fmt"
)

// Extra is something beside the words of a customer's message.
type Extra func(*sent, *Message)

// Quote answers a message.
func Quote(id string) Extra {
	return func(s *sent, m *Message) {
		s.Context = &quoteContext{ID: id}
		m.Quoted = id
	}
}

// Forwarded passes a message on; often for one that many have passed on.
func Forwarded(often bool) Extra {
	return func(s *sent, m *Message) {
		s.Context = &quoteContext{Forwarded: !often, Frequently: often}
		m.Forwarded = true
	}
}

// FromAd comes from an advertisement.
func FromAd(r Referral) Extra {
	return func(s *sent, _ *Message) {
		if r.Type == "" {
			r.Type = "ad"
		}
		s.Referral = &r
	}
}

// write makes a message of the customer and delivers it; part goes under the name of the kind.
func (c *Customer) write(kind string, part any, m Message, extras ...Extra) string {
	c.p.Change(func() { m.ID = c.p.written(c.at, kind, part, &m, extras...) })
	return m.ID
}

// written is write with the lock held.
func (p *Provider) written(c *person, kind string, part any, m *Message, extras ...Extra) string {
	now := p.Now()
	phone := p.phones[0]
	s := &sent{From: c.WaID, FromBSUID: c.BSUID, ID: p.newID(c, true), Timestamp: seconds(now), Type: kind, Part: part}
	if c.Hidden {
		s.From = ""
	}
	m.ID, m.At, m.Type, m.Status, m.Phone = s.ID, now, kind, "sent", phone.ID
	for _, e := range extras {
		e(s, m)
	}
	if s.Context != nil && s.Context.ID != "" {
		s.Context.From = p.authorOf(c, s.Context.ID, phone)
	}
	if kind == "unsupported" {
		s.Errors = []statusError{carried(Fail(or(m.Code, 131051)), false)}
	}
	if raw, err := json.Marshal(part); err == nil {
		m.Body = raw
	}
	kept := *m
	c.thread = append(c.thread, &kept)
	if m.At.After(c.last) && kind != "edit" && kind != "revoke" && kind != "system" {
		c.last = m.At
	}
	u := update{field: "messages", phone: phone.ID, message: s, contact: c.contact()}
	if kind == "system" {
		u.contact = nil
	}
	p.Enqueue(u)
	return s.ID
}

// authorOf is the number that wrote a message; the business when nobody knows.
func (p *Provider) authorOf(c *person, id string, phone Phone) string {
	if m := c.find(id); m != nil && !m.FromBusiness && !c.Hidden {
		return c.WaID
	}
	return phone.digits()
}

// Text writes words. It is the message's id, as all of these are.
func (c *Customer) Text(words string, extras ...Extra) string {
	return c.write("text", map[string]string{"body": words}, Message{Text: words}, extras...)
}

// Send writes with a file; kind is "image", "audio", "video", "document" or "sticker".
func (c *Customer) Send(kind string, f File, caption string, extras ...Extra) string {
	var id string
	c.p.Change(func() {
		p := c.p
		media := p.keep(f, true)
		part := filePart{Caption: caption, MIME: f.Type, Sum: f.sum(), ID: media}
		if p.Own() != "" {
			part.URL = p.newLink(media)
		}
		switch kind {
		case "document":
			part.FileName = f.Name
		case "audio":
			part.Voice = &f.Voice
		case "sticker":
			part.Animated = &f.Animated
		}
		m := &Message{Text: caption, Media: media, MIME: f.Type, FileName: part.FileName, Voice: f.Voice}
		id = p.written(c.at, kind, part, m, extras...)
	})
	return id
}

// Location shares a place; name and address may be empty.
func (c *Customer) Location(latitude, longitude float64, name, address string, extras ...Extra) string {
	part := map[string]any{"latitude": latitude, "longitude": longitude}
	if name != "" {
		part["name"] = name
	}
	if address != "" {
		part["address"] = address
	}
	return c.write("location", part, Message{Text: name}, extras...)
}

// Contact shares a card with a name and a number.
func (c *Customer) Contact(name, phone string, extras ...Extra) string {
	part := []map[string]any{{
		"name":   map[string]string{"formatted_name": name, "first_name": name},
		"phones": []map[string]string{{"phone": phone, "wa_id": onlyDigits(phone), "type": "MOBILE"}},
	}}
	return c.write("contacts", part, Message{Text: name}, extras...)
}

// React puts an emoji on a message, or takes it away with an empty one.
func (c *Customer) React(id, emoji string) string {
	part := map[string]string{"message_id": id}
	if emoji != "" {
		part["emoji"] = emoji
	}
	var made string
	c.p.Change(func() {
		if target := c.at.find(id); target != nil {
			target.Reaction = emoji
		}
		made = c.p.written(c.at, "reaction", part, &Message{Text: emoji, Quoted: id})
	})
	return made
}

// Choose presses a button, or picks a row, of a message of the business. It fails when the message has no such option.
func (c *Customer) Choose(message, option string) (string, error) {
	var id string
	err := fmt.Errorf("whatsapp: %s offers no %q", message, option)
	c.p.Change(func() {
		m := c.at.find(message)
		if m == nil {
			return
		}
		for _, o := range m.Options {
			if o.ID == option && o.Link == "" {
				id, err = c.p.chosen(c.at, m, o), nil
				return
			}
		}
	})
	return id, err
}

// chosen writes a choice; the lock is held.
func (p *Provider) chosen(c *person, m *Message, o Option) string {
	said := &Message{Text: o.Title}
	quote := Quote(m.ID)
	switch {
	case m.Type == "template":
		return p.written(c, "button", map[string]string{"payload": o.ID, "text": o.Title}, said, quote)
	case m.Open != "":
		row := map[string]string{"id": o.ID, "title": o.Title}
		if o.Description != "" {
			row["description"] = o.Description
		}
		return p.written(c, "interactive", map[string]any{"type": "list_reply", "list_reply": row}, said, quote)
	}
	part := map[string]any{"type": "button_reply", "button_reply": map[string]string{"id": o.ID, "title": o.Title}}
	return p.written(c, "interactive", part, said, quote)
}

// FillForm answers a form of a message with JSON of the fields.
func (c *Customer) FillForm(message, answers string) string {
	part := map[string]any{"type": "nfm_reply", "nfm_reply": map[string]string{"name": "flow", "body": "Sent", "response_json": answers}}
	return c.write("interactive", part, Message{Text: answers}, Quote(message))
}

// Edit changes the words of an own message.
func (c *Customer) Edit(id, words string) string {
	part := map[string]any{"original_message_id": id, "message": map[string]any{
		"context": map[string]string{"id": "M0"}, "type": "text", "text": map[string]string{"body": words},
	}}
	c.p.Change(func() {
		if m := c.at.find(id); m != nil {
			m.Text, m.Edited = words, true
		}
	})
	return c.write("edit", part, Message{Text: words, Quoted: id})
}

// Revoke takes an own message back.
func (c *Customer) Revoke(id string) string {
	c.p.Change(func() {
		if m := c.at.find(id); m != nil {
			m.Revoked = true
		}
	})
	return c.write("revoke", map[string]string{"original_message_id": id}, Message{Quoted: id})
}

// Unsupported writes something the API cannot carry, such as "poll_creation"; an empty kind is the form of older days.
func (c *Customer) Unsupported(kind string) string {
	var part any
	if kind != "" {
		part = map[string]string{"type": kind}
	}
	code := 131051
	if kind == "media_placeholder" {
		code = 131060
	}
	return c.write("unsupported", part, Message{Code: code})
}

// Write writes a message of any type, to see what the business makes of it.
func (c *Customer) Write(kind string, part any, extras ...Extra) string {
	return c.write(kind, part, Message{}, extras...)
}

// ChangeNumber moves the customer to another number, and the business is told.
func (c *Customer) ChangeNumber(waID string) string {
	var id string
	c.p.Change(func() {
		old := c.at.Profile
		part := map[string]string{
			"body": fmt.Sprintf("User %s changed from %s to %s", old.Name, old.WaID, waID), "wa_id": waID, "type": "user_changed_number",
		}
		id = c.p.written(c.at, "system", part, &Message{Text: part["body"]})
		c.at.WaID = waID
	})
	return id
}

// ReadAll tells the business that the customer has read everything that was delivered.
func (c *Customer) ReadAll() {
	c.p.Change(func() {
		for _, m := range c.at.thread {
			if m.FromBusiness && m.Status == "delivered" && m.Type != "reaction" {
				m.Status = "read"
				c.p.Enqueue(c.p.statusOf(c.at, m))
			}
		}
	})
}

// EchoText is an answer that the business wrote on its own phone to the customer.
func (c *Customer) EchoText(words string) string {
	return c.echo("text", map[string]string{"body": words}, &Message{Text: words})
}

// EchoRevoke takes back what the business wrote, on its own phone.
func (c *Customer) EchoRevoke(id string) string {
	c.p.Change(func() {
		if m := c.at.find(id); m != nil {
			m.Revoked = true
		}
	})
	return c.echo("revoke", map[string]string{"original_message_id": id}, &Message{Quoted: id})
}

func (c *Customer) echo(kind string, part any, m *Message) string {
	c.p.Change(func() {
		p := c.p
		phone := p.phones[0]
		m.ID, m.At, m.Type, m.Status, m.Phone, m.FromBusiness = p.newID(c.at, true), p.Now(), kind, "delivered", phone.ID, true
		c.at.thread = append(c.at.thread, m)
		p.Enqueue(update{field: "smb_message_echoes", phone: phone.ID, echo: &sent{
			From: phone.digits(), To: c.at.WaID, ID: m.ID, Timestamp: seconds(m.At), Type: kind, Part: part,
		}})
	})
	return m.ID
}
