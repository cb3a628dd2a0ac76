package sapatest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/simulate/instagram"
	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// Page is a house beside a Messenger or an Instagram that is as strict and as faulty as the real one, and under the test's hand. Nothing
// goes on by itself: Turn lets everything happen that is due on the house's clock.
type Page struct {
	*House
	Fake *fake.Provider
	// Kind is that of the channel.
	Kind   string
	people int // made so far to comment
	// Channel is the public id of the connected Page, Key what its provider addresses it by; empty before it is connected.
	Channel, Key string
}

// Messenger starts a house beside a Messenger, with the operator's app set up and nothing connected.
func Messenger(t testing.TB, e Engine) *Page {
	t.Helper()
	return besidePage(t, e, "fb_messenger", messenger.New)
}

// Instagram starts a house beside an Instagram, with the operator's app set up and nothing connected.
func Instagram(t testing.TB, e Engine) *Page {
	t.Helper()
	return besidePage(t, e, "instagram", instagram.New)
}

func besidePage(t testing.TB, e Engine, kind string, made func(fake.Options) *fake.Provider) *Page {
	t.Helper()
	p := &Page{Kind: kind}
	p.House = Site{Adjust: func(o *app.Options) {
		p.Fake = made(fake.Options{
			Options: meta.Options{Now: o.Now, Retry: meta.Retry{First: time.Millisecond, Most: 8 * time.Millisecond, Times: 4}},
			Pages: []fake.Page{
				{ID: fake.DefaultPage, Name: "Toko Melati", Account: fake.DefaultAccount, Username: "toko.melati"},
				{ID: "1906385232743999", Name: "Toko Cabang", Account: "17841405793187999", Username: "toko.cabang"}, {ID: "1906385232743998", Name: "Tanpa akun"},
			},
		})
		server := httptest.NewServer(p.Fake)
		p.Fake.SetURL(server.URL)
		t.Cleanup(func() {
			p.Fake.Close()
			server.CloseClientConnections()
			server.Close()
		})
		o.Config.GraphURL, o.Config.FacebookURL = server.URL, server.URL
		o.Config.MetaAppID, o.Config.MetaAppSecret = p.Fake.App()
	}}.House(t, e)
	return p
}

// Connect connects the Page with what was filled in by hand, as the owner does, and the provider with the house.
func (p *Page) Connect(more map[string]any) *Answer {
	p.T.Helper()
	filled := map[string]any{}
	for _, v := range p.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	for name, value := range more {
		filled[name] = value
	}
	return p.Join(map[string]any{"kind": p.Kind, "name": "Pesan toko", "config": filled})
}

// Join connects a Page with this request, and the provider with the house.
func (p *Page) Join(body map[string]any) *Answer {
	p.T.Helper()
	owner := p.As(Ratna)
	a := owner.Want(http.StatusCreated, "POST", "/api/v1/channels", body)
	p.Channel, p.Key = a.Text("id"), a.Text("setup", "public_key")
	p.must(p.Fake.SetCallback(p.T.Context(), p.URL+a.Text("setup", "hook", "path"), a.Text("setup", "hook", "verify_token")))
	owner.Want(http.StatusNoContent, "POST", "/api/v1/channels/"+p.Channel+"/subscribe", nil)
	return a
}

// SignIn signs a person in at the provider, lets them permit some Pages there, and answers what they come back with.
func (p *Page) SignIn(who *Person, pages ...string) (state, code string) {
	p.T.Helper()
	address := who.Want(http.StatusOK, "POST", "/api/v1/channels/login", map[string]any{"kind": p.Kind}, "Origin", p.URL).Text("url")
	form := url.Values{"page": pages}
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := browser.Post(address, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	p.must(err)
	defer answer.Body.Close()
	back, err := url.Parse(answer.Header.Get("Location"))
	p.must(err)
	if !strings.HasPrefix(back.String(), p.URL+"/settings/channels/login?") {
		p.T.Fatalf("%d: one comes back to %s", answer.StatusCode, back)
	}
	return back.Query().Get("state"), back.Query().Get("code")
}

// Turn lets everything happen that is due now, until nothing moves any more.
func (p *Page) Turn() {
	p.T.Helper()
	p.turn(func() {
		ctx, stop := context.WithTimeout(context.Background(), patience)
		defer stop()
		if err := p.Fake.Settle(ctx); err != nil {
			p.T.Fatal("deliveries do not come to rest: ", err)
		}
	})
}

// Later turns the clock on and lets everything happen that is due then.
func (p *Page) Later(d time.Duration) {
	p.T.Helper()
	p.Clock.Advance(d)
	p.Turn()
}

// Rina is a customer who has written "Halo", and the id of their conversation.
func (p *Page) Rina() (*fake.Customer, string) {
	p.T.Helper()
	c := p.Fake.Customer("7123456789012345", "Rina Kartika")
	c.Text("Halo")
	p.Turn()
	return c, p.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
}
