package inbox

import (
	"cmp"
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
	// Handled is how many conversations the member handles, Limit how many they may; routing.NoLimit for any number, and where
	// each channel has a limit of its own.
	Handled, Limit int
	// Channels is what they handle of each channel, the fullest first, where each has a limit of its own; nil elsewhere.
	Channels []WatchedChannel
	// Waiting is in how many of those a customer waits for an answer.
	Waiting int
	// Resolved is how many that the member handled last were resolved today.
	Resolved int
	// FirstReplies is how many conversations that customers opened today the member was first to answer, FirstReply how long that
	// took on average.
	FirstReplies int
	FirstReply   time.Duration
}

// WatchedChannel is how many conversations of a channel a member handles, and how many they may; routing.NoLimit for any number.
type WatchedChannel struct {
	sapa.Channel
	Handled, Limit int
}

// fuller orders channels by how much of what they may a member handles; those without a limit come last.
func (c WatchedChannel) fuller(other WatchedChannel) int {
	if one, two := c.Limit == routing.NoLimit, other.Limit == routing.NoLimit; one != two {
		if one {
			return 1
		}
		return -1
	}
	// One part is greater than the other as the products over cross are.
	byPart := cmp.Compare(other.Handled*c.Limit, c.Handled*other.Limit)
	if c.Limit == routing.NoLimit {
		byPart = 0
	}
	return cmp.Or(byPart, cmp.Compare(other.Handled, c.Handled), cmp.Compare(c.ID, other.ID))
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
	out := Watch{Who: who, DayBegan: today(now)}
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
	members = slices.DeleteFunc(members, func(m sapa.Member) bool { return m.State != sapa.Active || !out.Watches(m) })
	channels, err := b.store.Channels(ctx, w.ID)
	if err != nil {
		return err
	}
	figures, err := b.figures(ctx, w.ID, out.DayBegan)
	if err != nil {
		return err
	}
	limits := workload(settings.Of(w.Settings), channels, members)
	for _, m := range members {
		one := Watched{
			Member: m, Handled: figures.handled[m.ID], Limit: routing.NoLimit,
			Waiting: figures.waiting[m.ID].Count, Resolved: figures.resolved[m.ID].Count, FirstReplies: figures.replies[m.ID].Count,
		}
		if limits.Mode == routing.PerChannel {
			one.Channels = byChannel(limits, m.ID, channels, figures.loads[m.ID])
		} else {
			one.Limit = limits.Limit(m.ID, 0)
		}
		if one.FirstReplies > 0 {
			one.FirstReply = figures.replies[m.ID].Took / time.Duration(one.FirstReplies)
		}
		out.Members = append(out.Members, one)
	}
	return nil
}

// byChannel lists the channels of which a member has something to handle.
func byChannel(w routing.Workload, m sapa.MemberID, channels []sapa.Channel, loads []sapa.Load) []WatchedChannel {
	var all []WatchedChannel
	for _, ch := range channels {
		for _, l := range loads {
			if l.Channel == ch.ID && l.Handled > 0 {
				all = append(all, WatchedChannel{Channel: ch, Handled: l.Handled, Limit: w.Limit(m, ch.ID)})
			}
		}
	}
	slices.SortFunc(all, WatchedChannel.fuller)
	return all
}

// figures are what is counted, by member.
type figures struct {
	loads                      map[sapa.MemberID][]sapa.Load
	handled                    map[sapa.MemberID]int
	waiting, resolved, replies map[sapa.MemberID]store.Tally
}

func (b *Inbox) figures(ctx context.Context, ws sapa.WorkspaceID, since time.Time) (figures, error) {
	f := figures{loads: map[sapa.MemberID][]sapa.Load{}, handled: map[sapa.MemberID]int{}}
	loads, err := b.store.Loads(ctx, ws)
	if err != nil {
		return f, err
	}
	for _, l := range loads {
		f.loads[l.Member] = append(f.loads[l.Member], l)
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
	if err == nil && !who.Watches(m) {
		err = sapa.Missing("member")
	}
	if err != nil {
		return nil, err
	}
	return b.store.PresenceLog(ctx, by.Workspace, id, before, limit)
}
