package telegram

import (
	"cmp"
	"net/http"
	"time"
)

// FaultKind is a way to fail.
type FaultKind string

// The ways to fail. The last four take the message all the same: the customer gets it, and only the answer is lost.
const (
	// FaultError answers with the error Code and Says.
	FaultError FaultKind = "error"
	// FaultBusy answers 429 with RetryAfter.
	FaultBusy FaultKind = "busy"
	// FaultEmpty answers 503 with nothing, as a proxy in between does.
	FaultEmpty FaultKind = "empty"
	// FaultHang never answers and takes nothing.
	FaultHang FaultKind = "hang"
	// FaultReset cuts the connection and takes nothing.
	FaultReset FaultKind = "reset"
	// FaultCut takes the message and cuts the connection instead of answering.
	FaultCut FaultKind = "cut"
	// FaultHangAfter takes the message and never answers.
	FaultHangAfter FaultKind = "hang_after"
	// FaultGarbage takes the message and answers 200 with a page that is not JSON.
	FaultGarbage FaultKind = "garbage"
	// FaultLate takes the message and answers 502.
	FaultLate FaultKind = "late"
)

// takes tells whether the message is taken before the failure.
func (k FaultKind) takes() bool {
	return k == FaultCut || k == FaultHangAfter || k == FaultGarbage || k == FaultLate
}

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

type script struct {
	left  int
	fault Fault
}

// FailNext makes the next n requests fail. What was asked for before comes first.
func (p *Provider) FailNext(n int, f Fault) {
	p.change(func() { p.faults = append(p.faults, script{left: n, fault: f}) })
}

// Faults is how many failures are to come still.
func (p *Provider) Faults() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, s := range p.faults {
		n += s.left
	}
	return n
}

// Heal forgets every failure that was asked for.
func (p *Provider) Heal() {
	p.change(func() {
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
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.faults {
		f := p.faults[i].fault
		if f.On == method || f.On == "any" || f.On == "" && sends(method) {
			if p.faults[i].left--; p.faults[i].left <= 0 {
				p.faults = append(p.faults[:i], p.faults[i+1:]...)
			}
			p.tell()
			return &f
		}
	}
	return nil
}

// play answers with the failure instead of the truth.
func (p *Provider) play(c *call, f *Fault) {
	switch f.Kind {
	case FaultEmpty:
		c.w.WriteHeader(http.StatusServiceUnavailable)
	case FaultHang, FaultHangAfter:
		select {
		case <-c.r.Context().Done():
		case <-p.ctx.Done():
		}
		c.w.cut = true
	case FaultReset, FaultCut:
		c.w.cut = true
	case FaultGarbage:
		c.w.Header().Set("Content-Type", "text/html")
		_, _ = c.w.Write([]byte("<!doctype html><title>Please log in to the wireless network</title>"))
	case FaultLate:
		(&apiError{code: http.StatusBadGateway, description: "Bad Gateway"}).write(c.w)
	case FaultBusy:
		tooMany(cmp.Or(f.RetryAfter, time.Second)).write(c.w)
	default:
		(&apiError{code: cmp.Or(f.Code, http.StatusInternalServerError), description: cmp.Or(f.Says, "Internal Server Error")}).write(c.w)
	}
}
