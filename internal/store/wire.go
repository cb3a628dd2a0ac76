package store

import (
	"context"
	"fmt"
)

// wireName is the PostgreSQL channel that Sapa's processes talk on.
const wireName = "sapa"

// Wire carries hints between the processes on one PostgreSQL database.
type Wire struct{ engine *postgresEngine }

// Wire answers the wire between processes; false on SQLite, which only one process uses.
func (s *Store) Wire() (Wire, bool) {
	e, ok := s.engine.(*postgresEngine)
	return Wire{e}, ok
}

// Publish tells all other processes. It runs outside of business transactions: a NOTIFY inside one would queue all
// commits of the server behind one lock (LIBRARIES, cross-node).
func (w Wire) Publish(ctx context.Context, text string) error {
	if _, err := w.engine.pool.Exec(ctx, `SELECT pg_notify($1, $2)`, wireName, text); err != nil {
		return fmt.Errorf("store: notify: %w", err)
	}
	return nil
}

// Listen hands every text that arrives to told until ctx ends or the connection breaks.
func (w Wire) Listen(ctx context.Context, told func(string)) error {
	conn, err := w.engine.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("store: listen: %w", err)
	}
	// A connection that listens is of no use to anybody else: it is closed, not returned.
	defer func() { _ = conn.Hijack().Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, `LISTEN `+wireName); err != nil {
		return fmt.Errorf("store: listen: %w", err)
	}
	for {
		n, err := conn.Conn().WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("store: listen: %w", err)
		}
		told(n.Payload)
	}
}
