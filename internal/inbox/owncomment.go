package inbox

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// ownComment takes a comment of the business: one we sent is known by its id, one that was written elsewhere stands in the
// conversation of whoever wrote the comment it answers. What answers only the post is nobody's conversation.
func (s *step) ownComment(ctx context.Context, ch sapa.Channel, in sapa.Inbound) error {
	if _, _, err := s.MessageByProvider(ctx, s.Workspace.ID, ch.ID, in.ProviderID); sapa.KindOf(err) != sapa.NotFound {
		return orIgnored(err)
	}
	if in.ReplyTo == "" {
		return errIgnored
	}
	if under, err := s.underWay(ctx, ch, in); err != nil || under {
		return orEarly(err)
	}
	_, c, err := s.MessageByProvider(ctx, s.Workspace.ID, ch.ID, in.ReplyTo)
	if sapa.KindOf(err) == sapa.NotFound {
		return errEarly
	}
	if err != nil {
		return err
	}
	if did, err := s.didArrive(ctx, c, in); err != nil || did {
		return err
	}
	known, err := s.inRoom(ctx, c)
	if err != nil {
		return err
	}
	_, err = s.echoed(ctx, ch, known, in)
	return err
}

func orIgnored(err error) error {
	if err == nil {
		return errIgnored
	}
	return err
}

func orEarly(err error) error {
	if err == nil {
		return errEarly
	}
	return err
}

// underWay tells whether a message with the same words is just being handed over: its id is not known yet, and this may be
// it.
func (s *step) underWay(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (bool, error) {
	sends, err := s.SendsUnderWay(ctx, s.Workspace.ID, ch.ID)
	for _, q := range sends {
		if q.Kind != sapa.SendMessage {
			continue
		}
		m, err := s.Message(ctx, s.Workspace.ID, q.Message)
		if err != nil || m.Text == in.Message.Text {
			return err == nil, err
		}
	}
	return false, err
}

// didArrive finds a message with the same words of which nobody knew whether it was sent: it was.
func (s *step) didArrive(ctx context.Context, c sapa.Conversation, in sapa.Inbound) (bool, error) {
	recent, err := s.MessagesBefore(ctx, s.Workspace.ID, c.ID, 0, newerLimit, true)
	for _, m := range recent {
		if m.Status != sapa.Unsure || m.ProviderID != "" || m.Text != in.Message.Text || m.Comment == nil || m.Comment.Private || m.Comment.Parent != in.ReplyTo {
			continue
		}
		m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
		m.ProviderID, m.ProviderAt = in.ProviderID, in.At
		return true, s.settled(ctx, c, m, sapa.SystemActor(), "reported")
	}
	return false, err
}

// inRoom is what is known of the room a conversation is an episode of.
func (s *step) inRoom(ctx context.Context, c sapa.Conversation) (store.Arrival, error) {
	latest, err := s.Episode(ctx, s.Workspace.ID, c.Room, 0)
	known := store.Arrival{Contact: sapa.Contact{ID: c.Contact}, Room: c.Room, Episodes: latest.Episode}
	if latest.State != sapa.Resolved {
		known.Open = latest
	}
	return known, err
}

// goesOn lets a private reply stand where the contact's answer to it will: in their conversation of messages on the channel
// of the same account. Without one, or when the provider does not say who they are, it stands with the comment alone.
func (s *step) goesOn(ctx context.Context, c sapa.Conversation, m sapa.Message, receipt channel.Receipt) error {
	ch, ok, err := s.talking(ctx, c.Channel)
	if err != nil || !ok || receipt.External == "" || receipt.ProviderID == "" {
		return err
	}
	in := sapa.Inbound{Kind: sapa.InboundEcho, Channel: ch.ID, From: sapa.Sender{External: receipt.External}, ProviderID: receipt.ProviderID}
	known, err := s.Arrival(ctx, in)
	if err != nil {
		return err
	}
	if known.Seen != 0 { // its echo was faster
		return s.claimEcho(ctx, c, m, known.Seen)
	}
	if known.Contact.ID == 0 {
		if err := s.Alias(ctx, c.Contact, ch.ID, in.From, s.now); err != nil {
			return err
		}
		if known, err = s.Arrival(ctx, in); err != nil {
			return err
		}
	}
	if known.Room == 0 {
		if known.Room, err = s.CreateRoom(ctx, known.Contact.ID, ch.ID, ""); err != nil {
			return err
		}
	}
	return s.copyTo(ctx, ch, known, c, m, receipt.ProviderID)
}

// claimEcho says of a message that seemed to be written elsewhere who wrote it here.
func (s *step) claimEcho(ctx context.Context, c sapa.Conversation, m sapa.Message, echo sapa.MessageID) error {
	e, err := s.Message(ctx, s.Workspace.ID, echo)
	if err != nil {
		return err
	}
	to, err := s.Conversation(ctx, s.Workspace.ID, e.Conversation)
	if err != nil {
		return err
	}
	if err := s.Claim(ctx, echo, m.Author); err != nil {
		return err
	}
	if to.LastHandler == 0 && to.State == sapa.Resolved {
		was := to.Facts
		to.LastHandler = m.Author.Member()
		if err := s.UpdateConversation(ctx, to); err != nil {
			return err
		}
		s.Emit(sapa.Event{Kind: sapa.MessageChanged, At: s.now, Actor: m.Author, Conversation: to.ID, AfterSeq: to.LastSeq, Message: echo, Was: &was})
	}
	s.link(c, to, m.Author)
	return nil
}

// copyTo puts a private reply into the contact's conversation of messages, as one that was sent elsewhere.
func (s *step) copyTo(ctx context.Context, ch sapa.Channel, known store.Arrival, c sapa.Conversation, m sapa.Message, provider string) error {
	to, err := s.placeOfEcho(ctx, ch, known)
	if err != nil {
		return err
	}
	if to.ID == 0 {
		to.LastHandler = m.Author.Member() // who wrote to them sees what they wrote
	}
	copied := sapa.Message{
		Direction: sapa.Out, Author: m.Author, Kind: sapa.Text, Text: m.Text, Status: sapa.Sent, ProviderID: provider, At: s.now, ProviderAt: m.ProviderAt,
	}
	to, copied = lifecycle.Append(to, copied)
	if to.ID == 0 {
		to.ID, err = s.CreateConversation(ctx, to)
	} else {
		err = s.UpdateConversation(ctx, to)
	}
	if err != nil {
		return err
	}
	if _, err := s.put(ctx, to, copied, sapa.MessageSent); err != nil {
		return err
	}
	s.link(c, to, m.Author)
	return nil
}

// link tells both conversations of each other.
func (s *step) link(c, to sapa.Conversation, by sapa.Actor) {
	for _, pair := range [][2]sapa.Conversation{{c, to}, {to, c}} {
		here, there := pair[0], pair[1]
		s.Emit(sapa.Event{
			Kind: sapa.ConversationLinked, At: s.now, Actor: by, Why: "private_reply", Conversation: here.ID, AfterSeq: here.LastSeq,
			Subject: int64(there.ID), Data: map[string]any{"kind": string(there.Kind)},
		})
	}
}

// talking finds the channel on which the people who comment on another channel can be written to: itself, or the one of the
// same account.
func (s *step) talking(ctx context.Context, id sapa.ChannelID) (sapa.Channel, bool, error) {
	ch, spec, err := s.channel(ctx, id)
	if err != nil || spec.Talks() {
		return ch, err == nil, err
	}
	all, err := s.Channels(ctx, s.Workspace.ID)
	for _, other := range s.box.siblings(ch, all) {
		its, _ := channel.Find(s.box.specs, other.Kind)
		if other.ID != ch.ID && other.Account == ch.Account && its.Of(other.Config).Talks() {
			return other, true, nil
		}
	}
	return ch, false, err
}

// postAge is for how long what a post says holds.
const postAge = 7 * 24 * time.Hour

// post finds what a comment is about, or notes that there is such a post; zero for a message.
func (s *step) post(ctx context.Context, in sapa.Inbound) (sapa.PostID, error) {
	if in.ConversationKind() != sapa.Comments {
		return 0, nil
	}
	link := in.TopicLink
	if len(link) > sapa.LinkBytes {
		link = ""
	}
	return s.EnsurePost(ctx, in.Channel, in.Topic, link, s.now, s.now.Add(-postAge))
}
