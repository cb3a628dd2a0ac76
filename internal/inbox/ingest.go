package inbox

import (
	"context"
	"maps"
	"time"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Arrived is what became of an inbound message.
type Arrived struct {
	Message sapa.Message
	// Episode is the ordinal of its conversation in the room.
	Episode int
	// Repeated tells that the very message was here before; nothing was written.
	Repeated bool
}

// Ingest takes messages that came in on a channel: each finds or makes its contact and room, continues, reopens or
// opens the conversation, and gets its sequence number, all in one change. Elements seen before are left as they are.
func (b *Inbox) Ingest(ctx context.Context, ch sapa.Channel, elements []sapa.Inbound) ([]Arrived, error) {
	var all []Arrived
	_, err := b.store.ChangeFor(ctx, ch.Workspace, elements, func(tx *store.Tx) error {
		all = nil
		s := &step{Tx: tx, now: b.now(), box: b}
		spec, ok := channel.Find(b.specs, ch.Kind)
		if !ok || ch.State != sapa.ChannelOn {
			return sapa.Missing("channel")
		}
		for _, in := range elements {
			arrived, err := s.receive(ctx, ch, spec, in)
			if err != nil {
				return err
			}
			all = append(all, arrived)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.completed(ctx, ch.Workspace, all)
}

// completed reads the messages back as others will see them, with files and quotes.
func (b *Inbox) completed(ctx context.Context, ws sapa.WorkspaceID, all []Arrived) ([]Arrived, error) {
	for i, a := range all {
		m, err := b.store.Message(ctx, ws, a.Message.ID)
		if err != nil {
			return nil, err
		}
		all[i].Message = m
	}
	return all, nil
}

// receive takes one inbound message.
func (s *step) receive(ctx context.Context, ch sapa.Channel, spec channel.Spec, in sapa.Inbound) (Arrived, error) {
	owner, err := s.thread(ctx, ch, &in)
	if err != nil {
		return Arrived{}, err
	}
	known, err := s.Arrival(ctx, in)
	if err != nil {
		return Arrived{}, err
	}
	if known.Seen != 0 {
		return s.repeated(ctx, known)
	}
	files, err := s.uploads(ctx, in.Message.Uploads, func(a sapa.Attachment) bool {
		return a.Channel == ch.ID && a.External == in.From.External && a.Uploader.Kind == sapa.ByContact
	})
	if err != nil {
		return Arrived{}, err
	}
	author, err := s.arrives(ctx, ch, in, owner, &known)
	if err != nil {
		return Arrived{}, err
	}
	if in.Kind == sapa.InboundEcho {
		return s.echoed(ctx, ch, known, in)
	}
	remote, err := s.remote(ctx, ch, in, author)
	if err != nil {
		return Arrived{}, err
	}
	files = append(files, remote...)
	caps := spec.For(in.ConversationKind())
	message := sapa.Message{
		Direction: sapa.In, Author: author, Kind: kindOf(in.Message.Kind, files),
		Text: in.Message.Text, Place: in.Message.Place, Content: in.Message.Content, Attachments: files, ProviderID: in.ProviderID,
		At: s.now, ProviderAt: in.At, Comment: commentOf(in, caps, s),
	}
	// What a provider took from its user is not ours to refuse.
	if caps.Widget {
		if err := caps.CheckOut(message); err != nil {
			return Arrived{}, err
		}
	}
	if message.ReplyTo, err = s.quotedByContact(ctx, known.Room, in); err != nil {
		return Arrived{}, err
	}
	if in.Quiet {
		return s.overheard(ctx, ch, known, in, message)
	}
	clock := s.clock(ch, spec, in.ConversationKind())
	clock.Late = lateness(in.At, s.now)
	c, m, err := s.continueConversation(ctx, ch, clock, known, in, message)
	if err == nil && caps.Profiles && known.Open.ID == 0 && known.Contact.Name == "" {
		err = s.AskProfile(ctx, in.Channel, in.From.External, s.now)
	}
	if err == nil {
		err = s.keepMail(ctx, c, m, in)
	}
	if err != nil {
		return Arrived{}, err
	}
	return Arrived{Message: m, Episode: c.Episode}, s.acknowledge(ctx, c, m, caps)
}

// lateness is how long ago the provider took what arrives now. A provider's clock that is ahead makes nothing early.
func lateness(at, now time.Time) time.Duration {
	if at.IsZero() || at.After(now) {
		return 0
	}
	return now.Sub(at)
}

// moment is the provider's time of something, or now where it told none or has a clock that is ahead.
func moment(at, now time.Time) time.Time { return now.Add(-lateness(at, now)) }

// kindOf is what an inbound message is: what the channel says, unless that is only text with files beside it.
func kindOf(said sapa.MessageKind, files []sapa.Attachment) sapa.MessageKind {
	if said == sapa.Sticker || said == sapa.Templates || said == sapa.Choices {
		return said
	}
	return channel.KindOf(files, said)
}

func (s *step) repeated(ctx context.Context, known store.Arrival) (Arrived, error) {
	m, err := s.Message(ctx, s.Workspace.ID, known.Seen)
	if err != nil {
		return Arrived{}, err
	}
	c, err := s.Conversation(ctx, s.Workspace.ID, m.Conversation)
	return Arrived{Message: m, Episode: c.Episode, Repeated: true}, err
}

// meet makes sure that contact and room exist, and fills in what the channel tells of the person.
func (s *step) meet(ctx context.Context, ch sapa.Channel, in sapa.Inbound, known *store.Arrival) (err error) {
	if known.Contact.ID == 0 {
		known.Contact = learn(sapa.Contact{CreatedAt: s.now, SeenAt: s.now}, in.From)
		identity := sapa.Identity{Channel: ch.ID, External: in.From.External}
		if known.Contact.ID, known.Room, err = s.CreateContact(ctx, known.Contact, identity, in.Topic); err != nil {
			return err
		}
		if len(in.From.Others) == 0 && !in.From.Lasting {
			return nil
		}
		return s.Alias(ctx, known.Contact.ID, ch.ID, in.From, s.now)
	}
	if known.Known < 1+len(in.From.Others) || !known.Current {
		if err := s.Alias(ctx, known.Contact.ID, ch.ID, in.From, s.now); err != nil {
			return err
		}
	}
	if learned := learn(known.Contact, in.From); differs(learned, known.Contact) {
		learned.SeenAt = s.now
		if err := s.UpdateContact(ctx, learned); err != nil {
			return err
		}
		known.Contact = learned
	}
	if known.Room == 0 {
		known.Room, err = s.CreateRoom(ctx, known.Contact.ID, ch.ID, in.Topic)
	}
	return err
}

// learn fills in what the channel knows of a person. What is there already stays: an agent may have corrected it.
// Only facts, such as the page they write from, follow the latest message; an empty one is none any more.
func learn(c sapa.Contact, from sapa.Sender) sapa.Contact {
	fill := func(to *string, value string) {
		if *to == "" {
			*to = value
		}
	}
	fill(&c.Name, from.Name)
	fill(&c.Phone, from.Phone)
	fill(&c.Email, from.Email)
	if c.Language == "" {
		c.Language = from.Language
	}
	if len(from.Facts) > 0 {
		facts := maps.Clone(c.Facts)
		if facts == nil {
			facts = map[string]string{}
		}
		maps.Copy(facts, from.Facts)
		maps.DeleteFunc(facts, func(_, value string) bool { return value == "" })
		c.Facts = facts
	}
	return c
}

func differs(a, b sapa.Contact) bool {
	return a.Name != b.Name || a.Phone != b.Phone || a.Email != b.Email || a.Language != b.Language || !maps.Equal(a.Facts, b.Facts)
}

// quotedByContact finds the message a contact quotes; one that is not there, or not in their room, quotes nothing.
func (s *step) quotedByContact(ctx context.Context, room sapa.RoomID, in sapa.Inbound) (sapa.MessageID, error) {
	var m sapa.Message
	var err error
	switch {
	case in.ReplyToShown != 0:
		m, err = s.ShownMessage(ctx, s.Workspace.ID, room, in.ReplyToShown)
	case in.ReplyTo != "":
		m, err = s.providerMessageIn(ctx, room, in)
	default:
		return 0, nil
	}
	if sapa.KindOf(err) == sapa.NotFound {
		return 0, nil
	}
	return m.ID, err
}

// providerMessageIn finds the message an element quotes by the provider's id, which holds for all rooms of the channel.
func (s *step) providerMessageIn(ctx context.Context, room sapa.RoomID, in sapa.Inbound) (sapa.Message, error) {
	m, c, err := s.MessageByProvider(ctx, s.Workspace.ID, in.Channel, in.ReplyTo)
	if err == nil && c.Room != room {
		err = sapa.Missing("message")
	}
	return m, err
}

// continueConversation puts a customer's message into the room's open conversation, or opens one (T1, T9, CNV-4).
func (s *step) continueConversation(ctx context.Context, ch sapa.Channel, clock lifecycle.Clock, known store.Arrival, in sapa.Inbound, m sapa.Message) (sapa.Conversation, sapa.Message, error) {
	before, c := known.Open, known.Open
	event := sapa.Event{Kind: sapa.ConversationOpened, Actor: m.Author}
	var err error
	if before.ID == 0 {
		c = lifecycle.Open(s.now, clock, in.FromAd)
		c.Room, c.Contact, c.Channel = known.Room, known.Contact.ID, in.Channel
		c.Episode, c.Returning = known.Episodes+1, known.Returning
		c.Kind = in.ConversationKind()
		c.Department = s.Workspace.DepartmentOf(ch)
		if c.Post, err = s.post(ctx, in); err != nil {
			return c, m, err
		}
		event.Data = map[string]any{"returning": c.Returning}
	} else {
		c, _, err = lifecycle.Move(c, lifecycle.CustomerWrote, 0, s.now, clock)
		event.Kind = sapa.ConversationReopened
		if before.State == sapa.Inactive && err == nil {
			c.Department = s.Workspace.DepartmentOf(ch) // routing begins afresh
		}
	}
	if err != nil {
		return c, m, err
	}
	event.AfterSeq = c.LastSeq
	c, m = lifecycle.Append(c, m)
	if before.ID == 0 {
		c.ID, err = s.CreateConversation(ctx, c)
	} else {
		err = s.ContinueConversation(ctx, before, c)
	}
	if err != nil {
		return c, m, err
	}
	if before.Facts != c.Facts {
		event.At, event.Conversation = s.now, c.ID
		if before.ID != 0 {
			event.Was = &before.Facts
		}
		s.Emit(event)
	}
	if err := s.awaits(ctx, before, c); err != nil {
		return c, m, err
	}
	m, err = s.put(ctx, c, m, sapa.MessageReceived)
	return c, m, err
}

// put writes a message that has its numbers, ties its files to it and emits its event.
func (s *step) put(ctx context.Context, c sapa.Conversation, m sapa.Message, kind sapa.EventKind) (sapa.Message, error) {
	m.Workspace, m.Conversation = s.Workspace.ID, c.ID
	var err error
	if m.ID, err = s.CreateMessage(ctx, c.Channel, m); err != nil {
		return m, err
	}
	if err := s.attach(ctx, c, m); err != nil {
		return m, err
	}
	s.Emit(sapa.Event{Kind: kind, At: s.now, Actor: m.Author, Conversation: c.ID, AfterSeq: m.Seq, Message: m.ID})
	return m, nil
}

// attach ties a message's files to it: uploads that are here, and such that lie with the provider still.
func (s *step) attach(ctx context.Context, c sapa.Conversation, m sapa.Message) error {
	var here []sapa.Attachment
	for _, a := range m.Attachments {
		if a.ID != 0 {
			here = append(here, a)
			continue
		}
		a.Message, a.Conversation = m.ID, c.ID
		if _, err := s.CreateAttachment(ctx, s.Workspace.ID, a); err != nil {
			return err
		}
	}
	return s.AttachFiles(ctx, c.ID, m.ID, here)
}

// remote makes attachments of files that lie with the provider, and finds those that were brought ahead. The key they have
// until they are fetched opens nothing.
func (s *step) remote(ctx context.Context, ch sapa.Channel, in sapa.Inbound, by sapa.Actor) ([]sapa.Attachment, error) {
	here, err := s.brought(ctx, ch, in)
	if err != nil {
		return nil, err
	}
	var all []sapa.Attachment
	for _, f := range in.Message.Media {
		if a, ok := here[f.Ref]; ok {
			all = append(all, a)
			continue
		}
		key, err := blob.NewKey(s.box.files.Random)
		if err != nil {
			return nil, err
		}
		all = append(all, sapa.Attachment{
			Kind: f.Kind, Name: f.Name, Type: f.Type, Key: string(key), State: sapa.FileWaiting, Ref: f.Ref, Voice: f.Voice,
			Uploader: by, Channel: ch.ID, External: in.From.External, CreatedAt: s.now, Due: s.now,
		})
	}
	return all, nil
}

// uploads reads the loose files of these keys; a key that is not there, or not the sender's own, is Invalid.
func (s *step) uploads(ctx context.Context, keys []string, own func(sapa.Attachment) bool) ([]sapa.Attachment, error) {
	files, err := s.LooseAttachments(ctx, s.Workspace.ID, keys)
	if err != nil {
		return nil, err
	}
	if len(files) != len(keys) {
		return nil, sapa.BadField("attachments", "not_found")
	}
	for _, f := range files {
		if !own(f) {
			return nil, sapa.BadField("attachments", "not_found")
		}
	}
	return files, nil
}
