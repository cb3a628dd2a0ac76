package routing

import (
	"container/heap"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Arrival is a conversation that came into the queue, and how long an agent was busy with it once they had it.
type Arrival struct {
	At      time.Time
	Channel sapa.ChannelID
	Busy    time.Duration
}

// Shift is a stretch of time in which a member was online.
type Shift struct {
	Member   sapa.MemberID
	From, To time.Time
}

// Plan is how conversations would have been given out.
type Plan struct {
	Strategy Strategy
	Limit    Workload
	// Joined is when each member came into the pool; who is absent came before all others.
	Joined map[sapa.MemberID]time.Time
}

// Given is what became of an arrival in a replay.
type Given struct {
	// Member is zero when nobody had taken it by the end.
	Member sapa.MemberID
	// Wait is how long it was in the queue; until the end when nobody took it.
	Wait time.Duration
}

// Replay gives out what came, in the order it came, as the plan would have: the moment an agent has room, oldest first. It
// answers one Given for each arrival, in their order. It ends at until; nothing is given out from then on. A strategy that
// does not pick gives nothing out.
func Replay(arrivals []Arrival, shifts []Shift, plan Plan, until time.Time) []Given {
	r := &replay{plan: plan, arrivals: arrivals, given: make([]Given, len(arrivals)), agents: map[sapa.MemberID]*agent{}}
	for i, a := range arrivals {
		r.add(moment{at: a.At, kind: came, index: i})
	}
	for _, s := range shifts {
		r.add(moment{at: s.From, kind: arrived, member: s.Member})
		r.add(moment{at: s.To, kind: left, member: s.Member})
	}
	heap.Init(&r.ahead)
	for len(r.ahead) > 0 && r.ahead[0].at.Before(until) {
		now := r.ahead[0].at
		for len(r.ahead) > 0 && r.ahead[0].at.Equal(now) {
			r.happens(heap.Pop(&r.ahead).(moment))
		}
		r.drain(now)
	}
	for _, i := range r.queue {
		r.given[i].Wait = max(0, until.Sub(arrivals[i].At))
	}
	return r.given
}

// replay is the state of a house in a replay.
type replay struct {
	plan     Plan
	arrivals []Arrival
	given    []Given
	agents   map[sapa.MemberID]*agent
	queue    []int // indexes of arrivals, oldest first
	ahead    moments
	last     Seat
	count    int
}

// agent is a member in a replay. Shifts may overlap: here counts those that run.
type agent struct {
	Candidate
	here     int
	channels map[sapa.ChannelID]int
}

func (r *replay) add(m moment) {
	m.order = r.count
	r.count++
	r.ahead = append(r.ahead, m)
}

func (r *replay) agent(id sapa.MemberID) *agent {
	if r.agents[id] == nil {
		r.agents[id] = &agent{
			Candidate: Candidate{Member: id, Joined: r.plan.Joined[id]}, channels: map[sapa.ChannelID]int{},
		}
	}
	return r.agents[id]
}

func (r *replay) happens(m moment) {
	switch m.kind {
	case came:
		r.queue = append(r.queue, m.index)
	case arrived:
		r.agent(m.member).here++
	case left:
		r.agent(m.member).here--
	case ended:
		a := r.agent(m.member)
		a.Handled--
		a.channels[r.arrivals[m.index].Channel]--
	}
}

// drain gives out what waits, oldest first. A conversation that nobody can take does not hold up those of other channels.
func (r *replay) drain(now time.Time) {
	full := map[sapa.ChannelID]bool{}
	r.queue = slices.DeleteFunc(r.queue, func(i int) bool {
		a := r.arrivals[i]
		if full[a.Channel] {
			return false
		}
		p := r.plan.Strategy.Pick(Ask{Channel: a.Channel, Pool: r.pool(a.Channel), Limit: r.plan.Limit, Last: r.last})
		if p.Member == 0 {
			full[a.Channel] = true
			return false
		}
		r.give(i, p, now)
		return true
	})
}

func (r *replay) pool(ch sapa.ChannelID) []Candidate {
	var pool []Candidate
	for _, a := range r.agents {
		c := a.Candidate
		c.Here, c.OnChannel = a.here > 0, a.channels[ch]
		pool = append(pool, c)
	}
	return pool
}

func (r *replay) give(i int, p Pick, now time.Time) {
	a := r.agent(p.Member)
	a.Handled++
	a.channels[r.arrivals[i].Channel]++
	a.Picked, r.last = now, p.Last
	r.given[i] = Given{Member: p.Member, Wait: now.Sub(r.arrivals[i].At)}
	heap.Push(&r.ahead, moment{at: now.Add(r.arrivals[i].Busy), kind: ended, member: p.Member, index: i, order: r.count})
	r.count++
}

// What can happen, in the order in which it counts at one and the same moment: room is made before it is filled.
const (
	ended = iota
	left
	arrived
	came
)

// moment is something that happens in a replay.
type moment struct {
	at     time.Time
	kind   int
	member sapa.MemberID
	index  int
	order  int
}

// moments is a heap of what lies ahead.
type moments []moment

// Len satisfies heap.Interface, as the following do.
func (m moments) Len() int { return len(m) }

// Swap satisfies heap.Interface.
func (m moments) Swap(i, j int) { m[i], m[j] = m[j], m[i] }

// Push satisfies heap.Interface.
func (m *moments) Push(x any) { *m = append(*m, x.(moment)) }

// Pop satisfies heap.Interface.
func (m *moments) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}

// Less satisfies heap.Interface.
func (m moments) Less(i, j int) bool {
	if !m[i].at.Equal(m[j].at) {
		return m[i].at.Before(m[j].at)
	}
	if m[i].kind != m[j].kind {
		return m[i].kind < m[j].kind
	}
	return m[i].order < m[j].order
}
