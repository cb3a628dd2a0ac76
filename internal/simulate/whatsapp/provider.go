// Package whatsapp is a fake WhatsApp provider: it speaks the HTTP of the Graph API v24.0 as strictly as the real one,
// brings signed deliveries to a callback, and fails on request. Tests, the demo, benchmarks and people use it. Everything
// is in memory; it reaches nobody but the callback.
//
// Behind http.Server it has three faces: the Graph API below /v24.0/ (any version), the files below
// /whatsapp_business/attachments/, and a page at / on which people write as customers.
package whatsapp

import (
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// What a provider is made with when Options says nothing.
const (
	DefaultPhone       = "106540352242922"
	DefaultWABA        = "102290129340398"
	DefaultAppSecret   = meta.DefaultAppSecret
	DefaultAccessToken = meta.DefaultAccessToken
	DefaultVerifyToken = meta.DefaultVerifyToken
)

// Options says what provider to make. The zero value is one with the defaults above and no callback.
type Options struct {
	// Now is the clock that windows, expiry and limits go by; nil for the real one.
	Now func() time.Time
	// Chance gives ids and shuffles; nil for a random one.
	Chance *rand.Rand
	// Log gets one line for each delivery that failed; nil for silence.
	Log *slog.Logger
	// HTTP brings the deliveries; nil for a client that follows no redirect and waits 20 seconds.
	HTTP *http.Client
	// URL is the provider's own address without a slash at the end, for links to files; empty to take it from requests.
	URL string
	// AppSecret signs deliveries, AccessToken is what requests must show, WABA is the account's id; empty for the defaults.
	AppSecret, AccessToken, WABA string
	// Phones are the business's numbers, the first of which customers write to; empty for one with DefaultPhone.
	Phones []Phone
	// Callback is where deliveries go; empty for nowhere yet. New makes no handshake, SetCallback does.
	Callback, VerifyToken string
	// Subscribed tells that deliveries come without a POST to subscribed_apps before.
	Subscribed bool
	// Immediate answers a closed window and an unreachable recipient at once with 400 instead of a failed status later.
	Immediate bool
	// Limits bounds sending; zero for no bounds.
	Limits Limits
	// Receipts says which statuses come by themselves; zero for sent and delivered.
	Receipts Receipts
	// Retry says how deliveries are repeated while the callback does not answer 200.
	Retry Retry
	// Templates are the approved texts; nil for Samples.
	Templates []Template
	// Keep is how many requests and deliveries are remembered; zero for 10,000.
	Keep int
}

// Phone is one number of the business.
type Phone struct {
	// ID is the phone number id, Number the number as people write it.
	ID, Number, Name string
	// Quality is GREEN, YELLOW or RED, State CONNECTED or FLAGGED; empty for the first.
	Quality, State string
}

func (p Phone) digits() string { return onlyDigits(p.Number) }

// Limits bounds sending by the fake's clock.
type Limits struct {
	// PerSecond is how many messages one number may send a second; zero for no bound.
	PerSecond int
	// Pair is how often one customer may get a message after the first PairBurst ones; zero for no bound.
	Pair      time.Duration
	PairBurst int
}

// Receipts says which statuses come by themselves.
type Receipts struct {
	// None is for none at all; tests then send them by Provider.Status.
	None bool
	// Read adds a read status to sent and delivered.
	Read bool
}

// Provider is the fake. Its methods may be called from everywhere at once.
type Provider struct {
	*meta.Core
	o Options

	// What follows is guarded by the lock of the Core.
	phones    []Phone
	people    []*person
	files     map[string]*file
	links     map[string]link
	templates []Template
	refusals  []refusal
	sentAt    map[string][]time.Time
	pairs     map[string]*bucket
}

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o Options) *Provider {
	o.fill()
	core := meta.Start(meta.Options{
		Now: o.Now, Chance: o.Chance, Log: o.Log, HTTP: o.HTTP, URL: o.URL, AppSecret: o.AppSecret, AccessToken: o.AccessToken,
		Callback: o.Callback, VerifyToken: o.VerifyToken, Subscribed: o.Subscribed, Retry: o.Retry, Keep: o.Keep,
	})
	p := &Provider{
		Core: core, o: o, phones: slices.Clone(o.Phones), files: map[string]*file{}, links: map[string]link{}, templates: slices.Clone(o.Templates),
		sentAt: map[string][]time.Time{}, pairs: map[string]*bucket{},
	}
	core.Be(meta.Product{
		Route: p.handler, Files: []string{attachments}, Fail: Fail, Limit: 130429, Trouble: 131000, Pack: p.pack,
		Page: p.booth(),
	})
	return p
}

func (o *Options) fill() {
	o.WABA = or(o.WABA, DefaultWABA)
	if len(o.Phones) == 0 {
		o.Phones = []Phone{{ID: DefaultPhone, Number: "+1 555-078-3881", Name: "Acme"}}
	}
	if o.Templates == nil {
		o.Templates = Samples()
	}
}

func or[T comparable](value, other T) T { return meta.Or(value, other) }

// SetLimits bounds sending from now on; the zero value takes the bounds away.
func (p *Provider) SetLimits(l Limits) { p.Change(func() { p.o.Limits = l }) }

// SetReceipts says which statuses come by themselves from now on.
func (p *Provider) SetReceipts(r Receipts) { p.Change(func() { p.o.Receipts = r }) }

// SetImmediate says whether a closed window and an unreachable recipient are answered at once with 400.
func (p *Provider) SetImmediate(on bool) { p.Change(func() { p.o.Immediate = on }) }
