package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

const conversationColumns = `c.id, c.workspace_id, c.room_id, c.contact_id, c.channel_id, c.episode, c.state, c.assignee_id, c.last_handler_id,
	c.returning_, c.from_ad, c.opened_at, c.queued_at, c.assigned_at, c.resolved_at, c.waiting_since, c.session_ends, c.window_ends, c.due_at,
	c.last_seq, c.inbound_count, c.shown_count, c.agent_read_seq, c.last_at, c.last_direction, c.last_kind, c.last_text, c.last_by, c.last_by_id,
	c.kind, c.post_id, c.department_id, c.idle, c.outbound`

// conversationFields are lenient about NULL, so that they also read the empty side of an outer join.
func conversationFields(c *sapa.Conversation) []any {
	return []any{
		number(&c.ID), number(&c.Workspace), number(&c.Room), number(&c.Contact), number(&c.Channel), number(&c.Episode),
		optText(&c.State), number(&c.Assignee), number(&c.LastHandler), truth(&c.Returning), truth(&c.FromAd),
		stamp(&c.OpenedAt), stamp(&c.QueuedAt), stamp(&c.AssignedAt), stamp(&c.ResolvedAt), stamp(&c.WaitingSince),
		stamp(&c.SessionEnds), stamp(&c.WindowEnds), stamp(&c.Due),
		number(&c.LastSeq), number(&c.InboundCount), number(&c.ShownCount), number(&c.AgentReadSeq),
		stamp(&c.Last.At), optText(&c.Last.Direction), optText(&c.Last.Kind), optText(&c.Last.Text),
		optText(&c.Last.Author.Kind), number(&c.Last.Author.ID), optText(&c.Kind), number(&c.Post),
		number(&c.Department), spell(&c.Idle), truth(&c.Outbound),
	}
}

// conversationValues are the values of what a conversation can change, in the order of changeable.
func conversationValues(c sapa.Conversation) []any { return append(placeValues(c), saidValues(c)...) }

// placeValues say in which lists and queues a conversation stands.
func placeValues(c sapa.Conversation) []any {
	return []any{
		string(c.State), orNull(c.Assignee), orNull(c.LastHandler), micros(c.QueuedAt), micros(c.AssignedAt), micros(c.ResolvedAt), c.Department,
	}
}

// saidValues change with each message.
func saidValues(c sapa.Conversation) []any {
	return []any{
		micros(c.WaitingSince), micros(c.SessionEnds), micros(c.WindowEnds), micros(c.Due), c.LastSeq, c.InboundCount, c.ShownCount, c.AgentReadSeq,
		micros(c.Last.At), string(c.Last.Direction), string(c.Last.Kind), c.Last.Text, string(c.Last.Author.Kind), c.Last.Author.ID, spellOrNull(c.Idle),
	}
}

// columns are some of a table's, with a letter for the kind of each, as values has them.
type columns struct {
	names []string
	kinds string
}

// said are the columns of saidValues, changeable those of conversationValues. SQLite writes a row anew into every index by a
// column that a statement names, whether it changes or not, and most of those of conversations are by their place.
var (
	said = columns{strings.Fields(`waiting_since session_ends window_ends due_at last_seq inbound_count shown_count agent_read_seq
		last_at last_direction last_kind last_text last_by last_by_id idle`), "iiiiiiiiittttit"}
	changeable = columns{append(strings.Fields(`state assignee_id last_handler_id queued_at assigned_at resolved_at department_id`), said.names...), "tiiiiii" + said.kinds}

	updateSaid, updateConversation = said.update(), changeable.update()
)

// set sets each column to the value of its place, from 1.
func (k columns) set(value string) string {
	var all []string
	for i, name := range k.names {
		all = append(all, fmt.Sprintf("%s = %s%d", name, value, i+1))
	}
	return strings.Join(all, ", ")
}

// update stores the columns of one conversation, whose id and workspace follow their values.
func (k columns) update() string {
	return fmt.Sprintf("UPDATE conversations SET %s WHERE id = $%d AND workspace_id = $%d", k.set("$"), len(k.names)+1, len(k.names)+2)
}

// spell reads what the idle rule has done; NULL becomes nil.
func spell(to **sapa.Spell) scanner {
	return func(value any) error {
		*to = nil
		if value == nil {
			return nil
		}
		*to = &sapa.Spell{}
		return fromJSON(*to)(value)
	}
}

func spellOrNull(s *sapa.Spell) any {
	if s == nil {
		return nil
	}
	return asJSON(s)
}

// CreateConversation adds a conversation and answers its id.
func (tx *Tx) CreateConversation(ctx context.Context, c sapa.Conversation) (sapa.ConversationID, error) {
	tx.ahead.of(c.Contact)
	var id sapa.ConversationID
	args := append(conversationValues(c), tx.Workspace.ID, c.Room, c.Contact, c.Channel, c.Episode, flag(c.Returning), flag(c.FromAd), micros(c.OpenedAt),
		string(cmp.Or(c.Kind, sapa.Messages)), orNull(c.Post), flag(c.Outbound))
	err := tx.db.QueryRowContext(ctx, `INSERT INTO conversations (`+strings.Join(changeable.names, ", ")+`, workspace_id, room_id, contact_id, channel_id,
		episode, returning_, from_ad, opened_at, kind, post_id, outbound)
		VALUES `+marks(1, len(args))+`
		RETURNING id`, args...).Scan(&id)
	return id, missing("conversation", err)
}

// UpdateConversation stores what changed in a conversation.
func (tx *Tx) UpdateConversation(ctx context.Context, c sapa.Conversation) error {
	return tx.update(ctx, tx.Workspace.ID, change{c, true})
}

// ContinueConversation is UpdateConversation for what was as before when it was read. Where it has stayed in its place, as with most
// messages, fewer indexes are written.
func (tx *Tx) ContinueConversation(ctx context.Context, before, c sapa.Conversation) error {
	return tx.update(ctx, tx.Workspace.ID, change{c, !slices.Equal(placeValues(before), placeValues(c))})
}

// change is what a conversation is now, and whether that may be another place than it had.
type change struct {
	sapa.Conversation
	moved bool
}

// values are what is stored of it, in the order of the columns.
func (c change) values() (columns, []any) {
	if c.moved {
		return changeable, conversationValues(c.Conversation)
	}
	return said, saidValues(c.Conversation)
}

func (tx *Tx) update(ctx context.Context, ws sapa.WorkspaceID, c change) error {
	tx.ahead.wrote(c.Conversation)
	if tx.later != nil {
		tx.later.conversation(c)
		return nil
	}
	return updateConversations(ctx, tx.db, ws, []change{c})
}

// Conversation reads a conversation.
func (r Reads) Conversation(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID) (sapa.Conversation, error) {
	var c sapa.Conversation
	err := r.db.QueryRowContext(ctx, `SELECT `+conversationColumns+` FROM conversations c WHERE c.id = $1 AND c.workspace_id = $2`, id, ws).
		Scan(conversationFields(&c)...)
	return c, missing("conversation", err)
}

// OldestQueued finds the conversation of a kind that waits longest, of those whose queue a scope shows and which are of no
// channel among without. It misses with NotFound.
func (r Reads) OldestQueued(ctx context.Context, ws sapa.WorkspaceID, scope access.Scope, kind sapa.ConversationKind, without ...sapa.ChannelID) (sapa.Conversation, error) {
	var oldest sapa.Conversation
	for _, d := range queues(scope) {
		w := where{}
		w.and("c.workspace_id = %s", ws)
		w.and("c.kind = %s AND c.state = 'in_queue'", string(kind))
		if d != 0 {
			w.and("c.department_id = %s", d)
		}
		for _, ch := range without {
			w.and("c.channel_id <> %s", ch)
		}
		var c sapa.Conversation
		query := `SELECT ` + conversationColumns + ` FROM conversations c WHERE ` + w.String() + ` ORDER BY c.queued_at, c.id LIMIT 1`
		err := r.db.QueryRowContext(ctx, query, w.args...).Scan(conversationFields(&c)...)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return c, fmt.Errorf("store: conversation: %w", err)
		}
		if oldest.ID == 0 || c.QueuedAt.Before(oldest.QueuedAt) {
			oldest = c
		}
	}
	if oldest.ID == 0 {
		return oldest, sapa.Missing("conversation")
	}
	return oldest, nil
}

// Due is a conversation the sweeper must look at.
type Due struct {
	Workspace    sapa.WorkspaceID
	Conversation sapa.ConversationID
}

// DueConversations lists conversations of all workspaces whose due moment has come, longest overdue first.
func (r Reads) DueConversations(ctx context.Context, now time.Time, limit int) ([]Due, error) {
	query := `SELECT workspace_id, id FROM conversations WHERE due_at <= $1 ORDER BY due_at LIMIT $2`
	return collect(ctx, r, query, []any{micros(now), limit}, func(d *Due) []any { return []any{&d.Workspace, &d.Conversation} })
}

// HandledBy lists the conversations a member handles.
func (r Reads) HandledBy(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID) ([]sapa.Conversation, error) {
	query := `SELECT ` + conversationColumns + ` FROM conversations c
		WHERE c.workspace_id = $1 AND c.assignee_id = $2 AND c.state = 'handled' ORDER BY c.kind, c.last_at, c.id`
	return collect(ctx, r, query, []any{ws, member}, conversationFields)
}
