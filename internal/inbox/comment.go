package inbox

import (
	"cmp"
	"context"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// commentOf is what is particular about a comment that came in; nil for a message.
func commentOf(in sapa.Inbound, caps channel.Caps, s *step) *sapa.Comment {
	if in.ConversationKind() != sapa.Comments {
		return nil
	}
	c := &sapa.Comment{Parent: in.ReplyTo, Live: in.Live}
	within := caps.PrivateWithin
	if in.Live {
		within = min(within, sapa.LiveTime)
	}
	if in.Kind == sapa.InboundMessage && within > 0 && !in.Public {
		c.PrivateUntil = moment(in.At, s.now).Add(within)
	}
	return c
}

// answer says which comment a reply answers, on channels where each does: the one it quotes, or the contact's newest.
func (s *step) answer(ctx context.Context, c sapa.Conversation, caps channel.Caps, w Writing, m *sapa.Message) error {
	if !caps.Answers {
		if w.Private {
			return sapa.Errorf(sapa.Conflict, "not_supported", "the channel has no private replies")
		}
		return nil
	}
	var q sapa.Message
	var err error
	if m.ReplyTo == 0 {
		q, err = s.LastComment(ctx, s.Workspace.ID, c.ID)
	} else {
		q, err = s.Message(ctx, s.Workspace.ID, m.ReplyTo)
	}
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.BadField("reply_to", "required")
	}
	if err != nil {
		return err
	}
	if w.Private {
		err = lifecycle.CheckPrivate(q, s.now)
	} else if !lifecycle.Answerable(q) {
		err = sapa.BadField("reply_to", "not_possible")
	}
	if err != nil {
		return err
	}
	m.ReplyTo, m.Comment = q.ID, &sapa.Comment{Parent: cmp.Or(q.Comment.Parent, q.ProviderID), Private: w.Private}
	return nil
}

// PrivateReply answers a comment privately. As any reply it claims.
func (b *Inbox) PrivateReply(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID, w Writing) (Written, error) {
	w.Private, w.ReplyTo = true, message
	return b.answerIn(ctx, by, "PrivateReply", id, w)
}

// spend notes with a comment which message answers it privately; zero for none any more.
func (s *step) spend(ctx context.Context, comment, answer sapa.MessageID) error {
	q, err := s.Message(ctx, s.Workspace.ID, comment)
	if err != nil || q.Comment == nil || q.Comment.Answer == answer {
		return err
	}
	c, err := s.Conversation(ctx, s.Workspace.ID, q.Conversation)
	if err != nil {
		return err
	}
	q.Comment.Answer = answer
	return s.switched(ctx, c, q, sapa.SystemActor(), "private_reply")
}

// answeredPrivately notes that there is no second private reply, if a message is one.
func (s *step) answeredPrivately(ctx context.Context, m sapa.Message) error {
	if m.Comment == nil || !m.Comment.Private {
		return nil
	}
	return s.spend(ctx, m.ReplyTo, m.ID)
}

// answerAgain lets a private reply be sent once more, unless another one was sent meanwhile.
func (s *step) answerAgain(ctx context.Context, m sapa.Message) error {
	if m.Comment == nil || !m.Comment.Private {
		return nil
	}
	q, err := s.Message(ctx, s.Workspace.ID, m.ReplyTo)
	if err != nil {
		return err
	}
	if q.Comment != nil && q.Comment.Answer == m.ID {
		q.Comment.Answer = 0
	}
	if err := lifecycle.CheckPrivate(q, s.now); err != nil {
		return err
	}
	return s.spend(ctx, q.ID, m.ID)
}

// switched stores a comment's state and tells everybody who sees it.
func (s *step) switched(ctx context.Context, c sapa.Conversation, m sapa.Message, by sapa.Actor, why string) error {
	if err := s.SetComment(ctx, m.ID, *m.Comment); err != nil {
		return err
	}
	s.Emit(sapa.Event{Kind: sapa.MessageChanged, At: s.now, Actor: by, Why: why, Conversation: c.ID, AfterSeq: c.LastSeq, Message: m.ID})
	return nil
}

// Hide hides a contact's comment from others, or shows it again.
func (b *Inbox) Hide(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID, on bool) error {
	return b.toggle(ctx, by, "Hide", id, message, on)
}

// Like likes a contact's comment on behalf of the business, or not any more.
func (b *Inbox) Like(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID, on bool) error {
	return b.toggle(ctx, by, "Like", id, message, on)
}

// toggle brings a comment into a state here, and puts into the line that the provider is told.
func (b *Inbox) toggle(ctx context.Context, by sapa.By, verb string, id sapa.ConversationID, message sapa.MessageID, on bool) error {
	return b.change(ctx, by, func(s *step) error {
		c, m, caps, err := s.target(ctx, verb, id, message)
		if err != nil {
			return err
		}
		kind, can := sapa.SendHide, caps.Hides
		if verb == "Like" {
			kind, can = sapa.SendLike, caps.Likes
		}
		switch {
		case !can || m.Direction != sapa.In || m.Comment == nil || m.ProviderID == "":
			return sapa.Errorf(sapa.Conflict, "not_supported", "the channel cannot do that to the message")
		case !m.DeletedAt.IsZero():
			return sapa.Errorf(sapa.Conflict, "deleted", "the comment was deleted")
		case *state(m.Comment, kind) == on:
			return nil
		}
		*state(m.Comment, kind) = on
		if kind == sapa.SendHide {
			m.Comment.HiddenAt = s.now
		}
		if err := s.switched(ctx, c, m, sapa.MemberActor(by.Member), became[kind][on]); err != nil {
			return err
		}
		return s.tell(ctx, c, m, caps, kind)
	})
}

// became are the words for what a comment has become.
var became = map[sapa.SendKind]map[bool]string{
	sapa.SendHide: {true: "hidden", false: "unhidden"}, sapa.SendLike: {true: "liked", false: "unliked"},
}

// state is the part of a comment that a send brings to the provider.
func state(c *sapa.Comment, kind sapa.SendKind) *bool {
	if kind == sapa.SendLike {
		return &c.Liked
	}
	return &c.Hidden
}

// switched fills in what a comment is to become at the provider; nil when it is gone.
func switched(out *channel.Outbound, q sapa.Send, m sapa.Message) *channel.Outbound {
	if m.Comment == nil || !m.DeletedAt.IsZero() {
		return nil
	}
	to := &channel.Toggle{Comment: m.ProviderID, On: *state(m.Comment, q.Kind)}
	if q.Kind == sapa.SendLike {
		out.Like = to
	} else {
		out.Hide = to
	}
	return out
}

// unanswered undoes here what the provider did not do: a comment is as it was, unless something newer waits to be told; and
// a comment whose private reply was not sent can have another one, unless it has one that we know nothing of.
func (s *step) unanswered(ctx context.Context, c sapa.Conversation, q sapa.Send, m *sapa.Message, f *channel.Failure) error {
	if m.Comment == nil {
		return nil
	}
	if q.Kind == sapa.SendMessage {
		if !m.Comment.Private || m.Status != sapa.Failed || f.Code == lifecycle.CodePrivateUsed {
			return nil
		}
		return s.spend(ctx, m.ReplyTo, 0)
	}
	if q.Kind != sapa.SendHide && q.Kind != sapa.SendLike {
		return nil
	}
	newer, err := s.SendOf(ctx, s.Workspace.ID, c.Room, m.ID, q.Kind)
	if err != nil || newer != 0 {
		return err
	}
	to := state(m.Comment, q.Kind)
	*to = !*to
	return s.SetComment(ctx, m.ID, *m.Comment)
}

// hidOutside notes that a comment was hidden, or shown again, by whomever.
func (s *step) hidOutside(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	m, c, err := s.about(ctx, ch, in)
	if err != nil {
		return err
	}
	on, at := in.Kind == sapa.InboundHide, moment(in.At, s.now)
	if m.Comment == nil || m.Comment.Hidden == on || at.Before(m.Comment.HiddenAt) || !m.DeletedAt.IsZero() {
		return errIgnored
	}
	m.Comment.Hidden, m.Comment.HiddenAt = on, at
	return s.switched(ctx, c, m, sapa.Actor{Kind: sapa.ByDevice}, became[sapa.SendHide][on])
}

// answered says which comment a message that waits answers, and fails what cannot answer it any more.
func (b *Inbox) answered(ctx context.Context, m sapa.Message, out *channel.Outbound) (*channel.Failure, error) {
	q, err := b.store.Message(ctx, m.Workspace, m.ReplyTo)
	if err != nil && sapa.KindOf(err) != sapa.NotFound {
		return nil, err
	}
	switch {
	case err != nil || q.Comment == nil || !q.DeletedAt.IsZero() || q.ProviderID == "":
		return &channel.Failure{Class: channel.Permanent, Code: "comment_gone"}, nil
	case m.Comment.Private && !b.now().Before(q.Comment.PrivateUntil):
		return &channel.Failure{Class: channel.Permanent, Code: lifecycle.CodePrivateLate}, nil
	}
	out.Answers = &channel.Answered{Comment: q.ProviderID, Parent: q.Comment.Parent, Private: m.Comment.Private}
	return nil, nil
}
