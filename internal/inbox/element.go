package inbox

import (
	"context"
	"errors"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

var (
	// errEarly means that what an element is about is not here yet, and may come: deliveries overtake each other, and a
	// status may be faster than the answer to the send.
	errEarly = errors.New("inbox: about a message that is not here")
	// errIgnored means that an element has nothing to say to us.
	errIgnored = errors.New("inbox: nothing to do")
)

// element takes one element of a provider's delivery.
func (s *step) element(ctx context.Context, ch sapa.Channel, spec channel.Spec, in sapa.Inbound) error {
	switch in.Kind {
	case sapa.InboundEcho:
		if in.Topic != "" {
			return s.ownComment(ctx, ch, in)
		}
		known, err := s.ownEcho(ctx, ch, in)
		if err == nil && !known && in.MayBeOurs {
			known, err = s.perhapsOurs(ctx, ch, in)
		}
		if known || err != nil {
			return err
		}
		_, err = s.receive(ctx, ch, spec, in)
		return err
	case sapa.InboundMessage:
		_, err := s.receive(ctx, ch, spec, in)
		return err
	case sapa.InboundStatus:
		return s.reported(ctx, ch, in)
	case sapa.InboundEdit, sapa.InboundDelete:
		return s.rewroteOutside(ctx, ch, in)
	case sapa.InboundHide, sapa.InboundUnhide:
		return s.hidOutside(ctx, ch, in)
	case sapa.InboundReaction:
		return s.reacted(ctx, ch, spec, in)
	case sapa.InboundRenamed:
		return s.renamed(ctx, ch, in)
	case sapa.InboundContact:
		return s.changed(ctx, in)
	case sapa.InboundWatermark:
		return s.reached(ctx, ch, in)
	case sapa.InboundReferral:
		return s.referred(ctx, in)
	case sapa.InboundAccount:
		ch, err := s.Channel(ctx, s.Workspace.ID, ch.ID)
		if err != nil {
			return err
		}
		ch.CheckAt = s.now
		s.Emit(sapa.Event{Kind: sapa.ChannelUpdated, At: s.now, Actor: sapa.SystemActor(), Why: in.FailureCode, Subject: int64(ch.ID)})
		return s.SaveHealth(ctx, ch)
	}
	return errIgnored
}

// echoed stores what the business wrote elsewhere. It answers whoever waited, claims nothing, and moves no clock (spec
// CNV-2, CHN-7).
func (s *step) echoed(ctx context.Context, ch sapa.Channel, known store.Arrival, in sapa.Inbound) (Arrived, error) {
	device := sapa.Actor{Kind: sapa.ByDevice}
	files, err := s.remote(ctx, ch, in, device)
	if err != nil {
		return Arrived{}, err
	}
	m := sapa.Message{
		Direction: sapa.Out, Author: device, Kind: kindOf(in.Message.Kind, files), Text: in.Message.Text, Place: in.Message.Place,
		Content: in.Message.Content, Attachments: files, Status: sapa.Sent, ProviderID: in.ProviderID, At: s.now, ProviderAt: in.At,
		Comment: commentOf(in, channel.Caps{}, s),
	}
	if m.ReplyTo, err = s.quotedByContact(ctx, known.Room, in); err != nil {
		return Arrived{}, err
	}
	c, err := s.placeOfEcho(ctx, ch, known)
	if err != nil {
		return Arrived{}, err
	}
	c, m = lifecycle.Append(c, m)
	return s.store(ctx, c, m, sapa.MessageSent)
}

// store writes a message that has its numbers, and its conversation, which may be new.
func (s *step) store(ctx context.Context, c sapa.Conversation, m sapa.Message, kind sapa.EventKind) (Arrived, error) {
	var err error
	if c.ID == 0 {
		c.ID, err = s.CreateConversation(ctx, c)
	} else {
		err = s.UpdateConversation(ctx, c)
	}
	if err != nil {
		return Arrived{}, err
	}
	m, err = s.put(ctx, c, m, kind)
	return Arrived{Message: m, Episode: c.Episode}, err
}

// placeOfEcho is placeBeside for what answers whoever waits.
func (s *step) placeOfEcho(ctx context.Context, ch sapa.Channel, known store.Arrival) (sapa.Conversation, error) {
	c, err := s.placeBeside(ctx, ch, known)
	if err != nil || known.Open.ID == 0 {
		return c, err
	}
	_, spec, err := s.channel(ctx, ch.ID)
	return lifecycle.Answered(c, s.clock(ch, spec, c.Kind)), err
}

// placeBeside finds the conversation of what opens none: the open one, else the latest, else a new one that is closed from
// the beginning.
func (s *step) placeBeside(ctx context.Context, ch sapa.Channel, known store.Arrival) (sapa.Conversation, error) {
	if known.Open.ID != 0 {
		return known.Open, nil
	}
	if known.Episodes > 0 {
		return s.Episode(ctx, s.Workspace.ID, known.Room, 0)
	}
	c := lifecycle.OpenClosed(s.now)
	c.Room, c.Contact, c.Channel, c.Episode, c.Returning = known.Room, known.Contact.ID, ch.ID, 1, known.Returning
	c.Kind, c.Department = sapa.Messages, s.Workspace.DepartmentOf(ch) // a comment of ours answers one that is here
	return c, nil
}

// about finds the message an element is about, and its conversation; errEarly when it is not here.
func (s *step) about(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (sapa.Message, sapa.Conversation, error) {
	m, c, err := s.MessageByProvider(ctx, s.Workspace.ID, ch.ID, in.ProviderID)
	if sapa.KindOf(err) == sapa.NotFound {
		err = errEarly
	}
	return m, c, err
}

// rewroteOutside applies a change the contact, or the business on its own phone, made to a message.
func (s *step) rewroteOutside(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	m, c, err := s.about(ctx, ch, in)
	if err != nil {
		return err
	}
	by, may := rewriter(c, m, in)
	if !may || !m.DeletedAt.IsZero() {
		return errIgnored
	}
	if in.Kind == sapa.InboundDelete {
		err, m.Text = s.Tx.DeleteMessage(ctx, m, by, s.now), ""
		if err == nil && in.Redact {
			err = s.ForgetVersions(ctx, m.ID)
		}
		if err != nil {
			return err
		}
		return s.rewritten(ctx, c, m, by, sapa.MessageDeleted)
	}
	at := moment(in.At, s.now)
	if m.Text == in.Message.Text || at.Before(m.EditedAt) { // overtaken by a later one
		return errIgnored
	}
	if err := s.Tx.EditMessage(ctx, m, in.Message.Text, by, at); err != nil {
		return err
	}
	m.Text = in.Message.Text
	return s.rewritten(ctx, c, m, by, sapa.MessageEdited)
}

// rewriter is who changed a message, and whether they can have. Nobody changes what the other side wrote, whatever a
// delivery says; but the business may delete what was written below its posts.
func rewriter(c sapa.Conversation, m sapa.Message, in sapa.Inbound) (by sapa.Actor, may bool) {
	by = sapa.Actor{Kind: sapa.ByDevice}
	if in.From.External != "" {
		by = sapa.ContactActor(c.Contact)
	}
	theirs := m.Direction == sapa.In
	return by, theirs == (by.Kind == sapa.ByContact) || theirs && c.Kind == sapa.Comments && in.Kind == sapa.InboundDelete
}

// reacted puts a contact's emoji on a message. It opens no conversation (spec CNV-5) and shows that they are there.
func (s *step) reacted(ctx context.Context, ch sapa.Channel, spec channel.Spec, in sapa.Inbound) error {
	m, c, err := s.about(ctx, ch, in)
	if err != nil {
		return err
	}
	if !m.DeletedAt.IsZero() {
		return errIgnored
	}
	at := moment(in.At, s.now)
	if err := s.react(ctx, c, m, sapa.Reaction{Actor: sapa.ContactActor(c.Contact), Emoji: in.Emoji}, at); err != nil {
		return err
	}
	if after := lifecycle.Heard(c, at, s.clock(ch, spec, c.Kind)); after != c {
		return s.UpdateConversation(ctx, after)
	}
	return nil
}

// changed fills in what a channel tells of a person who is known already.
func (s *step) changed(ctx context.Context, in sapa.Inbound) error {
	known, err := s.Arrival(ctx, in)
	if err != nil {
		return err
	}
	learned := learn(known.Contact, in.From)
	if known.Contact.ID == 0 || !differs(learned, known.Contact) {
		return errIgnored
	}
	if err := s.UpdateContact(ctx, learned); err != nil {
		return err
	}
	s.Emit(sapa.Event{Kind: sapa.ContactUpdated, At: s.now, Actor: sapa.ContactActor(learned.ID), Conversation: known.Open.ID, Subject: int64(learned.ID)})
	return nil
}

// renamed notes that a contact is known by another id from now on; the former ones stay theirs.
func (s *step) renamed(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	known, err := s.Arrival(ctx, in)
	if err != nil {
		return err
	}
	if known.Contact.ID == 0 {
		return errIgnored
	}
	if err := s.Alias(ctx, known.Contact.ID, ch.ID, in.From, s.now); err != nil {
		return err
	}
	if in.From.Phone != "" && in.From.Phone != known.Contact.Phone {
		known.Contact.Phone = in.From.Phone
		if err := s.UpdateContact(ctx, known.Contact); err != nil {
			return err
		}
	}
	s.Emit(sapa.Event{Kind: sapa.ContactUpdated, At: s.now, Actor: sapa.ContactActor(known.Contact.ID), Conversation: known.Open.ID, Subject: int64(known.Contact.ID)})
	return nil
}
