package meta

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// pagesOnce and pagesMost bound how many Pages are listed: an answer's, and all answers'.
const (
	pagesOnce = "100"
	pagesMost = 10
)

// Login connects accounts by signing in at Facebook and choosing Pages there. Its addresses are from general knowledge of
// the platform's login: no page that could be read tells them.
type Login struct {
	// Scopes are what is asked for, with a comma between.
	Scopes string
	// Fields are those of a Page that Offer needs besides its id, its name and its token, with a comma between.
	Fields string
	// Offer makes a Page an account that can be connected; false leaves it out. Its secrets and a name that is empty are
	// filled in after it. Nil offers the Page itself.
	Offer func(page wire.Object) (channel.Offer, bool)
}

// Address satisfies channel.Login.
func (l Login) Address(app channel.App, back, state string) string {
	return app.Dialog + "/" + Version + "/dialog/oauth?" + url.Values{
		"client_id": {app.ID}, "redirect_uri": {back}, "state": {state}, "response_type": {"code"}, "scope": {l.Scopes},
	}.Encode()
}

// Accounts satisfies channel.Login. The token that comes for the code lives for an hour; the one it is changed for lives
// long, and those of the Pages, which are listed with it, do not end.
func (l Login) Accounts(ctx context.Context, app channel.App, back, code string) ([]channel.Offer, error) {
	short, f := token(ctx, app, url.Values{"redirect_uri": {back}, "code": {code}})
	if f != nil {
		return nil, f
	}
	long, f := token(ctx, app, url.Values{"grant_type": {"fb_exchange_token"}, "fb_exchange_token": {short}})
	if f != nil {
		return nil, f
	}
	return l.offers(ctx, New(channel.Account{
		Base: app.Base, HTTP: app.HTTP, Secrets: map[string]string{"access_token": long, "app_secret": app.Secret},
	}, Options{Proof: true}))
}

// token asks for a token as the app.
func token(ctx context.Context, app channel.App, query url.Values) (string, *channel.Failure) {
	nobody := New(channel.Account{
		Base: app.Base, HTTP: app.HTTP, Secrets: map[string]string{"app_secret": app.Secret},
	}, Options{})
	query.Set("client_id", app.ID)
	query.Set("client_secret", app.Secret)
	answer, f := nobody.Get(ctx, "oauth/access_token", query)
	if f != nil {
		return "", f
	}
	if answer.Text("access_token") == "" {
		return "", nobody.Failure(channel.Temporary, wire.CodeGarbled, "the answer has no token")
	}
	return answer.Text("access_token"), nil
}

// offers lists what comes of the Pages that were chosen at Facebook, over all answers.
func (l Login) offers(ctx context.Context, a *Account) ([]channel.Offer, error) {
	var all []channel.Offer
	query := url.Values{"fields": {strings.TrimSuffix("id,name,access_token,"+l.Fields, ",")}, "limit": {pagesOnce}}
	for range pagesMost {
		answer, f := a.Get(ctx, "me/accounts", query)
		if f != nil {
			return nil, f
		}
		for _, o := range answer.Objects("data") {
			if offer, ok := l.offer(o); ok {
				all = append(all, offer)
			}
		}
		paging := answer.Object("paging")
		after := paging.Object("cursors").Text("after")
		if !paging.Has("next") || after == "" || after == query.Get("after") {
			break
		}
		query.Set("after", after)
	}
	return all, nil
}

// offer is what can be connected of a Page. One without a token is not ours to use.
func (l Login) offer(page wire.Object) (channel.Offer, bool) {
	id, token := page.Key("id"), page.Text("access_token")
	if id == "" || token == "" {
		return channel.Offer{}, false
	}
	made, ok := channel.Offer{Account: id}, true
	if l.Offer != nil {
		made, ok = l.Offer(page)
	}
	made.Name = wire.Short(cmp.Or(made.Name, page.Text("name")), sapa.NameRunes)
	made.Secrets = map[string]string{"access_token": token}
	return made, ok
}
