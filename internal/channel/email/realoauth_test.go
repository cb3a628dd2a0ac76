package email_test

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// by is the mailbox on these servers, with a refresh token in place of a password.
func (s *servers) by(refresh string) channel.Channel {
	return s.with(map[string]any{
		"address": "toko@shop.example", "provider": "gmail", "login": "oauth", "oauth_client": "klien",
		"imap_host": "localhost", "imap_port": strconv.Itoa(s.imaps), "imap_security": "tls",
		"smtp_host": "localhost", "smtp_port": strconv.Itoa(s.submission), "smtp_security": "starttls", "reply_plus": "off",
	}, map[string]string{"oauth_refresh": refresh, "oauth_secret": "rahasia klien"})
}

// Against a real Dovecot, by both ways there are of signing in with a token: fetching over IMAP, sending over its
// submission service, a token that ends before its time, and a permission that is withdrawn and given again.
func TestRealServersByTokens(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"xoauth2", "oauthbearer"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			s := startServers(t, way)
			one := s.by(s.tokens.Permit())
			s.well(one, "at first")
			if given, _ := s.tokens.Asked(); given != 1 {
				t.Errorf("%d tokens were asked for", given)
			}
			place, _ := s.hear(one, "", 0)
			s.arrive("1", letter(1))
			if _, in := s.hear(one, place, 1); in[0].Message.Text != "Isi 1" {
				t.Errorf("there came %+v", in[0])
			}
			s.hands(one)
			s.tokens.Expire()
			s.well(one, "after its token ended")
			if given, reused := s.tokens.Asked(); given != 2 || reused != 0 {
				t.Errorf("%d tokens were asked for, %d times by one that was replaced", given, reused)
			}
			s.tokens.Withdraw()
			health, lines := one.(channel.Checker).Check(t.Context())
			if health.State != sapa.Ill || health.Code != "token_expired" {
				t.Errorf("without permission it is %+v: %+v", health, lines)
			}
			s.well(s.by(s.tokens.Permit()), "once it is permitted again")
		})
	}
}

func (s *servers) well(one channel.Channel, when string) {
	s.t.Helper()
	if health, lines := one.(channel.Checker).Check(s.t.Context()); health.State != sapa.Well || len(lines) != 3 {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		s.t.Fatalf("%s it is %+v: %+v\n%s", when, health, lines, log)
	}
}

// hands a mail to the submission service, which hands it on.
func (s *servers) hands(one channel.Channel) {
	t := s.t
	t.Helper()
	m := &sapa.Message{Text: "Sudah dikirim.", Author: sapa.Actor{Kind: sapa.ByMember, ID: 1}, At: time.Now(), Content: &sapa.Content{Mail: &sapa.Mail{
		Subject: "Re: Surat 1", From: sapa.Address{Address: "toko@shop.example"}, To: []sapa.Address{{Address: "ana@client.example"}}, ID: "sapa.y@shop.example",
	}}}
	_, err := one.(channel.Sender).Send(t.Context(), channel.Outbound{ID: "sapa-m1-1", Message: m})
	if err != nil {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		t.Fatalf("%v\n%s", err, log)
	}
	raw := <-s.relay.sent
	if !strings.Contains(raw, "ana@client.example\n") || !strings.Contains(raw, "Sudah dikirim.") {
		t.Errorf("it goes as\n%s", raw)
	}
}

// relay is a mail server that takes everything. Dovecot hands on to it what it was handed.
type relay struct {
	port int
	// sent are the mails, each below whom it is for.
	sent chan string
}

func startRelay(t *testing.T) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	r := &relay{port: l.Addr().(*net.TCPAddr).Port, sent: make(chan string, 9)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &relayed{to: r}, nil }))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l)
	}()
	t.Cleanup(func() {
		server.Close()
		<-ended
	})
	return r
}

// relayed is one connection to the relay.
type relayed struct {
	to         *relay
	recipients string
}

func (r *relayed) Mail(string, *smtp.MailOptions) error { return nil }

func (r *relayed) Rcpt(to string, _ *smtp.RcptOptions) error {
	r.recipients += to + "\n"
	return nil
}

func (r *relayed) Data(mail io.Reader) error {
	raw, err := io.ReadAll(mail)
	r.to.sent <- r.recipients + string(raw)
	return err
}

func (r *relayed) Reset()        {}
func (r *relayed) Logout() error { return nil }
