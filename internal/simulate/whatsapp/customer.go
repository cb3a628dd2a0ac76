package whatsapp

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Profile is who a customer is.
type Profile struct {
	// WaID is the number in digits, Name what they call themselves.
	WaID string `json:"wa_id"`
	Name string `json:"name"`
	// BSUID is the business-scoped id, such as US.13491208655302741918, Username begins with @; both may be empty.
	BSUID    string `json:"bsuid,omitempty"`
	Username string `json:"username,omitempty"`
	// Hidden keeps the number out of everything the business gets; it needs a BSUID.
	Hidden bool `json:"hidden,omitempty"`
}

// Message is one entry of the thread between a customer and the business.
type Message struct {
	ID           string    `json:"id"`
	FromBusiness bool      `json:"from_business"`
	At           time.Time `json:"at"`
	// Type is the provider's word, such as "text" or "interactive".
	Type string `json:"type"`
	// Text is what a person reads of it: text, caption or filled-in template.
	Text string `json:"text,omitempty"`
	// Body is the part of the request or delivery named like Type.
	Body json.RawMessage `json:"body,omitempty"`
	// Media is the id of its file, Link the address of one that lies elsewhere.
	Media    string `json:"media,omitempty"`
	MIME     string `json:"mime,omitempty"`
	FileName string `json:"file_name,omitempty"`
	Link     string `json:"link,omitempty"`
	Voice    bool   `json:"voice,omitempty"`
	Quoted   string `json:"quoted,omitempty"`
	// Header and Footer belong to menus and templates, Options are what can be chosen.
	Header  string   `json:"header,omitempty"`
	Footer  string   `json:"footer,omitempty"`
	Open    string   `json:"open,omitempty"` // the button that opens a list
	Options []Option `json:"options,omitempty"`
	// Reaction is the customer's emoji on it, BusinessReaction the business's.
	Reaction         string `json:"reaction,omitempty"`
	BusinessReaction string `json:"business_reaction,omitempty"`
	// Status is "accepted", "sent", "delivered", "read", "played" or "failed" for the business's messages; for the
	// customer's "sent", or "read" when the business has marked it so. Code is why it failed.
	Status string `json:"status"`
	Code   int    `json:"code,omitempty"`
	// Opaque is the biz_opaque_callback_data that came with it.
	Opaque    string `json:"opaque,omitempty"`
	Template  string `json:"template,omitempty"`
	Category  string `json:"category,omitempty"` // of the template
	Forwarded bool   `json:"forwarded,omitempty"`
	Edited    bool   `json:"edited,omitempty"`
	Revoked   bool   `json:"revoked,omitempty"`
	Phone     string `json:"phone"` // phone number id
}

// Option is what can be chosen in a menu or template.
type Option struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	// Section is the heading above a row; may be empty.
	Section string `json:"section,omitempty"`
	// Link is where a button leads that nothing comes back from: an address or a phone number.
	Link string `json:"link,omitempty"`
}

// person is a customer's state; guarded by the provider's lock.
type person struct {
	Profile
	last        time.Time // their newest message
	typingUntil time.Time
	thread      []*Message
	offline     bool
	stopped     bool // wants no marketing
	unreachable bool
}

func (c *person) find(id string) *Message {
	for i := len(c.thread) - 1; i >= 0; i-- {
		if c.thread[i].ID == id {
			return c.thread[i]
		}
	}
	return nil
}

// open tells whether free-form messages may be sent.
func (c *person) open(now time.Time) bool { return !c.last.IsZero() && now.Before(c.last.Add(window)) }

// window is how long free-form messages may follow the customer's last one.
const window = 24 * time.Hour

// Customer is one person with WhatsApp, to act as.
type Customer struct {
	p  *Provider
	at *person
}

// Customer is the person with that number, made when there is none. A new name replaces the old one; empty keeps it.
func (p *Provider) Customer(waID, name string) *Customer {
	return p.CustomerWith(Profile{WaID: onlyDigits(waID), Name: name})
}

// CustomerWith is Customer with everything about them. Who has the number or the BSUID already gets the new profile.
func (p *Provider) CustomerWith(profile Profile) *Customer {
	var found *person
	p.Change(func() { found = p.customer(profile) })
	return &Customer{p, found}
}

// customer finds or makes; the lock is held.
func (p *Provider) customer(profile Profile) *person {
	c := p.findPerson(profile.WaID, profile.BSUID)
	if c == nil {
		c = &person{}
		p.people = append(p.people, c)
	}
	c.WaID, c.Name = or(profile.WaID, c.WaID), or(profile.Name, or(c.Name, profile.WaID))
	c.BSUID, c.Username = or(profile.BSUID, c.BSUID), or(profile.Username, c.Username)
	c.Hidden = profile.Hidden || c.Hidden
	return c
}

// findPerson looks for a number or a BSUID; the lock is held.
func (p *Provider) findPerson(waID, scoped string) *person {
	i := slices.IndexFunc(p.people, func(c *person) bool {
		return waID != "" && c.WaID == waID || scoped != "" && c.BSUID == scoped
	})
	if i < 0 {
		return nil
	}
	return p.people[i]
}

// Profile is who they are now.
func (c *Customer) Profile() Profile {
	c.p.Lock()
	defer c.p.Unlock()
	return c.at.Profile
}

// Inbox is what the customer has from the business, reactions included, oldest first. What failed never arrives here.
func (c *Customer) Inbox() []Message {
	return c.messages(func(m *Message) bool { return m.FromBusiness && m.Status != "failed" && m.Status != "accepted" })
}

// Refused is what the business tried to send and failed.
func (c *Customer) Refused() []Message {
	return c.messages(func(m *Message) bool { return m.FromBusiness && m.Status == "failed" })
}

// Written is what the customer wrote; Status tells which of it the business has marked as read.
func (c *Customer) Written() []Message {
	return c.messages(func(m *Message) bool { return !m.FromBusiness })
}

// Thread is everything between the customer and the business.
func (c *Customer) Thread() []Message { return c.messages(func(*Message) bool { return true }) }

func (c *Customer) messages(which func(*Message) bool) []Message {
	c.p.Lock()
	defer c.p.Unlock()
	return booth.Those(c.at.thread, which)
}

// Typing tells whether the customer sees that the business is typing.
func (c *Customer) Typing() bool {
	c.p.Lock()
	defer c.p.Unlock()
	return c.p.Now().Before(c.at.typingUntil)
}

// WindowEnds is when free-form messages to the customer end; zero when they never wrote.
func (c *Customer) WindowEnds() time.Time {
	c.p.Lock()
	defer c.p.Unlock()
	if c.at.last.IsZero() {
		return time.Time{}
	}
	return c.at.last.Add(window)
}

// SetOffline keeps messages at "sent" until the customer is back.
func (c *Customer) SetOffline(on bool) {
	c.p.Change(func() {
		c.at.offline = on
		for _, m := range c.at.thread {
			if !on && m.FromBusiness && m.Status == "sent" {
				c.p.receive(c.at, m)
			}
		}
		c.p.Kick()
	})
}

// SetUnreachable makes every send fail with 131026, as for a number without WhatsApp.
func (c *Customer) SetUnreachable(on bool) { c.p.Change(func() { c.at.unreachable = on }) }

// StopMarketing makes marketing templates fail with 131050.
func (c *Customer) StopMarketing(on bool) { c.p.Change(func() { c.at.stopped = on }) }

// CloseWindow lets the customer's last message be more than a day old.
func (c *Customer) CloseWindow() {
	c.p.Change(func() {
		if !c.at.last.IsZero() {
			c.at.last = c.p.Now().Add(-window - time.Minute)
		}
	})
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
