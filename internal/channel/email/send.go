package email

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// dailyPause is how long is waited when an account has sent as much as it may on a day.
const dailyPause = time.Hour

// Send satisfies channel.Sender.
func (a *account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	if out.Message == nil || out.Message.Content == nil || out.Message.Content.Mail == nil {
		return channel.Receipt{}, a.failure(channel.Permanent, wire.CodeInvalid, "this is no mail")
	}
	if err := caps().CheckOut(out.Whole()); err != nil {
		return channel.Receipt{}, a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	letter := a.compose(out)
	if f := a.hand(ctx, letter); f != nil {
		return channel.Receipt{}, f
	}
	if a.copies {
		a.keepCopy(ctx, letter)
	}
	return channel.Receipt{ProviderID: letter.mail.ID}, nil
}

// hand gives a mail to the server.
func (a *account) hand(ctx context.Context, letter written) *channel.Failure {
	c, conn, f := a.openOut(ctx)
	if f != nil {
		return f
	}
	defer c.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if err := c.Mail(a.box.Address, nil); err != nil {
		return a.judge(err, "")
	}
	for _, to := range letter.recipients() {
		if err := c.Rcpt(to, nil); err != nil {
			return a.judge(err, to)
		}
	}
	data, err := c.Data()
	if err != nil {
		return a.judge(err, "")
	}
	if err := letter.write(ctx, data); err != nil {
		conn.Close() // without the end, the server takes none of it
		if errors.Is(err, errFile) {
			return a.failure(channel.Temporary, wire.CodeFile, "a file could not be read")
		}
		return a.failure(channel.Temporary, wire.CodeUnreachable, wire.Cause(err))
	}
	if err := data.Close(); err != nil {
		return a.ended(err)
	}
	_ = c.Quit() // it is taken
	return nil
}

// ended says what became of a mail that was handed over to its end: without an answer, nobody knows.
func (a *account) ended(err error) *channel.Failure {
	var no *smtp.SMTPError
	if errors.As(err, &no) {
		return a.judge(err, "")
	}
	return a.failure(channel.Lost, wire.CodeLost, wire.Cause(err))
}

// openOut connects to the server that mail is handed to, and signs in, once more when a token that was fetched before is
// refused.
func (a *account) openOut(ctx context.Context) (*smtp.Client, *line, *channel.Failure) {
	by, f := a.pass(ctx, "")
	if f != nil {
		return nil, nil, f
	}
	c, conn, f := a.openOutBy(ctx, by)
	if by.worn(f) {
		if by, f = a.pass(ctx, by.token); f == nil {
			c, conn, f = a.openOutBy(ctx, by)
		}
	}
	return c, conn, by.hide(f)
}

func (a *account) openOutBy(ctx context.Context, by pass) (*smtp.Client, *line, *channel.Failure) {
	conn, f := a.connect(ctx, a.out)
	if f != nil {
		return nil, nil, f
	}
	var c *smtp.Client
	err := hangUpAfter(ctx, conn, commandTime, func() (err error) {
		if a.out.security == byStartTLS {
			c, err = smtp.NewClientStartTLS(conn, a.tls(a.out))
			return err
		}
		c = smtp.NewClient(conn)
		return c.Hello(a.name())
	})
	if err != nil {
		conn.Close()
		if a.out.security == byStartTLS && !errors.As(err, new(*smtp.SMTPError)) {
			return nil, nil, a.startTLSFailed(err)
		}
		return nil, nil, a.judge(err, "")
	}
	if f := a.signInOut(ctx, c, conn, by); f != nil {
		c.Close()
		return nil, nil, f
	}
	return c, conn, nil
}

// name is how we introduce ourselves: by the domain of the address, as a program on somebody's desk does.
func (a *account) name() string {
	_, domain, _ := strings.Cut(a.box.Address, "@")
	return domain
}

// signInOut proves who we are, unless the server asks for nothing.
func (a *account) signInOut(ctx context.Context, c *smtp.Client, conn io.Closer, by pass) *channel.Failure {
	how, f := a.proof(c, by)
	if f != nil || how == nil {
		return f
	}
	err := hangUpAfter(ctx, conn, commandTime, func() error { return c.Auth(how) })
	var no *smtp.SMTPError
	if f := a.noBearer(err); f != nil {
		return f
	}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &no) && no.Temporary():
		return a.judge(err, "")
	case errors.As(err, &no) && a.oauth != nil:
		return a.failure(channel.Refused, codeToken, no.Message)
	case errors.As(err, &no):
		return a.failure(channel.Refused, codeAuth, no.Message)
	}
	return a.failure(channel.Temporary, wire.CodeUnreachable, wire.Cause(err))
}

// proof is the way of signing in that both sides know; nil for none.
func (a *account) proof(c *smtp.Client, by pass) (sasl.Client, *channel.Failure) {
	if a.oauth != nil {
		if c.SupportsAuth("OAUTHBEARER") && !c.SupportsAuth("XOAUTH2") {
			return a.bearer(a.out, by.token), nil
		}
		return xoauth2{a.login, by.token}, nil
	}
	_, secure := c.TLSConnectionState()
	switch {
	case a.password == "" || a.out.security == byNothing && !c.SupportsAuth("PLAIN") && !c.SupportsAuth("LOGIN"):
		return nil, nil
	case !secure && a.out.security != byNothing:
		return nil, a.failure(channel.Refused, codeTLS, "the connection is not secure")
	case c.SupportsAuth("PLAIN"):
		return sasl.NewPlainClient("", a.login, a.password), nil
	case c.SupportsAuth("LOGIN"):
		return sasl.NewLoginClient(a.login, a.password), nil
	}
	return nil, a.failure(channel.Refused, codeAuth, "the server offers no way of signing in with a password")
}

// judge says what an answer means that is no yes. Nothing was taken.
func (a *account) judge(err error, about string) *channel.Failure {
	var no *smtp.SMTPError
	if !errors.As(err, &no) {
		if errors.As(err, new(*tls.CertificateVerificationError)) {
			return a.unreachable(err)
		}
		return a.failure(channel.Temporary, wire.CodeUnreachable, wire.Cause(err))
	}
	f := a.failure(channel.Permanent, "mail_refused", strings.TrimSpace(about+" "+no.Message))
	f.Provider = statusText(no)
	switch {
	case no.EnhancedCode == smtp.EnhancedCode{5, 4, 5} || no.EnhancedCode == smtp.EnhancedCode{4, 7, 28} || no.EnhancedCode == smtp.EnhancedCode{5, 7, 28}:
		f.Class, f.Code, f.RetryAfter = channel.Busy, wire.CodeRate, dailyPause
	case no.Code == 421:
		f.Class, f.Code = channel.Busy, wire.CodeUnavailable
	case no.Temporary():
		f.Class, f.Code = channel.Temporary, wire.CodeUnavailable
	case no.Code == 530 || no.Code == 535 || no.Code == 534:
		f.Class, f.Code = channel.Refused, codeAuth
	case about != "":
		f.Code = wire.CodeRecipient
	case no.Code == 552 || no.EnhancedCode[1] == 3 && no.EnhancedCode[2] == 4:
		f.Code = "mail_too_large"
	}
	return f
}

// keepCopy puts a copy of what was sent into the folder for it. That it was sent does not depend on it, so a server that
// does not take it is left alone.
func (a *account) keepCopy(ctx context.Context, letter written) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	p, f := a.open(ctx)
	if f != nil {
		return
	}
	defer p.close()
	_ = p.within(ctx, func() error {
		folder, err := p.sentFolder()
		if err != nil || folder == "" {
			return err
		}
		var size counter
		if err := letter.write(ctx, &size); err != nil {
			return err
		}
		putting := p.Append(folder, int64(size), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}})
		if err := letter.write(ctx, putting); err != nil {
			return err
		}
		if err := putting.Close(); err != nil {
			return err
		}
		_, err = putting.Wait()
		return err
	})
}

// sentFolder is the folder the server says is for it, or one with a usual name; empty for none.
func (p *post) sentFolder() (string, error) {
	all, err := p.List("", "*", nil).Collect()
	if err != nil {
		return "", err
	}
	usual := ""
	for _, folder := range all {
		for _, attr := range folder.Attrs {
			if attr == imap.MailboxAttrSent {
				return folder.Mailbox, nil
			}
		}
		switch strings.ToLower(folder.Mailbox) {
		case "sent", "inbox.sent", "sent items", "sent messages", "terkirim":
			usual = folder.Mailbox
		}
	}
	return usual, nil
}

// counter counts bytes.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
