package company

import (
	"context"
	"fmt"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// lineEndpoint is the one line of a check: a signed ping that the company's system takes.
const lineEndpoint = "endpoint"

// Check satisfies channel.Checker.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	_, f := a.ask(ctx, fmt.Sprintf("ping-%d", a.now().UnixMilli()), call{Type: "ping"})
	health := sapa.Health{State: sapa.Well, Facts: map[string]string{}}
	if u, err := url.Parse(a.address); err == nil {
		health.Facts["name"] = u.Host
	}
	finding := channel.Finding{What: lineEndpoint, OK: f == nil}
	if f != nil {
		finding.Code, finding.Detail = f.Code, f.Detail
		health.State, health.Code, health.Detail = sapa.Limited, f.Code, f.Detail
		if f.Class == channel.Refused {
			health.State = sapa.Ill
		}
	}
	return health, []channel.Finding{finding}
}

// Subscribe satisfies channel.Checker. Nobody need be asked to bring deliveries: the company's own system does.
func (a *account) Subscribe(context.Context) error {
	return a.failure(channel.Permanent, "not_supported", "")
}
