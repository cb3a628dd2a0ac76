package routing_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// happened makes an event of a conversation.
func happened(number int64, when time.Time, kind sapa.EventKind, id int, by sapa.Actor, subject sapa.MemberID) routing.Happening {
	return routing.Happening{
		Event:   sapa.Event{Number: number, At: when, Kind: kind, Conversation: sapa.ConversationID(id), Actor: by, Subject: int64(subject)},
		Channel: web,
	}
}

func TestHistoryOf(t *testing.T) {
	contact, one, system := sapa.ContactActor(9), sapa.MemberActor(1), sapa.SystemActor()
	was := func(h routing.Happening, state sapa.State, assignee sapa.MemberID) routing.Happening {
		h.Was = &sapa.Facts{State: state, Assignee: assignee}
		return h
	}
	for _, row := range []struct {
		name   string
		events []routing.Happening
		want   []string
	}{
		{"taken and resolved", []routing.Happening{
			happened(1, at(0), sapa.ConversationOpened, 1, contact, 0), happened(2, at(3), sapa.ConversationAssigned, 1, one, 1),
			happened(3, at(9), sapa.ConversationResolved, 1, one, 0),
		}, []string{"0 to 1 after 3, busy 6"}},
		{"a transfer is no end", []routing.Happening{
			happened(1, at(0), sapa.ConversationOpened, 1, contact, 0), happened(2, at(3), sapa.ConversationAssigned, 1, one, 1),
			happened(3, at(5), sapa.ConversationTransferred, 1, one, 2), happened(4, at(9), sapa.ConversationResolved, 1, one, 0),
		}, []string{"0 to 1 after 3, busy 6"}},
		{"back into the queue is another arrival", []routing.Happening{
			happened(1, at(0), sapa.ConversationOpened, 1, contact, 0), happened(2, at(3), sapa.ConversationAssigned, 1, one, 1),
			happened(3, at(5), sapa.ConversationUnassigned, 1, one, 1), happened(4, at(9), sapa.ConversationAssigned, 1, one, 2),
			happened(5, at(10), sapa.ConversationInactive, 1, system, 0), happened(6, at(20), sapa.ConversationReopened, 1, contact, 0),
		}, []string{"0 to 1 after 3, busy 2", "5 to 2 after 4, busy 1", "20 to 0 after 80, busy 2"}},
		{"handled before it began, and to the end", []routing.Happening{
			was(happened(1, at(4), sapa.ConversationResolved, 1, one, 0), sapa.Handled, 2),
			happened(2, at(90), sapa.ConversationOpened, 2, contact, 0), happened(3, at(95), sapa.ConversationAssigned, 2, one, 1),
		}, []string{"0 held by 2, busy 4", "90 to 1 after 5, busy 10"}},
		{"waited before it began", []routing.Happening{
			was(happened(1, at(4), sapa.ConversationAssigned, 1, one, 1), sapa.InQueue, 0), happened(2, at(5), sapa.ConversationResolved, 1, one, 0),
		}, []string{"0 to 1 after 4, busy 1"}},
		{"the business wrote first", []routing.Happening{
			happened(1, at(4), sapa.ConversationOpened, 1, one, 0), happened(2, at(9), sapa.ConversationResolved, 1, one, 0),
		}, []string{"4 held by 1, busy 5"}},
		{"answered after its session ended", []routing.Happening{
			was(happened(1, at(4), sapa.ConversationAssigned, 1, one, 1), sapa.Inactive, 0), happened(2, at(9), sapa.ConversationResolved, 1, one, 0),
		}, []string{"4 held by 1, busy 5"}},
		{"resolved in the queue", []routing.Happening{
			happened(1, at(4), sapa.ConversationOpened, 1, contact, 0), happened(2, at(9), sapa.ConversationResolved, 1, one, 0),
		}, []string{"4 to 1 after 5, busy 0"}},
		{"a blocked sender waits for nobody", []routing.Happening{
			happened(1, at(4), sapa.ConversationOpened, 1, contact, 0), happened(2, at(4), sapa.ConversationResolved, 1, system, 0),
		}, nil},
		{"outside of the stretch", []routing.Happening{
			happened(1, at(-4), sapa.ConversationOpened, 1, contact, 0), happened(2, at(100), sapa.ConversationOpened, 2, contact, 0),
		}, nil},
		{"nobody tells how long agents are busy", []routing.Happening{
			happened(1, at(99), sapa.ConversationOpened, 1, contact, 0),
		}, []string{"99 to 0 after 1, busy 30"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			h := routing.HistoryOf(row.events, at(0), at(100))
			var got []string
			for i, a := range h.Arrivals {
				minute, busy, g := a.At.Sub(morning).Minutes(), a.Busy.Minutes(), h.Given[i]
				if a.Held != 0 {
					got = append(got, fmt.Sprintf("%v held by %d, busy %v", minute, a.Held, busy))
					continue
				}
				got = append(got, fmt.Sprintf("%v to %d after %v, busy %v", minute, g.Member, g.Wait.Minutes(), busy))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// past is a house of which everything is known: what came, who was there, and by which rules it was given out.
type past struct {
	arrivals []routing.Arrival
	shifts   []routing.Shift
	plan     routing.Plan
}

func drawPast(t *rapid.T) past {
	p := past{plan: routing.Plan{
		Strategy: rapid.SampledFrom([]routing.Strategy{routing.MinWorkload, routing.RoundRobin}).Draw(t, "strategy"), Limit: workload(t),
		Pools: map[sapa.DepartmentID][]sapa.MemberID{1: {1, 2}, 2: {2, 3, 4}},
	}}
	minute := 0
	for range rapid.IntRange(0, 40).Draw(t, "arrivals") {
		minute += rapid.IntRange(1, 4).Draw(t, "gap")
		a := arrival(minute, rapid.IntRange(1, 20).Draw(t, "busy"))
		a.Channel = rapid.SampledFrom([]sapa.ChannelID{web, phone}).Draw(t, "channel")
		a.Department = sapa.DepartmentID(rapid.IntRange(0, 2).Draw(t, "department"))
		p.arrivals = append(p.arrivals, a)
	}
	for id := range rapid.IntRange(0, 4).Draw(t, "agents") {
		from := rapid.IntRange(0, 60).Draw(t, "from")
		p.shifts = append(p.shifts, routing.Shift{
			Member: sapa.MemberID(id + 1), From: at(from), To: at(from + rapid.IntRange(1, 90).Draw(t, "long")),
		})
	}
	return p
}

// events are what the timeline would have of a past.
func (p past) events(given []routing.Given) []routing.Happening {
	var all []routing.Happening
	for i, a := range p.arrivals {
		say := func(when time.Time, kind sapa.EventKind, by sapa.Actor, subject sapa.MemberID) {
			h := happened(int64(len(all)+1), when, kind, i+1, by, subject)
			h.Channel, h.Department = a.Channel, a.Department
			all = append(all, h)
		}
		say(a.At, sapa.ConversationOpened, sapa.ContactActor(1), 0)
		if g := given[i]; g.Member != 0 {
			say(a.At.Add(g.Wait), sapa.ConversationAssigned, sapa.SystemActor(), g.Member)
			say(a.At.Add(g.Wait+a.Busy), sapa.ConversationResolved, sapa.MemberActor(g.Member), 0)
		}
	}
	return all
}

// Where history was made by a strategy, the same rules replayed over it give the very same waits, in whatever order it is
// told.
func TestReplayOfWhatAStrategyDid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		given := routing.Replay(p.arrivals, p.shifts, p.plan, at(1000))
		events := p.events(given)
		h := routing.HistoryOf(events, at(0), at(1000))
		if len(h.Arrivals) != len(p.arrivals) || !slices.Equal(h.Given, given) {
			t.Fatalf("history is %+v, and %+v was", h.Given, given)
		}
		if again := routing.Replay(h.Arrivals, p.shifts, p.plan, at(1000)); !slices.Equal(again, given) {
			t.Fatalf("replayed %+v, and %+v was", again, given)
		}
		shuffled := rapid.Permutation(events).Draw(t, "shuffled")
		if other := routing.HistoryOf(shuffled, at(0), at(1000)); !reflect.DeepEqual(other, h) {
			t.Fatalf("told in another order it is %+v, not %+v", other, h)
		}
	})
}

// In a replay of several departments and channels nobody is picked outside of their pool or above their limit.
func TestReplayKeepsPoolsAndLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPast(t)
		staff := routing.Staff(p.shifts)
		shifts := routing.Recruit(&p.plan, p.shifts, staff, rapid.IntRange(-5, 5).Draw(t, "more"))
		given := routing.Replay(p.arrivals, shifts, p.plan, at(1000))
		for i, g := range given {
			a := p.arrivals[i]
			if g.Member == 0 {
				continue
			}
			if pool, apart := p.plan.Pools[a.Department]; apart && !slices.Contains(pool, g.Member) {
				t.Fatalf("%d took of the department %d, which %v are in", g.Member, a.Department, pool)
			}
			when := a.At.Add(g.Wait)
			here(t, shifts, g.Member, when)
			held := 0
			for k, other := range given {
				from := p.arrivals[k].At.Add(other.Wait)
				same := p.plan.Limit.Mode != routing.PerChannel || p.arrivals[k].Channel == a.Channel
				if same && other.Member == g.Member && !from.After(when) && from.Add(p.arrivals[k].Busy).After(when) {
					held++
				}
			}
			if limit := p.plan.Limit.Limit(g.Member, a.Channel); limit != routing.NoLimit && held > limit {
				t.Fatalf("%d handled %d with a limit of %d", g.Member, held, limit)
			}
		}
	})
}

func TestShiftsOf(t *testing.T) {
	on := func(id sapa.MemberID, minute int) routing.Turnout {
		return routing.Turnout{Member: id, At: at(minute), Here: true}
	}
	off := func(id sapa.MemberID, minute int) routing.Turnout {
		return routing.Turnout{Member: id, At: at(minute)}
	}
	got := routing.ShiftsOf([]routing.Turnout{
		off(3, 70), on(1, 10), off(1, 30), on(1, 50), // left and came back to stay
		off(2, 20), off(2, 25), // was there from the beginning
		on(3, 60), on(3, 65),
	}, []sapa.MemberID{4, 1}, at(0), at(100))
	want := []routing.Shift{
		{Member: 1, From: at(10), To: at(30)}, {Member: 1, From: at(50), To: at(100)}, {Member: 2, From: at(0), To: at(20)},
		{Member: 3, From: at(60), To: at(70)}, {Member: 4, From: at(0), To: at(100)},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestShiftsByActs(t *testing.T) {
	act := func(minute int, id sapa.MemberID) routing.Happening {
		return happened(int64(minute), at(minute), sapa.ConversationResolved, 1, sapa.MemberActor(id), 0)
	}
	got := routing.ShiftsByActs([]routing.Happening{
		act(200, 1), act(10, 1), act(60, 1), act(300, 2), happened(1, at(50), sapa.ConversationOpened, 1, sapa.ContactActor(5), 0), act(70, 3), act(90, 3), act(100, 3),
	}, map[sapa.MemberID]time.Time{3: at(90)}, at(0), at(310))
	want := []routing.Shift{{Member: 1, From: at(0), To: at(90)}, {Member: 1, From: at(170), To: at(230)}, {Member: 2, From: at(270), To: at(310)}, {Member: 3, From: at(40), To: at(90)}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestRecruit(t *testing.T) {
	shifts := []routing.Shift{{Member: 1, From: at(0), To: at(10)}, {Member: 2, From: at(0), To: at(60)}}
	staff := routing.Staff(shifts)
	if !slices.Equal(staff, []sapa.MemberID{2, 1}) {
		t.Fatalf("the staff is %v", staff)
	}
	plan := routing.Plan{
		Limit: routing.Workload{Own: map[sapa.MemberID]int{2: 7}}, Pools: map[sapa.DepartmentID][]sapa.MemberID{1: {2, 9}, 2: {1}},
	}
	got := routing.Recruit(&plan, shifts, staff, 3)
	want := append(slices.Clone(shifts),
		routing.Shift{Member: 10, From: at(0), To: at(60)}, routing.Shift{Member: 11, From: at(0), To: at(10)}, routing.Shift{Member: 12, From: at(0), To: at(60)})
	if !slices.Equal(got, want) || plan.Limit.Own[12] != 7 || !slices.Equal(plan.Pools[1], []sapa.MemberID{2, 9, 10, 12}) || !slices.Equal(plan.Pools[2], []sapa.MemberID{1, 11}) {
		t.Errorf("%v with %v and %v", got, plan.Limit.Own, plan.Pools)
	}
	for more, left := range map[int]int{-1: 1, -5: 1, 0: 2} {
		if got := routing.Recruit(&plan, shifts, staff, more); len(got) != left || got[0] != shifts[0] {
			t.Errorf("%d more are %v", more, got)
		}
	}
}

func TestWaitsOf(t *testing.T) {
	var given []routing.Given
	for minute := range 20 {
		given = append(given, routing.Given{Member: sapa.MemberID(minute), Wait: time.Duration(19-minute) * time.Minute})
	}
	want := routing.Waits{
		Count: 20, Waiting: 1, Median: 9 * time.Minute, Most: 17 * time.Minute, Longest: 19 * time.Minute, Within1: 2, Within5: 6, Within15: 16,
	}
	if got := routing.WaitsOf(given); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := routing.WaitsOf(nil); got != (routing.Waits{}) {
		t.Errorf("%+v of nobody", got)
	}
}

// The peak is what one sees who asks at each moment somebody is given something, and never above the limit.
func TestPeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var arrivals []routing.Arrival
		for range rapid.IntRange(0, 30).Draw(t, "arrivals") {
			arrivals = append(arrivals, arrival(rapid.IntRange(0, 60).Draw(t, "at"), rapid.IntRange(0, 20).Draw(t, "busy")))
		}
		limit := rapid.IntRange(1, 4).Draw(t, "limit")
		shifts := []routing.Shift{{Member: 1, From: at(0), To: at(90)}, {Member: 2, From: at(10), To: at(50)}}
		plan := routing.Plan{Strategy: routing.MinWorkload, Limit: routing.Workload{Mode: routing.AllChannels, All: limit}}
		given := routing.Replay(arrivals, shifts, plan, at(100))
		first, until, want := rapid.IntRange(0, 60).Draw(t, "first"), at(100), 0
		for minute := first; minute < 100; minute++ {
			held := map[sapa.MemberID]int{}
			for i, g := range given {
				if start := arrivals[i].At.Add(g.Wait); g.Member != 0 && !start.After(at(minute)) && start.Add(arrivals[i].Busy).After(at(minute)) {
					held[g.Member]++
					want = max(want, held[g.Member])
				}
			}
		}
		got := routing.Peak(arrivals, given, func(sapa.MemberID) bool { return true }, at(first), until)
		if got != want || got > limit {
			t.Fatalf("the peak is %d, not %d, with a limit of %d", got, want, limit)
		}
		if got := routing.Peak(arrivals, given, func(sapa.MemberID) bool { return false }, at(first), until); got != 0 {
			t.Fatalf("of nobody it is %d", got)
		}
	})
}

// month is 31 days with 100,000 conversations and 50 agents, who are rather too few.
func month() past {
	random := rand.New(rand.NewPCG(1, 2))
	p := past{plan: routing.Plan{Strategy: routing.MinWorkload, Limit: routing.Workload{Mode: routing.AllChannels, All: 4}}}
	for day := range 31 {
		for id := range 50 {
			from := at(day*1440 + id%3*120)
			p.shifts = append(p.shifts, routing.Shift{Member: sapa.MemberID(id + 1), From: from, To: from.Add(8 * time.Hour)})
		}
	}
	for range 100_000 {
		p.arrivals = append(p.arrivals, routing.Arrival{
			At: at(0).Add(time.Duration(random.Int64N(int64(31 * 24 * time.Hour)))), Channel: sapa.ChannelID(1 + random.IntN(5)),
			Department: sapa.DepartmentID(random.IntN(4)), Busy: time.Duration(random.IntN(60)) * time.Minute,
		})
	}
	return p
}

func TestReplayStopsWhenNobodyWantsToKnow(t *testing.T) {
	p := month()
	asked := 0
	p.plan.Stop = func() bool { asked++; return asked > 2 }
	taken := 0
	for _, g := range routing.Replay(p.arrivals, p.shifts, p.plan, at(31*1440)) {
		if g.Member != 0 {
			taken++
		}
	}
	if asked != 3 || taken > 10_000 {
		t.Errorf("it was asked %d times, and %d were given out", asked, taken)
	}
}

func BenchmarkReplayOfAMonth(b *testing.B) {
	p := month()
	for b.Loop() {
		routing.Replay(p.arrivals, p.shifts, p.plan, at(31*1440))
	}
}

func BenchmarkHistoryOfAMonth(b *testing.B) {
	p := month()
	events := p.events(routing.Replay(p.arrivals, p.shifts, p.plan, at(31*1440)))
	for b.Loop() {
		routing.HistoryOf(events, at(0), at(31*1440))
	}
}
