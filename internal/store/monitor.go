package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Tally is how many conversations count for a member.
type Tally struct {
	Member sapa.MemberID
	Count  int
	// Took is the time of all of them together, where time is counted.
	Took time.Duration
}

func tallyFields(t *Tally) []any { return []any{&t.Member, &t.Count} }

// Unanswered counts the conversations in which a customer waits for whoever handles them.
func (r Reads) Unanswered(ctx context.Context, ws sapa.WorkspaceID) ([]Tally, error) {
	query := `SELECT assignee_id, count(*) FROM conversations WHERE workspace_id = $1 AND state = 'handled' AND waiting_since IS NOT NULL GROUP BY assignee_id`
	return collect(ctx, r, query, []any{ws}, tallyFields)
}

// ResolvedSince counts the conversations that were resolved since a moment, by who handled them last, zero for nobody, and by kind.
// It goes by when, and not by whom: each member has a past.
func (r Reads) ResolvedSince(ctx context.Context, ws sapa.WorkspaceID, since time.Time) ([]Tally, error) {
	query := `SELECT member_id, count(*) FROM (SELECT coalesce(last_handler_id, 0) AS member_id FROM conversations
			WHERE workspace_id = $1 AND state = 'resolved' AND kind = $2 AND resolved_at >= $3) AS found
		GROUP BY member_id`
	var all []Tally
	for _, kind := range sapa.ConversationKinds() {
		found, err := collect(ctx, r, query, []any{ws, string(kind), micros(since)}, tallyFields)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// FirstReplies counts the conversations that customers opened since a moment, by the member who was the first to answer, with the
// time from opening to answer. What somebody answered with the provider's own app counts for nobody.
func (r Reads) FirstReplies(ctx context.Context, ws sapa.WorkspaceID, since time.Time) ([]Tally, error) {
	query := `SELECT m.by_id, count(*), CAST(sum(m.at - c.opened_at) AS BIGINT) FROM conversations c
		JOIN messages m ON m.id = (SELECT f.id FROM messages f WHERE f.conversation_id = c.id AND f.direction = 'out'
			AND f.by_kind IN ('member', 'device') ORDER BY f.seq LIMIT 1)
		WHERE c.workspace_id = $1 AND c.opened_at >= $2 AND c.outbound = 0 AND m.by_kind = 'member' GROUP BY m.by_id`
	return collect(ctx, r, query, []any{ws, micros(since)}, func(t *Tally) []any { return []any{&t.Member, &t.Count, span(&t.Took)} })
}
