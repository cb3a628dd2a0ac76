package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const attachmentColumns = `id, message_id, conversation_id, channel_id, external, by_kind, by_id, kind, name, type, size, width, height, duration,
	key, thumb_key, created_at, state, ref, voice, failure_code, attempts`

func attachmentFields(a *sapa.Attachment) []any {
	return []any{
		&a.ID, number(&a.Message), number(&a.Conversation), number(&a.Channel), &a.External, &a.Uploader.Kind, &a.Uploader.ID, &a.Kind,
		&a.Name, &a.Type, &a.Size, &a.Width, &a.Height, span(&a.Duration), &a.Key, &a.ThumbKey, stamp(&a.CreatedAt),
		&a.State, &a.Ref, truth(&a.Voice), &a.FailureCode, &a.Attempts,
	}
}

// CreateAttachment stores what is known of an uploaded file.
func (tx *Tx) CreateAttachment(ctx context.Context, ws sapa.WorkspaceID, a sapa.Attachment) (sapa.AttachmentID, error) {
	var id sapa.AttachmentID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO attachments (workspace_id, channel_id, external, by_kind, by_id, kind, name, type, size,
		width, height, duration, key, thumb_key, created_at, state, ref, voice, due_at, message_id, conversation_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id`,
		ws, orNull(a.Channel), a.External, string(a.Uploader.Kind), a.Uploader.ID, string(a.Kind), a.Name, a.Type, a.Size,
		a.Width, a.Height, a.Duration.Microseconds(), a.Key, a.ThumbKey, micros(a.CreatedAt),
		string(a.State), a.Ref, flag(a.Voice), micros(a.Due), orNull(a.Message), orNull(a.Conversation)).Scan(&id)
	return id, missing("attachment", err)
}

// AttachmentByKey finds a file of a workspace by its key.
func (r Reads) AttachmentByKey(ctx context.Context, ws sapa.WorkspaceID, key string) (sapa.Attachment, error) {
	var a sapa.Attachment
	err := r.db.QueryRowContext(ctx, `SELECT `+attachmentColumns+` FROM attachments WHERE key = $1 AND workspace_id = $2`, key, ws).
		Scan(attachmentFields(&a)...)
	return a, missing("attachment", err)
}

// LooseAttachments reads uploaded files that belong to no message yet, by key, in the order of the keys. Keys that
// are not there, or were there before, are left out.
func (r Reads) LooseAttachments(ctx context.Context, ws sapa.WorkspaceID, keys []string) ([]sapa.Attachment, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	w := where{}
	w.and("workspace_id = %s AND message_id IS NULL AND conversation_id IS NULL", ws)
	w.and("key IN (" + list(&w, keys) + ")")
	found := map[string]sapa.Attachment{}
	err := r.each(ctx, `SELECT `+attachmentColumns+` FROM attachments WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var a sapa.Attachment
		err := rows.Scan(attachmentFields(&a)...)
		found[a.Key] = a
		return err
	})
	var all []sapa.Attachment
	for _, key := range keys {
		if a, ok := found[key]; ok {
			all = append(all, a)
		}
		delete(found, key)
	}
	return all, err
}

func (r Reads) attachments(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.MessageID, found func(sapa.Attachment)) error {
	w := where{}
	w.and("workspace_id = %s", ws)
	w.and("message_id IN (" + list(&w, ids) + ")")
	return r.each(ctx, `SELECT `+attachmentColumns+` FROM attachments WHERE `+w.String()+` ORDER BY message_id, id`, w.args, func(rows *sql.Rows) error {
		var a sapa.Attachment
		err := rows.Scan(attachmentFields(&a)...)
		found(a)
		return err
	})
}

// AttachFiles ties uploaded files to a message.
func (tx *Tx) AttachFiles(ctx context.Context, conversation sapa.ConversationID, message sapa.MessageID, files []sapa.Attachment) error {
	if len(files) == 0 {
		return nil
	}
	w := where{}
	set := `UPDATE attachments SET message_id = ` + w.arg(message) + `, conversation_id = ` + w.arg(conversation)
	w.and("workspace_id = %s AND message_id IS NULL", tx.Workspace.ID)
	ids := make([]sapa.AttachmentID, len(files))
	for i, f := range files {
		ids[i] = f.ID
	}
	w.and("id IN (" + list(&w, ids) + ")")
	_, err := tx.exec(ctx, set+` WHERE `+w.String(), w.args...)
	return err
}

// Stale is a file nobody needs any more.
type Stale struct {
	ID            sapa.AttachmentID
	Workspace     sapa.WorkspaceID
	Key, ThumbKey string
}

// StaleAttachments lists files of all workspaces that belong to no message and are older than a moment.
func (r Reads) StaleAttachments(ctx context.Context, before time.Time, limit int) ([]Stale, error) {
	query := `SELECT id, workspace_id, key, thumb_key FROM attachments WHERE message_id IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2`
	return collect(ctx, r, query, []any{micros(before), limit},
		func(s *Stale) []any { return []any{&s.ID, &s.Workspace, &s.Key, &s.ThumbKey} })
}

// DeleteAttachment removes the row of a file that belongs to no message, and answers whether it did.
func (tx *Tx) DeleteAttachment(ctx context.Context, ws sapa.WorkspaceID, id sapa.AttachmentID) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM attachments WHERE id = $1 AND workspace_id = $2 AND message_id IS NULL`, id, ws)
	return n > 0, err
}

// DueFile is a file that lies with a provider and is to be fetched.
type DueFile struct {
	sapa.Attachment
	Workspace sapa.WorkspaceID
}

// DueFiles lists up to limit files of all workspaces that are to be fetched. What was taken back is not.
func (r Reads) DueFiles(ctx context.Context, now time.Time, limit int) ([]DueFile, error) {
	query := `SELECT ` + attachmentColumns + `, workspace_id FROM attachments WHERE state = 'waiting' AND due_at <= $1 AND message_id IS NOT NULL ORDER BY due_at LIMIT $2`
	return collect(ctx, r, query, []any{micros(now), limit}, func(f *DueFile) []any { return append(attachmentFields(&f.Attachment), &f.Workspace) })
}

// ClaimFile puts a file's next try off until a moment, so that nobody else fetches it meanwhile, and answers whether it
// was due.
func (tx *Tx) ClaimFile(ctx context.Context, ws sapa.WorkspaceID, id sapa.AttachmentID, now, until time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE attachments SET due_at = $1 WHERE id = $2 AND workspace_id = $3 AND state = 'waiting' AND due_at <= $4`,
		micros(until), id, ws, micros(now))
	return n > 0, err
}

// SaveFile stores what became of a file that lay with a provider, if it waits still.
func (tx *Tx) SaveFile(ctx context.Context, ws sapa.WorkspaceID, a sapa.Attachment) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE attachments SET state = $1, failure_code = $2, attempts = $3, due_at = $4, kind = $5, name = $6, type = $7, size = $8,
		width = $9, height = $10, duration = $11, key = $12, thumb_key = $13 WHERE id = $14 AND workspace_id = $15 AND state <> ''`,
		string(a.State), a.FailureCode, a.Attempts, micros(a.Due), string(a.Kind), a.Name, a.Type, a.Size, a.Width, a.Height,
		a.Duration.Microseconds(), a.Key, a.ThumbKey, a.ID, ws)
	return n > 0, err
}
