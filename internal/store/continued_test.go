package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// What is said in a conversation that stays where it is names no column by which it stands in queues and lists of assignees,
// alone or with others; and one that is moved and goes on in the same change is moved.
func TestWhatIsSaidNamesNoPlace(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvidedAt(t, e, func() time.Time { return at(5) })
		say := func(who, id string) sapa.Inbound {
			return sapa.Inbound{Kind: sapa.InboundMessage, From: sapa.Sender{External: who}, ProviderID: id, At: at(0), Message: sapa.InboundContent{Kind: sapa.Text, Text: id}}
		}
		bring(t, c, key, []sapa.Inbound{say("budi", "1"), say("sari", "2")})
		for _, what := range [][]sapa.Inbound{{say("budi", "3")}, {say("budi", "4"), say("sari", "5")}} {
			written, _ := c.ask(func() error { bring(t, c, key, what); return nil })
			updates := 0
			for _, s := range written {
				if !strings.HasPrefix(s, "UPDATE conversations") {
					continue
				}
				updates++
				for _, column := range []string{" state =", "assignee_id =", "queued_at =", "department_id ="} {
					if strings.Contains(s, column) {
						t.Errorf("%d messages: %s", len(what), s)
					}
				}
			}
			if updates != 1 {
				t.Errorf("%d messages: %d statements of %q", len(what), updates, written)
			}
		}
		_, err := c.ChangeFor(t.Context(), c.ws, []sapa.Inbound{say("budi", "6")}, func(tx *store.Tx) error {
			before, err := tx.Conversation(t.Context(), c.ws, 1)
			if err != nil {
				return err
			}
			moved := before
			moved.Department = 7
			said := moved
			said.LastSeq++
			tx.Emit(sapa.Event{Kind: sapa.ConversationMoved, At: at(4), Actor: sapa.SystemActor(), Conversation: before.ID})
			if err := tx.ContinueConversation(t.Context(), before, moved); err != nil {
				return err
			}
			return tx.ContinueConversation(t.Context(), moved, said)
		})
		if err != nil {
			t.Fatal(err)
		}
		after, err := c.Store.Conversation(t.Context(), c.ws, 1)
		if err != nil || after.Department != 7 || after.LastSeq != 4 || after.State != sapa.InQueue {
			t.Errorf("%+v, %v", after, err)
		}
	})
}
