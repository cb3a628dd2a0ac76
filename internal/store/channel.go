package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const channelColumns = `id, workspace_id, kind, name, public_key, state, config, session_hours, created_at, account, sealed, health, check_at,
	last_success_at, last_delivery_at, missed_messages, missed_messages_at, missed_comments, missed_comments_at, department_id, workload,
	CASE WHEN EXISTS (SELECT 1 FROM departments d WHERE d.id = channels.department_id AND d.state <> 'active') THEN 1 ELSE 0 END`

func channelFields(c *sapa.Channel) []any {
	return []any{
		&c.ID, &c.Workspace, &c.Kind, &c.Name, &c.PublicKey, &c.State, fromJSON(&c.Config), &c.SessionHours, stamp(&c.CreatedAt),
		&c.Account, &c.Sealed, fromJSON(&c.Health), stamp(&c.CheckAt), stamp(&c.Health.LastSuccess), stamp(&c.Health.LastDelivery),
		&c.MissedMessages.Count, stamp(&c.MissedMessages.Since), &c.MissedComments.Count, stamp(&c.MissedComments.Since),
		number(&c.Department), number(&c.Workload), truth(&c.Revoked),
	}
}

// CreateChannel adds a channel to the workspace being changed and answers its id.
func (tx *Tx) CreateChannel(ctx context.Context, c sapa.Channel) (sapa.ChannelID, error) {
	var id sapa.ChannelID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO channels (workspace_id, kind, name, public_key, state, config, session_hours, created_at,
		account, sealed, health, check_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
		tx.Workspace.ID, c.Kind, c.Name, c.PublicKey, string(c.State), asJSON(orEmpty(c.Config)), c.SessionHours, micros(c.CreatedAt),
		c.Account, c.Sealed, asJSON(c.Health), micros(c.CheckAt)).Scan(&id)
	return id, tx.channelError(err)
}

// channelError tells that another channel of the workspace has the account already.
func (tx *Tx) channelError(err error) error {
	if err != nil && tx.sql.unique(err, "channels_account") {
		return sapa.Errorf(sapa.Conflict, "account_connected", "another channel has this account already")
	}
	return missing("channel", err)
}

// UpdateChannel stores name, state, configuration, account, secrets, health, session, department and limit of a channel, and
// when to check it.
func (tx *Tx) UpdateChannel(ctx context.Context, c sapa.Channel) error {
	_, err := tx.db.ExecContext(ctx, `UPDATE channels SET name = $1, state = $2, config = $3, session_hours = $4, account = $5, sealed = $6, health = $7,
		check_at = $8, department_id = $9, workload = $10 WHERE id = $11 AND workspace_id = $12`,
		c.Name, string(c.State), asJSON(orEmpty(c.Config)), c.SessionHours, c.Account, c.Sealed, asJSON(c.Health), micros(c.CheckAt),
		orNull(c.Department), orNull(int64(c.Workload)), c.ID, c.Workspace)
	return tx.channelError(err)
}

// SaveHealth stores how a channel's account does and when to ask again.
func (tx *Tx) SaveHealth(ctx context.Context, c sapa.Channel) error {
	_, err := tx.exec(ctx, `UPDATE channels SET health = $1, check_at = $2 WHERE id = $3 AND workspace_id = $4`,
		asJSON(c.Health), micros(c.CheckAt), c.ID, c.Workspace)
	return err
}

// ChannelsToCheck lists up to limit channels of all workspaces whose account is to be asked how it is.
func (r Reads) ChannelsToCheck(ctx context.Context, now time.Time, limit int) ([]sapa.Channel, error) {
	return collect(ctx, r, `SELECT `+channelColumns+` FROM channels WHERE check_at <= $1 ORDER BY check_at LIMIT $2`, []any{micros(now), limit}, channelFields)
}

// Channel reads a channel, disconnected ones too.
func (r Reads) Channel(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID) (sapa.Channel, error) {
	var c sapa.Channel
	err := r.db.QueryRowContext(ctx, `SELECT `+channelColumns+` FROM channels WHERE id = $1 AND workspace_id = $2`, id, ws).
		Scan(channelFields(&c)...)
	return c, missing("channel", err)
}

// ChannelByKey finds a channel by its public key. It needs no workspace: it is what tells which one it is.
func (r Reads) ChannelByKey(ctx context.Context, key string) (sapa.Channel, error) {
	var c sapa.Channel
	err := r.db.QueryRowContext(ctx, `SELECT `+channelColumns+` FROM channels WHERE public_key = $1`, key).Scan(channelFields(&c)...)
	return c, missing("channel", err)
}

// Channels lists the channels of a workspace by id, disconnected ones too: history needs their names.
func (r Reads) Channels(ctx context.Context, ws sapa.WorkspaceID) ([]sapa.Channel, error) {
	return collect(ctx, r, `SELECT `+channelColumns+` FROM channels WHERE workspace_id = $1 ORDER BY id`, []any{ws}, channelFields)
}

// WakeChannel makes everything due that waits for a channel: somebody has repaired it.
func (tx *Tx) WakeChannel(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, now time.Time) error {
	for _, table := range []string{"deliveries", "attachments", "sends"} {
		_, err := tx.exec(ctx, `UPDATE `+table+` SET due_at = $1 WHERE channel_id = $2 AND workspace_id = $3 AND state = 'waiting' AND due_at > $1`, micros(now), id, ws)
		if err != nil {
			return err
		}
	}
	return nil
}

// NoteSuccess stores when a channel's provider last took something from us.
func (tx *Tx) NoteSuccess(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE channels SET last_success_at = $1 WHERE id = $2 AND workspace_id = $3`, micros(at), id, ws)
	return err
}

// NoteDelivery stores when a channel's provider last brought us something.
func (tx *Tx) NoteDelivery(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE channels SET last_delivery_at = $1 WHERE id = $2 AND workspace_id = $3`, micros(at), id, ws)
	return err
}

// missedColumns hold what was not taken of the conversations of a kind.
var missedColumns = map[sapa.ConversationKind]string{sapa.Messages: "missed_messages", sapa.Comments: "missed_comments"}

// NoteMissed counts n messages that a channel's provider brought at a moment and that were not taken.
func (tx *Tx) NoteMissed(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, kind sapa.ConversationKind, n int, at time.Time) error {
	column := missedColumns[kind]
	_, err := tx.exec(ctx, `UPDATE channels SET `+column+`_at = CASE WHEN `+column+` = 0 THEN $1 ELSE `+column+`_at END, `+column+` = `+column+` + $2
		WHERE id = $3 AND workspace_id = $4`, micros(at), n, id, ws)
	return err
}

// ForgetMissed begins anew to count what is not taken.
func (tx *Tx) ForgetMissed(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, kind sapa.ConversationKind) error {
	column := missedColumns[kind]
	_, err := tx.exec(ctx, `UPDATE channels SET `+column+` = 0, `+column+`_at = NULL WHERE id = $1 AND workspace_id = $2`, id, ws)
	return err
}
