package whatsapp

import "github.com/sapa-inbox/sapa/internal/simulate/meta"

// What the simulators of Meta's products share, under the names of this one.
type (
	Operation = meta.Operation
	FaultKind = meta.FaultKind
	Fault     = meta.Fault
	Mode      = meta.Mode
	Delivery  = meta.Delivery
	Retry     = meta.Retry
	Request   = meta.Request
)

// The ways to fail; see package meta.
const (
	FaultError     = meta.FaultError
	FaultBusy      = meta.FaultBusy
	FaultEmpty     = meta.FaultEmpty
	FaultGone      = meta.FaultGone
	FaultHang      = meta.FaultHang
	FaultReset     = meta.FaultReset
	FaultCut       = meta.FaultCut
	FaultHangAfter = meta.FaultHangAfter
	FaultGarbage   = meta.FaultGarbage
	FaultLate      = meta.FaultLate
)

// The operations.
const (
	OpSend                = meta.OpSend
	OpRead      Operation = "read" // mark as read, typing
	OpUpload    Operation = "upload"
	OpMedia     Operation = "media"      // where a file is
	OpBytes               = meta.OpBytes // the file itself
	OpDelete    Operation = "delete"
	OpPhone     Operation = "phone"
	OpTemplates Operation = "templates"
	OpSubscribe Operation = "subscribe"
	OpAny                 = meta.OpAny
)

type refusal struct{ left, code int }

// RefuseNext lets the next n messages be taken with 200 and then fail by a status with this code, as 131049 or 130472 do.
func (p *Provider) RefuseNext(n, code int) {
	p.Change(func() { p.refusals = append(p.refusals, refusal{n, code}) })
}

// Heal forgets every failure that was asked for: scripted ones, dead tokens, permissions, modes of delivery and holding.
func (p *Provider) Heal() {
	p.Change(func() { p.refusals = nil })
	p.Core.Heal()
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
