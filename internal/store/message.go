package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const messageColumns = `m.id, m.workspace_id, m.conversation_id, m.seq, m.shown, m.direction, m.by_kind, m.by_id, m.kind, m.body, m.place,
	m.mentions, m.content, m.reply_to, m.status, m.failure_code, m.failure_detail, m.provider_id, m.client_id, m.at, m.provider_at, m.edited_at, m.deleted_at, m.comment`

func messageFields(m *sapa.Message) []any {
	return []any{
		&m.ID, &m.Workspace, &m.Conversation, &m.Seq, &m.Shown, &m.Direction, &m.Author.Kind, &m.Author.ID, &m.Kind, &m.Text,
		fromJSON(&m.Place), fromJSON(&m.Mentions), fromJSON(&m.Content), number(&m.ReplyTo), &m.Status, &m.FailureCode, &m.FailureDetail,
		optText(&m.ProviderID), optText(&m.ClientID), stamp(&m.At), stamp(&m.ProviderAt), stamp(&m.EditedAt), stamp(&m.DeletedAt), fromJSON(&m.Comment),
	}
}

// CreateMessage adds a message to a conversation of a channel and answers its id. Its attachments are tied to it by
// AttachFiles.
func (tx *Tx) CreateMessage(ctx context.Context, channel sapa.ChannelID, m sapa.Message) (sapa.MessageID, error) {
	if id := tx.ahead.id(); id != 0 && tx.later != nil {
		m.ID = id
		tx.ahead.bears(id, channel, m.ProviderID)
		tx.later.messages = append(tx.later.messages, newMessage{m, channel})
		return id, nil
	}
	var id sapa.MessageID
	args := messageValues(tx.Workspace.ID, channel, m)
	err := tx.db.QueryRowContext(ctx, `INSERT INTO messages (`+newMessageColumns+`) VALUES `+marks(1, len(args))+` RETURNING id`, args...).Scan(&id)
	tx.ahead.bears(id, channel, m.ProviderID)
	return id, missing("message", err)
}

const newMessageColumns = `workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id,
	kind, body, subject, place, mentions, reply_to, status, provider_id, client_id, at, provider_at, content, comment`

// messageValues are the values of a new message, in the order of newMessageColumns.
func messageValues(ws sapa.WorkspaceID, channel sapa.ChannelID, m sapa.Message) []any {
	var place, mentions, content, comment any
	subject := ""
	if m.Comment != nil {
		comment = asJSON(m.Comment)
	}
	if m.Content != nil {
		content = asJSON(m.Content)
		if m.Content.Mail != nil {
			subject = m.Content.Mail.Subject
		}
	}
	if m.Place != nil {
		place = asJSON(m.Place)
	}
	if len(m.Mentions) > 0 {
		mentions = asJSON(m.Mentions)
	}
	return []any{
		ws, m.Conversation, channel, m.Seq, m.Shown, string(m.Direction), string(m.Author.Kind), m.Author.ID,
		string(m.Kind), m.Text, subject, place, mentions, orNull(m.ReplyTo), string(m.Status), textOrNull(m.ProviderID), textOrNull(m.ClientID),
		micros(m.At), micros(m.ProviderAt), content, comment,
	}
}

// FindMessageByClientID finds what a member sent under their own id for it. It misses with NotFound.
func (r Reads) FindMessageByClientID(ctx context.Context, ws sapa.WorkspaceID, by sapa.MemberID, client string) (sapa.Message, error) {
	return r.message(ctx, `m.workspace_id = $1 AND m.by_id = $2 AND m.client_id = $3`, ws, by, client)
}

// Message reads a message of a conversation by its id, with files, reactions and quote.
func (r Reads) Message(ctx context.Context, ws sapa.WorkspaceID, id sapa.MessageID) (sapa.Message, error) {
	return r.message(ctx, `m.workspace_id = $1 AND m.id = $2`, ws, id)
}

func (r Reads) message(ctx context.Context, condition string, args ...any) (sapa.Message, error) {
	var m sapa.Message
	err := r.db.QueryRowContext(ctx, `SELECT `+messageColumns+` FROM messages m WHERE `+condition, args...).Scan(messageFields(&m)...)
	if err != nil {
		return m, missing("message", err)
	}
	full, err := r.complete(ctx, m.Workspace, []sapa.Message{m})
	if err != nil {
		return m, err
	}
	return full[0], nil
}

// MessagesByID reads messages of a workspace by id, in no particular order; ids that are not there are left out.
func (r Reads) MessagesByID(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.MessageID) ([]sapa.Message, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := where{}
	w.and("m.workspace_id = %s", ws)
	w.and("m.id IN (" + list(&w, ids) + ")")
	return r.messages(ctx, ws, `SELECT `+messageColumns+` FROM messages m WHERE `+w.String(), w.args)
}

// MessagesBefore reads up to limit messages of a conversation before a sequence number, newest first; before is
// exclusive and zero begins at the end. Only those the contact may see when shown is set.
func (r Reads) MessagesBefore(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, before, limit int, shown bool) ([]sapa.Message, error) {
	w := where{}
	w.and("m.conversation_id = %s AND m.workspace_id = %s", id, ws)
	if before > 0 {
		w.and("m.seq < %s", before)
	}
	if shown {
		w.and("m.shown > 0")
	}
	return r.messages(ctx, ws, `SELECT `+messageColumns+` FROM messages m WHERE `+w.String()+` ORDER BY m.seq DESC LIMIT `+w.arg(limit), w.args)
}

// MessagesAfter reads up to limit messages of a conversation after a sequence number, oldest first.
func (r Reads) MessagesAfter(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, after, limit int) ([]sapa.Message, error) {
	query := `SELECT ` + messageColumns + ` FROM messages m WHERE m.conversation_id = $1 AND m.workspace_id = $2 AND m.seq > $3 ORDER BY m.seq LIMIT $4`
	return r.messages(ctx, ws, query, []any{id, ws, after, limit})
}

func (r Reads) messages(ctx context.Context, ws sapa.WorkspaceID, query string, args []any) ([]sapa.Message, error) {
	all, err := collect(ctx, r, query, args, messageFields)
	if err != nil {
		return nil, err
	}
	return r.complete(ctx, ws, all)
}

// complete fills in attachments, reactions and quotes: three queries for a whole page, none when there is nothing.
func (r Reads) complete(ctx context.Context, ws sapa.WorkspaceID, all []sapa.Message) ([]sapa.Message, error) {
	if len(all) == 0 {
		return all, nil
	}
	at := make(map[sapa.MessageID]int, len(all))
	ids := make([]sapa.MessageID, len(all))
	var quoted []sapa.MessageID
	for i, m := range all {
		at[m.ID], ids[i] = i, m.ID
		if m.ReplyTo != 0 {
			quoted = append(quoted, m.ReplyTo)
		}
	}
	if err := r.attachments(ctx, ws, ids, func(a sapa.Attachment) {
		all[at[a.Message]].Attachments = append(all[at[a.Message]].Attachments, a)
	}); err != nil {
		return nil, err
	}
	if err := r.reactions(ctx, ws, ids, func(id sapa.MessageID, x sapa.Reaction) {
		all[at[id]].Reactions = append(all[at[id]].Reactions, x)
	}); err != nil {
		return nil, err
	}
	return all, r.quotes(ctx, ws, quoted, func(id sapa.MessageID, q sapa.Quote) {
		for i := range all {
			if all[i].ReplyTo == id {
				all[i].Quote = &q
			}
		}
	})
}

func (r Reads) reactions(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.MessageID, found func(sapa.MessageID, sapa.Reaction)) error {
	w := where{}
	w.and("workspace_id = %s", ws)
	w.and("message_id IN (" + list(&w, ids) + ")")
	w.and("emoji <> ''")
	query := `SELECT message_id, by_kind, by_id, emoji FROM reactions WHERE ` + w.String() + ` ORDER BY message_id, by_kind, by_id`
	return r.each(ctx, query, w.args, func(rows *sql.Rows) error {
		var id sapa.MessageID
		var x sapa.Reaction
		err := rows.Scan(&id, &x.Actor.Kind, &x.Actor.ID, &x.Emoji)
		found(id, x)
		return err
	})
}

func (r Reads) quotes(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.MessageID, found func(sapa.MessageID, sapa.Quote)) error {
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	w := where{}
	w.and("m.workspace_id = %s", ws)
	w.and("m.id IN (" + list(&w, slices.Compact(ids)) + ")")
	query := `SELECT m.id, m.seq, m.shown, c.episode, m.direction, m.by_kind, m.by_id, m.kind, substr(m.body, 1, 140)
		FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE ` + w.String()
	return r.each(ctx, query, w.args, func(rows *sql.Rows) error {
		var id sapa.MessageID
		var q sapa.Quote
		var episode, shown int
		err := rows.Scan(&id, &q.Seq, &shown, &episode, &q.Direction, &q.Author.Kind, &q.Author.ID, &q.Kind, &q.Text)
		q.Shown = sapa.NewShownNumber(episode, shown)
		found(id, q)
		return err
	})
}

// ShownMessage finds the message a contact knows by a number in their room. It misses with NotFound.
func (r Reads) ShownMessage(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, n sapa.ShownNumber) (sapa.Message, error) {
	episode, shown := n.Split()
	// A message's place among the shown ones is never behind its place among all, which bounds the range of the index.
	return r.message(ctx, `m.conversation_id = (SELECT id FROM conversations WHERE room_id = $1 AND episode = $2 AND workspace_id = $3)
		AND m.seq >= $4 AND m.shown = $4 AND m.workspace_id = $3`, room, episode, ws, shown)
}

// Progress moves the outbound messages of a conversation up to a sequence number forward to delivered or read, and
// answers the ids of those that moved. A status never moves back.
func (tx *Tx) Progress(ctx context.Context, id sapa.ConversationID, upTo int, to sapa.Status) ([]sapa.MessageID, error) {
	query := fmt.Sprintf(`UPDATE messages SET status = $1 WHERE conversation_id = $2 AND seq <= $3 AND direction = 'out'
		AND status IN ('queued', 'sent', 'delivered') AND status IN (%s) AND workspace_id = $4 RETURNING id`, statusesBehind(to))
	moved, err := collect(ctx, tx.Reads, query, []any{string(to), id, upTo, tx.Workspace.ID}, func(m *sapa.MessageID) []any { return []any{m} })
	slices.Sort(moved)
	return moved, err
}

// Moved is a message whose status moved forward.
type Moved struct {
	Message      sapa.MessageID
	Conversation sapa.ConversationID
}

// ProgressUntil moves those outbound messages of a room forward to delivered or read that a provider has taken by a moment
// of its clock, and answers which moved. What waits still, and what nobody knows of, stays.
func (tx *Tx) ProgressUntil(ctx context.Context, room sapa.RoomID, until time.Time, to sapa.Status) ([]Moved, error) {
	query := fmt.Sprintf(`UPDATE messages SET status = $1 WHERE direction = 'out' AND status IN ('queued', 'sent', 'delivered')
		AND status <> 'queued' AND status IN (%s) AND coalesce(provider_at, at) <= $2 AND workspace_id = $3
		AND conversation_id IN (SELECT c.id FROM conversations c WHERE c.room_id = $4 AND c.workspace_id = $3) RETURNING id, conversation_id`, statusesBehind(to))
	moved, err := collect(ctx, tx.Reads, query, []any{string(to), micros(until), tx.Workspace.ID, room},
		func(m *Moved) []any { return []any{&m.Message, &m.Conversation} })
	slices.SortFunc(moved, func(a, b Moved) int { return cmp.Compare(a.Message, b.Message) })
	return moved, err
}

// EditMessage replaces a message's text and keeps the former one as a version. A search finds it by its new words.
func (tx *Tx) EditMessage(ctx context.Context, m sapa.Message, text string, by sapa.Actor, now time.Time) error {
	if err := tx.keepVersion(ctx, m, by, now); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `UPDATE messages SET body = $1, edited_at = $2 WHERE id = $3 AND workspace_id = $4`,
		text, micros(now), m.ID, tx.Workspace.ID); err != nil {
		return err
	}
	return tx.addWords(ctx, m.ID)
}

// DeleteMessage empties a message and keeps the former text as a version. Its files are loosened: the cleaner
// removes them.
func (tx *Tx) DeleteMessage(ctx context.Context, m sapa.Message, by sapa.Actor, now time.Time) error {
	if err := tx.keepVersion(ctx, m, by, now); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `UPDATE attachments SET message_id = NULL, created_at = $1 WHERE message_id = $2 AND workspace_id = $3`,
		micros(now), m.ID, tx.Workspace.ID); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM reactions WHERE message_id = $1 AND workspace_id = $2`, m.ID, tx.Workspace.ID); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `UPDATE messages SET body = '', subject = '', place = NULL, content = NULL, deleted_at = $1 WHERE id = $2 AND workspace_id = $3`,
		micros(now), m.ID, tx.Workspace.ID)
	return err
}

// ForgetVersions removes the former texts of a message.
func (tx *Tx) ForgetVersions(ctx context.Context, id sapa.MessageID) error {
	_, err := tx.exec(ctx, `DELETE FROM message_versions WHERE message_id = $1 AND workspace_id = $2`, id, tx.Workspace.ID)
	return err
}

func (tx *Tx) keepVersion(ctx context.Context, m sapa.Message, by sapa.Actor, now time.Time) error {
	_, err := tx.exec(ctx, `INSERT INTO message_versions (message_id, version, body, at, by_kind, by_id, workspace_id)
		SELECT $1, coalesce(max(version), 0) + 1, CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS BIGINT)
		FROM message_versions WHERE message_id = $1`,
		m.ID, m.Text, micros(now), string(by.Kind), by.ID, tx.Workspace.ID)
	return err
}

// Version is a former text of a message.
type Version struct {
	Text string
	// At is when it was replaced, By who replaced it.
	At time.Time
	By sapa.Actor
}

// Versions lists the former texts of a message, oldest first.
func (r Reads) Versions(ctx context.Context, ws sapa.WorkspaceID, id sapa.MessageID) ([]Version, error) {
	query := `SELECT body, at, by_kind, by_id FROM message_versions WHERE message_id = $1 AND workspace_id = $2 ORDER BY version`
	return collect(ctx, r, query, []any{id, ws},
		func(v *Version) []any { return []any{&v.Text, stamp(&v.At), &v.By.Kind, &v.By.ID} })
}

// React stores one person's emoji on a message at a moment; an empty one takes it away. What they did later holds,
// whatever arrives first. It answers whether anything changed.
func (tx *Tx) React(ctx context.Context, id sapa.MessageID, x sapa.Reaction, at time.Time) (bool, error) {
	if x.Emoji == "" && x.Actor.Kind != sapa.ByContact {
		// Our own members' reactions arrive in order: there is nothing to remember of what was taken away.
		n, err := tx.exec(ctx, `DELETE FROM reactions WHERE message_id = $1 AND by_kind = $2 AND by_id = $3 AND workspace_id = $4`,
			id, string(x.Actor.Kind), x.Actor.ID, tx.Workspace.ID)
		return n > 0, err
	}
	n, err := tx.exec(ctx, `INSERT INTO reactions (message_id, by_kind, by_id, emoji, workspace_id, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (message_id, by_kind, by_id) DO UPDATE SET emoji = excluded.emoji, at = excluded.at
		WHERE reactions.emoji <> excluded.emoji AND reactions.at <= excluded.at`,
		id, string(x.Actor.Kind), x.Actor.ID, x.Emoji, tx.Workspace.ID, micros(at))
	return n > 0, err
}

// unreadLimit is how many messages after a read mark InboundUpTo looks at: a badge says "99+" long before.
const unreadLimit = 500

// InboundUpTo counts the contact's messages up to a sequence number: all there are, but for those among the newest
// unreadLimit messages after it. One statement reads both, so that one which arrives meanwhile is not counted on one
// side only, and it costs the same however long the conversation is.
func (r Reads) InboundUpTo(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, seq int) (int, error) {
	var n int
	err := r.db.QueryRowContext(ctx, `SELECT c.inbound_count - (SELECT count(*) FROM
			(SELECT direction FROM messages WHERE conversation_id = $2 AND workspace_id = $3 AND seq > $1 ORDER BY seq DESC LIMIT $4) AS newer
			WHERE direction = 'in')
		FROM conversations c WHERE c.id = $2 AND c.workspace_id = $3`, seq, id, ws, unreadLimit).Scan(&n)
	return n, missing("conversation", err)
}

// MessageByProvider finds a message of a channel by the provider's id for it, without files, reactions and quote, and its
// conversation. It misses with NotFound.
func (r Reads) MessageByProvider(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, provider string) (sapa.Message, sapa.Conversation, error) {
	var m sapa.Message
	var c sapa.Conversation
	err := r.db.QueryRowContext(ctx, `SELECT `+messageColumns+`, `+conversationColumns+` FROM messages m JOIN conversations c ON c.id = m.conversation_id
		WHERE m.channel_id = $1 AND m.provider_id = $2 AND m.workspace_id = $3`, channel, provider, ws).
		Scan(append(messageFields(&m), conversationFields(&c)...)...)
	return m, c, missing("message", err)
}

// SetStatus stores what became of an outbound message: its status, failure, and provider's id and time. An id another
// message of the channel has already is left out.
func (tx *Tx) SetStatus(ctx context.Context, channel sapa.ChannelID, m sapa.Message) error {
	tx.ahead.bears(m.ID, channel, m.ProviderID)
	_, err := tx.exec(ctx, `UPDATE messages SET status = $1, failure_code = $2, failure_detail = $3, provider_at = $8, provider_id = CASE
			WHEN EXISTS (SELECT 1 FROM messages o WHERE o.channel_id = $5 AND o.provider_id = $4 AND o.id <> $6) THEN provider_id ELSE $4 END
		WHERE id = $6 AND workspace_id = $7`,
		string(m.Status), m.FailureCode, m.FailureDetail, textOrNull(m.ProviderID), channel, m.ID, tx.Workspace.ID, micros(m.ProviderAt))
	return err
}

// UnsureIn finds the oldest message of ours behind a sequence number of a conversation that says this, was written since a
// moment, and of which nobody knows whether the provider took it. It misses with NotFound.
func (r Reads) UnsureIn(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, seq int, text string, since time.Time) (sapa.Message, error) {
	return r.message(ctx, `m.conversation_id = $1 AND m.workspace_id = $2 AND m.seq > $3 AND m.direction = 'out' AND m.status = 'unsure'
		AND m.provider_id IS NULL AND m.body = $4 AND m.at >= $5 ORDER BY m.seq LIMIT 1`, id, ws, seq, text, micros(since))
}

// LastFromContact reads the contact's newest message in a conversation up to a sequence number. It misses with NotFound.
func (r Reads) LastFromContact(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID, seq int) (sapa.Message, error) {
	return r.message(ctx, `m.conversation_id = $1 AND m.workspace_id = $2 AND m.seq <= $3 AND m.direction = 'in' ORDER BY m.seq DESC LIMIT 1`, id, ws, seq)
}
