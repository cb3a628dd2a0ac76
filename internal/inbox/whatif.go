package inbox

import (
	"context"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// whatIfMost is the longest stretch of time that is replayed: 31 days, with an hour for clocks that are turned back.
	whatIfMost = 31*24*time.Hour + time.Hour
	// whatIfBefore is how long before the stretch the replay begins, so that it finds a queue and agents at work.
	whatIfBefore = 24 * time.Hour
	// hoursMost is up to how long a stretch is told by the hour; a longer one is told by the day.
	hoursMost = 72 * time.Hour
	// happeningsMost bounds how many events are replayed at once, happeningsPage how many are read at a time.
	happeningsMost = 1_000_000
	happeningsPage = 5000
	// firstYear is before there was anything to replay; much earlier ones cannot be written down in every zone.
	firstYear = 2000
	// moreMost is how many agents there may be more or fewer.
	moreMost = 50
)

// Supposition is what is to be supposed of a past stretch of time.
type Supposition struct {
	// From and To are the stretch: 31 days at most. What has not come yet is left out.
	From, To time.Time
	// Strategy is one that gives out by itself.
	Strategy routing.Strategy
	// Limit is how many conversations an agent would have handled at once, zero for no limit, nil for the limits as they are set.
	Limit *int
	// More is how many more agents there would have been; below zero, how many fewer.
	More int
}

// WhatIf is how long customers waited, and how long they would have.
type WhatIf struct {
	From, To        time.Time
	Happened, Would routing.Waits
	// HappenedPeak is the most conversations somebody handled at once, WouldPeak the most somebody would have.
	HappenedPeak, WouldPeak int
	// Agents is how many there were, WouldAgents how many there would have been.
	Agents, WouldAgents int
	// GuessedUntil is until when somebody's presence was not noted yet, and is guessed from what they did; zero when it was all
	// along.
	GuessedUntil time.Time
	// Daily tells that the stretch is told by the day, in the workspace's zone, and not by the hour.
	Daily  bool
	Series []WhatIfPoint
}

// WhatIfPoint sums up those who came in one hour or day.
type WhatIfPoint struct {
	At              time.Time
	Happened, Would routing.Waits
}

// WhatIf replays a past stretch of time with other rules. One is replayed at a time, and of each
// member one is waited for. Who sees
// their own departments alone is told of the customers of those; all others count as what their agents have to do besides.
func (b *Inbox) WhatIf(ctx context.Context, by sapa.By, s Supposition) (WhatIf, error) {
	if _, err := b.supposes(ctx, by); err != nil {
		return WhatIf{}, err
	}
	if now := b.now(); s.To.After(now) {
		s.To = now
	}
	if err := s.check(); err != nil {
		return WhatIf{}, err
	}
	leave, err := b.replays.enter(ctx, by)
	if err != nil {
		return WhatIf{}, err
	}
	defer leave()
	who, err := b.supposes(ctx, by) // a role may have changed while they waited
	if err != nil {
		return WhatIf{}, err
	}
	p, err := b.past(ctx, by.Workspace, s)
	if err != nil {
		return WhatIf{}, err
	}
	w := p.suppose(s, who.Scope(), func() bool { return ctx.Err() != nil })
	return w, ctx.Err()
}

// supposes is a member who may suppose something of the past.
func (b *Inbox) supposes(ctx context.Context, by sapa.By) (access.Who, error) {
	who, err := b.who(ctx, by)
	if err == nil {
		err = who.Need(gates["WhatIf"].Need)
	}
	return who, err
}

func (s Supposition) check() error {
	var wrong sapa.Fields
	wrong.Check(s.From.Before(s.To) && s.From.Year() >= firstYear, "from", "out_of_range")
	wrong.Check(s.To.Sub(s.From) <= whatIfMost, "to", "out_of_range")
	wrong.Check(s.Strategy.Automatic(), "strategy", "out_of_range")
	wrong.Check(s.Limit == nil || *s.Limit >= 0 && *s.Limit <= 100, "limit", "out_of_range")
	wrong.Check(s.More >= -moreMost && s.More <= moreMost, "more_agents", "out_of_range")
	return wrong.Err()
}

// past is what is known of a stretch of time.
type past struct {
	zone    *time.Location
	divided bool
	members []sapa.Member
	limit   routing.Workload
	history routing.History
	shifts  []routing.Shift
	guessed time.Time
}

// past reads what happened in the stretch, and in the day before it.
func (b *Inbox) past(ctx context.Context, ws sapa.WorkspaceID, s Supposition) (past, error) {
	w, err := b.store.Workspace(ctx, ws)
	if err != nil {
		return past{}, err
	}
	p := past{divided: w.Main != 0, zone: time.UTC}
	if zone, err := time.LoadLocation(w.TimeZone); err == nil {
		p.zone = zone
	}
	if p.members, err = b.store.Members(ctx, ws); err != nil {
		return p, err
	}
	channels, err := b.store.Channels(ctx, ws)
	if err != nil {
		return p, err
	}
	p.limit = workload(settings.Of(w.Settings), channels, p.members)
	from := s.From.Add(-whatIfBefore)
	events, err := happenings(ctx, b.store.Reads, ws, from, s.To, happeningsMost)
	if err != nil {
		return p, err
	}
	p.history = routing.HistoryOf(events, from, s.To)
	return p, p.readShifts(ctx, b.store.Reads, ws, events, from, s.To)
}

// happenings reads events page by page, so that nobody who writes waits for it.
func happenings(ctx context.Context, r store.Reads, ws sapa.WorkspaceID, from, to time.Time, most int) ([]routing.Happening, error) {
	var all []routing.Happening
	var last sapa.Event
	for {
		page, err := r.Happenings(ctx, ws, last, from, to, happeningsPage)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(all) > most {
			return nil, sapa.Errorf(sapa.TooLarge, "history_too_large", "more than %d events happened in this stretch of time", most)
		}
		if len(page) < happeningsPage {
			return all, nil
		}
		last = page[len(page)-1].Event
	}
}

// readShifts reads who was there, and guesses it of each for the time before that was noted.
func (p *past) readShifts(ctx context.Context, r store.Reads, ws sapa.WorkspaceID, events []routing.Happening, from, to time.Time) error {
	known, err := r.FirstPresences(ctx, ws)
	if err != nil {
		return err
	}
	p.shifts = routing.ShiftsByActs(events, known, from, to)
	for _, guessed := range p.shifts {
		until := to
		if first, ok := known[guessed.Member]; ok && first.Before(to) {
			until = first
		}
		p.guessed = latest(p.guessed, until)
	}
	noted, err := r.Presences(ctx, ws, from, to)
	if err != nil {
		return err
	}
	var changes []routing.Turnout
	for _, n := range noted {
		changes = append(changes, routing.Turnout{Member: n.Member, At: n.At, Here: n.Presence == sapa.Online})
	}
	var there []sapa.MemberID
	for _, m := range p.members {
		if m.Presence.Here() && m.Presence.Since.Before(from) {
			there = append(there, m.ID)
		}
	}
	p.shifts = append(p.shifts, routing.ShiftsOf(changes, there, from, to)...)
	return nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// pools are who takes a department's conversations: those who would be asked now, and those who took some then.
func (p *past) pools() map[sapa.DepartmentID][]sapa.MemberID {
	f := floor{divided: p.divided, everybody: !slices.ContainsFunc(p.members, isAgent)}
	pools := map[sapa.DepartmentID][]sapa.MemberID{}
	took := map[sapa.DepartmentID]map[sapa.MemberID]bool{}
	for i, a := range p.history.Arrivals {
		if took[a.Department] == nil {
			took[a.Department] = map[sapa.MemberID]bool{}
			for _, m := range p.members {
				if _, takes := f.seat(m, a.Department); takes && m.State == sapa.Active {
					took[a.Department][m.ID] = true
				}
			}
		}
		took[a.Department][p.history.Given[i].Member] = true
	}
	for d, members := range took {
		for id := range members {
			if id != 0 {
				pools[d] = append(pools[d], id)
			}
		}
		slices.Sort(pools[d])
	}
	return pools
}

// suppose replays the past as it is supposed to have been, and sums up both for what lies in the scope.
func (p *past) suppose(s Supposition, scope access.Scope, stop func() bool) WhatIf {
	plan := routing.Plan{Strategy: s.Strategy, Limit: p.limit, Pools: p.pools(), Joined: map[sapa.MemberID]time.Time{}, Stop: stop}
	for _, m := range p.members {
		plan.Joined[m.ID] = m.CreatedAt
	}
	switch {
	case s.Limit != nil && *s.Limit > 0:
		plan.Limit = routing.Workload{Mode: routing.AllChannels, All: *s.Limit}
	case s.Limit != nil:
		plan.Limit = routing.Workload{}
	}
	visible := func(d sapa.DepartmentID) bool { return scope.All || slices.Contains(scope.Departments, d) }
	staff := p.staff(plan.Pools, visible, s.From)
	shifts := routing.Recruit(&plan, p.shifts, staff, s.More)
	would := routing.Replay(p.history.Arrivals, shifts, plan, s.To)
	w := WhatIf{From: s.From, To: s.To, Agents: len(staff), Daily: s.To.Sub(s.From) > hoursMost}
	if len(staff) > 0 {
		w.WouldAgents = max(1, len(staff)+s.More)
	}
	if p.guessed.After(s.From) {
		w.GuessedUntil = p.guessed
	}
	w.sumUp(p, would, visible)
	return w
}

// staff are those who were there to take of the departments somebody sees, those who were there longest first.
func (p *past) staff(pools map[sapa.DepartmentID][]sapa.MemberID, visible func(sapa.DepartmentID) bool, from time.Time) []sapa.MemberID {
	takes := map[sapa.MemberID]bool{}
	for d, members := range pools {
		for _, id := range members {
			takes[id] = takes[id] || visible(d)
		}
	}
	var there []routing.Shift
	for _, one := range p.shifts {
		if takes[one.Member] && one.To.After(from) {
			there = append(there, one)
		}
	}
	return routing.Staff(there)
}

// sumUp tells what became of those who came in the stretch, all in all and by the hour or day.
func (w *WhatIf) sumUp(p *past, would []routing.Given, visible func(sapa.DepartmentID) bool) {
	starts := w.starts(p.zone)
	happened, supposed := make([][]routing.Given, len(starts)), make([][]routing.Given, len(starts))
	for i, a := range p.history.Arrivals {
		if a.Held != 0 || a.At.Before(w.From) || !visible(a.Department) {
			continue
		}
		at, exact := slices.BinarySearchFunc(starts, a.At, time.Time.Compare)
		if !exact {
			at--
		}
		happened[at], supposed[at] = append(happened[at], p.history.Given[i]), append(supposed[at], would[i])
	}
	for i, at := range starts {
		w.Series = append(w.Series, WhatIfPoint{At: at, Happened: routing.WaitsOf(happened[i]), Would: routing.WaitsOf(supposed[i])})
	}
	w.Happened, w.Would = routing.WaitsOf(slices.Concat(happened...)), routing.WaitsOf(slices.Concat(supposed...))
	w.HappenedPeak, w.WouldPeak = w.peak(p, p.history.Given, visible), w.peak(p, would, visible)
}

// peak is the most that one of those who had visible conversations handled at once, of all departments.
func (w *WhatIf) peak(p *past, given []routing.Given, visible func(sapa.DepartmentID) bool) int {
	had := map[sapa.MemberID]bool{}
	for i, g := range given {
		had[g.Member] = had[g.Member] || visible(p.history.Arrivals[i].Department)
	}
	return routing.Peak(p.history.Arrivals, given, func(id sapa.MemberID) bool { return had[id] }, w.From, w.To)
}

// starts are when the hours or days of the stretch begin in a zone; the first may be cut short.
func (w *WhatIf) starts(zone *time.Location) []time.Time {
	var all []time.Time
	for at := w.From.In(zone); at.Before(w.To); {
		all = append(all, at)
		if w.Daily {
			at = tomorrow(at)
		} else {
			at = nextHour(at)
		}
	}
	return all
}
