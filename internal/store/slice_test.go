package store_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// beforeSlices is the schema in which search indexes knew no slices.
const beforeSlices = 2

// chatBeforeSlices is a conversation as the program of that time wrote it, in the first workspace and channel.
var chatBeforeSlices = []string{
	`INSERT INTO workspaces (id, name, time_zone, language, created_at) VALUES (1, 'Melati', 'Asia/Jakarta', 'id', 1)`,
	`INSERT INTO channels (id, workspace_id, kind, name, public_key, state, config, session_hours, created_at) VALUES (1, 1, 'webchat', 'Web', 'k', 'on', '{}', 24, 1)`,
	`INSERT INTO contacts (id, workspace_id, name, created_at, seen_at) VALUES (1, 1, 'c1', 1, 1)`,
	`INSERT INTO rooms (id, workspace_id, contact_id, channel_id) VALUES (1, 1, 1, 1)`,
	`INSERT INTO conversations (id, workspace_id, room_id, contact_id, channel_id, episode, state, returning_, from_ad, opened_at, queued_at, session_ends,
			last_seq, inbound_count, shown_count, last_at, last_direction, last_kind, last_text, last_by, last_by_id)
		VALUES (1, 1, 1, 1, 1, 1, 'in_queue', 0, 0, 1, 1, 1, 1, 1, 1, 1, 'in', 'text', 'x', 'contact', 1)`,
	`INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, status, at)
		VALUES (1, 1, 1, 1, 1, 1, 'in', 'contact', 1, 'text', 'x', '', 1)`,
}

// What was written before the search indexes had slices is found after the migration.
func TestMigrationToSlicesFindsWhatWasThere(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		address := e.Database(t)
		s, err := store.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		if err := s.MigrateTo(t.Context(), beforeSlices); err != nil {
			t.Fatal(err)
		}
		const id = 1
		db := openAt(t, e, address)
		for _, statement := range chatBeforeSlices {
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%v\n%s", err, statement)
			}
		}
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"x", "c1"} {
			page, err := s.Search(t.Context(), id, store.SearchQuery{Scope: all, Words: []string{word}, Limit: 9})
			if err != nil || len(page.Hits) != 1 || page.Hits[0].ID != id {
				t.Errorf("%q finds %+v, %v", word, page.Hits, err)
			}
		}
	})
}

// A search goes through all slices, from the newest, in pages of any size, also past such as have nothing.
func TestSearchGoesThroughAllSlices(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		address := e.Database(t)
		w := worldIn(t, sapatest.OpenStore(t, address), 1)
		db := openAt(t, e, address)
		// Ids far apart, and on both sides of where slices end on either engine.
		ids := []int64{16383, 16384, 65535, 65536, 65537, 1 << 20, 5<<20 - 1, 5 << 20, 40 << 20}
		conversations := make([]sapa.ConversationID, len(ids))
		for i := range ids {
			conversations[i] = w.chat(1)
		}
		var want []sapa.MessageID
		for i, id := range ids {
			if _, err := db.ExecContext(t.Context(), `INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, status, at)
				VALUES ($1, $2, $3, $4, 2, 2, 'in', 'contact', 1, 'text', $5, '', 1)`, id, int64(w.ws), int64(conversations[i]), int64(w.channel), fmt.Sprint("Jauh sekali ", id)); err != nil {
				t.Fatal(err)
			}
			want = append(want, sapa.MessageID(id))
		}
		slices.Reverse(want)
		for _, limit := range []int{1, 3, 100} {
			var got []sapa.MessageID
			for q := (store.SearchQuery{Scope: all, Words: []string{"jauh", "seka"}, Limit: limit}); ; {
				page, err := w.Search(t.Context(), w.ws, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, hit := range page.Hits {
					got = append(got, hit.Message)
				}
				if q.Before = page.Next; q.Before == 0 {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("in pages of %d: %v, want %v", limit, got, want)
			}
		}
	})
}

// The server neither compiles queries nor starts helpers for them.
func TestPostgresPreparesForNoLongWork(t *testing.T) {
	t.Parallel()
	s := sapatest.Postgres.Store(t)
	for name, want := range map[string]string{"jit": "off", "max_parallel_workers_per_gather": "0"} {
		if got, err := s.Setting(t.Context(), name); err != nil || got != want {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
}
