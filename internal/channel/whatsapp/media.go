package whatsapp

import (
	"context"
	"net/http"
	"net/url"
	"regexp"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// uploadType is the content type under which a file goes up: a table is not among those that are taken.
func uploadType(mime string) string {
	if mime == "text/csv" {
		return "text/plain"
	}
	return mime
}

// upload brings a file to the provider and answers its id. A file that goes up twice does no harm.
func (a *account) upload(ctx context.Context, file channel.File) (string, *channel.Failure) {
	file.Type = uploadType(file.Type)
	fields := map[string]string{"messaging_product": "whatsapp", "type": file.Type}
	answer, f := a.Upload(ctx, a.phone+"/media", fields, "file", file)
	if f == nil && answer.Key("id") == "" {
		f = a.Failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a file")
	}
	return answer.Key("id"), wire.Again(f)
}

// mediaRef is what ids of files look like; nothing else becomes part of an address.
var mediaRef = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Fetch satisfies channel.Fetcher. It asks for the file's address, which lives five minutes, and then for the file; of an
// address that is gone already it asks for a new one, once.
func (a *account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	if !mediaRef.MatchString(ref) {
		return channel.Fetched{}, a.Failure(channel.Permanent, wire.CodeMediaGone, "this is no id of a file")
	}
	fetched, status, f := a.fetch(ctx, ref)
	if f != nil && status == http.StatusNotFound {
		fetched, _, f = a.fetch(ctx, ref)
	}
	if f != nil {
		return channel.Fetched{}, wire.Again(f)
	}
	return fetched, nil
}

// fetch goes both steps once. The status is that of the second one; zero when it did not come so far.
func (a *account) fetch(ctx context.Context, ref string) (channel.Fetched, int, *channel.Failure) {
	about, f := a.Get(ctx, ref, url.Values{"phone_number_id": {a.phone}})
	if f != nil {
		return channel.Fetched{}, 0, meta.Gone(f)
	}
	address := about.Text("url")
	if !a.Trusted(address) {
		return channel.Fetched{}, 0, a.Failure(channel.Permanent, meta.CodeMediaHost, "the file lies at an address that is not Meta's")
	}
	r, f := a.Request(ctx, http.MethodGet, address, nil)
	if f != nil {
		return channel.Fetched{}, 0, f
	}
	answer, f := a.Open(r)
	if f != nil {
		return channel.Fetched{}, 0, f
	}
	if answer.StatusCode != http.StatusOK {
		defer answer.Body.Close()
		return channel.Fetched{}, answer.StatusCode, a.NotFetched(answer)
	}
	fetched := channel.Fetched{Body: answer.Body, Type: about.Text("mime_type"), Size: answer.ContentLength}
	if size, ok := about.Number("file_size"); ok && size >= 0 && fetched.Size < 0 {
		fetched.Size = int64(size)
	}
	return fetched, answer.StatusCode, nil
}
