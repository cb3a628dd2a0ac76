package email

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/sapa-inbox/sapa/internal/mail"
)

// visit is one connection of Sapa to the IMAP server.
type visit struct {
	*imapmemserver.UserSession
	of *Provider
	in bool
}

func (p *Provider) session(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
	p.Lock()
	defer p.Unlock()
	if p.down || p.take("imap", Unavailable) {
		return nil, nil, &imap.Error{Type: imap.StatusResponseTypeBye, Text: "the server is being repaired"}
	}
	return &visit{UserSession: imapmemserver.NewUserSession(p.box), of: p}, nil, nil
}

// AuthenticateMechanisms satisfies imapserver.SessionSASL.
func (v *visit) AuthenticateMechanisms() []string { return mechanisms }

// Authenticate satisfies imapserver.SessionSASL.
func (v *visit) Authenticate(mechanism string) (sasl.Server, error) {
	return signing(mechanism, v.Login, func(name, token string) error { return v.enter(v.of.tokens.right(name, token)) }), nil
}

// Login satisfies imapserver.Session.
func (v *visit) Login(name, password string) error {
	v.of.Lock()
	right := v.of.right(name, password)
	v.of.Unlock()
	return v.enter(right)
}

func (v *visit) enter(right bool) error {
	v.of.Lock()
	defer v.of.Unlock()
	if !right {
		v.of.note("imap", "AUTHENTICATIONFAILED", true)
		return imapserver.ErrAuthFailed
	}
	v.in = true
	v.of.sessions++
	v.of.Tell()
	return nil
}

// Close satisfies imapserver.Session.
func (v *visit) Close() error {
	v.of.Lock()
	if v.in {
		v.of.sessions--
		v.in = false
		v.of.Tell()
	}
	v.of.Unlock()
	return v.UserSession.Close()
}

// Idle satisfies imapserver.Session. It tells what came before it began as well, which the library leaves out.
func (v *visit) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	for {
		_, changed := v.of.Watch()
		if err := v.Poll(w, true); err != nil {
			return err
		}
		select {
		case <-changed:
		case <-stop:
			return nil
		case <-v.of.Context().Done():
			return nil
		}
	}
}

// right tells whether somebody may sign in. The caller holds the lock.
func (p *Provider) right(name, password string) bool {
	return !p.revoked && strings.EqualFold(name, p.options.Address) && password == p.options.Password
}

// Revoke makes the password hold no more, or again.
func (p *Provider) Revoke(on bool) {
	p.Lock()
	defer p.Unlock()
	p.revoked = on
	p.note("password", fmt.Sprint(!on), on)
}

// FaultKind says what goes wrong.
type FaultKind string

// What can go wrong with a mail that Sapa hands over, and with the line.
const (
	Busy        FaultKind = "busy"    // 451: come back later
	Refused     FaultKind = "refused" // 554: never
	Limit       FaultKind = "limit"   // 550 5.4.5: too many on a day
	Lost        FaultKind = "lost"    // taken, and the line breaks before the answer
	Cut         FaultKind = "cut"     // the line breaks before it is taken
	Hang        FaultKind = "hang"    // taken, and no answer comes, until Sapa hangs up
	Bounce      FaultKind = "bounce"  // taken, and comes back as a bounce
	Delay       FaultKind = "delay"   // taken, and a notice of a delay comes
	Unavailable FaultKind = "unavailable"
)

// Fault is what goes wrong with the next ones, so many times.
type Fault struct {
	Kind FaultKind `json:"kind"`
	Left int       `json:"left"`
}

// FailNext makes so many mails of the business go wrong, or with Unavailable, connections.
func (p *Provider) FailNext(n int, kind FaultKind) {
	p.Lock()
	defer p.Unlock()
	p.faults = append(p.faults, &Fault{kind, n})
	p.Tell()
}

// Heal takes away every failure.
func (p *Provider) Heal() {
	p.Lock()
	defer p.Unlock()
	p.faults, p.down, p.revoked = nil, false, false
	p.note("healed", "", false)
}

// next takes the fault that comes first; empty for none. The caller holds the lock.
func (p *Provider) next() FaultKind {
	i := slices.IndexFunc(p.faults, func(f *Fault) bool { return f.Kind != Unavailable })
	if i < 0 {
		return ""
	}
	kind := p.faults[i].Kind
	p.use(i)
	return kind
}

// take uses up a fault of one kind, when there is one.
func (p *Provider) take(where string, kind FaultKind) bool {
	i := slices.IndexFunc(p.faults, func(f *Fault) bool { return f.Kind == kind })
	if i < 0 {
		return false
	}
	p.use(i)
	p.note(where, string(kind), true)
	return true
}

func (p *Provider) use(i int) {
	if p.faults[i].Left--; p.faults[i].Left <= 0 {
		p.faults = slices.Delete(p.faults, i, i+1)
	}
}

// handover is one connection of Sapa to the SMTP server.
type handover struct {
	of   *Provider
	conn net.Conn
	in   bool
	to   []string
}

func (p *Provider) submission(c *smtp.Conn) (smtp.Session, error) {
	p.Lock()
	defer p.Unlock()
	if p.down || p.take("smtp", Unavailable) {
		return nil, &smtp.SMTPError{Code: 421, EnhancedCode: smtp.EnhancedCode{4, 3, 2}, Message: "the server is being repaired"}
	}
	return &handover{of: p, conn: c.Conn()}, nil
}

// AuthMechanisms satisfies smtp.AuthSession.
func (h *handover) AuthMechanisms() []string { return mechanisms }

// Auth satisfies smtp.AuthSession.
func (h *handover) Auth(mechanism string) (sasl.Server, error) {
	password := func(name, password string) error {
		h.of.Lock()
		right := h.of.right(name, password)
		h.of.Unlock()
		return h.enter(right)
	}
	return signing(mechanism, password, func(name, token string) error { return h.enter(h.of.tokens.right(name, token)) }), nil
}

func (h *handover) enter(right bool) error {
	h.of.Lock()
	defer h.of.Unlock()
	if !right {
		h.of.note("smtp", "535", true)
		return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "Username and Password not accepted"}
	}
	h.in = true
	return nil
}

// Mail satisfies smtp.Session.
func (h *handover) Mail(string, *smtp.MailOptions) error {
	if !h.in {
		return smtp.ErrAuthRequired
	}
	return nil
}

// Rcpt satisfies smtp.Session: nobody lives at a domain without a dot, nor where the name says so.
func (h *handover) Rcpt(to string, _ *smtp.RcptOptions) error {
	local, domain, _ := strings.Cut(strings.ToLower(to), "@")
	if local == "nobody" || !strings.Contains(domain, ".") {
		h.of.Lock()
		h.of.note("smtp", "550 "+to, true)
		h.of.Unlock()
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	h.to = append(h.to, strings.ToLower(to))
	return nil
}

// errHungUp ends a session without an answer.
var errHungUp = errors.New("email: hung up")

// answers are those that refuse a mail.
var answers = map[FaultKind]*smtp.SMTPError{
	Busy:    {Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted, try again later"},
	Refused: {Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "the message looks like spam"},
	Limit:   {Code: 550, EnhancedCode: smtp.EnhancedCode{5, 4, 5}, Message: "Daily user sending limit exceeded"},
}

// Data satisfies smtp.Session.
func (h *handover) Data(r io.Reader) error {
	p := h.of
	p.Lock()
	kind := p.next()
	p.Unlock()
	if kind == Cut {
		h.conn.Close()
		return errHungUp
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if no := answers[kind]; no != nil {
		p.Lock()
		p.note("smtp", no.Error(), true)
		p.Unlock()
		return no
	}
	if kind != Bounce {
		p.hand(raw, h.to)
	}
	switch kind {
	case Hang:
		_, _ = io.Copy(io.Discard, h.conn)
		return errHungUp
	case Lost:
		h.conn.Close()
		return errHungUp
	case Bounce, Delay:
		return p.Deliver(report(p, mail.Read(raw), h.to[0], kind == Bounce))
	}
	return nil
}

// Reset satisfies smtp.Session.
func (h *handover) Reset() { h.to = nil }

// Logout satisfies smtp.Session.
func (h *handover) Logout() error { return nil }
