package inbox

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// floor is those who are there to take a workspace's conversations, with what they have to do. It is read once, and kept
// up to date while conversations are given out (ADR 0018).
type floor struct {
	divided bool
	// everybody tells that there are no agents at all, as in a company of one: whoever is there takes.
	everybody bool
	online    []sapa.Member
	limit     routing.Workload
	loads     map[sapa.MemberID]map[sapa.ChannelID]int
	handled   map[sapa.MemberID]int
	// pools are those who take conversations of the lines that were asked for, in the order of the rotation and as they stand now:
	// with hundreds of them, putting a pool together would be most of what a pick costs.
	pools map[store.Line][]routing.Candidate
	// picked are those who were picked since it was read, turns whose turn it is in the departments that were asked for,
	// turned those of them in which it moved on.
	picked   map[sapa.MemberID]time.Time
	turns    map[sapa.DepartmentID]routing.Seat
	turned   map[sapa.DepartmentID]bool
	channels map[sapa.ChannelID]able
}

// able is a channel with what its kind can do.
type able struct {
	sapa.Channel
	channel.Spec
}

// floorOf reads who is there.
func floorOf(ctx context.Context, r store.Reads, w sapa.Workspace) (*floor, error) {
	f := &floor{
		divided: w.Main != 0, loads: map[sapa.MemberID]map[sapa.ChannelID]int{}, handled: map[sapa.MemberID]int{},
		pools: map[store.Line][]routing.Candidate{}, picked: map[sapa.MemberID]time.Time{}, turns: map[sapa.DepartmentID]routing.Seat{}, turned: map[sapa.DepartmentID]bool{},
		channels: map[sapa.ChannelID]able{},
	}
	var err error
	if f.online, err = r.OnlineMembers(ctx, w.ID); err != nil {
		return nil, err
	}
	if len(f.online) == 0 {
		return f, nil
	}
	if !f.divided && !slices.ContainsFunc(f.online, isAgent) {
		has, err := r.HasAgents(ctx, w.ID)
		if err != nil {
			return nil, err
		}
		f.everybody = !has
	}
	v, channels := settings.Of(w.Settings), []sapa.Channel(nil)
	if routing.Mode(v.Text(settings.WorkloadMode)) == routing.PerChannel {
		if channels, err = r.Channels(ctx, w.ID); err != nil {
			return nil, err
		}
	}
	f.limit = workload(v, channels, f.online)
	loads, err := r.Loads(ctx, w.ID)
	for _, l := range loads {
		f.add(l.Member, l.Channel, l.Handled)
	}
	return f, err
}

func isAgent(m sapa.Member) bool { return m.Role == sapa.Agent }

func (f *floor) add(m sapa.MemberID, ch sapa.ChannelID, n int) {
	if f.loads[m] == nil {
		f.loads[m] = map[sapa.ChannelID]int{}
	}
	f.loads[m][ch] += n
	f.handled[m] += n
	f.each(m, func(l store.Line, c *routing.Candidate) {
		c.Handled += n
		if l.Channel == ch {
			c.OnChannel += n
		}
	})
}

// each changes a member in the pools they are in.
func (f *floor) each(m sapa.MemberID, change func(store.Line, *routing.Candidate)) {
	for l, pool := range f.pools {
		if i := slices.IndexFunc(pool, func(c routing.Candidate) bool { return c.Member == m }); i >= 0 {
			change(l, &pool[i])
		}
	}
}

// seat tells whether a member takes conversations of a department, and since when. Without departments, and of what belongs
// to none, those are the agents.
func (f *floor) seat(m sapa.Member, d sapa.DepartmentID) (since time.Time, takes bool) {
	if f.divided && d != 0 {
		in, ok := m.In(d)
		return in.Joined, ok && !in.Watching
	}
	return m.CreatedAt, f.everybody || isAgent(m)
}

// ask is the question who takes a conversation of a line, as things stand.
func (f *floor) ask(ctx context.Context, r store.Reads, ws sapa.WorkspaceID, l store.Line) (routing.Ask, error) {
	last, known := f.turns[l.Department]
	if !known {
		var err error
		if last, err = r.Turn(ctx, ws, l.Department); err != nil {
			return routing.Ask{}, err
		}
		f.turns[l.Department] = last
	}
	return routing.Ask{Channel: l.Channel, Limit: f.limit, Last: last, Pool: f.pool(l)}, nil
}

// pool is who takes conversations of a line, as they stand now.
func (f *floor) pool(l store.Line) []routing.Candidate {
	pool, known := f.pools[l]
	if known {
		return pool
	}
	for _, m := range f.online {
		since, takes := f.seat(m, l.Department)
		if !takes {
			continue
		}
		picked, again := f.picked[m.ID]
		if !again {
			picked = m.Picked
		}
		pool = append(pool, routing.Candidate{
			Member: m.ID, Here: m.Presence.Here(), Joined: since, Picked: picked, Handled: f.handled[m.ID], OnChannel: f.loads[m.ID][l.Channel],
		})
	}
	slices.SortFunc(pool, routing.InTurn)
	f.pools[l] = pool
	return pool
}

// channel reads a channel, once.
func (f *floor) channel(ctx context.Context, s *step, id sapa.ChannelID) (able, error) {
	p, known := f.channels[id]
	if known {
		return p, nil
	}
	ch, spec, err := s.channel(ctx, id)
	if err == nil {
		f.channels[id] = able{ch, spec}
	}
	return f.channels[id], err
}

// took notes that a member has a conversation from now on.
func (f *floor) took(c sapa.Conversation, p routing.Pick, now time.Time) {
	if c.Assignee != 0 {
		f.add(c.Assignee, c.Channel, -1)
	}
	f.add(p.Member, c.Channel, 1)
	f.picked[p.Member] = now
	f.each(p.Member, func(_ store.Line, c *routing.Candidate) { c.Picked = now })
	if p.Why.Strategy == routing.RoundRobin {
		f.turns[c.Department], f.turned[c.Department] = p.Last, true
	}
}

// keep stores who was picked and whose turn it is.
func (f *floor) keep(ctx context.Context, tx *store.Tx) error {
	if err := tx.NotePicked(ctx, f.picked); err != nil {
		return err
	}
	for _, d := range slices.Sorted(maps.Keys(f.turned)) {
		if err := tx.SetTurn(ctx, d, f.turns[d]); err != nil {
			return err
		}
	}
	return nil
}
