package email_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Against a real Dovecot and a real SMTP server: signing in over TLS, waiting for mail, going on after a death in the
// middle, files, numbers that begin anew, sending, and the copy of what was sent.
func TestRealServers(t *testing.T) {
	t.Parallel()
	s := startServers(t, "xoauth2")
	one := s.account(nil)
	health, lines := one.(channel.Checker).Check(t.Context())
	if health.State != sapa.Well || len(lines) != 3 {
		t.Fatalf("it is %+v: %+v", health, lines)
	}
	starttls := s.account(map[string]any{"imap_port": strconv.Itoa(s.imap), "imap_security": "starttls"})
	if health, lines := starttls.(channel.Checker).Check(t.Context()); health.State != sapa.Well {
		t.Fatalf("by STARTTLS it is %+v: %+v", health, lines)
	}
	s.arrive("0", letter(0)) // was there before
	place, _ := s.hear(one, "", 0)
	for n := 1; n <= 3; n++ {
		s.arrive(strconv.Itoa(n), letter(n))
	}
	middle, first := s.hear(one, place, 1)
	place, rest := s.hear(one, middle, 2)
	all := append(first, rest...)
	for n, in := range all {
		if in.Message.Text != fmt.Sprintf("Isi %d", n+1) || len(in.Message.Media) != 1 {
			t.Errorf("the mail at %d is %+v", n, in.Message)
		}
	}
	late := make(chan []sapa.Inbound, 1)
	go func() {
		_, in := s.hear(one, place, 1)
		late <- in
	}()
	s.arrive("4", letter(4))
	if in := <-late; in[0].Message.Text != "Isi 4" {
		t.Errorf("while it waits comes %+v", in)
	}
	s.renumber(one, place, all)
	s.sends(one)
}

// renumber makes the server number its mails anew: all come once more, each the same as before, and their files are found.
func (s *servers) renumber(one channel.Channel, place string, before []sapa.Inbound) {
	t := s.t
	t.Helper()
	must(t, os.Remove(filepath.Join(s.folder, "mail/dovecot-uidlist")))
	for _, name := range []string{"dovecot.index", "dovecot.index.log", "dovecot.index.cache"} {
		_ = os.Remove(filepath.Join(s.folder, "mail", name)) // it may not be there
	}
	_, again := s.hear(one, place, 4)
	seen := map[string]bool{}
	for _, in := range again {
		seen[in.ProviderID] = true
	}
	for _, in := range before {
		if !seen[in.ProviderID] {
			t.Errorf("%q is another mail now", in.ProviderID)
		}
		got, err := one.(channel.Fetcher).Fetch(t.Context(), in.Message.Media[0].Ref)
		must(t, err)
		raw, err := io.ReadAll(got.Body)
		must(t, err)
		if string(raw) != "%PDF-1.4\n" {
			t.Errorf("the file is %q", raw)
		}
	}
	_, err := one.(channel.Fetcher).Fetch(t.Context(), "1 99999 1 gone@client.example")
	var f *channel.Failure
	if !errors.As(err, &f) || f.Class != channel.Permanent || f.Code != "media_gone" {
		t.Errorf("a mail that is gone: %v", err)
	}
}

func (s *servers) sends(one channel.Channel) {
	t := s.t
	t.Helper()
	m := &sapa.Message{Text: "Halo Ana,\nsudah dikirim ✓", Author: sapa.Actor{Kind: sapa.ByMember, ID: 1}, At: time.Now(), Content: &sapa.Content{Mail: &sapa.Mail{
		Subject: "Re: Surat 1 ✓", From: sapa.Address{Name: "Toko", Address: "toko@shop.example"}, To: []sapa.Address{{Name: "Ana", Address: "ana@client.example"}},
		BCC: []sapa.Address{{Address: "arsip@shop.example"}}, ID: "sapa.x@shop.example", InReplyTo: "s1@client.example", References: []string{"s1@client.example"},
	}}}
	file := channel.File{Attachment: sapa.Attachment{Kind: sapa.File, Name: "résumé.pdf", Type: "application/pdf", Size: 3}, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader([]byte("abc"))), nil
	}}
	receipt, err := one.(channel.Sender).Send(t.Context(), channel.Outbound{ID: "sapa-m1-1", Message: m, Files: []channel.File{file}, Thread: 7})
	must(t, err)
	if receipt.ProviderID != "sapa.x@shop.example" {
		t.Errorf("it is known as %q", receipt.ProviderID)
	}
	var sent []string
	s.until("the mail is handed over", func() bool {
		sent, _ = filepath.Glob(filepath.Join(s.folder, "sent/*.eml"))
		return len(sent) == 1
	})
	raw, err := os.ReadFile(sent[0])
	must(t, err)
	if !bytes.Contains(raw, []byte("X-To: ana@client.example arsip@shop.example")) || bytes.Contains(bytes.ToLower(raw), []byte("bcc:")) {
		t.Errorf("it goes as\n%s", raw)
	}
	copies, _ := filepath.Glob(filepath.Join(s.folder, "mail/.Sent/*/*"))
	if len(copies) != 1 {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		t.Errorf("there are %d copies of it\n%s", len(copies), log)
	}
	wrong := s.account(map[string]any{"imap_host": "127.0.0.1"})
	if health, lines := wrong.(channel.Checker).Check(t.Context()); health.State == sapa.Well || lines[0].OK {
		t.Errorf("a certificate for another name is taken: %+v", lines)
	}
}
