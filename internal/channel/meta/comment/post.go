package comment

import (
	"context"
	"net/url"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Tell asks what a post says, as channel.Poster does.
func (a *Account) Tell(ctx context.Context, external string) (sapa.Post, error) {
	o, f := a.Get(ctx, url.PathEscape(external), url.Values{"fields": {a.form.Fields}})
	if f != nil {
		return sapa.Post{}, meta.Absent(f, "post_gone")
	}
	p := a.form.Read(o)
	p.External = external
	return p, nil
}

// Moment reads a time as the Graph API writes it; zero when it is none.
func Moment(text string) time.Time {
	at, err := time.Parse("2006-01-02T15:04:05-0700", text)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}
