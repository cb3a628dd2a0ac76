package store

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Emit adds an event to the change. Number and Index are given here.
func (tx *Tx) Emit(e sapa.Event) {
	e.Number, e.Index = tx.Number, len(tx.events)
	tx.events = append(tx.events, e)
}

// Emitted lists the events of the change so far.
func (tx *Tx) Emitted() []sapa.Event { return tx.events }

const eventColumns = `number, idx, kind, at, by_kind, by_id, why, conversation_id, after_seq, message_id, subject_id, data, was`

// eventBatch bounds the rows of one INSERT: SQLite takes 32,766 arguments, PostgreSQL 65,535, a row here has 15.
const eventBatch = 1000

// writeEvents inserts the change's events, in one statement up to eventBatch.
func (tx *Tx) writeEvents(ctx context.Context) error {
	for start := 0; start < len(tx.events); start += eventBatch {
		batch := tx.events[start:min(start+eventBatch, len(tx.events))]
		args := make([]any, 0, len(batch)*15)
		for _, e := range batch {
			args = append(args, tx.Workspace.ID, e.Number, e.Index, string(e.Kind), micros(e.At), string(e.Actor.Kind), e.Actor.ID,
				e.Why, orNull(e.Conversation), e.AfterSeq, orNull(e.Message), e.Subject, jsonOrNull(e.Data), factsOrNull(e.Was),
				flag(e.Kind.Shown()))
		}
		_, err := tx.exec(ctx, `INSERT INTO events (workspace_id, `+eventColumns+`, shown) VALUES `+marks(len(batch), 15), args...)
		if err != nil {
			return err
		}
	}
	return nil
}

func jsonOrNull(data map[string]any) any {
	if len(data) == 0 {
		return nil
	}
	return asJSON(data)
}

func factsOrNull(f *sapa.Facts) any {
	if f == nil {
		return nil
	}
	return asJSON(f)
}

func eventFields(e *sapa.Event) []any {
	return []any{
		&e.Number, &e.Index, &e.Kind, stamp(&e.At), &e.Actor.Kind, &e.Actor.ID, &e.Why,
		number(&e.Conversation), &e.AfterSeq, number(&e.Message), &e.Subject, fromJSON(&e.Data), fromJSON(&e.Was),
	}
}

// Changes reads the changes of a workspace after a number, oldest first, whole ones only, about limit events.
func (r Reads) Changes(ctx context.Context, ws sapa.WorkspaceID, after int64, limit int) ([]sapa.Change, error) {
	query := `SELECT ` + eventColumns + ` FROM events WHERE workspace_id = $1 AND number > $2 ORDER BY number, idx LIMIT $3`
	events, err := collect(ctx, r, query, []any{ws, after, limit}, eventFields)
	if err != nil {
		return nil, err
	}
	var changes []sapa.Change
	for _, e := range events {
		if n := len(changes); n == 0 || changes[n-1].Number != e.Number {
			changes = append(changes, sapa.Change{Number: e.Number})
		}
		last := &changes[len(changes)-1]
		last.Events = append(last.Events, e)
	}
	if len(events) < limit {
		return changes, nil
	}
	return r.completeLast(ctx, ws, changes)
}

// completeLast fetches what the limit may have cut off the last change.
func (r Reads) completeLast(ctx context.Context, ws sapa.WorkspaceID, changes []sapa.Change) ([]sapa.Change, error) {
	last := &changes[len(changes)-1]
	query := `SELECT ` + eventColumns + ` FROM events WHERE workspace_id = $1 AND number = $2 AND idx > $3 ORDER BY idx`
	rest, err := collect(ctx, r, query, []any{ws, last.Number, last.Events[len(last.Events)-1].Index}, eventFields)
	last.Events = append(last.Events, rest...)
	return changes, err
}

// Timeline reads the timeline's events of a conversation that stand after sequence number from and up to to,
// both inclusive, oldest first.
func (r Reads) Timeline(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, from, to int) ([]sapa.Event, error) {
	query := `SELECT ` + eventColumns + ` FROM events
		WHERE conversation_id = $1 AND after_seq BETWEEN $2 AND $3 AND shown = 1 AND workspace_id = $4 ORDER BY after_seq, number, idx`
	return collect(ctx, r, query, []any{id, from, to, ws}, eventFields)
}
