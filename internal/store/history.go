package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Happenings lists up to limit events of timelines in a stretch of time that come after another one, oldest first, with where
// their conversations belong now. The zero event comes before all others.
func (r Reads) Happenings(ctx context.Context, ws sapa.WorkspaceID, after sapa.Event, from, to time.Time, limit int) ([]routing.Happening, error) {
	if after.At.After(from) {
		from = after.At
	}
	query := `SELECT e.number, e.idx, e.kind, e.at, e.by_kind, e.by_id, e.conversation_id, e.subject_id, e.was, c.channel_id, c.department_id
		FROM events e JOIN conversations c ON c.id = e.conversation_id
		WHERE e.workspace_id = $1 AND e.shown = 1 AND e.at >= $2 AND e.at < $3 AND (e.at > $2 OR e.number > $4 OR e.number = $4 AND e.idx > $5)
		ORDER BY e.at, e.number, e.idx LIMIT $6`
	return collect(ctx, r, query, []any{ws, micros(from), micros(to), after.Number, after.Index, limit}, func(h *routing.Happening) []any {
		return []any{
			&h.Number, &h.Index, &h.Kind, stamp(&h.At), &h.Actor.Kind, &h.Actor.ID, number(&h.Conversation), &h.Subject, fromJSON(&h.Was),
			&h.Channel, &h.Department,
		}
	})
}

// FirstPresences is when each member's presence was first noted; those of whom it never was are absent.
func (r Reads) FirstPresences(ctx context.Context, ws sapa.WorkspaceID) (map[sapa.MemberID]time.Time, error) {
	query := `SELECT m.id, (SELECT p.at FROM presences p WHERE p.workspace_id = m.workspace_id AND p.member_id = m.id ORDER BY p.at LIMIT 1)
		FROM members m WHERE m.workspace_id = $1`
	noted, err := collect(ctx, r, query, []any{ws}, func(p *PresenceChange) []any { return []any{&p.Member, stamp(&p.At)} })
	first := map[sapa.MemberID]time.Time{}
	for _, p := range noted {
		if !p.At.IsZero() {
			first[p.Member] = p.At
		}
	}
	return first, err
}
