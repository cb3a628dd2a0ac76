package api_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// watched is what a supervisor sees of a member: handled, limit, waiting, resolved, first replies and their seconds.
func watched(h *sapatest.House, m *sapatest.Person) string {
	h.T.Helper()
	a := h.As(sapatest.Dewi).Want(http.StatusOK, "GET", "/api/v1/monitoring", nil)
	for i := range a.Len("agents") {
		if a.Text("agents", i, "member", "id") != m.ID {
			continue
		}
		at := func(name string) any { return a.At("agents", i, name) }
		return fmt.Sprint(at("handled"), at("limit"), at("waiting"), at("resolved_today"), at("first_replies_today"), at("first_reply_seconds"))
	}
	return "not there"
}

func sees(h *sapatest.House, m *sapatest.Person, want string) {
	h.T.Helper()
	if got := watched(h, m); got != want {
		h.T.Errorf("of %s one sees %s, want %s", m.Name, got, want)
	}
}

// RPT-2: what somebody who monitors sees of an agent, from message to message, and after midnight in Jakarta.
func TestWhatIsSeenOfAnAgent(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		sees(h, eko, "0 <nil> 0 0 0 <nil>")
		budi, sari := h.Visitor(), h.Visitor()
		budi.Say("halo")
		h.Clock.Advance(10 * time.Second)
		sari.Say("selamat pagi")
		ids := eko.List("queue")
		h.Clock.Advance(50 * time.Second)
		eko.Reply(ids[0], "halo kak").Must(http.StatusCreated, "") // a minute after it was asked
		sees(h, eko, "1 <nil> 0 0 1 60")
		h.Clock.Advance(70 * time.Second)
		eko.Reply(ids[1], "pagi kak").Must(http.StatusCreated, "") // two minutes
		sees(h, eko, "2 <nil> 0 0 2 90")
		budi.Say("masih ada?")
		sees(h, eko, "2 <nil> 1 0 2 90")
		eko.Reply(ids[0], "masih").Must(http.StatusCreated, "") // not a first reply
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "all_channels", "workload_all": 7})
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+ids[0]+"/resolve", nil)
		sees(h, eko, "1 7 0 1 2 90")
		sees(h, fitri, "0 7 0 0 0 <nil>")
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "per_channel"})
		sees(h, eko, "1 <nil> 0 1 2 90")

		h.Clock.Advance(15 * time.Hour) // past midnight in Jakarta, still the same day in London
		sees(h, eko, "1 <nil> 0 0 0 <nil>")
	})
}

// Where each channel has a limit of its own there is no one number: each channel one handles something of is told, the fullest first.
func TestWhatIsSeenByChannel(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := both(t, e) // a web chat, messages of a Page, and comments
		rina.Text("Halo")
		p.Turn()
		ratna, eko := p.As(sapatest.Ratna), p.As(sapatest.Eko)
		direct := ratna.ListKind("queue", "messages")[0]
		chats := []string{p.Conversation(sapa.InQueue, "").ID, p.Conversation(sapa.InQueue, "").ID}
		limits := object{"mode": "per_channel", "all": 5, "members": []object{}, "channels": []object{
			{"channel_id": channelNamed(ratna, "Pesan toko"), "limit": 1}, {"channel_id": channelNamed(ratna, "Komentar toko"), "limit": 4},
		}}
		ratna.Want(http.StatusNoContent, "PUT", "/api/v1/workload", limits)
		for _, id := range append(chats, direct, rina.Conversation) {
			eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+id+"/take", object{})
		}
		channels := func() string {
			a, all := p.As(sapatest.Dewi).Want(http.StatusOK, "GET", "/api/v1/monitoring", nil), ""
			for i := range a.Len("agents") {
				for j := range a.Len("agents", i, "channels") {
					at := func(name string) any { return a.At("agents", i, "channels", j, name) }
					all += fmt.Sprint(a.Text("agents", i, "member", "name"), " ", at("name"), " ", at("handled"), "/", at("limit"), "; ")
				}
			}
			return all
		}
		chat := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "name")
		if got, want := channels(), "Eko Test Pesan toko 1/1; Eko Test Komentar toko 1/4; Eko Test "+chat+" 2/<nil>; "; got != want {
			t.Errorf("one sees %s, want %s", got, want)
		}
		sees(p.House, eko, "4 <nil> 4 0 0 <nil>")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"workload_mode": "all_channels"})
		if got := channels(); got != "" {
			t.Errorf("where one number counts for all, one sees %s", got)
		}
		sees(p.House, eko, "4 5 4 0 0 <nil>")
	})
}

// divide gives a workspace departments with members, the first of each leading it.
func divide(ctx context.Context, h *sapatest.House, tx *store.Tx, leader sapa.MemberID, in map[string][]string) error {
	w := tx.Workspace
	for name, members := range in {
		id, err := tx.CreateDepartment(ctx, sapa.Department{Workspace: w.ID, Name: name, Supervisor: leader, State: sapa.DepartmentActive, CreatedAt: h.Clock.Now()})
		if err != nil {
			return err
		}
		w.Main = id
		for _, one := range members {
			m, err := tx.FindMemberByEmail(ctx, sapatest.Email(one))
			if err != nil {
				return err
			}
			m.Departments = []sapa.Membership{{Department: id, Joined: h.Clock.Now()}}
			if err := tx.UpdateMember(ctx, m); err != nil {
				return err
			}
		}
	}
	tx.Emit(sapa.Event{Kind: sapa.DepartmentAdded, At: h.Clock.Now(), Actor: sapa.SystemActor()})
	return tx.UpdateWorkspace(ctx, w)
}

// A supervisor who sees their departments alone monitors who is in them.
func TestMonitoringOfOnesOwnDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		leader := h.By(sapatest.Dewi).Member
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		in := map[string][]string{"Penjualan": {sapatest.Dewi, sapatest.Eko}, "Layanan": {sapatest.Fitri}}
		_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error { return divide(t.Context(), h, tx, leader, in) })
		if err != nil {
			t.Fatal(err)
		}
		a := dewi.Want(http.StatusOK, "GET", "/api/v1/monitoring", nil)
		if a.Len("agents") != 4 || a.Len("departments") != 2 {
			t.Errorf("all is seen at first: %s", a.Body)
		}
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
		a = dewi.Want(http.StatusOK, "GET", "/api/v1/monitoring", nil)
		if a.Len("agents") != 2 || a.Len("departments") != 1 || a.Text("departments", 0, "name") != "Penjualan" ||
			a.Text("agents", 0, "department_ids", 0) != a.Text("departments", 0, "id") {
			t.Errorf("the own ones are seen then: %s", a.Body)
		}
		dewi.Want(http.StatusOK, "GET", "/api/v1/members/"+eko.ID+"/presence", nil)
		dewi.Do("GET", "/api/v1/members/"+fitri.ID+"/presence", nil).Must(http.StatusNotFound, "")
	})
}

// The log of who came and went is read page by page.
func TestPresenceLogByPages(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		for _, state := range []string{"offline", "online", "offline"} {
			h.Clock.Advance(time.Minute)
			eko.Want(http.StatusOK, "PUT", "/api/v1/me/presence", object{"state": state})
		}
		got, next := "", ""
		for {
			a := h.As(sapatest.Dewi).Want(http.StatusOK, "GET", "/api/v1/members/"+eko.ID+"/presence?limit=3&cursor="+next, nil)
			for i := range a.Len("changes") {
				got += a.Text("changes", i, "state") + " " + a.Text("changes", i, "why") + ", "
			}
			if next = a.Text("next"); next == "" {
				break
			}
			got += "| "
		}
		if want := "offline by_hand, online by_hand, offline by_hand, | online signed_in, "; got != want {
			t.Errorf("the log says %s, want %s", got, want)
		}
		h.As(sapatest.Dewi).Do("GET", "/api/v1/members/"+eko.ID+"/presence?cursor=x", nil).Must(http.StatusUnprocessableEntity, "invalid")
	})
}
