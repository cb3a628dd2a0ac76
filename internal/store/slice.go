package store

import (
	"context"
	"fmt"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// wordIndex is how an engine finds the rows that have words.
type wordIndex struct {
	// bits say how many ids a slice has.
	bits uint
	// ids are queries, by table, that list the ids of the rows that match $1 below $2, from the highest, $3 at most.
	ids map[string]string
	// says is the condition that a message has the words: of the message's name and the placeholder of askedWords.plain.
	says func(message, words string) string
	// asked brings words into the form the engine asks for them; false when no row can have them.
	asked func(ctx context.Context, db querier, words []string) (askedWords, bool, error)
}

// askedWords are words somebody searches for.
type askedWords struct {
	// in is the engine's query for the rows of a slice that have them all; one for several slices is joined by or.
	in func(slice string) string
	or string
	// plain is what wordIndex.says is asked with.
	plain string
}

// widest is how many slices are looked through in one query at most. It begins with one: where a word is frequent that
// one is enough, and where it is rare the many cost little.
const widest = 32

// walk goes through the rows of a workspace that have words, from the newest.
type walk struct {
	Reads
	table     string
	workspace sapa.WorkspaceID
	words     askedWords
	// before is the last id that was found, or where to begin.
	before int64
	slice  int64 // the highest slice that was not looked through to its end
	width  int64
}

// newWalk begins below an id, or at the newest row when it is zero.
func (r Reads) newWalk(ctx context.Context, table string, ws sapa.WorkspaceID, words askedWords, before int64) (*walk, error) {
	if before == 0 {
		if err := r.db.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) + 1 FROM `+table).Scan(&before); err != nil {
			return nil, fmt.Errorf("store: search: %w", err)
		}
	}
	return &walk{r, table, ws, words, before, (before - 1) >> r.sql.words().bits, 1}, nil
}

// next answers up to limit further ids, from the highest; fewer only when there are no more.
func (w *walk) next(ctx context.Context, limit int) ([]int64, error) {
	var found []int64
	for w.slice >= 0 && len(found) < limit {
		some, err := w.look(ctx, limit-len(found))
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// look reads from the next slices: all they have, and then goes on behind them, or as many as there is room for.
func (w *walk) look(ctx context.Context, limit int) ([]int64, error) {
	lowest := max(0, w.slice-w.width+1)
	query := ""
	for s := w.slice; s >= lowest; s-- {
		if query != "" {
			query += w.words.or
		}
		query += w.words.in(sliceName(int64(w.workspace), s))
	}
	ids, err := collect(ctx, w.Reads, w.sql.words().ids[w.table], []any{query, w.before, limit}, func(id *int64) []any { return []any{id} })
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		w.before = ids[len(ids)-1]
	}
	if len(ids) < limit {
		w.slice, w.width = lowest-1, min(w.width*2, widest)
	} else {
		w.slice = (w.before - 1) >> w.sql.words().bits
	}
	return ids, nil
}
