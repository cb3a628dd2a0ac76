package demo

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// caller is a simulated provider that brings what is written to a channel's address.
type caller interface {
	SetCallback(ctx context.Context, callback, verifyToken string) error
}

// openDoor tells a provider a channel's address once the house answers there; false when ctx ended before.
func openDoor(ctx context.Context, provider caller, a *admin.Admin, origin string, ch sapa.Channel) bool {
	_, verify := a.ChannelSecrets(ch)
	for provider.SetCallback(ctx, origin+"/hooks/"+ch.PublicKey, verify) != nil {
		if !pause(ctx, 300*time.Millisecond) {
			return false
		}
	}
	return true
}
