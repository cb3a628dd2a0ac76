package email

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-sasl"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// tokenBytes is the longest answer of a provider's token address that is read.
const tokenBytes = 1 << 20

// oauth fetches the tokens with which we sign in.
type oauth struct {
	http channel.Doer
	at   string
	form url.Values
	// first is the refresh token that was filled in.
	first string
	kept  channel.Tokens
}

func newOAuth(a channel.Account, p preset) *oauth {
	tenant := text(a.Config, "oauth_tenant")
	if tenant == "" {
		tenant = "common"
	}
	form := url.Values{
		"grant_type": {"refresh_token"}, "client_id": {text(a.Config, "oauth_client")},
	}
	if s := a.Secrets["oauth_secret"]; s != "" {
		form.Set("client_secret", s)
	}
	if p.scope != "" {
		form.Set("scope", p.scope)
	}
	at := strings.ReplaceAll(p.token, "{tenant}", url.PathEscape(tenant))
	if a.Base != "" && at != "" {
		at = strings.TrimSuffix(a.Base, "/") + "/token" // a simulator's
	}
	o := &oauth{http: a.HTTP, at: at, form: form, first: a.Secrets["oauth_refresh"], kept: a.Tokens}
	if o.kept == nil {
		o.kept = &unkept{}
	}
	return o
}

// pass is what we sign in with: a token, or nothing where there is a password.
type pass struct {
	token string
	// fresh tells that it was fetched just now.
	fresh bool
}

// worn tells whether a token was refused that had been fetched before: another one may do.
func (p pass) worn(f *channel.Failure) bool {
	return f != nil && f.Code == codeToken && p.token != "" && !p.fresh
}

// hide takes the token out of what a server says.
func (p pass) hide(f *channel.Failure) *channel.Failure {
	if f != nil && p.token != "" {
		f.Detail = wire.NewSecrets(p.token).Scrub(f.Detail)
	}
	return f
}

// pass is the token that counts now, which is not the spent one.
func (a *account) pass(ctx context.Context, spent string) (pass, *channel.Failure) {
	if a.oauth == nil {
		return pass{}, nil
	}
	token, fresh, err := a.oauth.kept.Access(ctx, a.oauth.first, spent, a.oauth.renew)
	if err == nil {
		return pass{token, fresh}, nil
	}
	var f *channel.Failure
	if !errors.As(err, &f) {
		f = &channel.Failure{Class: channel.Temporary, Code: wire.CodeUnavailable}
	}
	return pass{}, f
}

// renew satisfies channel.Renew.
func (o *oauth) renew(ctx context.Context, refresh string) (channel.Granted, error) {
	got, f := o.ask(ctx, refresh)
	if f != nil {
		return got, f
	}
	return got, nil
}

// ask shows the provider the refresh token.
func (o *oauth) ask(ctx context.Context, refresh string) (channel.Granted, *channel.Failure) {
	none := channel.Granted{}
	if o.at == "" {
		return none, &channel.Failure{Class: channel.Refused, Code: codeToken, Detail: "signing in by OAuth is known of Gmail and Outlook only"}
	}
	form := maps.Clone(o.form)
	form.Set("refresh_token", refresh)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, o.at, strings.NewReader(form.Encode()))
	if err != nil {
		return none, &channel.Failure{Class: channel.Refused, Code: codeToken, Detail: "the address for tokens is not valid"}
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("User-Agent", wire.Agent)
	answer, f := wire.Open(o.http, r)
	if f != nil {
		return none, wire.Again(f)
	}
	defer answer.Body.Close()
	raw, f := wire.Body(answer, tokenBytes)
	if f != nil {
		return none, wire.Again(f)
	}
	told := wire.Read(raw)
	if token := told.Text("access_token"); token != "" && answer.StatusCode < 300 {
		return channel.Granted{Access: token, Lasts: lasts(told.Text("expires_in")), Refresh: told.Text("refresh_token")}, nil
	}
	if answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests {
		return none, &channel.Failure{Class: channel.Temporary, Code: wire.CodeUnavailable, Detail: "status " + strconv.Itoa(answer.StatusCode)}
	}
	why := wire.NewSecrets(refresh, form.Get("client_secret")).Scrub(told.Text("error_description"))
	return none, &channel.Failure{
		Class: channel.Refused, Code: codeToken, Provider: wire.Short(told.Text("error"), 60), Detail: wire.Short(why, wire.DetailRunes),
	}
}

// lasts reads how many seconds a token can be used; zero when that is not told, or makes no sense.
func lasts(seconds string) time.Duration {
	n, err := strconv.Atoi(seconds)
	if err != nil || n <= 0 || n > 366*24*60*60 {
		return 0
	}
	return time.Duration(n) * time.Second
}

// unkept are the tokens of an account nobody keeps them for. It satisfies channel.Tokens.
type unkept struct {
	mu              sync.Mutex
	access, refresh string
}

// Access satisfies channel.Tokens.
func (u *unkept) Access(ctx context.Context, first, spent string, renew channel.Renew) (string, bool, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.access != "" && u.access != spent {
		return u.access, false, nil
	}
	got, err := renew(ctx, cmp.Or(u.refresh, first))
	if err != nil {
		return "", false, err
	}
	u.access, u.refresh = got.Access, cmp.Or(got.Refresh, u.refresh)
	return u.access, true, nil
}

// bearer signs in as RFC 7628 has it.
func (a *account) bearer(s server, token string) sasl.Client {
	port, _ := strconv.Atoi(s.port)
	return sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: a.login, Token: token, Host: s.host, Port: port})
}

// noBearer is the failure of a token that the server refused: the library gives up once the server has told why, and does
// not wait for its no.
func (a *account) noBearer(err error) *channel.Failure {
	var why *sasl.OAuthBearerError
	if !errors.As(err, &why) {
		return nil
	}
	return a.failure(channel.Refused, codeToken, why.Status)
}

// xoauth2 signs in as Google and Microsoft had it before there was a standard.
type xoauth2 struct{ login, token string }

// Start satisfies sasl.Client.
func (x xoauth2) Start() (string, []byte, error) {
	return "XOAUTH2", []byte("user=" + x.login + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next satisfies sasl.Client: a question is why it was refused, and is answered with nothing.
func (x xoauth2) Next(challenge []byte) ([]byte, error) {
	if len(challenge) == 0 {
		return nil, errors.New("email: an unexpected question")
	}
	return []byte{}, nil
}
