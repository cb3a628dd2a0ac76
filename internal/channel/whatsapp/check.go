package whatsapp

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check.
const (
	lineToken        = "token"
	lineNumber       = "number"
	lineAccount      = "waba"
	lineSubscription = "subscription"
	lineTemplates    = "templates"
)

// Check satisfies channel.Checker.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	facts, number := a.checkNumber(ctx)
	waba := a.checkAccount(ctx)
	subscription := a.checkSubscription(ctx)
	templates := a.checkTemplates(ctx)
	all := []channel.Finding{
		tokenFinding(number, waba, subscription, templates),
		finding(lineNumber, number), finding(lineAccount, waba), finding(lineSubscription, subscription), finding(lineTemplates, templates),
	}
	return health(facts, all), all
}

func finding(what string, f *channel.Failure) channel.Finding {
	if f == nil {
		return channel.Finding{What: what, OK: true}
	}
	return channel.Finding{What: what, Code: f.Code, Detail: f.Detail}
}

// tokenFinding tells of the token, which every request shows: it is good unless one of them was refused for it, or none
// was answered.
func tokenFinding(tried ...*channel.Failure) channel.Finding {
	deaf := 0
	for _, f := range tried {
		if f != nil && (f.Code == "token_invalid" || f.Code == "token_expired") {
			return finding(lineToken, f)
		}
		if f != nil && f.Provider == "" {
			deaf++
		}
	}
	if deaf == len(tried) {
		return finding(lineToken, tried[0])
	}
	return finding(lineToken, nil)
}

// numberFacts are our names for what the provider tells of a number.
var numberFacts = map[string]string{
	"display_phone_number": "number", "verified_name": "name", "quality_rating": "quality", "messaging_limit_tier": "limit",
}

// checkNumber asks for the number. How many contacts a day it may write to first is told by some versions of the API only:
// it is asked for by itself, so that a refusal does no harm.
func (a *account) checkNumber(ctx context.Context) (map[string]string, *channel.Failure) {
	answer, f := a.get(ctx, a.phone, url.Values{"fields": {"display_phone_number,verified_name,quality_rating"}})
	if f != nil {
		return nil, absent(f, "number_not_found")
	}
	facts := map[string]string{}
	limit, _ := a.get(ctx, a.phone, url.Values{"fields": {"messaging_limit_tier"}})
	for _, o := range []object{answer, limit} {
		for theirs, ours := range numberFacts {
			if text := o.text(theirs); text != "" {
				facts[ours] = short(text, 200)
			}
		}
	}
	return facts, nil
}

// absent gives a failure another word where the provider says that there is no such thing, or none for this token.
func absent(f *channel.Failure, word string) *channel.Failure {
	if f.Provider == "100" {
		f.Code = word
	}
	return f
}

// checkAccount asks whether the business account is there and the number belongs to it.
func (a *account) checkAccount(ctx context.Context) *channel.Failure {
	answer, f := a.get(ctx, a.waba+"/phone_numbers", url.Values{"fields": {"id"}, "limit": {"100"}})
	if f != nil {
		return absent(f, "waba_not_found")
	}
	numbers := answer.objects("data")
	mine := slices.ContainsFunc(numbers, func(o object) bool { return o.key("id") == a.phone })
	if !mine && !answer.object("paging").has("next") {
		return a.failure(channel.Permanent, "number_not_in_waba", "")
	}
	return nil
}

// checkSubscription asks whether an app gets the account's deliveries. Which one is ours is not told by anything we know.
func (a *account) checkSubscription(ctx context.Context) *channel.Failure {
	answer, f := a.get(ctx, a.waba+"/subscribed_apps", nil)
	if f != nil {
		return absent(f, "waba_not_found")
	}
	if len(answer.objects("data")) == 0 {
		return a.failure(channel.Permanent, "not_subscribed", "")
	}
	return nil
}

// checkTemplates asks whether the token may list templates.
func (a *account) checkTemplates(ctx context.Context) *channel.Failure {
	if _, f := a.templates(ctx, "1", ""); f != nil {
		return absent(f, "waba_not_found")
	}
	return nil
}

// Subscribe satisfies channel.Checker. Twice is the same as once.
func (a *account) Subscribe(ctx context.Context) error {
	r, f := a.request(ctx, http.MethodPost, a.at(a.waba+"/subscribed_apps", nil), nil)
	if f != nil {
		return f
	}
	answer, f := a.ask(r)
	if f == nil && !answer.flag("success") {
		f = a.failure(channel.Temporary, codeGarbled, "the provider did not subscribe")
	}
	if f != nil {
		return again(f)
	}
	return nil
}

// health sums the findings up. Without a token and a number nothing can be sent; without the rest it can.
func health(facts map[string]string, all []channel.Finding) sapa.Health {
	h := sapa.Health{State: sapa.Well, Facts: facts}
	for _, f := range all {
		if f.OK || h.State == sapa.Ill {
			continue
		}
		state := sapa.Limited
		if stops(f) {
			state = sapa.Ill
		}
		if h.State == sapa.Well || state == sapa.Ill {
			h.State, h.Code, h.Detail = state, f.Code, f.Detail
		}
	}
	if h.State == sapa.Well && facts["quality"] == "RED" {
		h.State, h.Code = sapa.Limited, "quality_low"
	}
	return h
}

// stops tells whether a finding means that nothing can be sent. A provider that is away or busy comes back by itself.
func stops(f channel.Finding) bool {
	passing := []string{codeUnreachable, codeUnavailable, codeLost, codeGarbled, codeRate}
	needed := f.What == lineToken || f.What == lineNumber
	return needed && !slices.Contains(passing, f.Code)
}
