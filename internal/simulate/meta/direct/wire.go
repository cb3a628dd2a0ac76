package direct

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// pageInbox is the app under which Facebook's own inbox of a Page writes.
const pageInbox = "26390203743090"

type envelope struct {
	Object string      `json:"object"`
	Entry  []wireEntry `json:"entry"`
}

type wireEntry struct {
	ID        string      `json:"id"`
	Time      int64       `json:"time"`
	Messaging []wireEvent `json:"messaging,omitempty"`
	Standby   []wireEvent `json:"standby,omitempty"`
	Changes   []wireField `json:"changes,omitempty"`
}

// wireEvent is one thing that happened; exactly one of its parts is there.
type wireEvent struct {
	Sender    *wireID           `json:"sender,omitempty"`
	Recipient *wireID           `json:"recipient,omitempty"`
	Timestamp int64             `json:"timestamp,omitempty"`
	Message   *wireMessage      `json:"message,omitempty"`
	Postback  *wirePostback     `json:"postback,omitempty"`
	Edit      *wireEdit         `json:"message_edit,omitempty"`
	Reaction  *wireReaction     `json:"reaction,omitempty"`
	Delivery  *wireDelivery     `json:"delivery,omitempty"`
	Read      *wireDelivery     `json:"read,omitempty"`
	Referral  *wireReferral     `json:"referral,omitempty"`
	Policy    map[string]string `json:"policy_enforcement,omitempty"`
	Pass      map[string]string `json:"pass_thread_control,omitempty"`
}

type wireID struct {
	ID string `json:"id"`
}

type wireMessage struct {
	Mid         string           `json:"mid"`
	Echo        bool             `json:"is_echo,omitempty"`
	Deleted     bool             `json:"is_deleted,omitempty"`
	Unsupported bool             `json:"is_unsupported,omitempty"`
	App         number64         `json:"app_id,omitempty"`
	Metadata    string           `json:"metadata,omitempty"`
	Text        string           `json:"text,omitempty"`
	QuickReply  *wireChoice      `json:"quick_reply,omitempty"`
	ReplyTo     *wireReply       `json:"reply_to,omitempty"`
	Attachments []wireAttachment `json:"attachments,omitempty"`
	Referral    *wireReferral    `json:"referral,omitempty"`
}

// number64 is an id that is written without quotes.
type number64 string

// MarshalJSON writes the digits bare.
func (n number64) MarshalJSON() ([]byte, error) { return []byte(n), nil }

type wireChoice struct {
	Payload string `json:"payload"`
}

type wireReply struct {
	Mid   string     `json:"mid,omitempty"`
	Self  bool       `json:"is_self_reply,omitempty"`
	Story *wireStory `json:"story,omitempty"`
}

type wireStory struct {
	URL string `json:"url"`
	ID  string `json:"id"`
}

type wireAttachment struct {
	Type    string       `json:"type"`
	Payload *wirePayload `json:"payload,omitempty"`
}

type wirePayload struct {
	URL     string `json:"url,omitempty"`
	Title   string `json:"title,omitempty"`
	Sticker int64  `json:"sticker_id,omitempty"`
}

type wireReferral struct {
	Ref    string  `json:"ref,omitempty"`
	AdID   string  `json:"ad_id,omitempty"`
	Source string  `json:"source"`
	Type   string  `json:"type"`
	Ad     *wireAd `json:"ads_context_data,omitempty"`
}

type wireAd struct {
	Title string `json:"ad_title"`
}

type wirePostback struct {
	Mid      string        `json:"mid"`
	Title    string        `json:"title"`
	Payload  string        `json:"payload"`
	Referral *wireReferral `json:"referral,omitempty"`
}

type wireEdit struct {
	Mid    string `json:"mid"`
	Text   string `json:"text"`
	Number int    `json:"num_edit"`
}

type wireReaction struct {
	Reaction string `json:"reaction,omitempty"`
	Emoji    string `json:"emoji,omitempty"`
	Action   string `json:"action"`
	Mid      string `json:"mid"`
}

type wireDelivery struct {
	Mids      []string `json:"mids,omitempty"`
	Watermark int64    `json:"watermark,omitempty"`
	Mid       string   `json:"mid,omitempty"`
}

// update is one thing the business is to be told.
type update struct {
	page  string
	at    int64
	event wireEvent
	aside bool
	// change is of a comment, in place of the event; its time is in seconds.
	change *wireField
}

// pack puts updates into one body, each in an entry of its own as the real one does; the lock is held.
func (p *Provider) pack(all []any) []byte {
	e := envelope{Object: p.form.Object}
	for _, one := range all {
		u := one.(update)
		entry := wireEntry{ID: u.page, Time: u.at, Messaging: []wireEvent{u.event}}
		if u.aside {
			entry.Messaging, entry.Standby = nil, entry.Messaging
		}
		if u.change != nil {
			entry.Messaging, entry.Changes = nil, []wireField{*u.change}
		}
		e.Entry = append(e.Entry, entry)
	}
	return meta.Encode(e)
}

// event is what a customer did; the lock is held.
func (p *Provider) event(c *person, at time.Time, e wireEvent) update {
	page := p.own()
	e.Sender, e.Recipient, e.Timestamp = &wireID{c.ID}, &wireID{page}, at.UnixMilli()
	return update{page: page, at: p.Now().UnixMilli(), event: e}
}

// echo tells the business of a message of the Page; the lock is held.
func (p *Provider) echo(c *person, m *Message, app string) update {
	w := &wireMessage{Mid: m.ID, Echo: true, Text: m.Text}
	if !p.form.Plain {
		w.App, w.Metadata = number64(app), m.Metadata
	}
	if m.Media != "" {
		w.Attachments = []wireAttachment{{Type: m.Kind, Payload: &wirePayload{URL: p.link(m.Media)}}}
	}
	if m.Quoted != "" {
		w.ReplyTo = &wireReply{Mid: m.Quoted}
	}
	u := p.event(c, m.At, wireEvent{Message: w})
	u.event.Sender, u.event.Recipient = u.event.Recipient, u.event.Sender
	return u
}

// delivered tells that a message, and all before it, came to the person's device; the lock is held.
func (p *Provider) delivered(c *person, mid string) update {
	now := p.Now()
	u := p.event(c, now, wireEvent{Delivery: &wireDelivery{Mids: []string{mid}, Watermark: now.UnixMilli()}})
	u.event.Timestamp = 0 // as the real one leaves it out
	return u
}

// read tells that the person has read everything until now; the lock is held.
func (p *Provider) read(c *person) []any {
	last := ""
	for _, m := range c.thread {
		if m.FromBusiness {
			m.Status, last = "read", m.ID
		}
	}
	now := p.Now()
	seen := &wireDelivery{Watermark: now.UnixMilli()}
	if p.form.Plain {
		seen = &wireDelivery{Mid: last}
	}
	if p.form.Plain && last == "" {
		return nil
	}
	return []any{p.event(c, now, wireEvent{Read: seen})}
}

// Enforce tells that the Page was blocked, or that the block was taken back.
func (p *Provider) Enforce(block bool) {
	p.Change(func() {
		policy := map[string]string{"action": "unblock"}
		if block {
			policy = map[string]string{"action": "block", "reason": "The bot violated our Platform Policies"}
		}
		page, now := p.own(), p.Now().UnixMilli()
		p.Enqueue(update{page: page, at: now, event: wireEvent{Recipient: &wireID{page}, Timestamp: now, Policy: policy}})
	})
}

// Foreign brings a text for a Page that belongs to somebody else, well signed.
func (p *Provider) Foreign(page, text string) {
	p.Change(func() {
		now := p.Now().UnixMilli()
		p.Enqueue(update{page: page, at: now, event: wireEvent{
			Sender: &wireID{"7000000000000000"}, Recipient: &wireID{page}, Timestamp: now, Message: &wireMessage{Mid: p.newID(), Text: text},
		}})
	})
}

// newID is a message's id; the lock is held.
func (p *Provider) newID() string { return "m_" + p.Random(meta.Letters, 80) }
