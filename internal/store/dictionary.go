package store

import (
	"context"
	"fmt"
	"math"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The dictionary tells in which stretches of the past a word is, so that a search asks only those (ADR 0015).

// A stretch is so many ids, as a power of two: one slice of the search index or several. An era is so many stretches,
// which the dictionary keeps as the bits of a number.
const (
	stretchBits = 16
	eraSize     = 64
)

// dictionaryWord is how many characters of a word the dictionary knows.
const dictionaryWord = 24

// entries is how many rows of the dictionary are read of one word of a search: so many words begin with what stands in
// more that it is to be expected everywhere.
const entries = 600

// fewer is how many times fewer messages must have a word than another one for the index to be asked for it alone; the
// others are looked for in the messages it finds.
const fewer = 8

// siftSize is how many messages are read at once to see whether they have the other words.
const siftSize = 500

// everywhere stands for how many messages have a word that the dictionary does not count.
const everywhere = math.MaxInt64

// lore is what the dictionary says of the words of a search.
type lore struct {
	// upto is the first stretch it knows nothing of.
	upto int64
	// eras are the stretches in which all counted words are.
	eras map[int64]uint64
	// counted tells that there is any such word.
	counted bool
	// most is, for each word, about how many messages of a slice have it.
	most []int64
}

// lookUp reads what the dictionary says. How far it goes is read first: what was there then is there still.
func (r Reads) lookUp(ctx context.Context, ws sapa.WorkspaceID, words []string) (*lore, error) {
	l := lore{}
	var err error
	if l.upto, err = r.wordsUpto(ctx); err != nil {
		return nil, err
	}
	for _, word := range words {
		eras, most, err := r.stretchesOf(ctx, ws, word)
		if err != nil {
			return nil, err
		}
		l.add(eras, most)
	}
	return &l, nil
}

// add takes one more word into account, which is in these stretches.
func (l *lore) add(eras map[int64]uint64, most int64) {
	l.most = append(l.most, most)
	switch {
	case most == everywhere:
	case !l.counted:
		l.eras, l.counted = eras, true
	default:
		for era := range l.eras {
			l.eras[era] &= eras[era]
		}
	}
}

// wordsUpto is the first stretch whose words are not all in the dictionary.
func (r Reads) wordsUpto(ctx context.Context) (upto int64, err error) {
	if err := r.db.QueryRowContext(ctx, `SELECT coalesce(max(words_upto), 0) FROM installation`).Scan(&upto); err != nil {
		return 0, fmt.Errorf("store: dictionary: %w", err)
	}
	return upto, nil
}

// stretchesOf reads in which stretches words are that begin with what is asked, by era, and about how many messages of a
// slice have one.
func (r Reads) stretchesOf(ctx context.Context, ws sapa.WorkspaceID, asked string) (map[int64]uint64, int64, error) {
	letters := []rune(asked)
	first := string(letters[:min(len(letters), dictionaryWord)])
	type entry struct{ era, stretches, most int64 }
	found, err := collect(ctx, r, `SELECT era, stretches, most FROM message_words WHERE workspace_id = $1 AND word >= $2 AND word < $3 LIMIT $4`,
		[]any{ws, first, first + "\U0010ffff", entries + 1}, func(e *entry) []any { return []any{&e.era, &e.stretches, &e.most} })
	if err != nil || len(found) > entries {
		return nil, everywhere, err
	}
	eras, counts := map[int64]uint64{}, map[int64]int64{}
	most := int64(0)
	for _, e := range found {
		eras[e.era] |= uint64(e.stretches)
		counts[e.era] += e.most
		most = max(most, counts[e.era])
	}
	return eras, most, nil
}

// may tells whether a stretch can have a message with all words. Nothing known means that it can.
func (l *lore) may(stretch int64) bool {
	if l == nil || !l.counted || stretch >= l.upto {
		return true
	}
	return l.eras[stretch/eraSize]&(1<<(stretch%eraSize)) != 0
}

// rarest is the place of the word fewest messages have, and how many of a slice that is.
func (l *lore) rarest() (word int, most int64) {
	most = everywhere
	for i, n := range l.most {
		if n < most {
			word, most = i, n
		}
	}
	return word, most
}

// standsOut tells whether a word is in so few messages that the others are better looked for in those: most is how many of
// a slice have it, few how many are read as quickly as the index joins two words.
func (l *lore) standsOut(most, few int64) bool {
	for _, n := range l.most {
		if most <= few && n/fewer > most {
			return true
		}
	}
	return false
}

// CloseStretch adds the words of the oldest stretch the dictionary lacks and no message can come into any more, in all
// workspaces. It answers false when there is none. What a broken one has left is written again.
func (s *Store) CloseStretch(ctx context.Context) (bool, error) {
	upto, err := s.wordsUpto(ctx)
	if err != nil {
		return false, err
	}
	var newest int64
	if err := s.db.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM messages`).Scan(&newest); err != nil {
		return false, fmt.Errorf("store: dictionary: %w", err)
	}
	if newest>>stretchBits <= upto {
		return false, nil
	}
	workspaces, err := s.Workspaces(ctx)
	if err != nil {
		return false, err
	}
	if err := s.sql.words().close(ctx, s, workspaces, upto); err != nil {
		return false, err
	}
	return true, s.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `UPDATE installation SET words_upto = $1 WHERE words_upto = $2`, upto+1, upto)
		return err
	})
}

// era is where the dictionary keeps a stretch: the number of the era, and the bit.
func era(stretch int64) (number, bit int64) {
	return stretch / eraSize, int64(uint64(1) << (stretch % eraSize))
}

// addWords adds the words of a message that was changed, whether its stretch is in the dictionary or not: whoever adds the
// stretch may have read the message as it was.
func (tx *Tx) addWords(ctx context.Context, id sapa.MessageID) error {
	number, bit := era(int64(id) >> stretchBits)
	_, err := tx.exec(ctx, tx.sql.words().add, id, tx.Workspace.ID, number, bit)
	return err
}
