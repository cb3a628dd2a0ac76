package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math/bits"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const deliveryColumns = `d.id, d.workspace_id, d.channel_id, d.body, d.at, d.state, d.attempts, d.failure_code, d.failure_detail`

func deliveryFields(d *sapa.Delivery) []any {
	return []any{&d.ID, &d.Workspace, &d.Channel, &d.Body, stamp(&d.At), &d.State, &d.Attempts, &d.FailureCode, &d.FailureDetail}
}

// Accepted is a delivery to be kept as it came and ingested from Due on, unless its State says that it is done. Digest tells
// it from every other.
type Accepted struct {
	sapa.Delivery
	Digest []byte
	Due    time.Time
}

// AcceptDeliveries keeps deliveries, and answers the ids of those that were not there already, in any order. For a single
// one it is the one statement before the provider is answered.
func (tx *Tx) AcceptDeliveries(ctx context.Context, all []Accepted) ([]sapa.DeliveryID, error) {
	var ids []sapa.DeliveryID
	for len(all) > 0 {
		// Powers of two: a handful of texts, each of which the engine has ready.
		n := 1 << (bits.Len(uint(min(len(all), acceptMost))) - 1)
		var args []any
		for _, d := range all[:n] {
			args = append(args, d.Workspace, d.Channel, d.Digest, d.Body, micros(d.At), cmp.Or(string(d.State), "waiting"), micros(d.Due))
		}
		some, err := collect(ctx, tx.Reads, `INSERT INTO deliveries (workspace_id, channel_id, digest, body, at, state, due_at) VALUES `+marks(n, 7)+`
			ON CONFLICT (channel_id, digest) DO NOTHING RETURNING id`, args, func(id *sapa.DeliveryID) []any { return []any{id} })
		if err != nil {
			return nil, err
		}
		ids, all = append(ids, some...), all[n:]
	}
	return ids, nil
}

// acceptMost bounds the rows of one INSERT.
const acceptMost = 64

// WaitingDeliveries reads up to limit deliveries of all workspaces that wait and are due, oldest first.
func (r Reads) WaitingDeliveries(ctx context.Context, now time.Time, limit int) ([]sapa.Delivery, error) {
	return collect(ctx, r, `SELECT `+deliveryColumns+` FROM deliveries d WHERE d.state = 'waiting' AND d.due_at <= $1
		ORDER BY d.due_at, d.id LIMIT $2`, []any{micros(now), limit}, deliveryFields)
}

// OldestDelivery is since when the first of the deliveries of all workspaces has been due that wait; the zero time when
// none does.
func (r Reads) OldestDelivery(ctx context.Context, now time.Time) (time.Time, error) {
	var due time.Time
	err := r.db.QueryRowContext(ctx, `SELECT d.due_at FROM deliveries d WHERE d.state = 'waiting' AND d.due_at <= $1 ORDER BY d.due_at, d.id LIMIT 1`,
		micros(now)).Scan(stamp(&due))
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return due, missing("delivery", err)
}

// StuckDeliveries reads up to limit deliveries of a workspace that wait for a person, newest first, before an id; zero
// begins at the newest.
func (r Reads) StuckDeliveries(ctx context.Context, ws sapa.WorkspaceID, before sapa.DeliveryID, limit int) ([]sapa.Delivery, error) {
	w := where{}
	w.and("d.workspace_id = %s AND d.state = 'stuck'", ws)
	if before > 0 {
		w.and("d.id < %s", before)
	}
	return collect(ctx, r, `SELECT `+deliveryColumns+` FROM deliveries d WHERE `+w.String()+` ORDER BY d.id DESC LIMIT `+w.arg(limit), w.args, deliveryFields)
}

// Delivery reads a delivery of a workspace.
func (r Reads) Delivery(ctx context.Context, ws sapa.WorkspaceID, id sapa.DeliveryID) (sapa.Delivery, error) {
	var d sapa.Delivery
	err := r.db.QueryRowContext(ctx, `SELECT `+deliveryColumns+` FROM deliveries d WHERE d.id = $1 AND d.workspace_id = $2`, id, ws).
		Scan(deliveryFields(&d)...)
	return d, missing("delivery", err)
}

// FinishDeliveries notes that deliveries were ingested, and answers of how many that was not known.
func (tx *Tx) FinishDeliveries(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.DeliveryID) (int64, error) {
	w := where{}
	w.and("workspace_id = %s AND state <> 'done'", ws)
	w.and("id IN (" + list(&w, ids) + ")")
	return tx.exec(ctx, `UPDATE deliveries SET state = 'done', failure_code = '', failure_detail = '' WHERE `+w.String(), w.args...)
}

// PutOffDelivery stores how a delivery that was not ingested stands: its state, attempts and failure, and when it is due.
func (tx *Tx) PutOffDelivery(ctx context.Context, d sapa.Delivery, due time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE deliveries SET state = $1, attempts = $2, failure_code = $3, failure_detail = $4, due_at = $5
		WHERE id = $6 AND workspace_id = $7 AND state <> 'done'`,
		string(d.State), d.Attempts, d.FailureCode, d.FailureDetail, micros(due), d.ID, d.Workspace)
	return n > 0, err
}

// ForgetDeliveries removes up to limit ingested deliveries of all workspaces that came before a moment, and answers how
// many.
func (tx *Tx) ForgetDeliveries(ctx context.Context, before time.Time, limit int) (int64, error) {
	return tx.exec(ctx, `DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE state = 'done' AND at < $1 ORDER BY at LIMIT $2)`,
		micros(before), limit)
}

// DiscardDelivery removes a delivery that waits for a person.
func (tx *Tx) DiscardDelivery(ctx context.Context, ws sapa.WorkspaceID, id sapa.DeliveryID) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM deliveries WHERE id = $1 AND workspace_id = $2 AND state = 'stuck'`, id, ws)
	return n > 0, err
}
