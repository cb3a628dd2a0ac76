// Package instagram is the channel kind of a professional account at Instagram: what it can do, which fields connect it, how
// it is connected by signing in at Facebook, how it is asked how it does, and what its comments say. What its direct messages
// and comments have in common with others at Meta is in the packages direct and comment.
package instagram

import (
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/meta/comment"
	"github.com/sapa-inbox/sapa/internal/channel/meta/direct"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The limits ("Send Messages" and "Upload Media for Instagram Messaging", Instagram Platform). A text is counted in bytes.
// Those of menus are from general knowledge: no page that could be read tells them.
const (
	textBytes   = 1000
	imageBytes  = 8 << 20
	fileBytes   = 25 << 20
	menuOptions = 13
	menuTitle   = 20
)

// The messaging windows (spec CHN-8): anybody may answer for a day, a person for a week where Meta permits it.
const (
	window = 24 * time.Hour
	grace  = 7 * 24 * time.Hour
)

// The switches of what an account receives (spec CHN-6).
const (
	switchMessages = "messages"
	switchComments = "comments"
)

// New is the channel kind.
func New() channel.Spec {
	comments := commentCaps()
	return channel.Spec{
		Kind: "instagram", Mark: channel.Camera, Caps: caps(), Comments: &comments, Fields: fields(), Session: window, Provider: "graph", AccountField: "account_id", Object: "instagram",
		Login: meta.Login{Scopes: scopes, Fields: "instagram_business_account{id,username,name}", Offer: offer},
		New:   func(a channel.Account) channel.Channel { return newAccount(a) },
	}
}

// caps leaves out what is in no page that could be read: quoting a message, and any reaction but the heart. No pace is told
// either; Busy slows an account down.
func caps() channel.Caps {
	return channel.Caps{
		TextLimit:       textBytes,
		TextBytes:       textBytes,
		CaptionNot:      []sapa.MessageKind{sapa.Image, sapa.Audio, sapa.Video, sapa.File},
		Window:          window,
		Grace:           grace,
		GraceField:      "human_agent_tag",
		SwitchField:     switchMessages,
		Files:           files(),
		FilesPerMessage: 1,
		Reactions:       []string{heart},
		Typing:          true,
		Receipts:        true,
		Profiles:        true,
		Menu:            &channel.MenuLimits{Text: textBytes, Buttons: menuOptions, ButtonTitle: menuTitle},
		Hooks:           true,
		Account:         true,
	}
}

// files are those that are named as taken. Of files of other kinds only PDF is.
func files() map[sapa.MessageKind]channel.FileLimit {
	return map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: {Bytes: imageBytes, Types: []string{"image/gif", "image/jpeg", "image/png"}},
		sapa.Audio: {Bytes: fileBytes, Types: []string{"audio/aac", "audio/mp4", "audio/wav", "audio/x-m4a"}},
		sapa.Video: {Bytes: fileBytes, Types: []string{"video/mp4", "video/ogg", "video/quicktime", "video/webm", "video/x-msvideo"}},
		sapa.File:  {Bytes: fileBytes, Types: []string{"application/pdf"}},
	}
}

func fields() []channel.Field {
	return append(append([]channel.Field{
		{Name: "account_id", Type: channel.TextField, Required: true, Pattern: `^[0-9]{5,20}$`},
		{Name: "access_token", Type: channel.TextField, Required: true, Secret: true},
	}, meta.AppSecrets()...),
		channel.Field{Name: switchMessages, Type: channel.SwitchField, Default: false, Confirm: true},
		channel.Field{Name: switchComments, Type: channel.SwitchField, Default: false, Confirm: true},
		channel.Field{Name: "human_agent_tag", Type: channel.SwitchField, Default: false})
}

// heart is the one reaction an account can put on a message; "love" is the provider's word for it.
const heart = "❤️"

// account is one connected account.
type account struct {
	*direct.Account
	// below is the account as its comments see it.
	below *comment.Account
	// off reads what is switched off; nil when nothing is.
	off *direct.Account
	// page tells that the token is that of the Page the account is linked to, not one of Instagram's own login.
	page bool
}

// ownHost is the API for tokens of Instagram's own login, which begin with ownTokens.
const (
	ownHost   = "https://graph.instagram.com"
	ownTokens = "IG"
)

func newAccount(a channel.Account) *account {
	id, _ := a.Config["account_id"].(string)
	messages, _ := a.Config[switchMessages].(bool)
	comments, _ := a.Config[switchComments].(bool)
	page := !strings.HasPrefix(a.Secrets["access_token"], ownTokens)
	if base := strings.TrimSuffix(a.Base, "/"); !page && (base == "" || base == meta.Base) {
		a.Base = ownHost
	}
	made := &account{page: page, below: comment.New(meta.New(a, meta.Options{Rules: comment.Rules, Proof: page}), id, commentForm())}
	made.Account = direct.New(a, id, made.form(messages, comments))
	if !messages || !comments {
		made.off = direct.New(a, id, made.form(!messages, !comments))
	}
	return made
}

// form is how the account's deliveries are read where these are to come.
func (a *account) form(messages, comments bool) direct.Form {
	form := direct.Form{
		Object: "instagram", Caps: caps(), Profile: "name,username", Plain: true, Redacts: true, Reactions: map[string]string{heart: "love"},
		Silent: !messages, Unproven: !a.page,
	}
	if comments {
		form.Comments = a.comments
	}
	return form
}

// Missed satisfies channel.Selective.
func (a *account) Missed(body []byte) map[sapa.ConversationKind]int {
	if a.off == nil {
		return nil
	}
	all, err := a.off.Parse(channel.Delivery{Body: body})
	if err != nil {
		return nil // it makes no sense with any switch, and somebody is told so
	}
	var missed map[sapa.ConversationKind]int
	for _, in := range all {
		if in.Kind != sapa.InboundMessage {
			continue
		}
		if missed == nil {
			missed = map[sapa.ConversationKind]int{}
		}
		missed[in.ConversationKind()]++
	}
	return missed
}
