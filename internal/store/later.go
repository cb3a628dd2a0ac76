package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/bits"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// later holds back what a change writes of conversations and messages, so that many are written by one statement. They
// are written before the next statement of any other kind: whatever asks, finds them.
type later struct {
	db            querier
	ws            sapa.WorkspaceID
	conversations []sapa.Conversation
	messages      []newMessage
	// failed is why they could not be written, where nobody could be told.
	failed error
}

// newMessage is a message with its id, to be added to a conversation of a channel.
type newMessage struct {
	sapa.Message
	channel sapa.ChannelID
}

// conversation holds a conversation back; what was held back of it before is not written any more.
func (l *later) conversation(c sapa.Conversation) {
	i := slices.IndexFunc(l.conversations, func(o sapa.Conversation) bool { return o.ID == c.ID })
	if i < 0 {
		l.conversations = append(l.conversations, c)
		return
	}
	l.conversations[i] = c
}

// settle writes what is held back.
func (l *later) settle(ctx context.Context) error {
	if l.failed != nil {
		return l.failed
	}
	conversations, messages := l.conversations, l.messages
	l.conversations, l.messages = nil, nil
	for some := range slices.Chunk(conversations, laterMost) {
		if l.failed = updateConversations(ctx, l.db, l.ws, some); l.failed != nil {
			return l.failed
		}
	}
	for len(messages) > 0 {
		n := powerOfTwo(min(len(messages), laterMost))
		if l.failed = insertMessages(ctx, l.db, l.ws, messages[:n]); l.failed != nil {
			return l.failed
		}
		messages = messages[n:]
	}
	return nil
}

// laterMost bounds the rows of one statement.
const laterMost = 64

// powerOfTwo is the largest one that is not above n: with so many rows each, statements have a handful of texts, which
// the engine has ready.
func powerOfTwo(n int) int { return 1 << (bits.Len(uint(n)) - 1) }

// ExecContext satisfies querier.
func (l *later) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := l.settle(ctx); err != nil {
		return nil, err
	}
	return l.db.ExecContext(ctx, query, args...)
}

// QueryContext satisfies querier.
func (l *later) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := l.settle(ctx); err != nil {
		return nil, err
	}
	return l.db.QueryContext(ctx, query, args...)
}

// QueryRowContext satisfies querier. A row cannot carry our error: it has that of a context that ended, and the change
// has ours.
func (l *later) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if err := l.settle(ctx); err != nil {
		ended, cancel := context.WithCancel(ctx)
		cancel()
		return l.db.QueryRowContext(ended, query, args...)
	}
	return l.db.QueryRowContext(ctx, query, args...)
}

// updateConversations writes conversations: one as it is, several by one statement, filled up to a power of two with the
// last.
func updateConversations(ctx context.Context, db querier, ws sapa.WorkspaceID, all []sapa.Conversation) error {
	if len(all) == 1 {
		_, err := db.ExecContext(ctx, updateConversation, append(conversationValues(all[0]), all[0].ID, ws)...)
		if err != nil {
			return fmt.Errorf("store: exec: %w", err)
		}
		return nil
	}
	rows := make([][]any, powerOfTwo(2*len(all)-1))
	for i := range rows {
		c := all[min(i, len(all)-1)]
		rows[i] = append(conversationValues(c), c.ID)
	}
	var w where
	query := `UPDATE conversations SET state = v.column1, assignee_id = v.column2, last_handler_id = v.column3, queued_at = v.column4,
		assigned_at = v.column5, resolved_at = v.column6, waiting_since = v.column7, session_ends = v.column8, window_ends = v.column9,
		due_at = v.column10, last_seq = v.column11, inbound_count = v.column12, shown_count = v.column13, agent_read_seq = v.column14,
		last_at = v.column15, last_direction = v.column16, last_kind = v.column17, last_text = v.column18, last_by = v.column19,
		last_by_id = v.column20, department_id = v.column21, idle = v.column22 FROM (` + values(&w, "tiiiiiiiiiiiiiittttiiti", rows) + `) AS v
		WHERE conversations.id = v.column23 AND conversations.workspace_id = ` + w.arg(ws)
	_, err := db.ExecContext(ctx, query, w.args...)
	if err != nil {
		return fmt.Errorf("store: exec: %w", err)
	}
	return nil
}

// insertMessages adds messages that have their ids.
func insertMessages(ctx context.Context, db querier, ws sapa.WorkspaceID, all []newMessage) error {
	var args []any
	columns := 0
	for _, m := range all {
		row := append(messageValues(ws, m.channel, m.Message), m.ID)
		columns = len(row)
		args = append(args, row...)
	}
	_, err := db.ExecContext(ctx, `INSERT INTO messages (`+newMessageColumns+`, id) VALUES `+marks(len(all), columns), args...)
	if err != nil {
		return fmt.Errorf("store: exec: %w", err)
	}
	return nil
}
