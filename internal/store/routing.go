package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// OnlineMembers lists the active members of a workspace who are online, by id.
func (r Reads) OnlineMembers(ctx context.Context, ws sapa.WorkspaceID) ([]sapa.Member, error) {
	query := `SELECT ` + memberColumns + ` FROM members WHERE workspace_id = $1 AND presence = 'online' AND state = 'active' ORDER BY id`
	return collect(ctx, r, query, []any{ws}, memberFields)
}

// Loads lists how many conversations the members of a workspace handle, by channel; those who handle none are absent.
func (r Reads) Loads(ctx context.Context, ws sapa.WorkspaceID) ([]sapa.Load, error) {
	query := `SELECT member_id, channel_id, handled FROM loads WHERE workspace_id = $1 AND handled > 0 ORDER BY member_id, channel_id`
	return collect(ctx, r, query, []any{ws}, loadFields)
}

// LoadsOf is Loads of one member.
func (r Reads) LoadsOf(ctx context.Context, ws sapa.WorkspaceID, id sapa.MemberID) ([]sapa.Load, error) {
	query := `SELECT member_id, channel_id, handled FROM loads WHERE workspace_id = $1 AND member_id = $2 AND handled > 0 ORDER BY channel_id`
	return collect(ctx, r, query, []any{ws, id}, loadFields)
}

func loadFields(l *sapa.Load) []any { return []any{&l.Member, &l.Channel, &l.Handled} }

// Line is a queue from which a strategy gives out: what waits for a department on a channel.
type Line struct {
	Department sapa.DepartmentID
	Channel    sapa.ChannelID
}

// Lines lists the lines of a workspace in which somebody waits. It jumps from one to the next: what it costs does not grow
// with how many wait.
func (r Reads) Lines(ctx context.Context, ws sapa.WorkspaceID) ([]Line, error) {
	const next = `(SELECT id FROM conversations WHERE workspace_id = $1 AND state = 'in_queue'%s ORDER BY department_id, channel_id LIMIT 1)`
	query := `WITH RECURSIVE lines (department_id, channel_id) AS (
			SELECT department_id, channel_id FROM conversations WHERE id = ` + fmt.Sprintf(next, ``) + `
			UNION ALL
			SELECT n.department_id, n.channel_id FROM lines JOIN conversations n ON n.id = coalesce(
				` + fmt.Sprintf(next, ` AND department_id = lines.department_id AND channel_id > lines.channel_id`) + `,
				` + fmt.Sprintf(next, ` AND department_id > lines.department_id`) + `)
		) SELECT department_id, channel_id FROM lines`
	return collect(ctx, r, query, []any{ws}, func(l *Line) []any { return []any{&l.Department, &l.Channel} })
}

// Waiting lists up to limit conversations of a line, those that wait longest first.
func (r Reads) Waiting(ctx context.Context, ws sapa.WorkspaceID, l Line, limit int) ([]sapa.Conversation, error) {
	query := `SELECT ` + conversationColumns + ` FROM conversations c WHERE c.workspace_id = $1 AND c.state = 'in_queue'
		AND c.department_id = $2 AND c.channel_id = $3 ORDER BY c.queued_at, c.id LIMIT $4`
	return collect(ctx, r, query, []any{ws, l.Department, l.Channel, limit}, conversationFields)
}

// Queued lists the workspaces in which somebody waits. It jumps from one to the next, as Lines does.
func (r Reads) Queued(ctx context.Context) ([]sapa.WorkspaceID, error) {
	const query = `WITH RECURSIVE queued (id) AS (
			SELECT min(workspace_id) FROM conversations WHERE state = 'in_queue'
			UNION ALL
			SELECT (SELECT min(c.workspace_id) FROM conversations c WHERE c.state = 'in_queue' AND c.workspace_id > queued.id) FROM queued WHERE queued.id IS NOT NULL
		) SELECT id FROM queued WHERE id IS NOT NULL`
	return collect(ctx, r, query, nil, func(id *sapa.WorkspaceID) []any { return []any{id} })
}

// HasAgents tells whether an active member of a workspace has the role agent.
func (r Reads) HasAgents(ctx context.Context, ws sapa.WorkspaceID) (bool, error) {
	var n int
	err := r.db.QueryRowContext(ctx, `SELECT count(*) FROM
		(SELECT 1 FROM members WHERE workspace_id = $1 AND role = 'agent' AND state = 'active' LIMIT 1) AS found`, ws).Scan(&n)
	return n > 0, missing("agents", err)
}

// NotePicked stores when a strategy picked members.
func (tx *Tx) NotePicked(ctx context.Context, picked map[sapa.MemberID]time.Time) error {
	together := map[time.Time][]sapa.MemberID{}
	for _, m := range slices.Sorted(maps.Keys(picked)) {
		together[picked[m]] = append(together[picked[m]], m)
	}
	for at, some := range together {
		var w where
		query := `UPDATE members SET picked_at = ` + w.arg(micros(at)) + ` WHERE workspace_id = ` + w.arg(tx.Workspace.ID) + ` AND id IN (` + list(&w, some) + `)`
		if _, err := tx.exec(ctx, query, w.args...); err != nil {
			return err
		}
	}
	return nil
}

// SetIdleDue brings the due moments of handled conversations of the workspace being changed in line with a changed idle rule:
// after is the period, zero for off.
func (tx *Tx) SetIdleDue(ctx context.Context, after time.Duration) error {
	const handled = ` WHERE workspace_id = $1 AND state = 'handled'`
	if after == 0 {
		_, err := tx.exec(ctx, `UPDATE conversations SET due_at = session_ends`+handled+` AND due_at <> session_ends`, tx.Workspace.ID)
		return err
	}
	// A changed rule begins anew: what was missed or held under the former one is forgotten.
	_, err := tx.exec(ctx, `UPDATE conversations SET idle = NULL, due_at = CASE WHEN session_ends < waited + $2 THEN session_ends ELSE waited + $2 END
		FROM (SELECT id AS waiting, CASE WHEN assigned_at > waiting_since THEN assigned_at ELSE waiting_since END AS waited
			FROM conversations`+handled+` AND waiting_since IS NOT NULL) AS w
		WHERE conversations.id = w.waiting`, tx.Workspace.ID, after.Microseconds())
	return err
}

// Found gives what is open and has no department to the one that is there now, the workspace's first, and answers how much.
func (tx *Tx) Found(ctx context.Context, d sapa.DepartmentID) (int64, error) {
	return tx.exec(ctx, `UPDATE conversations SET department_id = $1 WHERE workspace_id = $2 AND department_id = 0 AND state <> 'resolved'`, d, tx.Workspace.ID)
}

// openIn are the ranges of indexes that hold what is open in a department and does not wait. What members handle at this
// moment is looked through: it is not much.
var openIn = []string{
	`c.assignee_id > 0 AND c.state = 'handled' AND +c.department_id = $2 ORDER BY c.assignee_id`,
	`c.department_id = $2 AND c.department_id <> 0 AND c.state = 'inactive' AND c.kind = 'messages' ORDER BY c.last_at, c.id`,
	`c.department_id = $2 AND c.department_id <> 0 AND c.state = 'inactive' AND c.kind = 'comments' ORDER BY c.last_at, c.id`,
}

// OpenIn lists up to limit conversations that are open in a department; those that wait are first.
func (r Reads) OpenIn(ctx context.Context, ws sapa.WorkspaceID, d sapa.DepartmentID, limit int) ([]sapa.Conversation, error) {
	lines, err := r.Lines(ctx, ws)
	if err != nil {
		return nil, err
	}
	var open []sapa.Conversation
	for _, l := range lines {
		if l.Department != d {
			continue
		}
		some, err := r.Waiting(ctx, ws, l, limit-len(open))
		if err != nil {
			return nil, err
		}
		open = append(open, some...)
	}
	for _, part := range openIn {
		query := `SELECT ` + conversationColumns + ` FROM conversations c WHERE c.workspace_id = $1 AND ` + part + ` LIMIT $3`
		some, err := collect(ctx, r, query, []any{ws, d, limit - len(open)}, conversationFields)
		if err != nil {
			return nil, err
		}
		open = append(open, some...)
	}
	return open, nil
}
