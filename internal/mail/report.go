package mail

import (
	"regexp"
	"strings"
)

// Report is what a server or a reader's program tells of a mail of ours.
type Report struct {
	// Of is the id of the mail it is about, without brackets; empty when it does not tell.
	Of string
	// Recipients are those it tells something about.
	Recipients []Recipient
	// Read tells that somebody has opened the mail.
	Read bool
}

// Recipient is what became of a mail for one of those it was for.
type Recipient struct {
	Address string
	// Action is "failed", "delayed", "delivered", "relayed" or "expanded".
	Action string
	// Status is the code of three numbers, such as "5.1.1"; Detail is the server's sentence.
	Status, Detail string
}

// Failed tells whether the mail did not reach somebody and never will.
func (r Report) Failed() bool { return r.find("failed") != nil }

// Failure is the first of those it did not reach; nil for none.
func (r Report) Failure() *Recipient { return r.find("failed") }

// Delivered tells whether a server says that it put the mail into a mailbox, and none that it could not.
func (r Report) Delivered() bool { return !r.Failed() && r.find("delivered") != nil }

func (r Report) find(action string) *Recipient {
	for i := range r.Recipients {
		if r.Recipients[i].Action == action {
			return &r.Recipients[i]
		}
	}
	return nil
}

// returned are the subjects of mails that came back, of servers that send no report.
var returned = regexp.MustCompile(`(?i)^(mail delivery failed|undeliver(ed|able)|delivery status notification \(failure\)|returned mail|failure notice|delivery failure|mail could not be delivered|gagal (mengirim|terkirim))`)

// Report reads what a mail reports; false when it reports nothing.
func (l Letter) Report() (Report, bool) {
	var r Report
	if l.Type != "multipart/report" {
		if !l.bounced() {
			return r, false
		}
		return l.looseBounce(), true
	}
	for _, p := range l.Leaves {
		switch p.Type {
		case "message/delivery-status", "message/global-delivery-status":
			r.Recipients = append(r.Recipients, recipients(p.Bytes())...)
		case "message/disposition-notification", "message/global-disposition-notification":
			h, _ := cutHeader(p.Bytes())
			r.Read = strings.Contains(strings.ToLower(h.First("Disposition")), "displayed")
			r.Of = firstOf(r.Of, IDs(h.First("Original-Message-ID")))
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers", "message/rfc822-headers":
			h, _ := cutHeader(p.Bytes())
			r.Of = firstOf(r.Of, IDs(h.First("Message-ID")))
		}
	}
	if r.Of == "" {
		r.Of = firstOf("", l.Answers())
	}
	return r, true
}

func firstOf(before string, ids []string) string {
	if before != "" || len(ids) == 0 {
		return before
	}
	return ids[0]
}

// recipients reads the groups of a delivery status: that of the message comes first and names none of them.
func recipients(b []byte) []Recipient {
	var all []Recipient
	for rest := b; len(rest) > 0 && len(all) < maxPeople; {
		var h Header
		before := len(rest)
		h, rest = cutHeader(rest)
		if len(rest) == before {
			_, rest = cutLine(rest)
		}
		if !h.Has("Final-Recipient") && !h.Has("Action") {
			continue
		}
		all = append(all, Recipient{
			Address: bound(oneLine(afterType(h.First("Final-Recipient"))), 254), Action: strings.ToLower(strings.TrimSpace(h.First("Action"))),
			Status: bound(oneLine(h.First("Status")), 20), Detail: bound(oneLine(afterType(h.First("Diagnostic-Code"))), 500),
		})
	}
	return all
}

// afterType is a value without the word that says what sort it is.
func afterType(value string) string {
	if kind, rest, ok := strings.Cut(value, ";"); ok && !strings.Contains(kind, " ") {
		return rest
	}
	return value
}

var copiedID = regexp.MustCompile(`(?im)^\s*message-id:\s*<([^<>\s]{1,900})>`)

// looseBounce reads a mail that came back without a report: the copy below its words has the id.
func (l Letter) looseBounce() Report {
	whole := l.Text
	for _, p := range l.Leaves {
		if p.Type == "message/rfc822" || p.Type == "text/rfc822-headers" {
			whole += "\n" + raw8(p.Bytes())
		}
	}
	who := Addresses(l.Header.First("X-Failed-Recipients"))
	r := Report{Recipients: []Recipient{{Action: "failed", Detail: bound(oneLine(firstLines(l.Text)), 500)}}}
	if len(who) > 0 {
		r.Recipients[0].Address = who[0].Address
	}
	if m := copiedID.FindStringSubmatch(whole); m != nil {
		r.Of = m[1]
	} else {
		r.Of = firstOf("", l.Answers())
	}
	return r
}

// firstLines is what a server says before it copies the mail.
func firstLines(s string) string {
	if i := strings.Index(s, "\n--"); i > 0 {
		s = s[:i]
	}
	return s
}
