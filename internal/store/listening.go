package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Listening is how listening for a channel stands.
type Listening struct {
	// Place is the channel's own word for what comes next; empty at the beginning.
	Place string
	// Code is why nothing can be fetched now, Detail the provider's sentence; both are empty when all is well.
	Code, Detail string
}

// ListeningChannels lists the channels of all workspaces that are on and of one of these kinds.
func (r Reads) ListeningChannels(ctx context.Context, kinds []string) ([]sapa.Channel, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	w := where{}
	w.and("state = 'on' AND kind IN (" + list(&w, kinds) + ")")
	return collect(ctx, r, `SELECT `+channelColumns+` FROM channels WHERE `+w.String(), w.args, channelFields)
}

// Listening reads how listening for a channel stands; the zero value before it was ever listened for.
func (r Reads) Listening(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) (Listening, error) {
	found, err := collect(ctx, r, `SELECT place, failure_code, failure_detail FROM listening WHERE channel_id = $1 AND workspace_id = $2`,
		[]any{channel, ws}, listeningFields)
	if err != nil || len(found) == 0 {
		return Listening{}, err
	}
	return found[0], nil
}

func listeningFields(l *Listening) []any { return []any{&l.Place, &l.Code, &l.Detail} }

// Listen gives listening for a channel to one process until a moment, if it holds it already or nobody does, and answers
// how it stands; false when another one holds it.
func (tx *Tx) Listen(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string, now, until time.Time) (Listening, bool, error) {
	found, err := collect(ctx, tx.Reads, `INSERT INTO listening (channel_id, workspace_id, holder, until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (channel_id) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE listening.holder = excluded.holder OR listening.until < $5 RETURNING place, failure_code, failure_detail`,
		[]any{channel, ws, holder, micros(until), micros(now)}, listeningFields)
	if err != nil || len(found) == 0 {
		return Listening{}, false, err
	}
	return found[0], true, nil
}

// SaveListening stores how listening for a channel stands, and answers false when another process holds it: nothing is
// stored then.
func (tx *Tx) SaveListening(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string, l Listening) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE listening SET place = $1, failure_code = $2, failure_detail = $3
		WHERE channel_id = $4 AND workspace_id = $5 AND holder = $6`, l.Place, l.Code, l.Detail, channel, ws, holder)
	return n > 0, err
}

// ListenAnew forgets why listening failed: that was said of what the channel was connected with before.
func (tx *Tx) ListenAnew(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) error {
	_, err := tx.exec(ctx, `UPDATE listening SET failure_code = '', failure_detail = '' WHERE channel_id = $1 AND workspace_id = $2`, channel, ws)
	return err
}

// EndListening gives listening for a channel back.
func (tx *Tx) EndListening(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, holder string) error {
	_, err := tx.exec(ctx, `UPDATE listening SET until = 0 WHERE channel_id = $1 AND workspace_id = $2 AND holder = $3`, channel, ws, holder)
	return err
}

// CheckSoon makes a channel's account due to be asked how it is.
func (tx *Tx) CheckSoon(ctx context.Context, ws sapa.WorkspaceID, id sapa.ChannelID, now time.Time) error {
	_, err := tx.exec(ctx, `UPDATE channels SET check_at = $1 WHERE id = $2 AND workspace_id = $3 AND state = 'on'`, micros(now), id, ws)
	return err
}
