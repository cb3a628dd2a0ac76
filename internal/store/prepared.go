package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps statements ready: SQLite would otherwise compile the text anew each time, which costs as much as
// a point read. pgx does the same for PostgreSQL by itself.
type prepared struct {
	db interface {
		querier
		PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	}
	mu    sync.RWMutex
	ready map[string]*sql.Stmt
}

// preparedLimit bounds the statements kept; lists have a few hundred forms in all.
const preparedLimit = 500

func newPrepared(db interface {
	querier
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
},
) *prepared {
	return &prepared{db: db, ready: map[string]*sql.Stmt{}}
}

// statement finds or makes the statement; nil when there is no room or the text cannot be prepared, so that the
// caller runs it as it is and gets the error.
func (p *prepared) statement(ctx context.Context, query string) *sql.Stmt {
	p.mu.RLock()
	s := p.ready[query]
	full := len(p.ready) >= preparedLimit
	p.mu.RUnlock()
	if s != nil || full {
		return s
	}
	s, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.ready[query]; other != nil {
		_ = s.Close()
		return other
	}
	p.ready[query] = s
	return s
}

// ExecContext satisfies querier.
func (p *prepared) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s := p.statement(ctx, query); s != nil {
		return s.ExecContext(ctx, args...)
	}
	return p.db.ExecContext(ctx, query, args...)
}

// QueryContext satisfies querier.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryContext(ctx, args...)
	}
	return p.db.QueryContext(ctx, query, args...)
}

// QueryRowContext satisfies querier.
func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if s := p.statement(ctx, query); s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return p.db.QueryRowContext(ctx, query, args...)
}
