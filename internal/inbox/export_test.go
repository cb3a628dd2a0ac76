package inbox

import "context"

// Happenings is for the test of what bounds it.
var Happenings = happenings

// RouteRung looks at the workspaces that were rung for, and at no other: what finds an agent by it was told of.
func (b *Inbox) RouteRung(ctx context.Context) (int, error) { return b.routeRung(ctx) }

// HoldReplays takes the place in which pasts are replayed.
func (b *Inbox) HoldReplays(ctx context.Context) (leave func(), err error) { return b.supposing(ctx) }

// When days and hours begin.
var (
	Today    = today
	Tomorrow = tomorrow
	NextHour = nextHour
)
