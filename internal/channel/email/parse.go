package email

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The bounds of what is kept of a mail beside its files.
const (
	textKept    = 200 << 10
	headersKept = 16 << 10
	idsKept     = 20
	idRunes     = 300 // of a mail's own id
)

// ownPrefix begins the ids of mails we send.
const ownPrefix = "sapa."

// Parse satisfies channel.Channel. Every mail that was fetched makes sense in some way; one that could not be does not.
func (a *account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	e, raw := unseal(d.Body)
	if e.Trouble != "" {
		return nil, errors.New("the server does not give this mail out: " + e.Trouble)
	}
	if len(strings.TrimSpace(string(raw))) == 0 {
		return nil, errors.New("the mail is empty")
	}
	l := mail.Read(raw)
	if a.box.Owns(l.From().Address) && a.ours(l.MessageID()) {
		return nil, nil // a copy of what was sent from here
	}
	if r, ok := l.Report(); ok && a.ours(r.Of) && !l.Proof().Forged() {
		return a.reported(r, l), nil
	}
	return []sapa.Inbound{a.message(e, l, d.At)}, nil
}

// ours tells whether an id may be one of a mail that was sent from here, and not by another program under the same domain.
func (a *account) ours(id string) bool {
	_, domain, _ := strings.Cut(a.box.Address, "@")
	return strings.HasPrefix(id, ownPrefix) && strings.HasSuffix(strings.ToLower(id), "@"+domain)
}

// reported says how far a mail of ours got. That it is still on its way changes nothing.
func (a *account) reported(r mail.Report, l mail.Letter) []sapa.Inbound {
	in := sapa.Inbound{Kind: sapa.InboundStatus, ProviderID: r.Of, At: l.Date()}
	switch failed := r.Failure(); {
	case failed != nil:
		in.Status, in.FailureCode = sapa.Failed, "bounced"
		in.FailureDetail = strings.TrimSpace(strings.Join(strings.Fields(failed.Address+" "+failed.Status+" "+failed.Detail), " "))
	case r.Read:
		in.Status = sapa.Read
	case r.Delivered():
		in.Status = sapa.Delivered
	default:
		return nil
	}
	return []sapa.Inbound{in}
}

// message makes a message of a mail.
func (a *account) message(e envelope, l mail.Letter, at time.Time) sapa.Inbound {
	machine := l.Machine()
	letter := a.letter(e, l, machine)
	fresh, rest := mail.Words(l)
	if len(fresh) > textKept {
		fresh, letter.Cut = strings.ToValidUTF8(fresh[:textKept], ""), true
	}
	if len(rest) > textKept {
		rest = strings.ToValidUTF8(rest[:textKept], "")
	}
	_, quoted := mail.SplitHTML(l.HTML)
	letter.Quoted = rest != "" || quoted != ""
	in := sapa.Inbound{
		Kind: sapa.InboundMessage, ProviderID: identity(l, fresh), From: a.sender(l), At: sent(e, l, at), Quiet: machine != "" && !a.queue,
		Mail: &sapa.InboundMail{
			MailBody: sapa.MailBody{HTML: l.HTML, QuotedText: rest, Headers: headers(l)},
			Room:     a.roomIn(l.Recipients()), Answers: l.Answers(), SubjectKey: mail.SubjectKey(l.Subject()), SubjectToken: mail.SubjectToken(l.Subject()),
		},
		Message: sapa.InboundContent{Kind: sapa.Text, Text: fresh, Content: &sapa.Content{Mail: &letter}},
	}
	in.Message.Media, letter.Inline = a.media(e, l)
	if machine == "" {
		in.Mail.People = a.others(l, in.From.External)
	}
	return in
}

// letter is what the mail says beside its text and files.
func (a *account) letter(e envelope, l mail.Letter, machine sapa.MailMachine) sapa.Mail {
	m := sapa.Mail{
		Subject: short(l.Subject(), subjectLimit), From: l.From(), To: people(l, "To"), CC: people(l, "Cc"), HTML: l.HTML != "",
		Pictures: mail.HasPictures(l.HTML), Cut: e.Cut, Auto: machine, Forwarded: l.Forwarded(), Proof: l.Proof(), Own: a.box.Owns(l.From().Address),
		ID: l.MessageID(), References: mail.BoundIDs(mail.IDs(l.Header.First("References")), idsKept),
	}
	if ids := mail.IDs(l.Header.First("In-Reply-To")); len(ids) > 0 {
		m.InReplyTo = ids[0]
	}
	if to := l.Header.Addresses("Reply-To"); len(to) > 0 && to[0].Address != m.From.Address && !a.box.Owns(to[0].Address) {
		m.ReplyTo = &to[0]
	}
	return m
}

func people(l mail.Letter, field string) []sapa.Address {
	return append([]sapa.Address{}, l.Header.AllAddresses(field)...)
}

// sender is who wrote. A form on the company's own site writes from the company's address and names the customer as whom
// to answer.
func (a *account) sender(l mail.Letter) sapa.Sender {
	from := l.From()
	if to := l.Header.Addresses("Reply-To"); a.box.Owns(from.Address) && len(to) > 0 && !a.box.Owns(to[0].Address) {
		from = to[0]
	}
	if from.Address == "" {
		if path := l.Header.Addresses("Return-Path"); len(path) > 0 {
			from = path[0]
		}
	}
	if from.Address == "" {
		return sapa.Sender{External: "unknown@unknown.invalid"}
	}
	return sapa.Sender{External: from.Address, Name: from.Name, Email: from.Address}
}

// others are the addresses a mail went to besides us.
func (a *account) others(l mail.Letter, from string) []string {
	var all []string
	for _, field := range []string{"To", "Cc"} {
		for _, p := range l.Header.AllAddresses(field) {
			if p.Address != from && !a.box.Owns(p.Address) && len(all) < 100 {
				all = append(all, p.Address)
			}
		}
	}
	return all
}

// identity is the same for the same mail however often it is fetched, and another for a mail that bears the id of another
// one: whoever has seen an id can use it again, and must not be able to keep a mail from arriving by that.
func identity(l mail.Letter, text string) string {
	digest := sha256.New()
	for _, part := range []string{l.MessageID(), l.From().Address, l.Header.First("Date"), l.Subject(), text} {
		digest.Write([]byte(part))
		digest.Write([]byte{0})
	}
	return short(l.MessageID(), idRunes) + "#" + hex.EncodeToString(digest.Sum(nil)[:12])
}

// sent is when a mail was sent: when the server got it, which nobody else can set, else what it says itself.
func sent(e envelope, l mail.Letter, at time.Time) time.Time {
	switch {
	case !e.Received.IsZero():
		return e.Received.UTC()
	case !l.Date().IsZero() && l.Date().Before(at):
		return l.Date()
	}
	return at
}

// headers are the lines above a mail, as far as there is room for them.
func headers(l mail.Letter) []sapa.MailHeader {
	var all []sapa.MailHeader
	room := headersKept
	for _, f := range l.Header {
		if room -= len(f.Name) + len(f.Value); room < 0 {
			break
		}
		all = append(all, sapa.MailHeader{Name: f.Name, Value: f.Value})
	}
	return all
}

// media are the files of a mail, which are fetched afterwards, and the places among them of those its HTML shows.
func (a *account) media(e envelope, l mail.Letter) ([]sapa.RemoteFile, map[string]int) {
	shown := mail.CIDs(l.HTML)
	var all []sapa.RemoteFile
	inline := map[string]int{}
	for _, p := range l.Files {
		if len(all) == maxFiles {
			break
		}
		if p.CID != "" && shown[p.CID] {
			inline[p.CID] = len(all)
		}
		ref := fileRef{e.Validity, e.UID, leafOf(l, p), short(l.MessageID(), idRunes)}
		all = append(all, sapa.RemoteFile{Ref: ref.String(), Kind: kindOf(p.Type), Type: p.Type, Name: p.FileName()})
	}
	if len(inline) == 0 {
		inline = nil
	}
	return all, inline
}

// maxFiles is how many files of a mail are fetched.
const maxFiles = 50

func leafOf(l mail.Letter, p *mail.Part) int {
	for i, leaf := range l.Leaves {
		if leaf == p {
			return i
		}
	}
	return -1
}

func kindOf(contentType string) sapa.MessageKind {
	main, _, _ := strings.Cut(contentType, "/")
	switch {
	case contentType == "image/jpeg" || contentType == "image/png" || contentType == "image/gif" || contentType == "image/webp":
		return sapa.Image
	case main == "audio":
		return sapa.Audio
	case main == "video":
		return sapa.Video
	}
	return sapa.File
}

// short cuts a text after so many runes.
func short(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return string(r[:runes])
	}
	return s
}
