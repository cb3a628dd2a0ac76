package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SaveDraft stores a draft unless a newer revision is stored already, and answers whether it did. An empty draft
// is kept as an empty row, so that a late save cannot bring back what was deleted.
func (tx *Tx) SaveDraft(ctx context.Context, ws sapa.WorkspaceID, d sapa.Draft) (bool, error) {
	var mail any
	if d.Mail != nil {
		mail = asJSON(d.Mail)
	}
	n, err := tx.exec(ctx, `INSERT INTO drafts (member_id, conversation_id, mode, workspace_id, body, attachments, reply_to, mail, revision, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (member_id, conversation_id, mode) DO UPDATE SET body = excluded.body, attachments = excluded.attachments,
			reply_to = excluded.reply_to, mail = excluded.mail, revision = excluded.revision, updated_at = excluded.updated_at
		WHERE drafts.revision < excluded.revision`,
		d.Member, d.Conversation, string(d.Mode), ws, d.Text, asJSON(orNone(d.Attachments)), orNull(d.ReplyTo), mail, d.Revision, micros(d.UpdatedAt))
	return n > 0, err
}

// Drafts reads a member's drafts for a conversation, the empty ones too: their revision matters.
func (r Reads) Drafts(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, id sapa.ConversationID) ([]sapa.Draft, error) {
	query := `SELECT member_id, conversation_id, mode, body, attachments, reply_to, mail, revision, updated_at FROM drafts
		WHERE member_id = $1 AND conversation_id = $2 AND workspace_id = $3 ORDER BY mode`
	return collect(ctx, r, query, []any{member, id, ws}, func(d *sapa.Draft) []any {
		return []any{&d.Member, &d.Conversation, &d.Mode, &d.Text, fromJSON(&d.Attachments), number(&d.ReplyTo), fromJSON(&d.Mail), &d.Revision, stamp(&d.UpdatedAt)}
	})
}

const setRead = `INSERT INTO reads (member_id, conversation_id, workspace_id, seq, inbound_count, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (member_id, conversation_id) DO UPDATE SET seq = excluded.seq, inbound_count = excluded.inbound_count, updated_at = excluded.updated_at`

// SetRead stores how far a member has read a conversation.
func (tx *Tx) SetRead(ctx context.Context, ws sapa.WorkspaceID, m ReadMark) error {
	_, err := tx.exec(ctx, setRead, m.Member, m.Conversation, ws, m.Seq, m.Inbound, micros(m.At))
	return err
}

// AdvanceRead is SetRead for a mark that only moves forward: one that comes late changes nothing.
func (tx *Tx) AdvanceRead(ctx context.Context, ws sapa.WorkspaceID, m ReadMark) error {
	_, err := tx.exec(ctx, setRead+` WHERE reads.seq < excluded.seq`, m.Member, m.Conversation, ws, m.Seq, m.Inbound, micros(m.At))
	return err
}

// ReadMark is how far a member has read a conversation: up to a sequence number, and so many of the contact's messages.
type ReadMark struct {
	Member       sapa.MemberID
	Conversation sapa.ConversationID
	Seq, Inbound int
	At           time.Time
}

// HasRead tells whether a member opened a conversation, or read on in it, since a moment.
func (r Reads) HasRead(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, id sapa.ConversationID, since time.Time) (bool, error) {
	var n int
	err := r.db.QueryRowContext(ctx, `SELECT count(*) FROM reads WHERE member_id = $1 AND conversation_id = $2 AND workspace_id = $3 AND updated_at >= $4`,
		member, id, ws, micros(since)).Scan(&n)
	return n > 0, missing("read", err)
}
