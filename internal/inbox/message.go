package inbox

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// React puts a member's emoji on a message of the conversation; the empty one takes it away.
func (b *Inbox) React(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID, emoji string) error {
	return b.change(ctx, by, func(s *step) error {
		c, m, caps, err := s.target(ctx, "React", id, message)
		if err != nil {
			return err
		}
		// A note's reactions stay inside the house, so the channel has no say in them.
		if err := caps.CheckReaction(emoji); err != nil && m.Direction != sapa.Note {
			return err
		}
		if err := s.react(ctx, c, m, sapa.Reaction{Actor: sapa.MemberActor(by.Member), Emoji: emoji}, s.now); err != nil {
			return err
		}
		return s.sendReaction(ctx, c, m, caps, emoji)
	})
}

func (s *step) react(ctx context.Context, c sapa.Conversation, m sapa.Message, x sapa.Reaction, at time.Time) error {
	if !m.DeletedAt.IsZero() {
		return sapa.Errorf(sapa.Conflict, "deleted", "the message was deleted")
	}
	if len(x.Emoji) > emojiBytes {
		return sapa.BadField("emoji", "not_supported")
	}
	changed, err := s.Tx.React(ctx, m.ID, x, at)
	if err != nil || !changed {
		return err
	}
	s.Emit(sapa.Event{
		Kind: sapa.MessageReacted, At: s.now, Actor: x.Actor, Conversation: c.ID, AfterSeq: c.LastSeq, Message: m.ID,
	})
	return nil
}

// emojiBytes is the longest emoji taken: a family with skin tones has 41 bytes.
const emojiBytes = 64

// target reads a conversation through a verb's gate, and one of its messages.
func (s *step) target(ctx context.Context, verb string, id sapa.ConversationID, message sapa.MessageID) (sapa.Conversation, sapa.Message, channel.Caps, error) {
	c, err := s.enter(ctx, verb, id)
	if err != nil {
		return c, sapa.Message{}, channel.Caps{}, err
	}
	m, err := s.Message(ctx, s.Workspace.ID, message)
	if err == nil && m.Conversation != c.ID {
		err = sapa.Missing("message")
	}
	if err != nil {
		return c, m, channel.Caps{}, err
	}
	_, spec, err := s.channel(ctx, c.Channel)
	return c, m, spec.For(c.Kind), err
}

// EditMessage replaces the text of the member's own message or note. The former text is kept.
func (b *Inbox) EditMessage(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID, text string) error {
	return b.change(ctx, by, func(s *step) error {
		c, m, caps, err := s.own(ctx, "EditMessage", id, message)
		if err != nil {
			return err
		}
		if m.Direction == sapa.Note {
			caps = noteLimits
		}
		edited := m
		edited.Text = text
		if err := caps.CheckOut(edited); err != nil || text == m.Text {
			return err
		}
		if err := s.Tx.EditMessage(ctx, m, text, sapa.MemberActor(by.Member), s.now); err != nil {
			return err
		}
		if err := s.sendRewrite(ctx, c, m, caps, sapa.SendEdit); err != nil {
			return err
		}
		return s.rewritten(ctx, c, edited, sapa.MemberActor(by.Member), sapa.MessageEdited)
	})
}

// DeleteMessage takes the member's own message or note back and, where the channel can, deletes a comment: the contact's, or
// one that was written elsewhere. The former text is kept, its files are removed.
func (b *Inbox) DeleteMessage(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) error {
	return b.change(ctx, by, func(s *step) error {
		c, m, caps, err := s.own(ctx, "DeleteMessage", id, message)
		if err != nil {
			return err
		}
		if err := s.sendRewrite(ctx, c, m, caps, sapa.SendDelete); err != nil {
			return err
		}
		if err := s.Tx.DeleteMessage(ctx, m, sapa.MemberActor(by.Member), s.now); err != nil {
			return err
		}
		m.Text = ""
		return s.rewritten(ctx, c, m, sapa.MemberActor(by.Member), sapa.MessageDeleted)
	})
}

// own reads a message the member may change: one they wrote, or a comment that the channel lets them delete.
func (s *step) own(ctx context.Context, verb string, id sapa.ConversationID, message sapa.MessageID) (sapa.Conversation, sapa.Message, channel.Caps, error) {
	c, m, caps, err := s.target(ctx, verb, id, message)
	if err != nil {
		return c, m, caps, err
	}
	can := caps.Edits
	if verb == "DeleteMessage" {
		can = caps.Deletes
	}
	switch {
	case verb == "DeleteMessage" && caps.Removes && (m.Direction == sapa.In || m.Author.Kind == sapa.ByDevice) && m.DeletedAt.IsZero():
	case m.Author != sapa.MemberActor(s.who.ID):
		err = sapa.Errorf(sapa.Forbidden, "not_yours", "only the author can change a message")
	case !m.DeletedAt.IsZero():
		err = sapa.Errorf(sapa.Conflict, "deleted", "the message was deleted")
	case m.Comment != nil && m.Comment.Private: // it stands in the conversation of messages
		err = sapa.Errorf(sapa.Conflict, "not_supported", "a private reply cannot be changed")
	case m.Direction == sapa.Out && !can:
		err = sapa.Errorf(sapa.Conflict, "not_supported", "the channel cannot change messages that were sent")
	case m.Direction == sapa.Out && verb == "DeleteMessage" && caps.DeleteWithin > 0 && s.now.Sub(m.At) >= caps.DeleteWithin:
		err = sapa.Errorf(sapa.Conflict, "too_late", "the channel takes back no message that is as old")
	}
	return c, m, caps, err
}

// rewritten emits that a message changed, and keeps the conversation's preview true when it is the newest one.
func (s *step) rewritten(ctx context.Context, c sapa.Conversation, m sapa.Message, by sapa.Actor, kind sapa.EventKind) error {
	if m.Direction != sapa.Note && m.Shown == c.ShownCount {
		c.Last.Text = lifecycle.Shorten(m.Text)
		if kind == sapa.MessageDeleted {
			c.Last.Kind = sapa.Text
		}
		if err := s.UpdateConversation(ctx, c); err != nil {
			return err
		}
	}
	s.Emit(sapa.Event{Kind: kind, At: s.now, Actor: by, Conversation: c.ID, AfterSeq: c.LastSeq, Message: m.ID})
	return nil
}

// Versions lists the former texts of a message in a conversation the member may see.
func (b *Inbox) Versions(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) ([]store.Version, error) {
	if _, _, err := b.seen(ctx, by, id); err != nil {
		return nil, err
	}
	m, err := b.store.Message(ctx, by.Workspace, message)
	if err != nil {
		return nil, err
	}
	if m.Conversation != id {
		return nil, sapa.Missing("message")
	}
	return b.store.Versions(ctx, by.Workspace, message)
}
