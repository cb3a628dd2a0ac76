package whatsapp

import (
	"context"
	"net/url"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check.
const (
	lineNumber    = "number"
	lineAccount   = "waba"
	lineTemplates = "templates"
)

// Check satisfies channel.Checker.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	facts, number := a.checkNumber(ctx)
	waba := a.checkAccount(ctx)
	subscription := a.CheckSubscription(ctx, a.waba, "", "waba_not_found")
	templates := a.checkTemplates(ctx)
	all := []channel.Finding{
		meta.TokenFinding(number, waba, subscription, templates),
		meta.Finding(lineNumber, number), meta.Finding(lineAccount, waba), meta.Finding(meta.LineSubscription, subscription), meta.Finding(lineTemplates, templates),
	}
	return health(facts, all), all
}

// numberFacts are our names for what the provider tells of a number.
var numberFacts = map[string]string{
	"display_phone_number": "number", "verified_name": "name", "quality_rating": "quality", "messaging_limit_tier": "limit",
}

// checkNumber asks for the number. How many contacts a day it may write to first is told by some versions of the API only:
// it is asked for by itself, so that a refusal does no harm.
func (a *account) checkNumber(ctx context.Context) (map[string]string, *channel.Failure) {
	answer, f := a.Get(ctx, a.phone, url.Values{"fields": {"display_phone_number,verified_name,quality_rating"}})
	if f != nil {
		return nil, meta.Absent(f, "number_not_found")
	}
	facts := map[string]string{}
	limit, _ := a.Get(ctx, a.phone, url.Values{"fields": {"messaging_limit_tier"}})
	for _, o := range []wire.Object{answer, limit} {
		for theirs, ours := range numberFacts {
			if text := o.Text(theirs); text != "" {
				facts[ours] = wire.Short(text, 200)
			}
		}
	}
	return facts, nil
}

// checkAccount asks whether the business account is there and the number belongs to it.
func (a *account) checkAccount(ctx context.Context) *channel.Failure {
	answer, f := a.Get(ctx, a.waba+"/phone_numbers", url.Values{"fields": {"id"}, "limit": {"100"}})
	if f != nil {
		return meta.Absent(f, "waba_not_found")
	}
	numbers := answer.Objects("data")
	mine := slices.ContainsFunc(numbers, func(o wire.Object) bool { return o.Key("id") == a.phone })
	if !mine && !answer.Object("paging").Has("next") {
		return a.Failure(channel.Permanent, "number_not_in_waba", "")
	}
	return nil
}

// checkTemplates asks whether the token may list templates.
func (a *account) checkTemplates(ctx context.Context) *channel.Failure {
	if _, f := a.templates(ctx, "1", ""); f != nil {
		return meta.Absent(f, "waba_not_found")
	}
	return nil
}

// Subscribe satisfies channel.Checker. Twice is the same as once.
func (a *account) Subscribe(ctx context.Context) error { return a.SubscribeTo(ctx, a.waba, nil) }

// health sums the findings up. Without a token and a number nothing can be sent; without the rest it can.
func health(facts map[string]string, all []channel.Finding) sapa.Health {
	h := meta.Health(facts, all, meta.LineToken, lineNumber)
	if h.State == sapa.Well && facts["quality"] == "RED" {
		h.State, h.Code = sapa.Limited, "quality_low"
	}
	return h
}
