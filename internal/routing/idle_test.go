package routing_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func TestWhenTheIdleRuleIsDue(t *testing.T) {
	rule := routing.Idle{After: 15 * time.Minute}
	held := func(assigned, unanswered int, spell *sapa.Spell) sapa.Conversation {
		c := sapa.Conversation{Facts: sapa.Facts{State: sapa.Handled, Assignee: 1}, AssignedAt: at(assigned), Idle: spell}
		if unanswered >= 0 {
			c.WaitingSince = at(unanswered)
		}
		return c
	}
	for _, row := range []struct {
		name string
		rule routing.Idle
		c    sapa.Conversation
		due  time.Time
	}{
		{"off", routing.Idle{}, held(0, 0, nil), time.Time{}},
		{"everything is answered", rule, held(0, -1, nil), time.Time{}},
		{"nobody has it", rule, sapa.Conversation{Facts: sapa.Facts{State: sapa.InQueue}, WaitingSince: at(0)}, time.Time{}},
		{"the customer wrote later", rule, held(0, 5, nil), at(20)},
		{"it was assigned later", rule, held(9, 5, nil), at(24)},
		{"nobody was found once", rule, held(0, 0, &sapa.Spell{Missed: 1}), at(30)},
		{"the search was given up", rule, held(0, 0, &sapa.Spell{Missed: 3, Held: true}), time.Time{}},
	} {
		t.Run(row.name, func(t *testing.T) {
			if due := row.rule.Due(row.c); !due.Equal(row.due) {
				t.Errorf("due at %v, want %v", due, row.due)
			}
		})
	}
}

// A conversation never comes back to somebody in one wait, and the search ends: with as many moves as there are others, and
// three searches more.
func TestTheIdleRuleEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := ask(t)
		rule := routing.Idle{After: time.Minute}
		c := sapa.Conversation{Facts: sapa.Facts{State: sapa.Handled, Assignee: 99}, AssignedAt: at(0), WaitingSince: at(0), Idle: &sapa.Spell{}}
		strategy := rapid.SampledFrom(routing.Strategies()).Draw(t, "strategy")
		had := []sapa.MemberID{99}
		for step := 0; !c.Idle.Held; step++ {
			if step > len(a.Pool)+routing.Searches {
				t.Fatalf("the rule goes on and on: %+v", c.Idle)
			}
			now := rule.Due(c)
			pick, spell := rule.Next(c, strategy, a)
			if pick.Member != 0 {
				if slices.Contains(had, pick.Member) {
					t.Fatalf("%d had it before: %v", pick.Member, had)
				}
				had = append(had, pick.Member)
				c.Assignee, c.AssignedAt = pick.Member, now
			}
			c.Idle = &spell
		}
		if c.Idle.Missed != routing.Searches || !rule.Due(c).IsZero() {
			t.Fatalf("given up after %d searches, due %v", c.Idle.Missed, rule.Due(c))
		}
	})
}
