package email

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// The words for what goes wrong with a server.
const (
	codeAuth     = "auth_failed"
	codeTLS      = "tls_failed"
	codePrivate  = "not_public"
	codeFolder   = "no_folder"
	codeToken    = "token_expired"
	codeCertName = "certificate_invalid"
)

// commandTime is how long one question to a mail server may take; the library itself waits for ever.
const commandTime = time.Minute

// post is a connection to the server that mail is fetched from.
type post struct {
	*imapclient.Client
	conn *line
	// news is rung when the server tells of new mail.
	news chan struct{}
}

// connect dials a server, with the security that is set.
func (a *account) connect(ctx context.Context, s server) (*line, *channel.Failure) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	conn, err := a.dial(ctx, "tcp", net.JoinHostPort(strings.Trim(s.host, "[]"), s.port))
	if err != nil {
		return nil, a.unreachable(err)
	}
	if s.security == byNothing && far(conn.RemoteAddr()) {
		conn.Close()
		return nil, a.failure(channel.Refused, codeTLS, "without TLS the password would travel the internet in the clear")
	}
	if s.security != byTLS {
		return newLine(conn), nil
	}
	secure := tls.Client(conn, a.tls(s))
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, a.unreachable(err)
	}
	return newLine(secure), nil
}

// far tells whether an address lies on the internet. A private network is reached only where the operator says so.
func far(at net.Addr) bool {
	tcp, ok := at.(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback() && !tcp.IP.IsPrivate() && !tcp.IP.IsLinkLocalUnicast()
}

func (a *account) tls(s server) *tls.Config {
	return &tls.Config{ServerName: strings.Trim(s.host, "[]"), RootCAs: a.roots, MinVersion: tls.VersionTLS12}
}

// unreachable says why a connection was not made: nothing was asked for yet.
func (a *account) unreachable(err error) *channel.Failure {
	var wrong *tls.CertificateVerificationError
	var refused channel.PrivateAddress
	switch {
	case errors.As(err, &refused):
		return a.failure(channel.Refused, codePrivate, wire.Cause(err))
	case errors.As(err, &wrong):
		return a.failure(channel.Refused, codeCertName, err.Error())
	case errors.As(err, new(tls.RecordHeaderError)):
		return a.failure(channel.Refused, codeTLS, "the server does not speak TLS at this port")
	}
	f := wire.Unreachable(err)
	return a.failure(f.Class, f.Code, f.Detail)
}

// open connects and signs in, once more when a token that was fetched before is refused.
func (a *account) open(ctx context.Context) (*post, *channel.Failure) {
	by, f := a.pass(ctx, "")
	if f != nil {
		return nil, f
	}
	p, f := a.openBy(ctx, by)
	if by.worn(f) {
		if by, f = a.pass(ctx, by.token); f == nil {
			p, f = a.openBy(ctx, by)
		}
	}
	return p, by.hide(f)
}

func (a *account) openBy(ctx context.Context, by pass) (*post, *channel.Failure) {
	conn, f := a.connect(ctx, a.in)
	if f != nil {
		return nil, f
	}
	p := &post{conn: conn, news: make(chan struct{}, 1)}
	options := &imapclient.Options{TLSConfig: a.tls(a.in), UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(*imapclient.UnilateralDataMailbox) { p.ring() },
	}}
	err := p.within(ctx, func() (err error) {
		if a.in.security == byStartTLS {
			p.Client, err = imapclient.NewStartTLS(conn, options)
			return err
		}
		p.Client = imapclient.New(conn, options)
		return p.WaitGreeting()
	})
	if err != nil {
		conn.Close()
		if a.in.security == byStartTLS {
			return nil, a.startTLSFailed(err)
		}
		return nil, a.unreachable(err)
	}
	if f := a.signIn(ctx, p, by); f != nil {
		p.close()
		return nil, f
	}
	return p, nil
}

func (a *account) startTLSFailed(err error) *channel.Failure {
	if f := a.unreachable(err); f.Code != wire.CodeUnreachable {
		return f
	}
	return a.failure(channel.Refused, codeTLS, err.Error())
}

func (p *post) ring() {
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *post) close() {
	if p.Client != nil {
		p.Client.Close()
	}
	p.conn.Close()
}

// within asks something. A server that does not answer in time is hung up on.
func (p *post) within(ctx context.Context, ask func() error) error {
	p.conn.allow(answerMost)
	return hangUpAfter(ctx, p.conn, commandTime, ask)
}

// hangUpAfter closes a connection when what is done over it takes longer than it may, or is not wanted any more.
func hangUpAfter(ctx context.Context, conn io.Closer, most time.Duration, do func() error) error {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	err := do()
	if ctx.Err() != nil && err != nil {
		return ctx.Err()
	}
	return err
}

// signIn proves who we are, by OAuth or by the password.
func (a *account) signIn(ctx context.Context, p *post, by pass) *channel.Failure {
	if a.oauth == nil {
		err := p.within(ctx, func() error {
			if p.Caps().Has(imap.CapLoginDisabled) {
				return errors.New("the server wants no password without TLS")
			}
			return p.Login(a.login, a.password).Wait()
		})
		return a.refused(err, codeAuth)
	}
	var how sasl.Client = xoauth2{a.login, by.token}
	if p.Caps().Has(imap.AuthCap("OAUTHBEARER")) && !p.Caps().Has(imap.AuthCap("XOAUTH2")) {
		how = a.bearer(a.in, by.token)
	}
	err := p.within(ctx, func() error { return p.Authenticate(how) })
	if f := a.noBearer(err); f != nil {
		return f
	}
	return a.refused(err, codeToken)
}

// refused says what an answer of the server means: its no has a code of ours, all else is the line.
func (a *account) refused(err error, code string) *channel.Failure {
	if err == nil {
		return nil
	}
	var no *imap.Error
	switch {
	case errors.As(err, &no) && (no.Code == imap.ResponseCodeUnavailable || no.Code == imap.ResponseCodeInUse || no.Code == imap.ResponseCodeServerBug || no.Type == imap.StatusResponseTypeBye):
		return a.failure(channel.Temporary, wire.CodeUnavailable, no.Text)
	case errors.As(err, &no) && (code == codeAuth || code == codeToken):
		return a.failure(channel.Refused, code, no.Text)
	case errors.As(err, &no):
		return a.failure(channel.Permanent, code, no.Text)
	}
	return a.failure(channel.Temporary, wire.CodeUnreachable, wire.Cause(err))
}

// enter opens the folder that is listened to.
func (a *account) enter(ctx context.Context, p *post) (*imap.SelectData, *channel.Failure) {
	var chosen *imap.SelectData
	err := p.within(ctx, func() (err error) {
		chosen, err = p.Select(a.folder, &imap.SelectOptions{ReadOnly: !a.seen}).Wait()
		return err
	})
	return chosen, a.refused(err, codeFolder)
}
