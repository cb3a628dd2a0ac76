package telegram

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Message is one entry of the thread between a customer and the bot.
type Message struct {
	ID      int64     `json:"id"`
	At      time.Time `json:"at"`
	FromBot bool      `json:"from_bot"`
	// Kind is "text", "photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker", "location",
	// "venue", "contact" or "dice".
	Kind string `json:"kind"`
	// Text is what it says, or stands beside a file; Address is a venue's.
	Text    string `json:"text"`
	Address string `json:"address,omitempty"`
	// File is the id of the file, Type its content type.
	File string `json:"file,omitempty"`
	Type string `json:"type,omitempty"`
	Name string `json:"name,omitempty"`
	// Quoted is the message it replies to; zero for none.
	Quoted    int64    `json:"quoted,omitempty"`
	Forwarded bool     `json:"forwarded,omitempty"`
	Buttons   []Button `json:"buttons,omitempty"`
	Edited    bool     `json:"edited,omitempty"`
	Deleted   bool     `json:"deleted,omitempty"`
	// Reaction is the customer's emoji, BotReaction the bot's.
	Reaction    string  `json:"reaction,omitempty"`
	BotReaction string  `json:"bot_reaction,omitempty"`
	Latitude    float64 `json:"latitude,omitempty"`
	Longitude   float64 `json:"longitude,omitempty"`
}

// Profile is who a customer is.
type Profile struct {
	ID int64 `json:"id"`
	// Name is first and last name, User the name beginning with @, which may be empty.
	Name     string `json:"name"`
	User     string `json:"user,omitempty"`
	Language string `json:"language,omitempty"`
}

// person is a customer; the provider's lock guards it.
type person struct {
	Profile
	thread  []*Message
	wrote   bool
	blocked bool
	gone    bool
	typing  time.Time // until when the bot is shown to write
}

func (one *person) find(id int64) *Message {
	i := slices.IndexFunc(one.thread, func(m *Message) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return one.thread[i]
}

// user is what updates say of a customer.
func (one *person) user() map[string]any {
	first, last, _ := strings.Cut(one.Name, " ")
	u := map[string]any{"id": one.ID, "is_bot": false, "first_name": first}
	for name, value := range map[string]string{"last_name": last, "username": one.User, "language_code": one.Language} {
		if value != "" {
			u[name] = value
		}
	}
	return u
}

func (one *person) chat() map[string]any {
	c := one.user()
	delete(c, "is_bot")
	delete(c, "language_code")
	c["type"] = "private"
	return c
}

// told is a message as the API tells of it; the lock is held.
func (p *Provider) told(one *person, m *Message) map[string]any {
	t := map[string]any{"message_id": m.ID, "chat": one.chat(), "date": m.At.Unix()}
	t["from"] = one.user()
	if m.FromBot {
		t["from"] = p.self(false)
	}
	if m.Edited {
		t["edit_date"] = p.o.Now().Unix()
	}
	if quoted := one.find(m.Quoted); quoted != nil {
		about := *quoted
		about.Quoted = 0
		t["reply_to_message"] = p.told(one, &about)
	}
	if m.Forwarded {
		t["forward_origin"] = map[string]any{"type": "hidden_user", "sender_user_name": "Seseorang", "date": m.At.Unix()}
	}
	if len(m.Buttons) > 0 {
		var rows [][]Button
		for _, b := range m.Buttons {
			rows = append(rows, []Button{b})
		}
		t["reply_markup"] = map[string]any{"inline_keyboard": rows}
	}
	p.part(t, m)
	return t
}

// part puts what a message says into it.
func (p *Provider) part(t map[string]any, m *Message) {
	spot := map[string]any{"latitude": m.Latitude, "longitude": m.Longitude}
	switch m.Kind {
	case "text":
		t["text"] = m.Text
	case "location":
		t["location"] = spot
	case "venue":
		t["location"], t["venue"] = spot, map[string]any{"location": spot, "title": m.Text, "address": m.Address}
	case "contact":
		t["contact"] = map[string]any{"first_name": m.Text, "phone_number": m.Address}
	case "dice":
		t["dice"] = map[string]any{"emoji": m.Text, "value": 6}
	default:
		p.filePart(t, m)
	}
}

func (p *Provider) filePart(t map[string]any, m *Message) {
	about := map[string]any{"file_id": m.File, "file_unique_id": "AgAD" + m.File}
	if f := p.files[m.File]; f != nil {
		about["file_size"] = len(f.Bytes)
	}
	if m.Text != "" && m.Kind != "sticker" {
		t["caption"] = m.Text
	}
	switch m.Kind {
	case "photo":
		small := map[string]any{"file_id": m.File + "s", "file_unique_id": "AQADs" + m.File, "width": 90, "height": 67}
		about["width"], about["height"] = 800, 600
		t["photo"] = []any{small, about}
		return
	case "sticker":
		about["type"], about["width"], about["height"], about["emoji"] = "regular", 512, 512, "👍"
		about["is_animated"], about["is_video"] = false, m.Type == "video/webm"
	case "voice", "video_note":
		about["duration"] = 2
		about["mime_type"] = m.Type
	default:
		about["mime_type"], about["file_name"] = m.Type, m.Name
	}
	t[m.Kind] = about
	if m.Kind == "animation" {
		t["document"] = about
	}
}

// Customer is somebody who writes to the bot.
type Customer struct {
	p  *Provider
	at *person
}

// Customer is one of this id and name, made when there is none.
func (p *Provider) Customer(id int64, name string) *Customer {
	return p.CustomerWith(Profile{ID: id, Name: name, Language: "id"})
}

// CustomerWith is one of this profile, made when there is none of its id.
func (p *Provider) CustomerWith(profile Profile) *Customer {
	var one *person
	p.Change(func() {
		i := slices.IndexFunc(p.people, func(other *person) bool { return other.ID == profile.ID })
		if i >= 0 {
			one = p.people[i]
			return
		}
		one = &person{Profile: profile}
		p.people = append(p.people, one)
	})
	return &Customer{p, one}
}

// Extra is something more about a message.
type Extra func(*Message)

// Quote replies to a message by its id.
func Quote(id int64) Extra { return func(m *Message) { m.Quoted = id } }

// Forwarded tells that the customer passes a message on.
func Forwarded() Extra { return func(m *Message) { m.Forwarded = true } }

// write adds a message and tells the bot; the lock is not held. It is the message's id, as all of these are.
func (c *Customer) write(m Message, extras ...Extra) int64 {
	c.p.Change(func() { c.written(&m, extras...) })
	return m.ID
}

// written adds a message; the lock is held.
func (c *Customer) written(m *Message, extras ...Extra) {
	p := c.p
	p.message++
	m.ID, m.At = p.message, p.o.Now()
	for _, e := range extras {
		e(m)
	}
	c.at.wrote = true
	c.at.thread = append(c.at.thread, m)
	p.enqueue("message", p.told(c.at, m))
}

// Text writes words.
func (c *Customer) Text(words string, extras ...Extra) int64 {
	return c.write(Message{Kind: "text", Text: words}, extras...)
}

// Send writes with a file of a kind of Message.
func (c *Customer) Send(kind string, f booth.File, caption string, extras ...Extra) int64 {
	var m Message
	c.p.Change(func() {
		m = Message{Kind: kind, Text: caption, Type: f.Type, Name: f.Name, File: c.p.keep(f, kind)}
		c.written(&m, extras...)
	})
	return m.ID
}

// Location shares a place; with a name it is one that Telegram knows.
func (c *Customer) Location(latitude, longitude float64, name, address string, extras ...Extra) int64 {
	m := Message{Kind: "location", Latitude: latitude, Longitude: longitude}
	if name != "" {
		m.Kind, m.Text, m.Address = "venue", name, address
	}
	return c.write(m, extras...)
}

// Contact shares a card with a name and a number.
func (c *Customer) Contact(name, phone string, extras ...Extra) int64 {
	return c.write(Message{Kind: "contact", Text: name, Address: phone}, extras...)
}

// Dice throws a die, which no inbox can show.
func (c *Customer) Dice() int64 { return c.write(Message{Kind: "dice", Text: "🎲"}) }

// Edit changes the words of an own message.
func (c *Customer) Edit(id int64, words string) {
	c.p.Change(func() {
		if m := c.at.find(id); m != nil && !m.FromBot {
			m.Text, m.Edited = words, true
			c.p.enqueue("edited_message", c.p.told(c.at, m))
		}
	})
}

// React puts an emoji on a message, or takes it away with an empty one.
func (c *Customer) React(id int64, emoji string) {
	c.p.Change(func() {
		m := c.at.find(id)
		if m == nil {
			return
		}
		was := m.Reaction
		m.Reaction = emoji
		c.p.enqueue("message_reaction", map[string]any{
			"chat": c.at.chat(), "message_id": id, "user": c.at.user(), "date": c.p.o.Now().Unix(), "old_reaction": listed(was), "new_reaction": listed(emoji),
		})
	})
}

func listed(emoji string) []map[string]string {
	if emoji == "" {
		return []map[string]string{}
	}
	return []map[string]string{{"type": "emoji", "emoji": emoji}}
}

// Press presses a button of a message of the bot. It fails when the message has no such button.
func (c *Customer) Press(message int64, data string) error {
	err := fmt.Errorf("telegram: %d has no button %q", message, data)
	c.p.Change(func() {
		m := c.at.find(message)
		if m == nil || !slices.ContainsFunc(m.Buttons, func(b Button) bool { return b.Data == data }) {
			return
		}
		err = nil
		c.p.made++
		id := "4382" + strconv.Itoa(c.p.made)
		c.p.queries[id] = false
		c.p.enqueue("callback_query", map[string]any{
			"id": id, "from": c.at.user(), "message": c.p.told(c.at, m), "chat_instance": "-89923842384923492", "data": data,
		})
	})
	return err
}

// Block stops the bot from writing, or with false lets it write again.
func (c *Customer) Block(on bool) {
	c.p.Change(func() {
		c.at.blocked = on
		states := []string{"member", "kicked"}
		if !on {
			slices.Reverse(states)
		}
		is := func(status string) map[string]any { return map[string]any{"user": c.p.self(false), "status": status} }
		c.p.enqueue("my_chat_member", map[string]any{
			"chat": c.at.chat(), "from": c.at.user(), "date": c.p.o.Now().Unix(), "old_chat_member": is(states[0]), "new_chat_member": is(states[1]),
		})
	})
}

// Leave deletes the customer's account.
func (c *Customer) Leave() { c.p.Change(func() { c.at.gone = true }) }

// Thread is everything that was written, oldest first.
func (c *Customer) Thread() []Message {
	return c.those(func(*Message) bool { return true })
}

// Inbox is what the bot wrote, oldest first.
func (c *Customer) Inbox() []Message {
	return c.those(func(m *Message) bool { return m.FromBot })
}

func (c *Customer) those(fits func(*Message) bool) []Message {
	c.p.Lock()
	defer c.p.Unlock()
	return booth.Those(c.at.thread, fits)
}

// Typing tells whether the bot is shown to write.
func (c *Customer) Typing() bool {
	c.p.Lock()
	defer c.p.Unlock()
	return c.p.o.Now().Before(c.at.typing)
}
