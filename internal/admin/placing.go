package admin

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// staff makes the members of a department those who serve it, and its supervisor one who sees it. Nil leaves those who serve it.
func (s *step) staff(ctx context.Context, d sapa.Department, members []sapa.Member, serving *[]sapa.MemberID) error {
	for _, m := range members {
		serves := m.Serves(d.ID)
		if serving != nil {
			serves = slices.Contains(*serving, m.ID)
		}
		after := m
		switch leads := d.Supervisor == m.ID; {
		case m.State == sapa.Removed:
		case serves || leads:
			after.Join(d.ID, s.now, !serves)
		default:
			after.Leave(d.ID)
		}
		if slices.Equal(after.Departments, m.Departments) {
			continue
		}
		if err := s.Tx.UpdateMember(ctx, after); err != nil {
			return err
		}
		s.emit(sapa.MemberUpdated, int64(m.ID), memberChange(m, after))
	}
	return nil
}

// connect makes the channels of a department these. Nil leaves them.
func (s *step) connect(ctx context.Context, d sapa.Department, ids *[]sapa.ChannelID) error {
	if ids == nil {
		return nil
	}
	all, err := s.Channels(ctx, s.Workspace.ID)
	if err != nil {
		return err
	}
	for _, id := range *ids {
		if !slices.ContainsFunc(all, func(c sapa.Channel) bool { return c.ID == id && c.State != sapa.ChannelDisconnected }) {
			return sapa.BadField("channel_ids", "not_found")
		}
	}
	for _, c := range all {
		after := c
		if slices.Contains(*ids, c.ID) {
			after.Department = d.ID
		} else if c.Department == d.ID {
			after.Department = 0
		}
		if after.Department == c.Department {
			continue
		}
		if err := s.Tx.UpdateChannel(ctx, after); err != nil {
			return err
		}
		s.emit(sapa.ChannelUpdated, int64(c.ID), channelChange(c, after))
	}
	return nil
}

// place puts a member into departments, of which the first is to be the primary one; nil leaves them. Those the member only
// watches stay.
func (s *step) place(ctx context.Context, m *sapa.Member, ids *[]sapa.DepartmentID) error {
	if ids == nil {
		return nil
	}
	all, err := s.Tx.Departments(ctx, s.Workspace.ID)
	if err != nil {
		return err
	}
	before := m.Departments
	for _, in := range before {
		if in.Watching || slices.Contains(*ids, in.Department) {
			continue
		}
		if m.Leave(in.Department); leads(all, in.Department, m.ID) {
			m.Join(in.Department, in.Joined, true)
		}
	}
	for _, id := range *ids {
		i := slices.IndexFunc(all, func(d sapa.Department) bool { return d.ID == id && d.State != sapa.DepartmentRemoved })
		switch {
		case m.Serves(id):
			continue
		case i < 0:
			return sapa.BadField("department_ids", "not_found")
		case all[i].State != sapa.DepartmentActive:
			return sapa.BadField("department_ids", "revoked")
		}
		m.Join(id, s.now, false)
	}
	if len(*ids) > 0 {
		m.Prefer((*ids)[0])
	}
	return nil
}

func leads(all []sapa.Department, id sapa.DepartmentID, m sapa.MemberID) bool {
	return slices.ContainsFunc(all, func(d sapa.Department) bool { return d.ID == id && d.Supervisor == m })
}

// placeNew puts a new member into the departments that are asked for, or the main one.
func (s *step) placeNew(ctx context.Context, m *sapa.Member, ids *[]sapa.DepartmentID) error {
	usual := *m // where they serve when nothing is said
	if s.Workspace.Main != 0 {
		main := &[]sapa.DepartmentID{s.Workspace.Main}
		if err := s.place(ctx, &usual, main); err != nil {
			return err
		}
		if ids == nil || len(*ids) == 0 {
			ids = main
		}
	}
	if err := s.place(ctx, m, ids); err != nil {
		return err
	}
	return s.mayPlace(usual.Departments, m.Departments)
}

// mayPlace refuses to change where somebody serves to whoever may not change departments: their members are a part of them
// (ROL-3).
func (s *step) mayPlace(before, after []sapa.Membership) error {
	if slices.Equal(before, after) {
		return nil
	}
	return s.who.Need(access.ManageDepartments)
}

// keepLeader refuses to make somebody who leads a department one who cannot.
func (s *step) keepLeader(ctx context.Context, after sapa.Member) error {
	if after.State != sapa.Removed && after.Role.AtLeast(sapa.Supervisor) {
		return nil
	}
	all, err := s.Tx.Departments(ctx, s.Workspace.ID)
	for _, d := range all {
		if d.Supervisor == after.ID && d.State != sapa.DepartmentRemoved {
			return sapa.Errorf(sapa.Conflict, "leads_department", "the member leads a department, which needs another supervisor first").With("department", d.Name)
		}
	}
	return err
}
