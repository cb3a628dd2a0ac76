package lifecycle

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// progress orders the statuses by how far a message got. Statuses come in any order and more than once: the furthest
// one holds, so that every order gives the same end. Delivered beats failed, since it did arrive.
var progress = map[sapa.Status]int{
	sapa.Queued: 1, sapa.Unsure: 2, sapa.Sent: 3, sapa.Failed: 4, sapa.Delivered: 5, sapa.Read: 6,
}

// Further tells whether a message moves from one status to another.
func Further(from, to sapa.Status) bool { return progress[to] > progress[from] }

// Heard notes what shows that the contact is there without a message of theirs, such as a reaction: it opens the
// messaging window and nothing else (spec CHN-7, CNV-5).
func Heard(c sapa.Conversation, at time.Time, clock Clock) sapa.Conversation {
	if clock.Window > 0 && c.State != sapa.Resolved {
		c.WindowEnds = later(c.WindowEnds, at.Add(clock.Window))
	}
	return c
}

// OpenClosed makes a conversation for what the business wrote elsewhere to somebody who never wrote here: it is resolved
// from the beginning, since nobody waits for anything.
func OpenClosed(now time.Time) sapa.Conversation {
	return sapa.Conversation{Facts: sapa.Facts{State: sapa.Resolved}, Outbound: true, OpenedAt: now, ResolvedAt: now, SessionEnds: now}
}

// Begin makes a conversation that a member opens by writing first: it is theirs, and nobody waits.
func Begin(now time.Time, by sapa.MemberID, clock Clock) sapa.Conversation {
	c := enter(sapa.Conversation{Facts: sapa.Facts{State: sapa.InQueue}, OpenedAt: now}, sapa.Handled, by, now, clock)
	c.Outbound, c.Due = true, Due(c, clock)
	return c
}
