package messenger

import (
	"context"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check.
const (
	linePage   = "page"
	lineSecret = "app_secret"
)

// Check satisfies channel.Checker.
func (p *page) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	facts, about := p.checkPage(ctx)
	var secret *channel.Failure
	if about != nil && about.Provider == "100" {
		about, secret = p.WhichIsWrong(ctx, p.Own, "id,name", about, "page_not_found")
	}
	subscription := secret
	if secret == nil {
		subscription = p.CheckSubscription(ctx, p.Own, "messages", "page_not_found")
	}
	all := []channel.Finding{
		meta.TokenFinding(about, subscription), meta.Finding(linePage, about), meta.Finding(lineSecret, secret),
		meta.Finding(meta.LineSubscription, subscription),
	}
	return meta.Health(facts, all, meta.LineToken, linePage, lineSecret), all
}

// checkPage asks for the Page by its id.
func (p *page) checkPage(ctx context.Context) (map[string]string, *channel.Failure) {
	answer, f := p.Get(ctx, p.Own, url.Values{"fields": {"id,name"}})
	if f != nil {
		return nil, f
	}
	facts := map[string]string{}
	if name := answer.Text("name"); name != "" {
		facts["name"] = wire.Short(name, sapa.NameRunes)
	}
	return facts, nil
}

// Subscribe satisfies channel.Checker. Twice is the same as once.
func (p *page) Subscribe(ctx context.Context) error {
	return p.SubscribeTo(ctx, p.Own, url.Values{"subscribed_fields": {meta.PageFields}})
}
