// Package whatsapp is the channel kind of a business number at WhatsApp, reached through Meta's Cloud API: it verifies
// and reads deliveries, sends, fetches files, lists templates and asks the account how it is. It stores nothing, retries
// nothing and keeps no time: that is the queue's work.
package whatsapp

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The limits ("Messages" and "Media", Cloud API reference).
const (
	textLimit    = 4096
	captionLimit = 1024
	imageBytes   = 5 << 20
	mediaBytes   = 16 << 20 // audio and video
	fileBytes    = 100 << 20
	window       = 24 * time.Hour
)

// The pace ("Throughput", Cloud API): a number upgraded to more than rate may send faster, and Busy slows down one that
// may less.
const (
	rate  = 80
	pair  = 6 * time.Second
	burst = 45
)

// New is the channel kind.
func New() channel.Spec {
	return channel.Spec{
		Kind: "whatsapp", Mark: channel.CallBubble, Caps: caps(), Fields: fields(), Session: window, Provider: "graph", AccountField: "phone_number_id", Object: "whatsapp_business_account",
		New: func(a channel.Account) channel.Channel { return newAccount(a) },
	}
}

func caps() channel.Caps {
	return channel.Caps{
		TextLimit:       textLimit,
		CaptionLimit:    captionLimit,
		CaptionNot:      []sapa.MessageKind{sapa.Audio, sapa.Sticker, sapa.Location},
		Window:          window,
		Files:           files(),
		FilesPerMessage: 1,
		Location:        true,
		Quotes:          true,
		// WhatsApp takes any emoji. These are the ones its own app offers first, which the picker shows; contacts react
		// with whatever they like, and Send passes on what it is given.
		Reactions: []string{"👍", "❤️", "😂", "😮", "😢", "🙏"},
		Typing:    true,
		Receipts:  true,
		Templates: true,
		Menu:      &channel.MenuLimits{Text: 1024, Buttons: 3, ButtonTitle: 20, Open: 20, Rows: 10, RowTitle: 24, RowText: 72},
		Hooks:     true,
		Account:   true,
		PhoneLink: "https://wa.me/",
		Rate:      rate,
		Pair:      pair,
		PairBurst: burst,
	}
}

// files are the types an upload takes; it refuses all others ("Supported media types", Cloud API). A table as text/csv
// goes up as plain text.
func files() map[sapa.MessageKind]channel.FileLimit {
	return map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: {Bytes: imageBytes, Types: []string{"image/jpeg", "image/png"}},
		sapa.Audio: {Bytes: mediaBytes, Types: []string{"audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg"}},
		sapa.Video: {Bytes: mediaBytes, Types: []string{"video/3gpp", "video/mp4"}},
		sapa.File: {Bytes: fileBytes, Types: []string{
			"application/msword",
			"application/pdf",
			"application/vnd.ms-excel",
			"application/vnd.ms-powerpoint",
			"application/vnd.openxmlformats-officedocument.presentationml.presentation",
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			"text/csv",
			"text/plain",
		}},
	}
}

func fields() []channel.Field {
	const id = `^[0-9]{5,20}$`
	return append([]channel.Field{
		{Name: "phone_number_id", Type: channel.TextField, Required: true, Pattern: id},
		{Name: "waba_id", Type: channel.TextField, Required: true, Pattern: id},
		{Name: "access_token", Type: channel.TextField, Required: true, Secret: true},
	}, meta.AppSecrets()...)
}

// account is one connected number.
type account struct {
	*meta.Account
	id    sapa.ChannelID
	phone string // the number's id, which is not the number
	waba  string // the business account the number belongs to
}

func newAccount(a channel.Account) *account {
	phone, _ := a.Config["phone_number_id"].(string)
	waba, _ := a.Config["waba_id"].(string)
	return &account{Account: meta.New(a, meta.Options{Rules: rules}), id: a.ID, phone: phone, waba: waba}
}
