package store

import (
	"context"
	"database/sql"
	"fmt"

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

// Search finds conversations. Contacts come first and only on the first page; then messages, newest first.
func (r Reads) Search(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery) (SearchPage, error) {
	var page SearchPage
	if q.Scope.Nothing {
		return page, nil
	}
	if q.Before == 0 {
		hits, err := r.searchContacts(ctx, ws, q)
		if err != nil {
			return page, err
		}
		page.Hits = hits
	}
	hits, next, err := r.searchMessages(ctx, ws, q)
	page.Hits, page.Next = append(page.Hits, hits...), next
	return page, err
}

// contactHits is how many conversations the contacts' names may add to a first page.
const contactHits = 10

func (r Reads) searchContacts(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery) ([]Hit, error) {
	w := where{}
	member := w.arg(q.Member)
	r.sql.searchContacts(&w, int64(ws), q.Words)
	w.and("c.workspace_id = %s", ws)
	w.scope(q.Scope)
	query := `SELECT ` + rowColumns + fmt.Sprintf(rowJoins, member) + ` WHERE ` + w.String() + ` ORDER BY c.last_at DESC, c.id DESC LIMIT ` + w.arg(contactHits)
	rows, err := r.rows(ctx, query, w.args)
	hits := make([]Hit, len(rows))
	for i, row := range rows {
		hits[i] = Hit{Row: row, ByContact: true}
	}
	return hits, err
}

func (r Reads) searchMessages(ctx context.Context, ws sapa.WorkspaceID, q SearchQuery) ([]Hit, sapa.MessageID, error) {
	w := where{}
	member := w.arg(q.Member)
	r.sql.searchMessages(&w, int64(ws), q.Words)
	if q.Before > 0 {
		w.and("m.id < %s", q.Before)
	}
	w.and("c.workspace_id = %s", ws)
	w.scope(q.Scope)
	query := `SELECT m.id, m.body, ` + rowColumns + fmt.Sprintf(rowJoins, member) + ` JOIN messages m ON m.conversation_id = c.id
		WHERE ` + w.String() + ` ORDER BY m.id DESC LIMIT ` + w.arg(q.Limit)
	var hits []Hit
	seen := map[sapa.ConversationID]bool{}
	count, last := 0, sapa.MessageID(0)
	err := r.each(ctx, query, w.args, func(rows *sql.Rows) error {
		var h Hit
		fields := append([]any{&h.Message, &h.Text}, conversationFields(&h.Conversation)...)
		fields = append(append(fields, contactFields(&h.Person)...), &h.ReadSeq, &h.ReadInbound, &h.Draft)
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		if !seen[h.ID] {
			hits = append(hits, h)
		}
		seen[h.ID] = true
		count, last = count+1, h.Message
		return nil
	})
	if count < q.Limit {
		last = 0
	}
	return hits, last, err
}
