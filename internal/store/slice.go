package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// wordIndex is how an engine finds the rows that have words.
type wordIndex struct {
	// bits say how many ids a slice has.
	bits uint
	// few is how many messages are read and sifted in the time in which the index joins a rare and a frequent word of a slice.
	few int64
	// ids are queries, by table, that list the ids of the rows that match $1 below $2, from the highest, $3 at most.
	ids map[string]string
	// says is the condition that a message has the words: of the message's name and the placeholder of askedWords.plain.
	says func(message, words string) string
	// asked brings words into the form the engine asks for them; false when no row can have them.
	asked func(ctx context.Context, db querier, words []string) (askedWords, bool, error)
	// sift is a query for the ids of those messages, given a condition on the message m, that have all words, from the highest.
	sift func(condition, words string) string
	// add is a statement that adds the words of message $1 of workspace $2 to the dictionary: era $3, bit $4.
	add string
	// close adds the words of all messages of a stretch to the dictionary.
	close func(ctx context.Context, s *Store, workspaces []sapa.Workspace, stretch int64) error
}

// askedWords are words somebody searches for.
type askedWords struct {
	words []string
	// one is the engine's query for the rows of a slice that have a word; queries are joined by and, or.
	one     func(slice, word string) string
	and, or string
	// plain is what wordIndex.says is asked with; so is wordIndex.sift, or, where the words of a row are stored, with the
	// query for the slices the rows are in.
	plain  string
	stored bool
}

// in is the engine's query for the rows of a workspace's slices that have all of some words.
func (a askedWords) in(ws sapa.WorkspaceID, slices []int64, words []string) string {
	all := make([]string, len(slices))
	for i, slice := range slices {
		each := make([]string, len(words))
		for j, word := range words {
			each[j] = a.one(sliceName(int64(ws), slice), word)
		}
		all[i] = "(" + strings.Join(each, a.and) + ")"
	}
	return strings.Join(all, a.or)
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
	width  int
	// known is what the dictionary says; nil until it was asked.
	known *lore
	// index is what the search index is asked for: all words, or the rarest, and then the rows it finds are sifted.
	index []string
	// most is about how many rows of a slice that finds, as far as the dictionary knows.
	most   int64
	looked bool
}

// newWalk begins below an id, or at the newest row when it is zero.
func (r Reads) newWalk(ctx context.Context, table string, ws sapa.WorkspaceID, words askedWords, before int64) (*walk, error) {
	if before == 0 {
		if err := r.db.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) + 1 FROM `+table).Scan(&before); err != nil {
			return nil, fmt.Errorf("store: search: %w", err)
		}
	}
	return &walk{
		Reads: r, table: table, workspace: ws, words: words, before: before,
		slice: (before - 1) >> r.sql.words().bits, width: 1, index: words.words,
	}, nil
}

// next answers further ids, from the highest: as many as the limit, or some more; fewer only when there are no more.
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

// learn asks the dictionary before it is of use: at once about several words, of which one may be rare, and about a single
// one when the newest slice was not enough.
func (w *walk) learn(ctx context.Context) error {
	if w.table != "messages" || w.known != nil || len(w.words.words) == 1 && !w.looked {
		return nil
	}
	known, err := w.lookUp(ctx, w.workspace, w.words.words)
	if err != nil {
		return err
	}
	var rarest int
	w.known = known
	if rarest, w.most = known.rarest(); known.standsOut(w.most, w.sql.words().few) {
		w.index = w.words.words[rarest : rarest+1]
	}
	// As many slices as are about enough for a page.
	w.width = max(w.width, int(min(widest, matchFirst/(w.most/2+1))))
	return nil
}

// ahead are the next slices that can have rows.
func (w *walk) ahead() []int64 {
	var found []int64
	for s := w.slice; s >= 0 && len(found) < w.width; s-- {
		if w.known.may(s >> (stretchBits - w.sql.words().bits)) {
			found = append(found, s)
		}
	}
	return found
}

// look reads from the next slices: all they have, and then goes on behind them, or as many as there is room for.
func (w *walk) look(ctx context.Context, limit int) ([]int64, error) {
	if err := w.learn(ctx); err != nil {
		return nil, err
	}
	w.looked = true
	slices := w.ahead()
	if len(slices) == 0 {
		w.slice = -1
		return nil, nil
	}
	ids, more, err := w.ask(ctx, slices, limit)
	if err != nil {
		return nil, err
	}
	if more {
		w.slice = (w.before - 1) >> w.sql.words().bits
	} else {
		w.slice, w.width = slices[len(slices)-1]-1, min(w.width*2, widest)
	}
	return ids, nil
}

// ask reads about as many ids from slices as the limit says, and tells whether there may be more in them.
func (w *walk) ask(ctx context.Context, slices []int64, limit int) (ids []int64, more bool, err error) {
	sifting, size := len(w.index) < len(w.words.words), limit
	if sifting {
		size = max(limit, siftSize)
	}
	args := []any{w.words.in(w.workspace, slices, w.index), w.before, size}
	ids, err = collect(ctx, w.Reads, w.sql.words().ids[w.table], args, func(id *int64) []any { return []any{id} })
	if err != nil || len(ids) == 0 {
		return nil, false, err
	}
	w.before, more = ids[len(ids)-1], len(ids) == size
	if !sifting {
		return ids, more, nil
	}
	if more && w.most*int64(len(slices)) < siftSize {
		// It is in many messages here, more than elsewhere.
		w.index = w.words.words
	}
	ids, err = w.sift(ctx, slices, ids)
	return ids, more, err
}

// sift keeps those messages of slices that have all words.
func (w *walk) sift(ctx context.Context, slices, ids []int64) ([]int64, error) {
	words := w.words.plain
	if w.words.stored {
		words = w.words.in(w.workspace, slices, w.words.words)
	}
	c := where{}
	c.and("m.workspace_id = %s", w.workspace)
	c.and("m.id IN (" + list(&c, ids) + ")")
	query := w.sql.words().sift(c.String(), c.arg(words))
	return collect(ctx, w.Reads, query, c.args, func(id *int64) []any { return []any{id} })
}
