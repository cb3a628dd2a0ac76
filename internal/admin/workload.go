package admin

import (
	"context"
	"maps"
	"slices"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

// workloadMost is the highest limit (spec ASG-7).
const workloadMost = 100

// Workload is how many conversations an agent may handle at once, and who has another number (spec ASG-7).
type Workload struct {
	Mode routing.Mode
	// All counts in the mode AllChannels: 1 to 100.
	All int
	// Channels are the numbers of single channels, which count in the mode PerChannel, and Members those of single members,
	// which replace whatever number would count for them. Who is absent has none.
	Channels map[sapa.ChannelID]int
	Members  map[sapa.MemberID]int
}

// Workload reads the limits as they are set, whichever counts at present.
func (a *Admin) Workload(ctx context.Context, by sapa.By) (Workload, error) {
	me, err := a.Me(ctx, by)
	if err != nil {
		return Workload{}, err
	}
	if err := me.Need(gates["Workload"].Need); err != nil {
		return Workload{}, err
	}
	channels, err := a.store.Channels(ctx, by.Workspace)
	if err != nil {
		return Workload{}, err
	}
	members, err := a.store.Members(ctx, by.Workspace)
	return workloadOf(me.Settings, channels, members), err
}

func workloadOf(v settings.Values, channels []sapa.Channel, members []sapa.Member) Workload {
	w := Workload{
		Mode: routing.Mode(v.Text(settings.WorkloadMode)), All: v.Number(settings.WorkloadAll),
		Channels: map[sapa.ChannelID]int{}, Members: map[sapa.MemberID]int{},
	}
	for _, c := range channels {
		if c.Workload > 0 && c.State != sapa.ChannelDisconnected {
			w.Channels[c.ID] = c.Workload
		}
	}
	for _, m := range members {
		if m.Workload > 0 && m.State != sapa.Removed {
			w.Members[m.ID] = m.Workload
		}
	}
	return w
}

// SetWorkload replaces all limits at once. Conversations that are above a lower limit stay where they are.
func (a *Admin) SetWorkload(ctx context.Context, by sapa.By, w Workload) error {
	return a.change(ctx, by, func(s *step) error {
		if err := s.pass("SetWorkload"); err != nil {
			return err
		}
		before := s.Tx.Workspace
		after := before
		var err error
		after.Settings, err = settings.Change(before.Settings, map[string]any{
			string(settings.WorkloadMode): string(w.Mode), string(settings.WorkloadAll): w.All,
		})
		if err != nil {
			return err
		}
		data := workspaceChange(before, after)
		for part, store := range map[string]func(context.Context, Workload) (bool, error){"workload_channels": s.limitChannels, "workload_members": s.limitMembers} {
			changed, err := store(ctx, w)
			if err != nil {
				return err
			}
			if changed {
				data[part] = true
			}
		}
		if len(data) == 0 {
			return nil
		}
		s.emit(sapa.SettingsUpdated, int64(after.ID), data)
		return s.Tx.UpdateWorkspace(ctx, after)
	})
}

// limitChannels stores the numbers of the channels, and tells whether any is another now.
func (s *step) limitChannels(ctx context.Context, w Workload) (bool, error) {
	all, err := s.Channels(ctx, s.Tx.Workspace.ID)
	if err != nil {
		return false, err
	}
	return limit(all, w.Channels, "channels", func(c *sapa.Channel) (sapa.ChannelID, *int, bool) {
		return c.ID, &c.Workload, c.State != sapa.ChannelDisconnected
	}, func(c sapa.Channel) error { return s.UpdateChannel(ctx, c) })
}

// limitMembers stores the numbers of the members, and tells whether any is another now.
func (s *step) limitMembers(ctx context.Context, w Workload) (bool, error) {
	all, err := s.Members(ctx, s.Tx.Workspace.ID)
	if err != nil {
		return false, err
	}
	return limit(all, w.Members, "members", func(m *sapa.Member) (sapa.MemberID, *int, bool) {
		return m.ID, &m.Workload, m.State != sapa.Removed
	}, func(m sapa.Member) error { return s.UpdateMember(ctx, m) })
}

// limit stores the numbers of channels or members of which part tells the id, where the number stands, and whether they are
// there still; and tells whether any is another now.
func limit[T any, ID comparable](all []T, numbers map[ID]int, field string, part func(*T) (ID, *int, bool), store func(T) error) (changed bool, err error) {
	left := maps.Clone(numbers)
	for _, one := range all {
		id, number, there := part(&one)
		if !there {
			continue
		}
		wanted := left[id]
		delete(left, id)
		if wanted == *number {
			continue
		}
		*number, changed = wanted, true
		if err := store(one); err != nil {
			return changed, err
		}
	}
	return changed, limits(slices.Collect(maps.Values(numbers)), len(left), field)
}

// limits finds fault with numbers and with how many of them are nobody's.
func limits(all []int, unknown int, field string) error {
	var wrong sapa.Fields
	wrong.Check(unknown == 0, field, "not_found")
	wrong.Check(!slices.ContainsFunc(all, func(n int) bool { return n < 1 || n > workloadMost }), field, "out_of_range")
	return wrong.Err()
}
