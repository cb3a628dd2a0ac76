package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// sweepBatch is how many due conversations one round of the sweeper reads.
const sweepBatch = 200

// Sweep does what has become due: departments give away what they have open, ownership sessions that ended make their
// conversations inactive (T8), and conversations whose agents do not answer move on (T7). It answers how many of these two
// it moved. What one conversation's failure leaves behind is due still and comes back in the next round.
func (b *Inbox) Sweep(ctx context.Context) (int, error) {
	moved := 0
	failed := b.store.Write(ctx, func(tx *store.Tx) error { return tx.Hasten(ctx, b.now()) })
	_, moving := b.MoveDue(ctx)
	failed = errors.Join(failed, moving)
	for {
		due, err := b.store.DueConversations(ctx, b.now(), sweepBatch)
		if err != nil {
			return moved, err
		}
		round := 0
		for _, d := range due {
			n, err := b.attendTo(ctx, d)
			failed = errors.Join(failed, err)
			round += n
		}
		moved += round
		if len(due) < sweepBatch || round == 0 {
			return moved, failed
		}
	}
}

// attendTo does what is due about one conversation, if it is due still once it is its turn. A session that ended comes
// before the idle rule: nobody holds the conversation any more.
func (b *Inbox) attendTo(ctx context.Context, d store.Due) (int, error) {
	number, err := b.store.Change(ctx, d.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		c, err := s.Conversation(ctx, d.Workspace, d.Conversation)
		if err != nil || c.Due.IsZero() || c.Due.After(s.now) {
			return err
		}
		if s.now.Before(c.SessionEnds) {
			return s.moveOn(ctx, c)
		}
		return s.expire(ctx, c)
	})
	if err != nil || number == 0 {
		return 0, err
	}
	return 1, nil
}

// expire ends the session of a conversation (T8).
func (s *step) expire(ctx context.Context, c sapa.Conversation) error {
	ch, spec, err := s.channel(ctx, c.Channel)
	if err != nil {
		return err
	}
	after, _, err := lifecycle.Move(c, lifecycle.SessionEnded, 0, s.now, s.clock(ch, spec, c.Kind))
	if err != nil {
		return err
	}
	return s.moved(ctx, c, after, sapa.Event{
		Kind: sapa.ConversationInactive, Actor: sapa.SystemActor(), Why: string(lifecycle.SessionEnded), Subject: int64(c.Assignee),
	})
}

// looseFor is how long an upload waits for its message: a draft with files survives a night.
const looseFor = 24 * time.Hour

// Clean removes files that belong to no message for a day, and answers how many. Remove deletes the bytes by key.
func (b *Inbox) Clean(ctx context.Context, remove func(ctx context.Context, key string) error) (int, error) {
	stale, err := b.store.StaleAttachments(ctx, b.now().Add(-looseFor), sweepBatch)
	if err != nil {
		return 0, err
	}
	cleaned := 0
	for _, a := range stale {
		gone := false
		err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
			gone, err = tx.DeleteAttachment(ctx, a.Workspace, a.ID)
			return err
		})
		if err != nil {
			return cleaned, err
		}
		if !gone {
			continue
		}
		cleaned++
		for _, key := range []string{a.Key, a.ThumbKey} {
			if key == "" {
				continue
			}
			if err := remove(ctx, key); err != nil {
				return cleaned, err
			}
		}
	}
	return cleaned, nil
}
