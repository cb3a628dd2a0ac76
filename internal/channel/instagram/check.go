package instagram

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
	lineAccount = "account"
	lineSecret  = "app_secret"
)

// subscribed are the deliveries an account must bring, where it is asked itself. Where the Page it is linked to is, they are
// a Page's; which fields of the account come is then said in the provider's console.
const subscribed = "messages,messaging_postbacks,messaging_seen,messaging_referral,message_reactions,comments,live_comments"

// Check satisfies channel.Checker.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	facts, about := a.checkAccount(ctx)
	var secret *channel.Failure
	if about != nil && about.Provider == "100" {
		about, secret = a.WhichIsWrong(ctx, a.Own, "id", about, "account_not_found")
	}
	subscription := secret
	if secret == nil {
		subscription = a.CheckSubscription(ctx, "me", "messages", "account_not_found")
	}
	all := []channel.Finding{
		meta.TokenFinding(about, subscription), meta.Finding(lineAccount, about), meta.Finding(lineSecret, secret),
		meta.Finding(meta.LineSubscription, subscription),
	}
	return meta.Health(facts, all, meta.LineToken, lineAccount, lineSecret), all
}

// checkAccount asks for the account by its id.
func (a *account) checkAccount(ctx context.Context) (map[string]string, *channel.Failure) {
	answer, f := a.Get(ctx, a.Own, url.Values{"fields": {"id,username,name"}})
	if f != nil {
		return nil, f
	}
	facts := map[string]string{}
	if name := handle(answer); name != "" {
		facts["name"] = wire.Short(name, sapa.NameRunes)
	}
	return facts, nil
}

// Subscribe satisfies channel.Checker. Twice is the same as once.
func (a *account) Subscribe(ctx context.Context) error {
	fields := subscribed
	if a.page {
		fields = meta.PageFields
	}
	return a.SubscribeTo(ctx, "me", url.Values{"subscribed_fields": {fields}})
}
