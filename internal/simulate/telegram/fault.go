package telegram

import (
	"cmp"
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// FaultKind is a way to fail.
type FaultKind = booth.FaultKind

// The ways to fail.
const (
	FaultError     = booth.FaultError
	FaultBusy      = booth.FaultBusy
	FaultEmpty     = booth.FaultEmpty
	FaultHang      = booth.FaultHang
	FaultReset     = booth.FaultReset
	FaultCut       = booth.FaultCut
	FaultHangAfter = booth.FaultHangAfter
	FaultGarbage   = booth.FaultGarbage
	FaultLate      = booth.FaultLate
)

// Fault is a failure to come.
type Fault struct {
	// On is the method that fails; empty for every one that sends a message, "any" for all.
	On   string
	Kind FaultKind
	// Code and Says are the error; zero and empty for 500.
	Code int
	Says string
	// RetryAfter is what 429 says; zero for a second.
	RetryAfter time.Duration
}

// FailNext makes the next n requests fail. What was asked for before comes first.
func (p *Provider) FailNext(n int, f Fault) {
	p.Change(func() { p.faults.Add(n, f) })
}

// Faults is how many failures are to come still.
func (p *Provider) Faults() int {
	p.Lock()
	defer p.Unlock()
	return p.faults.Left()
}

// Heal forgets every failure that was asked for.
func (p *Provider) Heal() {
	p.Change(func() {
		p.faults, p.dead, p.rival, p.mode, p.held = nil, false, false, Mode{}, false
		p.kick()
	})
}

// sends tells whether a method makes a message.
func sends(method string) bool {
	return len(method) > 4 && method[:4] == "send" && method != "sendChatAction"
}

// takeFault is the next failure for a method; nil for none.
func (p *Provider) takeFault(method string) *Fault {
	p.Lock()
	defer p.Unlock()
	f := p.faults.Take(func(f Fault) bool { return f.On == method || f.On == "any" || f.On == "" && sends(method) })
	if f != nil {
		p.Stage.Tell()
	}
	return f
}

// play answers with the failure instead of the truth.
func (p *Provider) play(c *call, f *Fault) {
	switch f.Kind {
	case FaultEmpty:
		c.w.WriteHeader(http.StatusServiceUnavailable)
	case FaultHang, FaultHangAfter:
		select {
		case <-c.r.Context().Done():
		case <-p.Context().Done():
		}
		c.w.cut = true
	case FaultReset, FaultCut:
		c.w.cut = true
	case FaultGarbage:
		c.w.Header().Set("Content-Type", "text/html")
		_, _ = c.w.Write([]byte(booth.Garbage))
	case FaultLate:
		(&apiError{code: http.StatusBadGateway, description: "Bad Gateway"}).write(c.w)
	case FaultBusy:
		tooMany(cmp.Or(f.RetryAfter, time.Second)).write(c.w)
	default:
		(&apiError{code: cmp.Or(f.Code, http.StatusInternalServerError), description: cmp.Or(f.Says, "Internal Server Error")}).write(c.w)
	}
}
