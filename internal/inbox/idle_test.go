package inbox_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// idling is a house with the idle rule of 15 minutes, and a conversation that the first of its agents took.
type idling struct {
	*sapatest.House
	t      *testing.T
	c      sapa.Channel
	people []sapa.By
	id     sapa.ConversationID
}

const patience = 15 * time.Minute

func newIdling(t *testing.T, e sapatest.Engine, names ...string) *idling {
	t.Helper()
	h := sapatest.New(t, e)
	x := &idling{House: h, t: t, c: channelOf(t, h), people: agents(t, h, names...)}
	set(t, h, map[string]any{"idle_rule": true, "idle_minutes": 15})
	queue(t, h, x.c, "contact", 1)
	x.id = inState(t, h, sapa.InQueue)[0].ID
	if err := h.Inbox.Take(t.Context(), x.people[0], x.id, nil); err != nil {
		t.Fatal(err)
	}
	return x
}

// after turns the clock on and sweeps, and answers the conversation as it is then.
func (x *idling) after(d time.Duration) sapa.Conversation {
	x.t.Helper()
	x.Clock.Advance(d)
	if _, err := x.Inbox.Sweep(x.t.Context()); err != nil {
		x.t.Fatal(err)
	}
	c, err := x.Store.Conversation(x.t.Context(), x.Workspace, x.id)
	if err != nil {
		x.t.Fatal(err)
	}
	return c
}

// with fails unless somebody handles the conversation.
func (x *idling) with(who int, c sapa.Conversation) {
	x.t.Helper()
	if c.State != sapa.Handled || c.Assignee != x.people[who].Member {
		x.t.Fatalf("%s with %d, want agent %d: %d", c.State, c.Assignee, who, x.people[who].Member)
	}
}

// newest is what the timeline says last.
func (x *idling) newest() sapa.Event {
	x.t.Helper()
	all, err := x.Store.Timeline(x.t.Context(), x.Workspace, x.id, 0, 1000)
	if err != nil {
		x.t.Fatal(err)
	}
	return all[len(all)-1]
}

// Who does not answer in time loses the conversation to the next, who has as long; after everybody had it the search is made
// three times, and then it stays where it is until it is answered.
func TestTheIdleRuleMovesOn(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		x := newIdling(t, e, "eko", "fitri", "gilang")
		x.with(0, x.after(patience-time.Minute))
		x.with(1, x.after(time.Minute))
		if at := x.newest(); at.Kind != sapa.ConversationTransferred || at.Why != "idle_rule" || at.Actor != sapa.SystemActor() || at.Data["from"] != float64(x.people[0].Member) || at.Data["pick"] == nil {
			t.Fatalf("the timeline says %+v", at)
		}
		x.with(1, x.after(patience-time.Minute))
		x.with(2, x.after(time.Minute))
		for range 2 {
			c := x.after(patience)
			if x.with(2, c); c.Idle == nil || c.Idle.Held {
				t.Fatalf("given up too early: %+v", c.Idle)
			}
		}
		c := x.after(patience)
		if x.with(2, c); c.Idle == nil || !c.Idle.Held || !c.Due.Equal(c.SessionEnds) || x.newest().Kind != sapa.ConversationHeld {
			t.Fatalf("not given up: %+v, due %v, %s", c.Idle, c.Due, x.newest().Kind)
		}
		x.with(2, x.after(10*patience))
		if _, err := x.Inbox.Reply(t.Context(), x.people[2], x.id, inbox.Writing{ClientID: "answer-1", Text: "maaf, kak"}); err != nil {
			t.Fatal(err)
		}
		if c := x.after(0); c.Idle != nil || !c.WaitingSince.IsZero() {
			t.Fatalf("answered, and still %+v", c.Idle)
		}
		// A new wait begins anew, with those who had it in the former one.
		if _, err := x.Inbox.Ingest(t.Context(), x.c, []sapa.Inbound{said(x.c, "contact0", "second", "lalu?")}); err != nil {
			t.Fatal(err)
		}
		if c := x.after(patience); c.Assignee == x.people[2].Member {
			t.Fatal("in the new wait it was not moved")
		}
	})
}

// Who is full, and who is offline, gets nothing by the rule either; who comes to have room in between does.
func TestTheIdleRuleFindsNobody(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name     string
		bar, end func(x *idling)
	}{
		{
			"all others are full",
			func(x *idling) {
				set(x.t, x.House, map[string]any{"workload_mode": "all_channels", "workload_all": 1})
				queue(x.t, x.House, x.c, "other", 1)
				if _, err := x.Inbox.Next(x.t.Context(), x.people[1], ""); err != nil {
					x.t.Fatal(err)
				}
			},
			func(x *idling) { set(x.t, x.House, map[string]any{"workload_all": 2}) },
		},
		{
			"all others are offline",
			func(x *idling) { presence(x.t, x.House, x.people[1].Member, sapa.Offline) },
			func(x *idling) { presence(x.t, x.House, x.people[1].Member, sapa.Online) },
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			x := newIdling(t, sapatest.SQLite, "eko", "fitri")
			row.bar(x)
			for missed := 1; missed <= 2; missed++ {
				c := x.after(patience)
				if x.with(0, c); c.Idle == nil || c.Idle.Missed != missed || c.Idle.Held {
					t.Fatalf("after %d searches: %+v", missed, c.Idle)
				}
			}
			row.end(x)
			x.with(1, x.after(patience))
		})
	}
}

// A session that ends at the same moment ends, whoever could have taken the conversation.
func TestTheSessionEndsBeforeTheIdleRule(t *testing.T) {
	t.Parallel()
	x := newIdling(t, sapatest.SQLite, "eko", "fitri")
	if c := x.after(25 * time.Hour); c.State != sapa.Inactive || c.LastHandler != x.people[0].Member {
		t.Fatalf("%s with %d", c.State, c.Assignee)
	}
}

// A changed rule counts at once for what waits already, and one that is off moves nothing.
func TestTheIdleRuleChanges(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		x := newIdling(t, e, "eko", "fitri")
		set(t, x.House, map[string]any{"idle_rule": false})
		x.with(0, x.after(2*patience))
		set(t, x.House, map[string]any{"idle_rule": true, "idle_minutes": 60})
		x.with(0, x.after(patience))
		set(t, x.House, map[string]any{"idle_minutes": 10})
		x.with(1, x.after(0))
	})
}

// What the business answers with the provider's own app is an answer.
func TestAnAnswerElsewhereEndsTheWait(t *testing.T) {
	t.Parallel()
	x := newIdling(t, sapatest.SQLite, "eko", "fitri")
	x.after(patience / 2)
	echo := said(x.c, "contact0", "echo-1", "sudah kami jawab")
	echo.Kind = sapa.InboundEcho
	if _, err := x.Inbox.Ingest(t.Context(), x.c, []sapa.Inbound{echo}); err != nil {
		t.Fatal(err)
	}
	c := x.after(2 * patience)
	if x.with(0, c); !c.WaitingSince.IsZero() || !c.Due.Equal(c.SessionEnds) {
		t.Fatalf("waiting since %v, due %v", c.WaitingSince, c.Due)
	}
}

// Two processes that find the same conversation due move it once.
func TestTwoProcessesMoveOnOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, boxes, clock := pair(t, e)
		c := channelOf(t, h)
		people := agents(t, h, crew(4)...)
		set(t, h, map[string]any{"idle_rule": true, "idle_minutes": 15})
		queue(t, h, c, "contact", 20)
		for _, one := range inState(t, h, sapa.InQueue) {
			if err := h.Inbox.Take(t.Context(), people[0], one.ID, nil); err != nil {
				t.Fatal(err)
			}
		}
		h.Clock.Advance(16 * time.Minute)
		clock.Advance(16 * time.Minute)
		sapatest.Together(2, func(i int) {
			if _, err := boxes[i].Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
		if n := h.Query(`SELECT count(*), count(DISTINCT conversation_id) FROM events WHERE kind = 'conversation.transferred'`)[0]; n != "20|20" {
			t.Errorf("moves and conversations: %s", n)
		}
		// By least load they spread evenly over those who are there.
		for m, n := range held(t, h) {
			if n != 20/3 && n != 20/3+1 {
				t.Errorf("%s handles %d", fmt.Sprint(m), n)
			}
		}
	})
}
