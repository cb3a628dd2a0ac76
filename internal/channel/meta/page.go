package meta

import (
	"context"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a Page's check.
const (
	linePage   = "page"
	lineSecret = "app_secret"
)

// CheckPage asks how a Page does, and whether it brings the deliveries of a field.
func (a *Account) CheckPage(ctx context.Context, id, field string) (sapa.Health, []channel.Finding) {
	const absent = "page_not_found"
	facts, about := a.pageFacts(ctx, id)
	var secret *channel.Failure
	if about != nil && about.Provider == "100" {
		about, secret = a.WhichIsWrong(ctx, id, "id,name", about, absent)
	}
	subscription := secret
	if secret == nil {
		subscription = a.CheckSubscription(ctx, id, field, absent)
	}
	all := []channel.Finding{
		TokenFinding(about, subscription), Finding(linePage, about), Finding(lineSecret, secret), Finding(LineSubscription, subscription),
	}
	return Health(facts, all, LineToken, linePage, lineSecret), all
}

// pageFacts asks for a Page by its id.
func (a *Account) pageFacts(ctx context.Context, id string) (map[string]string, *channel.Failure) {
	answer, f := a.Get(ctx, id, url.Values{"fields": {"id,name"}})
	if f != nil {
		return nil, f
	}
	facts := map[string]string{}
	if name := answer.Text("name"); name != "" {
		facts["name"] = wire.Short(name, sapa.NameRunes)
	}
	return facts, nil
}

// SubscribePage asks for a Page's deliveries. Twice is the same as once.
func (a *Account) SubscribePage(ctx context.Context, id string) error {
	return a.SubscribeTo(ctx, id, url.Values{"subscribed_fields": {PageFields}})
}
