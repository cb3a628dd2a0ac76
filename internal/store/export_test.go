package store

import (
	"context"
	"database/sql"
)

// Statement is one statement a store ran.
type Statement struct {
	Query string
	Args  []any
	// Written tells that it ran inside a write transaction.
	Written bool
}

// Watch answers a store on the same database that tells of each statement before it runs.
func Watch(s *Store, told func(Statement)) *Store {
	w := *s
	w.engine = watchedEngine{s.engine, told}
	w.Reads = Reads{db: watched{db: s.db, told: told}, sql: s.sql}
	return &w
}

type watchedEngine struct {
	engine
	told func(Statement)
}

func (e watchedEngine) begin(ctx context.Context) (querier, func() error, func(), error) {
	db, commit, rollback, err := e.engine.begin(ctx)
	return watched{db, true, e.told}, commit, rollback, err
}

type watched struct {
	db      querier
	written bool
	told    func(Statement)
}

func (w watched) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	w.told(Statement{query, args, w.written})
	return w.db.ExecContext(ctx, query, args...)
}

func (w watched) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	w.told(Statement{query, args, w.written})
	return w.db.QueryContext(ctx, query, args...)
}

func (w watched) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	w.told(Statement{query, args, w.written})
	return w.db.QueryRowContext(ctx, query, args...)
}
