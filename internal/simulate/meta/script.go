package meta

import (
	"net/http"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// Operation is what a request to the Graph API asks for.
type Operation string

// The operations that every product has; OpAny stands for all of them.
const (
	OpSend  Operation = "send"
	OpBytes Operation = "bytes" // a file itself
	OpAny   Operation = "any"
)

// FaultKind is a way to fail.
type FaultKind = booth.FaultKind

// The ways to fail.
const (
	FaultError     = booth.FaultError
	FaultBusy      = booth.FaultBusy
	FaultEmpty     = booth.FaultEmpty
	FaultGone      = booth.FaultGone
	FaultHang      = booth.FaultHang
	FaultReset     = booth.FaultReset
	FaultCut       = booth.FaultCut
	FaultHangAfter = booth.FaultHangAfter
	FaultGarbage   = booth.FaultGarbage
	FaultLate      = booth.FaultLate
)

// Fault is a failure to come.
type Fault struct {
	// On is the operation that fails; empty for OpSend.
	On   Operation
	Kind FaultKind
	// Code is the Graph API's error; zero for the product's code for trouble of its own, or for a limit with FaultBusy.
	Code int
	// RetryAfter goes into the header of that name, in whole seconds; zero for no header.
	RetryAfter time.Duration
	// Status replaces the HTTP status; zero for the usual one.
	Status int
}

// FailNext makes the next n requests fail. What was asked for before comes first.
func (p *Core) FailNext(n int, f Fault) {
	f.On = Or(f.On, OpSend)
	p.Change(func() { p.faults.Add(n, f) })
}

// Heal forgets every failure that was asked for: scripted ones, dead tokens, permissions, modes of delivery and holding.
func (p *Core) Heal() {
	p.Change(func() {
		p.faults, p.tokenFault, p.denied, p.mode, p.spoil, p.held = nil, 0, false, Mode{}, 0, false
		p.Kick()
	})
}

// KillToken makes the token die with a subcode: 463 has expired, 460 password changed, 467 invalid. Zero revives it.
func (p *Core) KillToken(subcode int) { p.Change(func() { p.tokenFault = subcode }) }

// Renew makes the token and its permissions good again, as signing in anew does.
func (p *Core) Renew() { p.Change(func() { p.tokenFault, p.denied = 0, false }) }

// DenyPermission answers every request with error 10 until it is called with false.
func (p *Core) DenyPermission(on bool) { p.Change(func() { p.denied = on }) }

// takeFault is the next failure for an operation; nil for none.
func (p *Core) takeFault(op Operation) *Fault {
	p.Lock()
	defer p.Unlock()
	f := p.faults.Take(func(f Fault) bool { return f.On == op || f.On == OpAny })
	if f != nil {
		p.Tell()
	}
	return f
}

// play answers with the failure instead of the truth.
func (p *Core) play(c *Call, f *Fault) {
	switch f.Kind {
	case FaultEmpty:
		c.W.WriteHeader(Or(f.Status, http.StatusServiceUnavailable))
	case FaultGone:
		c.W.WriteHeader(Or(f.Status, http.StatusNotFound))
	case FaultHang:
		if c.Op == OpBytes {
			c.begin()
		}
		p.hang(c)
	case FaultHangAfter:
		p.hang(c)
	case FaultReset, FaultCut:
		c.W.cut = true
	case FaultGarbage:
		c.W.Header().Set("Content-Type", "text/html")
		_, _ = c.W.Write([]byte(booth.Garbage))
	case FaultBusy:
		c.fail(p.scripted(f, p.product.Limit, http.StatusTooManyRequests))
	default:
		c.fail(p.scripted(f, p.product.Trouble, 0))
	}
}

// begin sends the first byte of a file of a thousand.
func (c *Call) begin() {
	c.W.Header().Set("Content-Length", "1000")
	_, _ = c.W.Write([]byte{0})
	_ = http.NewResponseController(c.W.ResponseWriter).Flush()
}

// hang waits until the client gives up or the provider is closed, and then cuts the connection.
func (p *Core) hang(c *Call) {
	select {
	case <-c.R.Context().Done():
	case <-p.Context().Done():
	}
	c.W.cut = true
}

func (p *Core) scripted(f *Fault, code, status int) (*GraphError, time.Duration) {
	e := p.product.Fail(Or(f.Code, code))
	e.Status = Or(f.Status, Or(status, e.Status))
	return e, f.RetryAfter
}

func setRetryAfter(w http.ResponseWriter, after time.Duration) {
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(after.Round(time.Second)/time.Second)))
	}
}
