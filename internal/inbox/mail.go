package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// subjectMemory is how long a mail that says nothing of what it answers joins a thread of the same person and subject.
const subjectMemory = 48 * time.Hour

// errNoMail is for what only mails have.
var errNoMail = sapa.Errorf(sapa.Conflict, "not_supported", "this is no mail")

// thread finds the thread a mail belongs to: its room's topic becomes the element's. When the room is somebody else's, in
// whose thread the sender takes part, it answers the id they are known by; otherwise none. What is no mail stays as it is.
//
// Nobody joins a thread in which they do not take part, whatever ids they name: those of a mail are known to everybody who
// was ever sent a copy. A signed address of ours is the exception, since we gave it.
func (s *step) thread(ctx context.Context, ch sapa.Channel, in *sapa.Inbound) (owner string, err error) {
	if in.Mail == nil || in.Kind != sapa.InboundMessage {
		return "", nil
	}
	room, err := s.threadOf(ctx, ch, *in)
	if sapa.KindOf(err) == sapa.NotFound {
		digest := sha256.Sum256([]byte(in.ProviderID))
		in.Topic = mailTopic(hex.EncodeToString(digest[:16]))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	in.Topic = room.Topic
	known, err := s.Identities(ctx, s.Workspace.ID, room.Contact)
	if err != nil {
		return "", err
	}
	known = slices.DeleteFunc(known, func(i sapa.Identity) bool { return i.Channel != ch.ID })
	if len(known) == 0 || slices.ContainsFunc(known, func(i sapa.Identity) bool { return i.External == in.From.External }) {
		return "", nil
	}
	return known[0].External, nil
}

// mailTopic is the topic of a thread's room.
func mailTopic(key string) string { return "mail " + key }

// threadOf finds the room of a mail's thread, the surest sign first. It misses with NotFound.
func (s *step) threadOf(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (sapa.Room, error) {
	ws, from, m := s.Workspace.ID, in.From.External, in.Mail
	if m.Room != 0 {
		if room, err := s.RoomByID(ctx, ws, ch.ID, m.Room); sapa.KindOf(err) != sapa.NotFound {
			return room, err
		}
	}
	none := sapa.Room{}
	if !vouched(in) {
		return none, sapa.Missing("thread")
	}
	found, err := s.ThreadsOf(ctx, ws, ch.ID, from, m.Answers)
	if err != nil {
		return none, err
	}
	for _, id := range m.Answers {
		if i := slices.IndexFunc(found, func(t store.Threaded) bool { return t.ID == id && t.Joined }); i >= 0 {
			return s.RoomByID(ctx, ws, ch.ID, found[i].Room)
		}
	}
	id, err := sapa.RoomID(0), error(sapa.Missing("thread"))
	if m.SubjectToken != "" {
		id, err = s.ThreadOfToken(ctx, ws, ch.ID, from, m.SubjectToken)
	}
	if sapa.KindOf(err) == sapa.NotFound && m.SubjectKey != "" && !in.Quiet {
		id, err = s.ThreadOfSubject(ctx, ws, ch.ID, from, m.SubjectKey, s.now.Add(-subjectMemory))
	}
	if err != nil {
		return none, err
	}
	return s.RoomByID(ctx, ws, ch.ID, id)
}

// vouched tells that a mail says itself who sent it, and that the server which received it found nothing against that. Whoever is
// known only from where an answer is to go, or from nothing, can be anybody: nothing checks those addresses.
func vouched(in sapa.Inbound) bool {
	if in.Message.Content == nil || in.Message.Content.Mail == nil {
		return true
	}
	letter := in.Message.Content.Mail
	return letter.From.Address == in.From.External && !letter.Proof.Forged()
}

// arrives makes sure that contact and room exist, and answers who wrote: the room's contact, or another person who takes
// part in the owner's thread.
func (s *step) arrives(ctx context.Context, ch sapa.Channel, in sapa.Inbound, owner string, known *store.Arrival) (sapa.Actor, error) {
	if owner == "" {
		err := s.meet(ctx, ch, in, known)
		return sapa.ContactActor(known.Contact.ID), err
	}
	author := known.Contact.ID
	if author == 0 {
		var err error
		contact := learn(sapa.Contact{CreatedAt: s.now, SeenAt: s.now}, in.From)
		if author, err = s.CreatePerson(ctx, contact, sapa.Identity{Channel: ch.ID, External: in.From.External}); err != nil {
			return sapa.Actor{}, err
		}
	}
	in.From = sapa.Sender{External: owner}
	theirs, err := s.Arrival(ctx, in)
	*known = theirs
	return sapa.ContactActor(author), err
}

// overheard keeps what a machine wrote: it moves no state and no clock, and nobody has it unread.
func (s *step) overheard(ctx context.Context, ch sapa.Channel, known store.Arrival, in sapa.Inbound, m sapa.Message) (Arrived, error) {
	c, err := s.placeBeside(ctx, ch, known)
	if err != nil {
		return Arrived{}, err
	}
	c, m = lifecycle.AppendQuiet(c, m)
	arrived, err := s.store(ctx, c, m, sapa.MessageReceived)
	if err != nil {
		return arrived, err
	}
	c.Room = known.Room
	return arrived, s.keepMail(ctx, c, arrived.Message, in)
}

// keepMail keeps what a mail has beside its message, and who takes part in the thread from now on.
func (s *step) keepMail(ctx context.Context, c sapa.Conversation, m sapa.Message, in sapa.Inbound) error {
	if in.Mail == nil {
		return nil
	}
	row := store.Mail{
		MailBody: in.Mail.MailBody, Message: m.ID, Channel: c.Channel, Room: c.Room, Other: in.From.External,
		SubjectKey: in.Mail.SubjectKey, SubjectToken: in.Mail.SubjectToken, At: s.now,
	}
	if m.Content != nil && m.Content.Mail != nil {
		row.ID = m.Content.Mail.ID
	}
	if err := s.CreateMail(ctx, row); err != nil {
		return err
	}
	return s.JoinThread(ctx, c.Room, append([]string{in.From.External}, in.Mail.People...))
}

// LetterOf is a mail of a conversation the member may see, with its heavy part.
func (b *Inbox) LetterOf(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) (sapa.Message, sapa.MailBody, error) {
	if _, _, err := b.seen(ctx, by, id); err != nil {
		return sapa.Message{}, sapa.MailBody{}, err
	}
	m, err := b.store.Message(ctx, by.Workspace, message)
	switch {
	case err != nil:
	case m.Conversation != id:
		err = sapa.Missing("message")
	case m.Content == nil || m.Content.Mail == nil:
		err = errNoMail
	}
	if err != nil {
		return sapa.Message{}, sapa.MailBody{}, err
	}
	body, err := b.store.MailBody(ctx, by.Workspace, message)
	return m, body, err
}

// InlineKeys are the keys of the files that a mail's HTML shows, by the ids it shows them by.
func InlineKeys(m sapa.Message) map[string]string {
	keys := map[string]string{}
	if m.Content == nil || m.Content.Mail == nil {
		return keys
	}
	for cid, i := range m.Content.Mail.Inline {
		if i >= 0 && i < len(m.Attachments) {
			keys[cid] = m.Attachments[i].Key
		}
	}
	return keys
}

// Original opens a contact's mail as it lies with the provider, for who sees all conversations. It is NotFound with the code
// "gone" when it lies there no more. Whoever asks closes it.
func (b *Inbox) Original(ctx context.Context, by sapa.By, id sapa.ConversationID, message sapa.MessageID) (channel.Fetched, error) {
	none := channel.Fetched{}
	m, _, err := b.LetterOf(ctx, by, id, message)
	if err != nil {
		return none, err
	}
	who, err := b.who(ctx, by)
	if err == nil {
		err = who.Need(gates["Original"].Need)
	}
	if err == nil && m.Direction != sapa.In {
		err = sapa.Missing("original")
	}
	if err != nil {
		return none, err
	}
	c, err := b.store.Conversation(ctx, by.Workspace, id)
	if err != nil {
		return none, err
	}
	ch, err := b.store.Channel(ctx, by.Workspace, c.Channel)
	if err != nil {
		return none, err
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return none, err
	}
	fetcher, ok := live.(channel.Fetcher)
	if !ok {
		return none, errNoMail
	}
	got, err := fetcher.Fetch(ctx, channel.OriginalRef+m.ProviderID)
	var f *channel.Failure
	switch {
	case errors.As(err, &f) && f.Class == channel.Permanent:
		err = &sapa.Error{Kind: sapa.NotFound, Code: "gone", Msg: "the mail is in the mailbox no more"}
	case err != nil:
		err = &sapa.Error{Kind: sapa.Unavailable, Code: "provider_unavailable", Msg: "the mailbox cannot be asked now", Err: err}
	}
	return got, err
}
