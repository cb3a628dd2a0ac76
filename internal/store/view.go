package store

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const viewColumns = `id, workspace_id, member_id, shared, name, filters, created_at`

func viewFields(v *sapa.View) []any {
	return []any{&v.ID, &v.Workspace, &v.Member, truth(&v.Shared), &v.Name, &v.Filters, stamp(&v.CreatedAt)}
}

// CreateView adds a view and answers its id.
func (tx *Tx) CreateView(ctx context.Context, v sapa.View) (sapa.ViewID, error) {
	var id sapa.ViewID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO views (workspace_id, member_id, shared, name, filters, created_at)
		VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
		v.Workspace, v.Member, flag(v.Shared), v.Name, v.Filters, micros(v.CreatedAt)).Scan(&id)
	return id, missing("view", err)
}

// UpdateView stores a view's name and filters and whether it is shared.
func (tx *Tx) UpdateView(ctx context.Context, v sapa.View) error {
	_, err := tx.exec(ctx, `UPDATE views SET shared = $1, name = $2, filters = $3 WHERE id = $4 AND workspace_id = $5`,
		flag(v.Shared), v.Name, v.Filters, v.ID, v.Workspace)
	return err
}

// DeleteView forgets a view.
func (tx *Tx) DeleteView(ctx context.Context, ws sapa.WorkspaceID, id sapa.ViewID) error {
	_, err := tx.exec(ctx, `DELETE FROM views WHERE id = $1 AND workspace_id = $2`, id, ws)
	return err
}

// View reads a view, whose ever.
func (r Reads) View(ctx context.Context, ws sapa.WorkspaceID, id sapa.ViewID) (sapa.View, error) {
	var v sapa.View
	err := r.db.QueryRowContext(ctx, `SELECT `+viewColumns+` FROM views WHERE id = $1 AND workspace_id = $2`, id, ws).Scan(viewFields(&v)...)
	return v, missing("view", err)
}

// Views lists the views a member has, then the shared ones of others, in the order in which they were made.
func (r Reads) Views(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID) ([]sapa.View, error) {
	mine, err := collect(ctx, r, `SELECT `+viewColumns+` FROM views WHERE workspace_id = $1 AND member_id = $2 ORDER BY id`, []any{ws, member}, viewFields)
	if err != nil {
		return nil, err
	}
	shared, err := collect(ctx, r, `SELECT `+viewColumns+` FROM views WHERE workspace_id = $1 AND shared = 1 AND member_id <> $2 ORDER BY id`,
		[]any{ws, member}, viewFields)
	return append(mine, shared...), err
}
