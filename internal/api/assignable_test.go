package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// givable lists whom somebody could give a conversation to: "in" or "out" of its department, "refused", and "handled/limit".
func givable(h *sapatest.House, p *sapatest.Person, conversation string, names ...string) map[string]string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+conversation+"/assignable", nil)
	all := map[string]string{}
	for i := range a.Len("members") {
		at := func(name string) any { return a.At("members", i, name) }
		for _, name := range names {
			if h.As(name).ID != at("member_id") {
				continue
			}
			said := []string{map[bool]string{true: "in", false: "out"}[at("inside") == true]}
			if at("refused") == true {
				said = append(said, "refused")
			}
			if at("handled") != nil {
				said = append(said, strings.ReplaceAll(fmt.Sprintf("%v/%v", at("handled"), at("limit")), "<nil>", "-"))
			}
			all[name] = strings.Join(said, " ")
		}
	}
	return all
}

func wantGivable(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name, said := range want {
		if got[name] != said {
			t.Errorf("%s: %s is %q, want %q", what, name, got[name], said)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %v", what, got)
	}
}

// Whom a conversation can be given to says who has how much to do, to those who may know, and what an agent may not do.
func TestAssignable(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, dewi, eko := h.As(sapatest.Ratna), h.As(sapatest.Dewi), h.As(sapatest.Eko)
		names := []string{sapatest.Dewi, sapatest.Eko, sapatest.Fitri}
		h.Conversation(sapa.Handled, sapatest.Fitri)
		waits := h.Conversation(sapa.InQueue, "")
		wantGivable(t, "undivided", givable(h, eko, waits.ID, names...), map[string]string{"dewi": "in 0/-", "eko": "in 0/-", "fitri": "in 1/-"})
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "all_channels", "workload_all": 4})

		d := h.Divide()
		wantGivable(t, "an agent", givable(h, eko, waits.ID, names...), map[string]string{"dewi": "in 0/4", "eko": "in 0/4", "fitri": "out refused"})
		wantGivable(t, "a supervisor", givable(h, dewi, waits.ID, names...), map[string]string{"dewi": "in 0/4", "eko": "in 0/4", "fitri": "out 1/4"})
		theirs := h.ConversationIn(d.Care, sapa.Handled, sapatest.Fitri)
		wantGivable(t, "who has it is not among them", givable(h, ratna, theirs.ID, names...), map[string]string{"dewi": "out 0/4", "eko": "out 0/4"})
		eko.Do("GET", "/api/v1/conversations/"+theirs.ID+"/assignable", nil).Must(http.StatusNotFound, "")

		// What is said of whom it can be given to is what becomes of it.
		give := func(to string) *sapatest.Answer {
			return eko.Do("POST", "/api/v1/conversations/"+waits.ID+"/assign", object{"to": h.As(to).ID})
		}
		give(sapatest.Fitri).Must(http.StatusForbidden, "outside_department")
		give(sapatest.Dewi).Must(http.StatusNoContent, "")

		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
		wantGivable(t, "a supervisor of one department", givable(h, dewi, waits.ID, names...), map[string]string{"eko": "in 0/4", "fitri": "out"})
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"agent_can_assign": false})
		fitri := h.As(sapatest.Fitri)
		fitri.Do("GET", "/api/v1/conversations/"+theirs.ID+"/assignable", nil).Must(http.StatusForbidden, "")
		h.Conversation(sapa.Resolved, sapatest.Eko)
		if mine := eko.List("resolved"); !slices.ContainsFunc(mine, func(id string) bool {
			return ratna.Do("GET", "/api/v1/conversations/"+id+"/assignable", nil).Status == http.StatusConflict
		}) {
			t.Error("a resolved conversation can be given to somebody")
		}
	})
}
