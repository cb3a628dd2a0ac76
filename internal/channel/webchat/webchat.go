// Package webchat is the channel kind of our own window on a company's web page. Its visitors speak to us
// directly, so nothing is fetched or sent: this package knows the fields, the limits and the wire format.
package webchat

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// MaxFile is the largest file a visitor or an agent can attach: a minute of phone video, and small enough for a
// slow line to finish.
const MaxFile = 25 << 20

// textLimit is the longest message in runes (spec CHN-10, web chat).
const textLimit = 10_000

// filesPerMessage keeps a message readable; more files are more messages.
const filesPerMessage = 10

// New is the channel kind.
func New() channel.Spec {
	file := channel.FileLimit{Bytes: MaxFile}
	return channel.Spec{
		Kind: "webchat",
		Mark: channel.Bubble,
		Caps: channel.Caps{
			Widget:    true,
			TextLimit: textLimit,
			Files: map[sapa.MessageKind]channel.FileLimit{
				sapa.Image: file, sapa.Audio: file, sapa.Video: file, sapa.File: file,
			},
			FilesPerMessage: filesPerMessage,
			Location:        true,
			Quotes:          true,
			Reactions:       []string{"👍", "❤️", "😂", "😮", "😢", "🙏"},
			Edits:           true,
			Deletes:         true,
			Typing:          true,
			Receipts:        true,
		},
		Fields:  fields(),
		Session: 24 * time.Hour,
		New: func(c channel.Account) channel.Channel {
			return account{id: c.ID, key: c.PublicKey, name: c.Name, config: c.Config}
		},
	}
}

func fields() []channel.Field {
	asks := []string{"off", "optional", "required"}
	return []channel.Field{
		{Name: "origins", Type: channel.OriginsField, Default: []string{}, Max: 50},
		{Name: "color", Type: channel.ColorField, Required: true, Default: "#0b6b62"},
		{Name: "position", Type: channel.ChoiceField, Required: true, Default: "right", Options: []string{"right", "left"}},
		{Name: "language", Type: channel.ChoiceField, Required: true, Default: "id", Options: []string{"id", "en"}},
		{Name: "greeting_id", Type: channel.LongField, Required: true, Default: "Halo! Ada yang bisa kami bantu?", Max: 300},
		{Name: "greeting_en", Type: channel.LongField, Required: true, Default: "Hello! How can we help?", Max: 300},
		{Name: "pre_chat", Type: channel.SwitchField, Default: false},
		{Name: "ask_name", Type: channel.ChoiceField, Default: "required", Options: asks, When: "pre_chat"},
		{Name: "ask_email", Type: channel.ChoiceField, Default: "optional", Options: asks, When: "pre_chat"},
		{Name: "ask_phone", Type: channel.ChoiceField, Default: "off", Options: asks, When: "pre_chat"},
	}
}
