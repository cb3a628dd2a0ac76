package inbox

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Happenings is for the test of what bounds it.
var Happenings = happenings

// RouteRung looks at the workspaces that were rung for, and at no other: what finds an agent by it was told of.
func (b *Inbox) RouteRung(ctx context.Context) (int, error) { return b.routeRung(ctx) }

// HoldReplays takes the place in which pasts are replayed.
func (b *Inbox) HoldReplays(ctx context.Context, by sapa.By) (leave func(), err error) {
	return b.replays.enter(ctx, by)
}

// HoldOwnReplay takes the place in which a member waits for the one in which pasts are replayed.
func (b *Inbox) HoldOwnReplay(by sapa.By) (leave func()) {
	own := b.replays.come(by)
	own.place <- struct{}{}
	return func() {
		<-own.place
		b.replays.gone(by)
	}
}

// Replaying is how many members replay a past or wait for it.
func (b *Inbox) Replaying() int {
	b.replays.mu.Lock()
	defer b.replays.mu.Unlock()
	return len(b.replays.of)
}

// When days and hours begin.
var (
	Today    = today
	Tomorrow = tomorrow
	NextHour = nextHour
)
