package company

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// event is one thing that is brought to Sapa.
type event struct {
	Type     string    `json:"type"`
	ID       string    `json:"id,omitempty"`
	At       string    `json:"at"`
	Message  string    `json:"message,omitempty"`
	Contact  *Profile  `json:"contact,omitempty"`
	By       string    `json:"by,omitempty"`
	Text     string    `json:"text,omitempty"`
	Files    []offered `json:"files,omitempty"`
	Location *Place    `json:"location,omitempty"`
	Quote    string    `json:"quote,omitempty"`
	Emoji    *string   `json:"emoji,omitempty"`
	Status   string    `json:"status,omitempty"`
	Reason   string    `json:"reason,omitempty"`
}

type offered struct {
	URL  string `json:"url"`
	Name string `json:"name,omitempty"`
	Type string `json:"type,omitempty"`
}

// Mode says how events are brought.
type Mode struct {
	// Copies is how often each delivery comes once more after it was taken.
	Copies int `json:"copies"`
	// Batch is how many events a delivery holds; zero for one.
	Batch int `json:"batch"`
	// Backwards brings the newest first.
	Backwards bool `json:"backwards"`
}

// SetMode says how events are brought from now on.
func (p *Provider) SetMode(m Mode) { p.Change(func() { p.mode = m }) }

// Hold keeps events back until Release.
func (p *Provider) Hold() { p.Change(func() { p.held = true }) }

// Release brings everything that was held, as the mode says.
func (p *Provider) Release() {
	p.Change(func() {
		p.held = false
		p.kick()
	})
}

// SpoilSignatures signs the next n deliveries wrongly. What is refused for it comes again, signed well.
func (p *Provider) SpoilSignatures(n int) { p.Change(func() { p.spoil += n }) }

// Delivery is one try to bring events.
type Delivery struct {
	Number int       `json:"number"`
	At     time.Time `json:"at"`
	Body   []byte    `json:"-"`
	Status int       `json:"status"` // zero when nothing answered
	Answer string    `json:"answer"`
	Err    string    `json:"error"`
}

// Deliveries are all tries to bring something, oldest first.
func (p *Provider) Deliveries() []Delivery {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.brought)
}

// Settle waits until nothing waits to be brought that is not held, and every file was fetched.
func (p *Provider) Settle(ctx context.Context) error {
	return p.Await(ctx, func() bool {
		p.Lock()
		defer p.Unlock()
		return p.underway == 0 && !p.working && (p.held || p.callback == "" || len(p.queue) == 0)
	})
}

// enqueue adds an event; the lock is held.
func (p *Provider) enqueue(e event) {
	p.queue = append(p.queue, e)
	p.kick()
}

// kick begins to bring what waits; the lock is held.
func (p *Provider) kick() {
	if p.held || p.working || p.Closed() || p.callback == "" || len(p.secrets) == 0 || len(p.queue) == 0 {
		return
	}
	p.working = true
	p.Go(p.work)
}

// next takes what goes into the next delivery; nil when there is nothing.
func (p *Provider) next() []byte {
	p.Lock()
	defer p.Unlock()
	if p.held || p.Closed() || len(p.queue) == 0 {
		p.working = false
		p.Tell()
		return nil
	}
	if p.mode.Backwards {
		slices.Reverse(p.queue)
	}
	n := min(max(p.mode.Batch, 1), len(p.queue))
	body, _ := json.Marshal(map[string]any{"events": p.queue[:n]})
	p.queue = slices.Delete(p.queue, 0, n)
	if p.mode.Backwards {
		slices.Reverse(p.queue)
	}
	return body
}

// work brings what waits, one delivery after the other.
func (p *Provider) work() {
	for body := p.next(); body != nil; body = p.next() {
		p.insist(body)
		p.Lock()
		copies := p.mode.Copies
		p.Unlock()
		for range copies {
			p.insist(body)
		}
	}
}

// insist brings a body until it was taken. What makes no sense to Sapa never will, and is let go.
func (p *Provider) insist(body []byte) {
	wait := p.o.FirstRetry
	for {
		status, err := p.Post(p.Context(), body)
		hopeless := status >= 400 && status < 500 && status != http.StatusForbidden && status != http.StatusTooManyRequests && status != http.StatusNotFound
		if err == nil && status < 300 || hopeless || !p.Pause(wait) {
			return
		}
		wait = min(2*wait, time.Minute)
	}
}

// Post brings a body of one's own once, well signed, and is the answer's status.
func (p *Provider) Post(ctx context.Context, body []byte) (int, error) {
	p.Lock()
	callback, secret, id := p.callback, "whsec_c29tZWJvZHkgZWxzZQ==", p.id("msg")
	if p.spoil > 0 {
		p.spoil--
	} else if len(p.secrets) > 0 {
		secret = p.secrets[0]
	}
	d := Delivery{Number: p.made, At: p.o.Now(), Body: body}
	p.Unlock()
	var err error
	if d.Status, d.Answer, err = p.post(ctx, callback, id, secret, d); err != nil {
		d.Err = err.Error()
	}
	if err != nil || d.Status >= 300 {
		p.o.Log.Warn("delivery not taken", "number", d.Number, "status", d.Status, "error", d.Err)
	}
	p.Change(func() {
		p.brought = booth.Keep(p.brought, p.o.Keep, d)
	})
	return d.Status, err
}

func (p *Provider) post(ctx context.Context, callback, id, secret string, d Delivery) (int, string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, callback, bytes.NewReader(d.Body))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Content-Type", "application/json")
	wire.Sign(r.Header, id, d.At, d.Body, secret)
	answer, err := p.o.HTTP.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4<<10))
	return answer.StatusCode, strings.TrimSpace(string(text)), err
}
