package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Turnout is one change of a member's presence.
type Turnout struct {
	Member sapa.MemberID
	At     time.Time
	Here   bool
}

// ShiftsOf tells from changes of presence when members were there between two moments. Who left first had been there since
// the beginning, and who came last stays until the end; those in there were there all along without any change. The order
// of the changes does not matter.
func ShiftsOf(changes []Turnout, there []sapa.MemberID, from, until time.Time) []Shift {
	changes = slices.SortedFunc(slices.Values(changes), func(x, y Turnout) int {
		return cmp.Or(cmp.Compare(x.Member, y.Member), x.At.Compare(y.At))
	})
	var shifts []Shift
	for _, id := range slices.Compact(slices.Sorted(slices.Values(there))) {
		if !slices.ContainsFunc(changes, func(c Turnout) bool { return c.Member == id }) {
			shifts = append(shifts, Shift{id, from, until})
		}
	}
	var since time.Time
	for i, c := range changes {
		first, last := i == 0 || changes[i-1].Member != c.Member, i == len(changes)-1 || changes[i+1].Member != c.Member
		if first {
			since = time.Time{}
		}
		switch {
		case c.Here && since.IsZero():
			since = c.At
		case !c.Here && first:
			shifts = append(shifts, Shift{c.Member, from, c.At})
		case !c.Here && !since.IsZero():
			shifts, since = append(shifts, Shift{c.Member, since, c.At}), time.Time{}
		}
		if last && !since.IsZero() {
			shifts = append(shifts, Shift{c.Member, since, until})
		}
	}
	return tidy(shifts, from, until)
}

// actReach is how long before and after an act a member is taken to have been there: acts within an hour of one another make
// one shift.
const actReach = 30 * time.Minute

// ShiftsByActs guesses from what members did when they were there, up to when it is known of each; of those who are not in
// known it never is.
func ShiftsByActs(events []Happening, known map[sapa.MemberID]time.Time, from, until time.Time) []Shift {
	var shifts []Shift
	for _, e := range events {
		id, end := e.Actor.Member(), until
		if first, ok := known[id]; ok {
			end = earlier(first, until)
		}
		if id != 0 && !e.At.Before(from) && e.At.Before(end) {
			shifts = append(shifts, Shift{id, e.At.Add(-actReach), earlier(e.At.Add(actReach), end)})
		}
	}
	return tidy(shifts, from, until)
}

// tidy cuts shifts to a stretch of time and joins those that touch, by member and time.
func tidy(shifts []Shift, from, until time.Time) []Shift {
	slices.SortFunc(shifts, func(x, y Shift) int {
		return cmp.Or(cmp.Compare(x.Member, y.Member), x.From.Compare(y.From), x.To.Compare(y.To))
	})
	var all []Shift
	for _, s := range shifts {
		s.From, s.To = later(s.From, from), earlier(s.To, until)
		n := len(all)
		switch {
		case !s.From.Before(s.To):
		case n > 0 && all[n-1].Member == s.Member && !s.From.After(all[n-1].To):
			all[n-1].To = later(all[n-1].To, s.To)
		default:
			all = append(all, s)
		}
	}
	return all
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Staff are the members of a replay, those who were there longest first.
func Staff(shifts []Shift) []sapa.MemberID {
	long := map[sapa.MemberID]time.Duration{}
	var all []sapa.MemberID
	for _, s := range shifts {
		if _, known := long[s.Member]; !known {
			all = append(all, s.Member)
		}
		long[s.Member] += s.To.Sub(s.From)
	}
	slices.SortFunc(all, func(x, y sapa.MemberID) int { return cmp.Or(cmp.Compare(long[y], long[x]), cmp.Compare(x, y)) })
	return all
}

// Recruit answers a plan's shifts with so many more agents, who work as those of the list do, one after the other, in the same
// pools and with the same limits; or with so many fewer, from the front of the list. One of the list stays at least, and an
// empty list changes nothing. It changes the plan's maps; the newcomers' ids are above all others.
func Recruit(plan *Plan, shifts []Shift, staff []sapa.MemberID, more int) []Shift {
	if len(staff) == 0 {
		return shifts
	}
	if fewer := min(-more, len(staff)-1); fewer > 0 {
		return slices.DeleteFunc(slices.Clone(shifts), func(s Shift) bool { return slices.Contains(staff[:fewer], s.Member) })
	}
	shifts = slices.Clone(shifts)
	next := sapa.MemberID(0)
	for _, s := range shifts {
		next = max(next, s.Member)
	}
	for d := range plan.Pools {
		next = max(next, slices.Max(append(slices.Clone(plan.Pools[d]), next)))
	}
	worked := slices.Clone(shifts)
	for i := range max(0, more) {
		next++
		plan.copyMember(staff[i%len(staff)], next)
		for _, s := range worked {
			if s.Member == staff[i%len(staff)] {
				shifts = append(shifts, Shift{next, s.From, s.To})
			}
		}
	}
	return shifts
}

// copyMember lets a newcomer count as a member does.
func (p *Plan) copyMember(of, as sapa.MemberID) {
	if joined, ok := p.Joined[of]; ok {
		p.Joined[as] = joined
	}
	if own, ok := p.Limit.Own[of]; ok {
		p.Limit.Own[as] = own
	}
	for d, members := range p.Pools {
		if slices.Contains(members, of) {
			p.Pools[d] = append(slices.Clip(members), as)
		}
	}
}
