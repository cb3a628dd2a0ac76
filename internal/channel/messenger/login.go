package messenger

import (
	"context"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// scopes are what is asked for ("pages_show_list" to choose a Page, the others to use it; spec CHN-4).
const scopes = "pages_show_list,pages_messaging,pages_manage_metadata"

// pagesOnce and pagesMost bound how many Pages are listed: an answer's, and all answers'.
const (
	pagesOnce = "100"
	pagesMost = 10
)

// login connects Pages by signing in at Facebook. Its addresses are from general knowledge of the platform's login: no
// page that could be read tells them.
type login struct{}

// Address satisfies channel.Login.
func (login) Address(app channel.App, back, state string) string {
	return app.Dialog + "/" + meta.Version + "/dialog/oauth?" + url.Values{
		"client_id": {app.ID}, "redirect_uri": {back}, "state": {state}, "response_type": {"code"}, "scope": {scopes},
	}.Encode()
}

// Accounts satisfies channel.Login. The token that comes for the code lives for an hour; the one it is changed for lives
// long, and those of the Pages, which are listed with it, do not end.
func (login) Accounts(ctx context.Context, app channel.App, back, code string) ([]channel.Offer, error) {
	short, f := token(ctx, app, url.Values{"redirect_uri": {back}, "code": {code}})
	if f != nil {
		return nil, f
	}
	long, f := token(ctx, app, url.Values{"grant_type": {"fb_exchange_token"}, "fb_exchange_token": {short}})
	if f != nil {
		return nil, f
	}
	return pages(ctx, meta.New(channel.Account{
		Base: app.Base, HTTP: app.HTTP, Secrets: map[string]string{"access_token": long, "app_secret": app.Secret},
	}, meta.Options{Proof: true}))
}

// token asks for a token as the app.
func token(ctx context.Context, app channel.App, query url.Values) (string, *channel.Failure) {
	nobody := meta.New(channel.Account{
		Base: app.Base, HTTP: app.HTTP, Secrets: map[string]string{"app_secret": app.Secret},
	}, meta.Options{})
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

// pages lists the Pages that were chosen at Facebook, over all answers.
func pages(ctx context.Context, a *meta.Account) ([]channel.Offer, error) {
	var all []channel.Offer
	query := url.Values{"fields": {"id,name,access_token"}, "limit": {pagesOnce}}
	for range pagesMost {
		answer, f := a.Get(ctx, "me/accounts", query)
		if f != nil {
			return nil, f
		}
		for _, o := range answer.Objects("data") {
			if id, token := o.Key("id"), o.Text("access_token"); id != "" && token != "" {
				all = append(all, channel.Offer{
					Account: id, Name: wire.Short(o.Text("name"), sapa.NameRunes), Secrets: map[string]string{"access_token": token},
				})
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
