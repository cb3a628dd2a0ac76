package inbox

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Visitor is a contact who speaks to us through a channel of our own, known by what only their device has.
type Visitor struct {
	Channel sapa.Channel
	// External is the identity on the channel, derived from the device's secret.
	External string
}

// VisitorRoom finds a visitor's room; the zero Room when they have never written.
func (b *Inbox) VisitorRoom(ctx context.Context, v Visitor) (sapa.Room, error) {
	room, err := b.store.RoomOf(ctx, v.Channel.Workspace, v.Channel.ID, v.External)
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.Room{}, nil
	}
	return room, err
}

// VisitorOpen finds a visitor's open conversation and their room; the zero Conversation when nothing is open.
func (b *Inbox) VisitorOpen(ctx context.Context, v Visitor) (sapa.Conversation, sapa.Room, error) {
	room, err := b.VisitorRoom(ctx, v)
	if err != nil || room.ID == 0 {
		return sapa.Conversation{}, room, err
	}
	c, err := b.store.Episode(ctx, v.Channel.Workspace, room.ID, 0)
	if err != nil || c.State == sapa.Resolved {
		return sapa.Conversation{}, room, err
	}
	return c, room, nil
}

// VisitorUpload takes a visitor's file, to be sent with a message.
func (b *Inbox) VisitorUpload(ctx context.Context, v Visitor, in NewFile) (sapa.Attachment, error) {
	spec, ok := channel.Find(b.specs, v.Channel.Kind)
	if !ok {
		return sapa.Attachment{}, sapa.Missing("channel")
	}
	a := sapa.Attachment{Uploader: sapa.Actor{Kind: sapa.ByContact}, Channel: v.Channel.ID, External: v.External}
	return b.take(ctx, v.Channel.Workspace, a, spec.Caps, in)
}

// ShownMessage is a message as its contact knows it.
type ShownMessage struct {
	sapa.Message
	Number sapa.ShownNumber
}

// VisitorPage is a stretch of all a visitor and the company said to each other.
type VisitorPage struct {
	// Messages are in ascending order of their numbers.
	Messages []ShownMessage
	More     bool
	// AgentRead is up to where members have read, Read up to where the visitor has.
	AgentRead, Read sapa.ShownNumber
}

// VisitorMessages reads up to limit messages of a visitor's room before a number, over all its conversations; zero
// begins at the end.
func (b *Inbox) VisitorMessages(ctx context.Context, v Visitor, before sapa.ShownNumber, limit int) (VisitorPage, error) {
	var page VisitorPage
	room, err := b.VisitorRoom(ctx, v)
	if err != nil || room.ID == 0 {
		return page, err
	}
	ws := v.Channel.Workspace
	page.Messages, page.More, err = b.shownBefore(ctx, ws, room.ID, before, limit)
	if err != nil {
		return page, err
	}
	page.AgentRead, page.Read, err = b.store.ReadMarks(ctx, ws, room.ID)
	return page, err
}

// shownBefore walks back through the room's conversations until it has a page.
func (b *Inbox) shownBefore(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, before sapa.ShownNumber, limit int) ([]ShownMessage, bool, error) {
	var all []ShownMessage
	episode, seq := 0, 0
	if before > 0 {
		m, err := b.store.ShownMessage(ctx, ws, room, before)
		if err != nil {
			return nil, false, err
		}
		episode, _ = before.Split()
		seq = m.Seq
	}
	for len(all) <= limit {
		c, err := b.store.Episode(ctx, ws, room, episode)
		if sapa.KindOf(err) == sapa.NotFound {
			break
		}
		if err != nil {
			return nil, false, err
		}
		messages, err := b.store.MessagesBefore(ctx, ws, c.ID, seq, limit+1-len(all), true)
		if err != nil {
			return nil, false, err
		}
		for _, m := range messages {
			all = append(all, ShownMessage{m, sapa.NewShownNumber(c.Episode, m.Shown)})
		}
		if c.Episode == 1 {
			break
		}
		episode, seq = c.Episode-1, 0
	}
	more := len(all) > limit
	all = all[:min(len(all), limit)]
	slices.Reverse(all)
	return all, more, nil
}

// VisitorProgress notes that everything up to a number reached the visitor's device, or was read there. It moves
// statuses forward only; when nothing moves, nothing is written.
func (b *Inbox) VisitorProgress(ctx context.Context, v Visitor, upTo sapa.ShownNumber, to sapa.Status) error {
	room, err := b.VisitorRoom(ctx, v)
	if err != nil || room.ID == 0 {
		return err
	}
	ws := v.Channel.Workspace
	pending, err := b.store.Unconfirmed(ctx, ws, room.ID, upTo, to)
	if err != nil || len(pending) == 0 {
		return err
	}
	_, err = b.store.Change(ctx, ws, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		for _, p := range pending {
			if err := s.progress(ctx, p.Conversation, p.UpTo, to, sapa.ContactActor(room.Contact)); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (s *step) progress(ctx context.Context, id sapa.ConversationID, upTo int, to sapa.Status, by sapa.Actor) error {
	moved, err := s.Progress(ctx, id, upTo, to)
	if err != nil || len(moved) == 0 {
		return err
	}
	s.Emit(sapa.Event{
		Kind: sapa.MessageProgressed, At: s.now, Actor: by, Conversation: id,
		Data: map[string]any{"status": string(to), "seq": upTo},
	})
	return nil
}

// VisitorReact puts a visitor's emoji on a message of their room; the empty one takes it away.
func (b *Inbox) VisitorReact(ctx context.Context, v Visitor, n sapa.ShownNumber, emoji string) error {
	room, err := b.VisitorRoom(ctx, v)
	if err != nil {
		return err
	}
	spec, ok := channel.Find(b.specs, v.Channel.Kind)
	if room.ID == 0 || !ok {
		return sapa.Missing("message")
	}
	if err := spec.Caps.CheckReaction(emoji); err != nil {
		return err
	}
	ws := v.Channel.Workspace
	_, err = b.store.Change(ctx, ws, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		m, err := s.ShownMessage(ctx, ws, room.ID, n)
		if err != nil {
			return err
		}
		c, err := s.Conversation(ctx, ws, m.Conversation)
		if err != nil {
			return err
		}
		return s.react(ctx, c, m, sapa.Reaction{Actor: sapa.ContactActor(room.Contact), Emoji: emoji}, s.now)
	})
	return err
}

// VisitorFile opens a file for whoever holds a link that was signed for a message shown to a contact. A note's file
// or one of a deleted message is NotFound, whatever the link says.
func (b *Inbox) VisitorFile(ctx context.Context, ws sapa.WorkspaceID, key string, small bool) (Opened, error) {
	a, err := b.store.AttachmentByKey(ctx, ws, key)
	if err != nil {
		return Opened{}, err
	}
	if a.Message == 0 {
		return Opened{}, sapa.Missing("file")
	}
	m, err := b.store.Message(ctx, ws, a.Message)
	if err != nil {
		return Opened{}, err
	}
	if m.Direction == sapa.Note {
		return Opened{}, sapa.Missing("file")
	}
	return b.open(ctx, a, small)
}
