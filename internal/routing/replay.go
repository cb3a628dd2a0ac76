package routing

import (
	"cmp"
	"container/heap"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Arrival is a conversation that came into the queue, and how long an agent was busy with it once they had it.
type Arrival struct {
	At      time.Time
	Channel sapa.ChannelID
	// Department is in whose queue it came; zero where there are none.
	Department sapa.DepartmentID
	Busy       time.Duration
	// Held is who had it from the first moment without any waiting, as one who wrote first; zero for what came into the queue.
	// It counts as what they handle, whatever the limit.
	Held sapa.MemberID
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
	// Pools are who takes the conversations of a department; everybody takes those of one that is absent.
	Pools map[sapa.DepartmentID][]sapa.MemberID
	// Stop is asked now and then whether nobody wants to know any more: the replay then ends as it stands. Nil for never.
	Stop func() bool
}

// Given is what became of an arrival.
type Given struct {
	// Member is zero when nobody had taken it by the end.
	Member sapa.MemberID
	// Wait is how long it was in the queue; until the end when nobody took it.
	Wait time.Duration
}

// stopEvery is after how many moments a replay asks whether it should go on.
const stopEvery = 4096

// Replay gives out what came as the plan would have: the moment an agent has room, oldest first. It answers one Given for
// each arrival, in their order. It ends at until; nothing is given out from then on. A strategy that does not pick gives
// nothing out.
func Replay(arrivals []Arrival, shifts []Shift, plan Plan, until time.Time) []Given {
	r := newReplay(arrivals, shifts, plan)
	for moments := 0; len(r.ahead) > 0 && r.ahead[0].at.Before(until); moments++ {
		if moments%stopEvery == 0 && plan.Stop != nil && plan.Stop() {
			break
		}
		now := r.ahead[0].at
		for len(r.ahead) > 0 && r.ahead[0].at.Equal(now) {
			r.happens(heap.Pop(&r.ahead).(moment))
		}
		r.drain(now)
	}
	for _, l := range r.lines {
		for _, i := range l.queue {
			r.given[i].Wait = max(0, until.Sub(arrivals[i].At))
		}
	}
	return r.given
}

// replay is the state of a house in a replay.
type replay struct {
	plan     Plan
	arrivals []Arrival
	given    []Given
	agents   map[sapa.MemberID]*agent
	// pools are the agents of each department, in the order of the rotation; those of everybody are with everyone.
	pools    map[sapa.DepartmentID][]*agent
	everyone []*agent
	lines    []*line
	byLine   map[lineKey]*line
	ahead    moments
	last     map[sapa.DepartmentID]Seat
	pool     []Candidate // room for the pool of the pick at hand
	count    int
}

// lineKey names a line: what waits for a department on a channel.
type lineKey struct {
	department sapa.DepartmentID
	channel    sapa.ChannelID
}

// line is what waits for a department on a channel, indexes of arrivals, oldest first.
type line struct {
	lineKey
	queue []int
	// full tells that nobody can take of it, until somebody has room again.
	full bool
}

// agent is a member in a replay. Shifts may overlap: here counts those that run.
type agent struct {
	Candidate
	here     int
	channels map[sapa.ChannelID]int
}

func newReplay(arrivals []Arrival, shifts []Shift, plan Plan) *replay {
	r := &replay{
		plan: plan, arrivals: arrivals, given: make([]Given, len(arrivals)), agents: map[sapa.MemberID]*agent{},
		pools: map[sapa.DepartmentID][]*agent{}, byLine: map[lineKey]*line{}, last: map[sapa.DepartmentID]Seat{},
	}
	for i, a := range arrivals {
		r.add(moment{at: a.At, kind: came, index: i})
	}
	for _, s := range shifts {
		if r.agents[s.Member] == nil {
			r.agents[s.Member] = &agent{
				Candidate: Candidate{Member: s.Member, Here: true, Joined: plan.Joined[s.Member]}, channels: map[sapa.ChannelID]int{},
			}
			r.everyone = append(r.everyone, r.agents[s.Member])
		}
		r.add(moment{at: s.From, kind: arrived, member: s.Member})
		r.add(moment{at: s.To, kind: left, member: s.Member})
	}
	inTurn := func(x, y *agent) int { return x.Seat().compare(y.Seat()) }
	slices.SortFunc(r.everyone, inTurn)
	for d, members := range plan.Pools {
		r.pools[d] = []*agent{}
		for _, id := range members {
			if a := r.agents[id]; a != nil {
				r.pools[d] = append(r.pools[d], a)
			}
		}
		slices.SortFunc(r.pools[d], inTurn)
	}
	heap.Init(&r.ahead)
	return r
}

func (r *replay) add(m moment) {
	m.order = r.count
	r.count++
	r.ahead = append(r.ahead, m)
}

func (r *replay) happens(m moment) {
	switch m.kind {
	case came:
		r.comes(m.index, m.at)
	case arrived:
		r.agents[m.member].here++
		r.roomMade()
	case left:
		r.agents[m.member].here--
	case ended:
		a := r.agents[m.member]
		a.Handled--
		a.channels[r.arrivals[m.index].Channel]--
		r.roomMade()
	}
}

// roomMade lets all lines be looked at again.
func (r *replay) roomMade() {
	for _, l := range r.lines {
		l.full = false
	}
}

// comes puts an arrival at the end of its line, or with who has it already.
func (r *replay) comes(i int, now time.Time) {
	a := r.arrivals[i]
	if a.Held != 0 {
		if r.agents[a.Held] != nil {
			r.give(i, a.Held, now)
		}
		return
	}
	key := lineKey{a.Department, a.Channel}
	l := r.byLine[key]
	if l == nil {
		l = &line{lineKey: key}
		r.byLine[key] = l
		r.lines = append(r.lines, l)
		slices.SortFunc(r.lines, func(x, y *line) int {
			return cmp.Or(cmp.Compare(x.department, y.department), cmp.Compare(x.channel, y.channel))
		})
	}
	l.queue = append(l.queue, i)
}

// drain gives out what waits, oldest first. A line of which nobody can take does not hold up the others.
func (r *replay) drain(now time.Time) {
	for l := r.oldest(); l != nil; l = r.oldest() {
		a := Ask{Channel: l.channel, Limit: r.plan.Limit, Last: r.last[l.department]}
		a.Pool = r.able(a, l.department)
		p := r.plan.Strategy.Pick(a)
		if p.Member == 0 {
			l.full = true
			continue
		}
		i := l.queue[0]
		l.queue = l.queue[1:]
		r.agents[p.Member].Picked, r.last[l.department] = now, p.Last
		r.give(i, p.Member, now)
	}
}

// oldest is the line whose first has waited longest, of those of which somebody may be able to take; nil for none.
func (r *replay) oldest() *line {
	var found *line
	for _, l := range r.lines {
		if l.full || len(l.queue) == 0 {
			continue
		}
		if found == nil || r.before(l.queue[0], found.queue[0]) {
			found = l
		}
	}
	return found
}

func (r *replay) before(i, j int) bool {
	return cmp.Or(r.arrivals[i].At.Compare(r.arrivals[j].At), cmp.Compare(i, j)) < 0
}

// able are those who can take what is asked for, in the order of the rotation. The strategies look at no others, and a replay
// tells nobody why others were passed over.
func (r *replay) able(ask Ask, d sapa.DepartmentID) []Candidate {
	agents, apart := r.pools[d]
	if !apart {
		agents = r.everyone
	}
	r.pool = r.pool[:0]
	for _, a := range agents {
		if a.here == 0 {
			continue
		}
		c := a.Candidate
		c.OnChannel = a.channels[ask.Channel]
		if ask.Bar(c) == "" {
			r.pool = append(r.pool, c)
		}
	}
	return r.pool
}

func (r *replay) give(i int, to sapa.MemberID, now time.Time) {
	a := r.agents[to]
	a.Handled++
	a.channels[r.arrivals[i].Channel]++
	r.given[i] = Given{Member: to, Wait: now.Sub(r.arrivals[i].At)}
	heap.Push(&r.ahead, moment{at: now.Add(r.arrivals[i].Busy), kind: ended, member: to, index: i, order: r.count})
	r.count++
}
