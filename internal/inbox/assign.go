package inbox

import (
	"context"
	"maps"
	"strings"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Take makes the member the assignee ("Assign to me"). From is the assignee the member saw, zero for nobody; when
// it is another one by now, a colleague was first and the verb is a Conflict. Nil asks for no such check.
func (b *Inbox) Take(ctx context.Context, by sapa.By, id sapa.ConversationID, from *sapa.MemberID) error {
	return b.change(ctx, by, func(s *step) error {
		c, err := s.enter(ctx, "Take", id)
		if err != nil {
			return err
		}
		if err := s.checkFrom(ctx, c, from); err != nil {
			return err
		}
		return s.claim(ctx, c)
	})
}

// claim makes the acting member the assignee, who must have room for it.
func (s *step) claim(ctx context.Context, c sapa.Conversation) error {
	ch, err := s.Channel(ctx, s.Workspace.ID, c.Channel)
	if err != nil {
		return err
	}
	if err := s.room(ctx, ch); err != nil {
		return err
	}
	return s.give(ctx, c, s.who.ID, nil)
}

// Handover asks to give a conversation to a member.
type Handover struct {
	To sapa.MemberID
	// From is the assignee the giver saw, zero for nobody; when it is another one by now, the verb is a Conflict.
	// Nil asks for no such check.
	From *sapa.MemberID
	// Note is left for the new assignee; empty for none.
	Note string
	// OverLimit says that the giver knows that the member handles as many as they may, and insists (spec ASG-7).
	OverLimit bool
}

// Assign gives a conversation to another member: from the queue (T4, T10) or as a transfer (T5). To give it to oneself
// is to take it, and needs what taking needs.
func (b *Inbox) Assign(ctx context.Context, by sapa.By, id sapa.ConversationID, h Handover) error {
	return b.change(ctx, by, func(s *step) error {
		c, err := s.enter(ctx, "Assign", id)
		if err != nil {
			return err
		}
		target, err := s.Member(ctx, by.Workspace, h.To)
		if sapa.KindOf(err) == sapa.NotFound || (err == nil && target.State != sapa.Active) {
			return sapa.BadField("to", "not_active")
		}
		if err != nil {
			return err
		}
		if h.To == by.Member {
			if err := s.who.Check(access.Take, c.Facts); err != nil {
				return err
			}
		}
		if err := s.checkFrom(ctx, c, h.From); err != nil {
			return err
		}
		data, err := s.checkTarget(ctx, c, target, h)
		if err != nil {
			return err
		}
		if text := strings.TrimSpace(h.Note); text != "" {
			if c, _, err = s.note(ctx, c, Writing{Text: text}); err != nil {
				return err
			}
		}
		return s.give(ctx, c, h.To, data)
	})
}

// checkTarget refuses a member who is not of the conversation's department (spec ASG-11) or has no room. It answers what
// the event says beside whom.
func (s *step) checkTarget(ctx context.Context, c sapa.Conversation, target sapa.Member, h Handover) (map[string]any, error) {
	if _, in := target.In(c.Department); s.who.Divided && !in && !s.who.Supervises() {
		return nil, sapa.Errorf(sapa.Forbidden, "outside_department", "the member is not in the conversation's department")
	}
	ch, err := s.Channel(ctx, s.Workspace.ID, c.Channel)
	if err != nil || c.Assignee == target.ID {
		return nil, err
	}
	return s.roomFor(ctx, target, ch, h.OverLimit)
}

// checkFrom is a Conflict for somebody who decided on what is no longer so.
func (s *step) checkFrom(ctx context.Context, c sapa.Conversation, from *sapa.MemberID) error {
	if from == nil || *from == c.Assignee {
		return nil
	}
	if c.State == sapa.Handled {
		return s.alreadyAssigned(ctx, c)
	}
	return sapa.Errorf(sapa.Conflict, "wrong_state", "the conversation is %s by now", c.State)
}

// give makes a member the assignee and says in the event whether it was a claim, an assignment or a transfer. Data is what
// it says besides; nil for nothing.
func (s *step) give(ctx context.Context, c sapa.Conversation, to sapa.MemberID, data map[string]any) error {
	ch, spec, err := s.channel(ctx, c.Channel)
	if err != nil {
		return err
	}
	trigger, kind := lifecycle.Taken, sapa.ConversationAssigned
	if c.State == sapa.Handled {
		trigger, kind = lifecycle.Transferred, sapa.ConversationTransferred
		said := map[string]any{"from": c.Assignee}
		maps.Copy(said, data)
		data = said
	}
	after, _, err := lifecycle.Move(c, trigger, to, s.now, s.clock(ch, spec, c.Kind))
	if err != nil {
		return err
	}
	return s.moved(ctx, c, after, sapa.Event{
		Kind: kind, Actor: sapa.MemberActor(s.who.ID), Why: string(trigger), Subject: int64(to), Data: data,
	})
}

// Next gives the member the conversation of a kind that waits longest ("Get new chat", ASG-2); of whatever kind when it is
// empty. NotFound when there is none.
func (b *Inbox) Next(ctx context.Context, by sapa.By, kind sapa.ConversationKind) (sapa.ConversationID, error) {
	var id sapa.ConversationID
	err := b.change(ctx, by, func(s *step) error {
		if err := s.who.Need(gates["Next"].Need); err != nil {
			return err
		}
		c, err := s.nextFor(ctx, kind)
		if err != nil {
			return err
		}
		id = c.ID
		return s.claim(ctx, c)
	})
	return id, err
}

// oldestQueued finds the conversation that waits longest, of no channel among without; of whatever kind when it is empty.
func (s *step) oldestQueued(ctx context.Context, kind sapa.ConversationKind, without ...sapa.ChannelID) (sapa.Conversation, error) {
	if kind != "" {
		return s.OldestQueued(ctx, s.Workspace.ID, s.who.Scope(), kind, without...)
	}
	var oldest sapa.Conversation
	for _, kind := range sapa.ConversationKinds() {
		c, err := s.OldestQueued(ctx, s.Workspace.ID, s.who.Scope(), kind, without...)
		if err != nil && sapa.KindOf(err) != sapa.NotFound {
			return c, err
		}
		if err == nil && (oldest.ID == 0 || c.QueuedAt.Before(oldest.QueuedAt)) {
			oldest = c
		}
	}
	if oldest.ID == 0 {
		return oldest, sapa.Missing("conversation")
	}
	return oldest, nil
}

// Unassign puts a conversation back into the queue (T6).
func (b *Inbox) Unassign(ctx context.Context, by sapa.By, id sapa.ConversationID) error {
	return b.change(ctx, by, func(s *step) error {
		c, err := s.enter(ctx, "Unassign", id)
		if err != nil {
			return err
		}
		return s.free(ctx, c, sapa.MemberActor(by.Member), lifecycle.Unassigned)
	})
}

// free takes the assignee off a conversation.
func (s *step) free(ctx context.Context, c sapa.Conversation, by sapa.Actor, why lifecycle.Trigger) error {
	ch, spec, err := s.channel(ctx, c.Channel)
	if err != nil {
		return err
	}
	after, _, err := lifecycle.Move(c, lifecycle.Unassigned, 0, s.now, s.clock(ch, spec, c.Kind))
	if err != nil {
		return err
	}
	return s.moved(ctx, c, after, sapa.Event{
		Kind: sapa.ConversationUnassigned, Actor: by, Why: string(why), Subject: int64(c.Assignee),
	})
}

// Release puts everything a member handles back into the queue, inside the change that removes them (ROL-4).
func (b *Inbox) Release(ctx context.Context, tx *store.Tx, by sapa.Actor, member sapa.MemberID) error {
	s := &step{Tx: tx, now: b.now(), box: b}
	all, err := s.HandledBy(ctx, tx.Workspace.ID, member)
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := s.free(ctx, c, by, "member_removed"); err != nil {
			return err
		}
	}
	return nil
}

// Resolve closes a conversation (T11).
func (b *Inbox) Resolve(ctx context.Context, by sapa.By, id sapa.ConversationID) error {
	return b.change(ctx, by, func(s *step) error {
		c, err := s.enter(ctx, "Resolve", id)
		if err != nil {
			return err
		}
		ch, spec, err := s.channel(ctx, c.Channel)
		if err != nil {
			return err
		}
		after, _, err := lifecycle.Move(c, lifecycle.Closed, by.Member, s.now, s.clock(ch, spec, c.Kind))
		if err != nil {
			return err
		}
		return s.moved(ctx, c, after, sapa.Event{
			Kind: sapa.ConversationResolved, Actor: sapa.MemberActor(by.Member), Why: "by_hand", Subject: int64(c.Assignee),
		})
	})
}

// scopeOf is the scope of another member of the same workspace.
func (s *step) scopeOf(m sapa.Member) access.Scope {
	return access.Of(m, s.Workspace).Scope()
}
