package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// DueProfile is a contact whose provider is to be asked who they are.
type DueProfile struct {
	Workspace sapa.WorkspaceID
	Channel   sapa.ChannelID
	External  string
	// Asks is how often the provider was asked in vain.
	Asks int
}

// AskProfile lets the provider be asked who a contact is, at a moment.
func (tx *Tx) AskProfile(ctx context.Context, channel sapa.ChannelID, external string, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE identities SET ask_at = $1, asks = 0 WHERE channel_id = $2 AND external = $3 AND workspace_id = $4`,
		micros(at), channel, external, tx.Workspace.ID)
	return err
}

// DueProfiles lists up to limit contacts of all workspaces whose provider is to be asked.
func (r Reads) DueProfiles(ctx context.Context, now time.Time, limit int) ([]DueProfile, error) {
	query := `SELECT workspace_id, channel_id, external, asks FROM identities WHERE ask_at IS NOT NULL AND ask_at <= $1 ORDER BY ask_at LIMIT $2`
	return collect(ctx, r, query, []any{micros(now), limit}, func(p *DueProfile) []any {
		return []any{&p.Workspace, &p.Channel, &p.External, &p.Asks}
	})
}

// ClaimProfile puts off when to ask until a moment, so that nobody else asks meanwhile, and answers whether it was the one.
func (tx *Tx) ClaimProfile(ctx context.Context, p DueProfile, now, until time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE identities SET ask_at = $1 WHERE channel_id = $2 AND external = $3 AND workspace_id = $4 AND ask_at <= $5`,
		micros(until), p.Channel, p.External, p.Workspace, micros(now))
	return n > 0, err
}

// PutOffProfile notes when to ask next, and how often it was in vain; a zero time is never.
func (tx *Tx) PutOffProfile(ctx context.Context, p DueProfile, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE identities SET ask_at = $1, asks = $2 WHERE channel_id = $3 AND external = $4 AND workspace_id = $5`,
		micros(at), p.Asks, p.Channel, p.External, p.Workspace)
	return err
}
