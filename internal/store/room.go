package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Episode reads a room's conversation by its ordinal; zero reads the latest.
func (r Reads) Episode(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, episode int) (sapa.Conversation, error) {
	var c sapa.Conversation
	w := where{}
	w.and("c.room_id = %s AND c.workspace_id = %s", room, ws)
	if episode > 0 {
		w.and("c.episode = %s", episode)
	}
	err := r.db.QueryRowContext(ctx, `SELECT `+conversationColumns+` FROM conversations c WHERE `+w.String()+` ORDER BY c.episode DESC LIMIT 1`, w.args...).
		Scan(conversationFields(&c)...)
	return c, missing("conversation", err)
}

// ReadMarks answers up to which number members have read a room, and up to which its contact has.
func (r Reads) ReadMarks(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID) (agent, contact sapa.ShownNumber, err error) {
	agent, err = r.firstNumber(ctx, `SELECT c.episode, coalesce((SELECT m.shown FROM messages m WHERE m.conversation_id = c.id AND m.seq <= c.agent_read_seq
			AND m.shown > 0 ORDER BY m.seq DESC LIMIT 1), 0)
		FROM conversations c WHERE c.room_id = $1 AND c.agent_read_seq > 0 AND c.workspace_id = $2 ORDER BY c.episode DESC LIMIT 1`, room, ws)
	if err != nil {
		return 0, 0, err
	}
	unread, err := r.firstNumber(ctx, `SELECT c.episode, m.shown FROM conversations c JOIN messages m ON m.conversation_id = c.id
		WHERE c.room_id = $1 AND c.workspace_id = $2 AND m.direction = 'out' AND m.status IN ('queued', 'sent', 'delivered')
		ORDER BY c.episode, m.seq LIMIT 1`, room, ws)
	if err != nil || unread > 0 {
		return agent, max(0, unread-1), err
	}
	contact, err = r.firstNumber(ctx, `SELECT c.episode, c.shown_count FROM conversations c WHERE c.room_id = $1 AND c.workspace_id = $2
		ORDER BY c.episode DESC LIMIT 1`, room, ws)
	return agent, contact, err
}

// firstNumber reads an ordinal and a place as one number; zero when there is no row.
func (r Reads) firstNumber(ctx context.Context, query string, args ...any) (sapa.ShownNumber, error) {
	var n sapa.ShownNumber
	err := r.each(ctx, query, args, func(rows *sql.Rows) error {
		var episode, shown int
		err := rows.Scan(&episode, &shown)
		n = sapa.NewShownNumber(episode, shown)
		return err
	})
	return n, err
}

// Behind is a conversation with outbound messages, up to a sequence number, whose status may move forward.
type Behind struct {
	Conversation sapa.ConversationID
	UpTo         int
}

// behindConversations bounds Unconfirmed; a room rarely has more than one such conversation.
const behindConversations = 20

// Unconfirmed finds where outbound messages of a room up to a number are behind a status.
func (r Reads) Unconfirmed(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, upTo sapa.ShownNumber, to sapa.Status) ([]Behind, error) {
	episode, shown := upTo.Split()
	query := fmt.Sprintf(`SELECT c.id, max(m.seq) FROM conversations c JOIN messages m ON m.conversation_id = c.id
		WHERE c.room_id = $1 AND c.workspace_id = $2 AND m.direction = 'out' AND m.status IN ('queued', 'sent', 'delivered')
			AND m.status IN (%s) AND (c.episode < $3 OR (c.episode = $3 AND m.shown <= $4))
		GROUP BY c.id, c.episode ORDER BY c.episode DESC LIMIT %d`, statusesBehind(to), behindConversations)
	return collect(ctx, r, query, []any{room, ws, episode, shown}, func(p *Behind) []any { return []any{&p.Conversation, &p.UpTo} })
}

// statusesBehind lists the statuses from which a message can move forward to another.
func statusesBehind(to sapa.Status) string {
	if to == sapa.Delivered {
		return `'queued', 'sent'`
	}
	return `'queued', 'sent', 'delivered'`
}

// EveryRow reads conversations by id, whoever may see them, without anybody's marks.
func (r Reads) EveryRow(ctx context.Context, ws sapa.WorkspaceID, ids []sapa.ConversationID) ([]Row, error) {
	return r.ConversationRows(ctx, ws, access.Scope{All: true}, 0, ids)
}
