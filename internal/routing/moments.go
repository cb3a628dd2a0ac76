package routing

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// What can happen, in the order in which it counts at one and the same moment: room is made before it is filled.
const (
	ended = iota
	left
	arrived
	came
)

// moment is something that happens in a replay.
type moment struct {
	at     time.Time
	kind   int
	member sapa.MemberID
	index  int
	order  int
}

// moments is a heap of what lies ahead.
type moments []moment

// Len satisfies heap.Interface, as the following do.
func (m moments) Len() int { return len(m) }

// Swap satisfies heap.Interface.
func (m moments) Swap(i, j int) { m[i], m[j] = m[j], m[i] }

// Push satisfies heap.Interface.
func (m *moments) Push(x any) { *m = append(*m, x.(moment)) }

// Pop satisfies heap.Interface.
func (m *moments) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}

// Less satisfies heap.Interface.
func (m moments) Less(i, j int) bool {
	if !m[i].at.Equal(m[j].at) {
		return m[i].at.Before(m[j].at)
	}
	if m[i].kind != m[j].kind {
		return m[i].kind < m[j].kind
	}
	return m[i].order < m[j].order
}
