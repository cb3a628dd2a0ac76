package store

import (
	"context"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

const departmentColumns = `id, workspace_id, name, supervisor_id, state, created_at, move_at`

func departmentFields(d *sapa.Department) []any {
	return []any{&d.ID, &d.Workspace, &d.Name, &d.Supervisor, &d.State, stamp(&d.CreatedAt), stamp(&d.MoveAt)}
}

// CreateDepartment adds a department to the workspace being changed and answers its id. A name that is taken is a Conflict.
func (tx *Tx) CreateDepartment(ctx context.Context, d sapa.Department) (sapa.DepartmentID, error) {
	var id sapa.DepartmentID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO departments (workspace_id, name, name_key, supervisor_id, state, created_at, move_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		tx.Workspace.ID, d.Name, strings.ToLower(d.Name), d.Supervisor, string(d.State), micros(d.CreatedAt), micros(d.MoveAt)).Scan(&id)
	return id, tx.departmentError(err)
}

// UpdateDepartment stores name, supervisor and state of a department, and when its conversations move.
func (tx *Tx) UpdateDepartment(ctx context.Context, d sapa.Department) error {
	_, err := tx.db.ExecContext(ctx, `UPDATE departments SET name = $1, name_key = $2, supervisor_id = $3, state = $4, move_at = $5
		WHERE id = $6 AND workspace_id = $7`,
		d.Name, strings.ToLower(d.Name), d.Supervisor, string(d.State), micros(d.MoveAt), d.ID, d.Workspace)
	return tx.departmentError(err)
}

// departmentError tells that another department of the workspace has the name.
func (tx *Tx) departmentError(err error) error {
	if err != nil && tx.sql.unique(err, "departments_name") {
		return &sapa.Error{
			Kind: sapa.Conflict, Code: "name_taken", Msg: "another department has this name",
			Fields: []sapa.Field{{Field: "name", Code: "taken"}},
		}
	}
	return missing("department", err)
}

// Department reads a department, removed ones too.
func (r Reads) Department(ctx context.Context, ws sapa.WorkspaceID, id sapa.DepartmentID) (sapa.Department, error) {
	var d sapa.Department
	err := r.db.QueryRowContext(ctx, `SELECT `+departmentColumns+` FROM departments WHERE id = $1 AND workspace_id = $2`, id, ws).Scan(departmentFields(&d)...)
	return d, missing("department", err)
}

// Departments lists the departments of a workspace by id, removed ones too: history needs their names.
func (r Reads) Departments(ctx context.Context, ws sapa.WorkspaceID) ([]sapa.Department, error) {
	return collect(ctx, r, `SELECT `+departmentColumns+` FROM departments WHERE workspace_id = $1 ORDER BY id`, []any{ws}, departmentFields)
}

// DepartmentsToMove lists up to limit revoked departments of all workspaces whose conversations are to go to the main one.
func (r Reads) DepartmentsToMove(ctx context.Context, now time.Time, limit int) ([]sapa.Department, error) {
	return collect(ctx, r, `SELECT `+departmentColumns+` FROM departments WHERE move_at <= $1 ORDER BY move_at LIMIT $2`, []any{micros(now), limit}, departmentFields)
}

// Turn is whose turn it was last in the pool of a department; of the whole workspace, with zero. The zero Seat when it was
// nobody's yet.
func (r Reads) Turn(ctx context.Context, ws sapa.WorkspaceID, d sapa.DepartmentID) (routing.Seat, error) {
	seats, err := collect(ctx, r, `SELECT joined_at, member_id FROM rotations WHERE workspace_id = $1 AND department_id = $2`, []any{ws, d},
		func(s *routing.Seat) []any { return []any{stamp(&s.Joined), &s.Member} })
	if err != nil || len(seats) == 0 {
		return routing.Seat{}, err
	}
	return seats[0], nil
}

// SetTurn stores whose turn it was in the pool of a department.
func (tx *Tx) SetTurn(ctx context.Context, d sapa.DepartmentID, s routing.Seat) error {
	_, err := tx.exec(ctx, `INSERT INTO rotations (workspace_id, department_id, joined_at, member_id) VALUES ($1, $2, $3, $4)
		ON CONFLICT (workspace_id, department_id) DO UPDATE SET joined_at = excluded.joined_at, member_id = excluded.member_id`,
		tx.Workspace.ID, d, s.Joined.UnixMicro(), s.Member)
	return err
}
