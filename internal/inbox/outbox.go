package inbox

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// enqueue puts something into the line of a conversation's channel. A channel of our own has no line: what is stored
// there is sent.
func (s *step) enqueue(ctx context.Context, c sapa.Conversation, caps channel.Caps, q sapa.Send) error {
	if caps.Widget {
		return nil
	}
	q.Channel, q.Room, q.Conversation, q.Due = c.Channel, c.Room, c.ID, s.now
	s.queued = true
	return s.Enqueue(ctx, q)
}

// sendReaction hands a member's emoji to the provider, in place of one that waits still.
func (s *step) sendReaction(ctx context.Context, c sapa.Conversation, m sapa.Message, caps channel.Caps, emoji string) error {
	if m.Direction == sapa.Note || m.ProviderID == "" || caps.Widget {
		return nil
	}
	if err := s.Withdraw(ctx, m.ID, c.Room, sapa.SendReaction); err != nil {
		return err
	}
	return s.enqueue(ctx, c, caps, sapa.Send{Message: m.ID, Kind: sapa.SendReaction, Emoji: emoji})
}

// markSeen tells the contact that they were read up to a sequence number, on channels whose provider can tell it.
func (s *step) markSeen(ctx context.Context, c sapa.Conversation, seq int, caps channel.Caps) error {
	if caps.Widget || !caps.Receipts {
		return nil
	}
	last, err := s.LastFromContact(ctx, s.Workspace.ID, c.ID, seq)
	if sapa.KindOf(err) == sapa.NotFound || (err == nil && last.ProviderID == "") {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.WithdrawSeen(ctx, c.Room); err != nil {
		return err
	}
	return s.enqueue(ctx, c, caps, sapa.Send{Message: last.ID, Kind: sapa.SendSeen})
}

// sendRewrite hands a change of one of our messages to the provider, in place of one that waits still. One that never got
// out is not changed there: if it waits, it is sent as it is by then.
func (s *step) sendRewrite(ctx context.Context, c sapa.Conversation, m sapa.Message, caps channel.Caps, kind sapa.SendKind) error {
	if m.Direction == sapa.Note || caps.Widget || m.Status == sapa.Failed || m.Status == sapa.Unsure {
		return nil
	}
	if err := s.Withdraw(ctx, m.ID, c.Room, sapa.SendEdit); err != nil {
		return err
	}
	return s.tell(ctx, c, m, caps, kind)
}

// tell puts a change of a message the provider knows into the line, in place of one of its kind that waits still.
func (s *step) tell(ctx context.Context, c sapa.Conversation, m sapa.Message, caps channel.Caps, kind sapa.SendKind) error {
	if err := s.Withdraw(ctx, m.ID, c.Room, kind); err != nil {
		return err
	}
	if m.FailureCode != "" { // of an earlier change
		m.FailureCode, m.FailureDetail = "", ""
		if err := s.SetStatus(ctx, c.Channel, m); err != nil {
			return err
		}
	}
	return s.enqueue(ctx, c, caps, sapa.Send{Message: m.ID, Kind: kind})
}

// acknowledge tells the provider that a contact's choice has arrived, where their screen waits for that.
func (s *step) acknowledge(ctx context.Context, c sapa.Conversation, m sapa.Message, caps channel.Caps) error {
	if !caps.Picks || m.Kind != sapa.Choices || m.ProviderID == "" {
		return nil
	}
	return s.enqueue(ctx, c, caps, sapa.Send{Message: m.ID, Kind: sapa.SendPicked})
}

// fillTemplate makes a message of the template that was chosen, if one was.
func (s *step) fillTemplate(ctx context.Context, caps channel.Caps, ch sapa.Channel, w Writing, m *sapa.Message) error {
	if w.Template == nil {
		return nil
	}
	if !caps.Templates {
		return sapa.BadField("template", "not_supported")
	}
	if w.Text != "" || w.Place != nil || w.Menu != nil {
		return sapa.BadField("template", "alone")
	}
	t, err := s.Template(ctx, s.Workspace.ID, ch.ID, w.Template.Name, w.Template.Language)
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.BadField("template", "not_found")
	}
	if err != nil {
		return err
	}
	use, err := channel.Fill(t, w.Template.Values)
	if err != nil {
		return err
	}
	m.Kind, m.Content, m.Text = sapa.Templates, &sapa.Content{Template: &use}, use.Parts.Body
	return nil
}

// checkWindow refuses what the channel's messaging window does not permit now. Templates are for when it is closed. Late
// tells that only a person may send it.
func checkWindow(caps channel.Caps, m sapa.Message, c sapa.Conversation, now time.Time) (late bool, err error) {
	if m.Content != nil && m.Content.Template != nil {
		return false, nil
	}
	return caps.CheckReply(m.Author, c.WindowEnds, now)
}

// Resend sends a message once more that failed, or of which nobody knows whether it was sent. It is a person's word, never
// the program's.
func (b *Inbox) Resend(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) error {
	return b.unsettled(ctx, by, "Resend", id, message, func(s *step, c sapa.Conversation, m sapa.Message, caps channel.Caps) error {
		if _, err := checkWindow(caps, m, c, s.now); err != nil {
			return err
		}
		if err := s.answerAgain(ctx, m); err != nil {
			return err
		}
		m.Status, m.FailureCode, m.FailureDetail, m.ProviderAt = sapa.Queued, "", "", time.Time{}
		if m.Content == nil || m.Content.Mail == nil {
			m.ProviderID = "" // it will know it by another; a mail keeps its own, so that nobody who got it reads it twice
		}
		if err := s.enqueue(ctx, c, caps, sapa.Send{Message: m.ID, Kind: sapa.SendMessage}); err != nil {
			return err
		}
		return s.settled(ctx, c, m, sapa.MemberActor(by.Member), "resent")
	})
}

// Settle says that a message of which nobody knew whether it was sent did arrive.
func (b *Inbox) Settle(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) error {
	return b.unsettled(ctx, by, "Settle", id, message, func(s *step, c sapa.Conversation, m sapa.Message, _ channel.Caps) error {
		if m.Status != sapa.Unsure {
			return sapa.Errorf(sapa.Conflict, "not_unsure", "there is no doubt about the message")
		}
		m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
		return s.settled(ctx, c, m, sapa.MemberActor(by.Member), "settled")
	})
}

// unsettled reads a message that failed or is unsure, through a verb's gate.
func (b *Inbox) unsettled(ctx context.Context, by sapa.By, verb string, id sapa.ConversationID, message sapa.MessageID, act func(*step, sapa.Conversation, sapa.Message, channel.Caps) error) error {
	return b.change(ctx, by, func(s *step) error {
		c, m, caps, err := s.target(ctx, verb, id, message)
		if err != nil {
			return err
		}
		switch {
		case m.Direction != sapa.Out || (m.Status != sapa.Failed && m.Status != sapa.Unsure):
			return sapa.Errorf(sapa.Conflict, "not_unsure", "the message neither failed nor is unsure")
		case !m.DeletedAt.IsZero():
			return sapa.Errorf(sapa.Conflict, "deleted", "the message was deleted")
		}
		return act(s, c, m, caps)
	})
}

// settled stores what became of an outbound message and tells everybody who sees it.
func (s *step) settled(ctx context.Context, c sapa.Conversation, m sapa.Message, by sapa.Actor, why string) error {
	if err := s.SetStatus(ctx, c.Channel, m); err != nil {
		return err
	}
	s.Emit(sapa.Event{
		Kind: sapa.MessageChanged, At: s.now, Actor: by, Why: why, Conversation: c.ID, AfterSeq: c.LastSeq, Message: m.ID,
		Data: map[string]any{"status": string(m.Status)},
	})
	return nil
}

// reported applies what the provider says of one of our messages. Nobody knows in which order it says so: the furthest
// holds.
func (s *step) reported(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	m, c, err := s.sentMessage(ctx, ch, in)
	if err != nil {
		return err
	}
	if m.ProviderID == "" {
		m.ProviderID = in.ProviderID
	}
	if !lifecycle.Further(m.Status, in.Status) {
		return nil
	}
	m.Status, m.FailureCode, m.FailureDetail = in.Status, in.FailureCode, in.FailureDetail
	return s.settled(ctx, c, m, sapa.SystemActor(), "reported")
}

// sentMessage finds the message a status is about, and its conversation: by our own id for the send, which is there
// before the provider's is.
func (s *step) sentMessage(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (sapa.Message, sapa.Conversation, error) {
	if tried, ours := sendOf(s.box.sends, in.SendID); ours {
		m, c, err := s.tried(ctx, ch, in, tried)
		if err != nil || m.ID != 0 {
			return m, c, err
		}
	}
	m, c, err := s.about(ctx, ch, in)
	if err == nil && m.Direction != sapa.Out {
		err = errIgnored
	}
	return m, c, err
}

// tried finds the message of one of our own sends; a zero one when there is none. A message may have been sent more than
// once, on a person's word: what is said of an earlier try counts only when that one got out after all, and then the
// message is not sent again.
func (s *step) tried(ctx context.Context, ch sapa.Channel, in sapa.Inbound, tried sapa.Send) (sapa.Message, sapa.Conversation, error) {
	none := sapa.Message{}
	if tried.Kind != sapa.SendMessage {
		return none, sapa.Conversation{}, errIgnored // nothing hangs on how far a reaction got
	}
	m, err := s.Message(ctx, s.Workspace.ID, tried.Message)
	if sapa.KindOf(err) == sapa.NotFound || (err == nil && m.Direction != sapa.Out) {
		return none, sapa.Conversation{}, nil
	}
	if err != nil {
		return none, sapa.Conversation{}, err
	}
	c, err := s.Conversation(ctx, s.Workspace.ID, m.Conversation)
	if err != nil || c.Channel != ch.ID {
		return none, c, err
	}
	waiting, err := s.SendOf(ctx, s.Workspace.ID, c.Room, m.ID, sapa.SendMessage)
	switch {
	case err != nil || m.ProviderID == in.ProviderID || waiting == tried.ID:
	case m.ProviderID != "", waiting != 0 && in.Status == sapa.Failed:
		err = errIgnored
	case waiting != 0:
		err = s.Withdraw(ctx, m.ID, c.Room, sapa.SendMessage)
	}
	return m, c, err
}
