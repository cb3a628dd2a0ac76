package direct

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Fetch satisfies channel.Fetcher. A file's address came with its delivery and carries its own signature: the token is
// not shown. One that has run out cannot be had again.
func (a *Account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	if !a.Trusted(ref) {
		return channel.Fetched{}, a.Failure(channel.Permanent, meta.CodeMediaHost, "the file lies at an address that is not Meta's")
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

// Profile satisfies channel.Profiler.
func (a *Account) Profile(ctx context.Context, external string) (sapa.Sender, error) {
	who := sapa.Sender{External: external}
	o, f := a.Get(ctx, url.PathEscape(external), url.Values{"fields": {a.form.Profile}})
	if f != nil {
		return who, f
	}
	name := o.Text("name")
	if name == "" {
		name = strings.TrimSpace(o.Text("first_name") + " " + o.Text("last_name"))
	}
	if clean, _ := sapa.CleanName(name); clean != "" {
		who.Name = strings.TrimSpace(wire.Short(clean, sapa.NameRunes))
	}
	if handle := o.Text("username"); handle != "" {
		who.Facts = map[string]string{"username": wire.Short(handle, sapa.NameRunes)}
	}
	return who, nil
}
