package company

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Message is one entry of the thread between a customer and the company.
type Message struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
	// Ours tells that the company wrote it: by Sapa, or at its cash desk.
	Ours bool   `json:"ours"`
	Text string `json:"text"`
	// Files are the ids of what hangs on it; the bytes of a file from Sapa are there once it was fetched.
	Files  []Attached `json:"files,omitempty"`
	Place  *Place     `json:"place,omitempty"`
	Quoted string     `json:"quoted,omitempty"`
	Edited bool       `json:"edited,omitempty"`
	// Deleted messages say nothing any more.
	Deleted bool `json:"deleted,omitempty"`
	// Reaction is the customer's emoji, OurReaction the company's.
	Reaction    string `json:"reaction,omitempty"`
	OurReaction string `json:"our_reaction,omitempty"`
	// Seen tells that the company has read it, Status how far one of ours got.
	Seen   bool   `json:"seen,omitempty"`
	Status string `json:"status,omitempty"`
}

// Attached is a file of a message.
type Attached struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"`
}

// Place is a point on the map.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
}

// Profile is who a customer is, as the company's system says it.
type Profile struct {
	ID       string `json:"id"`
	Name     string `json:"name,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Email    string `json:"email,omitempty"`
	Language string `json:"language,omitempty"`
}

// person is a customer; the provider's lock guards it.
type person struct {
	Profile
	thread []*Message
	typing time.Time // until when the company is shown to write
}

func (one *person) find(id string) *Message {
	i := slices.IndexFunc(one.thread, func(m *Message) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return one.thread[i]
}

// Customer is somebody who writes to the company.
type Customer struct {
	p   *Provider
	one *person
}

// Customer finds a customer by their id or makes a new one.
func (p *Provider) Customer(id, name string) *Customer {
	return p.CustomerWith(Profile{ID: id, Name: name})
}

// CustomerWith is Customer with all that is known of them.
func (p *Provider) CustomerWith(profile Profile) *Customer {
	var one *person
	p.Change(func() {
		if one = p.person(profile.ID); one == nil {
			one = &person{Profile: profile}
			p.people = append(p.people, one)
		}
	})
	return &Customer{p, one}
}

// person finds a customer; nil for nobody. The lock is held.
func (p *Provider) person(id string) *person {
	i := slices.IndexFunc(p.people, func(one *person) bool { return one.ID == id })
	if i < 0 {
		return nil
	}
	return p.people[i]
}

// id makes a new one; the lock is held.
func (p *Provider) id(head string) string {
	p.made++
	return fmt.Sprintf("%s-%d", head, p.made)
}

// stamp is how moments are told.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// Text writes a message, which quotes another when one is named, and answers its id.
func (c *Customer) Text(words string, quoted ...string) string {
	return c.write(Message{Text: words, Quoted: strings.Join(quoted, "")}, "")
}

// Place shares a place.
func (c *Customer) Place(at Place) string { return c.write(Message{Place: &at}, "") }

// Send sends files with some words beside them.
func (c *Customer) Send(words string, files ...booth.File) string {
	m := Message{Text: words}
	c.p.Lock()
	for _, f := range files {
		id := c.p.id("f")
		c.p.files[id] = f
		m.Files = append(m.Files, Attached{id, f.Name, f.Type})
	}
	c.p.Unlock()
	return c.write(m, "")
}

// CashDesk is what the company writes to the customer elsewhere than in Sapa.
func (c *Customer) CashDesk(words string) string {
	return c.write(Message{Text: words, Ours: true}, "business")
}

// write puts a message into the thread and brings it to Sapa.
func (c *Customer) write(m Message, by string) string {
	c.p.Change(func() {
		head := "m"
		if m.Ours {
			head = "crm"
		}
		m.ID, m.At = c.p.id(head), c.p.o.Now()
		c.one.thread = append(c.one.thread, &m)
		e := event{Type: "message", ID: m.ID, At: stamp(m.At), Contact: &c.one.Profile, By: by, Text: m.Text, Location: m.Place, Quote: m.Quoted}
		for _, f := range m.Files {
			e.Files = append(e.Files, offered{URL: c.p.url + "/files/" + f.ID, Name: f.Name, Type: f.Type})
		}
		c.p.enqueue(e)
	})
	return m.ID
}

// about changes a message and brings the change; nothing happens to one that is not there.
func (c *Customer) about(id string, change func(*Message) event) {
	c.p.Change(func() {
		m := c.one.find(id)
		if m == nil {
			return
		}
		e := change(m)
		e.Message, e.At = id, stamp(c.p.o.Now())
		if e.Type != "status" && (!m.Ours || e.Type == "reaction") {
			e.Contact = &Profile{ID: c.one.ID}
		}
		c.p.enqueue(e)
	})
}

// Edit changes what a message says.
func (c *Customer) Edit(id, words string) {
	c.about(id, func(m *Message) event {
		m.Text, m.Edited = words, true
		return event{Type: "edit", Text: words}
	})
}

// Delete takes a message back.
func (c *Customer) Delete(id string) {
	c.about(id, func(m *Message) event {
		m.wipe()
		return event{Type: "delete"}
	})
}

func (m *Message) wipe() { m.Deleted, m.Text, m.Files, m.Place = true, "", nil, nil }

// React puts an emoji on a message; an empty one takes it away.
func (c *Customer) React(id, emoji string) {
	c.about(id, func(m *Message) event {
		m.Reaction = emoji
		return event{Type: "reaction", Emoji: &emoji}
	})
}

// Report tells how far one of our messages got: "delivered", "read", or "failed" with a reason.
func (c *Customer) Report(id, status, reason string) {
	c.about(id, func(m *Message) event {
		m.Status = status
		return event{Type: "status", Status: status, Reason: reason}
	})
}

// Writes tells that the customer is writing.
func (c *Customer) Writes() {
	c.p.Change(func() {
		c.p.enqueue(event{Type: "typing", At: stamp(c.p.o.Now()), Contact: &Profile{ID: c.one.ID}})
	})
}

// ReadAll reports everything of ours as read.
func (c *Customer) ReadAll() {
	for _, m := range c.Inbox() {
		if m.Status != "read" && m.Status != "failed" && !m.Deleted {
			c.Report(m.ID, "read", "")
		}
	}
}

// Thread is everything between the customer and the company, oldest first.
func (c *Customer) Thread() []Message {
	return c.those(func(*Message) bool { return true })
}

// Inbox is what the customer got.
func (c *Customer) Inbox() []Message {
	return c.those(func(m *Message) bool { return m.Ours })
}

func (c *Customer) those(fits func(*Message) bool) []Message {
	c.p.Lock()
	defer c.p.Unlock()
	return booth.Those(c.one.thread, fits)
}

// Typing tells whether the company is shown to write.
func (c *Customer) Typing() bool {
	c.p.Lock()
	defer c.p.Unlock()
	return c.p.o.Now().Before(c.one.typing)
}

// File is a file by its id; false when it is not there, or not fetched yet.
func (p *Provider) File(id string) (booth.File, bool) {
	p.Lock()
	defer p.Unlock()
	f, ok := p.files[id]
	return f, ok
}
