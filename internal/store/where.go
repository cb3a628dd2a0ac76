package store

import (
	"fmt"
	"strings"
)

// where builds the condition of a list: values only ever become arguments, in ascending order.
type where struct {
	text strings.Builder
	args []any
}

// arg adds a value and answers its placeholder.
func (w *where) arg(value any) string {
	w.args = append(w.args, value)
	return fmt.Sprintf("$%d", len(w.args))
}

// and adds a condition; each %s in it becomes the placeholder of a value.
func (w *where) and(format string, values ...any) {
	placeholders := make([]any, len(values))
	for i, value := range values {
		placeholders[i] = w.arg(value)
	}
	if w.text.Len() > 0 {
		w.text.WriteString(" AND ")
	}
	fmt.Fprintf(&w.text, format, placeholders...)
}

// String is the condition so far.
func (w *where) String() string { return w.text.String() }

// list adds values and answers their placeholders for an IN (…). The last value stands there several times, so that there
// are as many as a power of two: each number of them would be a statement of its own to prepare and keep.
func list[T any](w *where, values []T) string {
	placeholders := make([]string, len(values))
	for i, value := range values {
		placeholders[i] = w.arg(value)
	}
	for n := len(values); n > 0 && n&(n-1) != 0; n++ {
		placeholders = append(placeholders, w.arg(values[len(values)-1]))
	}
	return strings.Join(placeholders, ", ")
}

// marks answers n groups of k placeholders, numbered on from $1: ($1, $2), ($3, $4) …
func marks(n, k int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		for j := range k {
			if j > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "$%d", i*k+j+1)
		}
		b.WriteByte(')')
	}
	return b.String()
}

// values answers a VALUES of rows; kinds has a letter for each column, i for a whole number and t for a text. The first
// row tells the engine what they are.
func values(w *where, kinds string, rows [][]any) string {
	var b strings.Builder
	b.WriteString("VALUES ")
	for i, row := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		for n, value := range row {
			b.WriteString(map[bool]string{true: "(", false: ", "}[n == 0])
			if i > 0 {
				b.WriteString(w.arg(value))
				continue
			}
			fmt.Fprintf(&b, "CAST(%s AS %s)", w.arg(value), map[byte]string{'i': "BIGINT", 't': "TEXT"}[kinds[n]])
		}
		b.WriteByte(')')
	}
	return b.String()
}
