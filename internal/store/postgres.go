package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
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
	config.AfterConnect = quickQueries
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

// quickQueries keeps the server from preparing for long work: every query here is a short one, and compiling it or starting
// helpers for it takes a hundred times as long as the query, whenever the planner thinks that it will find much.
func quickQueries(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SELECT set_config('jit', 'off', false), set_config('max_parallel_workers_per_gather', '0', false)`)
	return err
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

// postgresWords asks a GIN index. The rows are found before they are ordered: by the order of ids, the planner would
// rather walk through all messages.
var postgresWords = wordIndex{
	bits: postgresSliceBits,
	few:  8,
	ids: map[string]string{
		"messages": `WITH found AS MATERIALIZED (SELECT id FROM messages WHERE search @@ CAST(CAST($1 AS TEXT) AS tsquery))
			SELECT id FROM found WHERE id < $2 ORDER BY id DESC LIMIT $3`,
		"contacts": `WITH found AS MATERIALIZED (SELECT id FROM contacts WHERE search @@ CAST(CAST($1 AS TEXT) AS tsquery))
			SELECT id FROM found WHERE id < $2 ORDER BY id DESC LIMIT $3`,
	},
	says: func(message, words string) string {
		return `to_tsvector('simple', ` + fmt.Sprintf(foldedText, searched(message)) + `) @@ CAST(CAST(` + words + ` AS TEXT) AS tsquery)`
	},
	asked: postgresAsked,
	// By the stored words: finding those of a text takes twenty times as long. Not by the index: that is asked already.
	sift: func(condition, words string) string {
		return `WITH found AS MATERIALIZED (SELECT m.id, m.search FROM messages m WHERE ` + condition + `)
			SELECT id FROM found WHERE search @@ CAST(CAST(` + words + ` AS TEXT) AS tsquery) ORDER BY id DESC`
	},
	add:   postgresAddWords,
	close: closeInPostgres,
}

// postgresSliceBits are fewer than on SQLite: finding a slice costs less here, and a row that is found more.
const postgresSliceBits = 14

// foldedText is a text as the migration gives it to the parser: for where.and, which makes one percent sign of two, once it is
// filled in.
const foldedText = `regexp_replace(normalize(translate(%s, E'!"#$%%%%&\'()*+,-./:;<=>?@[\\]^_` + "`" + `{|}~', repeat(' ', 32)), NFD), E'[\u0300-\u036f]', '', 'g')`

func (postgresDialect) words() wordIndex { return postgresWords }

// foldedQuery has PostgreSQL's own parser find the words, their letters without marks. Words of which it knows none are
// an empty text.
const foldedQuery = `SELECT CAST(to_tsquery('simple', regexp_replace(normalize(CAST($1 AS TEXT), NFD), E'[\u0300-\u036f]', '', 'g')) AS TEXT)`

// foldedWord is a word in the text of a tsquery: words have no quotes in them.
var foldedWord = regexp.MustCompile(`'([^']+)'`)

func postgresAsked(ctx context.Context, db querier, words []string) (askedWords, bool, error) {
	var query string
	if err := db.QueryRowContext(ctx, foldedQuery, tsQuery(words)).Scan(&query); err != nil {
		return askedWords{}, false, fmt.Errorf("store: search: %w", err)
	}
	// What the parser takes for several words must all be there; where, the index does not know.
	query = strings.ReplaceAll(query, "<->", "&")
	asked := askedWords{one: func(slice, word string) string { return "'" + slice + word + "':*" }, and: " & ", or: " | ", plain: query, stored: true}
	for _, word := range foldedWord.FindAllStringSubmatch(query, -1) {
		asked.words = append(asked.words, word[1])
	}
	return asked, query != "", nil
}

// tsQuery asks for all words, each as the beginning of one. Words are quoted: none can act as an operator.
func tsQuery(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = "'" + strings.NewReplacer(`\`, ` `, `'`, ` `).Replace(word) + "':*"
	}
	return strings.Join(quoted, " & ")
}

func (postgresDialect) rows(columns string) string {
	return "json_agg(json_build_array(" + columns + "))"
}

func (postgresDialect) nextMessage(string) string { return "nextval('messages_id_seq')" }

func (postgresDialect) retryable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01") // serialization_failure, deadlock_detected
}

func (postgresDialect) unique(err error, index string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505" && e.ConstraintName == index
}
