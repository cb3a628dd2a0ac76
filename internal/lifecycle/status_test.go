package lifecycle_test

import (
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The furthest status holds: every other one, whenever it comes, changes nothing.
func TestFurther(t *testing.T) {
	t.Parallel()
	order := []sapa.Status{sapa.StatusNone, sapa.Queued, sapa.Unsure, sapa.Sent, sapa.Failed, sapa.Delivered, sapa.Read}
	for i, from := range order {
		for j, to := range order {
			if got := lifecycle.Further(from, to); got != (j > i) {
				t.Errorf("from %q to %q: %v", from, to, got)
			}
		}
	}
}

// A reaction opens the messaging window, from when the provider took it, and changes nothing else.
func TestHeard(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	day := lifecycle.Clock{Session: 12 * time.Hour, Window: 24 * time.Hour}
	open := sapa.Conversation{
		Facts: sapa.Facts{State: sapa.Inactive, LastHandler: 3}, WindowEnds: now, SessionEnds: now.Add(-time.Hour), LastSeq: 4, InboundCount: 2,
	}
	longer, resolved := open, open
	longer.WindowEnds, resolved.State = now.Add(48*time.Hour), sapa.Resolved
	widened := open
	widened.WindowEnds = now.Add(24 * time.Hour)
	for name, c := range map[string]struct {
		before, after sapa.Conversation
		clock         lifecycle.Clock
	}{
		"an open one":               {open, widened, day},
		"one that is open longer":   {longer, longer, day},
		"one that is resolved":      {resolved, resolved, day},
		"on a channel without one":  {open, open, lifecycle.Clock{Session: time.Hour}},
		"one that is wide open now": {widened, widened, day},
	} {
		if got := lifecycle.Heard(c.before, now, c.clock); got != c.after {
			t.Errorf("%s becomes %+v", name, got)
		}
	}
}

// What the business wrote elsewhere to a stranger is a conversation in which nobody waits and nothing is due.
func TestOpenClosed(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	c := lifecycle.OpenClosed(now)
	if c.State != sapa.Resolved || !c.WaitingSince.IsZero() || !c.Due.IsZero() || !c.WindowEnds.IsZero() || c.Assignee != 0 || c.ResolvedAt != now || c.OpenedAt != now {
		t.Errorf("%+v", c)
	}
	if _, ok := lifecycle.Permitted(c.State, lifecycle.CustomerWrote); ok {
		t.Error("the contact's first message would not open a conversation of its own")
	}
}

// Whoever writes first handles what comes of it, for a whole session, and nobody waits.
func TestBegin(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	c := lifecycle.Begin(now, 7, lifecycle.Clock{Session: time.Hour})
	want := sapa.Conversation{
		Facts: sapa.Facts{State: sapa.Handled, Assignee: 7, LastHandler: 7}, Outbound: true, OpenedAt: now, AssignedAt: now,
		SessionEnds: now.Add(time.Hour), Due: now.Add(time.Hour),
	}
	if c != want {
		t.Errorf("it is %+v", c)
	}
}
