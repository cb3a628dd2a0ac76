package email_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/email"
	"github.com/sapa-inbox/sapa/internal/sapa"
	fake "github.com/sapa-inbox/sapa/internal/simulate/email"
)

const patience = time.Minute

// servers are a Dovecot and an msmtpd of the test's own, in a folder of its own.
type servers struct {
	t                *testing.T
	folder           string
	imap, imaps, out int
	// submission is the port where mail is handed over with a token; what is goes on to the relay.
	submission int
	relay      *relay
	// tokens gives those out.
	tokens   *fake.Issuer
	issuer   *httptest.Server
	roots    *x509.CertPool
	uid, gid int
}

// free is a port that nobody listens on.
func free(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// tool finds a program, also where only root looks; tools/install.sh installs them.
func tool(t *testing.T, name string) string {
	t.Helper()
	for _, folder := range []string{"/usr/sbin", "/usr/bin", "/usr/local/sbin"} {
		if at := filepath.Join(folder, name); exec.Command("test", "-x", at).Run() == nil {
			return at
		}
	}
	t.Fatalf("%s is missing: run tools/install.sh", name)
	return ""
}

// startServers starts them. Besides by a password, one signs in by a token in this way.
func startServers(t *testing.T, byToken string) *servers {
	t.Helper()
	// A socket's path must be short, which a test's own folder is not.
	folder, err := os.MkdirTemp("", "mail")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	must(t, os.Chmod(folder, 0o755))
	s := &servers{t: t, folder: folder, imap: free(t), imaps: free(t), out: free(t), submission: free(t), relay: startRelay(t), uid: os.Getuid(), gid: os.Getgid()}
	names := map[string]string{"internal": "", "login": ""}
	if s.uid == 0 { // Dovecot keeps its own users apart, and no mail belongs to root
		names["internal"], names["login"], s.uid, s.gid = "dovecot", "dovenull", 65534, 65534
	} else {
		me, err := user.Current()
		must(t, err)
		names["internal"], names["login"] = me.Username, me.Username
	}
	for _, name := range []string{"mail/new", "mail/cur", "mail/tmp", "home", "run", "sent"} {
		must(t, os.MkdirAll(filepath.Join(folder, name), 0o755))
	}
	s.tokens = fake.NewIssuer("toko@shop.example")
	s.issuer = httptest.NewServer(s.tokens)
	t.Cleanup(s.issuer.Close)
	s.certify()
	s.msmtpd()
	s.dovecot(names, byToken)
	return s
}

// certify makes a certificate for localhost.
func (s *servers) certify() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(s.t, err)
	made := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, made, made, &key.PublicKey, key)
	must(s.t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	must(s.t, err)
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
	must(s.t, os.WriteFile(filepath.Join(s.folder, "cert.pem"), cert, 0o644))
	must(s.t, os.WriteFile(filepath.Join(s.folder, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
	s.roots = x509.NewCertPool()
	s.roots.AppendCertsFromPEM(cert)
}

func (s *servers) dovecot(names map[string]string, byToken string) {
	asking := filepath.Join(s.folder, "oauth2.conf")
	must(s.t, os.WriteFile(asking, []byte("introspection_url = "+s.issuer.URL+"/introspect\nintrospection_mode = post\nusername_attribute = username\n"+
		"active_attribute = active\nactive_value = true\n"), 0o644))
	group := names["internal"]
	if g, err := user.LookupGroupId(strconv.Itoa(os.Getgid())); err == nil && os.Getuid() != 0 {
		group = g.Name
	}
	config := fmt.Sprintf(`base_dir = %[1]s/run
state_dir = %[1]s/run
log_path = %[1]s/log
protocols = imap submission
listen = 127.0.0.1
ssl = yes
ssl_cert = <%[1]s/cert.pem
ssl_key = <%[1]s/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain %[9]s
submission_relay_host = 127.0.0.1
submission_relay_port = %[10]d
hostname = localhost
default_internal_user = %[2]s
default_internal_group = %[7]s
default_login_user = %[3]s
mail_location = maildir:%[1]s/mail
first_valid_uid = 1
first_valid_gid = 1
passdb {
  driver = static
  mechanisms = plain
  args = password=rahasia
}
passdb {
  driver = oauth2
  mechanisms = %[9]s
  args = %[11]s
}
userdb {
  driver = static
  args = uid=%[4]d gid=%[5]d home=%[1]s/home
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \Sent
    auto = create
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = %[6]d
  }
  inet_listener imaps {
    port = %[8]d
    ssl = yes
  }
}
service submission-login {
  chroot =
  inet_listener submission {
    port = %[12]d
  }
}
`, s.folder, names["internal"], names["login"], s.uid, s.gid, s.imap, group, s.imaps, byToken, s.relay.port, asking, s.submission)
	file := filepath.Join(s.folder, "dovecot.conf")
	must(s.t, os.WriteFile(file, []byte(config), 0o644))
	s.own()
	s.run(s.imap, tool(s.t, "dovecot"), "-F", "-c", file)
}

// own gives the mail to whom Dovecot reads it as.
func (s *servers) own() {
	if os.Getuid() != 0 {
		return
	}
	for _, name := range []string{"mail", "home"} {
		must(s.t, filepath.WalkDir(filepath.Join(s.folder, name), func(path string, _ os.DirEntry, err error) error {
			return errors.Join(err, os.Chown(path, s.uid, s.gid))
		}))
	}
}

func (s *servers) msmtpd() {
	script := filepath.Join(s.folder, "deliver.sh")
	must(s.t, os.WriteFile(script, []byte("#!/bin/sh\nf=$(mktemp "+s.folder+"/sent/XXXXXXXX)\n{ echo \"X-To: $*\"; cat; } >$f && mv $f $f.eml\n"), 0o755))
	s.run(s.out, tool(s.t, "msmtpd"), "--port="+strconv.Itoa(s.out), "--auth=toko@shop.example,echo rahasia", "--command="+script)
}

// run starts a program that ends with the test, and waits until it listens.
func (s *servers) run(port int, name string, args ...string) {
	cmd := exec.Command(name, args...)
	cmd.Dir = s.folder
	must(s.t, cmd.Start())
	s.t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		ended := make(chan struct{})
		go func() {
			_ = cmd.Wait()
			close(ended)
		}()
		select {
		case <-ended:
		case <-time.After(patience):
			_ = cmd.Process.Kill()
			<-ended
		}
	})
	s.until(name+" listens", func() bool {
		c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			c.Close()
		}
		return err == nil
	})
}

func (s *servers) until(what string, ok func() bool) {
	s.t.Helper()
	for end := time.Now().Add(patience); !ok(); {
		if time.Now().After(end) {
			log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
			s.t.Fatalf("it does not come about: %s\n%s", what, log)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// account is the mailbox on these servers; config adds to what is filled in.
func (s *servers) account(config map[string]any) channel.Channel {
	filled := map[string]any{
		"address": "toko@shop.example", "provider": "own", "imap_host": "localhost", "imap_port": strconv.Itoa(s.imaps), "imap_security": "tls",
		"smtp_host": "localhost", "smtp_port": strconv.Itoa(s.out), "smtp_security": "none", "keep_sent": true, "reply_plus": "on",
	}
	for name, value := range config {
		filled[name] = value
	}
	return s.with(filled, map[string]string{"password": "rahasia"})
}

func (s *servers) with(filled map[string]any, secrets map[string]string) channel.Channel {
	var d net.Dialer
	return email.New().New(channel.Account{
		Channel: sapa.Channel{ID: 1, Name: "Toko", Config: filled, CreatedAt: time.Now()}, Secrets: secrets, VerifyToken: "kunci",
		Base: s.issuer.URL, HTTP: http.DefaultClient,
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			return d.DialContext(ctx, network, strings.Replace(address, "localhost", "127.0.0.1", 1))
		}, Roots: s.roots,
	})
}

// arrive puts a mail into the mailbox, as a server that delivers does.
func (s *servers) arrive(name, mail string) {
	s.t.Helper()
	at := filepath.Join(s.folder, "mail/tmp", name)
	must(s.t, os.WriteFile(at, []byte(strings.ReplaceAll(mail, "\n", "\r\n")), 0o644))
	if os.Getuid() == 0 {
		must(s.t, os.Chown(at, s.uid, s.gid))
	}
	must(s.t, os.Rename(at, filepath.Join(s.folder, "mail/new", name)))
}

func letter(n int) string {
	return fmt.Sprintf("From: Ana <ana@client.example>\nTo: toko@shop.example\nSubject: Surat %d\nMessage-ID: <s%d@client.example>\nDate: Sun, 08 Jun 2025 20:59:43 +0000\n"+
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIsi %d\n--b\nContent-Type: application/pdf; name=\"faktur.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--b--\n", n, n, n)
}

// errEnough ends listening from within, as a process that dies right after it has kept something.
var errEnough = errors.New("enough")

// hear listens from a place until so many mails were kept, and answers them with the place after them.
func (s *servers) hear(one channel.Channel, place string, want int) (at string, all []sapa.Inbound) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	at = place
	err := one.(channel.Listener).Listen(ctx, place, func(_ context.Context, next string, bodies ...[]byte) error {
		at = next
		for _, body := range bodies {
			in, err := one.Parse(channel.Delivery{Body: body, At: time.Now()})
			if err != nil {
				return err
			}
			all = append(all, in...)
		}
		if len(all) >= want {
			return errEnough
		}
		return nil
	})
	if !errors.Is(err, errEnough) {
		log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
		s.t.Fatalf("%d of %d came: %v\n%s", len(all), want, err, log)
	}
	return at, all
}
