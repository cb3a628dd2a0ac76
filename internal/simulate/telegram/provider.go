// Package telegram is a fake Telegram: it speaks the HTTP of the Bot API as strictly as the real one, lets updates be
// fetched or brings them to a webhook, and fails on request. Tests, the demo and people use it. Everything is in memory;
// it reaches nobody but the webhook.
//
// Two independent clients, grammY 1.46 and telegraf 4.16, work with it as with the real one: long polling, webhook with its
// secret, files both ways, edits, reactions, buttons, retry_after.
//
// Behind http.Server it has three faces: the Bot API below /bot<token>/, the files below /file/bot<token>/, and a page at /
// on which people write as customers.
package telegram

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// What a provider is made with when Options says nothing.
const (
	DefaultToken  = "123456789:AAFakeTokenOfTheSimulator-0123456789"
	DefaultName   = "Toko Kain Nusantara"
	DefaultHandle = "toko_kain_bot"
)

// Options says what provider to make. The zero value is one with the defaults above.
type Options struct {
	// Now is the clock of messages and limits; nil for the real one.
	Now func() time.Time
	// Log gets one line for each delivery that failed; nil for silence.
	Log *slog.Logger
	// HTTP brings the deliveries; nil for a client that waits 20 seconds.
	HTTP *http.Client
	// URL is the provider's own address without a slash at the end; empty when it is not known.
	URL string
	// Token is what requests must show, Name and User are the bot's; empty for the defaults.
	Token, Name, User string
	// Plain takes webhooks without https, as the real one does not.
	Plain bool
	// Limits bounds sending; zero for no bounds.
	Limits Limits
	// FirstRetry is the wait before a webhook that failed is called again; it doubles with each time, up to a minute. Zero
	// for a second.
	FirstRetry time.Duration
	// FirstUpdate is the number of the first update; zero for 900000000.
	FirstUpdate int64
	// Keep is how many requests and deliveries are remembered; zero for 10,000.
	Keep int
}

// Limits bounds sending by the fake's clock.
type Limits struct {
	// Pair is how long to wait between two messages to one customer, Burst how many may follow each other before; zero for
	// no bound.
	Pair  time.Duration
	Burst int
}

// Provider is the fake. Its methods may be called from everywhere at once.
type Provider struct {
	*booth.Stage
	o        Options
	client   *http.Client
	url      string
	dead     bool // the token was revoked
	people   []*person
	files    map[string]*file
	message  int64 // the newest message's number
	made     int   // for ids of files and queries
	queries  map[string]bool
	queue    []update
	number   int64 // of the newest update
	poll     int   // of the newest getUpdates; an older one ends when a newer comes
	polling  int   // requests for updates that are held now
	rival    bool  // another program fetches the updates
	hook     hook
	mode     Mode
	held     bool
	working  bool
	underway int // deliveries that wait for a repetition
	faults   booth.Script[Fault]
	sent     map[int64][]time.Time
	requests []Request
	brought  []Delivery
}

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o Options) *Provider {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 20 * time.Second}
	}
	o.URL = strings.TrimSuffix(o.URL, "/")
	o.Token, o.Name, o.User = cmp.Or(o.Token, DefaultToken), cmp.Or(o.Name, DefaultName), cmp.Or(o.User, DefaultHandle)
	o.FirstRetry, o.FirstUpdate, o.Keep = cmp.Or(o.FirstRetry, time.Second), cmp.Or(o.FirstUpdate, 900_000_000), cmp.Or(o.Keep, 10_000)
	return &Provider{
		Stage: booth.NewStage(), o: o, client: o.HTTP, url: o.URL, files: map[string]*file{},
		message: 1300, queries: map[string]bool{}, number: o.FirstUpdate - 1, sent: map[int64][]time.Time{},
	}
}

// Settle waits until nothing waits to be fetched or brought that is not held.
func (p *Provider) Settle(ctx context.Context) error {
	return p.Await(ctx, func() bool {
		p.Lock()
		defer p.Unlock()
		return p.underway == 0 && !p.working && (p.held || len(p.queue) == 0)
	})
}

// Waiting is how many updates wait to be fetched or brought.
func (p *Provider) Waiting() int {
	p.Lock()
	defer p.Unlock()
	return len(p.queue)
}

// URL is the provider's own address; empty when nobody has said.
func (p *Provider) URL() string {
	p.Lock()
	defer p.Unlock()
	return p.url
}

// SetURL says at which address the provider is reached.
func (p *Provider) SetURL(url string) { p.Change(func() { p.url = strings.TrimSuffix(url, "/") }) }

// SetLimits bounds sending from now on; the zero value takes the bounds away.
func (p *Provider) SetLimits(l Limits) { p.Change(func() { p.o.Limits = l }) }

// Revoke makes the token die, as BotFather's /revoke does; false revives it.
func (p *Provider) Revoke(on bool) { p.Change(func() { p.dead = on }) }

// Compete is another program that fetches the bot's updates: each getUpdates but its own ends with 409.
func (p *Provider) Compete(on bool) { p.Change(func() { p.rival = on }) }

// ConnectValues are what to fill in to connect with the fake.
func (p *Provider) ConnectValues() []booth.ConnectValue {
	return []booth.ConnectValue{{Name: "bot_token", Label: "Bot token", Value: p.o.Token}}
}
