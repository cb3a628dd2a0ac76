package routing

import (
	"slices"
	"time"
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
