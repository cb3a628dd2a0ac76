package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// given fails the test unless the provider has given out so many tokens, and nobody has shown a refresh token it had
// replaced.
func given(b *sapatest.Mailbox, when string, want int) {
	b.T.Helper()
	if got, reused := b.Fake.Tokens().Asked(); got != want || reused != 0 {
		b.T.Fatalf("%s, %d tokens were given out, want %d; %d times one was shown that had been replaced", when, got, want, reused)
	}
}

// healthOf is how a channel's account does, in two words.
func healthOf(p *sapatest.Person, channel string) string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "POST", "/api/v1/channels/"+channel+"/check", nil)
	return fmt.Sprint(a.At("channel", "health", "state"), " ", a.At("channel", "health", "code"))
}

// byToken starts a house whose mailbox is signed in to by tokens, on a database and with a key that others may share.
func byToken(t *testing.T, e sapatest.Engine, adjust func(*app.Options)) *sapatest.Mailbox {
	t.Helper()
	b := sapatest.Site{Adjust: adjust}.Mailbox(t, e)
	b.Connect(b.ByToken())
	b.Listen()
	return b
}

// A mailbox whose provider replaces the refresh token each time: listening, sending and looking after the account share what
// it gives, sealed; a permission that was withdrawn shows as the channel's health, what is to be sent waits, and goes out
// once the owner has permitted it again.
func TestTokensThatAreReplaced(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := byToken(t, e, nil)
		ana, id := b.Ana()
		eko, ratna := b.As(sapatest.Eko), b.As(sapatest.Ratna)
		sent := func(text, want string) {
			t.Helper()
			eko.Send(id, map[string]any{"text": text})
			b.Turn()
			if got := eko.Last(id); got.Text != text || got.Status != want {
				t.Fatalf("%q is %q: %s %s", got.Text, got.Status, got.FailureCode, got.FailureDetail)
			}
		}
		sent("satu", "sent")
		given(b, "at first", 1)
		b.Clock.Advance(50 * time.Minute)
		sent("dua", "sent")
		given(b, "while the token lasts", 1)
		b.Clock.Advance(20 * time.Minute)
		sent("tiga", "sent")
		given(b, "when it has ended", 2)
		b.Fake.Tokens().Expire()
		sent("empat", "sent")
		given(b, "when it ended before its time", 3)
		if all := b.Dump(); strings.Contains(all, "-token-") || strings.Contains(all, "rahasia-klien") || strings.Contains(b.Log.String(), "-token-") {
			t.Error("tokens lie open")
		}
		b.Fake.Tokens().Withdraw()
		sent("lima", "queued")
		if got := healthOf(ratna, b.Channel); got != "ill token_expired" {
			t.Errorf("without permission it is %s", got)
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+b.Channel, map[string]any{"config": b.Filled(b.ByToken())})
		if got := healthOf(ratna, b.Channel); got != "well " {
			t.Errorf("with a new permission it is %s", got)
		}
		given(b, "with a new permission", 4)
		b.Turn()
		if got := eko.Last(id); got.Status != "sent" || len(ana.Inbox()) != 5 {
			t.Errorf("what waited is %s, she has %d", got.Status, len(ana.Inbox()))
		}
		given(b, "in the end", 4)
	})
}

// Two processes that need a token at the same moment show the provider each refresh token once, whatever became of a third
// that died while it was asking.
func TestTokensOfTwoProcesses(t *testing.T) {
	t.Parallel()
	const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
	b := byToken(t, sapatest.Postgres, func(o *app.Options) { o.Config.SecretKey = key })
	other := sapatest.Site{Database: b.Config.Database, Adjust: func(o *app.Options) {
		b.Beside(o)
		o.Config.SecretKey, o.Now = key, b.Clock.Now
	}}.House(t, sapatest.Postgres)
	// Whoever listens would ask as well, at a moment of its own.
	b.Deaf()
	start, _ := b.Fake.Tokens().Asked()
	for round := 1; round <= 5; round++ {
		b.Fake.Tokens().Expire()
		if round == 3 {
			b.Exec(fmt.Sprintf(`UPDATE channel_tokens SET holder = 'gone', until = %d`, b.Clock.Now().Add(time.Minute).UnixMicro()))
			b.Clock.Advance(time.Minute)
		}
		var all sync.WaitGroup
		for i := range 8 {
			p := []*sapatest.Person{b.As(sapatest.Ratna), other.As(sapatest.Ratna)}[i%2]
			all.Go(func() {
				if a := p.Do("POST", "/api/v1/channels/"+b.Channel+"/check", nil); a.Status != http.StatusOK || a.At("channel", "health", "state") != "well" {
					t.Errorf("round %d: %d %s", round, a.Status, a.Body)
				}
			})
		}
		all.Wait()
		given(b, fmt.Sprintf("after round %d", round), start+round)
	}
}

// What a provider gives is kept also when whoever asked for it is stopped before the answer comes: it gives nothing twice.
func TestATokenIsKeptWhenNobodyWaitsForIt(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		var b *sapatest.Mailbox
		var stopped atomic.Pointer[context.CancelFunc]
		provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if stop := stopped.Load(); stop != nil {
				(*stop)()
			}
			b.Fake.Tokens().ServeHTTP(w, r)
		}))
		t.Cleanup(provider.Close)
		b = sapatest.Site{Adjust: func(o *app.Options) { o.Config.MailTokenURL = provider.URL }}.Mailbox(t, e)
		b.Connect(b.ByToken())
		number, err := strconv.ParseInt(b.Query("SELECT id FROM channels WHERE kind = 'mailbox'")[0], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		stopped.Store(&stop)
		if _, _, err := b.Inbox.CheckChannel(ctx, b.By(sapatest.Ratna), sapa.ChannelID(number)); err == nil {
			t.Fatal("it was not stopped")
		}
		given(b, "for the one who was stopped", 1)
		stopped.Store(nil)
		if got := healthOf(b.As(sapatest.Ratna), b.Channel); got != "well " {
			t.Errorf("afterwards it is %s", got)
		}
		given(b, "afterwards", 1)
	})
}
