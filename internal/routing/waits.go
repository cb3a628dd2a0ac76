package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Waits sums up how long customers waited.
type Waits struct {
	// Count is how many came, and Waiting how many of them nobody had taken by the end.
	Count, Waiting int
	// Half waited no longer than Median, nine of ten no longer than Most, and none longer than Longest. Zero of nobody.
	Median, Most, Longest time.Duration
	// Within1, Within5 and Within15 are how many waited no longer than so many minutes.
	Within1, Within5, Within15 int
}

// WaitsOf sums up what became of arrivals.
func WaitsOf(given []Given) Waits {
	w := Waits{Count: len(given)}
	if w.Count == 0 {
		return w
	}
	all := make([]time.Duration, 0, len(given))
	for _, g := range given {
		all = append(all, g.Wait)
		if g.Member == 0 {
			w.Waiting++
		}
	}
	slices.Sort(all)
	w.Median, w.Most, w.Longest = quantile(all, 50), quantile(all, 90), all[len(all)-1]
	within := func(minutes int) int {
		at, _ := slices.BinarySearch(all, time.Duration(minutes)*time.Minute+1)
		return at
	}
	w.Within1, w.Within5, w.Within15 = within(1), within(5), within(15)
	return w
}

// quantile is the smallest of sorted waits that so many of a hundred do not exceed.
func quantile(sorted []time.Duration, percent int) time.Duration {
	return sorted[(len(sorted)*percent+99)/100-1]
}

// Peak is the most conversations that one of some members handled at once between two moments: what arrived, and what became
// of it. Zero when they handled none.
func Peak(arrivals []Arrival, given []Given, of func(sapa.MemberID) bool, from, until time.Time) int {
	type step struct {
		at     time.Time
		member sapa.MemberID
		by     int
	}
	var steps []step
	for i, g := range given {
		start := arrivals[i].At.Add(g.Wait)
		end := start.Add(arrivals[i].Busy)
		if g.Member == 0 || !of(g.Member) || !end.After(start) || !end.After(from) || !start.Before(until) {
			continue
		}
		steps = append(steps, step{start, g.Member, 1}, step{end, g.Member, -1})
	}
	// Who ends one and begins another at the same moment never has both.
	slices.SortFunc(steps, func(x, y step) int { return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.by, y.by)) })
	most, now := 0, map[sapa.MemberID]int{}
	for _, s := range steps {
		now[s.member] += s.by
		most = max(most, now[s.member])
	}
	return most
}
