package store_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sapa-inbox/sapa/internal/store"
)

// What comes from the database's surroundings is known as such; our own mistakes and what has another meaning are not.
func TestAway(t *testing.T) {
	t.Parallel()
	state := func(code string) error { return fmt.Errorf("store: exec: %w", &pgconn.PgError{Code: code}) }
	for what, err := range map[string]error{
		"no room": state("53100"), "too many connections": state("53300"), "shut down": state("57P01"), "starting up": state("57P03"),
		"connection lost": state("08006"), "broken disk": state("58030"), "a standby": state("25006"),
		"a cut line": fmt.Errorf("store: commit: %w", io.ErrUnexpectedEOF), "nobody there": &net.OpError{Op: "dial", Err: errors.New("refused")},
		"a dead connection": driver.ErrBadConn, "a closed one": pgconn.ErrConnClosed, "a full file": fullFile(t),
	} {
		if !store.Away(err) {
			t.Errorf("%s: %v is not recognised", what, err)
		}
	}
	for what, err := range map[string]error{
		"nothing": nil, "a wrong statement": state("42601"), "a unique index": state("23505"), "a deadlock": state("40P01"),
		"who asked is gone": context.Canceled, "no row": sql.ErrNoRows, "a mistake of ours": errors.New("oops"),
	} {
		if store.Away(err) {
			t.Errorf("%s: %v counts as away", what, err)
		}
	}
}

// fullFile is what SQLite says when a database may not grow.
func fullFile(t *testing.T) error {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "full.db")+"?_pragma=max_page_count(4)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE t (x TEXT)"); err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("INSERT INTO t VALUES ($1)", strings.Repeat("x", 1<<20))
	if err == nil {
		t.Fatal("a full file takes a megabyte")
	}
	return err
}
