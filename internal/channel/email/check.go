package email

import (
	"context"
	"fmt"
	"net"
	"slices"

	"github.com/emersion/go-smtp"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check.
const (
	lineIMAP   = "imap"
	lineFolder = "folder"
	lineSMTP   = "smtp"
)

// Check satisfies channel.Checker: it signs in at both servers and opens the folder.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	in, folder := a.checkIn(ctx)
	all := []channel.Finding{finding(lineIMAP, in)}
	if in == nil {
		all = append(all, finding(lineFolder, folder))
	}
	all = append(all, finding(lineSMTP, a.checkOut(ctx)))
	health := sapa.Health{State: sapa.Well, Facts: map[string]string{
		"address": a.box.Address, "folder": a.folder, "imap": net.JoinHostPort(a.in.host, a.in.port), "smtp": net.JoinHostPort(a.out.host, a.out.port),
	}}
	for _, f := range slices.Backward(all) {
		if f.OK {
			continue
		}
		health.State, health.Code, health.Detail = sapa.Limited, f.Code, f.Detail
		if f.What == lineSMTP && f.Code != wire.CodeUnreachable && f.Code != wire.CodeNoAddress && f.Code != wire.CodeUnavailable {
			health.State = sapa.Ill // sending has to wait for somebody
			return health, all
		}
	}
	return health, all
}

func finding(what string, f *channel.Failure) channel.Finding {
	if f == nil {
		return channel.Finding{What: what, OK: true}
	}
	return channel.Finding{What: what, Code: f.Code, Detail: f.Detail}
}

func (a *account) checkIn(ctx context.Context) (in, folder *channel.Failure) {
	p, f := a.open(ctx)
	if f != nil {
		return f, nil
	}
	defer p.close()
	_, folder = a.enter(ctx, p)
	return nil, folder
}

func (a *account) checkOut(ctx context.Context) *channel.Failure {
	c, _, f := a.openOut(ctx)
	if f != nil {
		return f
	}
	_ = c.Quit()
	return nil
}

// Subscribe satisfies channel.Checker: a mailbox tells whoever listens, and need not be told to.
func (a *account) Subscribe(context.Context) error { return nil }

// statusText is a server's code, such as "550 5.1.1".
func statusText(no *smtp.SMTPError) string {
	text := fmt.Sprint(no.Code)
	if no.EnhancedCode[0] > 0 {
		text += fmt.Sprintf(" %d.%d.%d", no.EnhancedCode[0], no.EnhancedCode[1], no.EnhancedCode[2])
	}
	return text
}
