package admin

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// RevokeDepartments revokes all departments of a workspace but the main one, and answers how many: they get nothing new, and
// after the days the workspace has set, what is open in them goes to the main one (spec ASG-10).
func (a *Admin) RevokeDepartments(ctx context.Context, ws sapa.WorkspaceID) (int, error) {
	return a.turn(ctx, ws, sapa.DepartmentActive, func(tx *store.Tx, d *sapa.Department) {
		d.State = sapa.DepartmentRevoked
		d.MoveAt = a.now().AddDate(0, 0, settings.Of(tx.Workspace.Settings).Number(settings.RevokedMoveDays))
	})
}

// RestoreDepartments makes the revoked departments of a workspace active again, and answers how many. What has moved stays
// where it is.
func (a *Admin) RestoreDepartments(ctx context.Context, ws sapa.WorkspaceID) (int, error) {
	return a.turn(ctx, ws, sapa.DepartmentRevoked, func(_ *store.Tx, d *sapa.Department) {
		d.State, d.MoveAt = sapa.DepartmentActive, time.Time{}
	})
}

// turn changes all departments of a workspace in a state, but the main one.
func (a *Admin) turn(ctx context.Context, ws sapa.WorkspaceID, from sapa.DepartmentState, alter func(*store.Tx, *sapa.Department)) (int, error) {
	turned := 0
	_, err := a.store.Change(ctx, ws, func(tx *store.Tx) error {
		turned = 0
		all, err := tx.Departments(ctx, ws)
		if err != nil {
			return err
		}
		for _, d := range all {
			if d.State != from || d.ID == tx.Workspace.Main {
				continue
			}
			alter(tx, &d)
			if err := tx.UpdateDepartment(ctx, d); err != nil {
				return err
			}
			tx.Emit(sapa.Event{
				Kind: sapa.DepartmentUpdated, At: a.now(), Actor: sapa.SystemActor(), Subject: int64(d.ID), Data: map[string]any{"state": string(d.State)},
			})
			turned++
		}
		return nil
	})
	return turned, err
}

// postpone brings the moments in line at which revoked departments move, after the number of days was changed.
func (s *step) postpone(ctx context.Context, before, after sapa.Workspace) error {
	days := settings.Of(after.Settings).Number(settings.RevokedMoveDays) - settings.Of(before.Settings).Number(settings.RevokedMoveDays)
	if days == 0 {
		return nil
	}
	all, err := s.Tx.Departments(ctx, after.ID)
	for _, d := range all {
		if err != nil || d.State != sapa.DepartmentRevoked || d.MoveAt.IsZero() {
			continue
		}
		d.MoveAt = d.MoveAt.AddDate(0, 0, days)
		err = s.Tx.UpdateDepartment(ctx, d)
	}
	return err
}
