package whatsapp

import (
	"net/http"
	"strconv"
	"time"
)

// Operation is what a request to the Graph API asks for.
type Operation string

// The operations.
const (
	OpSend      Operation = "send"
	OpRead      Operation = "read" // mark as read, typing
	OpUpload    Operation = "upload"
	OpMedia     Operation = "media" // where a file is
	OpBytes     Operation = "bytes" // the file itself
	OpDelete    Operation = "delete"
	OpPhone     Operation = "phone"
	OpTemplates Operation = "templates"
	OpSubscribe Operation = "subscribe"
	OpAny       Operation = "any"
)

// FaultKind is a way to fail.
type FaultKind string

// The ways to fail. The last four take the message all the same: the customer gets it, and only the answer is lost.
const (
	// FaultError answers with the Graph API's error Code.
	FaultError FaultKind = "error"
	// FaultBusy answers 429 with error 130429, or Code when it is set, and RetryAfter.
	FaultBusy FaultKind = "busy"
	// FaultEmpty answers 503 with nothing, as a proxy in between does.
	FaultEmpty FaultKind = "empty"
	// FaultGone answers 404 with nothing, as an address of a file that has run out.
	FaultGone FaultKind = "gone"
	// FaultHang never answers and takes nothing. Of a file it sends the beginning and never goes on.
	FaultHang FaultKind = "hang"
	// FaultReset cuts the connection and takes nothing.
	FaultReset FaultKind = "reset"
	// FaultCut takes the message and cuts the connection instead of answering.
	FaultCut FaultKind = "cut"
	// FaultHangAfter takes the message and never answers.
	FaultHangAfter FaultKind = "hang_after"
	// FaultGarbage takes the message and answers 200 with a page that is not JSON.
	FaultGarbage FaultKind = "garbage"
	// FaultLate takes the message and answers 500 with error 131000.
	FaultLate FaultKind = "late"
)

// takes tells whether the message is taken before the failure.
func (k FaultKind) takes() bool {
	return k == FaultCut || k == FaultHangAfter || k == FaultGarbage || k == FaultLate
}

// Fault is a failure to come.
type Fault struct {
	// On is the operation that fails; empty for OpSend.
	On   Operation
	Kind FaultKind
	// Code is the Graph API's error; zero for 131000, or 130429 for FaultBusy.
	Code int
	// RetryAfter goes into the header of that name, in whole seconds; zero for no header.
	RetryAfter time.Duration
	// Status replaces the HTTP status; zero for the usual one.
	Status int
}

type script struct {
	left  int
	fault Fault
}

type refusal struct{ left, code int }

// FailNext makes the next n requests fail. What was asked for before comes first.
func (p *Provider) FailNext(n int, f Fault) {
	f.On = or(f.On, OpSend)
	p.change(func() { p.faults = append(p.faults, script{left: n, fault: f}) })
}

// RefuseNext lets the next n messages be taken with 200 and then fail by a status with this code, as 131049 or 130472 do.
func (p *Provider) RefuseNext(n, code int) {
	p.change(func() { p.refusals = append(p.refusals, refusal{n, code}) })
}

// Heal forgets every failure that was asked for: scripted ones, dead tokens, permissions, modes of delivery and holding.
func (p *Provider) Heal() {
	p.change(func() {
		p.faults, p.refusals, p.tokenFault, p.denied, p.mode, p.spoil, p.held = nil, nil, 0, false, Mode{}, 0, false
		p.kick()
	})
}

// KillToken makes the token die with a subcode: 463 has expired, 460 password changed, 467 invalid. Zero revives it.
func (p *Provider) KillToken(subcode int) { p.change(func() { p.tokenFault = subcode }) }

// DenyPermission answers every request with error 10 until it is called with false.
func (p *Provider) DenyPermission(on bool) { p.change(func() { p.denied = on }) }

// takeFault is the next failure for an operation; nil for none.
func (p *Provider) takeFault(op Operation) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.faults {
		if f := p.faults[i].fault; f.On == op || f.On == OpAny {
			if p.faults[i].left--; p.faults[i].left <= 0 {
				p.faults = append(p.faults[:i], p.faults[i+1:]...)
			}
			p.tell()
			return &f
		}
	}
	return nil
}

// takeRefusal is the next code to fail with after a 200; zero for none. The lock is held.
func (p *Provider) takeRefusal() int {
	if len(p.refusals) == 0 {
		return 0
	}
	code := p.refusals[0].code
	if p.refusals[0].left--; p.refusals[0].left <= 0 {
		p.refusals = p.refusals[1:]
	}
	return code
}

// play answers with the failure instead of the truth.
func (p *Provider) play(c *call, f *Fault) {
	switch f.Kind {
	case FaultEmpty:
		c.w.WriteHeader(or(f.Status, http.StatusServiceUnavailable))
	case FaultGone:
		c.w.WriteHeader(or(f.Status, http.StatusNotFound))
	case FaultHang:
		if c.op == OpBytes {
			c.begin()
		}
		p.hang(c)
	case FaultHangAfter:
		p.hang(c)
	case FaultReset, FaultCut:
		c.w.cut = true
	case FaultGarbage:
		c.w.Header().Set("Content-Type", "text/html")
		_, _ = c.w.Write([]byte("<!doctype html><title>Please log in to the wireless network</title>"))
	case FaultBusy:
		c.fail(f.error(130429, http.StatusTooManyRequests))
	default:
		c.fail(f.error(131000, 0))
	}
}

// begin sends the first byte of a file of a thousand.
func (c *call) begin() {
	c.w.Header().Set("Content-Length", "1000")
	_, _ = c.w.Write([]byte{0})
	_ = http.NewResponseController(c.w.ResponseWriter).Flush()
}

// hang waits until the client gives up or the provider is closed, and then cuts the connection.
func (p *Provider) hang(c *call) {
	select {
	case <-c.r.Context().Done():
	case <-p.ctx.Done():
	}
	c.w.cut = true
}

func (f *Fault) error(code, status int) (*GraphError, time.Duration) {
	e := Fail(or(f.Code, code))
	e.Status = or(f.Status, or(status, e.Status))
	return e, f.RetryAfter
}

func setRetryAfter(w http.ResponseWriter, after time.Duration) {
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(after.Round(time.Second)/time.Second)))
	}
}
