package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/postgres/*.sql
var postgresMigrations embed.FS

// postgresEngine is one pool for reading and writing.
type postgresEngine struct {
	pool *pgxpool.Pool
	db   *sql.DB
}

// postgresConns is the pool's size unless the address says pool_max_conns: enough that a slow query does not stop
// the rest, few enough for a small server's default limit of 100 with several instances.
const postgresConns = 16

func openPostgres(ctx context.Context, address string) (engine, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		// The parser's error may quote the address, which holds the password.
		return nil, errors.New("store: the PostgreSQL address cannot be read")
	}
	if !strings.Contains(address, "pool_max_conns") {
		config.MaxConns = postgresConns
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("store: PostgreSQL: %w", err)
	}
	db := stdlib.OpenDBFromPool(pool)
	// The pgx pool keeps the connections; database/sql must not hold on to them as well.
	db.SetMaxIdleConns(0)
	return &postgresEngine{pool: pool, db: db}, nil
}

func (e *postgresEngine) dialect() dialect { return postgresDialect{} }

func (e *postgresEngine) reader() querier { return e.db }

func (e *postgresEngine) begin(ctx context.Context) (querier, func() error, func(), error) {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	return tx, tx.Commit, func() { _ = tx.Rollback() }, nil
}

func (e *postgresEngine) provider() (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return newProvider(goose.DialectPostgres, e.db, postgresMigrations, "migrations/postgres", goose.WithSessionLocker(locker))
}

func (e *postgresEngine) migrate(ctx context.Context) error {
	p, err := e.provider()
	if err != nil {
		return err
	}
	return up(ctx, p)
}

func (e *postgresEngine) version(ctx context.Context) (int64, int64, error) {
	p, err := e.provider()
	if err != nil {
		return 0, 0, err
	}
	return p.GetVersions(ctx)
}

func (e *postgresEngine) close() error {
	err := e.db.Close()
	e.pool.Close()
	return err
}

type postgresDialect struct{}

func (postgresDialect) searchMessages(w *where, workspace int64, words []string) {
	w.and("m.search @@ to_tsquery('simple', %s)", tsQuery(workspace, words))
}

func (postgresDialect) searchContacts(w *where, workspace int64, words []string) {
	w.and("p.search @@ to_tsquery('simple', %s)", tsQuery(workspace, words))
}

// tsQuery asks for all words, each as the beginning of one, inside the workspace. Words are quoted: none can act
// as an operator.
func tsQuery(workspace int64, words []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "'w%d'", workspace)
	for _, word := range words {
		word = strings.ReplaceAll(strings.ReplaceAll(word, `\`, ` `), `'`, ` `)
		fmt.Fprintf(&b, " & '%s':*", word)
	}
	return b.String()
}

func (postgresDialect) retryable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01") // serialization_failure, deadlock_detected
}

func (postgresDialect) unique(err error, index string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505" && e.ConstraintName == index
}
