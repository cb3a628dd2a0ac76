package email

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// tokenBytes is the longest answer of a provider's token address that is read.
const tokenBytes = 1 << 20

// oauth fetches the tokens with which we sign in.
type oauth struct {
	http   channel.Doer
	at     string
	form   url.Values
	mu     sync.Mutex
	cached string
}

func newOAuth(a channel.Account, p preset) *oauth {
	tenant := text(a.Config, "oauth_tenant")
	if tenant == "" {
		tenant = "common"
	}
	form := url.Values{
		"grant_type": {"refresh_token"}, "client_id": {text(a.Config, "oauth_client")}, "refresh_token": {a.Secrets["oauth_refresh"]},
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
	return &oauth{http: a.HTTP, at: at, form: form}
}

// token is the one that was fetched for this connection of the channel, or a new one.
func (o *oauth) token(ctx context.Context) (string, *channel.Failure) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.cached != "" {
		return o.cached, nil
	}
	if o.at == "" {
		return "", &channel.Failure{Class: channel.Refused, Code: codeToken, Detail: "signing in by OAuth is known of Gmail and Outlook only"}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, o.at, strings.NewReader(o.form.Encode()))
	if err != nil {
		return "", &channel.Failure{Class: channel.Refused, Code: codeToken, Detail: "the address for tokens is not valid"}
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("User-Agent", wire.Agent)
	answer, f := wire.Open(o.http, r)
	if f != nil {
		return "", wire.Again(f)
	}
	defer answer.Body.Close()
	raw, f := wire.Body(answer, tokenBytes)
	if f != nil {
		return "", wire.Again(f)
	}
	told := wire.Read(raw)
	if token := told.Text("access_token"); token != "" && answer.StatusCode < 300 {
		o.cached = token
		return token, nil
	}
	if answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests {
		return "", &channel.Failure{Class: channel.Temporary, Code: wire.CodeUnavailable, Detail: "status " + strconv.Itoa(answer.StatusCode)}
	}
	return "", &channel.Failure{
		Class: channel.Refused, Code: codeToken, Provider: wire.Short(told.Text("error"), 60), Detail: wire.Short(told.Text("error_description"), wire.DetailRunes),
	}
}

// forget drops a token that was refused.
func (o *oauth) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cached = ""
}

// bearer signs in as RFC 7628 has it.
func (a *account) bearer(s server, token string) sasl.Client {
	port, _ := strconv.Atoi(s.port)
	return sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: a.login, Token: token, Host: s.host, Port: port})
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
