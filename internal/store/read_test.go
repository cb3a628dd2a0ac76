package store_test

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// chat adds a conversation in which contact and company took turns, the contact first.
func (w *world) chat(turns int) sapa.ConversationID {
	w.t.Helper()
	id := w.add(sapa.Facts{State: sapa.InQueue}, at(w.made))
	_, err := w.Change(w.t.Context(), w.ws, func(tx *store.Tx) error {
		c, err := tx.Conversation(w.t.Context(), w.ws, id)
		if err != nil {
			return err
		}
		for i := range turns {
			m := sapa.Message{
				Conversation: id, Seq: i + 1, Shown: i + 1, Direction: sapa.In, Author: sapa.ContactActor(c.Contact), Kind: sapa.Text, Text: "x", At: at(i),
			}
			if i%2 == 1 {
				m.Direction, m.Author = sapa.Out, sapa.SystemActor()
			} else {
				c.InboundCount++
			}
			if _, err := tx.CreateMessage(w.t.Context(), w.channel, m); err != nil {
				return err
			}
		}
		c.LastSeq, c.ShownCount = turns, turns
		tx.Emit(sapa.Event{Kind: sapa.MessageReceived, At: at(0), Actor: sapa.SystemActor(), Conversation: id})
		return tx.UpdateConversation(w.t.Context(), c)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// What is up to a mark is counted exactly as long as it matters; a mark far behind leaves at most as many unread as
// the count looks at.
func TestInboundUpTo(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 1)
		short, long := w.chat(21), w.chat(1201)
		for _, c := range []struct {
			id        sapa.ConversationID
			seq, want int
		}{
			{short, 0, 0}, {short, 1, 1}, {short, 2, 1}, {short, 3, 2}, {short, 20, 10}, {short, 21, 11}, {short, 99, 11},
			{long, 1201, 601}, {long, 1200, 600}, {long, 701, 351}, {long, 700, 351}, {long, 0, 351},
		} {
			n, err := w.InboundUpTo(t.Context(), w.ws, c.id, c.seq)
			if err != nil || n != c.want {
				t.Errorf("up to %d: %d, %v, want %d", c.seq, n, err, c.want)
			}
		}
		if _, err := w.InboundUpTo(t.Context(), w.ws+1, short, 3); sapa.KindOf(err) != sapa.NotFound {
			t.Errorf("another workspace is told %v", err)
		}
	})
}
