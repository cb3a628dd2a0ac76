package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Tokens are what signing in at a channel's provider gave last, sealed.
type Tokens struct {
	// Sealed is empty before there were any.
	Sealed string
	// Version grows with each time they are replaced.
	Version int64
}

func tokenFields(t *Tokens) []any { return []any{&t.Sealed, &t.Version} }

// Tokens reads the tokens of a channel; zero ones before there were any.
func (r Reads) Tokens(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) (Tokens, error) {
	found, err := collect(ctx, r, `SELECT sealed, version FROM channel_tokens WHERE channel_id = $1 AND workspace_id = $2`, []any{channel, ws}, tokenFields)
	if err != nil || len(found) == 0 {
		return Tokens{}, err
	}
	return found[0], nil
}

// TakeTokens gives replacing a channel's tokens to one holder until a moment, if nobody else does it, and answers them as
// they are; false when another holder does.
func (tx *Tx) TakeTokens(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string, now, until time.Time) (Tokens, bool, error) {
	found, err := collect(ctx, tx.Reads, `INSERT INTO channel_tokens (channel_id, workspace_id, holder, until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (channel_id) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE channel_tokens.until <= $5 RETURNING sealed, version`,
		[]any{channel, ws, holder, micros(until), micros(now)}, tokenFields)
	if err != nil || len(found) == 0 {
		return Tokens{}, false, err
	}
	return found[0], true, nil
}

// ReplaceTokens stores a channel's tokens in place of those of a version, and lets others replace them. It answers false
// when these were replaced already: they stay.
func (tx *Tx) ReplaceTokens(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, t Tokens) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE channel_tokens SET sealed = $1, version = version + 1, until = 0
		WHERE channel_id = $2 AND workspace_id = $3 AND version = $4`, t.Sealed, channel, ws, t.Version)
	return n > 0, err
}

// ForgetTokens removes a channel's tokens.
func (tx *Tx) ForgetTokens(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) error {
	_, err := tx.exec(ctx, `DELETE FROM channel_tokens WHERE channel_id = $1 AND workspace_id = $2`, channel, ws)
	return err
}

// LeaveTokens lets others replace a channel's tokens.
func (tx *Tx) LeaveTokens(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string) error {
	_, err := tx.exec(ctx, `UPDATE channel_tokens SET until = 0 WHERE channel_id = $1 AND workspace_id = $2 AND holder = $3`, channel, ws, holder)
	return err
}
