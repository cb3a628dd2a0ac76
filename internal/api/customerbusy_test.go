package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// leaver is a browser that is told of each part of a file that reaches it.
type leaver struct {
	*httptest.ResponseRecorder
	parts int
	told  func(part int)
}

// Flush satisfies http.Flusher.
func (l *leaver) Flush() {
	l.parts++
	l.told(l.parts)
}

// crowded is a house in which 450 customers wait, and the cookies of its supervisor.
func crowded(t *testing.T, e sapatest.Engine) (*sapatest.House, []*http.Cookie) {
	t.Helper()
	h := sapatest.New(t, e)
	h.As(sapatest.Dewi)
	h.Visitor().Say("halo")
	h.Query(`INSERT INTO rooms (workspace_id, contact_id, channel_id, topic) SELECT workspace_id, contact_id, channel_id, 't' || n
		FROM rooms, (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 449) SELECT n FROM s) AS s RETURNING id`)
	h.Query(`INSERT INTO conversations (workspace_id, room_id, contact_id, channel_id, episode, state, returning_, from_ad, opened_at, queued_at, session_ends,
		last_seq, inbound_count, shown_count, agent_read_seq, last_at, last_direction, last_kind, last_text, last_by, last_by_id, kind, department_id, outbound)
		SELECT c.workspace_id, r.id, c.contact_id, c.channel_id, 1, 'in_queue', 0, 0, opened_at, queued_at, session_ends,
		0, 0, 0, 0, last_at, last_direction, last_kind, last_text, last_by, last_by_id, kind, department_id, outbound
		FROM conversations c JOIN rooms r ON r.topic LIKE 't%' RETURNING id`)
	r := httptest.NewRequest("POST", "/api/v1/sessions", strings.NewReader(fmt.Sprintf(`{"name":%q,"password":%q}`, sapatest.Email(sapatest.Dewi), sapatest.Password)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return h, w.Result().Cookies()
}

// load loads the file of those who wait, and answers in how many parts it came and whether it ended too soon.
func load(ctx context.Context, h *sapatest.House, cookies []*http.Cookie, told func(part int)) (l *leaver, broken bool) {
	l = &leaver{ResponseRecorder: httptest.NewRecorder(), told: told}
	r := httptest.NewRequest("GET", "/api/v1/customers/file?tab=queue", nil).WithContext(ctx)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	defer func() {
		if fault := recover(); fault != nil {
			broken = true
		}
	}()
	h.Handler().ServeHTTP(l, r)
	return l, false
}

// A file is read from the database as it is loaded. Whoever goes away in the middle of it stops that, also a query under way;
// what they have does not look whole, and nobody is told of a fault.
func TestWhoLoadsAFileGoesAway(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, cookies := crowded(t, e)
		whole, broken := load(t.Context(), h, cookies, func(int) {})
		if lines := strings.Count(whole.Body.String(), "\r\n"); broken || lines != 451 || whole.parts < 5 {
			t.Fatalf("the whole file: %d lines in %d parts, broken %v: %d", lines, whole.parts, broken, whole.Code)
		}
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		l, broken := load(ctx, h, cookies, func(part int) {
			if part == 2 {
				leave()
			}
		})
		if lines := strings.Count(l.Body.String(), "\r\n"); !broken || l.parts != 2 || lines != 201 {
			t.Errorf("after they went: %d lines in %d parts, broken %v", lines, l.parts, broken)
		}
		if e == sapatest.Postgres {
			stopsQuery(t, h, cookies)
		}
		if log := h.Log.String(); strings.Contains(log, "customers: file") {
			t.Errorf("a fault is told: %s", log)
		}
	})
}

// Whoever may take lists away no more while a file is read, or is no member any more, gets no further part of it, and what they
// have does not look whole. That is nobody's fault.
func TestWhoLoadsAFileMayNoMore(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(ratna, dewi *sapatest.Person){
		"a role": func(ratna, dewi *sapatest.Person) {
			ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+dewi.ID, object{"role": "agent"})
		},
		"everything": func(ratna, dewi *sapatest.Person) {
			ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+dewi.ID, nil)
		},
	} {
		h, cookies := crowded(t, sapatest.SQLite)
		ratna, dewi := h.As(sapatest.Ratna), h.As(sapatest.Dewi)
		l, broken := load(t.Context(), h, cookies, func(part int) {
			if part == 2 {
				lose(ratna, dewi)
			}
		})
		if lines := strings.Count(l.Body.String(), "\r\n"); !broken || l.parts != 2 || lines != 201 {
			t.Errorf("after %s was lost: %d lines in %d parts, broken %v", name, lines, l.parts, broken)
		}
		if log := h.Log.String(); strings.Contains(log, "customers: file") {
			t.Errorf("a fault is told: %s", log)
		}
	}
}

// stopsQuery lets the browser go away while the query for the second part waits for somebody's lock.
func stopsQuery(t *testing.T, h *sapatest.House, cookies []*http.Cookie) {
	t.Helper()
	other, err := pgx.Connect(t.Context(), h.Config.Database)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(context.Background()) //nolint:errcheck // the database goes with the test
	run := func(statement string) {
		if _, err := other.Exec(t.Context(), statement); err != nil {
			t.Error(err)
		}
	}
	waits := func() bool {
		return h.Query(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)[0] == "1"
	}
	ctx, leave := context.WithCancel(t.Context())
	gone := make(chan struct{})
	_, broken := load(ctx, h, cookies, func(part int) {
		if part > 1 {
			return
		}
		run("BEGIN")
		run("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE")
		go func() {
			defer close(gone)
			sapatest.Until(t, "the query waits", waits)
			leave()
		}()
	})
	<-gone
	sapatest.Until(t, "the query has ended", func() bool { return !waits() })
	run("ROLLBACK")
	if !broken {
		t.Error("the file looks whole")
	}
}

// Two supervisors assign the same hundred at once while an agent takes what they can: each row has one answer, and each
// conversation goes to whoever was told so, and to nobody else.
func TestAssigningManyOnABusyFloor(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, dewi, eko, fitri, hana := h.As(sapatest.Ratna), h.As(sapatest.Dewi), h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As("hana")
		var ids []string
		var asked []object
		for range 100 {
			id := h.Conversation(sapa.InQueue, "").ID
			ids, asked = append(ids, id), append(asked, object{"id": id, "expected_assignee": ""})
		}
		answers := make([]*sapatest.Answer, 2)
		var taken []string
		sapatest.Together(3, func(i int) {
			switch i {
			case 0:
				answers[0] = dewi.Do("POST", "/api/v1/customers/assign", object{"conversations": asked, "to": fitri.ID})
			case 1:
				back := slices.Clone(asked)
				slices.Reverse(back)
				answers[1] = ratna.Do("POST", "/api/v1/customers/assign", object{"conversations": back, "to": hana.ID})
			default:
				for range 20 {
					if a := eko.Do("POST", "/api/v1/conversations/next", nil); a.Status == http.StatusOK {
						taken = append(taken, a.Text("id"))
					}
				}
			}
		})
		got := map[string][]string{}
		for _, id := range taken {
			got[id] = append(got[id], eko.ID)
		}
		for i, to := range []string{fitri.ID, hana.ID} {
			a := answers[i].Must(http.StatusOK, "")
			if a.Len("results") != 100 {
				t.Fatalf("%d answers", a.Len("results"))
			}
			for j := range 100 {
				want := ids[j]
				if i == 1 {
					want = ids[99-j]
				}
				id, status, code := a.Text("results", j, "id"), a.Text("results", j, "status"), a.Text("results", j, "code")
				if id != want || status == "refused" && code != "already_assigned" {
					t.Errorf("row %d of %d: %s %s %s", j, i, id, status, code)
				}
				if status == "assigned" {
					got[id] = append(got[id], to)
				}
			}
		}
		for _, id := range ids {
			c := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
			if len(got[id]) != 1 || c.Text("assignee_id") != got[id][0] {
				t.Errorf("%s was given to %v and is with %s", id, got[id], c.Text("assignee_id"))
			}
		}
	})
}
