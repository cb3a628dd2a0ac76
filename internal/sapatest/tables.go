package sapatest

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", to look into a house's tables
)

// Query looks into the house's tables past the program, and answers each row as one text, columns separated by "|".
func (h *House) Query(query string, args ...any) []string {
	h.T.Helper()
	db := h.database()
	defer db.Close()
	rows, err := db.QueryContext(context.Background(), query, args...)
	h.must(err)
	defer rows.Close()
	columns, err := rows.Columns()
	h.must(err)
	all := []string{}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		h.must(rows.Scan(into...))
		all = append(all, joined(values))
	}
	h.must(rows.Err())
	return all
}

// Exec changes the house's tables past the program.
func (h *House) Exec(statement string) {
	h.T.Helper()
	db := h.database()
	defer db.Close()
	_, err := db.ExecContext(context.Background(), statement)
	h.must(err)
}

// Bytes is the engine's type of bytes.
func (e Engine) Bytes() string {
	if e == Postgres {
		return "BYTEA"
	}
	return "BLOB"
}

// joined writes the columns of a row; bytes as text and as hexadecimal, so that a search finds them either way.
func joined(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
		if b, ok := v.([]byte); ok {
			texts[i] = fmt.Sprintf("%s %x", b, b)
		}
	}
	return strings.Join(texts, "|")
}

// Dump is everything in the house's tables as one text.
func (h *House) Dump() string {
	h.T.Helper()
	list := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_search%' ORDER BY name`
	if h.Engine == Postgres {
		list = `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
	}
	var b strings.Builder
	for _, table := range h.Query(list) {
		fmt.Fprintf(&b, "-- %s\n%s\n", table, strings.Join(h.Query(`SELECT * FROM `+table), "\n"))
	}
	return b.String()
}

func (h *House) database() *sql.DB {
	h.T.Helper()
	driver := "sqlite"
	if h.Engine == Postgres {
		driver = "pgx"
	}
	db, err := sql.Open(driver, h.Config.DatabaseAddress())
	h.must(err)
	return db
}
