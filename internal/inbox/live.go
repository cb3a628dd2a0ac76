package inbox

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// News is a committed event together with what it is about, as that stands now: enough to show it to anybody who
// may see it without another query a person.
type News struct {
	sapa.Event
	// Row is the conversation; its ID is zero for events about the rest of a workspace. It bears no member's marks.
	Row store.Row
	// Message is the message it is about; nil for none.
	Message *sapa.Message
	// Linked is what decides who sees the conversation that a conversation.linked leads to; nil for every other event.
	Linked *sapa.Facts
	// Newcomer is how the contact is known on their channels, when a room opens with its first conversation: by it
	// whoever waited for a first word finds their room. Empty for every other event.
	Newcomer []sapa.Identity
}

// NewsChange is a change whose events are news.
type NewsChange struct {
	Number int64
	News   []News
}

// Live reads the changes of a workspace after a number, oldest first, about limit events, with what they are about.
// It answers what happened to everybody: whom an event is shown is decided for each viewer.
func (b *Inbox) Live(ctx context.Context, ws sapa.WorkspaceID, after int64, limit int) ([]NewsChange, error) {
	changes, err := b.store.Changes(ctx, ws, after, limit)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	var conversations []sapa.ConversationID
	var messages []sapa.MessageID
	for _, c := range changes {
		for _, e := range c.Events {
			if e.Conversation != 0 {
				conversations = append(conversations, e.Conversation)
			}
			if e.Kind == sapa.ConversationLinked {
				conversations = append(conversations, sapa.ConversationID(e.Subject))
			}
			if e.Message != 0 {
				messages = append(messages, e.Message)
			}
		}
	}
	rows, err := b.rowsByID(ctx, ws, conversations)
	if err != nil {
		return nil, err
	}
	bodies, err := b.messagesByID(ctx, ws, messages)
	if err != nil {
		return nil, err
	}
	news := make([]NewsChange, len(changes))
	for i, c := range changes {
		news[i].Number = c.Number
		for _, e := range c.Events {
			n := News{Event: e, Row: rows[e.Conversation], Message: bodies[e.Message]}
			if e.Kind == sapa.ConversationLinked {
				to := rows[sapa.ConversationID(e.Subject)]
				n.Linked = &to.Facts
			}
			if n.Newcomer, err = b.newcomer(ctx, ws, n); err != nil {
				return nil, err
			}
			news[i].News = append(news[i].News, n)
		}
	}
	return news, nil
}

func (b *Inbox) newcomer(ctx context.Context, ws sapa.WorkspaceID, n News) ([]sapa.Identity, error) {
	if n.Kind != sapa.ConversationOpened || n.Row.Episode != 1 {
		return nil, nil
	}
	return b.store.Identities(ctx, ws, n.Row.Contact)
}

// idBatch bounds one IN (…).
const idBatch = 500

func (b *Inbox) rowsByID(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.ConversationID) (map[sapa.ConversationID]store.Row, error) {
	found := map[sapa.ConversationID]store.Row{}
	slices.Sort(ids)
	for batch := range slices.Chunk(slices.Compact(ids), idBatch) {
		rows, err := b.store.EveryRow(ctx, ws, batch)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			found[r.ID] = r
		}
	}
	return found, nil
}

func (b *Inbox) messagesByID(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.MessageID) (map[sapa.MessageID]*sapa.Message, error) {
	found := map[sapa.MessageID]*sapa.Message{}
	slices.Sort(ids)
	for batch := range slices.Chunk(slices.Compact(ids), idBatch) {
		messages, err := b.store.MessagesByID(ctx, ws, batch)
		if err != nil {
			return nil, err
		}
		for i := range messages {
			found[messages[i].ID] = &messages[i]
		}
	}
	return found, nil
}

// Sees tells whether a member may see a conversation now.
func (b *Inbox) Sees(ctx context.Context, by sapa.By, id sapa.ConversationID) (bool, error) {
	_, _, err := b.seen(ctx, by, id)
	if sapa.KindOf(err) == sapa.NotFound {
		return false, nil
	}
	return err == nil, err
}
