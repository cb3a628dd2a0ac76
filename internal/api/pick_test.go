package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// online lets somebody be there.
func online(t *testing.T, h *sapatest.House, name string) {
	t.Helper()
	by := h.By(name)
	_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
		now := h.Clock.Now()
		tx.Emit(sapa.Event{Kind: sapa.MemberPresence, At: now, Actor: sapa.MemberActor(by.Member), Subject: int64(by.Member)})
		return tx.SetPresence(t.Context(), by.Member, sapa.Presence{State: sapa.Online, Why: sapa.PresenceByHand, Since: now, Active: now, Connected: now})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// lastEvent is the newest event of a conversation's timeline as somebody sees it.
func lastEvent(p *sapatest.Person, id string) (event map[string]any) {
	p.T.Helper()
	thread := p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/messages", nil)
	n := thread.Len("events")
	return thread.At("events", n-1).(map[string]any)
}

// Why a strategy chose somebody stands in the timeline; who was passed over, and that somebody does not answer, is for
// those who monitor.
func TestWhySomebodyWasChosen(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, dewi, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Dewi), h.As(sapatest.Eko), h.As(sapatest.Fitri)
	online(t, h, sapatest.Eko)
	online(t, h, sapatest.Fitri)
	h.Conversation(sapa.Handled, sapatest.Eko)
	o := h.Conversation(sapa.InQueue, "")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{
		"assignment_strategy": "min_workload", "workload_mode": "all_channels", "workload_all": 1, "idle_rule": true, "idle_minutes": 15,
	})
	if n, err := h.Inbox.Route(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d given out: %v", n, err)
	}
	for who, p := range map[string]*sapatest.Person{"a supervisor": dewi, "the agent": fitri} {
		e := lastEvent(p, o.ID)
		pick := e["pick"].(map[string]any)
		if e["why"] != "auto_assigned" || e["member_id"] != fitri.ID || pick["strategy"] != "min_workload" || pick["rule"] != "only_one" || pick["load"] != 0.0 || pick["among"] != 1.0 {
			t.Errorf("%s is told %v", who, e)
		}
		passed, _ := pick["passed"].([]any)
		if who == "the agent" {
			if passed != nil {
				t.Errorf("an agent is told who was passed over: %v", passed)
			}
			continue
		}
		if len(passed) != 1 || passed[0].(map[string]any)["member_id"] != eko.ID || passed[0].(map[string]any)["bar"] != "full" {
			t.Errorf("a supervisor is told of %v", passed)
		}
	}
	for range 3 {
		h.Clock.Advance(15 * time.Minute)
		if _, err := h.Inbox.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if e := lastEvent(dewi, o.ID); e["kind"] != "conversation.held" || e["member_id"] != fitri.ID {
		t.Errorf("given up, the timeline says %v", e)
	}
	if held := dewi.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID, nil).At("held"); held != true {
		t.Errorf("a supervisor sees held as %v", held)
	}
	if held := fitri.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID, nil).At("held"); held != nil {
		t.Errorf("an agent sees held as %v", held)
	}
	assign := map[string]any{"to": eko.ID}
	full := dewi.Do("POST", "/api/v1/conversations/"+o.ID+"/assign", assign).Must(http.StatusConflict, "workload_full")
	if full.At("facts", "limit") != 1.0 || full.At("facts", "handled") != 1.0 || full.At("facts", "confirmable") != true || full.At("facts", "member", "id") != eko.ID {
		t.Errorf("told %s", full.Body)
	}
	assign["over_limit"] = true
	dewi.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+o.ID+"/assign", assign)
	if e := lastEvent(eko, o.ID); e["over_limit"] != true || e["from_id"] != fitri.ID {
		t.Errorf("the timeline says %v", e)
	}
}

// Where agents may not take for themselves they are told so, and see who waits all the same.
func TestTakingIsOff(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
	o := h.Conversation(sapa.InQueue, "")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"agent_can_takeover": false, "agent_can_assign": false})
	if list := eko.List("queue"); len(list) != 1 || list[0] != o.ID {
		t.Errorf("an agent sees %v in the queue", list)
	}
	eko.Reply(o.ID, "halo").Must(http.StatusForbidden, "takeover_off")
	eko.Do("POST", "/api/v1/conversations/"+o.ID+"/take", map[string]any{}).Must(http.StatusForbidden, "takeover_off")
	eko.Do("POST", "/api/v1/conversations/next", nil).Must(http.StatusForbidden, "")
	eko.Do("POST", "/api/v1/conversations/"+o.ID+"/assign", map[string]any{"to": eko.ID}).Must(http.StatusForbidden, "")
	ratna.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+o.ID+"/assign", map[string]any{"to": eko.ID})
	eko.Reply(o.ID, "halo").Must(http.StatusCreated, "")
	eko.Do("POST", "/api/v1/conversations/"+o.ID+"/assign", map[string]any{"to": ratna.ID}).Must(http.StatusForbidden, "")
}
