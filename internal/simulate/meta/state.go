package meta

import (
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// State is what every page shows.
type State struct {
	Version    int             `json:"version"`
	Now        time.Time       `json:"now"`
	URL        string          `json:"url"`
	Callback   string          `json:"callback"`
	Verify     string          `json:"verify_token"`
	Subscribed bool            `json:"subscribed"`
	Mode       Mode            `json:"mode"`
	Held       bool            `json:"held"`
	Waiting    int             `json:"waiting"`
	Spoil      int             `json:"spoil"`
	Token      int             `json:"token"`
	Denied     bool            `json:"denied"`
	Faults     []StateFault    `json:"faults"`
	Requests   []StateRequest  `json:"requests"`
	Deliveries []StateDelivery `json:"deliveries"`
}

// StateFault is a failure to come.
type StateFault struct {
	Left int       `json:"left"`
	On   Operation `json:"on"`
	Kind FaultKind `json:"kind"`
	Code int       `json:"code"`
}

// StateRequest is a request as the page shows it.
type StateRequest struct {
	At     time.Time `json:"at"`
	Number int       `json:"number"`
	On     Operation `json:"on"`
	Line   string    `json:"line"`
	Body   string    `json:"body"`
	Status int       `json:"status"`
	Answer string    `json:"answer"`
}

// StateDelivery is a delivery as the page shows it.
type StateDelivery struct {
	Delivery
	Text string `json:"text"`
}

// State is what every page shows, now; the lock is held.
func (p *Core) State() State {
	s := State{
		Version: p.Version(), Now: p.o.Now(), URL: p.url, Callback: p.callback, Verify: p.verify, Subscribed: p.subscribed, Mode: p.mode, Held: p.held,
		Waiting: len(p.queue), Spoil: p.spoil, Token: p.tokenFault, Denied: p.denied,
		Faults: []StateFault{}, Requests: []StateRequest{}, Deliveries: []StateDelivery{},
	}
	for _, f := range p.faults {
		s.Faults = append(s.Faults, StateFault{f.Left, f.Fault.On, f.Fault.Kind, f.Fault.Code})
	}
	for _, r := range slices.Backward(booth.Logged(p.requests)) {
		s.Requests = append(s.Requests, StateRequest{r.At, r.Number, r.Operation, r.Method + " " + r.Path, r.Body, r.Status, r.Answer})
	}
	for _, d := range slices.Backward(booth.Logged(p.deliveries)) {
		s.Deliveries = append(s.Deliveries, StateDelivery{d, string(d.Body[:min(len(d.Body), 16<<10)])})
	}
	return s
}

// Take runs what a send does with the lock held. The updates that come of it are brought before the answer to the send where
// statuses come early, and otherwise wait for their turn.
func (p *Core) Take(send func() ([]any, *GraphError)) *GraphError {
	p.Lock()
	updates, e := send()
	early := p.mode.EarlyStatus
	if e == nil && !early {
		p.Enqueue(updates...)
	}
	p.Tell()
	p.Unlock()
	if e == nil && early && len(updates) > 0 {
		p.Bring(updates)
	}
	return e
}
