package meta

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check that all kinds have.
const (
	LineToken        = "token"
	LineSubscription = "subscription"
)

// Finding is a line of a check; all is well without a failure.
func Finding(what string, f *channel.Failure) channel.Finding {
	if f == nil {
		return channel.Finding{What: what, OK: true}
	}
	return channel.Finding{What: what, Code: f.Code, Detail: f.Detail}
}

// TokenFinding tells of the token, which every request shows: it is good unless one of them was refused for it, or none
// was answered.
func TokenFinding(tried ...*channel.Failure) channel.Finding {
	deaf := 0
	for _, f := range tried {
		if f != nil && (f.Code == "token_invalid" || f.Code == "token_expired") {
			return Finding(LineToken, f)
		}
		if f != nil && f.Provider == "" {
			deaf++
		}
	}
	if deaf == len(tried) {
		return Finding(LineToken, tried[0])
	}
	return Finding(LineToken, nil)
}

// Absent gives a failure another word where the provider says that there is no such thing, or none for this token.
func Absent(f *channel.Failure, word string) *channel.Failure {
	if f != nil && f.Provider == "100" {
		f.Code = word
	}
	return f
}

// WhichIsWrong tells an object that is not there, for which there is a word, from a wrong secret of the app, whose proof goes
// with every request: the same is asked without it.
func (a *Account) WhichIsWrong(ctx context.Context, id, fields string, f *channel.Failure, absent string) (about, secret *channel.Failure) {
	if !a.proof {
		return Absent(f, absent), nil
	}
	if _, again := a.Unproven().Get(ctx, id, url.Values{"fields": {fields}}); again != nil {
		return Absent(f, absent), nil
	}
	f.Code = "app_secret_wrong"
	return nil, f
}

// PageFields are the deliveries a Page must bring, for all kinds of channels alike: asking for some takes the others away.
// Comments come as "feed".
const PageFields = "messages,message_echoes,message_deliveries,message_reads,message_reactions,message_edits,messaging_postbacks,messaging_referrals,feed"

// CheckSubscription asks whether an app gets the deliveries of an object, and at least those of a field; an empty field
// asks for none. Which app is ours is not told by anything we know.
func (a *Account) CheckSubscription(ctx context.Context, id, field, absent string) *channel.Failure {
	answer, f := a.Get(ctx, id+"/subscribed_apps", nil)
	if f != nil {
		return Absent(f, absent)
	}
	for _, app := range answer.Objects("data") {
		if field == "" || !app.Has("subscribed_fields") || slices.Contains(app.Texts("subscribed_fields"), field) {
			return nil
		}
	}
	return a.Failure(channel.Permanent, "not_subscribed", "")
}

// SubscribeTo asks for the deliveries of an object. Twice is the same as once.
func (a *Account) SubscribeTo(ctx context.Context, id string, query url.Values) error {
	r, f := a.Request(ctx, http.MethodPost, a.At(id+"/subscribed_apps", query), nil)
	if f != nil {
		return f
	}
	answer, f := a.Ask(r)
	if f == nil && !answer.Flag("success") {
		f = a.Failure(channel.Temporary, wire.CodeGarbled, "the provider did not subscribe")
	}
	if f != nil {
		return wire.Again(f)
	}
	return nil
}

// Health sums the findings up. Without what the lines in needed are about nothing can be sent; without the rest it can.
func Health(facts map[string]string, all []channel.Finding, needed ...string) sapa.Health {
	h := sapa.Health{State: sapa.Well, Facts: facts}
	for _, f := range all {
		if f.OK || h.State == sapa.Ill {
			continue
		}
		state := sapa.Limited
		if slices.Contains(needed, f.What) && !slices.Contains(passing, f.Code) {
			state = sapa.Ill
		}
		if h.State == sapa.Well || state == sapa.Ill {
			h.State, h.Code, h.Detail = state, f.Code, f.Detail
		}
	}
	return h
}

// passing are troubles of a provider that is away or busy and comes back by itself.
var passing = []string{wire.CodeUnreachable, wire.CodeNoAddress, wire.CodeUnavailable, wire.CodeLost, wire.CodeGarbled, wire.CodeRate}
