package direct

import (
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// Extra is something beside the words of a customer's message.
type Extra func(*wireMessage, *Message)

// Quote answers a message.
func Quote(id string) Extra {
	return func(w *wireMessage, m *Message) {
		w.ReplyTo = &wireReply{Mid: id}
		m.Quoted = id
	}
}

// FromAd comes from an advertisement.
func FromAd(id, title, ref string) Extra {
	return func(w *wireMessage, _ *Message) {
		w.Referral = &wireReferral{Ref: ref, AdID: id, Source: "ADS", Type: "OPEN_THREAD", Ad: &wireAd{Title: title}}
	}
}

// At was written at another time than now.
func At(t time.Time) Extra { return func(_ *wireMessage, m *Message) { m.At = t } }

// write makes a message of the customer and brings it; the lock is held.
func (p *Provider) write(c *person, w wireMessage, m Message, extras ...Extra) string {
	m.ID, m.At, m.Status, m.Page = p.newID(), p.Now(), "sent", p.own()
	w.Mid = m.ID
	for _, e := range extras {
		e(&w, &m)
	}
	if m.At.After(c.last) {
		c.last = m.At
	}
	c.thread = append(c.thread, &m)
	p.Enqueue(p.event(c, m.At, wireEvent{Message: &w}))
	return m.ID
}

// Text writes words. It is the message's id, as all of these are.
func (c *Customer) Text(words string, extras ...Extra) (id string) {
	c.p.Change(func() { id = c.p.write(c.at, wireMessage{Text: words}, Message{Kind: "text", Text: words}, extras...) })
	return id
}

// Send writes with a file; kind is "image", "audio", "video", "file" or "sticker".
func (c *Customer) Send(kind string, f File, extras ...Extra) (id string) {
	c.p.Change(func() {
		media := c.p.keep(f)
		payload := &wirePayload{URL: c.p.link(media)}
		if kind == "sticker" {
			payload.Sticker = 369239263222822
		}
		w := wireMessage{Attachments: []wireAttachment{{Type: kind, Payload: payload}}}
		id = c.p.write(c.at, w, Message{Kind: kind, Media: media, MIME: f.Type, FileName: f.Name}, extras...)
	})
	return id
}

// Share writes with a link that Messenger shows as a card, such as a "reel", a "post" or a "fallback".
func (c *Customer) Share(kind, title, address string) (id string) {
	c.p.Change(func() {
		w := wireMessage{Attachments: []wireAttachment{{Type: kind, Payload: &wirePayload{URL: address, Title: title}}}}
		id = c.p.write(c.at, w, Message{Kind: kind, Text: title, Link: address})
	})
	return id
}

// Strange writes what no program knows yet.
func (c *Customer) Strange() (id string) {
	c.p.Change(func() {
		id = c.p.write(c.at, wireMessage{Attachments: []wireAttachment{{Type: "appointment_booking"}}}, Message{Kind: "appointment_booking"})
	})
	return id
}

// Choose presses a quick reply of a message of the Page. It fails when the message has no such option.
func (c *Customer) Choose(message, payload string) (id string, err error) {
	err = fmt.Errorf("direct: %s offers no %q", message, payload)
	c.p.Change(func() {
		m := c.at.find(message)
		if m == nil {
			return
		}
		for _, o := range m.Options {
			if o.Payload == payload {
				id, err = c.p.write(c.at, wireMessage{Text: o.Title, QuickReply: &wireChoice{Payload: o.Payload}}, Message{Kind: "text", Text: o.Title}), nil
			}
		}
	})
	return id, err
}

// Press presses a button that is no message's, such as "Get Started"; ref is that of a link that led there, and may be
// empty.
func (c *Customer) Press(title, payload, ref string) (id string) {
	c.p.Change(func() {
		now := c.p.Now()
		m := &Message{ID: c.p.newID(), At: now, Kind: "postback", Text: title, Status: "sent", Page: c.p.own()}
		c.at.last, c.at.thread, id = now, append(c.at.thread, m), m.ID
		pressed := &wirePostback{Mid: m.ID, Title: title, Payload: payload}
		if ref != "" {
			pressed.Referral = c.p.referral(ref)
		}
		c.p.Enqueue(c.p.event(c.at, now, wireEvent{Postback: pressed}))
	})
	return id
}

// Follow follows an m.me or ig.me link into a thread that is there, and writes nothing.
func (c *Customer) Follow(ref string) {
	c.p.Change(func() {
		c.p.Enqueue(c.p.event(c.at, c.p.Now(), wireEvent{Referral: c.p.referral(ref)}))
	})
}

// referral is that of a link to the thread.
func (p *Provider) referral(ref string) *wireReferral {
	source := "SHORTLINK"
	if p.form.Linked {
		source = "IGME-SOURCE-LINK"
	}
	return &wireReferral{Ref: ref, Source: source, Type: "OPEN_THREAD"}
}

// names are the words for reactions that stand beside their emoji.
var names = map[string]string{"❤️": "love", "😆": "smile", "😮": "wow", "😢": "sad", "😠": "angry", "👍": "like", "👎": "dislike"}

// React puts an emoji on a message, or takes it away with an empty one.
func (c *Customer) React(id, emoji string) {
	c.p.Change(func() {
		if m := c.at.find(id); m != nil {
			m.Reaction = emoji
		}
		r := &wireReaction{Mid: id, Action: "unreact"}
		if emoji != "" {
			r.Action, r.Emoji, r.Reaction = "react", emoji, meta.Or(names[emoji], "other")
			c.at.last = c.p.Now()
		}
		c.p.Enqueue(c.p.event(c.at, c.p.Now(), wireEvent{Reaction: r}))
	})
}

// Edit gives a message of the customer another text.
func (c *Customer) Edit(id, words string) {
	c.p.Change(func() {
		m := c.at.find(id)
		if m == nil || m.FromBusiness {
			return
		}
		m.Text = words
		m.Edits++
		c.p.Enqueue(c.p.event(c.at, c.p.Now(), wireEvent{Edit: &wireEdit{Mid: id, Text: words, Number: m.Edits}}))
	})
}

// ReadAll reads everything of the Page.
func (c *Customer) ReadAll() { c.p.Change(func() { c.p.Enqueue(c.p.read(c.at)...) }) }

// Answered is what the Page wrote elsewhere, in its own inbox.
func (c *Customer) Answered(words string) (id string) {
	c.p.Change(func() {
		m := &Message{ID: c.p.newID(), FromBusiness: true, At: c.p.Now(), Kind: "text", Text: words, Status: "delivered", Page: c.p.own()}
		c.at.thread, id = append(c.at.thread, m), m.ID
		c.p.Enqueue(c.p.echo(c.at, m, pageInbox))
	})
	return id
}

// Handed tells that another program answers the customer from now on, and Aside what they write to it.
func (c *Customer) Handed() {
	c.p.Change(func() {
		c.p.Enqueue(c.p.event(c.at, c.p.Now(), wireEvent{Pass: map[string]string{"previous_owner_app_id": c.p.o.AppID, "new_owner_app_id": "263902037430900"}}))
	})
}

// Aside is what the customer writes to another program of the Page.
func (c *Customer) Aside(words string) {
	c.p.Change(func() {
		u := c.p.event(c.at, c.p.Now(), wireEvent{Message: &wireMessage{Mid: c.p.newID(), Text: words}})
		u.aside = true
		c.p.Enqueue(u)
	})
}
