package company

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// call is what the company's system is asked to do. Its types are none of those that come in, so that nobody can send one
// back to where it came from.
type call struct {
	Type string `json:"type"`
	At   string `json:"at"`
	// ID is our id of the message; it stands for it until another one is answered.
	ID string `json:"id,omitempty"`
	// Message is the message that something is done to, by the id it is known by.
	Message  string      `json:"message,omitempty"`
	Contact  *recipient  `json:"contact,omitempty"`
	Text     string      `json:"text,omitempty"`
	Files    []offer     `json:"files,omitempty"`
	Location *sapa.Place `json:"location,omitempty"`
	Quote    string      `json:"quote,omitempty"`
	Emoji    *string     `json:"emoji,omitempty"`
}

type recipient struct {
	ID string `json:"id"`
}

// offer is a file to be fetched at an address that ends.
type offer struct {
	URL   string           `json:"url"`
	Name  string           `json:"name"`
	Type  string           `json:"type"`
	Kind  sapa.MessageKind `json:"kind"`
	Size  int64            `json:"size"`
	Voice bool             `json:"voice,omitempty"`
}

// Send satisfies channel.Sender.
func (a *account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Handed(a.send(ctx, out))
}

func (a *account) send(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	none := channel.Receipt{}
	c, id, f := a.made(out)
	if f != nil {
		return none, f
	}
	answered, f := a.ask(ctx, id, c)
	if f != nil || out.Message == nil {
		return none, f
	}
	if answered == "" {
		answered = out.ID
	}
	return channel.Receipt{ProviderID: answered}, nil
}

// made is what is asked for something to send, and the id by which the other side knows that it was asked for before.
func (a *account) made(out channel.Outbound) (call, string, *channel.Failure) {
	c := call{}
	if len(out.To) == 0 {
		return c, "", a.failure(channel.Permanent, wire.CodeRecipient, "the contact has no id")
	}
	c.Contact = &recipient{out.To[0]}
	switch {
	case out.Message != nil:
		if f := a.say(&c, out); f != nil {
			return c, "", f
		}
	case out.Reaction != nil:
		c.Type, c.Message, c.Emoji = "message.react", out.Reaction.Message, &out.Reaction.Emoji
	case out.Edit != nil:
		c.Type, c.Message, c.Text = "message.edit", out.Edit.Message, out.Edit.Text
	case out.Delete != "":
		c.Type, c.Message = "message.delete", out.Delete
	case out.Typing:
		c.Type, c.Message = "typing", out.Seen
		return c, fmt.Sprintf("%s-%d", out.ID, a.now().UnixMilli()), nil // each is another one
	case out.Seen != "":
		c.Type, c.Message = "message.read", out.Seen
	default:
		return c, "", a.failure(channel.Permanent, wire.CodeInvalid, "there is nothing to send")
	}
	return c, out.ID, nil
}

// say fills in what a message says.
func (a *account) say(c *call, out channel.Outbound) *channel.Failure {
	m := *out.Message
	m.Attachments = nil
	for _, f := range out.Files {
		m.Attachments = append(m.Attachments, f.Attachment)
		c.Files = append(c.Files, offer{URL: a.link(f.Attachment), Name: f.Name, Type: f.Type, Kind: f.Kind, Size: f.Size, Voice: f.Voice})
	}
	if err := caps().CheckOut(m); err != nil {
		return a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	c.Type, c.ID, c.Text, c.Location, c.Quote = "message.send", out.ID, m.Text, m.Place, out.Quoted
	return nil
}

// answerBytes is the longest answer that is read.
const answerBytes = 64 << 10

// The words for what the company's system refuses.
const (
	codeUnsigned = "signature_refused"
	codeNoSecret = "secret_missing"
)

// ask calls the company's system and answers the id it gives. What is asked has an id that stays the same, by which the
// other side tells it from a new one: an answer that was lost is asked for again.
func (a *account) ask(ctx context.Context, id string, c call) (string, *channel.Failure) {
	if len(a.signing) == 0 {
		return "", a.failure(channel.Refused, codeNoSecret, "")
	}
	now := a.now()
	c.At = now.UTC().Format(time.RFC3339)
	raw, err := json.Marshal(c)
	if err != nil {
		return "", a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, a.address, bytes.NewReader(raw))
	if err != nil {
		return "", a.failure(channel.Permanent, wire.CodeInvalid, "the address is not valid")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", wire.Agent)
	wire.Sign(r.Header, id, now, raw, a.signing...)
	answered, f := a.exchange(r)
	if f != nil {
		f.Detail = a.secrets.Scrub(f.Detail)
	}
	return answered, wire.Again(f)
}

// exchange makes a request and reads the answer.
func (a *account) exchange(r *http.Request) (string, *channel.Failure) {
	answer, f := wire.Open(a.http, r)
	if f != nil {
		return "", f
	}
	defer answer.Body.Close()
	raw, f := wire.Body(answer, answerBytes)
	if f != nil {
		return "", f
	}
	o := wire.Read(raw)
	if f := judge(answer, o); f != nil {
		return "", f
	}
	switch {
	case answer.StatusCode == http.StatusNoContent:
		return "", nil
	case o == nil:
		// A proxy's page in front of the system says 200 as well; nobody there has seen the message.
		return "", &channel.Failure{Class: channel.Lost, Code: wire.CodeGarbled, Detail: "the answer is neither a JSON object nor 204"}
	}
	return a.answeredID(o)
}

// answeredID is the id that an answer gives; empty when it gives none.
func (a *account) answeredID(o wire.Object) (string, *channel.Failure) {
	id := o.Key("id")
	if len(id) > idBytes {
		return "", &channel.Failure{Class: channel.Permanent, Code: wire.CodeGarbled, Detail: "the id in the answer is too long"}
	}
	return id, nil
}

// judge finds what an answer refuses; nil when it does not.
func judge(answer *http.Response, o wire.Object) *channel.Failure {
	f := wire.Status(answer)
	if f == nil {
		return nil
	}
	f.Provider = strconv.Itoa(answer.StatusCode)
	for _, name := range []string{"detail", "error", "message", "title"} {
		if says := o.Text(name); says != "" {
			f.Detail = says
			break
		}
	}
	switch answer.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		f.Class, f.Code = channel.Refused, codeUnsigned
	case http.StatusNotImplemented:
		f.Class, f.Code = channel.Permanent, "not_supported"
	case http.StatusServiceUnavailable:
		f.RetryAfter = wire.Pause(answer.Header)
	}
	return f
}

// failure makes a Failure without secrets.
func (a *account) failure(class channel.Class, word, detail string) *channel.Failure {
	return &channel.Failure{Class: class, Code: word, Detail: a.secrets.Scrub(detail)}
}
