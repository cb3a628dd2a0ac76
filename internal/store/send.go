package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const sendColumns = `q.id, q.workspace_id, q.channel_id, q.room_id, q.conversation_id, q.message_id, q.kind, q.emoji,
	CASE WHEN q.state = 'sending' THEN 1 ELSE 0 END, q.attempts, q.due_at`

func sendFields(s *sapa.Send) []any {
	return []any{
		&s.ID, &s.Workspace, &s.Channel, &s.Room, &s.Conversation, &s.Message, &s.Kind, &s.Emoji, truth(&s.Sending), &s.Attempts, stamp(&s.Due),
	}
}

// Enqueue adds something to send.
func (tx *Tx) Enqueue(ctx context.Context, s sapa.Send) error {
	_, err := tx.exec(ctx, `INSERT INTO sends (workspace_id, channel_id, room_id, conversation_id, message_id, kind, emoji, state, attempts, due_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8)`,
		tx.Workspace.ID, s.Channel, s.Room, s.Conversation, s.Message, string(s.Kind), s.Emoji, micros(s.Due))
	return err
}

// Withdraw removes what of a kind waits for a message and is not being sent.
func (tx *Tx) Withdraw(ctx context.Context, message sapa.MessageID, room sapa.RoomID, kind sapa.SendKind) error {
	_, err := tx.exec(ctx, `DELETE FROM sends WHERE room_id = $1 AND message_id = $2 AND kind = $3 AND state = 'waiting' AND workspace_id = $4`,
		room, message, string(kind), tx.Workspace.ID)
	return err
}

// WithdrawSeen removes the marks of a room that wait, since a newer one says all of them.
func (tx *Tx) WithdrawSeen(ctx context.Context, room sapa.RoomID) error {
	_, err := tx.exec(ctx, `DELETE FROM sends WHERE room_id = $1 AND kind = 'seen' AND state = 'waiting' AND workspace_id = $2`, room, tx.Workspace.ID)
	return err
}

// Lane is a channel with something to send.
type Lane struct {
	Channel   sapa.ChannelID
	Workspace sapa.WorkspaceID
}

// Lanes lists the channels of all workspaces that have something to send, due or not.
func (r Reads) Lanes(ctx context.Context) ([]Lane, error) {
	// One step along the index for each channel, however much waits.
	query := `WITH RECURSIVE lane (id) AS (SELECT (SELECT min(s.channel_id) FROM sends s WHERE s.channel_id > 0)
			UNION ALL SELECT (SELECT min(s.channel_id) FROM sends s WHERE s.channel_id > lane.id) FROM lane WHERE lane.id IS NOT NULL)
		SELECT lane.id, (SELECT c.workspace_id FROM channels c WHERE c.id = lane.id) FROM lane WHERE lane.id IS NOT NULL`
	return collect(ctx, r, query, nil, func(l *Lane) []any { return []any{&l.Channel, &l.Workspace} })
}

// DueSends reads up to limit sends of a channel that are due and first in their rooms, longest due first.
func (r Reads) DueSends(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, now time.Time, limit int) ([]sapa.Send, error) {
	// One step along the index for each room, however much waits in it.
	return collect(ctx, r, `WITH RECURSIVE line (room) AS (SELECT (SELECT min(s.room_id) FROM sends s WHERE s.channel_id = $1)
			UNION ALL SELECT (SELECT min(s.room_id) FROM sends s WHERE s.channel_id = $1 AND s.room_id > line.room) FROM line WHERE line.room IS NOT NULL)
		SELECT `+sendColumns+` FROM line JOIN sends q ON q.id = (SELECT min(f.id) FROM sends f WHERE f.channel_id = $1 AND f.room_id = line.room)
		WHERE q.workspace_id = $2 AND (q.due_at <= $3 OR (q.attempts = 0 AND q.due_at > $5)) AND q.state = 'waiting' ORDER BY q.due_at, q.id LIMIT $4`,
		[]any{channel, ws, micros(now), limit, micros(now.Add(setBack))}, sendFields)
}

// Sending tells whether a message of a channel's room is just being handed over.
func (r Reads) Sending(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, room sapa.RoomID) (bool, error) {
	var n int
	err := r.db.QueryRowContext(ctx, `SELECT count(*) FROM sends WHERE channel_id = $1 AND state = 'sending' AND room_id = $2 AND kind = 'message'
		AND workspace_id = $3`, channel, room, ws).Scan(&n)
	return n > 0, err
}

// SendOf finds what of a kind waits for a message in its room's line or is under way; zero for nothing.
func (r Reads) SendOf(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, message sapa.MessageID, kind sapa.SendKind) (sapa.SendID, error) {
	var id sapa.SendID
	err := r.db.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM sends WHERE room_id = $1 AND message_id = $2 AND kind = $4 AND workspace_id = $3`,
		room, message, ws, string(kind)).Scan(&id)
	return id, missing("send", err)
}

// SendsUnderWay reads the sends of a channel that some process had begun.
func (r Reads) SendsUnderWay(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) ([]sapa.Send, error) {
	return collect(ctx, r, `SELECT `+sendColumns+` FROM sends q WHERE q.channel_id = $1 AND q.workspace_id = $2 AND q.state = 'sending' ORDER BY q.id`,
		[]any{channel, ws}, sendFields)
}

// BeginSends marks sends that wait as under way, so that a crash from here on leaves no doubt that there is a doubt, and
// answers which of them did wait.
func (tx *Tx) BeginSends(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.SendID) ([]sapa.SendID, error) {
	w := where{}
	w.and("workspace_id = %s AND state = 'waiting'", ws)
	w.and("id IN (" + list(&w, ids) + ")")
	return collect(ctx, tx.Reads, `UPDATE sends SET state = 'sending' WHERE `+w.String()+` RETURNING id`, w.args,
		func(id *sapa.SendID) []any { return []any{id} })
}

// PutOffSend lets a send wait again until it is due.
func (tx *Tx) PutOffSend(ctx context.Context, s sapa.Send) error {
	_, err := tx.exec(ctx, `UPDATE sends SET state = 'waiting', attempts = $1, due_at = $2 WHERE id = $3 AND workspace_id = $4`,
		s.Attempts, micros(s.Due), s.ID, s.Workspace)
	return err
}

// FinishSend removes a send whose fate is known.
func (tx *Tx) FinishSend(ctx context.Context, ws sapa.WorkspaceID, id sapa.SendID) error {
	_, err := tx.exec(ctx, `DELETE FROM sends WHERE id = $1 AND workspace_id = $2`, id, ws)
	return err
}

// Lease gives a channel's sending to one process until a moment, if it holds it already or nobody does. It answers
// whether it does.
func (tx *Tx) Lease(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string, now, until time.Time) (bool, error) {
	n, err := tx.exec(ctx, `INSERT INTO leases (channel_id, workspace_id, holder, until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (channel_id) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE leases.holder = excluded.holder OR leases.until < $5 OR leases.until > $6`,
		channel, ws, holder, micros(until), micros(now), micros(now.Add(setBack)))
	return n > 0, err
}

// EndLease gives a channel's sending back.
func (tx *Tx) EndLease(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string) error {
	_, err := tx.exec(ctx, `DELETE FROM leases WHERE channel_id = $1 AND holder = $2 AND workspace_id = $3`, channel, holder, ws)
	return err
}
