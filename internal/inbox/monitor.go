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

// Watched is what one member does now and has done today, by the workspace's clock (spec RPT-2).
type Watched struct {
	sapa.Member
	// Handled is how many conversations the member handles, Limit how many they may; routing.NoLimit for any number.
	Handled, Limit int
	// Waiting is in how many of those a customer waits for an answer.
	Waiting int
	// Resolved is how many that the member handled last were resolved today.
	Resolved int
	// FirstReplies is how many conversations that customers opened today the member was first to answer, FirstReply how long that
	// took on average.
	FirstReplies int
	FirstReply   time.Duration
}

// Watch is all that somebody who monitors sees.
type Watch struct {
	access.Who
	// Members are the active ones, by id.
	Members []Watched
	// Departments are those they belong to.
	Departments []sapa.Department
	// DayBegan is when today began.
	DayBegan time.Time
}

// Monitor answers what all members do whom a member may look at.
func (b *Inbox) Monitor(ctx context.Context, by sapa.By) (Watch, error) {
	who, err := b.who(ctx, by)
	if err == nil {
		err = who.Need(gates["Monitor"].Need)
	}
	if err != nil {
		return Watch{}, err
	}
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return Watch{}, err
	}
	now := b.now().In(zoneOf(w))
	out := Watch{Who: who, DayBegan: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())}
	if err := b.watched(ctx, &out, w); err != nil {
		return out, err
	}
	out.Departments, err = b.store.Departments(ctx, by.Workspace)
	out.Departments = slices.DeleteFunc(out.Departments, func(d sapa.Department) bool {
		return d.State == sapa.DepartmentRemoved || !slices.ContainsFunc(out.Members, func(m Watched) bool {
			_, in := m.In(d.ID)
			return in
		})
	})
	return out, err
}

// watched lists the members with their figures.
func (b *Inbox) watched(ctx context.Context, out *Watch, w sapa.Workspace) error {
	members, err := b.store.Members(ctx, w.ID)
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m sapa.Member) bool { return m.State != sapa.Active || !watches(out.Who, m) })
	channels, err := b.store.Channels(ctx, w.ID)
	if err != nil {
		return err
	}
	channels = slices.DeleteFunc(channels, func(ch sapa.Channel) bool { return ch.State == sapa.ChannelDisconnected })
	figures, err := b.figures(ctx, w.ID, out.DayBegan)
	if err != nil {
		return err
	}
	limits := workload(settings.Of(w.Settings), channels, members)
	for _, m := range members {
		one := Watched{
			Member: m, Handled: figures.handled[m.ID], Limit: limitOf(limits, m.ID, channels),
			Waiting: figures.waiting[m.ID].Count, Resolved: figures.resolved[m.ID].Count, FirstReplies: figures.replies[m.ID].Count,
		}
		if one.FirstReplies > 0 {
			one.FirstReply = figures.replies[m.ID].Took / time.Duration(one.FirstReplies)
		}
		out.Members = append(out.Members, one)
	}
	return nil
}

// watches tells whether somebody who monitors may look at a member: a supervisor who sees their departments alone, at those in them.
func watches(who access.Who, m sapa.Member) bool {
	scope := who.Scope()
	return !scope.Leads || m.ID == who.ID || slices.ContainsFunc(scope.Departments, func(d sapa.DepartmentID) bool {
		_, in := m.In(d)
		return in
	})
}

// limitOf is how many conversations a member may handle on all channels together, and NoLimit where one of them has none.
func limitOf(w routing.Workload, m sapa.MemberID, channels []sapa.Channel) int {
	if w.Mode != routing.PerChannel {
		return w.Limit(m, 0)
	}
	all := 0
	for _, ch := range channels {
		limit := w.Limit(m, ch.ID)
		if limit == routing.NoLimit {
			return routing.NoLimit
		}
		all += limit
	}
	return all
}

// figures are what is counted, by member.
type figures struct {
	handled                    map[sapa.MemberID]int
	waiting, resolved, replies map[sapa.MemberID]store.Tally
}

func (b *Inbox) figures(ctx context.Context, ws sapa.WorkspaceID, since time.Time) (figures, error) {
	f := figures{handled: map[sapa.MemberID]int{}}
	loads, err := b.store.Loads(ctx, ws)
	if err != nil {
		return f, err
	}
	for _, l := range loads {
		f.handled[l.Member] += l.Handled
	}
	waiting, err := b.store.Unanswered(ctx, ws)
	if err != nil {
		return f, err
	}
	resolved, err := b.store.ResolvedSince(ctx, ws, since)
	if err != nil {
		return f, err
	}
	replies, err := b.store.FirstReplies(ctx, ws, since)
	f.waiting, f.resolved, f.replies = byMember(waiting), byMember(resolved), byMember(replies)
	return f, err
}

func byMember(all []store.Tally) map[sapa.MemberID]store.Tally {
	found := map[sapa.MemberID]store.Tally{}
	for _, t := range all {
		t.Count, t.Took = t.Count+found[t.Member].Count, t.Took+found[t.Member].Took
		found[t.Member] = t
	}
	return found
}

// PresenceLog lists up to limit changes of a member's presence before a moment, newest first, for who may look at them.
func (b *Inbox) PresenceLog(ctx context.Context, by sapa.By, id sapa.MemberID, before time.Time, limit int) ([]store.PresenceChange, error) {
	who, err := b.who(ctx, by)
	if err == nil {
		err = who.Need(gates["PresenceLog"].Need)
	}
	if err != nil {
		return nil, err
	}
	m, err := b.store.Member(ctx, by.Workspace, id)
	if err == nil && !watches(who, m) {
		err = sapa.Missing("member")
	}
	if err != nil {
		return nil, err
	}
	return b.store.PresenceLog(ctx, by.Workspace, id, before, limit)
}
