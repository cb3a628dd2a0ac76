package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// RoomTab is one of the lists of the page of all customers (spec CUS-1).
type RoomTab string

// The tabs of that page.
const (
	RoomsAll     RoomTab = "all"
	RoomsQueue   RoomTab = "queue"
	RoomsHandled RoomTab = "handled"
)

// RoomQuery asks for rooms, each with its latest conversation. What it narrows by must all hold; of several values of one
// filter, one must.
type RoomQuery struct {
	Tab   RoomTab
	Scope access.Scope
	// Member is whose unread marks and drafts are read along.
	Member sapa.MemberID
	// Outbound is whether the business wrote first; nil for either.
	Outbound    *bool
	Channels    []sapa.ChannelID
	Handlers    []sapa.MemberID // who handles it, or did last
	Departments []sapa.DepartmentID
	// From and Until bound when the conversation was opened: from the one, before the other; zero for no bound. With either,
	// the list goes by that moment.
	From, Until time.Time
	After       Cursor
	Limit       int
}

// RoomPage is a page of rooms.
type RoomPage struct {
	Rows []Row
	// Next is where the next page begins; zero when there is none. A page may end before it is full: then so many were looked
	// at in vain that somebody else should have a turn.
	Next Cursor
}

// dated tells that the query has a range of dates.
func (q RoomQuery) dated() bool { return !q.From.IsZero() || !q.Until.IsZero() }

// order is how the query's list is sorted.
func (q RoomQuery) order() order {
	switch {
	case q.dated():
		return order{"opened_at", q.Tab == RoomsQueue}
	case q.Tab == RoomsQueue:
		return order{"queued_at", true}
	}
	return order{"last_at", false}
}

// compare orders two places as the list does.
func (o order) compare(a, b Cursor) int {
	if !o.oldest {
		a, b = b, a
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

// Takes tells whether a conversation passes the filters, whatever its state: the same as Rooms asks in SQL.
func (q RoomQuery) Takes(c sapa.Conversation) bool {
	return (q.Outbound == nil || *q.Outbound == c.Outbound) &&
		(len(q.Channels) == 0 || slices.Contains(q.Channels, c.Channel)) &&
		(len(q.Handlers) == 0 || slices.Contains(q.Handlers, c.LastHandler)) &&
		(len(q.Departments) == 0 || slices.Contains(q.Departments, c.Department)) &&
		(q.From.IsZero() || !c.OpenedAt.Before(q.From)) && (q.Until.IsZero() || c.OpenedAt.Before(q.Until))
}

// Rooms reads a page. It walks ranges of indexes in the list's order and keeps what passes the filters, so that no filter
// needs an index of its own; how far it looks for one page is bounded.
func (r Reads) Rooms(ctx context.Context, ws sapa.WorkspaceID, q RoomQuery) (RoomPage, error) {
	if q.Scope.Nothing {
		return RoomPage{}, nil
	}
	var found []Cursor
	var bound Cursor
	o := q.order()
	for _, s := range q.strands() {
		hits, stop, err := r.strand(ctx, ws, q, s)
		if err != nil {
			return RoomPage{}, err
		}
		found = append(found, hits...)
		if stop.ID != 0 && (bound.ID == 0 || o.compare(stop, bound) < 0) {
			bound = stop
		}
	}
	places, next := o.cut(found, bound, q.Limit)
	rows, err := r.at(ctx, ws, q, places)
	return RoomPage{Rows: rows, Next: next}, err
}

// cut makes one page of the places strands found: in order, each once, none behind the first place at which one of them
// stopped, and not more than the limit. It answers where the next page begins.
func (o order) cut(found []Cursor, bound Cursor, limit int) (page []Cursor, next Cursor) {
	slices.SortFunc(found, o.compare)
	found = slices.CompactFunc(found, func(a, b Cursor) bool { return a.ID == b.ID })
	if bound.ID != 0 {
		found = slices.DeleteFunc(found, func(c Cursor) bool { return o.compare(c, bound) > 0 })
	}
	if len(found) > limit {
		return found[:limit], found[limit-1]
	}
	return found, bound
}

// at reads the rows at places, in their order.
func (r Reads) at(ctx context.Context, ws sapa.WorkspaceID, q RoomQuery, places []Cursor) ([]Row, error) {
	ids := make([]sapa.ConversationID, len(places))
	for i, place := range places {
		ids[i] = place.ID
	}
	rows, err := r.ConversationRows(ctx, ws, q.Scope, q.Member, ids)
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID)) })
	return rows, err
}
