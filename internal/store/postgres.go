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

// searchCondition asks a row's search column for words, their letters without marks, inside a workspace. Words of which
// the parser knows none find nothing, not everything.
const searchCondition = `%[1]s.search @@ (CAST(CAST(%[2]s AS TEXT) AS tsquery) && %[3]s) AND numnode(%[3]s) > 0`

const foldedQuery = `to_tsquery('simple', regexp_replace(normalize(CAST(%s AS TEXT), NFD), E'[\u0300-\u036f]', '', 'g'))`

func (postgresDialect) searchMessages(w *where, row string, workspace int64, words []string) string {
	return searched(w, row, workspace, words)
}

func (postgresDialect) searchContacts(w *where, row string, workspace int64, words []string) string {
	return searched(w, row, workspace, words)
}

func searched(w *where, row string, workspace int64, words []string) string {
	return fmt.Sprintf(searchCondition, row, w.arg(fmt.Sprintf("'#%d'", workspace)), fmt.Sprintf(foldedQuery, w.arg(tsQuery(words))))
}

// tsQuery asks for all words, each as the beginning of one. Words are quoted: none can act as an operator.
func tsQuery(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = "'" + strings.NewReplacer(`\`, ` `, `'`, ` `).Replace(word) + "':*"
	}
	return strings.Join(quoted, " & ")
}

func (postgresDialect) retryable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01") // serialization_failure, deadlock_detected
}

func (postgresDialect) unique(err error, index string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505" && e.ConstraintName == index
}
