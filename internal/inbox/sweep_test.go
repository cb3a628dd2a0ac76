package inbox_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

const crowd = 1000

// crowded fills a house with conversations that Eko handles, all in one change.
func crowded(t *testing.T, h *sapatest.House) {
	t.Helper()
	c := channelOf(t, h)
	elements := make([]sapa.Inbound, crowd)
	for i := range elements {
		elements[i] = said(c, fmt.Sprint("contact", i), "first-one", "halo")
	}
	if _, err := h.Inbox.Ingest(t.Context(), c, elements); err != nil {
		t.Fatal(err)
	}
	eko := h.By(sapatest.Eko).Member
	_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
		rows, err := tx.Conversations(t.Context(), h.Workspace, store.ListQuery{Tab: store.Queue, Limit: crowd})
		if err != nil {
			return err
		}
		for _, r := range rows {
			after, _, err := lifecycle.Move(r.Conversation, lifecycle.Taken, eko, h.Clock.Now(), lifecycle.Clock{Session: 24 * time.Hour})
			if err != nil {
				return err
			}
			if err := tx.UpdateConversation(t.Context(), after); err != nil {
				return err
			}
			tx.Emit(sapa.Event{Kind: sapa.ConversationAssigned, At: h.Clock.Now(), Actor: sapa.SystemActor(), Conversation: r.ID, Subject: int64(eko), Was: &r.Facts})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ended fails unless every session ended exactly once.
func ended(t *testing.T, h *sapatest.House, moved int) {
	t.Helper()
	if moved != crowd {
		t.Errorf("%d sessions ended, want %d", moved, crowd)
	}
	if n := h.Query(`SELECT count(*), count(DISTINCT conversation_id) FROM events WHERE kind = 'conversation.inactive'`)[0]; n != fmt.Sprintf("%d|%d", crowd, crowd) {
		t.Errorf("events and conversations with one: %s", n)
	}
	if n := h.Query(`SELECT count(*) FROM conversations WHERE state <> 'inactive' OR due_at IS NOT NULL OR assignee_id IS NOT NULL OR last_handler_id IS NULL`)[0]; n != "0" {
		t.Errorf("%s conversations are not as inactive ones are", n)
	}
}

// After a night without the program a thousand sessions end in one sweep, each once.
func TestAThousandSessionsEnd(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	crowded(t, h)
	h.Clock.Advance(25 * time.Hour)
	moved, err := h.Inbox.Sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ended(t, h, moved)
}

// Two processes that sweep at the same moment end each session once between them.
func TestTwoProcessesSweepTogether(t *testing.T) {
	t.Parallel()
	database := sapatest.Postgres.Database(t)
	houses := []*sapatest.House{sapatest.At(t, sapatest.Postgres, database), sapatest.At(t, sapatest.Postgres, database)}
	crowded(t, houses[0])
	var moved [2]int
	for _, h := range houses {
		h.Clock.Advance(25 * time.Hour)
	}
	sapatest.Together(2, func(i int) {
		var err error
		if moved[i], err = houses[i].Inbox.Sweep(t.Context()); err != nil {
			t.Error(err)
		}
	})
	ended(t, houses[0], moved[0]+moved[1])
}
