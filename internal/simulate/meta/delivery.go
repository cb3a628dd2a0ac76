package meta

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Mode is how deliveries come until another mode is set. The zero value is one at a time, in order and once.
type Mode struct {
	// Copies is how often each delivery comes again after it was taken.
	Copies int `json:"copies"`
	// Batch is how many updates one delivery holds at most; zero for one.
	Batch int `json:"batch"`
	// Shuffle takes waiting updates in any order.
	Shuffle bool `json:"shuffle"`
	// Delay is how long each delivery waits before its first try.
	Delay time.Duration `json:"delay"`
	// EarlyStatus brings a message's statuses before the answer to its send.
	EarlyStatus bool `json:"early_status"`
}

// gather is how long updates are waited for when they are to be batched or shuffled; Release does not wait.
const gather = 400 * time.Millisecond

// Delivery is one try to bring updates to the callback.
type Delivery struct {
	Number    int           `json:"number"`
	Attempt   int           `json:"attempt"` // from 1; copies go on counting
	At        time.Time     `json:"at"`
	Body      []byte        `json:"-"`
	Signature string        `json:"signature"`
	Spoiled   bool          `json:"spoiled,omitempty"` // the signature is wrong on purpose
	Updates   int           `json:"updates"`
	Status    int           `json:"status"` // zero when nothing answered
	Answer    string        `json:"answer,omitempty"`
	Err       string        `json:"error,omitempty"`
	Took      time.Duration `json:"took"`
}

// parcel is a delivery on its way.
type parcel struct {
	number, updates, attempt, copies int
	body                             []byte
}

// SetMode says how deliveries come from now on.
func (p *Core) SetMode(m Mode) { p.Change(func() { p.mode = m }) }

// Hold keeps updates back until Release.
func (p *Core) Hold() { p.Change(func() { p.held = true }) }

// Release brings everything that was held, as the mode says.
func (p *Core) Release() {
	p.Change(func() {
		p.held = false
		p.run()
	})
}

// Held is how many updates wait.
func (p *Core) Held() int {
	p.Lock()
	defer p.Unlock()
	return len(p.queue)
}

// SpoilSignatures signs the next n tries wrongly. What is refused for it comes again, signed well.
func (p *Core) SpoilSignatures(n int) { p.Change(func() { p.spoil += n }) }

// Enqueue adds updates and gets them going; the lock is held. Without a subscription they are lost, as the real one's.
func (p *Core) Enqueue(updates ...any) {
	if !p.subscribed || p.callback == "" {
		if len(updates) > 0 {
			why := "not subscribed: nothing is delivered"
			if p.subscribed {
				why = "no callback: nothing is delivered"
			}
			p.log(Delivery{At: p.o.Now(), Updates: len(updates), Body: p.product.Pack(updates), Err: why})
		}
		return
	}
	p.queue = append(p.queue, updates...)
	p.Kick()
}

// Kick starts the work when there is some; the lock is held.
func (p *Core) Kick() {
	if p.held || p.working || p.gathering || p.Closed() || len(p.queue) == 0 {
		return
	}
	if p.mode.Batch <= 1 && !p.mode.Shuffle {
		p.run()
		return
	}
	p.gathering = true
	p.After(gather, func() {
		p.Change(func() {
			p.gathering = false
			p.run()
		})
	})
}

// run starts the one that takes from the queue; the lock is held.
func (p *Core) run() {
	if p.held || p.working || p.Closed() {
		return
	}
	p.working = true
	p.Go(p.work)
}

// After calls f later unless the provider is closed before; the lock is held.
func (p *Core) After(d time.Duration, f func()) {
	p.Go(func() {
		if p.Pause(d) {
			f()
		}
	})
}

// work brings what is in the queue, one delivery after the other.
func (p *Core) work() {
	for {
		p.Lock()
		updates := p.takeUpdates()
		if updates == nil {
			p.working = false
			p.Tell()
			p.Unlock()
			return
		}
		p.underway++
		delay := p.mode.Delay
		parcel := p.wrap(updates)
		p.Unlock()
		if delay > 0 {
			p.Change(func() { p.After(delay, func() { p.try(parcel) }) })
			continue
		}
		p.try(parcel)
	}
}

// takeUpdates is what goes into the next delivery; nil when there is nothing. The lock is held.
func (p *Core) takeUpdates() []any {
	if p.held || p.Closed() || len(p.queue) == 0 {
		return nil
	}
	if p.mode.Shuffle {
		p.o.Chance.Shuffle(len(p.queue), func(i, j int) { p.queue[i], p.queue[j] = p.queue[j], p.queue[i] })
	}
	n := min(max(p.mode.Batch, 1), len(p.queue))
	updates := slices.Clone(p.queue[:n])
	p.queue = slices.Delete(p.queue, 0, n)
	return updates
}

// wrap makes a parcel; the lock is held.
func (p *Core) wrap(updates []any) *parcel {
	p.number++
	return &parcel{number: p.number, updates: len(updates), copies: p.mode.Copies, body: p.product.Pack(updates)}
}

// try posts a parcel once, and sees to the next try.
func (p *Core) try(parcel *parcel) {
	again := p.attempt(p.Context(), parcel)
	p.Change(func() {
		switch {
		case again && parcel.attempt < p.o.Retry.Times+parcel.copies && !p.Closed():
			p.After(p.o.Retry.wait(parcel.attempt), func() { p.try(parcel) })
		case !again && parcel.copies > 0 && !p.Closed():
			parcel.copies--
			p.After(0, func() { p.try(parcel) })
		default:
			p.underway--
		}
	})
}

// wait is the time after a try, the first of which is 1.
func (r Retry) wait(attempt int) time.Duration {
	d := r.First
	for i := 1; i < attempt && d < r.Most; i++ {
		d *= 2
	}
	return min(d, r.Most)
}

// attempt posts a parcel and tells whether it must come again.
func (p *Core) attempt(ctx context.Context, parcel *parcel) (again bool) {
	p.Lock()
	callback := p.callback
	parcel.attempt++
	d := Delivery{
		Number: parcel.number, Attempt: parcel.attempt, At: p.o.Now(), Body: parcel.body, Updates: parcel.updates,
		Signature: Sign(p.o.AppSecret, parcel.body),
	}
	if p.spoil > 0 {
		p.spoil--
		d.Spoiled, d.Signature = true, Sign("somebody else's secret", parcel.body)
	}
	p.Unlock()
	start := time.Now()
	d.Status, d.Answer, d.Err = p.post(ctx, callback, d.Body, d.Signature)
	d.Took = time.Since(start)
	if d.Status != http.StatusOK {
		p.o.Log.Warn("delivery not taken", "number", d.Number, "attempt", d.Attempt, "status", d.Status, "error", d.Err)
	}
	p.Change(func() { p.log(d) })
	return d.Status != http.StatusOK
}

func (p *Core) post(ctx context.Context, callback string, body []byte, signature string) (int, string, string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, callback, bytes.NewReader(body))
	if err != nil {
		return 0, "", err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "facebookexternalua")
	r.Header.Set("X-Hub-Signature-256", signature)
	answer, err := p.client.Do(r)
	if err != nil {
		return 0, "", err.Error()
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 2<<10))
	if err != nil {
		return answer.StatusCode, "", err.Error()
	}
	return answer.StatusCode, string(text), ""
}

// Bring delivers updates at once, before their cause is answered. What is refused comes again later.
func (p *Core) Bring(updates []any) {
	p.Lock()
	if !p.subscribed || p.callback == "" || p.Closed() {
		p.Enqueue(updates...)
		p.Unlock()
		return
	}
	p.underway++
	parcel := p.wrap(updates)
	p.Unlock()
	p.try(parcel)
}

// log remembers a delivery; the lock is held.
func (p *Core) log(d Delivery) { p.deliveries = booth.Keep(p.deliveries, p.o.Keep, d) }

// Deliveries are all tries to bring something, oldest first.
func (p *Core) Deliveries() []Delivery {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.deliveries)
}

// Post brings a body of one's own to the callback once, well signed, and is the answer's status.
func (p *Core) Post(ctx context.Context, body []byte) (int, error) {
	p.Lock()
	p.number++
	parcel := &parcel{number: p.number, body: body}
	p.Unlock()
	p.attempt(ctx, parcel)
	all := p.Deliveries()
	for i := len(all) - 1; i >= 0; i-- {
		if d := all[i]; d.Number == parcel.number {
			if d.Err != "" {
				return d.Status, errors.New(d.Err)
			}
			return d.Status, nil
		}
	}
	return 0, errors.New("the delivery is forgotten already: raise Keep")
}

// Replay brings an old delivery once more, by its number.
func (p *Core) Replay(ctx context.Context, number int) (int, error) {
	for _, d := range p.Deliveries() {
		if d.Number == number {
			return p.Post(ctx, d.Body)
		}
	}
	return 0, fmt.Errorf("no delivery %d", number)
}

// SetCallback asks the callback whether it wants deliveries, as the provider's dashboard does, and uses it when it does.
func (p *Core) SetCallback(ctx context.Context, callback, verifyToken string) error {
	u, err := url.Parse(callback)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is not an address", callback)
	}
	challenge := rand.Text()
	q := u.Query()
	q.Set("hub.mode", "subscribe")
	q.Set("hub.challenge", challenge)
	q.Set("hub.verify_token", verifyToken)
	asked := *u
	asked.RawQuery = q.Encode()
	if err := p.shake(ctx, asked.String(), challenge); err != nil {
		return fmt.Errorf("the callback could not be verified: %w", err)
	}
	p.Change(func() { p.callback, p.verify = callback, verifyToken })
	return nil
}

func (p *Core) shake(ctx context.Context, asked, challenge string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, asked, nil)
	if err != nil {
		return err
	}
	answer, err := p.client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	switch {
	case err != nil:
		return err
	case answer.StatusCode != http.StatusOK:
		return fmt.Errorf("it answered %s instead of 200", answer.Status)
	case strings.TrimSpace(string(text)) != challenge:
		return errors.New("it did not answer with the challenge")
	}
	return nil
}

// Callback is where deliveries go; empty for nowhere.
func (p *Core) Callback() string {
	p.Lock()
	defer p.Unlock()
	return p.callback
}
