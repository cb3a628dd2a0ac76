package store_test

import (
	"database/sql"
	"testing"
)

// crowding fills the tables of a world with the past of a busy company, so that PostgreSQL, which plans by what it knows
// of its tables, plans as it would there. SQLite plans by the schema alone. Ids begin where no test's world has come to.
var crowding = []string{
	`INSERT INTO members (id, workspace_id, name, phone, role, state, created_at)
		SELECT i, 1, 'm' || i, '+628' || i, 'agent', 'active', i FROM generate_series(1000, 1060) i`,
	`INSERT INTO channels (id, workspace_id, kind, name, public_key, state, config, session_hours, created_at) VALUES (2, 1, 'webchat', 'b', 'b', 'on', '{}', 24, 1)`,
	`INSERT INTO contacts (id, workspace_id, name, created_at, seen_at) SELECT i, 1, 'nama ' || i, i, i FROM generate_series(1000, 3000) i`,
	`INSERT INTO identities (channel_id, external, workspace_id, contact_id) SELECT 1, 'v' || i, 1, i FROM generate_series(1000, 3000) i`,
	`INSERT INTO rooms (id, workspace_id, contact_id, channel_id) SELECT i, 1, i, 1 FROM generate_series(1000, 3000) i`,
	// Four conversations a room; of the last ones a third waits, a third is handled, a third is inactive.
	`INSERT INTO conversations (id, workspace_id, room_id, contact_id, channel_id, episode, state, assignee_id, last_handler_id, returning_, from_ad,
			opened_at, queued_at, resolved_at, session_ends, due_at, last_seq, inbound_count, shown_count, last_at, last_direction, last_kind, last_text, last_by, last_by_id)
		SELECT i, 1, i / 4, i / 4, CASE WHEN i % 100 = 0 THEN 2 ELSE 1 END, i % 4 + 1, state, CASE WHEN state = 'handled' THEN 1000 + i % 60 END, 1000 + i % 60, 0, 0,
			i, CASE WHEN state = 'in_queue' THEN i END, CASE WHEN state = 'resolved' THEN i END, i, CASE WHEN state = 'handled' THEN i END,
			5, 3, 5, i, 'in', 'text', 'halo', 'contact', i / 4
		FROM (SELECT i, CASE WHEN i % 4 < 3 THEN 'resolved' WHEN i % 3 = 0 THEN 'in_queue' WHEN i % 3 = 1 THEN 'handled' ELSE 'inactive' END AS state
			FROM generate_series(4000, 12000) i) c`,
	// Every seventh is about one of some posts.
	`INSERT INTO posts (id, workspace_id, channel_id, external, state, ask_at)
		SELECT i, 1, 1, 'p' || i, 'known', CASE WHEN i % 100 = 0 THEN i END FROM generate_series(1000, 3000) i`,
	`UPDATE conversations SET kind = 'comments', post_id = 1000 + id % 2000 WHERE id % 7 = 0`,
	// Half of them came when there were departments.
	`UPDATE conversations SET department_id = 1 + id / 8 % 3 WHERE id / 4 % 2 = 0`,
	`INSERT INTO messages (id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, subject, status, provider_id, client_id, at)
		SELECT i, 1, i / 5, 1, i % 5 + 1, i % 5 + 1, CASE WHEN i % 2 = 0 THEN 'in' ELSE 'out' END, 'member', 1000 + i % 60, 'text',
			CASE WHEN i % 4000 = 0 THEN 'batik' ELSE 'kata' || i % 997 END, CASE WHEN i % 3000 = 0 THEN 'kain' ELSE '' END,
			CASE WHEN i % 2 = 0 THEN '' WHEN i > 59000 THEN 'sent' ELSE 'read' END, 'p' || i, 'c' || i, i
		FROM generate_series(20000, 59999) i`,
	`INSERT INTO events (workspace_id, number, idx, kind, at, by_kind, by_id, why, conversation_id, after_seq, message_id, subject_id, shown)
		SELECT 1, i, 0, 'message.received', i, 'contact', 1, '', i / 5, i % 5 + 1, i, 0, i % 2 FROM generate_series(20000, 59999) i`,
	`INSERT INTO attachments (workspace_id, message_id, conversation_id, by_kind, by_id, kind, name, type, size, width, height, duration, key, thumb_key, created_at)
		SELECT 1, CASE WHEN i % 20 > 0 THEN i * 10 END, i * 2, 'contact', 1, 'image', 'a', 'image/png', 1, 1, 1, 0, 'k' || i, '', i FROM generate_series(2000, 5900) i`,
	`INSERT INTO reactions (message_id, by_kind, by_id, emoji, workspace_id) SELECT i * 10, 'contact', 1, 'x', 1 FROM generate_series(2000, 5900) i`,
	`INSERT INTO message_versions (message_id, version, body, at, by_kind, by_id, workspace_id)
		SELECT i * 10, 1, 'x', i, 'member', 1, 1 FROM generate_series(2000, 5900) i`,
	`INSERT INTO reads (member_id, conversation_id, workspace_id, seq, inbound_count, updated_at)
		SELECT 1000 + i % 60, i, 1, 5, 3, i FROM generate_series(4000, 11999) i`,
	`INSERT INTO drafts (member_id, conversation_id, mode, workspace_id, body, attachments, revision, updated_at)
		SELECT 1000 + i % 60, i, 'reply', 1, 'x', '[]', 1, i FROM generate_series(4000, 11999, 3) i`,
	`INSERT INTO sessions (token_hash, workspace_id, member_id, agent, address, created_at, seen_at, expires_at)
		SELECT CAST('t' || i AS BYTEA), 1, 1000 + i % 60, '', '::1', i, i, i FROM generate_series(1, 2000) i`,
	`INSERT INTO invitations (token_hash, workspace_id, member_id, expires_at) SELECT CAST('t' || i AS BYTEA), 1, 1000 + i % 60, i FROM generate_series(1, 2000) i`,
	`INSERT INTO throttles (key, failures, last_at, blocked_until) SELECT 't' || i, 1, i, i FROM generate_series(1, 2000) i`,
	// Sends of which most wait, and deliveries of which most are done.
	`INSERT INTO sends (workspace_id, channel_id, room_id, conversation_id, message_id, kind, state, due_at)
		SELECT 1, 1, 1000 + i % 2000, 4000 + i % 2000, 20000 + i % 2000, 'message',
			CASE WHEN i % 50 = 0 THEN 'sending' ELSE 'waiting' END, 1000000000000 + i FROM generate_series(1, 20000) i`,
	`INSERT INTO deliveries (workspace_id, channel_id, digest, body, at, state, due_at)
		SELECT 1, 1, decode(md5(i::text), 'hex'), 'x', i, CASE WHEN i % 100 = 0 THEN 'waiting' WHEN i % 1000 = 1 THEN 'stuck' ELSE 'done' END, 1000000000000 + i
		FROM generate_series(1, 20000) i`,
	`INSERT INTO message_words (workspace_id, word, era, stretches, most) SELECT 1, 'kata' || i / 4, i % 4, -1, 5 FROM generate_series(1, 40000) i`,
	`ANALYZE`,
	// Tables of few rows are soonest read to their end, which says nothing of an index.
	`SET enable_seqscan = off`,
}

func crowd(t *testing.T, conn *sql.Conn) {
	t.Helper()
	for _, statement := range crowding {
		if _, err := conn.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%v\n%s", err, statement)
		}
	}
}
