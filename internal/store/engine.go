package store

import (
	"context"
	"strings"
)

// engine is one of the two databases: where to read, and how to begin a write.
type engine interface {
	dialect() dialect
	reader() querier
	// begin starts a write transaction; rollback after commit does nothing.
	begin(ctx context.Context) (db querier, commit func() error, rollback func(), err error)
	// migrate brings the schema to the newest version.
	migrate(ctx context.Context) error
	// version answers the schema's version and the newest this binary knows.
	version(ctx context.Context) (have, want int64, err error)
	close() error
}

// dialect is the little in which the two engines' SQL differs.
type dialect interface {
	// words is how rows are found by words.
	words() wordIndex
	// rows is an aggregate: a JSON array with an array of these columns for each row.
	rows(columns string) string
	// nextMessage is an id set aside for a message of this transaction, for a place from 1 among such.
	nextMessage(place string) string
	// retryable tells that the database broke a transaction off and trying again helps.
	retryable(err error) bool
	// unique tells that err is the violation of the named unique index or constraint.
	unique(err error, index string) bool
}

func openEngine(ctx context.Context, address string) (engine, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	return openSQLite(ctx, address)
}
