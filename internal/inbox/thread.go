package inbox

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// ThreadPage is a stretch of a conversation: messages and notes, and the timeline's events between them.
type ThreadPage struct {
	// Messages are in the order of their sequence numbers, Events in the order they happened.
	Messages []sapa.Message
	Events   []sapa.Event
	// More tells that there is something beyond the stretch in the direction that was asked for.
	More bool
	// Viewer is the member who looks.
	Viewer access.Who
}

// ThreadQuery asks for a stretch: the newest messages, those before a sequence number, or those after one.
type ThreadQuery struct {
	// Before and After are exclusive; at most one is not zero.
	Before, After int
	Limit         int
}

// Page sizes of a thread.
const (
	PageMessages = 50
	MaxMessages  = 200
)

// Thread reads a stretch of a conversation the member may see.
func (b *Inbox) Thread(ctx context.Context, by sapa.By, id sapa.ConversationID, q ThreadQuery) (ThreadPage, error) {
	c, who, err := b.seen(ctx, by, id)
	if err != nil {
		return ThreadPage{}, err
	}
	page := ThreadPage{Viewer: who}
	if q.After > 0 {
		page.Messages, err = b.store.MessagesAfter(ctx, by.Workspace, id, q.After, q.Limit+1)
	} else {
		page.Messages, err = b.store.MessagesBefore(ctx, by.Workspace, id, q.Before, q.Limit+1, false)
	}
	if err != nil {
		return page, err
	}
	page.More = len(page.Messages) > q.Limit
	page.Messages = page.Messages[:min(len(page.Messages), q.Limit)]
	if q.After == 0 {
		slices.Reverse(page.Messages)
	}
	from, to := page.span(q, c.LastSeq)
	page.Events, err = b.store.Timeline(ctx, by.Workspace, id, from, to)
	page.Events = slices.DeleteFunc(page.Events, func(e sapa.Event) bool { return !who.Learns(e.Kind) })
	if err != nil {
		return page, err
	}
	return page, b.unlink(ctx, by, page.Events, who)
}

// unlink takes the ways out of a timeline to conversations that the member may not see.
func (b *Inbox) unlink(ctx context.Context, by sapa.By, events []sapa.Event, who access.Who) error {
	for i, e := range events {
		if e.Kind != sapa.ConversationLinked {
			continue
		}
		to, err := b.store.Conversation(ctx, by.Workspace, sapa.ConversationID(e.Subject))
		if err != nil && sapa.KindOf(err) != sapa.NotFound {
			return err
		}
		if err != nil || !who.Scope().Sees(to.Facts) {
			events[i].Subject = 0
		}
	}
	return nil
}

// span is which places of the timeline belong to the stretch: an event stands after the message whose number it
// carries, so neighbouring stretches neither share an event nor lose one.
func (p ThreadPage) span(q ThreadQuery, last int) (from, to int) {
	from, to = 0, last
	if q.Before > 0 {
		to = q.Before - 1
	}
	if q.After > 0 {
		from = q.After
		if p.More {
			to = p.Messages[len(p.Messages)-1].Seq - 1
		}
		return from, to
	}
	if p.More {
		from = p.Messages[0].Seq
	}
	return from, to
}

// Profile is a contact with what surrounds them, as far as the member may see.
type Profile struct {
	sapa.Contact
	Identities []sapa.Identity
	// Conversations are those the member may see, newest first, at most MaxRows.
	Conversations []store.Row
	// Viewer is the member who looks.
	Viewer access.Who
}

// Contact reads a contact of whom the member may see a conversation; anybody else is NotFound.
func (b *Inbox) Contact(ctx context.Context, by sapa.By, id sapa.ContactID) (Profile, error) {
	rows, who, err := b.List(ctx, by, store.ListQuery{Tab: store.All, Contact: id, Limit: MaxRows})
	if err != nil {
		return Profile{}, err
	}
	if len(rows) == 0 {
		return Profile{}, sapa.Missing("contact")
	}
	identities, err := b.store.Identities(ctx, by.Workspace, id)
	return Profile{Contact: rows[0].Person, Identities: identities, Conversations: rows, Viewer: who}, err
}

// ContactUpdate says what to change; nil leaves a field as it is.
type ContactUpdate struct {
	Name, Phone, Email *string
}

// UpdateContact changes a contact of whom the member may see a conversation.
func (b *Inbox) UpdateContact(ctx context.Context, by sapa.By, id sapa.ContactID, u ContactUpdate) (sapa.Contact, error) {
	if _, err := b.Contact(ctx, by, id); err != nil {
		return sapa.Contact{}, err
	}
	var c sapa.Contact
	err := b.change(ctx, by, func(s *step) (err error) {
		if c, err = s.Tx.Contact(ctx, by.Workspace, id); err != nil {
			return err
		}
		before := c
		if err := u.apply(&c); err != nil || !differs(before, c) {
			return err
		}
		if err := s.Tx.UpdateContact(ctx, c); err != nil {
			return err
		}
		return s.tellOfContact(ctx, id)
	})
	return c, err
}

// tellOfContact emits the change once for each conversation it is seen in, so that only they learn of it who may see
// one of them.
func (s *step) tellOfContact(ctx context.Context, id sapa.ContactID) error {
	rows, err := s.Conversations(ctx, s.Workspace.ID, store.ListQuery{Tab: store.All, Scope: access.Scope{All: true}, Contact: id, Limit: MaxRows})
	for _, r := range rows {
		s.Emit(sapa.Event{
			Kind: sapa.ContactUpdated, At: s.now, Actor: sapa.MemberActor(s.who.ID), Subject: int64(id), Conversation: r.ID, AfterSeq: r.LastSeq,
		})
	}
	return err
}

func (u ContactUpdate) apply(c *sapa.Contact) error {
	var wrong sapa.Fields
	set := func(to *string, value *string, clean func(string) (string, bool), field, code string) {
		if value == nil {
			return
		}
		text, ok := clean(*value)
		wrong.Check(ok, field, code)
		*to = text
	}
	set(&c.Name, u.Name, sapa.CleanName, "name", "too_long")
	set(&c.Phone, u.Phone, sapa.CleanPhone, "phone", "invalid_phone")
	set(&c.Email, u.Email, sapa.CleanEmail, "email", "invalid_email")
	return wrong.Err()
}

// Mentionable lists the active members who can see a conversation, and so can be called in a note about it.
func (b *Inbox) Mentionable(ctx context.Context, by sapa.By, id sapa.ConversationID) ([]sapa.Member, error) {
	c, who, err := b.seen(ctx, by, id)
	if err != nil {
		return nil, err
	}
	all, err := b.store.Members(ctx, by.Workspace)
	return slices.DeleteFunc(all, func(m sapa.Member) bool {
		other := who
		other.Member = m
		return !other.Scope().Sees(c.Facts)
	}), err
}
