package email

import (
	"encoding/base64"
	"fmt"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"time"

	letters "github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// person is a customer with a mailbox.
type person struct {
	key           int
	name, address string
	letters       []Letter
}

// Letter is a mail as a customer has it.
type Letter struct {
	// Number names it among the customer's, from 1.
	Number  int            `json:"number"`
	Mine    bool           `json:"mine"` // the customer wrote it
	ID      string         `json:"id"`
	Subject string         `json:"subject"`
	From    sapa.Address   `json:"from"`
	To      []sapa.Address `json:"to"`
	CC      []sapa.Address `json:"cc"`
	ReplyTo string         `json:"reply_to"`
	Text    string         `json:"text"`
	Files   []string       `json:"files"`
	At      time.Time      `json:"at"`
	// References are the ids of its thread.
	References []string `json:"-"`
	Raw        []byte   `json:"-"`
}

// Customer is somebody who writes to the business.
type Customer struct {
	of *Provider
	*person
}

// Customer is the one of an address, who is made when there is none yet.
func (p *Provider) Customer(address, name string) *Customer {
	p.Lock()
	defer p.Unlock()
	return &Customer{p, p.personOf(strings.ToLower(address), name)}
}

func (p *Provider) personOf(address, name string) *person {
	i := slices.IndexFunc(p.people, func(x *person) bool { return x.address == address })
	if i >= 0 {
		if name != "" {
			p.people[i].name = name
		}
		return p.people[i]
	}
	if name == "" {
		name, _, _ = strings.Cut(address, "@")
	}
	made := &person{key: len(p.people), name: name, address: address}
	p.people = append(p.people, made)
	p.Tell()
	return made
}

// Inbox are the mails the business has sent to the customer, the oldest first.
func (c *Customer) Inbox() []Letter {
	return slices.DeleteFunc(c.Thread(), func(l Letter) bool { return l.Mine })
}

// Thread is all that the customer has sent and got.
func (c *Customer) Thread() []Letter {
	c.of.Lock()
	defer c.of.Unlock()
	return slices.Clone(c.letters)
}

// Written is a mail a customer writes.
type Written struct {
	Subject, Text, HTML string
	CC                  []string
	// Answers is the number of the letter it answers; zero for none. All answers everybody.
	Answers int
	All     bool
	Files   []booth.File
	// Headers are further lines, such as "Auto-Submitted: auto-replied".
	Headers []string
	// To is another address than the business's; empty for that one, or for whom the answered letter asks to be answered.
	To string
	// Bare leaves out what tells which mail it answers, as some programs do.
	Bare bool
}

// Write sends a mail to the business, and answers its id.
func (c *Customer) Write(w Written) (string, error) {
	p := c.of
	p.Lock()
	p.number++
	id := fmt.Sprintf("c%d.%d@%s", c.key, p.number, domainOf(c.address))
	l := Letter{Mine: true, ID: id, Subject: w.Subject, From: sapa.Address{Name: c.name, Address: c.address}, Text: w.Text, At: p.options.Now()}
	to := p.options.Address
	var answered *Letter
	if w.Answers > 0 && w.Answers <= len(c.letters) {
		answered = &c.letters[w.Answers-1]
		to = answered.answerTo(c.address, p.options.Address)
		if l.Subject == "" {
			l.Subject = letters.ReplySubject(answered.Subject)
		}
		l.References = append(slices.Clone(answered.References), answered.ID)
		if w.All {
			w.CC = append(w.CC, answered.others(c.address, p.options.Address)...)
		}
	}
	if w.To != "" {
		to = w.To
	}
	l.To = []sapa.Address{{Address: to}}
	for _, cc := range w.CC {
		l.CC = append(l.CC, sapa.Address{Address: cc})
	}
	for _, f := range w.Files {
		l.Files = append(l.Files, f.Name)
	}
	l.Raw = compose(l, w, answered)
	l.Number = len(c.letters) + 1
	c.letters = append(c.letters, l)
	for _, cc := range w.CC {
		if other := p.personOf(strings.ToLower(cc), ""); other != c.person {
			other.got(letters.Read(l.Raw), l.Raw, l.At)
		}
	}
	p.Unlock()
	return id, p.Deliver(l.Raw)
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

func (l Letter) answerTo(own, business string) string {
	switch {
	case l.Mine:
		return business
	case l.ReplyTo != "":
		return l.ReplyTo
	}
	return l.From.Address
}

func (l Letter) others(own, business string) []string {
	var all []string
	for _, a := range append(slices.Clone(l.To), l.CC...) {
		if a.Address != own && a.Address != business {
			all = append(all, a.Address)
		}
	}
	return all
}

// compose writes a mail as it travels.
func compose(l Letter, w Written, answered *Letter) []byte {
	var b strings.Builder
	line := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	line("Return-Path", "<"+l.From.Address+">")
	line("From", (&mail.Address{Name: l.From.Name, Address: l.From.Address}).String())
	line("To", l.To[0].Address)
	for _, cc := range l.CC {
		line("Cc", cc.Address)
	}
	line("Subject", mime.QEncoding.Encode("utf-8", l.Subject))
	line("Date", l.At.UTC().Format(time.RFC1123Z))
	line("Message-ID", "<"+l.ID+">")
	if answered != nil && !w.Bare {
		line("In-Reply-To", "<"+answered.ID+">")
		line("References", "<"+strings.Join(l.References, "> <")+">")
	}
	for _, h := range w.Headers {
		b.WriteString(h + "\r\n")
	}
	line("MIME-Version", "1.0")
	text := w.Text
	if answered != nil {
		text += "\n\nOn " + answered.At.Format("2006-01-02 15:04") + ", " + answered.From.Address + " wrote:\n> " + strings.ReplaceAll(answered.Text, "\n", "\n> ")
	}
	if len(w.Files) == 0 {
		b.WriteString(body(text, w.HTML))
		return []byte(b.String())
	}
	b.WriteString("Content-Type: multipart/mixed; boundary=\"mixed\"\r\n\r\n--mixed\r\n" + body(text, w.HTML) + "\r\n")
	for _, f := range w.Files {
		b.WriteString("--mixed\r\nContent-Type: " + f.Type + "\r\nContent-Disposition: " + mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}) + "\r\nContent-Transfer-Encoding: base64\r\n")
		if w.HTML != "" {
			b.WriteString("Content-ID: <" + strings.ReplaceAll(f.Name, " ", "-") + ">\r\n")
		}
		b.WriteString("\r\n" + wrapped(f.Bytes) + "\r\n")
	}
	b.WriteString("--mixed--\r\n")
	return []byte(b.String())
}

// body is the text, with HTML beside it when there is some.
func body(text, rich string) string {
	part := func(kind, s string) string {
		return "Content-Type: " + kind + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + wrapped([]byte(s)) + "\r\n"
	}
	if rich == "" {
		return part("text/plain", text)
	}
	return "Content-Type: multipart/alternative; boundary=\"both\"\r\n\r\n--both\r\n" + part("text/plain", text) + "--both\r\n" + part("text/html", rich) + "--both--\r\n"
}

func wrapped(b []byte) string {
	var out strings.Builder
	for line := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(b)), 76) {
		out.Write(line)
		out.WriteString("\r\n")
	}
	return out.String()
}

// hand gives a mail of the business to those it is for.
func (p *Provider) hand(raw []byte, to []string) {
	l := letters.Read(raw)
	p.Lock()
	defer p.Unlock()
	for _, address := range to {
		p.personOf(address, "").got(l, raw, p.options.Now())
	}
	p.note("sent", l.Subject(), false)
}

// got puts a mail into a customer's mailbox.
func (x *person) got(l letters.Letter, raw []byte, at time.Time) {
	fresh, rest := letters.Words(l)
	if rest != "" {
		fresh += "\n\n" + rest
	}
	have := Letter{
		Number: len(x.letters) + 1, ID: l.MessageID(), Subject: l.Subject(), From: l.From(), To: l.Header.AllAddresses("To"), CC: l.Header.AllAddresses("Cc"),
		Text: fresh, At: at, References: letters.IDs(l.Header.First("References")), Raw: raw,
	}
	if to := l.Header.Addresses("Reply-To"); len(to) > 0 {
		have.ReplyTo = to[0].Address
	}
	for _, f := range l.Files {
		have.Files = append(have.Files, f.FileName())
	}
	x.letters = append(x.letters, have)
}

// report is what a server writes of a mail that it could not deliver, or not yet.
func report(p *Provider, l letters.Letter, to string, failed bool) []byte {
	action, status, subject, says := "delayed", "4.4.1", "Warning: message delayed", "451 4.4.1 the server does not answer"
	if failed {
		action, status, subject, says = "failed", "5.1.1", "Undelivered Mail Returned to Sender", "550 5.1.1 no such mailbox"
	}
	return []byte(strings.ReplaceAll(fmt.Sprintf(`Return-Path: <>
From: Mail Delivery System <mailer-daemon@simulator.example>
To: %s
Subject: %s
Date: %s
Message-ID: <report.%s>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report"

--report
Content-Type: text/plain; charset=utf-8

%s
--report
Content-Type: message/delivery-status

Reporting-MTA: dns; simulator.example

Final-Recipient: rfc822; %s
Action: %s
Status: %s
Diagnostic-Code: smtp; %s

--report
Content-Type: text/rfc822-headers

Message-ID: <%s>
Subject: %s
--report--
`, p.options.Address, subject, p.options.Now().UTC().Format(time.RFC1123Z), l.MessageID(), says, to, action, status, says, l.MessageID(), l.Subject()), "\n", "\r\n"))
}

func subjectOf(raw []byte) string { return letters.Read(raw).Subject() }
