// Package email is a mail provider to try things out with: an IMAP server with the mailbox of a business, an SMTP server
// that takes what the business sends, and customers who read it and write back. Nothing leaves the machine.
package email

import (
	"bytes"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// The business's address and password when nothing else is said.
const (
	DefaultAddress  = "halo@tokokain.example"
	DefaultPassword = "kata-sandi-aplikasi"
)

// Options are what a provider begins with.
type Options struct {
	// Address is the business's, Password what Sapa must show.
	Address, Password string
	// URL is the page's own address; empty when nobody has said.
	URL string
	// Host is the one both servers listen on; empty for localhost. IMAPPort and SMTPPort are zero for any.
	Host               string
	IMAPPort, SMTPPort int
	Now                func() time.Time
	Log                *slog.Logger
}

// Provider is the simulated one. Its methods are safe for parallel use.
type Provider struct {
	*booth.Stage
	options Options
	imap    *imapserver.Server
	smtp    *smtp.Server
	imapAt  net.Listener
	smtpAt  net.Listener

	tokens   *Issuer
	url      string
	box      *imapmemserver.User
	kept     [][]byte // what is in the business's mailbox, in its order
	people   []*person
	number   int // of ids made here
	faults   []*Fault
	log      []Entry
	down     bool // no connection is taken
	revoked  bool // the password holds no more
	sessions int  // of Sapa at the IMAP server now
}

// Entry is something that happened, for the page.
type Entry struct {
	At   time.Time `json:"at"`
	What string    `json:"what"`
	Note string    `json:"note"`
	Bad  bool      `json:"bad"`
}

// New starts a provider; it runs until Close.
func New(o Options) (*Provider, error) {
	p := &Provider{Stage: booth.NewStage(), options: o, url: o.URL}
	defaults(&p.options)
	p.tokens = NewIssuer(p.options.Address)
	if err := p.renew(); err != nil {
		return nil, err
	}
	var err error
	if p.imapAt, err = listen(p.options.Host, p.options.IMAPPort); err != nil {
		return nil, err
	}
	if p.smtpAt, err = listen(p.options.Host, p.options.SMTPPort); err != nil {
		p.imapAt.Close()
		return nil, err
	}
	p.imap = imapserver.New(&imapserver.Options{
		NewSession: p.session, InsecureAuth: true, Logger: quiet{}, Caps: imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}},
	})
	p.smtp = smtp.NewServer(smtp.BackendFunc(p.submission))
	p.smtp.Domain, p.smtp.AllowInsecureAuth, p.smtp.ErrorLog = "simulator.example", true, quiet{}
	p.smtp.MaxMessageBytes, p.smtp.MaxRecipients = 35<<20, 100
	p.Go(func() { _ = p.imap.Serve(p.imapAt) })
	p.Go(func() { _ = p.smtp.Serve(p.smtpAt) })
	return p, nil
}

// Tokens gives out the tokens by which one signs in without a password.
func (p *Provider) Tokens() *Issuer { return p.tokens }

func defaults(o *Options) {
	if o.Address == "" {
		o.Address = DefaultAddress
	}
	if o.Password == "" {
		o.Password = DefaultPassword
	}
	if o.Host == "" {
		o.Host = "localhost"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

func listen(host string, port int) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort(host, fmt.Sprint(port)))
}

// quiet is a log that nobody reads: what goes wrong is seen at the other end.
type quiet struct{}

// Printf is what the servers' logs are written by.
func (quiet) Printf(string, ...any) {}

// Println is as Printf.
func (quiet) Println(...any) {}

// Close ends it.
func (p *Provider) Close() {
	p.imap.Close()
	p.smtp.Close()
	// A server that is closed before it has begun to serve does not know of its listener yet.
	p.imapAt.Close()
	p.smtpAt.Close()
	p.Stage.Close()
}

// renew makes the mailbox anew, with what is in it, under other numbers. The caller holds the lock, or nobody else is there.
func (p *Provider) renew() error {
	if p.box == nil {
		p.box = imapmemserver.NewUser(p.options.Address, p.options.Password)
	} else if err := p.box.Delete("INBOX"); err != nil {
		return err
	}
	if err := p.box.Create("INBOX", nil); err != nil {
		return err
	}
	_ = p.box.Create("Sent", &imap.CreateOptions{SpecialUse: []imap.MailboxAttr{imap.MailboxAttrSent}}) // it may be there
	for _, raw := range p.kept {
		if err := p.put(raw); err != nil {
			return err
		}
	}
	return nil
}

func (p *Provider) put(raw []byte) error {
	_, err := p.box.Append("INBOX", bytes.NewReader(raw), &imap.AppendOptions{Time: p.options.Now()})
	return err
}

// Renumber numbers the mails of the business's mailbox anew, as a server does after a repair, and hangs up.
func (p *Provider) Renumber() error {
	p.Lock()
	defer p.Unlock()
	p.note("renumbered", "", false)
	return p.renew()
}

// Deliver puts a mail, as it travels, into the business's mailbox.
func (p *Provider) Deliver(raw []byte) error {
	p.Lock()
	defer p.Unlock()
	p.kept = append(p.kept, raw)
	err := p.put(raw)
	p.note("arrived", subjectOf(raw), false)
	return err
}

// Arrived is how many mails were ever put into the business's mailbox.
func (p *Provider) Arrived() int {
	p.Lock()
	defer p.Unlock()
	return len(p.kept)
}

// SetURL says what the page's own address is.
func (p *Provider) SetURL(url string) {
	p.Lock()
	defer p.Unlock()
	p.url = url
}

// URL is the page's own address.
func (p *Provider) URL() string {
	p.Lock()
	defer p.Unlock()
	return p.url
}

// Servers are the addresses of both servers, as host:port.
func (p *Provider) Servers() (in, out string) {
	name := func(l net.Listener) string {
		_, port, _ := net.SplitHostPort(l.Addr().String())
		return net.JoinHostPort(p.options.Host, port)
	}
	return name(p.imapAt), name(p.smtpAt)
}

// Value is something to fill in.
type Value struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Label and Words are how the form of Sapa calls it and what is chosen, in English.
	Label string `json:"-"`
	Words string `json:"-"`
}

// ConnectValues are what is filled in to connect Sapa.
func (p *Provider) ConnectValues() []Value {
	in, out := p.Servers()
	inHost, inPort, _ := net.SplitHostPort(in)
	outHost, outPort, _ := net.SplitHostPort(out)
	return []Value{
		{"address", p.options.Address, "Email address", p.options.Address}, {"provider", "own", "Provider", "Another server"},
		{"password", p.options.Password, "Password", p.options.Password},
		{"imap_host", inHost, "Incoming server (IMAP)", inHost}, {"imap_port", inPort, "IMAP port", inPort}, {"imap_security", "none", "IMAP security", "No encryption"},
		{"smtp_host", outHost, "Outgoing server (SMTP)", outHost}, {"smtp_port", outPort, "SMTP port", outPort}, {"smtp_security", "none", "SMTP security", "No encryption"},
	}
}

// ServeHTTP serves the page.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.page(w, r) }

// note adds to what happened and tells those who watch. The caller holds the lock.
func (p *Provider) note(what, note string, bad bool) {
	p.log = append(p.log, Entry{p.options.Now(), what, note, bad})
	if len(p.log) > 200 {
		p.log = p.log[len(p.log)-200:]
	}
	p.Tell()
}
