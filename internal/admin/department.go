package admin

import (
	"context"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// maxDepartments bounds the departments of a workspace: lists are read one department at a time.
const maxDepartments = 100

// departmentRunes is the longest name of a department (spec ASG-9).
const departmentRunes = 60

// Departments lists all departments of the workspace, removed ones too: history needs their names.
func (a *Admin) Departments(ctx context.Context, by sapa.By) ([]sapa.Department, error) {
	return a.store.Departments(ctx, by.Workspace)
}

// DepartmentFields is what can be said of a department. Nil leaves a field as it is.
type DepartmentFields struct {
	Name       *string
	Supervisor *sapa.MemberID
	// Members are those who serve it.
	Members *[]sapa.MemberID
	// Channels are those whose conversations it opens; each is taken from the department that had it.
	Channels *[]sapa.ChannelID
}

// apply writes name and supervisor over a department and answers what is wrong with them.
func (f DepartmentFields) apply(d *sapa.Department, members []sapa.Member) error {
	var wrong sapa.Fields
	if f.Name != nil {
		name, ok := sapa.CleanName(*f.Name)
		wrong.Check(ok && len([]rune(name)) <= departmentRunes, "name", "too_long")
		d.Name = name
	}
	wrong.Check(d.Name != "", "name", "required")
	if f.Supervisor != nil {
		d.Supervisor = *f.Supervisor
	}
	if d.Supervisor == 0 {
		wrong.Add("supervisor_id", "required")
	} else if f.Supervisor != nil {
		i := present(members, d.Supervisor)
		wrong.Check(i >= 0 && members[i].Role.AtLeast(sapa.Supervisor), "supervisor_id", "not_a_supervisor")
	}
	if f.Members != nil {
		wrong.Check(!slices.ContainsFunc(*f.Members, func(id sapa.MemberID) bool { return present(members, id) < 0 }), "member_ids", "not_found")
	}
	return wrong.Err()
}

// present is where a member who is not removed stands among others; below zero for nowhere.
func present(members []sapa.Member, id sapa.MemberID) int {
	return slices.IndexFunc(members, func(m sapa.Member) bool { return m.ID == id && m.State != sapa.Removed })
}

// CreateDepartment adds a department. The first one becomes the main one, and what is open goes to it (spec ASG-9).
func (a *Admin) CreateDepartment(ctx context.Context, by sapa.By, f DepartmentFields) (sapa.Department, error) {
	d := sapa.Department{Workspace: by.Workspace, State: sapa.DepartmentActive}
	err := a.change(ctx, by, func(s *step) error {
		if err := s.pass("CreateDepartment"); err != nil {
			return err
		}
		d.CreatedAt = s.now
		members, err := s.Members(ctx, by.Workspace)
		if err != nil {
			return err
		}
		if err := f.apply(&d, members); err != nil {
			return err
		}
		if err := s.room(ctx); err != nil {
			return err
		}
		if d.ID, err = s.Tx.CreateDepartment(ctx, d); err != nil {
			return err
		}
		s.emit(sapa.DepartmentAdded, int64(d.ID), map[string]any{"name": d.Name, "supervisor": d.Supervisor})
		if f.Members == nil {
			f.Members = &[]sapa.MemberID{}
		}
		if err := s.staff(ctx, d, members, f.Members); err != nil {
			return err
		}
		if err := s.connect(ctx, d, f.Channels); err != nil {
			return err
		}
		return s.found(ctx, d)
	})
	return d, err
}

// room refuses a department more than there may be.
func (s *step) room(ctx context.Context) error {
	all, err := s.Tx.Departments(ctx, s.Workspace.ID)
	standing := 0
	for _, d := range all {
		if d.State != sapa.DepartmentRemoved {
			standing++
		}
	}
	if err == nil && standing >= maxDepartments {
		err = sapa.Errorf(sapa.Conflict, "too_many_departments", "a workspace has at most %d departments", maxDepartments)
	}
	return err
}

// found makes the first department the main one.
func (s *step) found(ctx context.Context, d sapa.Department) error {
	if s.Workspace.Main != 0 {
		return nil
	}
	if err := s.makeMain(ctx, d.ID); err != nil {
		return err
	}
	_, err := s.Tx.Found(ctx, d.ID)
	return err
}

func (s *step) makeMain(ctx context.Context, d sapa.DepartmentID) error {
	w := s.Workspace
	w.Main = d
	return s.UpdateWorkspace(ctx, w)
}

// department reads a department that is not removed.
func (s *step) department(ctx context.Context, verb string, id sapa.DepartmentID) (sapa.Department, error) {
	if err := s.pass(verb); err != nil {
		return sapa.Department{}, err
	}
	d, err := s.Tx.Department(ctx, s.Workspace.ID, id)
	if err == nil && d.State == sapa.DepartmentRemoved {
		err = sapa.Missing("department")
	}
	return d, err
}

// UpdateDepartment changes a department. Of a revoked one, members can be taken out and nothing else (spec ASG-10).
func (a *Admin) UpdateDepartment(ctx context.Context, by sapa.By, id sapa.DepartmentID, f DepartmentFields) (sapa.Department, error) {
	var d sapa.Department
	err := a.change(ctx, by, func(s *step) error {
		before, err := s.department(ctx, "UpdateDepartment", id)
		if err != nil {
			return err
		}
		d = before
		members, err := s.Members(ctx, by.Workspace)
		if err != nil {
			return err
		}
		if err := f.apply(&d, members); err != nil {
			return err
		}
		if before.State == sapa.DepartmentRevoked {
			if err := f.whileRevoked(before, d, members); err != nil {
				return err
			}
		}
		if err := s.Tx.UpdateDepartment(ctx, d); err != nil {
			return err
		}
		s.emit(sapa.DepartmentUpdated, int64(id), departmentChange(before, d))
		if err := s.staff(ctx, d, members, f.Members); err != nil {
			return err
		}
		return s.connect(ctx, d, f.Channels)
	})
	return d, err
}

// whileRevoked refuses what cannot be done to a revoked department.
func (f DepartmentFields) whileRevoked(before, after sapa.Department, members []sapa.Member) error {
	adds := f.Members != nil && slices.ContainsFunc(*f.Members, func(id sapa.MemberID) bool {
		return !members[present(members, id)].Serves(before.ID)
	})
	if adds || f.Channels != nil || before.Name != after.Name || before.Supervisor != after.Supervisor {
		return errRevoked()
	}
	return nil
}

func errRevoked() error {
	return sapa.Errorf(sapa.Conflict, "department_revoked", "of a revoked department, members can be taken out and nothing else")
}

// MakeMain makes an active department the main one: it takes what belongs to no other.
func (a *Admin) MakeMain(ctx context.Context, by sapa.By, id sapa.DepartmentID) error {
	return a.change(ctx, by, func(s *step) error {
		d, err := s.department(ctx, "MakeMain", id)
		if err != nil {
			return err
		}
		if d.State != sapa.DepartmentActive {
			return errRevoked()
		}
		if d.ID == s.Workspace.Main {
			return nil
		}
		s.emit(sapa.DepartmentUpdated, int64(id), map[string]any{"main": true})
		return s.makeMain(ctx, id)
	})
}

// RemoveDepartment takes a department away. What is open in it goes to the main one, where its agents keep what they handle
// if they belong there too, and its channels open conversations there from now on.
func (a *Admin) RemoveDepartment(ctx context.Context, by sapa.By, id sapa.DepartmentID) error {
	return a.change(ctx, by, func(s *step) error {
		d, err := s.department(ctx, "RemoveDepartment", id)
		if err != nil {
			return err
		}
		if id == s.Workspace.Main {
			return sapa.Errorf(sapa.Conflict, "main_department", "the main department cannot be removed")
		}
		d.State, d.MoveAt = sapa.DepartmentRemoved, s.now
		s.emit(sapa.DepartmentDissolved, int64(id), nil)
		emptied, err := a.release.Vacate(ctx, s.Tx, sapa.MemberActor(by.Member), d)
		if err != nil {
			return err
		}
		if emptied {
			d.MoveAt = time.Time{}
		}
		if err := s.Tx.UpdateDepartment(ctx, d); err != nil {
			return err
		}
		if err := s.connect(ctx, d, &[]sapa.ChannelID{}); err != nil {
			return err
		}
		members, err := s.Members(ctx, by.Workspace)
		if err != nil {
			return err
		}
		d.Supervisor = 0 // nobody sees it any more
		return s.staff(ctx, d, members, &[]sapa.MemberID{})
	})
}
