// Package lifecycle is the law of a conversation's states (spec CNV-1 to CNV-6): which move is permitted from
// where, what it does to the assignee, and the two clocks. It is pure: values in, values out, the time an argument.
package lifecycle

import (
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Trigger is what asks a conversation to move.
type Trigger string

// The triggers of the transition table T1 to T12.
const (
	CustomerWrote Trigger = "customer_wrote" // T1, T9; appends in the other open states
	AutoAssigned  Trigger = "auto_assigned"  // T2
	Replied       Trigger = "first_reply"    // T3, T10; moves nothing while handled
	Taken         Trigger = "by_hand"        // T4, T10: "Assign to me", "Assign to agent", "Get new chat"
	Transferred   Trigger = "transferred"    // T5
	Unassigned    Trigger = "unassigned"     // T6: by hand, or because the member was removed
	IdleMoved     Trigger = "idle_rule"      // T7
	SessionEnded  Trigger = "session_ended"  // T8
	Closed        Trigger = "resolved"       // T11: by hand, automatically, in bulk
	Blocked       Trigger = "blocked_sender" // T12: resolved at creation
)

// Triggers lists all triggers.
func Triggers() []Trigger {
	return []Trigger{
		CustomerWrote, AutoAssigned, Replied, Taken, Transferred, Unassigned, IdleMoved, SessionEnded, Closed, Blocked,
	}
}

// Transition is one row of the table of permitted moves.
type Transition struct {
	Name string // the spec's number, such as "T4"; empty for what is permitted and moves nothing
	To   sapa.State
}

// table has every permitted move but T1, which makes a new conversation: see Open.
var table = map[sapa.State]map[Trigger]Transition{
	sapa.InQueue: {
		CustomerWrote: {"", sapa.InQueue},
		AutoAssigned:  {"T2", sapa.Handled},
		Replied:       {"T3", sapa.Handled},
		Taken:         {"T4", sapa.Handled},
		Closed:        {"T11", sapa.Resolved},
		Blocked:       {"T12", sapa.Resolved},
	},
	sapa.Handled: {
		CustomerWrote: {"", sapa.Handled},
		Replied:       {"", sapa.Handled},
		Transferred:   {"T5", sapa.Handled},
		Unassigned:    {"T6", sapa.InQueue},
		IdleMoved:     {"T7", sapa.Handled},
		SessionEnded:  {"T8", sapa.Inactive},
		Closed:        {"T11", sapa.Resolved},
	},
	sapa.Inactive: {
		CustomerWrote: {"T9", sapa.InQueue},
		Replied:       {"T10", sapa.Handled},
		Taken:         {"T10", sapa.Handled},
		Closed:        {"T11", sapa.Resolved},
	},
	// A message into a resolved conversation reaches the customer and moves nothing; the answer opens a new one (CNV-4).
	sapa.Resolved: {Replied: {"", sapa.Resolved}},
}

// Permitted finds what a trigger does in a state; false means that it is refused there.
func Permitted(from sapa.State, trigger Trigger) (Transition, bool) {
	t, ok := table[from][trigger]
	return t, ok
}

// Clock holds a channel's two periods.
type Clock struct {
	// Session is how long a conversation stays with its agent after the customer's last message.
	Session time.Duration
	// Window is the channel's messaging window; zero for channels without one.
	Window time.Duration
	// Late is how long ago the customer wrote what arrives now: the provider counts the window from then.
	Late time.Duration
	// Idle is the workspace's rule for agents who do not answer.
	Idle routing.Idle
}

// AdSession is how long the session of a conversation opened from an ad lasts at least, from its opening (CNV-6).
const AdSession = 72 * time.Hour

// Open makes a new conversation in the queue at the customer's message (T1). The caller fills in the ids.
func Open(now time.Time, clock Clock, fromAd bool) sapa.Conversation {
	c := sapa.Conversation{
		Facts:    sapa.Facts{State: sapa.InQueue},
		OpenedAt: now, QueuedAt: now, FromAd: fromAd,
	}
	return heard(c, now, clock)
}

// Move applies a trigger. By is the new assignee where the trigger makes one, and the member who resolves for
// Closed; zero for nobody. It answers the moved conversation and the transition's name, which is empty when only
// the clocks moved. What is not permitted is a Conflict and leaves c as it was.
func Move(c sapa.Conversation, trigger Trigger, by sapa.MemberID, now time.Time, clock Clock) (sapa.Conversation, string, error) {
	t, err := check(c, trigger, by, now)
	if err != nil {
		return c, "", err
	}
	if trigger == CustomerWrote {
		c = heard(c, now, clock)
	}
	if t.Name != "" {
		c = enter(c, t.To, by, now, clock)
	}
	// What the idle rule did belongs to one wait with agents whom the rule itself chose.
	if c.State != sapa.Handled || t.Name != "" && trigger != IdleMoved {
		c.Idle = nil
	}
	if trigger == Replied {
		return Answered(c, clock), t.Name, nil
	}
	c.Due = Due(c, clock)
	return c, t.Name, nil
}

// Answered notes that the business answered, whoever it was and wherever they did: nobody waits any more.
func Answered(c sapa.Conversation, clock Clock) sapa.Conversation {
	c.WaitingSince, c.Idle = time.Time{}, nil
	c.Due = Due(c, clock)
	return c
}

func check(c sapa.Conversation, trigger Trigger, by sapa.MemberID, now time.Time) (Transition, error) {
	t, ok := Permitted(c.State, trigger)
	switch {
	case !ok:
		return t, sapa.Errorf(sapa.Conflict, "wrong_state", "%s is not possible while the conversation is %s", trigger, c.State)
	case t.To == sapa.Handled && t.Name != "" && by == 0:
		return t, sapa.BadField("member", "required")
	case slices.Contains([]Trigger{Transferred, IdleMoved}, trigger) && by == c.Assignee:
		return t, sapa.Errorf(sapa.Conflict, "same_agent", "the conversation is with that agent already")
	case trigger == SessionEnded && now.Before(c.SessionEnds):
		return t, sapa.Errorf(sapa.Conflict, "wrong_state", "the session has not ended")
	}
	return t, nil
}

// heard notes a customer's message on the clocks. It never shortens a session: an ad's 72 hours stay.
func heard(c sapa.Conversation, now time.Time, clock Clock) sapa.Conversation {
	if c.WaitingSince.IsZero() {
		c.WaitingSince = now
	}
	if clock.Window > 0 {
		c.WindowEnds = later(c.WindowEnds, now.Add(clock.Window-clock.Late))
	}
	c.SessionEnds = later(c.SessionEnds, now.Add(clock.Session))
	if c.FromAd {
		c.SessionEnds = later(c.SessionEnds, c.OpenedAt.Add(AdSession))
	}
	return c
}

// enter puts the conversation into a state and keeps what that state promises about assignee and queue.
func enter(c sapa.Conversation, state sapa.State, by sapa.MemberID, now time.Time, clock Clock) sapa.Conversation {
	from := c.State
	if c.Assignee != 0 {
		c.LastHandler = c.Assignee
	}
	c.State, c.Assignee, c.QueuedAt = state, 0, time.Time{}
	switch state {
	case sapa.Handled:
		c.Assignee, c.LastHandler, c.AssignedAt = by, by, now
		// Whoever takes a conversation whose session is over gets a whole one; otherwise the sweeper would take
		// it away again within the minute (ADR 0005).
		if !c.SessionEnds.After(now) {
			c.SessionEnds = now.Add(clock.Session)
		}
	case sapa.InQueue:
		c.QueuedAt = now
		if !c.WaitingSince.IsZero() {
			c.QueuedAt = c.WaitingSince
		}
	case sapa.Resolved:
		c.ResolvedAt, c.WaitingSince = now, time.Time{}
		// Resolving straight from the queue is serving it: it stays visible to who did so.
		if by != 0 && (from == sapa.InQueue || c.LastHandler == 0) {
			c.LastHandler = by
		}
	case sapa.Inactive:
	}
	return c
}

// Due is the next moment the sweeper must act on a conversation: only handled ones end their session (CNV-6) or are taken
// from an agent who does not answer (ASG-8). Zero for never.
func Due(c sapa.Conversation, clock Clock) time.Time {
	if c.State != sapa.Handled {
		return time.Time{}
	}
	if idle := clock.Idle.Due(c); !idle.IsZero() && idle.Before(c.SessionEnds) {
		return idle
	}
	return c.SessionEnds
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
