package routing

import (
	"cmp"
	"slices"
)

// minWorkload picks the one who handles the fewest conversations, on all channels; among those the one picked longest ago,
// then the one who came first (spec ASG-3). It is handed the order of the rotation.
func minWorkload(able []Candidate, _ Seat) (int, Rule) {
	best := slices.MinFunc(able, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Handled, b.Handled), a.Picked.Compare(b.Picked), a.Seat().compare(b.Seat()))
	})
	at, rule := 0, LeastLoad
	for i, c := range able {
		switch {
		case c.Member == best.Member:
			at = i
		case c.Handled != best.Handled:
		case c.Picked.Equal(best.Picked):
			rule = FirstJoined
		case rule == LeastLoad:
			rule = LongestAgo
		}
	}
	return at, rule
}
