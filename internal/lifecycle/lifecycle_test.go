package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

var monday = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)

var day = lifecycle.Clock{Session: 24 * time.Hour, Window: 24 * time.Hour}

// in makes a conversation that stands in a state.
func in(state sapa.State) sapa.Conversation {
	c := lifecycle.Open(monday, day, false)
	steps := map[sapa.State][]lifecycle.Trigger{
		sapa.Handled: {lifecycle.Taken}, sapa.Inactive: {lifecycle.Taken, lifecycle.SessionEnded}, sapa.Resolved: {lifecycle.Closed},
	}
	now := monday
	for _, trigger := range steps[state] {
		if trigger == lifecycle.SessionEnded {
			now = c.SessionEnds
		}
		c, _, _ = lifecycle.Move(c, trigger, 1, now, day)
	}
	return c
}

// The table of spec CNV-1, written out a second time: what is not here must be refused.
var permitted = map[sapa.State]map[lifecycle.Trigger]struct {
	name string
	to   sapa.State
}{
	sapa.InQueue: {
		lifecycle.CustomerWrote: {"", sapa.InQueue}, lifecycle.AutoAssigned: {"T2", sapa.Handled}, lifecycle.Replied: {"T3", sapa.Handled},
		lifecycle.Taken: {"T4", sapa.Handled}, lifecycle.Closed: {"T11", sapa.Resolved}, lifecycle.Blocked: {"T12", sapa.Resolved},
	},
	sapa.Handled: {
		lifecycle.CustomerWrote: {"", sapa.Handled}, lifecycle.Replied: {"", sapa.Handled}, lifecycle.Transferred: {"T5", sapa.Handled},
		lifecycle.Unassigned: {"T6", sapa.InQueue}, lifecycle.IdleMoved: {"T7", sapa.Handled}, lifecycle.SessionEnded: {"T8", sapa.Inactive},
		lifecycle.Closed: {"T11", sapa.Resolved},
	},
	sapa.Inactive: {
		lifecycle.CustomerWrote: {"T9", sapa.InQueue}, lifecycle.Replied: {"T10", sapa.Handled}, lifecycle.Taken: {"T10", sapa.Handled},
		lifecycle.Closed: {"T11", sapa.Resolved},
	},
	sapa.Resolved: {lifecycle.Replied: {"", sapa.Resolved}},
}

func TestTransitions(t *testing.T) {
	t.Parallel()
	if c := lifecycle.Open(monday, day, false); c.State != sapa.InQueue { // T1
		t.Errorf("a new conversation is %s", c.State)
	}
	for _, state := range sapa.States() {
		for _, trigger := range lifecycle.Triggers() {
			c := in(state)
			want, ok := permitted[state][trigger]
			got, name, err := lifecycle.Move(c, trigger, 2, c.SessionEnds, day)
			switch {
			case !ok && (sapa.KindOf(err) != sapa.Conflict || got != c):
				t.Errorf("%s in %s: must be refused and change nothing, got %s, %v", trigger, state, got.State, err)
			case ok && (err != nil || name != want.name || got.State != want.to):
				t.Errorf("%s in %s = %s to %s, %v; want %s to %s", trigger, state, name, got.State, err, want.name, want.to)
			}
		}
	}
}

// step is one random act on a conversation.
type step struct {
	trigger lifecycle.Trigger
	member  sapa.MemberID
	after   time.Duration
}

var steps = rapid.Custom(func(t *rapid.T) step {
	return step{
		trigger: rapid.SampledFrom(lifecycle.Triggers()).Draw(t, "trigger"),
		member:  sapa.MemberID(rapid.IntRange(0, 3).Draw(t, "member")),
		after:   time.Duration(rapid.IntRange(0, 30).Draw(t, "hours")) * time.Hour,
	}
})

// Whatever happens in whatever order: the state has the assignee it promises, the queue has its place, only handled
// conversations are due, resolved ones stay resolved, and nothing but customers and taking over moves the session.
func TestLawsOfAnyHistory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := lifecycle.Open(monday, day, rapid.Bool().Draw(t, "ad"))
		now := monday
		for _, s := range rapid.SliceOfN(steps, 1, 40).Draw(t, "steps") {
			now = now.Add(s.after)
			before := c
			next, name, err := lifecycle.Move(c, s.trigger, s.member, now, day)
			if err != nil {
				if next != before {
					t.Fatalf("%s was refused and changed something", s.trigger)
				}
				continue
			}
			c = next
			check(t, before, c, s, name, now)
		}
	})
}

func check(t *rapid.T, before, c sapa.Conversation, s step, name string, now time.Time) {
	switch {
	case (c.State == sapa.Handled) != (c.Assignee != 0):
		t.Fatalf("%s with assignee %d", c.State, c.Assignee)
	case (c.State == sapa.InQueue) != !c.QueuedAt.IsZero():
		t.Fatalf("%s with a place in the queue at %v", c.State, c.QueuedAt)
	case (c.State == sapa.Handled) != !c.Due.IsZero():
		t.Fatalf("%s is due at %v", c.State, c.Due)
	case before.State == sapa.Resolved && c.State != sapa.Resolved:
		t.Fatalf("%s reopened a resolved conversation", s.trigger)
	case before.State == sapa.Handled && c.State != sapa.Handled && c.LastHandler != before.Assignee:
		t.Fatalf("%s forgot the last handler", s.trigger)
	case c.SessionEnds.Before(before.SessionEnds):
		t.Fatalf("%s shortened the session", s.trigger)
	case c.SessionEnds != before.SessionEnds && s.trigger != lifecycle.CustomerWrote && c.State != sapa.Handled:
		t.Fatalf("%s moved the session", s.trigger)
	case c.State == sapa.Handled && s.trigger != lifecycle.SessionEnded && name != "" && s.trigger != lifecycle.Transferred && !c.SessionEnds.After(now):
		t.Fatalf("%s took a conversation whose session is over already", s.trigger)
	case s.trigger == lifecycle.Replied && !c.WaitingSince.IsZero():
		t.Fatal("answered, and the customer waits still")
	case s.trigger == lifecycle.CustomerWrote && c.WaitingSince.IsZero():
		t.Fatal("the customer wrote and waits for nothing")
	case s.trigger != lifecycle.CustomerWrote && c.WindowEnds != before.WindowEnds:
		t.Fatalf("%s moved the messaging window", s.trigger)
	case name == "" && c.Facts != before.Facts:
		t.Fatalf("%s made no transition and changed who may see it", s.trigger)
	}
}

// The session of a conversation that an ad opened lasts 72 hours at least (CNV-6).
func TestAdSession(t *testing.T) {
	t.Parallel()
	c := lifecycle.Open(monday, day, true)
	if want := monday.Add(72 * time.Hour); c.SessionEnds != want {
		t.Errorf("session ends %v, want %v", c.SessionEnds, want)
	}
	c, _, _ = lifecycle.Move(c, lifecycle.CustomerWrote, 0, monday.Add(60*time.Hour), day)
	if want := monday.Add(84 * time.Hour); c.SessionEnds != want {
		t.Errorf("session ends %v, want %v", c.SessionEnds, want)
	}
	if want := monday.Add(84 * time.Hour); c.WindowEnds != want {
		t.Errorf("window ends %v, want %v: an ad opens no longer window", c.WindowEnds, want)
	}
}

// Who comes back from an agent to the queue keeps the place of who has waited since then.
func TestPlaceInQueue(t *testing.T) {
	t.Parallel()
	c := lifecycle.Open(monday, day, false)
	c, _, _ = lifecycle.Move(c, lifecycle.Taken, 1, monday.Add(time.Minute), day)
	c, _, _ = lifecycle.Move(c, lifecycle.Unassigned, 0, monday.Add(time.Hour), day)
	if c.QueuedAt != monday {
		t.Errorf("unanswered, it queues since %v, want since it was opened", c.QueuedAt)
	}
	c, _, _ = lifecycle.Move(c, lifecycle.Replied, 1, monday.Add(2*time.Hour), day)
	c, _, _ = lifecycle.Move(c, lifecycle.Unassigned, 0, monday.Add(3*time.Hour), day)
	if want := monday.Add(3 * time.Hour); c.QueuedAt != want {
		t.Errorf("answered, it queues since %v, want %v", c.QueuedAt, want)
	}
}

// Numbers have no gap and no double, whatever is said, and what customers can count skips notes.
func TestAppend(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := lifecycle.Open(monday, day, false)
		shown, inbound := 0, 0
		directions := rapid.SliceOf(rapid.SampledFrom([]sapa.Direction{sapa.In, sapa.Out, sapa.Note})).Draw(t, "directions")
		for i, d := range directions {
			var m sapa.Message
			c, m = lifecycle.Append(c, sapa.Message{Direction: d, Text: "x"})
			if d != sapa.Note {
				shown++
			}
			if d == sapa.In {
				inbound++
			}
			if m.Seq != i+1 || c.LastSeq != i+1 || c.ShownCount != shown || c.InboundCount != inbound {
				t.Fatalf("after %v: %+v", directions[:i+1], c)
			}
			if (d == sapa.Note) != (m.Shown == 0) || (m.Shown != 0 && m.Shown != shown) {
				t.Fatalf("message %d of %v is shown as %d", i, directions, m.Shown)
			}
		}
		if slices.Contains(directions, sapa.Note) && c.Last.Direction == sapa.Note {
			t.Fatal("a note became the preview")
		}
	})
}

func TestShorten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		short := lifecycle.Shorten(text)
		if n := len([]rune(short)); n > sapa.PreviewRunes {
			t.Fatalf("%d runes", n)
		}
		if again := lifecycle.Shorten(short); again != short {
			t.Fatalf("shortening twice: %q, then %q", short, again)
		}
	})
}
