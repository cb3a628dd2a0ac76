package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// strand is one range of one index, in the order of a list: the condition that says which. A %s in it is a value.
type strand struct {
	condition string
	values    []any
}

// ofEachKind makes a strand of each kind of conversations: their lists have indexes that begin with it.
func ofEachKind(condition string, values ...any) []strand {
	var all []strand
	for _, kind := range sapa.ConversationKinds() {
		all = append(all, strand{condition + " AND c.kind = %s", append(slices.Clone(values), string(kind))})
	}
	return all
}

// liveIn is what is in a state that ends soon: its index has two of them.
func liveIn(state sapa.State) strand {
	return strand{condition: "c.state IN ('in_queue', 'handled') AND c.state = '" + string(state) + "'"}
}

// strands are the ranges in which everything lies that the query can find, as narrow as there are indexes for.
func (q RoomQuery) strands() []strand {
	switch {
	case q.dated():
		return []strand{q.days()}
	case q.Tab == RoomsQueue:
		return q.queued()
	case q.Tab == RoomsHandled && len(q.Handlers) > 0:
		return handledBy(q.Handlers)
	case q.Tab == RoomsHandled && (q.Scope.All || q.Scope.Leads):
		return []strand{liveIn(sapa.Handled)}
	case q.Tab == RoomsHandled:
		return handledBy([]sapa.MemberID{q.Scope.Member})
	case !q.Scope.All:
		return q.inSight()
	}
	return q.everything()
}

// days is what was opened in the range of dates.
func (q RoomQuery) days() strand {
	s := strand{condition: "c.opened_at >= %s", values: []any{q.From.UnixMicro()}}
	if q.From.IsZero() {
		s.values = []any{time.Time{}.UnixMicro()}
	}
	if !q.Until.IsZero() {
		s.condition += " AND c.opened_at < %s"
		s.values = append(s.values, q.Until.UnixMicro())
	}
	return s
}

// queued is what waits in the queues the member sees.
func (q RoomQuery) queued() []strand {
	departments := queues(q.Scope)
	if len(q.Departments) > 0 {
		departments = q.Departments
	}
	var all []strand
	for _, d := range departments {
		if d == 0 {
			all = append(all, ofEachKind("c.state = 'in_queue'")...)
			continue
		}
		all = append(all, ofEachKind("c.state = 'in_queue' AND c.department_id = %s", d)...)
	}
	return all
}

func handledBy(members []sapa.MemberID) []strand {
	var all []strand
	for _, m := range members {
		all = append(all, ofEachKind("c.state = 'handled' AND c.assignee_id = %s", m)...)
	}
	return all
}

// openOnes are what nobody handles: what waits and what is inactive.
func openOnes() []strand {
	return append(ofEachKind("c.state = 'inactive'"), liveIn(sapa.InQueue))
}

func resolvedBy(members []sapa.MemberID) []strand {
	var all []strand
	for _, m := range members {
		all = append(all, strand{"c.state = 'resolved' AND c.last_handler_id = %s", []any{m}})
	}
	return all
}

// ofDepartments is what belongs to departments.
func ofDepartments(departments []sapa.DepartmentID) []strand {
	var all []strand
	for _, d := range departments {
		all = append(all, ofEachKind("c.department_id = %s AND c.department_id <> 0", d)...)
	}
	return all
}

// inSight is everything that somebody sees who does not see everything.
func (q RoomQuery) inSight() []strand {
	me := []sapa.MemberID{q.Scope.Member}
	all := slices.Concat(openOnes(), handledBy(me), resolvedBy(me))
	if q.Scope.Leads {
		all = append(all, ofDepartments(q.Scope.Departments)...)
	}
	return all
}

// everything is everything, narrowed by one of the filters.
func (q RoomQuery) everything() []strand {
	switch {
	case len(q.Handlers) > 0:
		return slices.Concat(openOnes(), handledBy(q.Handlers), resolvedBy(q.Handlers))
	case len(q.Channels) > 0:
		var all []strand
		for _, c := range q.Channels {
			all = append(all, ofEachKind("c.channel_id = %s", c)...)
		}
		return all
	case len(q.Departments) > 0:
		return ofDepartments(q.Departments)
	}
	return ofEachKind("1 = 1")
}

// A look along a strand reads so many rows, the first only some more than a page has, until so many were looked at for one
// page: a filter that little passes finds it over several pages.
const (
	strandBatch = 1000
	strandMost  = 5000
)

// strand finds the places along a range that pass the filters, one more than a page has, and where it stopped to look:
// zero at the range's end.
func (r Reads) strand(ctx context.Context, ws sapa.WorkspaceID, q RoomQuery, s strand) (hits []Cursor, stop Cursor, err error) {
	at, size := q.After, q.Limit+1
	for looked := 0; ; size = strandBatch {
		places, err := r.look(ctx, ws, q, s, at, size)
		if err != nil {
			return nil, stop, err
		}
		for _, p := range places {
			if p.fits {
				hits = append(hits, p.Cursor)
			}
			if at = p.Cursor; len(hits) > q.Limit {
				return hits, at, nil
			}
		}
		if len(places) < size {
			return hits, Cursor{}, nil
		}
		if looked += size; looked >= strandMost {
			return hits, at, nil
		}
	}
}

// place is a conversation along a strand, and whether it is what the query asks for.
type place struct {
	Cursor
	fits bool
}

// look reads the next places along a strand. The filters are no condition of the query but something it answers, so that
// they cannot change the way the engine takes.
func (r Reads) look(ctx context.Context, ws sapa.WorkspaceID, q RoomQuery, s strand, after Cursor, size int) ([]place, error) {
	fits := where{}
	fits.rooms(q)
	w := where{args: fits.args}
	w.and("c.workspace_id = %s", ws)
	w.and(s.condition, s.values...)
	o := q.order()
	direction, than := "DESC", "<"
	if o.oldest {
		direction, than = "ASC", ">"
	}
	if after.ID != 0 {
		w.and("(c."+o.column+", c.id) "+than+" (%s, %s)", micros(after.At), after.ID)
	}
	query := `SELECT c.` + o.column + `, c.id, CASE WHEN ` + fits.String() + ` THEN 1 ELSE 0 END FROM conversations c WHERE ` + w.String() +
		fmt.Sprintf(` ORDER BY c.%[1]s %[2]s, c.id %[2]s LIMIT %[3]s`, o.column, direction, w.arg(size))
	return collect(ctx, r, query, w.args, func(p *place) []any { return []any{stamp(&p.At), &p.ID, truth(&p.fits)} })
}

// rooms adds the conditions of what a query asks for.
func (w *where) rooms(q RoomQuery) {
	// An open conversation is its room's latest.
	w.and("(c.state <> 'resolved' OR NOT EXISTS (SELECT 1 FROM conversations n WHERE n.room_id = c.room_id AND n.episode > c.episode))")
	switch q.Tab {
	case RoomsQueue:
		w.and("c.state = 'in_queue'")
	case RoomsHandled:
		w.and("c.state = 'handled'")
	case RoomsAll:
	}
	w.scope(q.Scope)
	if q.Outbound != nil {
		w.and("c.outbound = %s", flag(*q.Outbound))
	}
	oneOf(w, "c.channel_id", q.Channels)
	oneOf(w, "c.last_handler_id", q.Handlers)
	oneOf(w, "c.department_id", q.Departments)
}

// oneOf adds the condition that a column has one of some values; none for any.
func oneOf[T any](w *where, column string, values []T) {
	if len(values) > 0 {
		w.and(column + " IN (" + list(w, values) + ")")
	}
}
