// Package store keeps everything in SQL, on SQLite or PostgreSQL, with one text a query for both. It decides
// nothing: verbs compute what shall be, the store writes it. Every table and every method carries the workspace;
// the few that cannot are listed in the package's tests with the reason.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Store is the database. Its embedded Reads see what is committed.
type Store struct {
	Reads
	engine engine
	// committed is told of each change after its commit.
	committed func(sapa.WorkspaceID, int64, []sapa.Event)
}

// Reads are the queries. They run on their own or, embedded in a Tx, inside a transaction.
type Reads struct {
	db  querier
	sql dialect
}

// querier is what a pool and a transaction have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Tx is a transaction. A numbered one (see Change) also collects the events of its change.
type Tx struct {
	Reads
	// Workspace is the workspace that is being changed, as it is at this moment; zero in an unnumbered one.
	Workspace sapa.Workspace
	// Number is the change's number; zero in an unnumbered one.
	Number int64
	events []sapa.Event
	// ahead is what is known of elements that are coming, later what is written when somebody asks; nil when nothing is
	// coming.
	ahead ahead
	later *later
}

// Open opens the database at address: a file path, or an address beginning with postgres://. It does not migrate.
func Open(ctx context.Context, address string) (*Store, error) {
	e, err := openEngine(ctx, address)
	if err != nil {
		return nil, err
	}
	s := &Store{engine: e, committed: func(sapa.WorkspaceID, int64, []sapa.Event) {}}
	s.Reads = Reads{db: e.reader(), sql: e.dialect()}
	return s, nil
}

// OnCommit names who is told of each change of this process after its commit: its number and what happened. Call it before
// the store is used. Whoever is told holds up whoever made the change.
func (s *Store) OnCommit(told func(sapa.WorkspaceID, int64, []sapa.Event)) { s.committed = told }

// Close closes all connections.
func (s *Store) Close() error { return s.engine.close() }

// Ping answers nil when both reading and writing are possible.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	if err := s.db.QueryRowContext(ctx, "SELECT 1").Scan(&one); err != nil {
		return fmt.Errorf("store: read: %w", err)
	}
	return s.Write(ctx, func(tx *Tx) error {
		_, err := tx.db.ExecContext(ctx, "UPDATE installation SET id = id WHERE id = 1")
		return err
	})
}

// attempts is how often a transaction is tried that the database itself broke off (deadlock, serialisation).
const attempts = 5

// Change runs fn in the one numbered transaction that is under way in the workspace. Its first statement takes the
// workspace's row, so that whatever fn reads stays true until the commit: claims, limits and sequence numbers need
// no further locks (ADR 0003). The events fn emits are written last; without any, nothing at all is committed.
// It answers the change's number, zero when there was none.
func (s *Store) Change(ctx context.Context, ws sapa.WorkspaceID, fn func(*Tx) error) (int64, error) {
	return s.ChangeFor(ctx, ws, nil, fn)
}

// ChangeFor is a Change for inbound elements, whose Arrival fn will ask for, mostly in their order: many are looked up at
// once, the first ones by the statement that takes the workspace's row, and what fn writes of conversations and messages
// is written together.
func (s *Store) ChangeFor(ctx context.Context, ws sapa.WorkspaceID, coming []sapa.Inbound, fn func(*Tx) error) (int64, error) {
	var number int64
	var events []sapa.Event
	err := s.transact(ctx, func(tx *Tx) error {
		number = 0
		if err := tx.takeFor(ctx, ws, coming); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		if len(tx.events) == 0 {
			return errNothing
		}
		number, events = tx.Number, tx.events
		return tx.writeEvents(ctx)
	})
	if errors.Is(err, errNothing) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	s.committed(ws, number, events)
	return number, nil
}

// Establish makes a workspace and runs fn in its first change: both come to be, or neither.
func (s *Store) Establish(ctx context.Context, w sapa.Workspace, fn func(*Tx) error) (sapa.WorkspaceID, error) {
	var events []sapa.Event
	err := s.transact(ctx, func(tx *Tx) error {
		if err := tx.createWorkspace(ctx, &w); err != nil {
			return err
		}
		if err := tx.take(ctx, w.ID); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		events = tx.events
		return tx.writeEvents(ctx)
	})
	if err != nil {
		return 0, err
	}
	s.committed(w.ID, 1, events)
	return w.ID, nil
}

// errNothing rolls a change back in which nothing happened.
var errNothing = errors.New("nothing happened")

// Write runs fn in a transaction without a number, for what only one person ever sees: drafts, read marks, sign-ins.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.transact(ctx, fn)
}

func (s *Store) transact(ctx context.Context, fn func(*Tx) error) error {
	for try := 1; ; try++ {
		err := s.once(ctx, fn)
		if err == nil || try == attempts || !s.sql.retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try*try) * 5 * time.Millisecond):
		}
	}
}

func (s *Store) once(ctx context.Context, fn func(*Tx) error) error {
	db, commit, rollback, err := s.engine.begin(ctx)
	if err != nil {
		return fmt.Errorf("store: begin: %w", err)
	}
	defer rollback()
	tx := &Tx{Reads: Reads{db: db, sql: s.sql}}
	err = fn(tx)
	if tx.later != nil && tx.later.failed != nil {
		err = tx.later.failed
	}
	if err != nil {
		return err
	}
	if err := commit(); err != nil {
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

// take locks the workspace's row and gives the change its number.
func (tx *Tx) take(ctx context.Context, ws sapa.WorkspaceID) error {
	row := tx.db.QueryRowContext(ctx,
		`UPDATE workspaces SET last_change = last_change + 1 WHERE id = $1 RETURNING last_change, `+workspaceColumns, ws)
	if err := row.Scan(append([]any{&tx.Number}, workspaceFields(&tx.Workspace)...)...); err != nil {
		return missing("workspace", err)
	}
	return nil
}

// takeFor is take, and looks the first elements up that are coming. PostgreSQL looks them up before it waits for the row:
// when another change was committed in between, they are looked up again.
func (tx *Tx) takeFor(ctx context.Context, ws sapa.WorkspaceID, coming []sapa.Inbound) error {
	if len(coming) == 0 {
		return tx.take(ctx, ws)
	}
	var w where
	some := coming[:min(len(coming), lookAhead)]
	var before int64
	var answer sql.NullString
	query := `UPDATE workspaces SET last_change = last_change + 1 WHERE id = ` + w.arg(ws) + ` RETURNING last_change, ` + workspaceColumns + `,
		(SELECT b.last_change FROM workspaces b WHERE b.id = $1), ` + arrivals(tx.sql, &w, some)
	fields := append(append([]any{&tx.Number}, workspaceFields(&tx.Workspace)...), &before, &answer)
	if err := tx.db.QueryRowContext(ctx, query, w.args...).Scan(fields...); err != nil {
		return missing("workspace", err)
	}
	tx.HoldBack()
	tx.ahead.coming = coming
	if before < tx.Number-1 {
		return nil
	}
	return tx.ahead.learn(some, answer)
}

// missing turns the absence of a row into a NotFound error about the noun.
func missing(noun string, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return sapa.Missing(noun)
	}
	if err != nil {
		return fmt.Errorf("store: %s: %w", noun, err)
	}
	return nil
}

// each runs a query and hands every row to scan.
func (r Reads) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := r.db.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("store: query: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("store: scan: %w", err)
		}
	}
	return rows.Err()
}

// collect runs a query and reads every row into a T; fields are where the columns of one go.
func collect[T any](ctx context.Context, r Reads, query string, args []any, fields func(*T) []any) ([]T, error) {
	var found []T
	err := r.each(ctx, query, args, func(rows *sql.Rows) error {
		var one T
		err := rows.Scan(fields(&one)...)
		found = append(found, one)
		return err
	})
	return found, err
}

// exec runs a statement and answers how many rows it touched.
func (r Reads) exec(ctx context.Context, query string, args ...any) (int64, error) {
	result, err := r.db.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("store: exec: %w", err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("store: exec: %w", err)
	}
	return n, nil
}
