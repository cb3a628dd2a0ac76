package sapatest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx", to make and drop databases

	"github.com/sapa-inbox/sapa/internal/sapatest/pgcluster"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Engine is one of the two databases the store runs on.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Engines runs a test on both engines, each as a parallel subtest.
func Engines(t *testing.T, test func(t *testing.T, e Engine)) {
	t.Helper()
	for _, e := range []Engine{SQLite, Postgres} {
		t.Run(string(e), func(t *testing.T) {
			t.Parallel()
			test(t, e)
		})
	}
}

// Database makes a fresh, empty database that goes with the test, and answers its address.
func (e Engine) Database(t testing.TB) string {
	t.Helper()
	if e == SQLite {
		return filepath.Join(t.TempDir(), "sapa.db")
	}
	admin := postgres(t)
	name := "t" + strings.ToLower(rand.Text())
	run(t, admin, fmt.Sprintf(`CREATE DATABASE %s`, name))
	t.Cleanup(func() { run(t, admin, fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, name)) })
	return strings.Replace(admin, "/postgres?", "/"+name+"?", 1)
}

// Drop takes a PostgreSQL database away from whoever uses it, as an outage does.
func (e Engine) Drop(t testing.TB, address string) {
	t.Helper()
	_, rest, _ := strings.Cut(address, "@")
	_, rest, _ = strings.Cut(rest, "/")
	name, _, _ := strings.Cut(rest, "?")
	run(t, postgres(t), fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, name))
}

// Store opens a migrated store on a fresh database of the engine.
func (e Engine) Store(t testing.TB) *store.Store {
	t.Helper()
	return OpenStore(t, e.Database(t))
}

// OpenStore opens and migrates the store at an address, and closes it with the test.
func OpenStore(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func run(t testing.TB, address, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	// The test's own context is over when its clean-up runs.
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Errorf("%s: %v", statement, err)
	}
}

// shared is the cluster of this test program, unless the whole run has one.
var shared = sync.OnceValues(func() (*pgcluster.Cluster, error) { return pgcluster.Start(context.Background()) })

// postgres answers the maintenance address of a running cluster.
func postgres(t testing.TB) string {
	t.Helper()
	if address := os.Getenv(pgcluster.AddressVariable); address != "" {
		return address
	}
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return c.Address
}
