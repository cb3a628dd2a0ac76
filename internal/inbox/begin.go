package inbox

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Beginning says where a mail that answers nothing goes.
type Beginning struct {
	Channel sapa.ChannelID
	// Contact is who gets it; zero for whoever has the address.
	Contact sapa.ContactID
	// Address is with or without a name; empty when there is a contact.
	Address string
}

// BeginMail writes to somebody in a thread of its own, on a channel whose messages are mails. The conversation it opens is
// the writer's from the beginning.
func (b *Inbox) BeginMail(ctx context.Context, by sapa.By, to Beginning, w Writing) (Written, error) {
	letter := sapa.MailWriting{}
	if w.Mail != nil {
		letter = *w.Mail
	}
	letter.To = nil
	if to.Contact == 0 {
		letter.To = []string{to.Address}
	}
	w.Mail = &letter
	return b.write(ctx, by, destination{direction: sapa.Out, begins: true}, w, func(s *step) (sapa.Message, error) {
		return s.beginMail(ctx, to, w)
	})
}

func (s *step) beginMail(ctx context.Context, to Beginning, w Writing) (sapa.Message, error) {
	ch, spec, err := s.channel(ctx, to.Channel)
	if err != nil {
		return sapa.Message{}, err
	}
	if !beginsMails(spec) {
		return sapa.Message{}, sapa.BadField("channel_id", "not_supported")
	}
	if err := checkBegin(s.who, s.Workspace, ch); err != nil {
		return sapa.Message{}, err
	}
	if w.Mail.Subject == nil || strings.TrimSpace(*w.Mail.Subject) == "" {
		return sapa.Message{}, sapa.BadField("mail.subject", "required")
	}
	who, err := s.addressee(ctx, ch, spec.Mailbox(ch.Config), to)
	if err != nil {
		return sapa.Message{}, err
	}
	// Whoever supervises knows what they do, and the timeline says so.
	above, err := s.roomFor(ctx, s.who.Member, ch, true)
	if err != nil {
		return sapa.Message{}, err
	}
	c, err := s.beginWith(ctx, ch, spec, to.Contact, who, above)
	if err != nil {
		return sapa.Message{}, err
	}
	if to.Contact != 0 {
		letter := *w.Mail
		letter.To, w.Mail = []string{who.External}, &letter
	}
	return s.reply(ctx, c, w)
}

// MayBeginMail tells whether a member can write to somebody who has not written, on a channel.
func MayBeginMail(who access.Who, w sapa.Workspace, ch sapa.Channel, spec channel.Spec) bool {
	return beginsMails(spec) && checkBegin(who, w, ch) == nil
}

func beginsMails(spec channel.Spec) bool {
	mail := spec.For(sapa.Messages).Mail
	return mail != nil && mail.New
}

// checkBegin lets those write first on a channel who may answer whoever waits there.
func checkBegin(who access.Who, w sapa.Workspace, ch sapa.Channel) error {
	err := who.Check(gates["BeginMail"].Act, sapa.Facts{State: sapa.InQueue, Department: w.DepartmentOf(ch)})
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.Errorf(sapa.Forbidden, "other_department", "the channel is another department's")
	}
	return err
}

// addressee is who a mail goes to.
func (s *step) addressee(ctx context.Context, ch sapa.Channel, box channel.Mailbox, to Beginning) (sapa.Sender, error) {
	field, given := "address", to.Address
	if to.Contact != 0 {
		var err error
		field = "contact_id"
		if given, err = s.addressOf(ctx, ch, to.Contact); err != nil {
			return sapa.Sender{}, err
		}
	}
	found, ok := people([]string{given})
	if ok {
		_, ok = sapa.CleanEmail(found[0].Address)
	}
	if !ok || box.Owns(found[0].Address) {
		return sapa.Sender{}, sapa.BadField(field, "invalid")
	}
	return sapa.Sender{External: found[0].Address, Name: found[0].Name, Email: found[0].Address}, nil
}

// addressOf is the address of a contact of whom the member may see a conversation: the one they wrote from last, or the one
// that is noted.
func (s *step) addressOf(ctx context.Context, ch sapa.Channel, id sapa.ContactID) (string, error) {
	query := store.ListQuery{Tab: store.All, Scope: s.who.Scope(), Member: s.who.ID, Contact: id, Limit: 1}
	rows, err := s.Conversations(ctx, s.Workspace.ID, query)
	if err != nil {
		return "", err
	}
	if len(rows) == 0 {
		return "", sapa.BadField("contact_id", "not_found")
	}
	known, err := s.Identities(ctx, s.Workspace.ID, id)
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(known, func(i sapa.Identity) bool { return i.Channel == ch.ID }); i >= 0 {
		return known[i].External, nil
	}
	if rows[0].Person.Email == "" {
		return "", sapa.BadField("contact_id", "no_address")
	}
	return rows[0].Person.Email, nil
}

// beginWith opens a conversation with somebody in a room of its own. The address decides whose it is: a contact who is noted
// with an address that somebody else writes from is not that person. The event says besides what is in above; nil for nothing.
func (s *step) beginWith(
	ctx context.Context, ch sapa.Channel, spec channel.Spec, noted sapa.ContactID, who sapa.Sender, above map[string]any,
) (sapa.Conversation, error) {
	key, err := blob.NewKey(s.box.files.Random)
	if err != nil {
		return sapa.Conversation{}, err
	}
	in := sapa.Inbound{Kind: sapa.InboundEcho, Channel: ch.ID, From: who, Topic: mailTopic(string(key)), ProviderID: string(key)}
	known, err := s.Arrival(ctx, in)
	if err == nil && known.Contact.ID == 0 && noted != 0 {
		if err = s.Alias(ctx, noted, ch.ID, who, s.now); err == nil {
			known, err = s.Arrival(ctx, in)
		}
	}
	if err == nil {
		err = s.meet(ctx, ch, in, &known)
	}
	if err != nil {
		return sapa.Conversation{}, err
	}
	c := lifecycle.Begin(s.now, s.who.ID, s.clock(ch, spec, sapa.Messages))
	c.Room, c.Contact, c.Channel, c.Kind, c.Episode, c.Returning = known.Room, known.Contact.ID, ch.ID, sapa.Messages, 1, known.Returning
	c.Department = s.Workspace.DepartmentOf(ch)
	// A row of the list says something always; the mail takes its place in the same change.
	c.Last = sapa.Preview{At: s.now, Direction: sapa.Out, Kind: sapa.Text, Author: sapa.MemberActor(s.who.ID)}
	if c.ID, err = s.CreateConversation(ctx, c); err != nil {
		return c, err
	}
	data := map[string]any{"returning": c.Returning}
	maps.Copy(data, above)
	s.Emit(sapa.Event{Kind: sapa.ConversationOpened, At: s.now, Actor: sapa.MemberActor(s.who.ID), Conversation: c.ID, Data: data})
	return c, nil
}
