package company

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// person is a customer as the company's system knows them.
type person struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Phone    string `json:"phone"`
	Email    string `json:"email"`
	Language string `json:"language"`
}

// sender reads who a customer is.
func (r reader) sender(p person) sapa.Sender {
	name, ok := sapa.CleanName(p.Name)
	r.check(ok, "contact.name", "too_long")
	r.check(sapa.Storable(name), "contact.name", "invalid")
	phone, ok := sapa.CleanPhone(p.Phone)
	r.check(ok, "contact.phone", "invalid_phone")
	email, ok := sapa.CleanEmail(p.Email)
	r.check(ok && sapa.Storable(email), "contact.email", "invalid_email")
	language := sapa.Language(p.Language)
	r.check(language == "" || language.Valid(), "contact.language", "not_an_option")
	return sapa.Sender{External: r.id(p.ID, "contact.id"), Name: name, Phone: phone, Email: email, Language: language}
}

// file is a file that lies at an address, or was brought ahead.
type file struct {
	URL string `json:"url"`
	// Upload is the word that was answered when it was brought. What it is called and what it is are known then.
	Upload string `json:"upload"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Voice  bool   `json:"voice"`
}

type messageEvent struct {
	base
	ID      string `json:"id"`
	Contact person `json:"contact"`
	// By is "business" for what the business wrote to the customer elsewhere.
	By       string      `json:"by"`
	Text     string      `json:"text"`
	Files    []file      `json:"files"`
	Location *sapa.Place `json:"location"`
	Quote    string      `json:"quote"`
}

// message reads what a customer wrote, or the business to them elsewhere.
func (r reader) message(raw []byte) sapa.Inbound {
	var e messageEvent
	if !r.into(raw, &e) {
		return sapa.Inbound{}
	}
	in := sapa.Inbound{Kind: sapa.InboundMessage, From: r.sender(e.Contact), ProviderID: r.id(e.ID, "id"), At: r.moment(e.At)}
	switch e.By {
	case "", "contact":
	case "business":
		in.Kind = sapa.InboundEcho
	default:
		r.check(false, "by", "not_an_option")
	}
	if e.Quote != "" {
		in.ReplyTo = r.id(e.Quote, "quote")
	}
	in.Message = r.content(e)
	return in
}

// content reads what a message says.
func (r reader) content(e messageEvent) sapa.InboundContent {
	said := sapa.InboundContent{Kind: sapa.Text, Text: r.text(strings.TrimSpace(e.Text), "text", textLimit), Place: e.Location}
	r.check(said.Text != "" || len(e.Files) > 0 || e.Location != nil, "text", "required")
	r.check(len(e.Files) <= filesPerMessage, "files", "too_many")
	if e.Location != nil {
		said.Kind = sapa.Location
		r.check(e.Location.Valid() && sapa.Storable(e.Location.Name), "location", "invalid")
		r.check(len(e.Files) == 0, "files", "not_supported")
	}
	for _, f := range e.Files {
		one := r.file(f)
		once := !slices.ContainsFunc(said.Media, func(m sapa.RemoteFile) bool { return m.Ref == one.Ref })
		r.check(once || f.Upload == "", "files.upload", "taken")
		said.Media = append(said.Media, one)
	}
	if len(said.Media) > 0 {
		said.Kind = said.Media[0].Kind
	}
	return said
}

// urlBytes is the longest address of a file: those that are signed and end are long.
const urlBytes = 2000

func (r reader) file(f file) sapa.RemoteFile {
	if f.Upload != "" {
		r.check(f == file{Upload: f.Upload}, "files.upload", "alone")
		return sapa.RemoteFile{Ref: channel.UploadRef + r.id(f.Upload, "files.upload"), Kind: sapa.File}
	}
	r.check(isWeb(f.URL), "files.url", "invalid")
	remote := sapa.RemoteFile{
		Ref: f.URL, Name: r.text(f.Name, "files.name", 255), Type: r.text(f.Type, "files.type", 200), Kind: sapa.File, Voice: f.Voice,
	}
	for _, kind := range []sapa.MessageKind{sapa.Image, sapa.Audio, sapa.Video} {
		if strings.HasPrefix(f.Type, string(kind)+"/") {
			remote.Kind = kind
		}
	}
	return remote
}

// isWeb tells the address of something on the web from anything else.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && len(address) <= urlBytes && sapa.Storable(address)
}

// about is what an event about a message has: the message, and whose it is.
type about struct {
	base
	Message string `json:"message"`
	// Contact is left out for what the business itself did elsewhere.
	Contact *person `json:"contact"`
}

// whose begins an element about a message.
func (r reader) whose(e about, kind sapa.InboundKind) sapa.Inbound {
	in := sapa.Inbound{Kind: kind, ProviderID: r.id(e.Message, "message"), At: r.moment(e.At)}
	if e.Contact != nil {
		in.From = r.sender(*e.Contact)
	}
	return in
}

// edit reads the new text of a message.
func (r reader) edit(raw []byte) sapa.Inbound {
	var e struct {
		about
		Text string `json:"text"`
	}
	if !r.into(raw, &e) {
		return sapa.Inbound{}
	}
	in := r.whose(e.about, sapa.InboundEdit)
	in.Message = sapa.InboundContent{Kind: sapa.Text, Text: r.text(strings.TrimSpace(e.Text), "text", textLimit)}
	r.check(in.Message.Text != "", "text", "required")
	return in
}

// delete reads that a message was taken back.
func (r reader) delete(raw []byte) sapa.Inbound {
	var e about
	if !r.into(raw, &e) {
		return sapa.Inbound{}
	}
	return r.whose(e, sapa.InboundDelete)
}

// emojiRunes is more than any emoji needs: a family of four with tones of skin has eleven.
const emojiRunes = 16

// reaction reads the emoji a customer has on a message now.
func (r reader) reaction(raw []byte) sapa.Inbound {
	var e struct {
		about
		Emoji *string `json:"emoji"`
	}
	if !r.into(raw, &e) {
		return sapa.Inbound{}
	}
	in := r.whose(e.about, sapa.InboundReaction)
	r.check(e.Contact != nil, "contact", "required")
	r.check(e.Emoji != nil, "emoji", "required") // an empty one takes it away, a forgotten one must not
	if e.Emoji != nil {
		in.Emoji = r.text(*e.Emoji, "emoji", emojiRunes)
	}
	return in
}

// statuses are how far a message of ours can get.
var statuses = map[string]sapa.Status{"sent": sapa.Sent, "delivered": sapa.Delivered, "read": sapa.Read, "failed": sapa.Failed}

// codeFailed is the word for a message that the company's system could not bring to the customer.
const codeFailed = "not_delivered"

// reasonRunes is the longest reason of a failure.
const reasonRunes = 500

// status reads how far one of our messages got. It is known by the id that was answered, or else by ours.
func (r reader) status(raw []byte) sapa.Inbound {
	var e struct {
		base
		Message string `json:"message"`
		Status  string `json:"status"`
		Reason  string `json:"reason"`
	}
	if !r.into(raw, &e) {
		return sapa.Inbound{}
	}
	to, known := statuses[e.Status]
	r.check(known, "status", "not_an_option")
	in := sapa.Inbound{Kind: sapa.InboundStatus, ProviderID: r.id(e.Message, "message"), SendID: e.Message, Status: to, At: r.moment(e.At)}
	reason := r.text(e.Reason, "reason", reasonRunes)
	r.check(reason == "" || to == sapa.Failed, "reason", "not_supported")
	if to == sapa.Failed {
		in.FailureCode, in.FailureDetail = codeFailed, reason
	}
	return in
}

// typing is the type of an event that says that a contact writes.
const typing = "typing"

// hintLife is how long it is worth telling that somebody writes.
const hintLife = 30 * time.Second

// typing reads that a contact writes, and when they did; empty for nobody.
func (r reader) typing(raw []byte) (string, time.Time) {
	var e struct {
		base
		Contact person `json:"contact"`
	}
	if !r.into(raw, &e) {
		return "", time.Time{}
	}
	return r.sender(e.Contact).External, r.moment(e.At)
}

// Writing satisfies channel.Hinter.
func (a *account) Writing(body []byte) []string {
	if !bytes.Contains(body, []byte(`"`+typing+`"`)) {
		return nil
	}
	var in struct {
		Events []json.RawMessage `json:"events"`
	}
	if _, code := decode(body, &in); code != "" {
		return nil
	}
	var all []string
	for _, raw := range in.Events {
		var head base
		if json.Unmarshal(raw, &head) != nil || head.Type != typing {
			continue
		}
		who, at := reader{wrong: &sapa.Fields{}}.typing(raw)
		if who != "" && a.now().Sub(at).Abs() < hintLife && !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	return all
}

var _ channel.Strict = (*account)(nil)
