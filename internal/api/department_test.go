package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// setup finds a department in somebody's list; an empty text asks for the main one.
func departmentOf(p *sapatest.Person, id string) map[string]any {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/departments", nil)
	for i := range a.Len("departments") {
		d, _ := a.At("departments", i).(map[string]any)
		if d["id"] == id || id == "" && d["main"] == true {
			return d
		}
	}
	p.T.Fatalf("no department %q in %s", id, a.Body)
	return nil
}

func setUpOf(p *sapatest.Person, id string) map[string]any {
	p.T.Helper()
	s, _ := departmentOf(p, id)["setup"].(map[string]any)
	return s
}

func listed(v any) []string {
	all := []string{}
	for _, one := range v.([]any) {
		all = append(all, one.(string))
	}
	return all
}

// The first department is the main one and gets everything that is open, which those who are not in it see no more.
func TestTheFirstDepartmentTakesWhatIsOpen(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Eko), h.As(sapatest.Fitri)
		waits, hers, old := h.Conversation(sapa.InQueue, ""), h.Conversation(sapa.Handled, sapatest.Fitri), h.Conversation(sapa.Resolved, sapatest.Fitri)
		if n := len(fitri.List("queue")); n != 1 {
			t.Fatalf("without departments, %d wait", n)
		}
		sales := h.Department("  Penjualan  ", sapatest.Dewi, sapatest.Eko)
		d := departmentOf(ratna, "")
		if d["id"] != sales || d["name"] != "Penjualan" || d["state"] != "active" {
			t.Errorf("the main department is %v", d)
		}
		for id, want := range map[string]any{waits.ID: sales, hers.ID: sales, old.ID: nil} {
			if got := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).At("department_id"); got != want {
				t.Errorf("a conversation is in %v, want %v", got, want)
			}
		}
		if got := eko.List("queue"); !slices.Equal(got, []string{waits.ID}) {
			t.Errorf("Eko's queue is %v", got)
		}
		if got := append(fitri.List("queue"), fitri.List("mine")...); !slices.Equal(got, []string{hers.ID}) {
			t.Errorf("Fitri sees %v", got)
		}
		// Whoever comes new serves the main one.
		hana := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", newMember(nil, sapatest.Object{}))
		if got := listed(hana.At("member", "department_ids")); !slices.Equal(got, []string{sales}) {
			t.Errorf("a new member serves %v", got)
		}
		if departmentOf(eko, sales)["setup"] != nil || setUpOf(h.As(sapatest.Dewi), sales)["supervisor_id"] != h.As(sapatest.Dewi).ID {
			t.Error("agents see the settings of departments, or supervisors do not")
		}
	})
}

func TestDepartmentsAreChecked(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, dewi, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Dewi), h.As(sapatest.Eko), h.As(sapatest.Fitri)
	make := func(name, supervisor string) *sapatest.Answer {
		return ratna.Do("POST", "/api/v1/departments", object{"name": name, "supervisor_id": supervisor})
	}
	for want, a := range map[string]*sapatest.Answer{
		"name: required":                  make("   ", dewi.ID),
		"name: too_long":                  make(strings.Repeat("é", 61), dewi.ID),
		"supervisor_id: not_a_supervisor": make("A", eko.ID),
		"supervisor_id: required":         make("B", ""),
		"member_ids: not_found":           ratna.Do("POST", "/api/v1/departments", object{"name": "C", "supervisor_id": dewi.ID, "member_ids": []string{"x"}}),
		"channel_ids: not_found":          ratna.Do("POST", "/api/v1/departments", object{"name": "D", "supervisor_id": dewi.ID, "channel_ids": []string{"x"}}),
	} {
		if a.Status != http.StatusUnprocessableEntity || !slices.Equal(a.Wrong(), []string{want}) {
			t.Errorf("%s: %d %s", want, a.Status, a.Body)
		}
	}
	sales, care := h.Department("Penjualan", sapatest.Dewi, sapatest.Eko), make(strings.Repeat("é", 60), dewi.ID).Text("id")
	if a := make("PENJUALAN", dewi.ID); a.Code() != "name_taken" || !slices.Equal(a.Wrong(), []string{"name: taken"}) {
		t.Errorf("the same name in other letters: %s", a.Body)
	}
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+care, object{"name": "Layanan", "member_ids": []string{fitri.ID}})
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+care, object{"name": "LAYANAN"})
	for _, role := range []string{"agent"} {
		a := ratna.Do("PATCH", "/api/v1/members/"+dewi.ID, object{"role": role}).Must(http.StatusConflict, "leads_department")
		if a.Text("facts", "department") != "Penjualan" {
			t.Errorf("the department is not named: %s", a.Body)
		}
	}
	ratna.Do("DELETE", "/api/v1/members/"+dewi.ID, nil).Must(http.StatusConflict, "leads_department")
	ratna.Do("DELETE", "/api/v1/departments/"+sales, nil).Must(http.StatusConflict, "main_department")
	ratna.Want(http.StatusNoContent, "POST", "/api/v1/departments/"+care+"/main", nil)
	ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/departments/"+sales, nil)
	ratna.Do("PATCH", "/api/v1/departments/"+sales, object{"name": "X"}).Must(http.StatusNotFound, "")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+care, object{"supervisor_id": ratna.ID})
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+dewi.ID, object{"role": "agent"})
	if h.Department("Penjualan", sapatest.Ratna) == sales {
		t.Error("the name of a removed department is not free again")
	}
}

// A channel opens the conversations of its department; one that has none, those of the main one. It belongs to one at most.
func TestChannelsOfDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		d := h.Divide()
		ratna := h.As(sapatest.Ratna)
		channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		newest := func() any {
			h.Clock.Advance(10 * time.Second)
			return h.Conversation(sapa.InQueue, "").ID
		}
		in := func(id any) any {
			return ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id.(string), nil).At("department_id")
		}
		first := newest()
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Care, object{"channel_ids": []string{channel}})
		second := newest()
		if in(first) != d.Sales || in(second) != d.Care {
			t.Errorf("the conversations are in %v and %v", in(first), in(second))
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Sales, object{"channel_ids": []string{channel}})
		if got := listed(setUpOf(ratna, d.Care)["channel_ids"]); len(got) != 0 {
			t.Errorf("the channel stayed with the other department: %v", got)
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Sales, object{"channel_ids": []string{}})
		if a := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil); a.At("channels", 0, "department_id") != nil {
			t.Errorf("the channel belongs to %v", a.At("channels", 0, "department_id"))
		}
	})
}

// A member's departments, from the member's side: the first is the primary one, and a supervisor goes on seeing what they lead.
func TestDepartmentsOfMembers(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	d := h.Divide()
	ratna, dewi, eko := h.As(sapatest.Ratna), h.As(sapatest.Dewi), h.As(sapatest.Eko)
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
	waits := h.ConversationIn(d.Sales, sapa.InQueue, "")
	place := func(p *sapatest.Person, ids ...string) []string {
		a := ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+p.ID, object{"department_ids": append([]string{}, ids...)})
		return listed(a.At("department_ids"))
	}
	for _, want := range [][]string{{d.Sales, d.Care}, {d.Care, d.Sales}, {d.Care}, {}, {d.Sales}} {
		if got := place(eko, want...); !slices.Equal(got, want) {
			t.Errorf("Eko serves %v, want %v", got, want)
		}
	}
	if got := place(dewi, d.Care); !slices.Equal(got, []string{d.Care}) {
		t.Errorf("Dewi serves %v", got)
	}
	if got := dewi.List("all"); !slices.Equal(got, []string{waits.ID}) {
		t.Errorf("Dewi sees %v of what she leads", got)
	}
	place(dewi, d.Sales)
	place(dewi)
	if got := dewi.List("all"); !slices.Equal(got, []string{waits.ID}) {
		t.Errorf("once she no longer serves it, Dewi sees %v of what she leads", got)
	}
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Sales, object{"supervisor_id": ratna.ID})
	if got := dewi.List("all"); len(got) != 0 {
		t.Errorf("once she no longer leads it, Dewi sees %v", got)
	}
	// Whoever goes leaves the departments.
	ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+eko.ID, nil)
	if got := listed(setUpOf(ratna, d.Sales)["member_ids"]); len(got) != 0 {
		t.Errorf("a removed member serves: %v", got)
	}
}

// Who serves a department is a part of it: a manager from whom departments were taken manages members, and leaves them where they are.
func TestWhoMayPlaceMembers(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	d := h.Divide()
	citra, eko := h.As(sapatest.Citra), h.As(sapatest.Eko)
	place := func(want int, ids ...string) *sapatest.Answer {
		return citra.Want(want, "PATCH", "/api/v1/members/"+eko.ID, object{"department_ids": ids})
	}
	invite := func(want int, ids ...string) *sapatest.Answer {
		body, _ := newMember(nil, sapatest.Object{}).(map[string]any)
		body["department_ids"] = ids
		return citra.Want(want, "POST", "/api/v1/members", body)
	}
	place(http.StatusOK, d.Sales, d.Care)
	invite(http.StatusCreated, d.Care)
	h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/members/"+citra.ID, object{"denied": []string{"manage_departments"}})
	for what, a := range map[string]*sapatest.Answer{
		"out":     place(http.StatusForbidden, d.Sales),
		"primary": place(http.StatusForbidden, d.Care, d.Sales),
		"none":    place(http.StatusForbidden, []string{}...),
		"new":     invite(http.StatusForbidden, d.Care),
	} {
		if a.Text("facts", "permission") != "manage_departments" {
			t.Errorf("%s: %s", what, a.Body)
		}
	}
	place(http.StatusOK, d.Sales, d.Care)
	if got := listed(invite(http.StatusCreated, d.Sales).At("member", "department_ids")); !slices.Equal(got, []string{d.Sales}) {
		t.Errorf("a new member serves %v", got)
	}
}

// A move takes the conversation along, the assignee keeps it only if they belong where it goes, and the timeline says so.
func TestMovingAConversation(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		d := h.Divide()
		ratna, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Eko), h.As(sapatest.Fitri)
		stays, goes, old := h.ConversationIn(d.Sales, sapa.Handled, sapatest.Fitri), h.ConversationIn(d.Sales, sapa.Handled, sapatest.Eko), h.ConversationIn(d.Sales, sapa.Resolved, sapatest.Eko)
		path := "/api/v1/conversations/"
		move := func(p *sapatest.Person, o sapatest.Object, to string) *sapatest.Answer {
			return p.Do("POST", path+o.ID+"/move", object{"department_id": to})
		}
		if a := move(eko, goes, "x"); !slices.Equal(a.Wrong(), []string{"department_id: not_active"}) {
			t.Errorf("to nowhere: %s", a.Body)
		}
		move(eko, goes, d.Sales).Must(http.StatusConflict, "same_department")
		move(ratna, old, d.Care).Must(http.StatusConflict, "wrong_state")
		move(eko, goes, d.Care).Must(http.StatusNoContent, "")
		move(ratna, stays, d.Care).Must(http.StatusNoContent, "")
		eko.Do("GET", path+goes.ID, nil).Must(http.StatusNotFound, "")
		a := fitri.Want(http.StatusOK, "GET", path+goes.ID, nil)
		if a.Text("state") != "in_queue" || a.At("department_id") != d.Care || a.At("assignee_id") != nil || a.Text("last_handler_id") != eko.ID {
			t.Errorf("Eko's conversation is now %s", a.Body)
		}
		if a := fitri.Want(http.StatusOK, "GET", path+stays.ID, nil); a.Text("state") != "handled" || a.At("department_id") != d.Care {
			t.Errorf("Fitri's conversation is now %s", a.Body)
		}
		a = fitri.Want(http.StatusOK, "GET", path+goes.ID+"/messages", nil)
		var kinds []string
		for i := range a.Len("events") {
			kinds = append(kinds, a.Text("events", i, "kind")+" "+a.Text("events", i, "why"))
		}
		want := []string{"conversation.moved by_hand", "conversation.unassigned department_changed"}
		if n := len(kinds); n < 2 || !slices.Equal(kinds[n-2:], want) {
			t.Errorf("the timeline says %v", kinds)
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"agent_can_assign": false})
		move(fitri, stays, d.Sales).Must(http.StatusForbidden, "")
	})
}

// Whoever could not have seen a conversation wait learns nothing of who was first; whoever could is told.
func TestARaceKnowsDepartments(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	d := h.Divide()
	ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
	hana := h.As("hana") // serves the main department, as Eko does
	ours, theirs := h.ConversationIn(d.Sales, sapa.Handled, sapatest.Eko), h.ConversationIn(d.Care, sapa.Handled, sapatest.Fitri)
	take := func(p *sapatest.Person, o sapatest.Object) *sapatest.Answer {
		return p.Do("POST", "/api/v1/conversations/"+o.ID+"/take", object{})
	}
	if a := take(hana, ours).Must(http.StatusConflict, "already_assigned"); a.Text("facts", "assignee", "id") != eko.ID {
		t.Errorf("the winner is %s", a.Body)
	}
	take(hana, theirs).Must(http.StatusNotFound, "")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+hana.ID, object{"department_ids": []string{}})
	take(hana, ours).Must(http.StatusNotFound, "")
}

// What is open in a removed department goes to the main one; what is resolved stays.
func TestRemovingADepartment(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		d := h.Divide()
		ratna, fitri := h.As(sapatest.Ratna), h.As(sapatest.Fitri)
		channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Care, object{"channel_ids": []string{channel}})
		waits, hers, his, quiet, old := h.ConversationIn(d.Care, sapa.InQueue, ""), h.ConversationIn(d.Care, sapa.Handled, sapatest.Fitri),
			h.ConversationIn(d.Care, sapa.Handled, sapatest.Eko), h.ConversationIn(d.Care, sapa.Inactive, sapatest.Fitri), h.ConversationIn(d.Care, sapa.Resolved, sapatest.Fitri)
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/departments/"+d.Care, nil)
		for _, c := range []struct {
			o          sapatest.Object
			state      string
			department string
		}{
			{waits, "in_queue", d.Sales}, {hers, "in_queue", d.Sales}, {his, "handled", d.Sales}, {quiet, "inactive", d.Sales}, {old, "resolved", d.Care},
		} {
			a := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+c.o.ID, nil)
			if a.Text("state") != c.state || a.Text("department_id") != c.department {
				t.Errorf("want %s in %s: %s", c.state, c.department, a.Body)
			}
		}
		if got := departmentOf(ratna, d.Care); got["state"] != "removed" || got["setup"] != nil {
			t.Errorf("the removed department is %v", got)
		}
		if n := len(fitri.List("queue")); n != 0 {
			t.Errorf("Fitri serves nothing and sees %d", n)
		}
		if got := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).At("channels", 0, "department_id"); got != nil {
			t.Errorf("the channel belongs to %v", got)
		}
	})
}

// A department with more than one change moves is emptied by the sweeper.
func TestRemovingALargeDepartment(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		d := h.Divide()
		h.Visitor().Say("halo")
		one := h.As(sapatest.Ratna).List("all")[0]
		h.Move(one, d.Care)
		h.Query(`INSERT INTO rooms (workspace_id, contact_id, channel_id, topic) SELECT workspace_id, contact_id, channel_id, 't' || n
			FROM rooms, (WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 450) SELECT n FROM s) AS s RETURNING id`)
		copies := `INSERT INTO conversations (workspace_id, room_id, contact_id, channel_id, episode, state, returning_, from_ad, opened_at, queued_at, session_ends,
			last_seq, inbound_count, shown_count, agent_read_seq, last_at, last_direction, last_kind, last_text, last_by, last_by_id, kind, department_id, outbound)
			SELECT c.workspace_id, r.id, c.contact_id, c.channel_id, 1, 'inactive', 1, 0, opened_at, NULL, session_ends,
			0, 0, 0, 0, last_at, last_direction, last_kind, last_text, last_by, last_by_id, kind, department_id, outbound
			FROM conversations c JOIN rooms r ON r.topic LIKE 't%'`
		h.Query(copies + ` RETURNING id`)
		h.As(sapatest.Ratna).Want(http.StatusNoContent, "DELETE", "/api/v1/departments/"+d.Care, nil)
		left := func() int {
			return len(h.Query(`SELECT c.id FROM conversations c JOIN departments d ON d.id = c.department_id WHERE d.name = 'Layanan'`))
		}
		if n := left(); n != 251 {
			t.Errorf("after the first change %d are left", n)
		}
		if _, err := h.Inbox.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := left(); n != 0 {
			t.Errorf("after the sweep %d are left", n)
		}
		if due := h.Query(`SELECT id FROM departments WHERE move_at IS NOT NULL`); len(due) != 0 {
			t.Errorf("the sweeper would look again: %v", due)
		}
	})
}

// ASG-10: revoked departments get nothing new and are read only but for members who go; what is open can be worked and moved,
// and goes to the main one after some days.
func TestRevokedDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		d := h.Divide()
		ratna, eko, fitri := h.As(sapatest.Ratna), h.As(sapatest.Eko), h.As(sapatest.Fitri)
		channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Care, object{"channel_ids": []string{channel}})
		waits, hers, old := h.ConversationIn(d.Care, sapa.InQueue, ""), h.ConversationIn(d.Care, sapa.Handled, sapatest.Fitri), h.ConversationIn(d.Care, sapa.Resolved, sapatest.Fitri)
		if n, err := h.Admin.RevokeDepartments(t.Context(), h.Workspace); n != 1 || err != nil {
			t.Fatalf("%d departments are revoked: %v", n, err)
		}
		path := "/api/v1/departments/" + d.Care
		for name, body := range map[string]object{
			"renamed": {"name": "Lain"}, "given a member": {"member_ids": []string{fitri.ID, eko.ID}}, "given a supervisor": {"supervisor_id": ratna.ID}, "given a channel": {"channel_ids": []string{}},
		} {
			if a := ratna.Do("PATCH", path, body); a.Code() != "department_revoked" {
				t.Errorf("a revoked department is %s: %d %s", name, a.Status, a.Body)
			}
		}
		ratna.Do("POST", path+"/main", nil).Must(http.StatusConflict, "department_revoked")
		if a := ratna.Do("PATCH", "/api/v1/members/"+eko.ID, object{"department_ids": []string{d.Sales, d.Care}}); !slices.Equal(a.Wrong(), []string{"department_ids: revoked"}) {
			t.Errorf("a member joins a revoked department: %s", a.Body)
		}
		if got := h.Conversation(sapa.InQueue, ""); ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+got.ID, nil).Text("department_id") != d.Sales {
			t.Error("a revoked department gets something new")
		}
		fitri.Reply(hers.ID, "siap kak")
		h.ConversationIn(d.Sales, sapa.InQueue, "")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"department_revoke_move_days": 3})
		sweep := func(after time.Duration) string {
			h.Clock.Advance(after)
			if _, err := h.Inbox.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			return ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+waits.ID, nil).Text("department_id")
		}
		if sweep(2*24*time.Hour) != d.Care {
			t.Error("it moves too early")
		}
		if sweep(24*time.Hour) != d.Sales {
			t.Error("it does not move")
		}
		if got := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+old.ID, nil).Text("department_id"); got != d.Care {
			t.Error("what is resolved moved too")
		}
		ratna.Want(http.StatusOK, "PATCH", path, object{"member_ids": []string{}})
		if n, err := h.Admin.RestoreDepartments(t.Context(), h.Workspace); n != 1 || err != nil {
			t.Fatalf("%d departments are restored: %v", n, err)
		}
		ratna.Want(http.StatusOK, "PATCH", path, object{"name": "Layanan pelanggan"})
		if sweep(0) != d.Sales {
			t.Error("what has moved comes back")
		}
	})
}
