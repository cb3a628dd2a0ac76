package store

import (
	"context"
	"fmt"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// What is written into the dictionary, by the two engines' search indexes.

// stretchPage is how many words SQLite writes in one transaction: nobody waits long for the next one.
const stretchPage = 500

// withWord is what happens when the dictionary has a word in an era already.
const withWord = ` ON CONFLICT (workspace_id, word, era) DO UPDATE SET stretches = message_words.stretches | excluded.stretches,
	most = CASE WHEN excluded.most > message_words.most THEN excluded.most ELSE message_words.most END
	WHERE message_words.stretches & excluded.stretches = 0 OR excluded.most > message_words.most`

// sqliteAddWords goes by what sapa_words makes of a text: words of letters and digits with blanks between them.
var sqliteAddWords = fmt.Sprintf(`INSERT INTO message_words (workspace_id, word, era, stretches, most)
	SELECT $2, substr(w.value, length(m.workspace_id || 'x' || (m.id >> %d) || 'x') + 1, %d), $3, $4, 1
	FROM messages m, json_each('["' || replace(trim(sapa_words(m.workspace_id, m.id, %s)), ' ', '","') || '"]') w
	WHERE m.id = $1 AND m.workspace_id = $2 AND w.value <> ''`, sliceBits, dictionaryWord, searched("m")) + withWord

// closeInSQLite takes the words from the search index, where those of a workspace and a slice stand together. There is one
// writer, so that no id below one that is there is still to come.
func closeInSQLite(ctx context.Context, s *Store, workspaces []sapa.Workspace, stretch int64) error {
	for _, w := range workspaces {
		for last := sliceName(int64(w.ID), stretch); last != ""; {
			if err := s.Write(ctx, func(tx *Tx) (err error) {
				last, err = tx.addPage(ctx, w.ID, stretch, last)
				return err
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// addPage adds the next words of a slice after one of the search index, and answers the last; none when that was all.
func (tx *Tx) addPage(ctx context.Context, ws sapa.WorkspaceID, stretch int64, after string) (string, error) {
	name := sliceName(int64(ws), stretch)
	const page = `SELECT term, doc FROM message_search_words WHERE term > $1 AND term < $2 ORDER BY term LIMIT $3`
	var last string
	end := name + "\U0010ffff"
	if err := tx.db.QueryRowContext(ctx, `SELECT coalesce(max(term), '') FROM (`+page+`)`, after, end, stretchPage).Scan(&last); err != nil {
		return "", fmt.Errorf("store: dictionary: %w", err)
	}
	number, bit := era(stretch)
	_, err := tx.exec(ctx, `INSERT INTO message_words (workspace_id, word, era, stretches, most)
		SELECT $4, substr(term, $5, $6), $7, $8, doc FROM (`+page+`) WHERE term <> ''`+withWord,
		after, end, stretchPage, ws, len(name)+1, dictionaryWord, number, bit)
	return last, err
}

// wordOfIndex is the word of what PostgreSQL's index keeps of one, as far as the dictionary knows it.
var wordOfIndex = fmt.Sprintf(`left(regexp_replace(%%s, '^[0-9]+x[0-9]+x', ''), %d)`, dictionaryWord)

var postgresAddWords = fmt.Sprintf(`INSERT INTO message_words (workspace_id, word, era, stretches, most)
	SELECT DISTINCT $2::bigint, `+wordOfIndex+`, $3::bigint, $4::bigint, 1 FROM messages m, unnest(tsvector_to_array(m.search)) AS kept
	WHERE m.id = $1 AND m.workspace_id = $2 ORDER BY 1, 2`, "kept") + withWord

// closeInPostgres takes the words from the search columns, slice by slice. Before, it waits for the change that is under
// way in each workspace: it may have taken an id of the stretch, and later ones take higher ids.
func closeInPostgres(ctx context.Context, s *Store, workspaces []sapa.Workspace, stretch int64) error {
	for _, w := range workspaces {
		if _, err := s.exec(ctx, `UPDATE workspaces SET last_change = last_change WHERE id = $1`, w.ID); err != nil {
			return err
		}
	}
	number, bit := era(stretch)
	for from := stretch << stretchBits; from < (stretch+1)<<stretchBits; from += 1 << postgresSliceBits {
		words := fmt.Sprintf(`SELECT search FROM messages WHERE id >= %d AND id < %d`, from, from+1<<postgresSliceBits)
		err := s.Write(ctx, func(tx *Tx) error {
			_, err := tx.exec(ctx, addSlice, words, number, bit)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addSlice writes in the order of the words, as postgresAddWords does, so that neither waits for the other in a circle.
var addSlice = fmt.Sprintf(`INSERT INTO message_words (workspace_id, word, era, stretches, most)
	SELECT CAST(split_part(word, 'x', 1) AS BIGINT), `+wordOfIndex+`, $2::bigint, $3::bigint, max(ndoc) FROM ts_stat($1)
	GROUP BY 1, 2 ORDER BY 1, 2`, "word") + withWord
