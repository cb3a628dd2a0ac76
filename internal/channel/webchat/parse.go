package webchat

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// account is one web chat.
type account struct {
	id        sapa.ChannelID
	key, name string
	config    map[string]any
}

// post is what the widget sends for one message.
type post struct {
	ClientID    string           `json:"client_id"`
	Text        string           `json:"text"`
	Attachments []string         `json:"attachments"`
	Location    *sapa.Place      `json:"location"`
	ReplyTo     sapa.ShownNumber `json:"reply_to"`
	Profile     profile          `json:"profile"`
	Language    sapa.Language    `json:"language"`
	Page        page             `json:"page"`
}

type profile struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Phone string `json:"phone"`
}

type page struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// Parse reads one message of the widget. The sender is the delivery's proven one, never a field of the body.
func (a account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	var p post
	in := json.NewDecoder(bytes.NewReader(d.Body))
	in.DisallowUnknownFields()
	if err := in.Decode(&p); err != nil {
		return nil, &sapa.Error{Kind: sapa.Invalid, Code: "bad_json", Msg: "the body is not the JSON of a message", Err: err}
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, sapa.Errorf(sapa.Invalid, "bad_json", "there is something after the message")
	}
	p.Text = strings.TrimSpace(p.Text)
	sender, err := p.check(d.From)
	if err != nil {
		return nil, err
	}
	return []sapa.Inbound{{
		Kind: sapa.InboundMessage, Channel: a.id, From: sender,
		// Visitors choose client ids themselves; with the visitor in front nobody can collide with somebody else.
		ProviderID:   d.From + ":" + p.ClientID,
		ReplyToShown: p.ReplyTo,
		Message:      sapa.InboundContent{Kind: p.kind(), Text: p.Text, Place: p.Location, Uploads: p.Attachments},
		At:           d.At,
	}}, nil
}

// kind is what a message without files is; the files decide otherwise once they are known.
func (p post) kind() sapa.MessageKind {
	if p.Location != nil {
		return sapa.Location
	}
	return sapa.Text
}

func (p post) check(visitor string) (sapa.Sender, error) {
	var wrong sapa.Fields
	wrong.Check(len(p.ClientID) >= 8 && len(p.ClientID) <= 64 && sapa.Storable(p.ClientID), "client_id", "invalid")
	wrong.Check(sapa.Storable(p.Text), "text", "invalid")
	// Counted here, before anybody looks for them: strangers may name as many as fit into the body.
	wrong.Check(len(p.Attachments) <= filesPerMessage, "attachments", "too_many")
	wrong.Check(sapa.Storable(strings.Join(p.Attachments, "")), "attachments", "not_found")
	wrong.Check(utf8.RuneCountInString(p.Text) <= textLimit, "text", "too_long")
	wrong.Check(p.Text != "" || len(p.Attachments) > 0 || p.Location != nil, "text", "required")
	wrong.Check(p.Location == nil || p.Location.Valid(), "location", "invalid")
	name, ok := sapa.CleanName(p.Profile.Name)
	wrong.Check(ok, "profile.name", "too_long")
	email, ok := sapa.CleanEmail(p.Profile.Email)
	wrong.Check(ok, "profile.email", "invalid_email")
	phone, ok := sapa.CleanPhone(p.Profile.Phone)
	wrong.Check(ok, "profile.phone", "invalid_phone")
	if !p.Language.Valid() {
		p.Language = ""
	}
	return sapa.Sender{
		External: visitor, Name: name, Email: email, Phone: phone, Language: p.Language, Facts: p.Page.facts(),
	}, wrong.Err()
}

// facts keeps where the visitor wrote from, when it is a web page; query and fragment may hold secrets and go.
func (p page) facts() map[string]string {
	u, err := url.Parse(p.URL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return nil
	}
	u.RawQuery, u.Fragment, u.User = "", "", nil
	return map[string]string{"page_url": cut(u.String(), 500), "page_title": cut(strings.ReplaceAll(p.Title, "\x00", ""), 200)}
}

func cut(text string, runes int) string {
	if utf8.RuneCountInString(text) <= runes {
		return text
	}
	return string([]rune(text)[:runes])
}
