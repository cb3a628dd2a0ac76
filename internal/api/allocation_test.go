package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A service is switched on once there is a secret and an address that is asked; it and a strategy exclude each other.
func TestSwitchingAServiceOn(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	owner := h.As(sapatest.Ratna)
	on := map[string]any{"custom_allocation": true, "custom_allocation_url": "https://toko.example/sapa"}
	refused := func(body map[string]any, want string) {
		t.Helper()
		if got := owner.Want(http.StatusUnprocessableEntity, "PATCH", "/api/v1/settings", body).Wrong(); len(got) != 1 || got[0] != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
	refused(on, "custom_allocation: secret_required")
	owner.Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", map[string]any{})
	refused(map[string]any{"custom_allocation": true}, "custom_allocation_url: required")
	refused(map[string]any{"custom_allocation_url": "http://toko.example/sapa"}, "custom_allocation_url: insecure_address")
	owner.Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"assignment_strategy": "round_robin"})
	workspace := func(p *sapatest.Person) *sapatest.Answer { return p.Want(http.StatusOK, "GET", "/api/v1/me", nil) }
	if workspace(owner).At("workspace", "auto_assign_agent") != true {
		t.Error("a strategy picks, and auto_assign_agent is off")
	}
	owner.Want(http.StatusOK, "PATCH", "/api/v1/settings", on)
	me := workspace(owner)
	if me.At("workspace", "auto_assign_agent") == true || me.Text("workspace", "settings", "assignment_strategy") != "open" || me.Text("workspace", "settings", "custom_allocation_url") != "https://toko.example/sapa" {
		t.Errorf("%s", me.Body)
	}
	if url := workspace(h.As(sapatest.Eko)).Text("workspace", "settings", "custom_allocation_url"); url != "" {
		t.Errorf("an agent reads %q", url)
	}
	// Supervisors choose the strategy, and have no say in the service: they do not switch it off by that.
	dewi, by := h.As(sapatest.Dewi), map[string]any{"assignment_strategy": "min_workload"}
	if got := dewi.Want(http.StatusForbidden, "PATCH", "/api/v1/settings", by).At("facts", "permission"); got != "manage_allocation" {
		t.Errorf("a supervisor lacks %v", got)
	}
	dewi.Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"assignment_strategy": "open"})
	if me := workspace(owner); me.At("workspace", "settings", "custom_allocation") != true {
		t.Error("the service is off")
	}
	owner.Want(http.StatusOK, "PATCH", "/api/v1/settings", by)
	if me := workspace(owner); me.At("workspace", "settings", "custom_allocation") == true {
		t.Error("both are on")
	}
}

// The secret is shown once, to those who may make it, and stands nowhere in the clear.
func TestTheSecretOfAService(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	owner := f.As(sapatest.Ratna)
	first := f.Secret
	second := owner.Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", map[string]any{"keep_hours": 24})
	if got := second.Text("secret"); got == first || !strings.HasPrefix(got, "whsec_") || second.Text("former_until") == "" {
		t.Fatalf("%s", second.Body)
	}
	// While both count, each of them opens what is asked.
	for _, secret := range []string{first, second.Text("secret")} {
		f.Secret = secret
		owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{})
		if n := len(f.Asked()); n == 0 {
			t.Error("nothing was asked")
		}
	}
	third := owner.Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", map[string]any{}).Text("secret")
	state := owner.Want(http.StatusOK, "GET", "/api/v1/allocation", nil)
	if state.At("secret") != true {
		t.Error("there is none")
	}
	kept := strings.Join(f.Query(`SELECT sealed FROM workspaces`), "") + strings.Join(f.Query(`SELECT data FROM events WHERE data IS NOT NULL`), "")
	for _, secret := range []string{first, second.Text("secret"), third} {
		for where, text := range map[string]string{
			"its state": string(state.Body), "me": string(owner.Want(http.StatusOK, "GET", "/api/v1/me", nil).Body),
			"the changes": string(owner.Want(http.StatusOK, "GET", "/api/v1/events?after=1", nil).Body), "the database": kept, "the log": f.Log.String(),
		} {
			if strings.Contains(text, secret) || strings.Contains(text, strings.TrimPrefix(secret, "whsec_")) {
				t.Errorf("a secret stands in %s", where)
			}
		}
	}
}

// A trial says what was answered and what would be done, and does nothing.
func TestTryingAService(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	owner := f.As(sapatest.Ratna)
	for name, want := range map[string]struct {
		answer             http.HandlerFunc
		outcome, code, who string
		status             int64
	}{
		"an agent": {f.Name(sapatest.Eko), "assigned", "", f.As(sapatest.Eko).ID, 200},
		"nobody":   {sapatest.Saying(`{"agent_id":null}`), "waits", "", "", 200},
		"offline":  {f.Name(sapatest.Fitri), "failed", "agent_offline", "", 200},
		"broken":   {sapatest.Status(http.StatusInternalServerError), "failed", "service_fault", "", 500},
	} {
		f.Answers(want.answer)
		got := owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{})
		if got.Text("outcome") != want.outcome || got.Text("code") != want.code || got.Number("status") != want.status {
			t.Errorf("%s: %s", name, got.Body)
		}
		if want.who != "" && got.Text("member_id") != want.who {
			t.Errorf("%s: %s", name, got.Body)
		}
	}
	for _, q := range f.Asked() {
		if !q.Test || len(q.Eligible) != 1 || q.Conversation.ID != "sample" {
			t.Errorf("%+v", q)
		}
	}
	if n := owner.Want(http.StatusOK, "GET", "/api/v1/allocation", nil).Len("answers"); n != 0 {
		t.Errorf("%d trials are kept as answers", n)
	}
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{"url": "https://10.0.0.1/"}); got.Text("code") != "private_address" {
		t.Errorf("%s", got.Body)
	}
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{"url": "http://toko.example/"}); got.Text("code") != "insecure_address" {
		t.Errorf("%s", got.Body)
	}
}

// Supervisors read what came of asking; a conversation they may not see has no name there.
func TestWhatAServiceAnswered(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	f.Answers(sapatest.Status(http.StatusNotFound))
	f.Visitor().Say("halo")
	f.Allocate()
	got := f.As(sapatest.Dewi).Want(http.StatusOK, "GET", "/api/v1/allocation", nil)
	if got.Len("answers") != 1 || got.Text("answers", 0, "code") != "service_refused" || got.Text("answers", 0, "conversation_id") != f.Asked()[0].Conversation.ID {
		t.Errorf("%s", got.Body)
	}
	if strings.Contains(string(got.Body), "KataRahasiaToko") {
		t.Errorf("%s", got.Body)
	}
	f.As(sapatest.Eko).Want(http.StatusForbidden, "GET", "/api/v1/allocation", nil)
}
