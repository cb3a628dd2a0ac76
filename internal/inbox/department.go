package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Words for why a conversation is in another department, or has lost its assignee.
const (
	byHand            = "by_hand"
	departmentRevoked = "department_revoked"
	departmentRemoved = "department_removed"
	// departmentChanged frees a conversation whose assignee is not in the department it went to.
	departmentChanged lifecycle.Trigger = "department_changed"
)

// Move gives a conversation to another department. Its assignee keeps it if they belong there, else it waits in the queue.
func (b *Inbox) Move(ctx context.Context, by sapa.By, id sapa.ConversationID, to sapa.DepartmentID) error {
	return b.change(ctx, by, func(s *step) error {
		c, err := s.enter(ctx, "Move", id)
		if err != nil {
			return err
		}
		d, err := s.Tx.Department(ctx, by.Workspace, to)
		if sapa.KindOf(err) == sapa.NotFound || (err == nil && d.State != sapa.DepartmentActive) {
			return sapa.BadField("department_id", "not_active")
		}
		if err != nil {
			return err
		}
		if c.Department == to {
			return sapa.Errorf(sapa.Conflict, "same_department", "the conversation is in this department already")
		}
		return s.rehouse(ctx, c, to, sapa.MemberActor(by.Member), byHand)
	})
}

// rehouse puts an open conversation into another department, and into its queue when the assignee does not belong there.
func (s *step) rehouse(ctx context.Context, c sapa.Conversation, to sapa.DepartmentID, by sapa.Actor, why string) error {
	after := c
	after.Department = to
	err := s.moved(ctx, c, after, sapa.Event{
		Kind: sapa.ConversationMoved, Actor: by, Why: why, Subject: int64(to), Data: map[string]any{"from": c.Department},
	})
	if err != nil || after.State != sapa.Handled {
		return err
	}
	holder, err := s.Member(ctx, s.Workspace.ID, after.Assignee)
	if err != nil {
		return err
	}
	if _, stays := holder.In(to); stays {
		return nil
	}
	return s.free(ctx, after, by, departmentChanged)
}

// vacateBatch is how many conversations one change takes out of a department, so that whoever writes meanwhile waits for a
// moment only.
const vacateBatch = 200

// Vacate moves what is open in a department that is no more, or gets nothing new, to the main one, inside the change under
// way: at most a batch. It answers whether that was all. What is resolved stays.
func (b *Inbox) Vacate(ctx context.Context, tx *store.Tx, by sapa.Actor, d sapa.Department) (bool, error) {
	s := &step{Tx: tx, now: b.now(), box: b}
	open, err := s.OpenIn(ctx, tx.Workspace.ID, d.ID, vacateBatch)
	if err != nil {
		return false, err
	}
	why := departmentRemoved
	if d.State == sapa.DepartmentRevoked {
		why = departmentRevoked
	}
	for _, c := range open {
		if err := s.rehouse(ctx, c, tx.Workspace.Main, by, why); err != nil {
			return false, err
		}
	}
	return len(open) < vacateBatch, nil
}

// MoveDue moves what departments have open whose time for it has come: revoked ones after some days (spec ASG-10), and what
// was more than a batch in removed ones. It answers how many departments it was done with.
func (b *Inbox) MoveDue(ctx context.Context) (int, error) {
	due, err := b.store.DepartmentsToMove(ctx, b.now(), sweepBatch)
	done := 0
	for _, d := range due {
		emptied, failure := b.empty(ctx, d)
		err = errors.Join(err, failure)
		if emptied {
			done++
		}
	}
	return done, err
}

// empty moves one department's conversations, a batch with each change, until none is left or it is active again.
func (b *Inbox) empty(ctx context.Context, due sapa.Department) (bool, error) {
	for {
		emptied, over := false, false
		_, err := b.store.Change(ctx, due.Workspace, func(tx *store.Tx) error {
			d, err := tx.Department(ctx, due.Workspace, due.ID)
			if err != nil {
				return err
			}
			if over = d.State == sapa.DepartmentActive || d.MoveAt.IsZero() || d.MoveAt.After(b.now()); over {
				return nil
			}
			if emptied, err = b.Vacate(ctx, tx, sapa.SystemActor(), d); err != nil || !emptied {
				return err
			}
			d.MoveAt = time.Time{}
			tx.Emit(sapa.Event{
				Kind: sapa.DepartmentUpdated, At: b.now(), Actor: sapa.SystemActor(), Subject: int64(d.ID), Data: map[string]any{"emptied": true},
			})
			return tx.UpdateDepartment(ctx, d)
		})
		if err != nil || emptied || over {
			return emptied, err
		}
	}
}
