package sapatest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	fake "github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// Bot is a house with a bot at a Telegram that is as strict and as faulty as the real one, and under the test's hand. It
// listens for updates all the time; everything else happens when Turn lets it.
type Bot struct {
	*House
	Fake *fake.Provider
	// API is the address of the provider's API.
	API string
	// Channel is the public id of the connected bot, Key what its address ends with.
	Channel, Key string
	// Deaf ends listening, as the end of the process does.
	Deaf func()
}

// publicName is where the provider reaches the house that says so.
const publicName = "http://sapa.example"

// Telegram starts a house with a bot connected that fetches its updates.
func Telegram(t testing.TB, e Engine) *Bot {
	t.Helper()
	b := Site{}.Bot(t, e)
	b.Connect(nil)
	b.Listen()
	return b
}

// Bot starts a house beside a Telegram, with nothing between them.
func (s Site) Bot(t testing.TB, e Engine) *Bot {
	t.Helper()
	b := &Bot{Deaf: func() {}}
	adjust := s.Adjust
	var inside func() string
	s.Adjust = func(o *app.Options) {
		b.Fake = fake.New(fake.Options{Now: o.Now, Plain: true, FirstRetry: time.Millisecond, HTTP: reaching(func() string { return inside() })})
		server := httptest.NewServer(b.Fake)
		b.API = server.URL
		b.Fake.SetURL(server.URL)
		t.Cleanup(func() {
			b.Fake.Close()
			server.CloseClientConnections()
			server.Close()
		})
		o.Config.TelegramURL, o.Serve.URL = server.URL, publicName
		if adjust != nil {
			adjust(o)
		}
	}
	b.House = s.House(t, e)
	inside = func() string { return strings.TrimPrefix(b.URL, "http://") }
	return b
}

// reaching is a client that finds the house behind its public name.
func reaching(inside func() string) *http.Client {
	dialer := &net.Dialer{}
	return &http.Client{Timeout: patience, Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, inside())
		},
	}}
}

// Beside lets another process of the same Sapa reach the same provider.
func (b *Bot) Beside(o *app.Options) { o.Config.TelegramURL, o.Serve.URL = b.API, publicName }

// Connect connects the bot by the API, as the owner does; config adds to what is filled in, or replaces it.
func (b *Bot) Connect(config map[string]any) *Answer {
	b.T.Helper()
	filled := map[string]any{}
	for _, v := range b.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	for name, value := range config {
		filled[name] = value
	}
	a := b.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "telegram", "name": "Telegram toko", "config": filled})
	b.Channel, b.Key = a.Text("id"), a.Text("setup", "public_key")
	return a
}

// Configure changes what is filled in for the bot, as the owner does.
func (b *Bot) Configure(config map[string]any) *Answer {
	b.T.Helper()
	return b.As(Ratna).Want(http.StatusOK, "PATCH", "/api/v1/channels/"+b.Channel, map[string]any{"config": config})
}

// Listen lets the house listen, as its process does, until Deaf or the end of the test.
func (b *Bot) Listen() {
	b.T.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = b.Inbox.RunListen(ctx) })
	b.Deaf = sync.OnceFunc(func() {
		stop()
		running.Wait()
	})
	b.T.Cleanup(b.Deaf)
}

// Turn lets everything happen that is due now: updates come and are ingested, what waits is sent, files are fetched, until
// nothing moves any more.
func (b *Bot) Turn() {
	b.T.Helper()
	b.turn(b.Settle)
}

// Settle waits until every update was fetched and kept, or brought and taken.
func (b *Bot) Settle() {
	b.T.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	if err := b.Fake.Settle(ctx); err != nil {
		b.T.Fatal("updates do not come to rest: ", err)
	}
}

// Await waits until the provider stands as wished.
func (b *Bot) Await(what string, ok func() bool) {
	b.T.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	if err := b.Fake.Await(ctx, ok); err != nil {
		b.T.Fatal(what+": ", err)
	}
}

// Later turns the clock on and lets everything happen that is due then.
func (b *Bot) Later(d time.Duration) {
	b.T.Helper()
	b.Clock.Advance(d)
	b.Turn()
}

// Ana is a customer who has written "Halo", and the id of their conversation.
func (b *Bot) Ana() (*fake.Customer, string) {
	b.T.Helper()
	return b.Guest(1111111, "Ana Lima")
}

// Guest is a customer who has written "Halo", and the id of their conversation.
func (b *Bot) Guest(id int64, name string) (*fake.Customer, string) {
	b.T.Helper()
	c := b.Fake.Customer(id, name)
	c.Text("Halo")
	b.Turn()
	return c, b.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
}

// Health is how the bot's account stands, after it was asked.
func (b *Bot) Health() (state, code string, lines map[string]string) {
	b.T.Helper()
	a := b.As(Ratna).Want(http.StatusOK, "POST", "/api/v1/channels/"+b.Channel+"/check", nil)
	var out struct {
		Findings []struct{ What, Code string }
		Channel  struct{ Health struct{ State, Code string } }
	}
	a.Into(&out)
	lines = map[string]string{}
	for _, f := range out.Findings {
		lines[f.What] = f.Code
	}
	return out.Channel.Health.State, out.Channel.Health.Code, lines
}
