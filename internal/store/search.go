package store

import (
	"cmp"
	"context"
	"database/sql"
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
	// Subject is the message's as a mail; empty for none.
	Subject string
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
	words, ok, err := r.sql.words().asked(ctx, r.db, q.Words)
	if err != nil || !ok {
		return page, err
	}
	byContact, err := r.searchContacts(ctx, ws, q, words)
	if err != nil {
		return page, err
	}
	if q.Before == 0 {
		page.Hits = byContact
	}
	hits, next, err := r.searchMessages(ctx, ws, q, words, byContact)
	page.Hits, page.Next = append(page.Hits, hits...), next
	return page, err
}

// contactHits is how many conversations the contacts' names may add to a first page. So many contacts that bear the words
// are looked at together, those who came last first, until there are as many or sameName were looked at.
const (
	contactHits  = 10
	contactBatch = 100
	sameName     = 500
)

func (r Reads) searchContacts(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, words askedWords) ([]Hit, error) {
	found, err := r.newWalk(ctx, "contacts", ws, words, 0)
	if err != nil {
		return nil, err
	}
	var ids []sapa.ConversationID
	for looked := 0; looked < sameName && len(ids) < contactHits; looked += contactBatch {
		contacts, err := found.next(ctx, contactBatch)
		if err != nil {
			return nil, err
		}
		some, err := r.latestOf(ctx, ws, q.Scope, contacts, contactHits-len(ids))
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
		if len(contacts) < contactBatch {
			break
		}
	}
	rows, err := r.ConversationRows(ctx, ws, q.Scope, q.Member, ids)
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(b.Last.At.Compare(a.Last.At), cmp.Compare(b.ID, a.ID)) })
	var hits []Hit
	for _, row := range rows {
		hits = append(hits, Hit{Row: row, ByContact: true})
	}
	return hits, err
}

// latestOf are the conversations of contacts in which something was said last.
func (r Reads) latestOf(ctx context.Context, ws sapa.WorkspaceID, scope access.Scope, contacts []int64, limit int) ([]sapa.ConversationID, error) {
	if len(contacts) == 0 {
		return nil, nil
	}
	w := where{}
	w.and("c.workspace_id = %s", ws)
	w.and("c.contact_id IN (" + list(&w, contacts) + ")")
	w.scope(scope)
	// Without the plus, PostgreSQL would rather walk through all conversations in their order.
	query := `SELECT c.id FROM conversations c WHERE ` + w.String() + ` ORDER BY c.last_at + 0 DESC, c.id DESC LIMIT ` + w.arg(limit)
	return collect(ctx, r, query, w.args, func(id *sapa.ConversationID) []any { return []any{id} })
}

// match is a message that has the words, and whose it is.
type match struct {
	message      sapa.MessageID
	conversation sapa.ConversationID
}

// A round of a search looks at so many messages, the first at fewer, and a page takes at most so many in all: a
// conversation that has the word in every message is not read to its end, nor is the past of somebody who may see little
// of it.
const (
	matchFirst = 100
	matchBatch = 500
	matchMost  = 5000
)

// searchMessages finds the newest matching message of each conversation, but of those that were found already. A page that
// ends before it is full says where to go on.
func (r Reads) searchMessages(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, words askedWords, found []Hit) ([]Hit, sapa.MessageID, error) {
	passed := map[sapa.ConversationID]bool{}
	for _, hit := range found {
		passed[hit.ID] = true
	}
	matching, err := r.newWalk(ctx, "messages", ws, words, int64(q.Before))
	if err != nil {
		return nil, 0, err
	}
	var chosen []match
	for looked, size := 0, matchFirst; looked < matchMost; size = matchBatch {
		ids, err := matching.next(ctx, size)
		if err != nil {
			return nil, 0, err
		}
		batch, err := r.matches(ctx, ws, q, words, ids)
		if err != nil {
			return nil, 0, err
		}
		for _, m := range batch {
			if passed[m.conversation] {
				continue
			}
			passed[m.conversation] = true
			if chosen = append(chosen, m); len(chosen) == q.Limit {
				hits, err := r.hits(ctx, ws, q, chosen)
				return hits, m.message, err
			}
		}
		if len(ids) < size {
			matching.before = 0
			break
		}
		looked += len(ids)
	}
	hits, err := r.hits(ctx, ws, q, chosen)
	return hits, sapa.MessageID(matching.before), err
}

// matches keeps the messages whose conversations are in sight and were not on a page before this one by a newer message.
func (r Reads) matches(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery, words askedWords, ids []int64) ([]match, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := where{}
	w.and("m.id IN (" + list(&w, ids) + ") AND c.id = m.conversation_id")
	w.and("c.workspace_id = %s", ws)
	w.scope(q.Scope)
	if q.Before > 0 {
		w.and("NOT EXISTS (SELECT 1 FROM messages n WHERE n.conversation_id = m.conversation_id AND n.seq > m.seq AND n.id >= %s AND "+
			r.sql.words().says("n", w.arg(words.plain))+")", q.Before)
	}
	// CROSS: SQLite would rather walk through all conversations of the workspace.
	query := `SELECT m.id, m.conversation_id FROM messages m CROSS JOIN conversations c WHERE ` + w.String() + ` ORDER BY m.id DESC`
	return collect(ctx, r, query, w.args, func(m *match) []any { return []any{&m.message, &m.conversation} })
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
	said := map[sapa.MessageID]Hit{}
	w := where{}
	w.and("m.workspace_id = %s AND m.id IN ("+list(&w, messages)+")", ws)
	err = r.each(ctx, `SELECT m.id, m.body, m.subject FROM messages m WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var h Hit
		err := rows.Scan(&h.Message, &h.Text, &h.Subject)
		said[h.Message] = h
		return err
	})
	var all []Hit
	for _, m := range chosen {
		if i := slices.IndexFunc(rows, func(row Row) bool { return row.ID == m.conversation }); i >= 0 {
			hit := said[m.message]
			hit.Row = rows[i]
			all = append(all, hit)
		}
	}
	return all, err
}
