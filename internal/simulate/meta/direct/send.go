package direct

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

const (
	typingTime = 20 * time.Second
	fileBytes  = 25 << 20
)

// wish is the body of a request to send, as JSON or as the parts of a form.
type wish struct {
	Recipient *struct {
		ID string `json:"id"`
		// Comment is that which is answered privately, in place of the id of a person.
		Comment string `json:"comment_id"`
	} `json:"recipient"`
	MessagingType string `json:"messaging_type"`
	Tag           string `json:"tag"`
	Action        string `json:"sender_action"`
	// Payload goes with a reaction.
	Payload *struct {
		Message  string `json:"message_id"`
		Reaction string `json:"reaction"`
	} `json:"payload"`
	ReplyTo *struct {
		Mid string `json:"mid"`
	} `json:"reply_to"`
	Message *wishMessage `json:"message"`

	file *File
}

type wishMessage struct {
	Text         string       `json:"text"`
	Metadata     string       `json:"metadata"`
	QuickReplies []wishChoice `json:"quick_replies"`
	Attachment   *struct {
		Type    string `json:"type"`
		Payload *struct {
			URL      string `json:"url"`
			Reusable bool   `json:"is_reusable"`
		} `json:"payload"`
	} `json:"attachment"`
}

type wishChoice struct {
	Type    string `json:"content_type"`
	Title   string `json:"title"`
	Payload string `json:"payload"`
}

// operationOf tells a message from a mark of reading.
func operationOf(c *meta.Call) meta.Operation {
	w, e := read(c)
	if e == nil && w.Action != "" {
		return OpRead
	}
	c.Large = w.file != nil
	return OpSend
}

// read reads a body in either form, and refuses what it does not know.
func read(c *meta.Call) (wish, *meta.GraphError) {
	var w wish
	kind, params, _ := mime.ParseMediaType(c.R.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		return readForm(c.Body, params["boundary"])
	}
	d := json.NewDecoder(bytes.NewReader(c.Body))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil || kind != "application/json" {
		return w, meta.Invalid("Invalid JSON in the request body: %v", err)
	}
	return w, nil
}

func readForm(body []byte, boundary string) (wish, *meta.GraphError) {
	parts := map[string]json.RawMessage{}
	var w wish
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := r.NextPart()
		if err != nil {
			break
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return w, meta.Invalid("The form is broken off")
		}
		switch name := part.FormName(); {
		case name == "filedata":
			w.file = &File{Bytes: content, Type: part.Header.Get("Content-Type"), Name: part.FileName()}
		case json.Valid(content):
			parts[name] = content
		default:
			parts[name], _ = json.Marshal(string(content))
		}
	}
	whole, err := json.Marshal(parts)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(whole))
		d.DisallowUnknownFields()
		err = d.Decode(&w)
	}
	if err != nil || w.file == nil {
		return w, meta.Invalid("Invalid form: %v", err)
	}
	return w, nil
}

// messages takes a message, or a sign of reading or typing.
func (p *Provider) messages(c *meta.Call, page Page) (any, *meta.GraphError) {
	w, e := read(c)
	if e != nil {
		return nil, e
	}
	if w.Recipient != nil && w.Recipient.Comment != "" {
		return p.privately(w, page)
	}
	if w.Recipient == nil || w.Recipient.ID == "" {
		return nil, meta.Invalid("The parameter recipient is required")
	}
	if w.Action != "" {
		return p.sign(w)
	}
	if e := p.check(w); e != nil {
		return nil, e
	}
	var m *Message
	var who *person
	e = p.Take(func() (updates []any, e *meta.GraphError) {
		if m, who, e = p.take(w, page); e != nil {
			return nil, e
		}
		return p.outcome(who, m), nil
	})
	if e != nil {
		return nil, e
	}
	return map[string]any{"recipient_id": who.ID, "message_id": m.ID}, nil
}

// sign shows the person that the business has read, or types.
func (p *Provider) sign(w wish) (any, *meta.GraphError) {
	if w.Payload != nil && len(p.form.Reactions) > 0 {
		return p.reacts(w)
	}
	if w.Message != nil || !slices.Contains([]string{"mark_seen", "typing_on", "typing_off"}, w.Action) {
		return nil, meta.Invalid("Param sender_action must be one of {MARK_SEEN, TYPING_OFF, TYPING_ON} and stand alone")
	}
	p.Lock()
	defer p.Unlock()
	who := p.find(w.Recipient.ID)
	if who == nil {
		return nil, nobody()
	}
	if !who.within(p.Now(), window) {
		return nil, p.outside()
	}
	switch w.Action {
	case "mark_seen":
		for _, m := range who.thread {
			if !m.FromBusiness {
				m.Status = "read"
			}
		}
	case "typing_on":
		who.typingUntil = p.Now().Add(typingTime)
		time.AfterFunc(typingTime, func() { p.Change(func() {}) }) // the page takes it away
	default:
		who.typingUntil = time.Time{}
	}
	p.Tell()
	return map[string]any{"recipient_id": who.ID}, nil
}

// reacts puts the Page's emoji on a message of the person, or takes it away.
func (p *Provider) reacts(w wish) (any, *meta.GraphError) {
	emoji, known := p.form.Reactions[w.Payload.Reaction]
	if w.Action == "unreact" {
		emoji, known = "", w.Payload.Reaction == ""
	}
	if !known || w.Action != "react" && w.Action != "unreact" {
		return nil, meta.Invalid("Param payload[reaction] is not a reaction")
	}
	p.Lock()
	defer p.Unlock()
	who := p.find(w.Recipient.ID)
	if who == nil {
		return nil, nobody()
	}
	m := who.find(w.Payload.Message)
	if m == nil {
		return nil, meta.Invalid("Param payload[message_id] is not a message")
	}
	m.Answered = emoji
	p.Tell()
	return map[string]any{"recipient_id": who.ID}, nil
}

// check says whether the real one would take the form of a message ("Send API Reference").
func (p *Provider) check(w wish) *meta.GraphError {
	m := w.Message
	switch {
	case m == nil:
		return meta.Invalid("The parameter message is required")
	case (w.MessagingType != "" || !p.form.Plain) && w.MessagingType != "RESPONSE" && w.MessagingType != "UPDATE" && w.MessagingType != "MESSAGE_TAG":
		return meta.Invalid("Param messaging_type must be one of {MESSAGE_TAG, RESPONSE, UPDATE}")
	case (w.MessagingType == "MESSAGE_TAG") != (w.Tag != ""), w.Tag != "" && w.Tag != "HUMAN_AGENT" && w.Tag != "CUSTOMER_FEEDBACK":
		return meta.Invalid("Param tag must be one of {HUMAN_AGENT, CUSTOMER_FEEDBACK}")
	case (m.Text != "") == (m.Attachment != nil):
		return meta.Invalid("Message must have exactly one of text and attachment")
	case p.form.TextRunes > 0 && utf8.RuneCountInString(m.Text) > p.form.TextRunes, p.form.TextBytes > 0 && len(m.Text) > p.form.TextBytes:
		return meta.Invalid("Length of param message[text] must be less than or equal to %d", max(p.form.TextRunes, p.form.TextBytes))
	case len(m.Metadata) > 1000, p.form.Plain && m.Metadata != "":
		return meta.Invalid("Length of param message[metadata] must be less than or equal to 1000")
	case len(m.QuickReplies) > 13:
		return meta.Invalid("Too many quick replies")
	}
	for _, q := range m.QuickReplies {
		if q.Type != "text" || q.Title == "" || utf8.RuneCountInString(q.Title) > 20 || q.Payload == "" {
			return meta.Invalid("A quick reply must have a title of 20 characters at most and a payload")
		}
	}
	return w.checkFile()
}

func (w wish) checkFile() *meta.GraphError {
	a := w.Message.Attachment
	switch {
	case a == nil && w.file == nil:
		return nil
	case a == nil || !slices.Contains([]string{"image", "audio", "video", "file"}, a.Type):
		return meta.Invalid("Param message[attachment][type] must be one of {AUDIO, FILE, IMAGE, VIDEO}")
	case a.Payload == nil || (a.Payload.URL == "") == (w.file == nil):
		return meta.Invalid("An attachment needs either a url or filedata")
	case w.file != nil && len(w.file.Bytes) > fileBytes:
		return meta.Invalid("Attachment size exceeds allowable limit")
	case w.file != nil && a.Type != "file" && !strings.HasPrefix(w.file.Type, a.Type+"/"):
		return meta.Invalid("Attachment type does not match the file")
	}
	return nil
}

// take makes the message of a request whose form is right, or says why not; the lock is held.
func (p *Provider) take(w wish, page Page) (*Message, *person, *meta.GraphError) {
	now := p.Now()
	who := p.find(w.Recipient.ID)
	switch {
	case who == nil:
		return nil, nil, nobody()
	case who.unreachable:
		return nil, nil, Fail(551)
	case w.Tag == "HUMAN_AGENT" && !p.o.HumanAgent:
		// What the real one says to an app without the permission is not known; a missing permission is one of 200.
		e := Fail(200)
		e.Title = "Requires human_agent permission to manage the object"
		return nil, nil, e
	case w.Tag == "HUMAN_AGENT" && !who.within(now, week), w.Tag != "HUMAN_AGENT" && !who.within(now, window):
		return nil, nil, p.outside()
	case !p.pace(now):
		return nil, nil, Fail(613)
	}
	m := &Message{
		ID: p.newID(), FromBusiness: true, At: now, Text: w.Message.Text, Kind: "text", Status: "sent", Metadata: w.Message.Metadata, Tag: w.Tag, Page: page.ID,
	}
	if w.ReplyTo != nil {
		m.Quoted = w.ReplyTo.Mid
	}
	for _, q := range w.Message.QuickReplies {
		m.Options = append(m.Options, Option{q.Payload, q.Title})
	}
	if a := w.Message.Attachment; a != nil {
		m.Kind, m.Link = a.Type, a.Payload.URL
		if w.file != nil {
			m.Media, m.FileName, m.MIME = p.keep(*w.file), w.file.Name, w.file.Type
		}
	}
	who.typingUntil = time.Time{}
	who.thread = append(who.thread, m)
	return m, who, nil
}

// pace tells whether one more may be sent now; the lock is held.
func (p *Provider) pace(now time.Time) bool {
	for len(p.sentAt) > 0 && now.Sub(p.sentAt[0]) >= time.Second {
		p.sentAt = p.sentAt[1:]
	}
	if p.o.PerSecond > 0 && len(p.sentAt) >= p.o.PerSecond {
		return false
	}
	if p.o.PerSecond > 0 {
		p.sentAt = append(p.sentAt, now)
	}
	return true
}

// outcome is what the business is told of a taken message; the lock is held.
func (p *Provider) outcome(who *person, m *Message) []any {
	if p.o.Receipts.None {
		return nil
	}
	var updates []any
	if !p.o.Receipts.NoEcho {
		updates = append(updates, p.echo(who, m, p.o.AppID))
	}
	if who.offline {
		return updates
	}
	return append(updates, p.arrived(who, m)...)
}

// arrived moves a message to the person's device, and further when everything is read at once; the lock is held.
func (p *Provider) arrived(who *person, m *Message) []any {
	m.Status = "delivered"
	var updates []any
	if !p.form.Plain {
		updates = append(updates, p.delivered(who, m.ID))
	}
	if p.o.Receipts.Read {
		updates = append(updates, p.read(who)...)
	}
	return updates
}
