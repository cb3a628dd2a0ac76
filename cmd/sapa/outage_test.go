package main

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// outage is how long the database is away.
const outage = 10 * time.Second

// The database stops under load and comes back. Meanwhile it is said that it is away, and nothing is answered that is not
// stored; then everything goes on by itself, nothing is lost or there twice, nobody is signed out, and every screen shows
// what there is.
func TestTheDatabaseStopsAndReturns(t *testing.T) {
	t.Parallel()
	t.Run("sqlite held by another process", func(t *testing.T) {
		t.Parallel()
		s := newStorm(newProgram(t, sapatest.SQLite), rand.Uint64())
		through(s, func() func() {
			release := hold(t, filepath.Join(s.data(), "sapa.db"))
			// Who only reads notices nothing.
			if err := s.office.read("/api/v1/conversations?tab=all", &struct{}{}); err != nil {
				t.Error(err)
			}
			return release
		})
	})
	for name, stop := range map[string]func(*wire){"postgres cut off": (*wire).sever, "postgres silent": (*wire).hush} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProgram(t, sapatest.Postgres)
			line, address := newWire(t, p.database)
			p.through = address
			s := newStorm(p, rand.Uint64())
			through(s, func() func() {
				stop(line)
				s.until("the program says that it is not ready", func() bool { return look("http://"+s.address+"/readyz", "503", "not ready") == nil })
				if name == "postgres cut off" {
					s.until("people are told to come later", func() bool { return s.refused.Load() > 0 })
				}
				return line.mend
			})
		})
	}
}

// through lets everybody loose, takes the database away for a while, and looks at what came of it.
func through(s *storm, stop func() (mend func())) {
	s.t.Helper()
	s.patient = true
	s.begin()
	s.reached(300)
	mend := stop()
	<-time.After(outage)
	mend()
	s.reached(s.moments.Load() + 300)
	s.rest()
	s.compare()
}

// hold takes a SQLite database's write lock, as another program may, and answers how it is given back.
func hold(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", path+"?_pragma=busy_timeout(60000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := conn.ExecContext(context.Background(), "ROLLBACK"); err != nil {
			t.Error(err)
		}
	}
}
