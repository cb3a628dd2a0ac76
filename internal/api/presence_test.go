package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// here is how a member stands as another one sees it, such as "offline idle".
func here(to *sapatest.Person, m *sapatest.Person) string {
	to.T.Helper()
	a := to.Want(http.StatusOK, "GET", "/api/v1/members", nil)
	for i := range a.Len("members") {
		if a.Text("members", i, "id") != m.ID {
			continue
		}
		why, _ := a.At("members", i, "presence", "why").(string)
		return strings.TrimSpace(a.Text("members", i, "presence", "state") + " " + why)
	}
	to.T.Fatalf("%s is no member", m.Name)
	return ""
}

// later turns the clock on and lets the house look who is there.
func later(h *sapatest.House, d time.Duration) {
	h.T.Helper()
	h.Clock.Advance(d)
	if err := h.Admin.KeepPresence(h.T.Context()); err != nil {
		h.T.Fatal(err)
	}
}

// stands fails unless a member stands as expected, as a supervisor sees it.
func stands(h *sapatest.House, m *sapatest.Person, want string) {
	h.T.Helper()
	if got := here(h.As(sapatest.Dewi), m); got != want {
		h.T.Fatalf("%s is %q, want %q", m.Name, got, want)
	}
}

// sits opens a person's live connection. The house has begun to look after presence more than a minute before.
func sits(h *sapatest.House, name string) (*sapatest.Person, *sapatest.Live) {
	h.T.Helper()
	later(h, 0)
	p := h.As(name)
	l := p.Live(0)
	later(h, 61*time.Second)
	return p, l
}

// went tells that an event says of somebody that they are in a state now, and why; empty for not saying why.
func went(m *sapatest.Person, state, why string) func(sapatest.Frame) bool {
	return func(e sapatest.Frame) bool {
		p, _ := e["presence"].(map[string]any)
		said, _ := p["why"].(string)
		return e["kind"] == "member.presence" && e["member_id"] == m.ID && p["state"] == state && said == why
	}
}

// ASG-13 and WSP-1: who does nothing for the workspace's timeout is offline, whatever their sockets and their web app do, and
// is back when they do something.
func TestIdleMembersAreOfflineUntilTheyAct(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, live := sits(h, sapatest.Eko)
		fitriLive, dewiLive := h.As(sapatest.Fitri).Live(0), h.As(sapatest.Dewi).Live(0)
		stands(h, eko, "online signed_in")
		o := h.Conversation("in_queue", "")
		later(h, 13*time.Minute)
		eko.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue", nil)
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+o.ID+"/read", object{"seq": 1})
		later(h, 40*time.Second)
		stands(h, eko, "online signed_in")
		later(h, 20*time.Second)
		stands(h, eko, "offline idle")
		fitriLive.WaitEvent("Eko went, and not why", went(eko, "offline", ""))
		dewiLive.WaitEvent("Eko went, and why", went(eko, "offline", "idle"))
		live.WaitEvent("one is told of oneself", went(eko, "offline", "idle"))
		if got := here(h.As(sapatest.Fitri), eko); got != "offline" {
			t.Errorf("an agent learns of another %q", got)
		}

		live.Say(sapatest.Frame{"type": "active"})
		dewiLive.WaitEvent("Eko is back", went(eko, "online", "active"))
		later(h, 14*time.Minute)
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"inactivity_minutes": 13})
		later(h, 0)
		stands(h, eko, "offline idle")
		eko.Want(http.StatusOK, "PATCH", "/api/v1/me", object{"address": "Solo"})
		stands(h, eko, "online active")
		later(h, 14*time.Minute)
		stands(h, eko, "offline idle")
		eko.Want(http.StatusNoContent, "POST", "/api/v1/me/activity", nil)
		stands(h, eko, "online active")
	})
}

// Signing in is something one does, also for who is online already in another browser.
func TestWhoSignsInHasDoneSomething(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, _ := sits(h, sapatest.Eko)
		later(h, 10*time.Minute)
		h.Anonymous().Want(http.StatusNoContent, "POST", "/api/v1/sessions", object{"name": sapatest.Email(sapatest.Eko), "password": sapatest.Password})
		later(h, 10*time.Minute)
		stands(h, eko, "online signed_in")
		later(h, 6*time.Minute)
		stands(h, eko, "offline idle")
	})
}

func TestOfflineByHandStays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, live := sits(h, sapatest.Eko)
		set := func(state string) {
			t.Helper()
			if got := eko.Want(http.StatusOK, "PUT", "/api/v1/me/presence", object{"state": state}).Text("state"); got != state {
				t.Fatalf("%s is %s", state, got)
			}
		}
		set("offline")
		later(h, 10*time.Second)
		live.Say(sapatest.Frame{"type": "active"})
		eko.Want(http.StatusOK, "PATCH", "/api/v1/me", object{"address": "Solo"})
		stands(h, eko, "offline by_hand")
		set("online")
		stands(h, eko, "online by_hand")
		later(h, 16*time.Minute)
		stands(h, eko, "offline idle")
		set("offline")
		later(h, 10*time.Second)
		eko.Want(http.StatusOK, "PATCH", "/api/v1/me", object{"address": "Kudus"})
		stands(h, eko, "offline by_hand")
		// Signing in is a word of its own.
		again := h.Anonymous()
		again.Want(http.StatusNoContent, "POST", "/api/v1/sessions", object{"name": sapatest.Email(sapatest.Eko), "password": sapatest.Password})
		stands(h, eko, "online signed_in")
		eko.Do("PUT", "/api/v1/me/presence", object{"state": "away"}).Must(http.StatusUnprocessableEntity, "")

		eko.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil)
		stands(h, eko, "online signed_in")
		again.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil)
		stands(h, eko, "offline signed_out")
	})
}

// connectedAt is when a member was last connected, as it is stored.
func connectedAt(h *sapatest.House, name string) string {
	return h.Query(`SELECT connected_at FROM members WHERE email = '` + sapatest.Email(name) + `'`)[0]
}

func TestWhoLostTheirConnectionsHasLeft(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, first := sits(h, sapatest.Eko)
		second := eko.Live(0)
		cut := func(l *sapatest.Live) {
			before := connectedAt(h, sapatest.Eko)
			l.Cut()
			sapatest.Until(t, "the end of the connection is stored", func() bool {
				later(h, 0)
				return connectedAt(h, sapatest.Eko) != before
			})
		}
		cut(first)
		later(h, 5*time.Minute)
		stands(h, eko, "online signed_in")
		cut(second)
		later(h, 59*time.Second)
		stands(h, eko, "online signed_in")
		later(h, 10*time.Second)
		stands(h, eko, "offline left")
		// That the page is open again is no work yet.
		third := eko.Live(0)
		stands(h, eko, "offline left")
		third.Say(sapatest.Frame{"type": "active"})
		third.WaitEvent("Eko is back", went(eko, "online", "active"))
		h.As(sapatest.Ratna).Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+eko.ID, nil)
		stands(h, eko, "offline signed_out")
	})
}

// Those who asked a process that is gone are not thrown out before their browsers could come back.
func TestARestartSendsNobodyAway(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		site := sapatest.Site{}
		if e == sapatest.Postgres {
			site.Database = e.Database(t)
		}
		before := site.House(t, e)
		sits(before, sapatest.Eko)
		sits(before, sapatest.Fitri)
		before.Stop()

		site.Data = before.Config.Data
		h := site.House(t, e)
		h.Clock.Advance(10 * time.Minute)
		later(h, 0)
		eko := h.As(sapatest.Eko)
		eko.Live(0)
		later(h, 50*time.Second)
		// Fitri's row is looked at without her signing in, which would be a sign of her.
		fitri := func() string {
			return h.Query(`SELECT presence, presence_why FROM members WHERE email = '` + sapatest.Email(sapatest.Fitri) + `'`)[0]
		}
		if got := fitri(); !strings.HasPrefix(got, "online") {
			t.Errorf("Fitri is thrown out before she could come back: %s", got)
		}
		later(h, 20*time.Second)
		stands(h, eko, "online signed_in")
		if got := fitri(); got != "offline|left" {
			t.Errorf("Fitri did not come back and is %s", got)
		}
	})
}

// Two processes on one database agree on who is there, and write down each change once.
func TestTwoProcessesAgreeOnPresence(t *testing.T) {
	t.Parallel()
	database := sapatest.Postgres.Database(t)
	one, other := sapatest.At(t, sapatest.Postgres, database), sapatest.At(t, sapatest.Postgres, database)
	listening(one, 2)
	// The time goes by in steps as between two looks, or one process would look before the other could note for minutes that
	// somebody is connected to it.
	both := func(d time.Duration) {
		t.Helper()
		for first := true; first || d > 0; first = false {
			step := min(d, admin.PresenceEvery)
			d -= step
			one.Clock.Advance(step)
			other.Clock.Advance(step)
			sapatest.Together(2, func(i int) {
				if err := []*sapatest.House{one, other}[i].Admin.KeepPresence(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
	}
	both(0)
	eko := one.As(sapatest.Eko)
	live, dewiLive := eko.Live(0), other.As(sapatest.Dewi).Live(0)
	both(61 * time.Second)
	both(12 * time.Minute)
	stands(other, eko, "online signed_in")
	live.Say(sapatest.Frame{"type": "active"})
	sapatest.Until(t, "the act is stored", func() bool {
		both(0)
		return len(one.Query(`SELECT id FROM members WHERE email = '`+sapatest.Email(sapatest.Eko)+`' AND active_at > presence_at`)) == 1
	})
	both(14 * time.Minute)
	stands(other, eko, "online signed_in")
	both(70 * time.Second)
	stands(one, eko, "offline idle")
	dewiLive.WaitEvent("Eko went", went(eko, "offline", "idle"))
	live.Say(sapatest.Frame{"type": "active"})
	dewiLive.WaitEvent("Eko is back", went(eko, "online", "active"))
	log := one.Query(`SELECT presence, why FROM presences WHERE member_id = (SELECT id FROM members WHERE email = '` + sapatest.Email(sapatest.Eko) + `') ORDER BY at`)
	if got := strings.Join(log, ", "); got != "online|signed_in, offline|idle, online|active" {
		t.Errorf("the log says %s", got)
	}
}
