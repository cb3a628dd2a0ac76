package inbox

import (
	"context"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// lookBack is how many of a thread's newest mails are looked through for the one that is answered.
const lookBack = 20

// referencesMost is how many ids of a thread a mail names.
const referencesMost = 20

// answered is the state of a thread of mails that somebody answers.
type answered struct {
	box channel.Mailbox
	// name is that of the channel, under which it sends.
	name string
	// parent is the mail to answer: the newest that came in, else the newest; nil for none.
	parent *sapa.Mail
	// in tells that the parent came in.
	in bool
}

// answerOf reads the state of a thread.
func answerOf(ctx context.Context, r store.Reads, ch sapa.Channel, spec channel.Spec, room sapa.RoomID) (answered, error) {
	a := answered{box: spec.Mailbox(ch.Config), name: ch.Name}
	all, err := r.LastMails(ctx, ch.Workspace, room, lookBack)
	if err != nil {
		return a, err
	}
	for _, m := range all {
		if m.Content == nil || m.Content.Mail == nil {
			continue
		}
		came := m.Direction == sapa.In
		if came && m.Content.Mail.Auto == "" {
			a.parent, a.in = m.Content.Mail, true
			break
		}
		if a.parent == nil {
			a.parent, a.in = m.Content.Mail, came
		}
	}
	return a, nil
}

func (a answered) subject() string {
	if a.parent == nil {
		return ""
	}
	return mail.ReplySubject(a.parent.Subject)
}

// to is who gets an answer: whoever the parent asks to be answered, or those our own last mail went to.
func (a answered) to() []sapa.Address {
	switch {
	case a.parent == nil:
		return nil
	case !a.in:
		return a.foreign(a.parent.To)
	case a.parent.ReplyTo != nil:
		return a.foreign([]sapa.Address{*a.parent.ReplyTo})
	}
	return a.foreign([]sapa.Address{a.parent.From})
}

// all is who gets an answer to all: as to, and everybody else who got the parent.
func (a answered) all() (to, cc []sapa.Address) {
	to = a.to()
	if a.parent == nil {
		return to, nil
	}
	for _, other := range a.foreign(append(slices.Clone(a.parent.To), a.parent.CC...)) {
		if !slices.ContainsFunc(to, func(t sapa.Address) bool { return t.Address == other.Address }) {
			cc = append(cc, other)
		}
	}
	return to, cc
}

// foreign leaves out the company's own addresses, and those that were there before.
func (a answered) foreign(all []sapa.Address) []sapa.Address {
	var out []sapa.Address
	for _, one := range all {
		known := slices.ContainsFunc(out, func(o sapa.Address) bool { return o.Address == one.Address })
		if one.Address != "" && !known && !a.box.Owns(one.Address) {
			out = append(out, one)
		}
	}
	return out
}

// references are the ids of the thread, the oldest first. Of a long one the first and the last are named.
func (a answered) references() []string {
	if a.parent == nil {
		return nil
	}
	all := slices.Clone(a.parent.References)
	if len(all) == 0 && a.parent.InReplyTo != "" {
		all = append(all, a.parent.InReplyTo)
	}
	if a.parent.ID != "" {
		all = append(all, a.parent.ID)
	}
	return mail.BoundIDs(all, referencesMost)
}

// fillMail makes a mail of a message, on channels whose messages are mails.
func (s *step) fillMail(ctx context.Context, spec channel.Spec, ch sapa.Channel, room sapa.RoomID, w Writing, m *sapa.Message) error {
	if spec.Mailbox == nil {
		if w.Mail != nil {
			return sapa.BadField("mail", "not_supported")
		}
		return nil
	}
	a, err := answerOf(ctx, s.Reads, ch, spec, room)
	if err != nil {
		return err
	}
	letter, err := a.letter(w.Mail)
	if err != nil {
		return err
	}
	key, err := blob.NewKey(s.box.files.Random)
	if err != nil {
		return err
	}
	_, domain, _ := strings.Cut(a.box.Address, "@")
	letter.ID = "sapa." + string(key) + "@" + domain
	// The provider knows it by this id from the beginning, also when its answer to the send is lost.
	m.Content, m.ProviderID = &sapa.Content{Mail: &letter}, letter.ID
	return nil
}

// letter is what an answer says beside its text.
func (a answered) letter(w *sapa.MailWriting) (sapa.Mail, error) {
	if w == nil {
		w = &sapa.MailWriting{}
	}
	letter := sapa.Mail{Subject: a.subject(), From: sapa.Address{Name: a.name, Address: a.box.Address}, To: a.to(), CC: []sapa.Address{}}
	if w.Subject != nil {
		letter.Subject = oneLine(*w.Subject)
	}
	var wrong sapa.Fields
	read := func(field string, given []string, into *[]sapa.Address) {
		if given == nil {
			return
		}
		var ok bool
		*into, ok = people(given)
		wrong.Check(ok, field, "invalid")
	}
	read("mail.to", w.To, &letter.To)
	read("mail.cc", w.CC, &letter.CC)
	read("mail.bcc", w.BCC, &letter.BCC)
	if a.parent != nil {
		letter.InReplyTo, letter.References = a.parent.ID, a.references()
	}
	if letter.To == nil {
		letter.To = []sapa.Address{}
	}
	return letter, wrong.Err()
}

// people reads addresses, each with or without a name; false when one is none.
func people(given []string) ([]sapa.Address, bool) {
	all := []sapa.Address{}
	for _, text := range given {
		one := mail.Addresses(text)
		if len(one) != 1 || !sapa.Storable(text) || strings.ContainsAny(text, "\r\n") {
			return all, false
		}
		if !slices.Contains(all, one[0]) {
			all = append(all, one[0])
		}
	}
	return all, true
}

// sentMail keeps what a mail of ours has beside its message. Whoever gets it takes part in the thread.
func (s *step) sentMail(ctx context.Context, c sapa.Conversation, m sapa.Message) error {
	if m.Content == nil || m.Content.Mail == nil {
		return nil
	}
	letter := m.Content.Mail
	var others []string
	for _, list := range [][]sapa.Address{letter.To, letter.CC, letter.BCC} {
		for _, a := range list {
			others = append(others, a.Address)
		}
	}
	row := store.Mail{
		Message: m.ID, Channel: c.Channel, Room: c.Room, ID: letter.ID, SubjectKey: mail.SubjectKey(letter.Subject),
		SubjectToken: mail.SubjectToken(letter.Subject), At: s.now,
	}
	if len(others) > 0 {
		row.Other = others[0]
	}
	if err := s.CreateMail(ctx, row); err != nil {
		return err
	}
	slices.Sort(others)
	return s.JoinThread(ctx, c.Room, slices.Compact(others))
}

// MailReply is what an answer in a conversation of mails begins with. On other channels it is a Conflict.
func (b *Inbox) MailReply(ctx context.Context, by sapa.By, id sapa.ConversationID) (sapa.MailReply, error) {
	c, _, err := b.seen(ctx, by, id)
	if err != nil {
		return sapa.MailReply{}, err
	}
	ch, err := b.store.Channel(ctx, by.Workspace, c.Channel)
	if err != nil {
		return sapa.MailReply{}, err
	}
	spec, ok := channel.Find(b.specs, ch.Kind)
	if !ok || spec.Mailbox == nil {
		return sapa.MailReply{}, errNoMail
	}
	a, err := answerOf(ctx, b.store.Reads, ch, spec, c.Room)
	if err != nil {
		return sapa.MailReply{}, err
	}
	out := sapa.MailReply{
		Subject: a.subject(), To: a.to(), From: sapa.Address{Name: a.name, Address: a.box.Address}, Signature: a.box.Signature,
	}
	out.AllTo, out.AllCC = a.all()
	return out, nil
}

// sameLetter compares what was filled in beside the text of a mail: its subject, and who it goes to.
func (w Writing) sameLetter(m sapa.Message) bool {
	if w.Mail == nil || m.Content == nil || m.Content.Mail == nil {
		return w.Mail == nil
	}
	sent := m.Content.Mail
	if w.Mail.Subject != nil && oneLine(*w.Mail.Subject) != sent.Subject {
		return false
	}
	for _, list := range []struct {
		asked []string
		sent  []sapa.Address
	}{{w.Mail.To, sent.To}, {w.Mail.CC, sent.CC}, {w.Mail.BCC, sent.BCC}} {
		if to, _ := people(list.asked); list.asked != nil && !slices.Equal(to, list.sent) {
			return false
		}
	}
	return true
}

// oneLine is a subject without line ends and doubled spaces.
func oneLine(subject string) string { return strings.Join(strings.Fields(subject), " ") }
