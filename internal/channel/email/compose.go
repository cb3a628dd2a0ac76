package email

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// written is a mail that is ready to be written out, as often as one likes and always the same.
type written struct {
	of    *account
	out   channel.Outbound
	mail  sapa.Mail
	after string // the boundary between its parts; empty for one part only
}

func (a *account) compose(out channel.Outbound) written {
	w := written{of: a, out: out, mail: *out.Message.Content.Mail}
	if len(out.Files) > 0 {
		digest := sha256.Sum256([]byte("boundary " + w.mail.ID))
		w.after = "=_" + hex.EncodeToString(digest[:12])
	}
	return w
}

// recipients are the addresses it goes to, the hidden ones too.
func (w written) recipients() []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range [][]sapa.Address{w.mail.To, w.mail.CC, w.mail.BCC} {
		for _, p := range list {
			if !seen[p.Address] {
				seen[p.Address] = true
				all = append(all, p.Address)
			}
		}
	}
	return all
}

// headers are the lines above it.
func (w written) headers() string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + clean(value) + "\r\n")
		}
	}
	m := w.out.Message
	line("From", written1(w.mail.From))
	line("To", writtenAll(w.mail.To))
	line("Cc", writtenAll(w.mail.CC))
	if reply := w.of.replyAddress(w.out.Thread); reply != "" {
		line("Reply-To", written1(sapa.Address{Name: w.mail.From.Name, Address: reply}))
	}
	line("Subject", encoded(w.mail.Subject))
	line("Date", m.At.UTC().Format(time.RFC1123Z))
	line("Message-ID", "<"+w.mail.ID+">")
	if w.mail.InReplyTo != "" {
		line("In-Reply-To", "<"+w.mail.InReplyTo+">")
	}
	if len(w.mail.References) > 0 {
		line("References", "<"+strings.Join(w.mail.References, ">\x00<")+">")
	}
	if m.Author.Kind != sapa.ByMember { // so that no machine answers a machine (RFC 3834)
		line("Auto-Submitted", "auto-replied")
		line("X-Auto-Response-Suppress", "All")
		line("Precedence", "bulk")
	}
	line("MIME-Version", "1.0")
	return b.String()
}

// clean keeps what a value holds from becoming a header of its own. A zero byte is where a line may be folded.
func clean(value string) string {
	value = strings.NewReplacer("\r", " ", "\n", " ").Replace(value)
	return strings.ReplaceAll(value, "\x00", "\r\n ")
}

func written1(a sapa.Address) string {
	return (&mail.Address{Name: strings.Join(strings.Fields(a.Name), " "), Address: a.Address}).String()
}

func writtenAll(all []sapa.Address) string {
	lines := make([]string, len(all))
	for i, a := range all {
		lines[i] = written1(a)
	}
	return strings.Join(lines, ",\x00")
}

// encoded writes a text as a header takes it, in words short enough for a line each.
func encoded(s string) string {
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", strings.Join(strings.Fields(s), " ")), "?= =?", "?=\x00=?")
}

// body is the text with the signature below it.
func (w written) body() string {
	text := strings.ReplaceAll(w.out.Message.Text, "\r\n", "\n")
	if s := strings.TrimSpace(w.of.box.Signature); s != "" {
		text = strings.TrimRight(text, "\n") + "\n\n-- \n" + strings.ReplaceAll(s, "\r\n", "\n")
	}
	return text + "\n"
}

const textHead = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"

// write writes the whole mail.
func (w written) write(ctx context.Context, to io.Writer) error {
	say := &speaker{to: to}
	say.text(w.headers())
	if w.after == "" {
		say.text(textHead)
		say.quoted(w.body())
		return say.err
	}
	say.text("Content-Type: multipart/mixed; boundary=\"" + w.after + "\"\r\n\r\n--" + w.after + "\r\n" + textHead)
	say.quoted(w.body())
	for _, f := range w.out.Files {
		say.text("\r\n--" + w.after + "\r\n")
		say.file(ctx, f)
	}
	say.text("\r\n--" + w.after + "--\r\n")
	return say.err
}

// speaker writes until something goes wrong.
type speaker struct {
	to  io.Writer
	err error
}

func (s *speaker) text(t string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.to, t)
	}
}

func (s *speaker) quoted(t string) {
	if s.err != nil {
		return
	}
	w := quotedprintable.NewWriter(s.to)
	_, s.err = io.WriteString(w, strings.ReplaceAll(t, "\n", "\r\n"))
	s.err = errors.Join(s.err, w.Close())
}

// errFile means that a file could not be read, which is no fault of the server's.
var errFile = errors.New("email: a file could not be read")

func (s *speaker) file(ctx context.Context, f channel.File) {
	kind := f.Type
	if kind == "" || strings.ContainsAny(kind, "\r\n") {
		kind = "application/octet-stream"
	}
	name := strings.Join(strings.Fields(f.Name), " ")
	disposition := mime.FormatMediaType("attachment", map[string]string{"filename": name})
	if disposition == "" {
		disposition = "attachment"
	}
	s.text("Content-Type: " + clean(kind) + "\r\nContent-Disposition: " + clean(disposition) + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	if s.err != nil {
		return
	}
	r, err := f.Open(ctx)
	if err != nil {
		s.err = errors.Join(errFile, err)
		return
	}
	defer r.Close()
	lines := &wrapper{to: s.to}
	enc := base64.NewEncoder(base64.StdEncoding, lines)
	if _, err := io.Copy(enc, r); err != nil {
		s.err = err
		if lines.err == nil {
			s.err = errors.Join(errFile, err)
		}
		return
	}
	s.err = enc.Close()
}

// wrapper breaks lines after 76 bytes.
type wrapper struct {
	to   io.Writer
	used int
	err  error
}

func (w *wrapper) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 && w.err == nil {
		k := min(76-w.used, len(b))
		if _, w.err = w.to.Write(b[:k]); w.err != nil {
			break
		}
		b, w.used = b[k:], w.used+k
		if w.used == 76 {
			_, w.err = io.WriteString(w.to, "\r\n")
			w.used = 0
		}
	}
	return n, w.err
}
