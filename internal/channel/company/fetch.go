package company

import (
	"context"
	"net/http"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// Fetch satisfies channel.Fetcher. The file may lie anywhere, so nothing secret goes along.
func (a *account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	fetched, f := a.fetch(ctx, ref)
	if f != nil {
		f.Detail = a.secrets.Scrub(f.Detail)
		return channel.Fetched{}, wire.Again(f)
	}
	return fetched, nil
}

func (a *account) fetch(ctx context.Context, ref string) (channel.Fetched, *channel.Failure) {
	if strings.HasPrefix(ref, channel.UploadRef) {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeMediaGone, "no such file was brought, or it was more than a day ago, or for another message")
	}
	if !isWeb(ref) {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeInvalid, "the address of the file is not valid")
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, ref, nil)
	if err != nil {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeInvalid, "the address of the file is not valid")
	}
	r.Header.Set("User-Agent", wire.Agent)
	answer, f := wire.Open(a.http, r)
	if f != nil {
		return channel.Fetched{}, f
	}
	if f := wire.Status(answer); f != nil {
		_ = answer.Body.Close()
		if f.Class == channel.Permanent {
			f.Code = wire.CodeMediaGone
		}
		return channel.Fetched{}, f
	}
	return channel.Fetched{Body: answer.Body, Type: answer.Header.Get("Content-Type"), Size: answer.ContentLength}, nil
}
