package telegram

import (
	"crypto/subtle"
	"net/http"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Verify satisfies channel.Verifier. Telegram signs nothing: it shows the word that was given to setWebhook.
func (a *account) Verify(header http.Header, body []byte) error {
	given := header.Values("X-Telegram-Bot-Api-Secret-Token")
	if a.secret == "" || len(body) == 0 || len(given) != 1 || subtle.ConstantTimeCompare([]byte(given[0]), []byte(a.secret)) != 1 {
		return sapa.Errorf(sapa.Forbidden, "bad_signature", "the delivery does not show the channel's secret")
	}
	return nil
}

// Handshake satisfies channel.Verifier. Telegram asks nothing beforehand.
func (a *account) Handshake(url.Values) (string, bool) { return "", false }

// Concerns satisfies channel.Verifier. Much of what Telegram tells is of no concern, such as what is said in groups.
func (a *account) Concerns(body []byte) bool {
	elements, err := a.Parse(channel.Delivery{Body: body})
	return err != nil || len(elements) > 0
}
