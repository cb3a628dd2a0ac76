// Package messenger is the channel kind of a Facebook Page's messages: what Messenger can do, which fields connect a
// Page, how it is connected by signing in at Facebook, and how a Page is asked how it does. What it has in common with
// other direct messages at Meta is in package direct.
package messenger

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/meta/direct"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The limits ("Send API Reference", Messenger Platform). Those of menus are from general knowledge: no page that could be
// read tells them.
const (
	textLimit   = 2000
	fileBytes   = 25 << 20
	menuOptions = 13
	menuTitle   = 20
)

// The messaging windows (spec CHN-8): anybody may answer for a day, a person for a week where Meta permits it.
const (
	window = 24 * time.Hour
	grace  = 7 * 24 * time.Hour
)

// scopes are what whoever signs in is asked for ("pages_show_list" to choose a Page, the others to use it; spec CHN-4).
const scopes = "pages_show_list,pages_messaging,pages_manage_metadata"

// New is the channel kind.
func New() channel.Spec {
	return channel.Spec{
		Kind: "fb_messenger", Mark: channel.BoltBubble, Caps: caps(), Fields: fields(), Session: window, Provider: "graph", AccountField: "page_id", Object: "page",
		Login: meta.Login{Scopes: scopes},
		New:   func(a channel.Account) channel.Channel { return newPage(a) },
	}
}

// caps leaves out what is in no page that could be read: reactions of the business. No pace is told either; Busy slows
// an account down.
func caps() channel.Caps {
	return channel.Caps{
		TextLimit:       textLimit,
		CaptionNot:      []sapa.MessageKind{sapa.Image, sapa.Audio, sapa.Video, sapa.File},
		Window:          window,
		Grace:           grace,
		GraceField:      "human_agent_tag",
		Files:           files(),
		FilesPerMessage: 1,
		Quotes:          true,
		Typing:          true,
		Receipts:        true,
		Profiles:        true,
		Menu:            &channel.MenuLimits{Text: textLimit, Buttons: menuOptions, ButtonTitle: menuTitle},
		Hooks:           true,
		Account:         true,
	}
}

// files are as large as an attachment may be. Which types of pictures and recordings are taken is from general knowledge;
// any file goes.
func files() map[sapa.MessageKind]channel.FileLimit {
	return map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: {Bytes: fileBytes, Types: []string{"image/gif", "image/jpeg", "image/png"}},
		sapa.Audio: {Bytes: fileBytes, Types: []string{"audio/aac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav"}},
		sapa.Video: {Bytes: fileBytes},
		sapa.File:  {Bytes: fileBytes},
	}
}

func fields() []channel.Field {
	return append(append([]channel.Field{
		{Name: "page_id", Type: channel.TextField, Required: true, Pattern: `^[0-9]{5,20}$`},
		{Name: "access_token", Type: channel.TextField, Required: true, Secret: true},
	}, meta.AppSecrets()...),
		channel.Field{Name: "human_agent_tag", Type: channel.SwitchField, Default: false})
}

// page is one connected Page.
type page struct{ *direct.Account }

func newPage(a channel.Account) *page {
	id, _ := a.Config["page_id"].(string)
	return &page{direct.New(a, id, direct.Form{Object: "page", Caps: caps(), Profile: "first_name,last_name,profile_pic"})}
}
