package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// supposed is the body of a supposition about the last hours.
func supposed(h *sapatest.House, hours int, more map[string]any) map[string]any {
	now := h.Clock.Now()
	body := map[string]any{"from": now.Add(-time.Duration(hours) * time.Hour), "to": now, "strategy": "min_workload"}
	for name, value := range more {
		body[name] = value
	}
	return body
}

// waiting lets two customers wait for 20 minutes until Eko takes them.
func waiting(h *sapatest.House) {
	h.Clock.Advance(time.Hour)
	for range 2 {
		v := h.Visitor()
		h.Clock.Advance(10 * time.Second)
		if sent := v.Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "text": "halo"}); sent.Status != http.StatusCreated {
			h.T.Fatalf("message: %s", sent.Body)
		}
	}
	h.Clock.Advance(20 * time.Minute)
	eko := h.As(sapatest.Eko)
	for range 2 {
		eko.Want(http.StatusOK, "POST", "/api/v1/conversations/next", nil)
	}
	h.Clock.Advance(10 * time.Minute)
}

// Two customers waited until somebody took them. By a strategy the agent who was there would have had them at once; with a
// limit of one only the first, and with another agent both again.
func TestWhatIf(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		dewi := h.As(sapatest.Dewi)
		h.As(sapatest.Eko) // is there from now on
		waiting(h)
		testWhatIf(t, h, dewi)
		if got := dewi.Want(http.StatusOK, "POST", "/api/v1/what-if", supposed(h, 1, nil)); got.At("guessed_until") != nil {
			t.Errorf("presence was noted, and is guessed: %s", got.Body)
		}
		h.Exec(`DELETE FROM presences`)
		testWhatIf(t, h, dewi)
		if got := dewi.Want(http.StatusOK, "POST", "/api/v1/what-if", supposed(h, 1, nil)); got.Text("guessed_until") != got.Text("to") {
			t.Errorf("presence was not noted, and is not guessed: %s", got.Body)
		}
		if got := dewi.Want(http.StatusOK, "POST", "/api/v1/what-if", supposed(h, 4*24, nil)); got.Text("step") != "day" || got.Len("series") != 5 {
			t.Errorf("by the day it is %s", got.Body)
		}
	})
}

func testWhatIf(t *testing.T, h *sapatest.House, dewi *sapatest.Person) {
	t.Helper()
	for _, row := range []struct {
		more                     map[string]any
		agents, within1, waiting float64
		peak                     float64
	}{
		{nil, 1, 2, 0, 2},
		{map[string]any{"limit": 1}, 1, 1, 1, 1},
		{map[string]any{"limit": 1, "more_agents": 1}, 2, 2, 0, 1},
		{map[string]any{"limit": 0, "more_agents": -3, "strategy": "round_robin"}, 1, 2, 0, 2},
	} {
		got := dewi.Want(http.StatusOK, "POST", "/api/v1/what-if", supposed(h, 1, row.more))
		if got.At("happened", "count") != 2.0 || got.At("happened", "within_15") != 0.0 || got.At("agents") != 1.0 {
			t.Errorf("%v: what happened is %s", row.more, got.Body)
		}
		if minutes := got.At("happened", "median").(float64) / 60; minutes < 20 || minutes > 21 {
			t.Errorf("half waited %v minutes", minutes)
		}
		if got.At("would_agents") != row.agents || got.At("would", "within_1") != row.within1 || got.At("would", "waiting") != row.waiting {
			t.Errorf("%v: it would have been %s", row.more, got.Body)
		}
		if got.At("happened_peak") != 2.0 || got.At("would_peak") != row.peak {
			t.Errorf("%v: agents would have been as busy as %s", row.more, got.Body)
		}
		all := 0.0
		for i := range got.Len("series") {
			all += got.At("series", i, "would", "count").(float64)
		}
		if all != 2 || got.Text("step") != "hour" {
			t.Errorf("by the hour it is %s", got.Body)
		}
	}
}

// A supervisor who sees their own departments is told of those alone.
func TestWhatIfOfOwnDepartments(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	dewi, ratna := h.As(sapatest.Dewi), h.As(sapatest.Ratna)
	waiting(h)
	h.Exec(`INSERT INTO departments (id, workspace_id, name, name_key, supervisor_id, state, created_at) SELECT 1, workspace_id, 'Layanan', 'layanan', id, 'active', 1 FROM members WHERE name LIKE 'Dewi%'`)
	h.Exec(`UPDATE workspaces SET main_department_id = 1`)
	h.Exec(`UPDATE members SET departments = '[{"department":1,"joined":"2026-01-01T00:00:00Z"}]' WHERE name LIKE 'Dewi%' OR name LIKE 'Eko%'`)
	h.Exec(`UPDATE conversations SET department_id = 1 WHERE id = (SELECT min(id) FROM conversations)`)
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"supervisor_scope": "own_departments"})
	for person, count := range map[*sapatest.Person]float64{dewi: 1, ratna: 2} {
		if got := person.Want(http.StatusOK, "POST", "/api/v1/what-if", supposed(h, 1, nil)); got.At("happened", "count") != count || got.At("would", "count") != count {
			t.Errorf("want %v: %s", count, got.Body)
		}
	}
}

func TestWhatIfOfNonsense(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	dewi := h.As(sapatest.Dewi)
	now := h.Clock.Now()
	// A year before the first cannot be written down in every zone.
	early := map[string]any{"from": "0000-01-01T00:00:00+23:59", "to": "0000-01-05T00:00:00Z"}
	if a := dewi.Do("POST", "/api/v1/what-if", supposed(h, 1, early)); a.Status != http.StatusUnprocessableEntity || a.Text("errors", 0, "field") != "from" {
		t.Errorf("long before there was anything: %d %s", a.Status, a.Body)
	}
	for field, more := range map[string]map[string]any{
		"from": {"from": now.Add(time.Hour)}, "to": {"from": now.Add(-32 * 24 * time.Hour)}, "limit": {"limit": 101},
		"more_agents": {"more_agents": 51}, "strategy": {"strategy": "open"},
	} {
		answer := dewi.Do("POST", "/api/v1/what-if", supposed(h, 1, more))
		if answer.Status != http.StatusUnprocessableEntity || answer.Text("errors", 0, "field") != field {
			t.Errorf("%v answers %d %s", more, answer.Status, answer.Body)
		}
	}
}
