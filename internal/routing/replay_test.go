package routing_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func arrival(minute, busy int) routing.Arrival {
	return routing.Arrival{At: at(minute), Channel: web, Busy: time.Duration(busy) * time.Minute}
}

func TestReplay(t *testing.T) {
	one := routing.Workload{Mode: routing.AllChannels, All: 1}
	day := []routing.Shift{{Member: 1, From: at(0), To: at(60)}, {Member: 2, From: at(0), To: at(60)}}
	for _, row := range []struct {
		name     string
		arrivals []routing.Arrival
		shifts   []routing.Shift
		limit    routing.Workload
		members  []sapa.MemberID
		minutes  []int
	}{
		{
			"one at a time, the third waits for the first who is done",
			[]routing.Arrival{arrival(0, 10), arrival(1, 5), arrival(2, 5)}, day, one,
			[]sapa.MemberID{1, 2, 2}, []int{0, 0, 4},
		},
		{
			"without a limit nobody waits",
			[]routing.Arrival{arrival(0, 10), arrival(1, 5), arrival(2, 5)}, day, routing.Workload{},
			[]sapa.MemberID{1, 2, 1}, []int{0, 0, 0},
		},
		{
			"what comes at night waits for the morning, oldest first",
			[]routing.Arrival{arrival(-20, 10), arrival(-10, 10)}, day[:1], one,
			[]sapa.MemberID{1, 1}, []int{20, 20},
		},
		{
			"who has gone takes nothing more",
			[]routing.Arrival{arrival(59, 1), arrival(61, 1)}, day, one,
			[]sapa.MemberID{1, 0}, []int{0, 39},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			given := routing.Replay(row.arrivals, row.shifts, routing.Plan{
				Strategy: routing.MinWorkload, Limit: row.limit, Joined: map[sapa.MemberID]time.Time{1: at(-9), 2: at(-8)},
			}, at(100))
			var members []sapa.MemberID
			var minutes []int
			for _, g := range given {
				members, minutes = append(members, g.Member), append(minutes, int(g.Wait.Minutes()))
			}
			if !slices.Equal(members, row.members) || !slices.Equal(minutes, row.minutes) {
				t.Errorf("given to %v after %v, want %v after %v", members, minutes, row.members, row.minutes)
			}
		})
	}
}

// In a replay nobody is ever above the limit or picked while away, and of one channel what came first is given out first.
func TestReplayKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 3).Draw(t, "limit")
		var arrivals []routing.Arrival
		minute := 0
		for range rapid.IntRange(0, 40).Draw(t, "arrivals") {
			minute += rapid.IntRange(0, 4).Draw(t, "gap")
			arrivals = append(arrivals, arrival(minute, rapid.IntRange(1, 20).Draw(t, "busy")))
		}
		var shifts []routing.Shift
		for id := range rapid.IntRange(0, 4).Draw(t, "agents") {
			from := rapid.IntRange(0, 60).Draw(t, "from")
			shifts = append(shifts, routing.Shift{Member: sapa.MemberID(id + 1), From: at(from), To: at(from + rapid.IntRange(1, 60).Draw(t, "long"))})
		}
		strategy := rapid.SampledFrom([]routing.Strategy{routing.MinWorkload, routing.RoundRobin}).Draw(t, "strategy")
		given := routing.Replay(arrivals, shifts, routing.Plan{Strategy: strategy, Limit: routing.Workload{Mode: routing.AllChannels, All: limit}}, at(200))
		before := time.Time{}
		for i, g := range given {
			taken := arrivals[i].At.Add(g.Wait)
			if g.Member == 0 {
				taken = at(1000)
			} else {
				here(t, shifts, g.Member, taken)
				below(t, arrivals, given, i, limit)
			}
			if taken.Before(before) {
				t.Fatalf("number %d was given out before an older one: %+v", i, given)
			}
			before = taken
		}
	})
}

func here(t *rapid.T, shifts []routing.Shift, id sapa.MemberID, when time.Time) {
	for _, s := range shifts {
		if s.Member == id && !when.Before(s.From) && when.Before(s.To) {
			return
		}
	}
	t.Fatalf("%d was picked at %v, which is outside their shifts %+v", id, when, shifts)
}

// below looks how many others the member had when the i-th was given to them.
func below(t *rapid.T, arrivals []routing.Arrival, given []routing.Given, i, limit int) {
	when, held := arrivals[i].At.Add(given[i].Wait), 0
	for k, g := range given {
		from := arrivals[k].At.Add(g.Wait)
		if g.Member == given[i].Member && !from.After(when) && from.Add(arrivals[k].Busy).After(when) {
			held++
		}
	}
	if held > limit {
		t.Fatalf("%d handled %d at once with a limit of %d", given[i].Member, held, limit)
	}
}
