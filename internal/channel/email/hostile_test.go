package email_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/email"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// boxAt is a mailbox whose servers are reached by a dial, in the clear.
func boxAt(dial channel.Dial) channel.Channel {
	return email.New().New(channel.Account{
		Channel: sapa.Channel{ID: 1, Config: map[string]any{
			"address": "halo@shop.example", "imap_host": "mail.example", "imap_security": "none", "smtp_host": "mail.example", "smtp_security": "none",
		}},
		Secrets: map[string]string{"password": "rahasia"}, Dial: dial, Now: time.Now,
	})
}

// A server that says more than anybody asked for, and never ends a line, is hung up on before it has filled the memory.
func TestAServerThatSaysTooMuch(t *testing.T) {
	for name, begin := range map[string]string{
		"IMAP, a greeting": "* OK ", "IMAP, a literal": "* OK hi\r\n* LIST (", "IMAP, lines": "* OK hi\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			said := make(chan int, 2)
			live := boxAt(func(context.Context, string, string) (net.Conn, error) {
				here, there := net.Pipe()
				go func() { said <- talk(there, begin, name == "IMAP, lines") }()
				return here, nil
			})
			_, findings := live.(channel.Checker).Check(t.Context())
			for _, f := range findings {
				if f.OK {
					t.Errorf("%s is said to be well", f.What)
				}
			}
			if n := <-said; n > 32<<20 {
				t.Errorf("%d bytes were taken", n)
			}
		})
	}
}

// talk says a beginning and then goes on until it is hung up on; it answers how many bytes were taken.
func talk(conn net.Conn, begin string, lines bool) int {
	defer conn.Close()
	go func() { _, _ = io.Copy(io.Discard, conn) }()
	said, _ := io.WriteString(conn, begin)
	more := bytes.Repeat([]byte("a"), 64<<10)
	if lines {
		more = bytes.Repeat([]byte("* 1 EXISTS\r\n"), 5000)
	}
	for said < 256<<20 {
		n, err := conn.Write(more)
		if said += n; err != nil {
			break
		}
	}
	return said
}

// filed is a mail with one file.
func filed(id, file string) string {
	return "From: a@b.example\r\nMessage-ID: <" + id + ">\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhalo\r\n--b\r\n" +
		"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n" + file + "\r\n--b--\r\n"
}

// serveMails is a mail server with some mails, and the way to it.
func serveMails(t *testing.T, mails ...string) channel.Dial {
	t.Helper()
	user := imapmemserver.NewUser("halo@shop.example", "rahasia")
	if err := user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	for _, raw := range mails {
		if _, err := user.Append("INBOX", strings.NewReader(raw), &imap.AppendOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	all := imapmemserver.New()
	all.AddUser(user)
	server := imapserver.New(&imapserver.Options{InsecureAuth: true, NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
		return all.NewSession(), nil, nil
	}})
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(at) }()
	t.Cleanup(func() { server.Close() })
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, at.Addr().String())
	}
}

// When a server numbers its mails anew, a file is still that of its own mail: neither one whose id only contains the mail's,
// nor one that came later under the same id, takes its place.
func TestFilesAfterNewNumbers(t *testing.T) {
	live := boxAt(serveMails(t, filed("order@client.example.evil", "salah"), filed("order@client.example", "benar"), filed("order@client.example", "palsu")))
	fetch := func(ref string) (string, error) {
		got, err := live.(channel.Fetcher).Fetch(t.Context(), ref)
		if err != nil {
			return "", err
		}
		defer got.Body.Close()
		raw, err := io.ReadAll(got.Body)
		return string(raw), err
	}
	for _, ref := range []string{"99 1 1 order@client.example", "1 2 1 order@client.example"} {
		if got, err := fetch(ref); err != nil || got != "benar" {
			t.Errorf("%s is %q, %v", ref, got, err)
		}
	}
	// A mail that is gone has no file, whatever bears its number or a part of its id now.
	for _, ref := range []string{"99 1 1 order@client", "1 1 1 order@client.example", "1 77 1 order@client.example", "99 1 1 "} {
		got, err := fetch(ref)
		var f *channel.Failure
		if !errors.As(err, &f) || f.Code != "media_gone" {
			t.Errorf("%s is %q, %v", ref, got, err)
		}
	}
}

// remote is a connection that says it leads to the internet.
type remote struct{ net.Conn }

func (remote) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 5), Port: 143} }

// Without TLS nothing is said over the internet, least of all the password.
func TestNoPasswordInTheClear(t *testing.T) {
	heard := make(chan []byte, 2)
	live := boxAt(func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			_, _ = io.WriteString(there, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n")
			said, _ := io.ReadAll(there)
			heard <- said
		}()
		return remote{here}, nil
	})
	_, findings := live.(channel.Checker).Check(t.Context())
	for _, f := range findings {
		if f.OK || f.Code != "tls_failed" {
			t.Errorf("%s: %q, want tls_failed", f.What, f.Code)
		}
	}
	for range findings {
		if said := <-heard; len(said) > 0 {
			t.Errorf("it was said %q", said)
		}
	}
}
