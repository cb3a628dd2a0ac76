package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SearchQuery asks for conversations by words.
type SearchQuery struct {
	Scope  access.Scope
	Member sapa.MemberID
	Words  []string
	// Before is the id of the last message of the page before; zero begins with the newest.
	Before sapa.MessageID
	Limit  int
}

// Hit is a conversation that was found, and the message that was.
type Hit struct {
	Row
	Message sapa.MessageID
	Text    string
	// ByContact tells that the contact's name, phone or email matched and not a message.
	ByContact bool
}

// SearchPage is a page of hits.
type SearchPage struct {
	Hits []Hit
	// Next is where the next page begins; zero when there is none.
	Next sapa.MessageID
}

// Search finds conversations, each once: by its contact or else by the newest of its messages that matches. Contacts
// come first and only on the first page; then messages, newest first.
func (r Reads) Search(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery) (SearchPage, error) {
	var page SearchPage
	if q.Scope.Nothing {
		return page, nil
	}
	byContact, err := r.searchContacts(ctx, ws, q)
	if err != nil {
		return page, err
	}
	if q.Before == 0 {
		page.Hits = byContact
	}
	hits, next, err := r.searchMessages(ctx, ws, q, byContact)
	page.Hits, page.Next = append(page.Hits, hits...), next
	return page, err
}

// contactHits is how many conversations the contacts' names may add to a first page.
const contactHits = 10

func (r Reads) searchContacts(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery) ([]Hit, error) {
	w := where{}
	member := w.arg(q.Member)
	w.and(r.sql.searchContacts(&w, "p", int64(ws), q.Words))
	w.and("c.workspace_id = %s", ws)
	w.scope(q.Scope)
	query := `SELECT ` + rowColumns + fmt.Sprintf(rowJoins, member) + ` WHERE ` + w.String() + ` ORDER BY c.last_at DESC, c.id DESC LIMIT ` + w.arg(contactHits)
	rows, err := collect(ctx, r, query, w.args, rowFields)
	hits := make([]Hit, len(rows))
	for i, row := range rows {
		hits[i] = Hit{Row: row, ByContact: true}
	}
	return hits, err
}

// match is a message that has the words, and whose it is.
type match struct {
	message      sapa.MessageID
	conversation sapa.ConversationID
}

// A round of a search looks at so many messages, and a page takes so many rounds at most: a conversation that has the
// word in every message is not read to its end.
const (
	matchBatch  = 500
	matchRounds = 20
)

// searchMessages finds the newest matching message of each conversation, but of those that were found already. Which of
// many matches is a conversation's newest is told apart here: asked in SQL, PostgreSQL's planner takes a way of minutes
// while it knows little of a table.
func (r Reads) searchMessages(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, found []Hit) ([]Hit, sapa.MessageID, error) {
	passed := map[sapa.ConversationID]bool{}
	for _, hit := range found {
		passed[hit.ID] = true
	}
	var chosen []match
	before := q.Before
	for range matchRounds {
		batch, err := r.matches(ctx, ws, q, before)
		if err != nil {
			return nil, 0, err
		}
		if err := r.passEarlier(ctx, ws, q, batch, passed); err != nil {
			return nil, 0, err
		}
		for _, m := range batch {
			before = m.message
			if passed[m.conversation] {
				continue
			}
			passed[m.conversation] = true
			if chosen = append(chosen, m); len(chosen) == q.Limit {
				hits, err := r.hits(ctx, ws, q, chosen)
				return hits, before, err
			}
		}
		if len(batch) < matchBatch {
			before = 0
			break
		}
	}
	hits, err := r.hits(ctx, ws, q, chosen)
	return hits, before, err
}

// matches lists messages that have the words, newest first.
func (r Reads) matches(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, before sapa.MessageID) ([]match, error) {
	w := where{}
	w.and(r.sql.searchMessages(&w, "m", int64(ws), q.Words))
	if before > 0 {
		w.and("m.id < %s", before)
	}
	w.and("c.workspace_id = %s", ws)
	w.scope(q.Scope)
	query := `SELECT m.id, m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id
		WHERE ` + w.String() + ` ORDER BY m.id DESC LIMIT ` + w.arg(matchBatch)
	return collect(ctx, r, query, w.args, func(m *match) []any { return []any{&m.message, &m.conversation} })
}

// passEarlier notes the conversations that were on a page before this one, by a newer message.
func (r Reads) passEarlier(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, batch []match, passed map[sapa.ConversationID]bool) error {
	if q.Before == 0 || len(batch) == 0 {
		return nil
	}
	ids := make([]sapa.ConversationID, len(batch))
	for i, m := range batch {
		ids[i] = m.conversation
	}
	slices.Sort(ids)
	w := where{}
	w.and(r.sql.searchMessages(&w, "m", int64(ws), q.Words))
	w.and("m.id >= %s AND m.workspace_id = %s", q.Before, ws)
	w.and("m.conversation_id IN (" + list(&w, slices.Compact(ids)) + ")")
	return r.each(ctx, `SELECT DISTINCT m.conversation_id FROM messages m WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var id sapa.ConversationID
		err := rows.Scan(&id)
		passed[id] = true
		return err
	})
}

// hits reads what is shown of the chosen matches, in their order.
func (r Reads) hits(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, chosen []match) ([]Hit, error) {
	if len(chosen) == 0 {
		return nil, nil
	}
	ids, messages := make([]sapa.ConversationID, len(chosen)), make([]sapa.MessageID, len(chosen))
	for i, m := range chosen {
		ids[i], messages[i] = m.conversation, m.message
	}
	rows, err := r.ConversationRows(ctx, ws, q.Scope, q.Member, ids)
	if err != nil {
		return nil, err
	}
	texts := map[sapa.MessageID]string{}
	w := where{}
	w.and("m.workspace_id = %s AND m.id IN ("+list(&w, messages)+")", ws)
	err = r.each(ctx, `SELECT m.id, m.body FROM messages m WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var id sapa.MessageID
		var text string
		err := rows.Scan(&id, &text)
		texts[id] = text
		return err
	})
	var all []Hit
	for _, m := range chosen {
		if i := slices.IndexFunc(rows, func(row Row) bool { return row.ID == m.conversation }); i >= 0 {
			all = append(all, Hit{Row: rows[i], Message: m.message, Text: texts[m.message]})
		}
	}
	return all, err
}
