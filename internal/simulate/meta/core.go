// Package meta is what the simulators of Meta's products share: the Graph API's requests and errors, failures on request,
// signed deliveries with all their mishaps, and the page on which people write as customers. A product embeds a Core and
// says what is particular about it.
package meta

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// What a simulator is made with when Options says nothing.
const (
	DefaultAppSecret   = "3f1c0de5app5ecret"
	DefaultAccessToken = "EAAJBfakeTokenOfTheSimulator"
	DefaultVerifyToken = "sapa-simulator"
)

// Options are those that every simulator has. The zero value is one with the defaults above and no callback.
type Options struct {
	// Now is the clock that windows, expiry and limits go by; nil for the real one.
	Now func() time.Time
	// Chance gives ids and shuffles; nil for a random one.
	Chance *rand.Rand
	// Log gets one line for each delivery that failed; nil for silence.
	Log *slog.Logger
	// HTTP brings the deliveries; nil for a client that follows no redirect and waits 20 seconds.
	HTTP *http.Client
	// URL is the simulator's own address without a slash at the end, for links to files; empty to take it from requests.
	URL string
	// AppSecret signs deliveries, AccessToken is what requests must show; empty for the defaults.
	AppSecret, AccessToken string
	// Callback is where deliveries go; empty for nowhere yet. New makes no handshake, SetCallback does.
	Callback, VerifyToken string
	// Subscribed tells that deliveries come without a POST to subscribed_apps before.
	Subscribed bool
	// Retry says how deliveries are repeated while the callback does not answer 200.
	Retry Retry
	// Keep is how many requests and deliveries are remembered; zero for 10,000.
	Keep int
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

// HandlerFunc does what a request asks for. A nil result has been written already.
type HandlerFunc func(*Call) (any, *GraphError)

// Product is what is particular about a simulator.
type Product struct {
	// Route finds what a path asks for and names the operation; nil when there is no such path. A file has no parts.
	Route func(c *Call, parts []string) HandlerFunc
	// Files are the paths of files, which lie outside of the API's versions.
	Files []string
	// Folder is the path below which everything is a file; empty for none.
	Folder string
	// Fail is the product's error of a code, Limit the code for too much, Trouble that for trouble of its own.
	Fail           func(code int) *GraphError
	Limit, Trouble int
	// Pack puts updates into one body; the lock is held.
	Pack func([]any) []byte

	// Page is the page on which people write as customers; where it is, what changes and when it ends is the Core's to say.
	Page booth.Page
	// Token tells whether a token may be shown besides Options.AccessToken; nil for none.
	Token func(token string) bool
}

// Core is the shared part of a simulator, embedded in the product's. Its methods may be called from everywhere at once;
// its lock guards the product's state as well.
type Core struct {
	*booth.Stage
	product Product
	o       Options
	client  *http.Client

	url        string
	callback   string
	verify     string
	subscribed bool
	denied     bool // permissions taken away
	tokenFault int  // subcode of a dead token; zero for a good one
	faults     booth.Script[Fault]
	requests   []Request
	deliveries []Delivery
	mode       Mode
	queue      []any
	held       bool
	gathering  bool
	working    bool
	underway   int // deliveries that are on their way or wait for a repetition
	spoil      int
	number     int // of the newest delivery
}

// Start makes the shared part. It begins nothing by itself; Close ends what deliveries have begun.
func Start(o Options) *Core {
	o.fill()
	return &Core{
		Stage: booth.NewStage(), o: o, client: o.HTTP, url: o.URL, callback: o.Callback, verify: o.VerifyToken,
		subscribed: o.Subscribed,
	}
}

// Be says what is particular, before anything else is done.
func (p *Core) Be(product Product) { p.product = product }

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
	o.AppSecret = Or(o.AppSecret, DefaultAppSecret)
	o.AccessToken = Or(o.AccessToken, DefaultAccessToken)
	o.VerifyToken = Or(o.VerifyToken, DefaultVerifyToken)
	o.Retry.First = Or(o.Retry.First, time.Second)
	o.Retry.Most = Or(o.Retry.Most, 5*time.Minute)
	o.Retry.Times = Or(o.Retry.Times, 60)
	o.Keep = Or(o.Keep, 10_000)
}

// Or is the first that is not zero.
func Or[T comparable](value, other T) T {
	var zero T
	if value == zero {
		return other
	}
	return value
}

// Now is the simulator's time.
func (p *Core) Now() time.Time { return p.o.Now() }

// Account is what requests must show and what deliveries are signed with.
func (p *Core) Account() (accessToken, appSecret string) { return p.o.AccessToken, p.o.AppSecret }

// Settle waits until every delivery that is not held has been taken with 200 or been given up.
func (p *Core) Settle(ctx context.Context) error {
	return p.Await(ctx, func() bool {
		p.Lock()
		defer p.Unlock()
		return p.underway == 0 && !p.working && !p.gathering && (p.held || len(p.queue) == 0)
	})
}

// SetSubscribed says whether the app gets the account's deliveries, as the API's subscribed_apps does.
func (p *Core) SetSubscribed(on bool) { p.Change(func() { p.subscribed = on }) }

// Subscribed tells whether the app gets the account's deliveries.
func (p *Core) Subscribed() bool {
	p.Lock()
	defer p.Unlock()
	return p.subscribed
}

// Letters are those of which random words are made.
const Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// trace is an fbtrace_id.
func (p *Core) trace() string {
	p.Lock()
	defer p.Unlock()
	return "A" + p.Random(Letters, 22)
}

// Random is a text of these characters; the lock is held.
func (p *Core) Random(of string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = of[p.o.Chance.IntN(len(of))]
	}
	return string(b)
}
