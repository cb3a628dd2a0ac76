package routing

import (
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Idle is the rule for agents who do not answer (spec ASG-8). The zero Idle is off.
type Idle struct {
	// After is how long a customer waits before the conversation moves on; zero when the rule is off.
	After time.Duration
}

// Searches is how often somebody else is looked for before the conversation stays where it is: once when the time is up and
// again after each further period ("searches 3 times", spec ASG-8).
const Searches = 3

// Due is when the rule acts next on a conversation; zero for never.
func (i Idle) Due(c sapa.Conversation) time.Time {
	if i.After == 0 || c.State != sapa.Handled || c.WaitingSince.IsZero() {
		return time.Time{}
	}
	from, missed := c.AssignedAt, 0
	if c.WaitingSince.After(from) {
		from = c.WaitingSince
	}
	if c.Idle != nil {
		if c.Idle.Held {
			return time.Time{}
		}
		missed = c.Idle.Missed
	}
	return from.Add(time.Duration(missed+1) * i.After)
}

// Next looks for somebody else for a conversation whose agent has not answered: with the strategy or, where agents take for
// themselves, by least load. It answers who, nobody when it stays, and the wait from then on. Without anybody the search is
// repeated after another period, three times in all; then the conversation is held.
func (i Idle) Next(c sapa.Conversation, strategy Strategy, a Ask) (Pick, sapa.Spell) {
	if !strategy.Automatic() {
		strategy = MinWorkload
	}
	var s sapa.Spell
	if c.Idle != nil {
		s = *c.Idle
	}
	a.Not = append([]sapa.MemberID{c.Assignee}, s.Tried...)
	pick := strategy.Pick(a)
	if pick.Member == 0 {
		s.Missed++
		s.Held = s.Missed >= Searches
		return pick, s
	}
	s.Tried, s.Missed = append(slices.Clone(s.Tried), c.Assignee), 0
	return pick, s
}
