//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"syscall"
	"testing"
	"unsafe"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The disk is full under load, and then there is room again. What cannot be stored is refused, so that it comes again;
// what was answered is stored; files are refused as well. Nothing has to be repaired.
func TestTheDiskIsFull(t *testing.T) {
	t.Parallel()
	for e, fill := range map[sapatest.Engine]func(*storm) func(){sapatest.SQLite: limitFiles, sapatest.Postgres: refuseRows} {
		t.Run(string(e), func(t *testing.T) {
			t.Parallel()
			s := newStorm(newProgram(t, e), rand.Uint64())
			s.patient = true
			s.begin()
			s.reached(300)
			empty := fill(s)
			before := s.refused.Load()
			s.until("people are told to come later", func() bool { return s.refused.Load() > before+20 })
			if e == sapatest.SQLite {
				if status, code := s.upload(4 * fileLimit); status != http.StatusServiceUnavailable || code != "files_unavailable" {
					t.Errorf("a file for which there is no room is answered %d %s", status, code)
				}
			}
			empty()
			s.reached(s.moments.Load() + 300)
			if status, code := s.upload(4 * fileLimit); status != http.StatusCreated {
				t.Errorf("with room again, a file is answered %d %s", status, code)
			}
			s.rest()
			s.compare()
		})
	}
}

// fileLimit is how large a file may become when there is no room.
const fileLimit = 64 << 10

// limitFiles lets no file of the program grow beyond a size: the system then refuses to write, as on a full disk.
func limitFiles(s *storm) func() {
	s.t.Helper()
	limit := func(wanted, was *syscall.Rlimit) {
		_, _, err := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(s.running.Process.Pid), syscall.RLIMIT_FSIZE,
			uintptr(unsafe.Pointer(wanted)), uintptr(unsafe.Pointer(was)), 0, 0)
		if err != 0 {
			s.t.Fatalf("prlimit: %v", err)
		}
	}
	var usual syscall.Rlimit
	limit(nil, &usual)
	limit(&syscall.Rlimit{Cur: fileLimit, Max: usual.Max}, nil)
	return func() { limit(&usual, nil) }
}

// refuseRows lets PostgreSQL answer as it does when it cannot extend a table's file.
func refuseRows(s *storm) func() {
	s.t.Helper()
	tables := []string{"messages", "deliveries", "contacts", "events"}
	s.tables().Exec(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`)
	for _, table := range tables {
		s.tables().Exec(`CREATE TRIGGER no_room BEFORE INSERT ON ` + table + ` EXECUTE FUNCTION no_room()`)
	}
	return func() {
		for _, table := range tables {
			s.tables().Exec(`DROP TRIGGER no_room ON ` + table)
		}
	}
}

// upload uploads a text of some length as the member, and answers status and code.
func (s *storm) upload(length int) (int, string) {
	s.t.Helper()
	r, _ := http.NewRequest("POST", "http://"+s.address+"/api/v1/uploads?name=a.txt", bytes.NewReader(bytes.Repeat([]byte("isi "), length/4)))
	answer, err := s.office.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	var problem struct{ Code string }
	_ = json.NewDecoder(answer.Body).Decode(&problem)
	return answer.StatusCode, problem.Code
}
