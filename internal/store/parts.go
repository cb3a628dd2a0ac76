package store

import (
	"cmp"
	"slices"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// parts divides a list into such that are one range of an index each: where the scope is departments, there is none in which
// several of them stand in the list's order.
func (q ListQuery) parts() []ListQuery {
	s := q.Scope
	// The conversations of one contact are few.
	if !s.Divided || s.All || q.Contact != 0 || q.Tab == Mine {
		return []ListQuery{q}
	}
	var parts []ListQuery
	for _, d := range s.Departments {
		if q.Department != 0 && q.Department != d {
			continue
		}
		if q.Tab == Queue || q.Tab == Inactive || s.Leads {
			part := q
			part.Department = d
			parts = append(parts, part)
		}
	}
	switch q.Tab {
	case Resolved, All:
		// What is the member's own, of whatever department.
		own := q
		own.Scope.Leads = false
		parts = append(parts, own)
	}
	return parts
}

// leads tells that the query asks for everything of a department.
func (q ListQuery) leads() bool {
	return q.Scope.Leads && q.Department != 0 && slices.Contains(q.Scope.Departments, q.Department)
}

// merge makes one page of those of the parts; what stands in several comes once.
func (q ListQuery) merge(pages [][]Row) []Row {
	if len(pages) == 1 {
		return pages[0]
	}
	var all []Row
	seen := map[sapa.ConversationID]bool{}
	for _, row := range slices.Concat(pages...) {
		if !seen[row.ID] {
			seen[row.ID] = true
			all = append(all, row)
		}
	}
	slices.SortFunc(all, func(a, b Row) int {
		x, y := a.Cursor(q.Tab), b.Cursor(q.Tab)
		if !orders[q.Tab].oldest {
			x, y = y, x
		}
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.ID, y.ID))
	})
	return all[:min(len(all), q.Limit)]
}

// queues are the departments whose queues a scope shows; a single zero stands for the queue of all.
func queues(s access.Scope) []sapa.DepartmentID {
	if s.All || !s.Divided {
		return []sapa.DepartmentID{0}
	}
	return s.Departments
}
