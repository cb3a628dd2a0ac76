package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Allocation is a conversation that an outside service is asked about: who takes it (spec ASG-6).
type Allocation struct {
	Workspace    sapa.WorkspaceID
	Conversation sapa.ConversationID
	// External is the id of the request, the same over all tries.
	External string
	// Attempts counts the tries that were begun.
	Attempts int
	// Since is when the conversation began to wait for an answer, Due when it is tried next.
	Since, Due time.Time
}

const allocationColumns = `workspace_id, conversation_id, external, attempts, since_at, due_at`

func allocationFields(a *Allocation) []any {
	return []any{&a.Workspace, &a.Conversation, &a.External, &a.Attempts, stamp(&a.Since), stamp(&a.Due)}
}

// QueueAllocation lets the outside service be asked about a conversation of the workspace being changed, from now on. What it
// was asked before counts no more.
func (tx *Tx) QueueAllocation(ctx context.Context, id sapa.ConversationID, external string, now time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO allocations (workspace_id, conversation_id, external, attempts, since_at, due_at) VALUES ($1, $2, $3, 0, $4, $4)
		ON CONFLICT (conversation_id) DO UPDATE SET external = excluded.external, attempts = 0, since_at = excluded.since_at, due_at = excluded.due_at`,
		tx.Workspace.ID, id, external, micros(now))
	return err
}

// Allocating lists the workspaces in which an outside service is to be asked, now or later. It jumps from one to the next: what
// it costs does not grow with how much waits.
func (r Reads) Allocating(ctx context.Context) ([]sapa.WorkspaceID, error) {
	query := `WITH RECURSIVE queued (id) AS (SELECT (SELECT min(a.workspace_id) FROM allocations a WHERE a.workspace_id > 0)
			UNION ALL SELECT (SELECT min(a.workspace_id) FROM allocations a WHERE a.workspace_id > queued.id) FROM queued WHERE queued.id IS NOT NULL)
		SELECT id FROM queued WHERE id IS NOT NULL`
	return collect(ctx, r, query, nil, func(id *sapa.WorkspaceID) []any { return []any{id} })
}

// DueAllocations lists up to limit conversations of a workspace that an outside service is to be asked about by now, longest due
// first.
func (r Reads) DueAllocations(ctx context.Context, ws sapa.WorkspaceID, now time.Time, limit int) ([]Allocation, error) {
	query := `SELECT ` + allocationColumns + ` FROM allocations WHERE workspace_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3`
	return collect(ctx, r, query, []any{ws, micros(now), limit}, allocationFields)
}

// AllocationOf reads whether an outside service is being asked about a conversation; it misses with NotFound.
func (r Reads) AllocationOf(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID) (Allocation, error) {
	var a Allocation
	err := r.db.QueryRowContext(ctx, `SELECT `+allocationColumns+` FROM allocations WHERE conversation_id = $1 AND workspace_id = $2`, id, ws).
		Scan(allocationFields(&a)...)
	return a, missing("allocation", err)
}

// ClaimAllocation begins a try: it counts, and until a moment nobody else begins one. It answers whether it was there to be
// begun.
func (tx *Tx) ClaimAllocation(ctx context.Context, a Allocation, now, until time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE allocations SET attempts = attempts + 1, due_at = $1
		WHERE conversation_id = $2 AND workspace_id = $3 AND external = $4 AND attempts = $5 AND due_at <= $6`,
		micros(until), a.Conversation, a.Workspace, a.External, a.Attempts, micros(now))
	return n > 0, err
}

// PutOffAllocation stores how far the tries of a conversation have come, if it waits still as it was claimed: with so many
// attempts.
func (tx *Tx) PutOffAllocation(ctx context.Context, a Allocation, claimed int) error {
	_, err := tx.exec(ctx, `UPDATE allocations SET attempts = $1, due_at = $2
		WHERE conversation_id = $3 AND workspace_id = $4 AND external = $5 AND attempts = $6`,
		a.Attempts, micros(a.Due), a.Conversation, a.Workspace, a.External, claimed)
	return err
}

// HastenAllocations makes what waits in a workspace with so many attempts due now, and tells whether there was any.
func (tx *Tx) HastenAllocations(ctx context.Context, ws sapa.WorkspaceID, attempts int, now time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE allocations SET due_at = $1 WHERE workspace_id = $2 AND due_at > $1 AND attempts = $3`, micros(now), ws, attempts)
	return n > 0, err
}

// EndAllocation removes a conversation whose request is over, unless it is another request by now.
func (tx *Tx) EndAllocation(ctx context.Context, a Allocation) error {
	_, err := tx.exec(ctx, `DELETE FROM allocations WHERE conversation_id = $1 AND workspace_id = $2 AND external = $3`,
		a.Conversation, a.Workspace, a.External)
	return err
}

// AllocationAnswer is what came of asking once.
type AllocationAnswer struct {
	Conversation sapa.ConversationID
	// Facts are the conversation's, as it is now.
	sapa.Facts
	At      time.Time
	Attempt int
	Outcome string
	// Code says why it failed, Detail what more is known of that.
	Code, Detail string
	// Status is that of HTTP; zero without an answer.
	Status int
	// Named is whom the service named; zero for nobody.
	Named sapa.MemberID
	Took  time.Duration
}

// AllocationAnswers is how many answers of a workspace are kept.
const AllocationAnswers = 50

// NoteAllocation keeps what came of asking once, and forgets the oldest answer where there are more than enough.
func (tx *Tx) NoteAllocation(ctx context.Context, ws sapa.WorkspaceID, a AllocationAnswer) error {
	_, err := tx.exec(ctx, `INSERT INTO allocation_answers (workspace_id, conversation_id, at, attempt, outcome, code, status, detail, member_id, took)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		ws, a.Conversation, micros(a.At), a.Attempt, a.Outcome, a.Code, a.Status, a.Detail, orNull(a.Named), a.Took.Microseconds())
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `DELETE FROM allocation_answers WHERE workspace_id = $1
		AND id <= (SELECT id FROM allocation_answers WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)`, ws, AllocationAnswers)
	return err
}

// AllocationLog lists the answers that are kept of a workspace, the newest first.
func (r Reads) AllocationLog(ctx context.Context, ws sapa.WorkspaceID) ([]AllocationAnswer, error) {
	query := `SELECT a.conversation_id, c.state, c.assignee_id, c.last_handler_id, c.department_id, a.at, a.attempt, a.outcome, a.code, a.status, a.detail,
			a.member_id, a.took
		FROM allocation_answers a JOIN conversations c ON c.id = a.conversation_id WHERE a.workspace_id = $1 ORDER BY a.id DESC LIMIT $2`
	return collect(ctx, r, query, []any{ws, AllocationAnswers}, func(a *AllocationAnswer) []any {
		return []any{
			&a.Conversation, &a.State, number(&a.Assignee), number(&a.LastHandler), &a.Department, stamp(&a.At), &a.Attempt, &a.Outcome, &a.Code,
			&a.Status, &a.Detail, number(&a.Named), span(&a.Took),
		}
	})
}
