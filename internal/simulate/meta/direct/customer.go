package direct

import (
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// The messaging windows.
const (
	window = 24 * time.Hour
	week   = 7 * 24 * time.Hour
)

// Profile is who a customer is: the id the Page knows them by, and what they call themselves.
type Profile struct {
	ID    string `json:"id"`
	First string `json:"first_name"`
	Last  string `json:"last_name"`
}

// Message is one entry of the thread between a customer and the Page.
type Message struct {
	ID           string    `json:"id"`
	FromBusiness bool      `json:"from_business"`
	At           time.Time `json:"at"`
	// Kind is the provider's word: "text", "image", "audio", "video", "file", "sticker", "postback" or another attachment's.
	Kind     string   `json:"kind"`
	Text     string   `json:"text,omitempty"`
	Media    string   `json:"media,omitempty"` // id of its file
	MIME     string   `json:"mime,omitempty"`
	FileName string   `json:"file_name,omitempty"`
	Link     string   `json:"link,omitempty"`
	Quoted   string   `json:"quoted,omitempty"`
	Options  []Option `json:"options,omitempty"`
	Reaction string   `json:"reaction,omitempty"`
	// Answered is the Page's own emoji on it.
	Answered string `json:"answered,omitempty"`
	// Story is the address of the story that is answered; Unsent that it was taken back.
	Story  string `json:"story,omitempty"`
	Unsent bool   `json:"unsent,omitempty"`
	// Status is "sent", "delivered" or "read" for the Page's messages; for the customer's "sent", or "read" when it was seen.
	Status   string `json:"status"`
	Metadata string `json:"metadata,omitempty"`
	Tag      string `json:"tag,omitempty"`
	Edits    int    `json:"edits,omitempty"`
	Page     string `json:"page"`
}

// Option is a quick reply below a message.
type Option struct {
	Payload string `json:"payload"`
	Title   string `json:"title"`
}

// person is a customer's state; guarded by the provider's lock.
type person struct {
	Profile
	last        time.Time // their newest message
	typingUntil time.Time
	thread      []*Message
	offline     bool
	unreachable bool
	private     bool // their profile is not told
}

// username is what they are called at Instagram.
func (c *person) username() string {
	return strings.ToLower(strings.Trim(c.First+"."+c.Last, "."))
}

func (c *person) find(id string) *Message {
	i := slices.IndexFunc(c.thread, func(m *Message) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return c.thread[i]
}

// within tells whether the person wrote so recently.
func (c *person) within(now time.Time, d time.Duration) bool {
	return !c.last.IsZero() && now.Before(c.last.Add(d))
}

// Customer is one person at Facebook, to act as.
type Customer struct {
	p  *Provider
	at *person
}

// Customer is the person with that id, made when there is none. The first word of a name is the first name.
func (p *Provider) Customer(id, name string) *Customer {
	var found *person
	p.Change(func() {
		found = p.find(id)
		if found == nil {
			found = &person{Profile: Profile{ID: id}}
			p.people = append(p.people, found)
		}
		if name != "" {
			found.First, found.Last, _ = strings.Cut(name, " ")
		}
	})
	return &Customer{p, found}
}

// find looks for an id; the lock is held.
func (p *Provider) find(id string) *person {
	i := slices.IndexFunc(p.people, func(c *person) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return p.people[i]
}

// Inbox is what the customer has from the Page, oldest first.
func (c *Customer) Inbox() []Message {
	return c.messages(func(m *Message) bool { return m.FromBusiness })
}

// Written is what the customer wrote; Status tells which of it the Page has seen.
func (c *Customer) Written() []Message {
	return c.messages(func(m *Message) bool { return !m.FromBusiness })
}

func (c *Customer) messages(which func(*Message) bool) []Message {
	c.p.Lock()
	defer c.p.Unlock()
	return booth.Those(c.at.thread, which)
}

// Typing tells whether the customer sees that the Page is typing.
func (c *Customer) Typing() bool {
	c.p.Lock()
	defer c.p.Unlock()
	return c.p.Now().Before(c.at.typingUntil)
}

// SetOffline keeps messages from the customer's device until they are back.
func (c *Customer) SetOffline(on bool) {
	c.p.Change(func() {
		c.at.offline = on
		for _, m := range c.at.thread {
			if !on && m.FromBusiness && m.Status == "sent" && !c.p.o.Receipts.None {
				c.p.Enqueue(c.p.arrived(c.at, m)...)
			}
		}
	})
}

// SetUnreachable makes every send fail with 551, as for somebody who has blocked the Page.
func (c *Customer) SetUnreachable(on bool) { c.p.Change(func() { c.at.unreachable = on }) }

// SetPrivate keeps their profile from being told.
func (c *Customer) SetPrivate(on bool) { c.p.Change(func() { c.at.private = on }) }

// Age lets the customer's last message be that old.
func (c *Customer) Age(d time.Duration) {
	c.p.Change(func() {
		if !c.at.last.IsZero() {
			c.at.last = c.p.Now().Add(-d)
		}
	})
}
