package meta

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// Gone says that the provider knows no such file any more where it says that there is no such thing.
func Gone(f *channel.Failure) *channel.Failure {
	if f.Provider == "100" {
		f.Code = wire.CodeMediaGone
	}
	return f
}

// NotFetched judges an answer without a file.
func (a *Account) NotFetched(answer *http.Response) *channel.Failure {
	raw, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	f := a.Judge(answer, raw)
	switch {
	case f == nil:
		return a.Failure(channel.Temporary, wire.CodeUnavailable, "HTTP status "+answer.Status)
	case f.Provider == "" && (answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone):
		f.Code = wire.CodeMediaGone
	}
	return Gone(f)
}

// hosts are where Meta keeps files.
var hosts = []string{".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net", ".cdninstagram.com"}

// Trusted tells whether an address that somebody named is one of the API's own host, or of Meta's over https.
func (a *Account) Trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Opaque != "" || u.Host == "" {
		return false
	}
	if own, err := url.Parse(a.Base); err == nil && u.Scheme == own.Scheme && strings.EqualFold(u.Host, own.Host) {
		return true
	}
	if u.Scheme != "https" || (u.Port() != "" && u.Port() != "443") {
		return false
	}
	for _, host := range hosts {
		if strings.HasSuffix(strings.ToLower(u.Hostname()), host) {
			return true
		}
	}
	return false
}
