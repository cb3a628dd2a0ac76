package sapatest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	fake "github.com/sapa-inbox/sapa/internal/simulate/company"
)

// Firm is a house beside a company's own system, which is connected with it and under the test's hand.
type Firm struct {
	*House
	Fake *fake.Provider
	// Channel is the public id of the channel, Key what its address ends with, Secret what both sides sign with.
	Channel, Key, Secret string
}

// Company starts a house with a company's system connected.
func Company(t testing.TB, e Engine) *Firm {
	t.Helper()
	f := Site{}.Firm(t, e)
	f.Connect()
	return f
}

// Firm starts a house beside a company's system, with nothing between them.
func (s Site) Firm(t testing.TB, e Engine) *Firm {
	t.Helper()
	f := &Firm{}
	adjust := s.Adjust
	var inside func() string
	s.Adjust = func(o *app.Options) {
		f.Fake = fake.New(fake.Options{Now: o.Now, FirstRetry: time.Millisecond, HTTP: reaching(func() string { return inside() })})
		server := httptest.NewServer(f.Fake)
		f.Fake.SetURL(server.URL)
		t.Cleanup(func() {
			f.Fake.Close()
			server.CloseClientConnections()
			server.Close()
		})
		o.Config.PrivateURLs, o.Serve.URL = []string{server.URL}, publicName
		if adjust != nil {
			adjust(o)
		}
	}
	f.House = s.House(t, e)
	inside = func() string { return strings.TrimPrefix(f.URL, "http://") }
	return f
}

// Connect connects the system by the API, as the owner does, and tells it the channel's address and secret.
func (f *Firm) Connect() {
	f.T.Helper()
	a := f.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{
		"kind": "api", "name": "Toko online", "config": map[string]any{"endpoint": f.Fake.Address()},
	})
	f.Channel, f.Key = a.Text("id"), a.Text("setup", "public_key")
	f.Fake.Connect(publicName+a.Text("setup", "hook", "path"), f.NewSecret(0))
}

// NewSecret makes the channel's secret anew; the one before counts for some hours still.
func (f *Firm) NewSecret(hours int) string {
	f.T.Helper()
	f.Secret = f.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels/"+f.Channel+"/secret", map[string]any{"keep_hours": hours}).Text("secret")
	return f.Secret
}

// Settle waits until the system has brought everything and fetched every file.
func (f *Firm) Settle() {
	f.T.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	if err := f.Fake.Settle(ctx); err != nil {
		f.T.Fatal("deliveries do not come to rest: ", err)
	}
}

// Turn lets everything happen that is due now, until nothing moves any more.
func (f *Firm) Turn() {
	f.T.Helper()
	f.turn(f.Settle)
}

// Later turns the clock on and lets everything happen that is due then.
func (f *Firm) Later(d time.Duration) {
	f.T.Helper()
	f.Clock.Advance(d)
	f.Turn()
}

// Rina is a customer who has written "Halo", and the id of her conversation.
func (f *Firm) Rina() (*fake.Customer, string) {
	f.T.Helper()
	c := f.Fake.CustomerWith(fake.Profile{ID: "c-17", Name: "Rina Kartika", Phone: "+6281234567801", Email: "rina@contoh.example", Language: "id"})
	c.Text("Halo")
	f.Turn()
	return c, f.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
}

// Check is how the channel stands, after the system was asked.
func (f *Firm) Check() (state, code string) {
	f.T.Helper()
	a := f.As(Ratna).Want(http.StatusOK, "POST", "/api/v1/channels/"+f.Channel+"/check", nil)
	return a.Text("channel", "health", "state"), a.Text("channel", "health", "code")
}
