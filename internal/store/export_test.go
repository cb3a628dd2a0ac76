package store

import (
	"context"
	"database/sql"
	"sync/atomic"

	"github.com/pressly/goose/v3"
)

// Statement is one statement a store ran.
type Statement struct {
	Query string
	Args  []any
	// Written is the write transaction it ran in, counted from 1; zero for none.
	Written int64
}

// Watch answers a store on the same database that tells of each statement before it runs.
func Watch(s *Store, told func(Statement)) *Store {
	w := *s
	w.engine = watchedEngine{s.engine, told, new(atomic.Int64)}
	w.Reads = Reads{db: watched{db: s.db, told: told}, sql: s.sql}
	return &w
}

type watchedEngine struct {
	engine
	told  func(Statement)
	begun *atomic.Int64
}

func (e watchedEngine) begin(ctx context.Context) (querier, func() error, func(), error) {
	db, commit, rollback, err := e.engine.begin(ctx)
	return watched{db, e.begun.Add(1), e.told}, commit, rollback, err
}

type watched struct {
	db      querier
	written int64
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

// MigrateTo brings an empty database's schema to an older version, for tests of what a migration does to what is there.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	p, err := s.engine.(interface {
		provider() (*goose.Provider, error)
	}).provider()
	if err != nil {
		return err
	}
	_, err = p.UpTo(ctx, version)
	return err
}

// Setting is one of PostgreSQL's settings as the store's connections have it.
func (s *Store) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT current_setting($1)`, name).Scan(&value)
	return value, err
}

// EachRow hands every row of a query to scan.
func (s *Store) EachRow(ctx context.Context, query string, scan func(*sql.Rows) error) error {
	return s.each(ctx, query, nil, scan)
}
