// Package company is a fake system of a company's own, such as a shop's: it brings what its customers write to Sapa's
// channel `api`, takes what is answered, and fails on request. Tests, the demo and people use it. Everything is in memory;
// it reaches nobody but Sapa.
//
// Behind http.Server it has three faces: /sapa takes what Sapa asks for, /files/ has what customers sent, and a page at / on
// which people write as customers.
package company

import (
	"cmp"
	"embed"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// DefaultName is the company's when Options has none.
const DefaultName = "Toko Kain Nusantara"

// Options says what system to make. The zero value is one that is connected with nothing.
type Options struct {
	// Now is the clock of messages and signatures; nil for the real one.
	Now func() time.Time
	// Log gets one line for each delivery that failed; nil for silence.
	Log *slog.Logger
	// HTTP brings deliveries and fetches files; nil for a client that waits 20 seconds.
	HTTP *http.Client
	// URL is the system's own address without a slash at the end; empty when it is not known.
	URL string
	// Name is the company's; empty for the default.
	Name string
	// Callback is the channel's address in Sapa, Secret what both sides sign with; empty when nobody has said.
	Callback, Secret string
	// FirstRetry is the wait before a delivery that failed is brought again; it doubles with each time, up to a minute. Zero
	// for a second.
	FirstRetry time.Duration
	// Keep is how many calls and deliveries are remembered; zero for 10,000.
	Keep int
}

// Provider is the fake. Its methods may be called from everywhere at once.
type Provider struct {
	*booth.Stage
	o        Options
	url      string
	callback string
	secrets  []string // the newest first
	people   []*person
	files    map[string]booth.File
	answers  map[string]answer // by the id of the call
	made     int               // for ids
	queue    []event
	mode     Mode
	held     bool
	working  bool
	underway int // files that are being fetched
	spoil    int
	faults   booth.Script[Fault]
	calls    []Call
	brought  []Delivery
}

// New makes a system. It starts nothing by itself; Close ends what deliveries have started.
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
	o.Name, o.FirstRetry, o.Keep = cmp.Or(o.Name, DefaultName), cmp.Or(o.FirstRetry, time.Second), cmp.Or(o.Keep, 10_000)
	p := &Provider{Stage: booth.NewStage(), o: o, files: map[string]booth.File{}, answers: map[string]answer{}, callback: o.Callback}
	p.SetURL(o.URL)
	if o.Secret != "" {
		p.secrets = []string{o.Secret}
	}
	return p
}

// URL is the system's own address; empty when nobody has said.
func (p *Provider) URL() string {
	p.Lock()
	defer p.Unlock()
	return p.url
}

// SetURL says at which address the system is reached.
func (p *Provider) SetURL(url string) { p.Change(func() { p.url = strings.TrimSuffix(url, "/") }) }

// Address is where the system takes what Sapa asks for: what is filled in for the channel.
func (p *Provider) Address() string { return p.URL() + "/sapa" }

// Connect says where Sapa's channel is and what is signed with.
func (p *Provider) Connect(callback, secret string) {
	callback, secret = strings.TrimSpace(callback), strings.TrimSpace(secret)
	p.Change(func() {
		p.callback, p.secrets = callback, []string{secret}
		p.kick()
	})
}

// Learn adds a new secret, with which is signed from now on. Calls that are signed with a former one are taken still.
func (p *Provider) Learn(secret string) {
	p.Change(func() {
		p.secrets = append([]string{strings.TrimSpace(secret)}, p.secrets...)
		p.kick()
	})
}

// ServeHTTP is what the system answers.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, isFile := strings.CutPrefix(r.URL.Path, "/files/")
	switch {
	case r.URL.Path == "/sapa":
		p.take(w, r)
	case isFile:
		p.serveFile(w, id)
	default:
		p.page().ServeHTTP(w, r)
	}
}

// serveFile hands out what a customer sent. The id is in nobody's hands but Sapa's.
func (p *Provider) serveFile(w http.ResponseWriter, id string) {
	p.Lock()
	f, ok := p.files[id]
	p.Unlock()
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", f.Type)
	_, _ = w.Write(f.Bytes)
}

// ForgetFiles removes every file that customers sent.
func (p *Provider) ForgetFiles() { p.Change(func() { clear(p.files) }) }

//go:embed page
var pageFiles embed.FS

func (p *Provider) page() *booth.Page {
	return &booth.Page{
		Name: "api", Provider: "API", Files: pageFiles, URL: p.URL, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: booth.Receive(p.known, largestFile, send),
		Media: func(id string) (booth.File, bool) {
			p.Lock()
			defer p.Unlock()
			f, ok := p.files[id]
			return f, ok
		},
		Watch: p.Watch, Ended: p.Context().Done(),
	}
}
