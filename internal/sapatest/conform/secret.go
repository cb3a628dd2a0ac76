package conform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// secrets lets every method fail in all ways, with a provider and a network that repeat everything they were told and
// more: none of what comes back holds a secret.
func (c Case) secrets(t *testing.T) {
	if len(c.Account.Secrets) == 0 {
		t.Error("the account has no secrets to keep")
	}
	for name, doer := range c.gossips() {
		for method, said := range c.failures(c.connect("https://api.example", doer)) {
			for secret, value := range c.kept() {
				if strings.Contains(said, value) {
					t.Errorf("%s over %s tells the %s: %s", method, name, secret, said)
				}
			}
		}
	}
}

// kept are the texts nobody may hear of.
func (c Case) kept() map[string]string {
	all := map[string]string{"verify token": c.Account.VerifyToken}
	for name, value := range c.Account.Secrets {
		all[name] = value
	}
	return all
}

// gossips are networks and providers that say all they know.
func (c Case) gossips() map[string]channel.Doer {
	everything := func(r *http.Request) string {
		text := fmt.Sprintf("%s %s %v https://cdn.example/file?token=%s", r.Method, r.URL, r.Header, c.Account.Secrets)
		for _, value := range c.kept() {
			text += " " + value
		}
		return text
	}
	all := map[string]channel.Doer{
		"a failing network": DoerFunc(func(r *http.Request) (*http.Response, error) { return nil, errors.New(everything(r)) }),
		"an answer that breaks off": DoerFunc(func(r *http.Request) (*http.Response, error) {
			return response(200, io.MultiReader(strings.NewReader(`{"`), broken{everything(r)})), nil
		}),
	}
	for _, status := range []int{200, 302, 400, 401, 403, 404, 429, 500, 503} {
		all[fmt.Sprintf("%d with the request", status)] = DoerFunc(func(r *http.Request) (*http.Response, error) {
			return response(status, strings.NewReader(everything(r))), nil
		})
		all[fmt.Sprintf("%d with a complaint", status)] = DoerFunc(func(r *http.Request) (*http.Response, error) {
			return response(status, strings.NewReader(c.Complaint(everything(r)).Body)), nil
		})
	}
	return all
}

// broken is a reader that fails with a text.
type broken struct{ text string }

func (b broken) Read([]byte) (int, error) { return 0, errors.New(b.text) }

func response(status int, body io.Reader) *http.Response {
	return &http.Response{
		Status: fmt.Sprint(status), StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
}

// failures is what each method says, by the method's name.
func (c Case) failures(one channel.Channel) map[string]string {
	ctx, said := context.Background(), map[string]string{}
	tell := func(method string, err error, more ...any) {
		said[method] = fmt.Sprintf("%v %+v %#v %+v", err, err, err, more)
	}
	if sender, ok := one.(channel.Sender); ok {
		for _, s := range c.Sends {
			receipt, err := sender.Send(ctx, s.Outbound)
			tell("Send of "+s.Name, err, receipt)
		}
	}
	if fetcher, ok := one.(channel.Fetcher); ok {
		fetched, err := fetcher.Fetch(ctx, c.Ref)
		if err == nil {
			_ = fetched.Body.Close()
		}
		tell("Fetch", err)
	}
	if checker, ok := one.(channel.Checker); ok {
		health, findings := checker.Check(ctx)
		tell("Check", nil, health, findings)
		tell("Subscribe", checker.Subscribe(ctx))
	}
	if listener, ok := one.(channel.Listener); ok {
		keep := func(context.Context, string, ...[]byte) error { return errors.New("nothing is kept here") }
		tell("Listen", listener.Listen(ctx, "", keep))
	}
	if templater, ok := one.(channel.Templater); ok {
		_, err := templater.Templates(ctx)
		tell("Templates", err)
	}
	if verifier, ok := one.(channel.Verifier); ok {
		tell("Verify", verifier.Verify(http.Header{}, nil))
	}
	_, err := one.Parse(channel.Delivery{Body: []byte("?")})
	tell("Parse", err)
	return said
}
