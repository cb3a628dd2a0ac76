package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// later holds back what a change writes of conversations and messages, so that many are written by one statement. They
// are written before the next statement of any other kind: whatever asks, finds them.
type later struct {
	db            querier
	ws            sapa.WorkspaceID
	conversations []change
	messages      []newMessage
	// failed is why they could not be written, where nobody could be told.
	failed error
}

// HoldBack has what the change writes of conversations from now on written together.
func (tx *Tx) HoldBack() {
	if tx.later == nil {
		tx.later = &later{db: tx.db, ws: tx.Workspace.ID}
		tx.db = tx.later
	}
}

// newMessage is a message with its id, to be added to a conversation of a channel.
type newMessage struct {
	sapa.Message
	channel sapa.ChannelID
}

// conversation holds a conversation back; what was held back of it before is not written any more.
func (l *later) conversation(c change) {
	i := slices.IndexFunc(l.conversations, func(o change) bool { return o.ID == c.ID })
	if i < 0 {
		l.conversations = append(l.conversations, c)
		return
	}
	c.moved = c.moved || l.conversations[i].moved
	l.conversations[i] = c
}

// settle writes what is held back.
func (l *later) settle(ctx context.Context) error {
	if l.failed != nil {
		return l.failed
	}
	conversations, messages := l.conversations, l.messages
	l.conversations, l.messages = nil, nil
	for _, alike := range alike(conversations) {
		for some := range slices.Chunk(alike, laterMost) {
			if l.failed = updateConversations(ctx, l.db, l.ws, some); l.failed != nil {
				return l.failed
			}
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

// alike parts conversations into those that moved and those that did not.
func alike(all []change) [2][]change {
	var parts [2][]change
	for _, c := range all {
		i := 0
		if !c.moved {
			i = 1
		}
		parts[i] = append(parts[i], c)
	}
	return parts
}

// updateConversations writes conversations, all of which moved or none: one as it is, several by one statement, filled up to a
// power of two with the last.
func updateConversations(ctx context.Context, db querier, ws sapa.WorkspaceID, all []change) error {
	columns, one := all[0].values()
	query, args := updateSaid, append(one, all[0].ID, ws)
	if all[0].moved {
		query = updateConversation
	}
	if len(all) > 1 {
		rows := make([][]any, powerOfTwo(2*len(all)-1))
		for i := range rows {
			c := all[min(i, len(all)-1)]
			_, row := c.values()
			rows[i] = append(row, c.ID)
		}
		var w where
		query = `UPDATE conversations SET ` + columns.set("v.column") + ` FROM (` + values(&w, columns.kinds+"i", rows) + `) AS v
			WHERE conversations.id = v.column` + strconv.Itoa(len(columns.names)+1) + ` AND conversations.workspace_id = ` + w.arg(ws)
		args = w.args
	}
	if _, err := db.ExecContext(ctx, query, args...); err != nil {
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
