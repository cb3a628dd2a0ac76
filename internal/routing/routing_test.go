package routing_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

const web, phone = sapa.ChannelID(1), sapa.ChannelID(2)

var morning = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// at is so many minutes after the morning.
func at(minutes int) time.Time { return morning.Add(time.Duration(minutes) * time.Minute) }

func candidate(t *rapid.T, id int) routing.Candidate {
	handled := rapid.IntRange(0, 5).Draw(t, "handled")
	return routing.Candidate{
		Member: sapa.MemberID(id), Here: rapid.IntRange(0, 3).Draw(t, "here") > 0, Joined: at(rapid.IntRange(0, 3).Draw(t, "joined")),
		Handled: handled, OnChannel: rapid.IntRange(0, handled).Draw(t, "on channel"), Picked: at(rapid.IntRange(0, 3).Draw(t, "picked")),
	}
}

func workload(t *rapid.T) routing.Workload {
	return routing.Workload{
		Mode:     rapid.SampledFrom([]routing.Mode{routing.Unlimited, routing.AllChannels, routing.PerChannel}).Draw(t, "mode"),
		All:      rapid.IntRange(1, 5).Draw(t, "all"),
		Channels: map[sapa.ChannelID]int{web: rapid.IntRange(0, 4).Draw(t, "web")},
		Own:      map[sapa.MemberID]int{2: rapid.IntRange(1, 5).Draw(t, "own")},
	}
}

func ask(t *rapid.T) routing.Ask {
	a := routing.Ask{Channel: rapid.SampledFrom([]sapa.ChannelID{web, phone}).Draw(t, "channel"), Limit: workload(t)}
	for id := range rapid.IntRange(0, 8).Draw(t, "agents") {
		a.Pool = append(a.Pool, candidate(t, id+1))
	}
	if rapid.Bool().Draw(t, "one is out") {
		a.Not = []sapa.MemberID{1}
	}
	a.Last = routing.Seat{Joined: at(rapid.IntRange(0, 3).Draw(t, "last")), Member: sapa.MemberID(rapid.IntRange(0, 9).Draw(t, "last member"))}
	return a
}

// able tells, in the words of the spec and not of the code, whether somebody may be picked.
func able(a routing.Ask, c routing.Candidate) bool {
	if !c.Here || slices.Contains(a.Not, c.Member) {
		return false
	}
	own, has := a.Limit.Own[c.Member]
	switch {
	case a.Limit.Mode == routing.AllChannels && has:
		return c.Handled < own
	case a.Limit.Mode == routing.AllChannels:
		return c.Handled < a.Limit.All
	case a.Limit.Mode == routing.PerChannel && a.Limit.Channels[a.Channel] > 0 && has:
		return c.OnChannel < own
	case a.Limit.Mode == routing.PerChannel && a.Limit.Channels[a.Channel] > 0:
		return c.OnChannel < a.Limit.Channels[a.Channel]
	}
	return true
}

func TestPicksOnlyThoseWhoMay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := ask(t)
		var may []sapa.MemberID
		for _, c := range a.Pool {
			if able(a, c) {
				may = append(may, c.Member)
			}
		}
		for _, s := range []routing.Strategy{routing.MinWorkload, routing.RoundRobin} {
			p := s.Pick(a)
			if len(may) == 0 != (p.Member == 0) || p.Member != 0 && !slices.Contains(may, p.Member) {
				t.Fatalf("%s picked %d; %v may be picked", s, p.Member, may)
			}
			if p.Why.Among != len(may) || len(p.Why.Passed) != len(a.Pool)-len(may) || p.Why.Rule == "" {
				t.Fatalf("%s explains %+v; %v of %d may be picked", s, p.Why, may, len(a.Pool))
			}
		}
		if p := routing.Open.Pick(a); p.Member != 0 {
			t.Fatalf("nobody picks where agents take for themselves, and %d was", p.Member)
		}
	})
}

func TestTheOrderOfThePoolDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := ask(t)
		other := a
		other.Pool = rapid.Permutation(a.Pool).Draw(t, "shuffled")
		for _, s := range routing.Strategies() {
			if one, two := s.Pick(a), s.Pick(other); one.Member != two.Member || one.Why.Rule != two.Why.Rule || one.Last != two.Last {
				t.Fatalf("%s picks %+v, shuffled %+v", s, one, two)
			}
		}
	})
}

func TestTheLeastLoadIsNeverPassedOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := ask(t)
		p := routing.MinWorkload.Pick(a)
		i := slices.IndexFunc(a.Pool, func(c routing.Candidate) bool { return c.Member == p.Member })
		for _, c := range a.Pool {
			if i >= 0 && able(a, c) && c.Handled < a.Pool[i].Handled {
				t.Fatalf("%+v was picked and %+v has less to do", a.Pool[i], c)
			}
		}
	})
}

func TestWhyTheLeastLoadedWasPicked(t *testing.T) {
	c := func(id sapa.MemberID, handled, picked int) routing.Candidate {
		return routing.Candidate{Member: id, Here: true, Joined: at(int(id)), Handled: handled, Picked: at(picked)}
	}
	for _, row := range []struct {
		name   string
		pool   []routing.Candidate
		member sapa.MemberID
		rule   routing.Rule
	}{
		{"nobody is there", nil, 0, routing.Nobody},
		{"one is there", []routing.Candidate{c(1, 9, 0)}, 1, routing.OnlyOne},
		{"one has less to do", []routing.Candidate{c(1, 2, 0), c(2, 1, 5)}, 2, routing.LeastLoad},
		{"as much to do, picked longer ago", []routing.Candidate{c(1, 1, 5), c(2, 1, 3), c(3, 2, 0)}, 2, routing.LongestAgo},
		{"nobody was picked yet", []routing.Candidate{c(3, 1, 0), c(2, 1, 0), c(1, 4, 0)}, 2, routing.FirstJoined},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := routing.MinWorkload.Pick(routing.Ask{Channel: web, Pool: row.pool})
			if p.Member != row.member || p.Why.Rule != row.rule {
				t.Errorf("%d was picked by %s", p.Member, p.Why.Rule)
			}
		})
	}
}

// Whatever comes and goes, of those who can always take something nobody gets more than one ahead of another.
func TestTheRotationIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steady := rapid.IntRange(1, 5).Draw(t, "steady")
		pool := make([]routing.Candidate, 0, 20)
		join := func(here bool) {
			pool = append(pool, routing.Candidate{Member: sapa.MemberID(len(pool) + 1), Here: here, Joined: at(len(pool))})
		}
		moody := map[int]bool{}
		for i := range steady + rapid.IntRange(0, 5).Draw(t, "others") {
			moody[i] = i%2 == 1 || i >= 2*steady
			join(true)
		}
		counts, last := map[sapa.MemberID]int{}, routing.Seat{}
		for range rapid.IntRange(1, 60).Draw(t, "messages") {
			for i := range pool {
				if moody[i] {
					pool[i].Here = rapid.Bool().Draw(t, "here")
				}
			}
			if len(pool) < 20 && rapid.IntRange(0, 9).Draw(t, "somebody joins") == 0 {
				moody[len(pool)] = true
				join(true)
			}
			p := routing.RoundRobin.Pick(routing.Ask{Channel: web, Pool: pool, Last: last})
			counts[p.Member]++
			last = p.Last
			least, most := 1<<30, 0
			for i, c := range pool {
				if !moody[i] {
					least, most = min(least, counts[c.Member]), max(most, counts[c.Member])
				}
			}
			if most > 0 && most-least > 1 {
				t.Fatalf("one of the steady got %d and another %d: %v", most, least, counts)
			}
		}
	})
}

func TestWhoKeepsTheirSeat(t *testing.T) {
	pool := []routing.Candidate{
		{Member: 1, Here: true, Joined: at(1)}, {Member: 2, Here: false, Joined: at(2)}, {Member: 3, Here: true, Joined: at(3)},
	}
	var got []sapa.MemberID
	last := routing.Seat{}
	for i := range 6 {
		pool[1].Here = i >= 2
		p := routing.RoundRobin.Pick(routing.Ask{Pool: pool, Last: last})
		got, last = append(got, p.Member), p.Last
	}
	if want := []sapa.MemberID{1, 3, 1, 2, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("picked %v, want %v", got, want)
	}
}
