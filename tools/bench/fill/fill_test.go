package fill_test

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
	"github.com/sapa-inbox/sapa/tools/bench/fill"
)

// few is a past small enough for a test, in which all there is in a great one happens.
var few = fill.Plan{Seed: 7, Conversations: 400, Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}

// filled answers a database of the engine with the small past in it.
func filled(t *testing.T, e sapatest.Engine) (string, *sql.DB) {
	t.Helper()
	address := e.Database(t)
	if err := sapatest.OpenStore(t, address).Close(); err != nil {
		t.Fatal(err)
	}
	if err := fill.Run(t.Context(), address, few); err != nil {
		t.Fatal(err)
	}
	driver := map[sapatest.Engine]string{sapatest.SQLite: "sqlite", sapatest.Postgres: "pgx"}[e]
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return address, db
}

// digests are, by table, of all rows as text, in the order of their keys.
func digests(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	found := map[string]string{}
	for table, order := range map[string]string{
		"workspaces": "id", "members": "id", "channels": "id", "contacts": "id", "identities": "channel_id, external", "rooms": "id",
		"conversations": "id", "messages": "id", "reads": "member_id, conversation_id", "events": "workspace_id, number, idx",
	} {
		hash := sha256.New()
		rows, err := db.QueryContext(t.Context(), `SELECT * FROM `+table+` ORDER BY `+order)
		if err != nil {
			t.Fatal(err)
		}
		names, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		fields, values := make([]any, len(names)), make([]sql.NullString, len(names))
		for i := range fields {
			fields[i] = &values[i]
		}
		n := 0
		for ; rows.Next(); n++ {
			if err := rows.Scan(fields...); err != nil {
				t.Fatal(err)
			}
			for i, name := range names {
				if name != "search" {
					fmt.Fprintf(hash, "%s=%v%q ", name, values[i].Valid, values[i].String)
				}
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		found[table] = fmt.Sprintf("%d rows, %x", n, hash.Sum(nil)[:8])
	}
	return found
}

// The same plan is the same past, whatever the engine and however often.
func TestSameRowsOnBothEngines(t *testing.T) {
	t.Parallel()
	_, first := filled(t, sapatest.SQLite)
	want := digests(t, first)
	for _, e := range []sapatest.Engine{sapatest.SQLite, sapatest.Postgres} {
		_, again := filled(t, e)
		for table, digest := range digests(t, again) {
			if digest != want[table] {
				t.Errorf("%s, %s: %s, want %s", e, table, digest, want[table])
			}
			if strings.HasPrefix(digest, "0 rows") {
				t.Errorf("%s is empty", table)
			}
		}
	}
}

// laws are queries that count what must not be: what the product's own verbs keep.
var laws = map[string]string{
	"other than ten messages a conversation": `SELECT abs((SELECT count(*) FROM messages) - 10 * (SELECT count(*) FROM conversations))`,
	"sequences with gaps": `SELECT count(*) FROM conversations c WHERE c.last_seq <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)
		OR c.last_seq <> (SELECT max(seq) FROM messages m WHERE m.conversation_id = c.id)`,
	"wrong counts of inbound messages": `SELECT count(*) FROM conversations c WHERE c.inbound_count <>
		(SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND direction = 'in')`,
	"wrong counts of shown messages": `SELECT count(*) FROM conversations c WHERE c.shown_count <>
		(SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND shown > 0)`,
	"previews of another message": `SELECT count(*) FROM conversations c WHERE c.last_at <>
		(SELECT at FROM messages m WHERE m.conversation_id = c.id AND shown = c.shown_count)`,
	"messages that are not in order": `SELECT count(*) FROM messages m JOIN messages o ON o.conversation_id = m.conversation_id AND o.seq = m.seq + 1
		WHERE o.id <= m.id OR o.at < m.at`,
	"two open conversations in a room": `SELECT count(*) FROM (SELECT 1 FROM conversations WHERE state <> 'resolved' GROUP BY room_id HAVING count(*) > 1) x`,
	"conversations that overlap in a room": `SELECT count(*) FROM conversations c JOIN conversations n ON n.room_id = c.room_id AND n.episode = c.episode + 1
		WHERE c.resolved_at IS NULL OR c.resolved_at > n.opened_at`,
	"assignees that do not go with the state": `SELECT count(*) FROM conversations WHERE (state = 'handled') <> (assignee_id IS NOT NULL)`,
	"resolved without a time":                 `SELECT count(*) FROM conversations WHERE (state = 'resolved') <> (resolved_at IS NOT NULL)`,
	"somebody else's members":                 `SELECT count(*) FROM conversations c JOIN members m ON m.id = c.last_handler_id WHERE m.workspace_id <> c.workspace_id`,
	"somebody else's contacts":                `SELECT count(*) FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.workspace_id <> c.workspace_id`,
	"somebody else's channels":                `SELECT count(*) FROM messages m JOIN channels k ON k.id = m.channel_id WHERE k.workspace_id <> m.workspace_id`,
	"messages in another room's conversation": `SELECT count(*) FROM messages m JOIN conversations c ON c.id = m.conversation_id
		WHERE m.channel_id <> c.channel_id OR m.workspace_id <> c.workspace_id`,
	"rooms nobody is known in": `SELECT count(*) FROM rooms r WHERE NOT EXISTS
		(SELECT 1 FROM identities i WHERE i.contact_id = r.contact_id AND i.channel_id = r.channel_id)`,
	"changes that are not numbered through": `SELECT count(*) FROM workspaces w WHERE w.last_change <> (SELECT count(*) FROM events e WHERE e.workspace_id = w.id)`,
	"sessions that end too soon":            fmt.Sprintf(`SELECT count(*) FROM conversations WHERE due_at < %d`, few.Now.Add(fill.Fresh).UnixMicro()),
	"a future":                              fmt.Sprintf(`SELECT count(*) FROM messages WHERE at > %d`, few.Now.UnixMicro()),
}

// A filled database is one the product could have come to by itself.
func TestFilledDatabaseKeepsTheLaws(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		address, db := filled(t, e)
		for law, query := range laws {
			var n int
			if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil || n != 0 {
				t.Errorf("%s: %d, %v", law, n, err)
			}
		}
		for _, state := range sapa.States() {
			var n int
			if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM conversations WHERE state = $1`, string(state)).Scan(&n); err != nil || n < 10 {
				t.Errorf("%d conversations are %s, %v", n, state, err)
			}
		}
		indexes(t, e, db)
		goesOn(t, address)
	})
}

// indexes tells whether all that a migrated database has are there again.
func indexes(t *testing.T, e sapatest.Engine, db *sql.DB) {
	t.Helper()
	query := map[sapatest.Engine]string{
		sapatest.SQLite:   `SELECT coalesce(group_concat(sql, ';'), '') FROM (SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name)`,
		sapatest.Postgres: `SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'`,
	}[e]
	empty := e.Database(t)
	sapatest.OpenStore(t, empty)
	driver := map[sapatest.Engine]string{sapatest.SQLite: "sqlite", sapatest.Postgres: "pgx"}[e]
	fresh, err := sql.Open(driver, empty)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	var got, want string
	if err := db.QueryRowContext(t.Context(), query).Scan(&got); err != nil {
		t.Fatal(err)
	}
	if err := fresh.QueryRowContext(t.Context(), query).Scan(&want); err != nil {
		t.Fatal(err)
	}
	if got != want || want == "" {
		t.Errorf("the indexes are\n%s\nand should be\n%s", got, want)
	}
}

// goesOn tells whether the store finds what was written, and writes on with ids nothing has.
func goesOn(t *testing.T, address string) {
	t.Helper()
	s := sapatest.OpenStore(t, address)
	ctx := t.Context()
	m, err := s.FindMemberByEmail(ctx, fill.Email(0))
	if err != nil || m.Role != sapa.Supervisor {
		t.Fatal(m, err)
	}
	scope := store.SearchQuery{Member: m.ID, Words: []string{fill.CommonWord}, Limit: 20}
	scope.Scope.All = true
	if page, err := s.Search(ctx, m.Workspace, scope); err != nil || len(page.Hits) < 20 {
		t.Errorf("the commonest word is in %d messages, %v", len(page.Hits), err)
	}
	_, err = s.Change(ctx, m.Workspace, func(tx *store.Tx) error {
		tx.Emit(sapa.Event{Kind: sapa.ContactUpdated, At: few.Now, Actor: sapa.SystemActor()})
		channel, err := tx.CreateChannel(ctx, sapa.Channel{Kind: "webchat", PublicKey: "wk_after", State: sapa.ChannelOn, SessionHours: 24, CreatedAt: few.Now})
		if err != nil {
			return err
		}
		_, _, err = tx.CreateContact(ctx, sapa.Contact{Name: "Baru", CreatedAt: few.Now, SeenAt: few.Now}, sapa.Identity{Channel: channel, External: "x"}, "")
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// A plan that cannot be made is refused before anything is written.
func TestPlanOfNoTens(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, -10, 15} {
		if err := fill.Run(t.Context(), t.TempDir()+"/none.db", fill.Plan{Conversations: n}); err == nil {
			t.Errorf("%d conversations were made", n)
		}
	}
}
