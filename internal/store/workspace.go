package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Installation is what the whole installation shares.
type Installation struct {
	// Secret seals public ids and signs file links. It is made once and never changes.
	Secret   []byte
	PlanMode sapa.PlanMode
	// SetUpAt is when the set-up was finished; zero while it is open.
	SetUpAt time.Time
}

// Installation reads the installation's row.
func (r Reads) Installation(ctx context.Context) (Installation, error) {
	var i Installation
	err := r.db.QueryRowContext(ctx, `SELECT secret, plan_mode, set_up_at FROM installation WHERE id = 1`).
		Scan(&i.Secret, &i.PlanMode, stamp(&i.SetUpAt))
	return i, missing("installation", err)
}

// EnsureInstallation writes the installation's row with the secret unless there is one.
func (tx *Tx) EnsureInstallation(ctx context.Context, secret []byte) error {
	_, err := tx.exec(ctx, `INSERT INTO installation (id, secret) VALUES (1, $1) ON CONFLICT (id) DO NOTHING`, secret)
	return err
}

// FinishSetUp closes the set-up. It answers false when it was closed before, and then changes nothing.
func (tx *Tx) FinishSetUp(ctx context.Context, mode sapa.PlanMode, now time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE installation SET plan_mode = $1, set_up_at = $2 WHERE id = 1 AND set_up_at IS NULL`,
		string(mode), micros(now))
	return n == 1, err
}

const workspaceColumns = `id, name, time_zone, language, settings, created_at, sealed, main_department_id`

func workspaceFields(w *sapa.Workspace) []any {
	return []any{&w.ID, &w.Name, &w.TimeZone, &w.Language, fromJSON(&w.Settings), stamp(&w.CreatedAt), &w.Sealed, number(&w.Main)}
}

func (tx *Tx) createWorkspace(ctx context.Context, w *sapa.Workspace) error {
	err := tx.db.QueryRowContext(ctx,
		`INSERT INTO workspaces (name, time_zone, language, settings, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		w.Name, w.TimeZone, string(w.Language), asJSON(orEmpty(w.Settings)), micros(w.CreatedAt)).Scan(&w.ID)
	return missing("workspace", err)
}

// orEmpty keeps a nil map from being stored as null.
func orEmpty[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

// Workspace reads a workspace.
func (r Reads) Workspace(ctx context.Context, ws sapa.WorkspaceID) (sapa.Workspace, error) {
	var w sapa.Workspace
	err := r.db.QueryRowContext(ctx, `SELECT `+workspaceColumns+` FROM workspaces WHERE id = $1`, ws).
		Scan(workspaceFields(&w)...)
	return w, missing("workspace", err)
}

// Workspaces lists all workspaces of the installation, oldest first. For the command line only.
func (r Reads) Workspaces(ctx context.Context) ([]sapa.Workspace, error) {
	return collect(ctx, r, `SELECT `+workspaceColumns+` FROM workspaces ORDER BY id`, nil, workspaceFields)
}

// UpdateWorkspace stores name, time zone, language, settings, their secrets and the main department of the workspace being changed.
func (tx *Tx) UpdateWorkspace(ctx context.Context, w sapa.Workspace) error {
	_, err := tx.exec(ctx, `UPDATE workspaces SET name = $1, time_zone = $2, language = $3, settings = $4, sealed = $5, main_department_id = $6 WHERE id = $7`,
		w.Name, w.TimeZone, string(w.Language), asJSON(orEmpty(w.Settings)), w.Sealed, orNull(w.Main), w.ID)
	return err
}

// LastChange is the number of the newest change of a workspace; zero when nothing ever happened.
func (r Reads) LastChange(ctx context.Context, ws sapa.WorkspaceID) (int64, error) {
	var number int64
	err := r.db.QueryRowContext(ctx, `SELECT last_change FROM workspaces WHERE id = $1`, ws).Scan(&number)
	return number, missing("workspace", err)
}

// LastChanges is LastChange for several workspaces in one query.
func (r Reads) LastChanges(ctx context.Context, workspaces []sapa.WorkspaceID) (map[sapa.WorkspaceID]int64, error) {
	last := map[sapa.WorkspaceID]int64{}
	if len(workspaces) == 0 {
		return last, nil
	}
	var w where
	query := fmt.Sprintf(`SELECT id, last_change FROM workspaces WHERE id IN (%s)`, list(&w, workspaces))
	err := r.each(ctx, query, w.args, func(rows *sql.Rows) error {
		var id sapa.WorkspaceID
		var number int64
		err := rows.Scan(&id, &number)
		last[id] = number
		return err
	})
	return last, err
}
