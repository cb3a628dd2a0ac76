package store

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const channelColumns = `id, workspace_id, kind, name, public_key, state, config, session_hours, created_at`

func channelFields(c *sapa.Channel) []any {
	return []any{
		&c.ID, &c.Workspace, &c.Kind, &c.Name, &c.PublicKey, &c.State, fromJSON(&c.Config), &c.SessionHours, stamp(&c.CreatedAt),
	}
}

// CreateChannel adds a channel to the workspace being changed and answers its id.
func (tx *Tx) CreateChannel(ctx context.Context, c sapa.Channel) (sapa.ChannelID, error) {
	var id sapa.ChannelID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO channels (workspace_id, kind, name, public_key, state, config, session_hours, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
		tx.Workspace.ID, c.Kind, c.Name, c.PublicKey, string(c.State), asJSON(orEmpty(c.Config)), c.SessionHours, micros(c.CreatedAt)).Scan(&id)
	return id, missing("channel", err)
}

// UpdateChannel stores name, state, configuration and session of a channel.
func (tx *Tx) UpdateChannel(ctx context.Context, c sapa.Channel) error {
	_, err := tx.exec(ctx, `UPDATE channels SET name = $1, state = $2, config = $3, session_hours = $4 WHERE id = $5 AND workspace_id = $6`,
		c.Name, string(c.State), asJSON(orEmpty(c.Config)), c.SessionHours, c.ID, c.Workspace)
	return err
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
	query := `SELECT ` + channelColumns + ` FROM channels WHERE workspace_id = $1 ORDER BY id`
	return collect(ctx, r, query, []any{ws}, channelFields)
}
