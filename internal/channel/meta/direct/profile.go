package direct

import (
	"context"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

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
