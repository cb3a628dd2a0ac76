package messenger

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Check satisfies channel.Checker.
func (p *page) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	return p.CheckPage(ctx, p.Own, "messages")
}

// Subscribe satisfies channel.Checker.
func (p *page) Subscribe(ctx context.Context) error { return p.SubscribePage(ctx, p.Own) }
