package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/sqlite/*.sql
var sqliteMigrations embed.FS

// sqliteEngine holds one connection that writes and a pool of readers that cannot. Writers queue here, where they
// queue fairly and can be cancelled, and never for SQLite's own lock.
type sqliteEngine struct {
	db      *sql.DB // the writer's pool: conn, and a second one for migrations and backups
	conn    *sql.Conn
	turn    chan struct{} // holds one token; who has it may write on conn
	written *prepared
	readers *sql.DB
}

// sqliteReaders is how many read at the same time; two cores gain nothing from more.
const sqliteReaders = 4

func openSQLite(ctx context.Context, path string) (_ engine, err error) {
	// FULL: a power cut must not lose what was answered with 200. 8 MB of page cache a connection.
	common := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_pragma=cache_size(-8000)&_pragma=temp_store(MEMORY)"
	if err := defineWords(); err != nil {
		return nil, err
	}
	e := &sqliteEngine{turn: make(chan struct{}, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("store: open %s: %w", path, err), e.close())
		}
	}()
	if e.db, err = sql.Open("sqlite", common); err != nil {
		return nil, err
	}
	e.db.SetMaxOpenConns(2)
	if e.conn, err = e.db.Conn(ctx); err != nil {
		return nil, err
	}
	e.written = newPrepared(e.conn)
	if e.readers, err = sql.Open("sqlite", common+"&_pragma=query_only(ON)"); err != nil {
		return nil, err
	}
	e.readers.SetMaxOpenConns(sqliteReaders)
	e.readers.SetMaxIdleConns(sqliteReaders)
	e.turn <- struct{}{}
	return e, nil
}

func (e *sqliteEngine) dialect() dialect { return sqliteDialect{} }

func (e *sqliteEngine) reader() querier { return newPrepared(e.readers) }

func (e *sqliteEngine) begin(ctx context.Context) (querier, func() error, func(), error) {
	select {
	case <-ctx.Done():
		return nil, nil, nil, ctx.Err()
	case <-e.turn:
	}
	// What ends a transaction must not be stopped half-way by a caller who went away.
	last := context.WithoutCancel(ctx)
	if _, err := e.conn.ExecContext(last, "BEGIN IMMEDIATE"); err != nil {
		e.turn <- struct{}{}
		return nil, nil, nil, err
	}
	open := true
	end := func(how string) error {
		if !open {
			return nil
		}
		_, err := e.conn.ExecContext(last, how)
		if err != nil && how == "COMMIT" {
			return err // the rollback that follows ends it
		}
		open = false
		e.turn <- struct{}{}
		return err
	}
	return e.written, func() error { return end("COMMIT") }, func() { _ = end("ROLLBACK") }, nil
}

func (e *sqliteEngine) provider() (*goose.Provider, error) {
	return newProvider(goose.DialectSQLite3, e.db, sqliteMigrations, "migrations/sqlite")
}

func (e *sqliteEngine) migrate(ctx context.Context) error {
	p, err := e.provider()
	if err != nil {
		return err
	}
	return up(ctx, p)
}

func (e *sqliteEngine) version(ctx context.Context) (int64, int64, error) {
	p, err := e.provider()
	if err != nil {
		return 0, 0, err
	}
	return p.GetVersions(ctx)
}

func (e *sqliteEngine) close() error {
	var errs []error
	if e.readers != nil {
		errs = append(errs, e.readers.Close())
	}
	if e.conn != nil {
		errs = append(errs, e.conn.Close())
	}
	if e.db != nil {
		errs = append(errs, e.db.Close())
	}
	return errors.Join(errs...)
}

// backup writes a consistent copy of the database to a new file while others go on reading and writing.
func (e *sqliteEngine) backup(ctx context.Context, path string) error {
	_, err := e.db.ExecContext(ctx, "VACUUM INTO $1", path)
	return err
}

type sqliteDialect struct{}

// sqliteWords asks FTS5, which lists by descending rowid as quickly as by ascending one.
var sqliteWords = wordIndex{
	bits: sliceBits,
	few:  400,
	ids: map[string]string{
		"messages": `SELECT rowid FROM message_search WHERE message_search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3`,
		"contacts": `SELECT rowid FROM contact_search WHERE contact_search MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3`,
	},
	says: func(message, words string) string { return "sapa_says(" + searched(message) + ", " + words + ") = 1" },
	asked: func(_ context.Context, _ querier, words []string) (askedWords, bool, error) {
		words = wordsOf(strings.Join(words, " "))
		return askedWords{words: words, one: ftsWord, and: " AND ", or: " OR ", plain: strings.Join(words, " ")}, len(words) > 0, nil
	},
	sift: func(condition, words string) string {
		return `SELECT m.id FROM messages m WHERE ` + condition + ` AND sapa_says(` + searched("m") + `, ` + words + `) = 1 ORDER BY m.id DESC`
	},
	add:   sqliteAddWords,
	close: closeInSQLite,
}

func (sqliteDialect) words() wordIndex { return sqliteWords }

// ftsWord asks for a word in a slice, as the beginning of one. Words have no quotes in them, and none can act as an
// operator.
func ftsWord(slice, word string) string { return `"` + slice + word + `"*` }

func (sqliteDialect) rows(columns string) string {
	return "json_group_array(json_array(" + columns + "))"
}

// nextMessage counts on from the highest id there is: nobody else writes meanwhile.
func (sqliteDialect) nextMessage(place string) string {
	return "coalesce((SELECT max(s.id) FROM messages s), 0) + " + place
}

func (sqliteDialect) retryable(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == sqlite3.SQLITE_BUSY || e.Code()&0xff == sqlite3.SQLITE_LOCKED)
}

// unique compares columns, since SQLite names those of the index and not the index.
func (sqliteDialect) unique(err error, index string) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT && strings.Contains(e.Error(), indexColumns[index])
}

// indexColumns are the columns by which SQLite reports the unique indexes the store asks about.
var indexColumns = map[string]string{
	"members_email":    "members.email",
	"members_phone":    "members.workspace_id, members.phone",
	"channels_account": "channels.workspace_id, channels.kind, channels.account",
}
