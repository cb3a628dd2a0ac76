package meta

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
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

// Fetch satisfies channel.Fetcher, for kinds whose deliveries bring files' addresses. A file's address came with its delivery and carries its own signature: the token is
// not shown. One that has run out cannot be had again.
func (a *Account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	if !a.Trusted(ref) {
		return channel.Fetched{}, a.Failure(channel.Permanent, CodeMediaHost, "the file lies at an address that is not Meta's")
	}
	r, f := a.Plain(ctx, ref)
	if f != nil {
		return channel.Fetched{}, f
	}
	answer, f := a.Open(r)
	if f != nil {
		return channel.Fetched{}, wire.Again(f)
	}
	if answer.StatusCode == http.StatusOK {
		return channel.Fetched{Body: answer.Body, Type: answer.Header.Get("Content-Type"), Size: answer.ContentLength}, nil
	}
	defer answer.Body.Close()
	f = a.NotFetched(answer)
	if f.Provider == "" && answer.StatusCode == http.StatusForbidden {
		f.Code = wire.CodeMediaGone
	}
	return channel.Fetched{}, wire.Again(f)
}

// refBytes is the longest address of a file: those of Meta carry their signature with them.
const refBytes = 4096

// IsFile tells whether a text is the address of a file.
func IsFile(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && len(address) <= refBytes
}

// RemoteFile is a file at an address that a delivery names, called as the address ends; false when that is none.
func RemoteFile(kind sapa.MessageKind, address string) (sapa.RemoteFile, bool) {
	if !IsFile(address) {
		return sapa.RemoteFile{}, false
	}
	u, _ := url.Parse(address)
	name := path.Base(u.Path)
	if !strings.Contains(name, ".") || strings.Trim(name, "./") == "" {
		name = ""
	}
	return sapa.RemoteFile{Ref: address, Kind: kind, Name: wire.Short(wire.Storable(name), 255)}, true
}
