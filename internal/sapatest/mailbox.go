package sapatest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	fake "github.com/sapa-inbox/sapa/internal/simulate/email"
)

// Mailbox is a house with a mailbox at a provider that runs inside the test. It listens for mail all the time; everything
// else happens when Turn lets it.
type Mailbox struct {
	*House
	Fake *fake.Provider
	// Channel is the public id of the connected mailbox.
	Channel string
	// tokens is the address at which the provider gives them out.
	tokens string
	// Deaf ends listening, as the end of the process does.
	Deaf func()
}

// Mail starts a house with a mailbox connected; config adds to what is filled in.
func Mail(t testing.TB, e Engine, config map[string]any) *Mailbox {
	t.Helper()
	b := Site{}.Mailbox(t, e)
	b.Connect(config)
	b.Listen()
	return b
}

// Mailbox starts a house beside a mail provider, with nothing between them.
func (s Site) Mailbox(t testing.TB, e Engine) *Mailbox {
	t.Helper()
	b := &Mailbox{Deaf: func() {}}
	adjust := s.Adjust
	s.Adjust = func(o *app.Options) {
		made, err := fake.New(fake.Options{Now: o.Now})
		if err != nil {
			t.Fatal(err)
		}
		b.Fake = made
		t.Cleanup(made.Close)
		tokens := httptest.NewServer(made.Tokens())
		t.Cleanup(tokens.Close)
		b.tokens = tokens.URL
		b.Beside(o)
		if adjust != nil {
			adjust(o)
		}
	}
	b.House = s.House(t, e)
	return b
}

// Beside lets another process of the same Sapa reach the same provider.
func (b *Mailbox) Beside(o *app.Options) {
	in, out := b.Fake.Servers()
	o.Config.MailServers, o.Config.MailTokenURL = []string{in, out}, b.tokens
}

// ByToken is what is filled in to sign in without a password, as its owner permits just now.
func (b *Mailbox) ByToken() map[string]any {
	return map[string]any{
		"provider": "gmail", "login": "oauth", "oauth_client": "klien", "oauth_secret": "rahasia-klien", "oauth_refresh": b.Fake.Tokens().Permit(), "password": nil,
	}
}

// Filled is what is filled in for the mailbox; config adds to it, or replaces it.
func (b *Mailbox) Filled(config map[string]any) map[string]any {
	filled := map[string]any{"reply_plus": "on"}
	for _, v := range b.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	for name, value := range config {
		filled[name] = value
	}
	return filled
}

// Connect connects the mailbox by the API, as the owner does; config adds to what is filled in, or replaces it.
func (b *Mailbox) Connect(config map[string]any) *Answer {
	b.T.Helper()
	filled := b.Filled(config)
	a := b.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "mailbox", "name": "Toko Kain", "config": filled})
	b.Channel = a.Text("id")
	return a
}

// Listen lets the house listen, as its process does, until Deaf or the end of the test. It returns once the mailbox's
// beginning is kept, so that what is written from now on is new.
func (b *Mailbox) Listen() {
	b.T.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = b.Inbox.RunListen(ctx) })
	b.Deaf = sync.OnceFunc(func() {
		stop()
		running.Wait()
	})
	b.T.Cleanup(b.Deaf)
	b.until("the mailbox is listened to", func() bool { _, known := b.place(); return known })
}

// place is the number of the last mail that was kept; false before there was a beginning.
func (b *Mailbox) place() (last int, known bool) {
	rows := b.Query("SELECT place FROM listening")
	if len(rows) == 0 {
		return 0, false
	}
	parts := strings.Fields(rows[0])
	if len(parts) < 3 {
		return 0, false
	}
	last, err := strconv.Atoi(parts[2])
	return last, err == nil
}

// until looks again and again until something is so.
func (b *Mailbox) until(what string, ok func() bool) {
	b.T.Helper()
	for end := time.Now().Add(patience); !ok(); {
		if time.Now().After(end) {
			b.T.Fatal("it does not come about: ", what, b.Query("SELECT place, failure_code, failure_detail FROM listening"))
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// Turn lets everything happen that is due now: mail comes and is ingested, what waits is sent, files are fetched, until
// nothing moves any more.
func (b *Mailbox) Turn() {
	b.T.Helper()
	b.turn(func() {
		b.until("all mail is kept", func() bool { last, _ := b.place(); return last >= b.Fake.Arrived() })
	})
}

// Write lets a customer write and everything happen that follows.
func (b *Mailbox) Write(c *fake.Customer, w fake.Written) string {
	b.T.Helper()
	id, err := c.Write(w)
	if err != nil {
		b.T.Fatal(err)
	}
	b.Turn()
	return id
}

// Ana is a customer who has written about an order, and the id of their conversation.
func (b *Mailbox) Ana() (*fake.Customer, string) {
	b.T.Helper()
	ana := b.Fake.Customer("ana@client.example", "Ana Lima")
	b.Write(ana, fake.Written{Subject: "Pesanan 5531", Text: "Pesanan saya sampai mana?"})
	return ana, b.Newest()
}

// Newest is the conversation in which something was said last.
func (b *Mailbox) Newest() string {
	b.T.Helper()
	return b.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
}
