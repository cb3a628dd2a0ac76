// Package telegram is the channel kind of a bot at Telegram: it fetches or is brought what customers write to the bot in
// private, sends, fetches files, and asks the bot how it is. What is said in groups and channels is not for an inbox of
// customers and is passed by. It stores nothing, retries nothing and keeps no time: that is the queue's work.
package telegram

import (
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Base is the address of Telegram's Bot API.
const Base = "https://api.telegram.org"

// The limits ("Bots FAQ", and the method's own descriptions in the Bot API).
const (
	textLimit    = 4096
	captionLimit = 1024
	photoBytes   = 10 << 20
	fileBytes    = 50 << 20
	callbackData = 64             // bytes
	deleteWithin = 48 * time.Hour // deleteMessage
	typingLasts  = 5 * time.Second
)

// The pace ("Bots FAQ"): thirty messages a second overall, one a second in a chat.
const (
	rate = 30
	pair = time.Second
)

// session is how long a conversation stays with its agent at first. Telegram has no messaging window to go by.
const session = 24 * time.Hour

// The ways in which updates come.
const (
	polling = "polling"
	webhook = "webhook"
)

// New is the channel kind.
func New() channel.Spec {
	return channel.Spec{
		Kind: "telegram", Mark: channel.PaperPlane, Caps: caps(), Fields: fields(), Session: session, Provider: "bot_api", AccountField: "bot_token", AccountIn: botID, Listens: true,
		New: func(a channel.Account) channel.Channel { return newAccount(a) },
	}
}

func caps() channel.Caps {
	return channel.Caps{
		TextLimit:       textLimit,
		CaptionLimit:    captionLimit,
		CaptionNot:      []sapa.MessageKind{sapa.Location},
		Files:           files(),
		FilesPerMessage: 1,
		Location:        true,
		Quotes:          true,
		// A bot may put only some emoji on messages ("ReactionTypeEmoji"); these are the ones a picker has room for.
		Reactions:    []string{"👍", "❤️", "🔥", "😁", "😢", "🙏"},
		Edits:        true,
		Deletes:      true,
		DeleteWithin: deleteWithin,
		Typing:       true,
		TypingEvery:  typingLasts,
		Picks:        true,
		Account:      true,
		// How many buttons a message may have and how long their titles are is not told; these are what a phone shows well.
		Menu: &channel.MenuLimits{Text: textLimit, Buttons: 10, ButtonTitle: 60, OptionID: callbackData},
		Rate: rate,
		Pair: pair,
	}
}

// files are taken of every type: what is no photo, video, song or voice note goes as a document. What a browser recorded
// becomes a voice note, which must be Ogg with Opus ("sendVoice").
func files() map[sapa.MessageKind]channel.FileLimit {
	any := channel.FileLimit{Bytes: fileBytes}
	return map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: any, sapa.Video: any, sapa.File: any,
		sapa.Audio: {Bytes: fileBytes, Types: []string{"audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav"}},
	}
}

// fields are what an administrator fills in. A token is the bot's number, a colon, and the secret.
func fields() []channel.Field {
	return []channel.Field{
		{Name: "bot_token", Type: channel.TextField, Required: true, Secret: true, Pattern: `^\d{3,20}:[A-Za-z0-9_-]{20,100}$`},
		{Name: "updates", Type: channel.ChoiceField, Required: true, Default: polling, Options: []string{polling, webhook}},
	}
}

// botID is the bot's number, which stands in front of its token.
func botID(token string) string {
	id, _, _ := strings.Cut(token, ":")
	return id
}

// account is one connected bot.
type account struct {
	id    sapa.ChannelID
	bot   string // the bot's number
	base  string
	token string
	// polls tells that updates are fetched, instead of brought to hook.
	polls bool
	hook  string
	// secret is what Telegram shows with what it brings.
	secret  string
	secrets wire.Secrets
	http    channel.Doer
}

func newAccount(a channel.Account) *account {
	made := &account{
		id: a.ID, base: strings.TrimSuffix(a.Base, "/"), token: a.Secrets["bot_token"], polls: a.Config["updates"] != webhook,
		hook: a.Hook, secret: a.VerifyToken, http: a.HTTP,
	}
	if made.base == "" {
		made.base = Base
	}
	bot, key, _ := strings.Cut(made.token, ":")
	made.bot = bot
	// The token stands in the paths of the API, where its colon may be written otherwise.
	made.secrets = wire.NewSecrets(made.token, key, a.VerifyToken)
	return made
}
