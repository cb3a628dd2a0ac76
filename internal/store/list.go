package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Tab is one of the inbox's lists.
type Tab string

// The tabs (spec CNV-7).
const (
	Mine     Tab = "mine"
	Queue    Tab = "queue"
	Inactive Tab = "inactive"
	Resolved Tab = "resolved"
	All      Tab = "all"
)

// order is how a tab is sorted: by a column of its index, and whether the oldest comes first.
type order struct {
	column string
	oldest bool
}

var orders = map[Tab]order{
	Mine: {"last_at", false}, Queue: {"queued_at", true}, Inactive: {"last_at", false},
	Resolved: {"resolved_at", false}, All: {"last_at", false},
}

// Cursor is a place in a list: the sorted value and the id of the last row seen. Zero is the beginning.
type Cursor struct {
	At time.Time
	ID sapa.ConversationID
}

// ListQuery asks for a page of conversations.
type ListQuery struct {
	Tab   Tab
	Scope access.Scope
	// Member is whose unread marks and drafts are read along, and who "mine" is.
	Member sapa.MemberID
	// Kind is what a tab holds; empty for messages. Of one contact, empty is everything.
	Kind sapa.ConversationKind
	// Channel, Assignee, Contact and Department narrow the list; zero for any.
	Channel    sapa.ChannelID
	Assignee   sapa.MemberID
	Contact    sapa.ContactID
	Department sapa.DepartmentID
	After      Cursor
	Limit      int
}

// Row is a conversation as lists show it to one member.
type Row struct {
	sapa.Conversation
	Person sapa.Contact
	// ReadSeq and ReadInbound are how far the member has read; zero for not at all.
	ReadSeq, ReadInbound int
	// Draft is the beginning of the member's unsent reply; empty for none.
	Draft string
}

// Unread is how many of the contact's messages the member has not read.
func (r Row) Unread() int { return max(0, r.InboundCount-r.ReadInbound) }

// Cursor is the row's place in a tab.
func (r Row) Cursor(tab Tab) Cursor {
	at := map[string]time.Time{"last_at": r.Last.At, "queued_at": r.QueuedAt, "resolved_at": r.ResolvedAt}[orders[tab].column]
	return Cursor{At: at, ID: r.ID}
}

const rowColumns = conversationColumns + `, ` + contactColumns + `, coalesce(d.seq, 0), coalesce(d.inbound_count, 0), coalesce(t.body, '')`

// rowJoins joins what one member sees of a row; the member's id is the placeholder %[1]s.
const rowJoins = ` FROM conversations c JOIN contacts p ON p.id = c.contact_id
	LEFT JOIN reads d ON d.member_id = %[1]s AND d.conversation_id = c.id
	LEFT JOIN drafts t ON t.member_id = %[1]s AND t.conversation_id = c.id AND t.mode = 'reply'`

func rowFields(r *Row) []any {
	fields := append(conversationFields(&r.Conversation), contactFields(&r.Person)...)
	return append(fields, &r.ReadSeq, &r.ReadInbound, &r.Draft)
}

// Conversations reads a page of a tab. Each tab is one range of one index; of somebody who sees departments alone, one of
// each.
func (r Reads) Conversations(ctx context.Context, ws sapa.WorkspaceID, q ListQuery) ([]Row, error) {
	// Only handled conversations have an assignee.
	if q.Scope.Nothing || q.Assignee != 0 && q.Tab != Mine && q.Tab != All {
		return nil, nil
	}
	var pages [][]Row
	for _, part := range q.parts() {
		page, err := r.page(ctx, ws, part)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return q.merge(pages), nil
}

// page reads what one range of one index holds.
func (r Reads) page(ctx context.Context, ws sapa.WorkspaceID, q ListQuery) ([]Row, error) {
	w := where{}
	member := w.arg(q.Member)
	o := orders[q.Tab]
	w.tab(ws, q)
	direction, than := "DESC", "<"
	if o.oldest {
		direction, than = "ASC", ">"
	}
	if q.After.ID != 0 {
		w.and("(c."+o.column+", c.id) "+than+" (%s, %s)", micros(q.After.At), q.After.ID)
	}
	query := `SELECT ` + rowColumns + fmt.Sprintf(rowJoins, member) + ` WHERE ` + w.String() +
		fmt.Sprintf(` ORDER BY c.%[1]s %[2]s, c.id %[2]s LIMIT %[3]s`, o.column, direction, w.arg(q.Limit))
	return collect(ctx, r, query, w.args, rowFields)
}

// tab adds the conditions of a tab, the scope and the filters. States are written out, not passed as values, so
// that the partial indexes match.
func (w *where) tab(ws sapa.WorkspaceID, q ListQuery) {
	w.and("c.workspace_id = %s", ws)
	if q.Contact == 0 || q.Kind != "" {
		w.and("c.kind = %s", string(cmp.Or(q.Kind, sapa.Messages)))
	}
	switch q.Tab {
	case Mine:
		w.and("c.state = 'handled' AND c.assignee_id = %s", q.Member)
	case Queue:
		// The scope is one department at a time: see parts.
		w.and("c.state = 'in_queue'")
	case Inactive:
		w.and("c.state = 'inactive'")
	case Resolved:
		w.and("c.state = 'resolved'")
		if !q.Scope.All && !q.leads() {
			w.and("c.last_handler_id = %s", q.Scope.Member)
		}
	case All:
		w.scope(q.Scope)
	}
	if q.Department != 0 {
		// Written out beside the value, so that the partial indexes match.
		w.and("c.department_id = %s AND c.department_id <> 0", q.Department)
	}
	switch {
	case q.Channel == 0:
	case q.Tab == Mine || q.Assignee != 0:
		// Of what one member handles, it is looked up in the rows: without the plus, SQLite would walk through the channel.
		w.and("+c.channel_id = %s", q.Channel)
	default:
		w.and("c.channel_id = %s", q.Channel)
	}
	if q.Assignee != 0 {
		w.and("c.state = 'handled' AND c.assignee_id = %s", q.Assignee)
	}
	if q.Contact != 0 {
		w.and("c.contact_id = %s", q.Contact)
	}
}

// scope adds the condition that says the same as access.Scope.Sees; a test holds the two together.
func (w *where) scope(s access.Scope) {
	switch {
	case s.Nothing:
		w.and("1 = 0")
	case s.All:
	default:
		free, everything := `c.state IN ('in_queue', 'inactive')`, ``
		if s.Divided {
			theirs := `0 = 1`
			if len(s.Departments) > 0 {
				theirs = `c.department_id IN (` + list(w, s.Departments) + `)`
			}
			free += ` AND ` + theirs
			if s.Leads {
				everything = ` OR ` + theirs
			}
		}
		w.and(`(`+free+` OR (c.state = 'handled' AND c.assignee_id = %s) OR (c.state = 'resolved' AND c.last_handler_id = %s)`+everything+`)`,
			s.Member, s.Member)
	}
}

// ConversationRows reads conversations by id as a member's list shows them. Ids outside the scope are left out.
func (r Reads) ConversationRows(ctx context.Context, ws sapa.WorkspaceID, who access.Scope, member sapa.MemberID, ids []sapa.ConversationID) ([]Row, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := where{}
	me := w.arg(member)
	// Without the plus, SQLite would walk through all conversations of the workspace when there are a dozen ids or more.
	w.and("+c.workspace_id = %s", ws)
	w.scope(who)
	w.and("c.id IN (" + list(&w, ids) + ")")
	return collect(ctx, r, `SELECT `+rowColumns+fmt.Sprintf(rowJoins, me)+` WHERE `+w.String(), w.args, rowFields)
}

// CountLimit is how far tab counts go: a badge says "99+" beyond, so that counting never costs more than this.
const CountLimit = 100

// Counts are the numbers on the tabs of one kind, each at most CountLimit.
type Counts struct {
	Mine, MineUnread, Queue int
}

// Counts counts what a member's badges show, of messages and of comments. The queue is counted in its order so that
// PostgreSQL takes its index and not the one of all that is open.
func (r Reads) Counts(ctx context.Context, ws sapa.WorkspaceID, scope access.Scope, member sapa.MemberID) (messages, comments Counts, err error) {
	w := where{}
	w.arg(ws)
	w.arg(member)
	w.arg(CountLimit)
	queue, order := "", "queued_at"
	if departments := queues(scope); !slices.Equal(departments, []sapa.DepartmentID{0}) {
		queue, order = " AND 0 = 1", "department_id"
		if len(departments) > 0 {
			queue = " AND department_id IN (" + list(&w, departments) + ")"
		}
	}
	// The kind is written out so that each number is one range of an index.
	const numbers = `
		(SELECT count(*) FROM (SELECT 1 FROM conversations WHERE workspace_id = $1 AND assignee_id = $2 AND kind = '%[1]s' AND state = 'handled' LIMIT $3) AS mine),
		(SELECT count(*) FROM (SELECT 1 FROM conversations c LEFT JOIN reads d ON d.member_id = $2 AND d.conversation_id = c.id
			WHERE c.workspace_id = $1 AND c.assignee_id = $2 AND c.kind = '%[1]s' AND c.state = 'handled' AND c.inbound_count > coalesce(d.inbound_count, 0) LIMIT $3) AS unread),
		(SELECT count(*) FROM (SELECT 1 FROM conversations WHERE workspace_id = $1 AND kind = '%[1]s' AND state = 'in_queue'%[2]s ORDER BY %[3]s LIMIT $3) AS queue)`
	var columns []string
	for _, kind := range sapa.ConversationKinds() {
		columns = append(columns, fmt.Sprintf(numbers, kind, queue, order))
	}
	err = r.db.QueryRowContext(ctx, `SELECT `+strings.Join(columns, ", "), w.args...).Scan(
		&messages.Mine, &messages.MineUnread, &messages.Queue, &comments.Mine, &comments.MineUnread, &comments.Queue)
	return messages, comments, missing("counts", err)
}
