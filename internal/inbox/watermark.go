package inbox

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// reached notes that the contact got, or read, all of ours up to a time. While a message is on its way to the provider,
// nobody knows yet whether it is among them: it is looked at again.
func (s *step) reached(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	room, err := s.RoomOf(ctx, s.Workspace.ID, ch.ID, in.From.External)
	if sapa.KindOf(err) == sapa.NotFound {
		return errIgnored
	}
	if err != nil {
		return err
	}
	until, err := s.until(ctx, ch, in)
	if err != nil {
		return err
	}
	moved, err := s.ProgressUntil(ctx, room.ID, until, in.Status)
	if err != nil {
		return err
	}
	for _, m := range moved {
		c, err := s.Conversation(ctx, s.Workspace.ID, m.Conversation)
		if err != nil {
			return err
		}
		s.Emit(sapa.Event{
			Kind: sapa.MessageChanged, At: s.now, Actor: sapa.ContactActor(room.Contact), Why: "reported", Conversation: c.ID, AfterSeq: c.LastSeq,
			Message: m.Message, Data: map[string]any{"status": string(in.Status)},
		})
	}
	sending, err := s.Sending(ctx, s.Workspace.ID, ch.ID, room.ID)
	if err == nil && sending {
		err = errEarly
	}
	return err
}

// until is the moment a watermark reaches to: the one that is told, or that of the message which is.
func (s *step) until(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (time.Time, error) {
	if !in.UpTo.IsZero() {
		return in.UpTo, nil
	}
	m, _, err := s.about(ctx, ch, in)
	if err == nil && m.Direction != sapa.Out {
		err = errIgnored
	}
	if m.ProviderAt.IsZero() {
		return m.At, err
	}
	return m.ProviderAt, err
}

// perhapsOurs takes an echo that does not say who wrote it. While something to the contact is on its way, nobody knows yet:
// it is looked at again. What says the same as a message whose answer was lost is that message, and it has arrived.
func (s *step) perhapsOurs(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (bool, error) {
	if _, _, err := s.about(ctx, ch, in); err != errEarly {
		return err == nil, err
	}
	room, err := s.RoomOf(ctx, s.Workspace.ID, ch.ID, in.From.External)
	if sapa.KindOf(err) == sapa.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	sending, err := s.Sending(ctx, s.Workspace.ID, ch.ID, room.ID)
	if err != nil || sending {
		return true, cmp.Or(err, errEarly)
	}
	c, m, err := s.doubtful(ctx, room.ID, in)
	if sapa.KindOf(err) == sapa.NotFound {
		return false, nil
	}
	if err != nil || len(m.Attachments) != len(in.Message.Media) {
		return false, err
	}
	m.ProviderID, m.ProviderAt = in.ProviderID, moment(in.At, s.now)
	m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
	return true, s.settled(ctx, c, m, sapa.SystemActor(), "reported")
}

// doubtful finds the message of a room's newest conversation that an echo may be of.
func (s *step) doubtful(ctx context.Context, room sapa.RoomID, in sapa.Inbound) (sapa.Conversation, sapa.Message, error) {
	c, err := s.Episode(ctx, s.Workspace.ID, room, 0)
	if err != nil {
		return c, sapa.Message{}, err
	}
	m, err := s.UnsureIn(ctx, s.Workspace.ID, c.ID, c.LastSeq-doubtSeqs, in.Message.Text, moment(in.At, s.now).Add(-doubtTime))
	return c, m, err
}

// doubtSeqs is how many of the newest messages are looked through.
const doubtSeqs = 100

// doubtTime is how old a message whose answer was lost may be for the echo of the same words to be its own.
const doubtTime = time.Hour

// ownEcho takes the echo of what we sent ourselves: the provider has it, by this id and since this time, also when its
// answer was lost. It answers false when the message is not one of ours after all.
func (s *step) ownEcho(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (bool, error) {
	tried, ours := sendOf(s.box.sends, in.SendID)
	if !ours {
		return false, nil
	}
	in.Status = sapa.Sent
	m, c, err := s.tried(ctx, ch, in, tried)
	if errors.Is(err, errIgnored) {
		return true, nil
	}
	if err != nil || m.ID == 0 {
		return false, err
	}
	if m.ProviderID == "" {
		m.ProviderID = in.ProviderID
	}
	if !in.At.IsZero() {
		m.ProviderAt = in.At
	}
	if !lifecycle.Further(m.Status, sapa.Sent) {
		return true, s.SetStatus(ctx, c.Channel, m)
	}
	m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
	return true, s.settled(ctx, c, m, sapa.SystemActor(), "reported")
}

// referred notes what brought a known contact back who has written nothing. Of somebody nobody knows there is nothing to
// note.
func (s *step) referred(ctx context.Context, in sapa.Inbound) error {
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
	s.Emit(sapa.Event{
		Kind: sapa.ContactUpdated, At: s.now, Actor: sapa.ContactActor(known.Contact.ID), Conversation: known.Open.ID, Subject: int64(known.Contact.ID),
	})
	return nil
}
