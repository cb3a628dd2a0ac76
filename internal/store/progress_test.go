package store_test

import (
	"fmt"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// say adds messages in a direction with these statuses to a fresh conversation.
func (w *world) say(direction sapa.Direction, statuses []sapa.Status) sapa.ConversationID {
	w.t.Helper()
	id := w.add(sapa.Facts{State: sapa.InQueue}, at(w.made))
	_, err := w.Change(w.t.Context(), w.ws, func(tx *store.Tx) error {
		for i, s := range statuses {
			_, err := tx.CreateMessage(w.t.Context(), w.channel, sapa.Message{
				Conversation: id, Seq: i + 1, Shown: i + 1, Direction: direction, Author: sapa.SystemActor(), Kind: sapa.Text, Text: "x", Status: s, At: at(i),
			})
			if err != nil {
				return err
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.MessageSent, At: at(0), Actor: sapa.SystemActor(), Conversation: id})
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// statuses reads the statuses of a conversation's messages.
func (w *world) statuses(id sapa.ConversationID) []sapa.Status {
	w.t.Helper()
	messages, err := w.MessagesAfter(w.t.Context(), w.ws, id, 0, 100)
	if err != nil {
		w.t.Fatal(err)
	}
	all := []sapa.Status{}
	for _, m := range messages {
		all = append(all, m.Status)
	}
	return all
}

// A receipt moves what is behind it, and nothing that failed, that nobody knows the fate of, or that is further.
func TestProgressOnlyMovesForward(t *testing.T) {
	t.Parallel()
	every := []sapa.Status{sapa.Queued, sapa.Sent, sapa.Delivered, sapa.Read, sapa.Failed, sapa.Unsure, sapa.StatusNone}
	after := map[sapa.Status][]sapa.Status{
		sapa.Delivered: {sapa.Delivered, sapa.Delivered, sapa.Delivered, sapa.Read, sapa.Failed, sapa.Unsure, sapa.StatusNone},
		sapa.Read:      {sapa.Read, sapa.Read, sapa.Read, sapa.Read, sapa.Failed, sapa.Unsure, sapa.StatusNone},
	}
	moves := map[sapa.Status]int{sapa.Delivered: 2, sapa.Read: 3}
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 0)
		for to, want := range after {
			for _, upTo := range []int{0, 1, 2, 3, len(every), 1 << 40} {
				id := w.say(sapa.Out, every)
				moved := w.progress(id, upTo, to)
				got := w.statuses(id)
				for i := range every {
					expected := every[i]
					if i < upTo {
						expected = want[i]
					}
					if got[i] != expected {
						t.Errorf("%s up to %d: %s became %s, want %s", to, upTo, every[i], got[i], expected)
					}
				}
				if len(moved) != min(upTo, moves[to]) {
					t.Errorf("%s up to %d moved %d messages", to, upTo, len(moved))
				}
				if again := w.progress(id, upTo, to); len(again) != 0 {
					t.Errorf("%s up to %d moved %d messages twice", to, upTo, len(again))
				}
			}
			in := w.say(sapa.In, []sapa.Status{sapa.StatusNone, sapa.Sent})
			if moved := w.progress(in, 9, to); len(moved) != 0 || fmt.Sprint(w.statuses(in)) != fmt.Sprint([]sapa.Status{sapa.StatusNone, sapa.Sent}) {
				t.Errorf("%s moved the contact's own messages: %v", to, moved)
			}
		}
	})
}

func (w *world) progress(id sapa.ConversationID, upTo int, to sapa.Status) []sapa.MessageID {
	w.t.Helper()
	var moved []sapa.MessageID
	err := w.Write(w.t.Context(), func(tx *store.Tx) (err error) {
		tx.Workspace.ID = w.ws
		moved, err = tx.Progress(w.t.Context(), id, upTo, to)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return moved
}
