// Package whatsapp is a fake WhatsApp provider: it speaks the HTTP of the Graph API v24.0 as strictly as the real one,
// brings signed deliveries to a callback, and fails on request. Tests, the demo, benchmarks and people use it. Everything
// is in memory; it reaches nobody but the callback.
//
// Behind http.Server it has three faces: the Graph API below /v24.0/ (any version), the files below
// /whatsapp_business/attachments/, and a page at / on which people write as customers.
package whatsapp

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// What a provider is made with when Options says nothing.
const (
	DefaultPhone       = "106540352242922"
	DefaultWABA        = "102290129340398"
	DefaultAppSecret   = "3f1c0de5app5ecret"
	DefaultAccessToken = "EAAJBfakeTokenOfTheSimulator"
	DefaultVerifyToken = "sapa-simulator"
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

// Retry says how deliveries are repeated.
type Retry struct {
	// First is the wait before the second try; it doubles with each. Zero for a second.
	First time.Duration
	// Most is the longest wait; zero for five minutes.
	Most time.Duration
	// Times is how often at most; zero for 60.
	Times int
}

// Provider is the fake. Its methods may be called from everywhere at once.
type Provider struct {
	o      Options
	client *http.Client
	ctx    context.Context
	stop   context.CancelFunc
	tasks  sync.WaitGroup

	mu         sync.Mutex
	closed     bool
	version    int           // grows with each change
	changed    chan struct{} // closed with each change
	chance     *rand.Rand
	url        string
	callback   string
	verify     string
	subscribed bool
	denied     bool // permissions taken away
	tokenFault int  // subcode of a dead token; zero for a good one
	phones     []Phone
	people     []*person
	files      map[string]*file
	links      map[string]link
	templates  []Template
	faults     []script
	refusals   []refusal
	requests   []Request
	deliveries []Delivery
	mode       Mode
	queue      []update
	held       bool
	gathering  bool
	working    bool
	underway   int // deliveries that are on their way or wait for a repetition
	spoil      int
	number     int // of the newest delivery
	sentAt     map[string][]time.Time
	pairs      map[string]*bucket
}

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o Options) *Provider {
	o.fill()
	ctx, stop := context.WithCancel(context.Background())
	p := &Provider{
		o: o, client: o.HTTP, ctx: ctx, stop: stop, changed: make(chan struct{}), chance: o.Chance, url: o.URL,
		callback: o.Callback, verify: o.VerifyToken, subscribed: o.Subscribed, phones: slices.Clone(o.Phones),
		files: map[string]*file{}, links: map[string]link{}, templates: slices.Clone(o.Templates),
		sentAt: map[string][]time.Time{}, pairs: map[string]*bucket{},
	}
	return p
}

func (o *Options) fill() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Chance == nil {
		o.Chance = rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{
			Timeout:       20 * time.Second,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	o.URL = strings.TrimSuffix(o.URL, "/")
	o.AppSecret = or(o.AppSecret, DefaultAppSecret)
	o.AccessToken = or(o.AccessToken, DefaultAccessToken)
	o.WABA = or(o.WABA, DefaultWABA)
	o.VerifyToken = or(o.VerifyToken, DefaultVerifyToken)
	if len(o.Phones) == 0 {
		o.Phones = []Phone{{ID: DefaultPhone, Number: "+1 555-078-3881", Name: "Acme"}}
	}
	if o.Templates == nil {
		o.Templates = Samples()
	}
	o.Retry.First = or(o.Retry.First, time.Second)
	o.Retry.Most = or(o.Retry.Most, 5*time.Minute)
	o.Retry.Times = or(o.Retry.Times, 60)
	o.Keep = or(o.Keep, 10_000)
}

// or is the first that is not zero.
func or[T comparable](value, other T) T {
	var zero T
	if value == zero {
		return other
	}
	return value
}

// Close stops deliveries and hanging answers, and waits for them.
func (p *Provider) Close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.stop()
	p.tasks.Wait()
}

// change runs f with the lock held and tells everybody who waits.
func (p *Provider) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	p.tell()
}

// tell wakes those who wait for a change; the lock is held.
func (p *Provider) tell() {
	p.version++
	close(p.changed)
	p.changed = make(chan struct{})
}

// Await waits until ok is true, looking again after each change. The lock is not held while ok runs.
func (p *Provider) Await(ctx context.Context, ok func() bool) error {
	for {
		p.mu.Lock()
		changed := p.changed
		p.mu.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Settle waits until every delivery that is not held has been taken with 200 or been given up.
func (p *Provider) Settle(ctx context.Context) error {
	return p.Await(ctx, func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.underway == 0 && !p.working && !p.gathering && (p.held || len(p.queue) == 0)
	})
}

// SetLimits bounds sending from now on; the zero value takes the bounds away.
func (p *Provider) SetLimits(l Limits) { p.change(func() { p.o.Limits = l }) }

// SetReceipts says which statuses come by themselves from now on.
func (p *Provider) SetReceipts(r Receipts) { p.change(func() { p.o.Receipts = r }) }

// SetImmediate says whether a closed window and an unreachable recipient are answered at once with 400.
func (p *Provider) SetImmediate(on bool) { p.change(func() { p.o.Immediate = on }) }

// SetSubscribed says whether the app gets the account's deliveries, as the API's subscribed_apps does.
func (p *Provider) SetSubscribed(on bool) { p.change(func() { p.subscribed = on }) }

// Subscribed tells whether the app gets the account's deliveries.
func (p *Provider) Subscribed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.subscribed
}
