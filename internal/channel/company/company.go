// Package company is the channel kind `api`: a system of the company's own, such as a shop, an app or a bot, brings what
// customers write to it, and takes what is answered. Both ways are HTTP with JSON, signed as Standard Webhooks says. It
// stores nothing and retries nothing: that is the queue's work.
package company

import (
	"net/http"
	"net/url"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// textLimit is the longest message in runes (spec CHN-10).
const textLimit = 10_000

// The bounds of files. They are fetched, so that a slow line has time.
const (
	fileBytes       = 25 << 20
	filesPerMessage = 10
)

// session is how long a conversation stays with its agent at first.
const session = 24 * time.Hour

// New is the channel kind.
func New() channel.Spec {
	return channel.Spec{
		Kind: "api", Mark: channel.Plug, Caps: caps(), Fields: fields(), Session: session, AccountField: "endpoint", Signs: true, Typed: true,
		New: func(a channel.Account) channel.Channel { return newAccount(a) },
	}
}

func caps() channel.Caps {
	file := channel.FileLimit{Bytes: fileBytes}
	return channel.Caps{
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
		Hooks:           true,
		Account:         true,
	}
}

// fields are what an administrator fills in: where the company's system takes what is answered.
func fields() []channel.Field {
	return []channel.Field{
		{Name: "endpoint", Type: channel.TextField, Required: true, Max: 500, Pattern: `^https?://[^\s/?#@\\]+([/?][^\s#\\]*)?$`},
	}
}

// account is one connected system.
type account struct {
	id      sapa.ChannelID
	address string
	// signing are the secrets that count now, the newest first.
	signing []string
	secrets wire.Secrets
	now     func() time.Time
	link    func(sapa.Attachment) string
	http    channel.Doer
}

func newAccount(a channel.Account) *account {
	address, _ := a.Config["endpoint"].(string)
	made := &account{id: a.ID, address: address, now: a.Now, link: a.Link, http: a.HTTP}
	made.signing = wire.Counting(a.Secrets, a.Now())
	hidden := []string{a.VerifyToken}
	for _, secret := range a.Secrets {
		hidden = append(hidden, secret)
	}
	// Whatever stands behind a question mark may be a word of the company's that nobody else may hear of.
	if u, err := url.Parse(address); err == nil {
		hidden = append(hidden, u.RawQuery)
	}
	made.secrets = wire.NewSecrets(hidden...)
	return made
}

// Verify satisfies channel.Verifier.
func (a *account) Verify(header http.Header, body []byte) error {
	if !wire.Signed(header, a.now(), body, a.signing...) {
		return errUnsigned()
	}
	return nil
}

// Prove satisfies channel.Receiver.
func (a *account) Prove(header http.Header) (channel.Proof, error) {
	proof, ok := wire.Begin(header, a.now(), a.signing...)
	if !ok {
		return nil, errUnsigned()
	}
	return proof, nil
}

func errUnsigned() error {
	return sapa.Errorf(sapa.Forbidden, "bad_signature", "what was brought is not signed with the channel's secret, or not about now")
}

// Handshake satisfies channel.Verifier. Nothing is asked beforehand.
func (a *account) Handshake(url.Values) (string, bool) { return "", false }

// Concerns satisfies channel.Verifier.
func (a *account) Concerns(body []byte) bool {
	elements, err := a.Parse(channel.Delivery{Body: body})
	return err != nil || len(elements) > 0
}

// Refuse satisfies channel.Strict.
func (a *account) Refuse(body []byte) error {
	_, err := a.Parse(channel.Delivery{Body: body})
	return err
}
