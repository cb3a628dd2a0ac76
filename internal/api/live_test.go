package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// Both engines, and on PostgreSQL with everybody at a different process.
func liveHouses(t *testing.T, test func(t *testing.T, one, other *sapatest.House)) {
	t.Helper()
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		test(t, h, h)
	})
	t.Run("two processes", func(t *testing.T) {
		t.Parallel()
		database := sapatest.Postgres.Database(t)
		one, other := sapatest.At(t, sapatest.Postgres, database), sapatest.At(t, sapatest.Postgres, database)
		listening(one, 2)
		test(t, one, other)
	})
}

// listening waits until so many processes hear each other. Before that, what one of them says only once is lost on the
// others, as it may be; a test would wait for it in vain.
func listening(h *sapatest.House, processes int) {
	h.T.Helper()
	sapatest.Until(h.T, "the processes hear each other", func() bool {
		return len(h.Query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle' AND query LIKE 'LISTEN%'`)) == processes
	})
}

func text(want string) func(sapatest.Frame) bool {
	return func(e sapatest.Frame) bool {
		m, ok := e["message"].(map[string]any)
		return ok && m["text"] == want
	}
}

func TestLiveUpdatesReachWhoMaySee(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		eko, fitri, dewi := one.As(sapatest.Eko), other.As(sapatest.Fitri), other.As(sapatest.Dewi)
		ekoLive, fitriLive, dewiLive := eko.Live(0), fitri.Live(0), dewi.Live(0)
		budi := one.Visitor()
		budi.Say("halo")
		for _, l := range []*sapatest.Live{ekoLive, fitriLive, dewiLive} {
			l.WaitEvent("the message", text("halo"))
		}
		budiLive := budi.Live("")
		id := eko.List("queue")[0]
		eko.Reply(id, "halo juga kak")
		budiLive.Wait("the answer", text("halo juga kak"))
		fitriLive.WaitEvent("the loss", func(e sapatest.Frame) bool { return e["gone"] == id })
		dewiLive.WaitEvent("the answer", text("halo juga kak"))
		budi.Say("rahasia")
		ekoLive.WaitEvent("the next message", text("rahasia"))
		dewiLive.WaitEvent("the next message", text("rahasia"))
		// A later change everybody may see proves that Fitri's connection has passed the secret one.
		other.Visitor().Say("pembeli lain")
		fitriLive.WaitEvent("another customer", text("pembeli lain"))
		for _, e := range fitriLive.Events() {
			if text("rahasia")(e) || text("halo juga kak")(e) || (e["gone"] == id && e["conversation"] != nil) {
				t.Errorf("Fitri was told %v", e)
			}
		}
	})
}

// A connection that was cut goes on from its number, and ends with the same as one that was never cut.
func TestLiveUpdatesResumeAfterACut(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		dewi := one.As(sapatest.Dewi)
		steady, cut := dewi.Live(0), other.As(sapatest.Dewi).Live(0)
		budi := one.Visitor()
		last := ""
		for i := range 30 {
			last = fmt.Sprint("pesan ", i)
			budi.Say(last)
			if i%7 == 3 {
				cut.WaitEvent("a message", text(last))
				seen := cut.Events()
				number := cut.Number()
				cut.Cut()
				budi.Say("selagi putus")
				cut = other.As(sapatest.Dewi).Live(number)
				for _, e := range seen {
					if slices.ContainsFunc(cut.Events(), func(f sapatest.Frame) bool { return f["id"] == e["id"] }) {
						t.Errorf("event %v came twice", e["id"])
					}
				}
			}
		}
		steady.WaitEvent("the last message", text(last))
		cut.WaitEvent("the last message", text(last))
		resumed := cut.Events()
		all := steady.Events()
		tail := all[len(all)-len(resumed):]
		for i := range resumed {
			if resumed[i]["id"] != tail[i]["id"] || resumed[i]["kind"] != tail[i]["kind"] {
				t.Fatalf("event %d after the cut is %v, without the cut %v", i, resumed[i]["kind"], tail[i]["kind"])
			}
		}
	})
}

func TestTooFarBehindReloads(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	live := eko.Live(999_999)
	if first := live.Frames()[0]; first["type"] != "reload" {
		t.Errorf("a number from nowhere is answered with %v", first)
	}
}

func TestSignals(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		eko, fitri := one.As(sapatest.Eko), other.As(sapatest.Fitri)
		ekoLive, fitriLive := eko.Live(0), fitri.Live(0)
		budi := one.Visitor()
		budi.Say("halo")
		fitriLive.WaitEvent("the message", text("halo"))
		id := eko.List("queue")[0]
		ekoLive.Say(sapatest.Frame{"type": "looking", "conversation": id})
		fitriLive.Wait("Eko's look", signal("looking", id, eko.ID))
		fitriLive.Say(sapatest.Frame{"type": "looking", "conversation": id})
		ekoLive.Wait("Fitri's look", signal("looking", id, fitri.ID))
		budiLive := budi.Live("")
		ekoLive.Say(sapatest.Frame{"type": "typing", "conversation": id})
		fitriLive.Wait("Eko's typing", signal("typing", id, eko.ID))
		budiLive.Wait("Eko's typing", func(f sapatest.Frame) bool { return f["type"] == "agent_typing" })
		budiLive.Say(sapatest.Frame{"type": "typing"})
		ekoLive.Wait("the customer's typing", func(f sapatest.Frame) bool {
			by, ok := f["by"].(map[string]any)
			return ok && f["kind"] == "typing" && by["kind"] == "contact"
		})
		ekoLive.Cut()
		fitriLive.Wait("Eko's leaving", signal("away", id, eko.ID))
	})
}

// Who has lost sight of what they looked at looks no more, and those who still see it hear so.
func TestLookingEndsOutOfSight(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
	h.Visitor().Say("halo")
	id := eko.List("queue")[0]
	ekoLive, fitriLive := eko.Live(0), fitri.Live(0)
	fitriLive.Say(sapatest.Frame{"type": "looking", "conversation": id})
	ekoLive.Wait("Fitri's look", signal("looking", id, fitri.ID))
	eko.Reply(id, "halo kak")
	fitriLive.WaitEvent("its going", func(e sapatest.Frame) bool { return e["gone"] == id })
	fitriLive.Say(sapatest.Frame{"type": "looking", "conversation": nil})
	ekoLive.Wait("Fitri's leaving", signal("away", id, fitri.ID))
}

func signal(kind, conversation, member string) func(sapatest.Frame) bool {
	return func(f sapatest.Frame) bool {
		by, ok := f["by"].(map[string]any)
		return ok && f["type"] == "signal" && f["kind"] == kind && f["conversation_id"] == conversation && by["id"] == member
	}
}

// Signals about a conversation one may not see are not heard, and cannot be sent.
func TestSignalsStayWhereTheyBelong(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
	h.Visitor().Say("halo")
	id := eko.List("queue")[0]
	eko.Reply(id, "halo kak")
	ekoLive, fitriLive := eko.Live(0), fitri.Live(0)
	fitriLive.Say(sapatest.Frame{"type": "typing", "conversation": id})
	ekoLive.Say(sapatest.Frame{"type": "typing", "conversation": id})
	h.Visitor().Say("yang lain")
	ekoLive.WaitEvent("another customer", text("yang lain"))
	fitriLive.WaitEvent("another customer", text("yang lain"))
	for name, l := range map[string]*sapatest.Live{"eko": ekoLive, "fitri": fitriLive} {
		for _, f := range l.Frames() {
			if f["type"] == "signal" {
				t.Errorf("%s heard %v", name, f)
			}
		}
	}
}

// What ends a session ends its connections, within the change and in every process.
func TestEndOfASessionEndsItsConnections(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		ratna, eko := one.As(sapatest.Ratna), one.As(sapatest.Eko)
		second := other.Anonymous()
		second.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email("eko"), "password": sapatest.Password})
		here, there := eko.Live(0), second.Live(0)
		eko.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions", nil)
		if code := there.WaitClosed(); code != 4401 {
			t.Errorf("after signing out everywhere else, the other connection ended with %d", code)
		}
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+eko.ID, nil)
		if code := here.WaitClosed(); code != 4401 {
			t.Errorf("after the member was removed, the connection ended with %d", code)
		}
		eko.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
	})
}

// The end of an earlier session, caught up with, ends no session of today.
func TestReplayEndsNoSession(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	laptop, _ := signIn(h, sapatest.Ratna)
	laptop.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions", nil)
	laptop.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil)
	phone, _ := signIn(h, sapatest.Ratna)
	live := phone.Live(0)
	h.Visitor().Say("halo")
	live.Wait("what happens now", func(f sapatest.Frame) bool { return strings.Contains(fmt.Sprint(f), "halo") })
	phone.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil)
	if code := live.WaitClosed(); code != 4401 {
		t.Errorf("closed with %d", code)
	}
}

// A role that changes counts for live updates at once.
func TestDemotionCountsAtOnce(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		ratna, eko, dewi := one.As(sapatest.Ratna), one.As(sapatest.Eko), other.As(sapatest.Dewi)
		budi := one.Visitor()
		budi.Say("halo")
		live := dewi.Live(0)
		eko.Reply(eko.List("queue")[0], "halo kak")
		live.WaitEvent("the answer", text("halo kak"))
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+dewi.ID, map[string]any{"role": "agent"})
		budi.Say("hanya untuk Eko")
		one.Visitor().Say("untuk semua")
		live.WaitEvent("another customer", text("untuk semua"))
		for _, e := range live.Events() {
			if text("hanya untuk Eko")(e) {
				t.Error("an agent was told of a colleague's customer")
			}
		}
	})
}

// Another site's page cannot open a socket with the member's cookie.
func TestSocketRefusesForeignOrigins(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	a := h.As(sapatest.Eko).Do("GET", "/api/v1/socket", nil, "Origin", "https://evil.example", "Connection", "Upgrade", "Upgrade", "websocket",
		"Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
	if a.Status != http.StatusForbidden {
		t.Errorf("status %d", a.Status)
	}
	if !strings.Contains(h.Anonymous().Do("GET", "/api/v1/socket", nil).Code(), "unauthenticated") {
		t.Error("nobody can open a socket without a session")
	}
}

// Those who cannot hold a socket open read the same from /events.
func TestPollingSaysTheSameAsTheSocket(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		start := int64(eko.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil).At("number").(float64))
		live := dewi.Live(start)
		budi := h.Visitor()
		budi.Say("halo")
		eko.Reply(eko.List("queue")[0], "halo kak")
		h.Visitor().Say("selesai")
		live.WaitEvent("the last message", text("selesai"))
		var polled []any
		a := dewi.Want(http.StatusOK, "GET", fmt.Sprint("/api/v1/events?after=", start), nil)
		for i := range a.Len("changes") {
			polled = append(polled, a.At("changes", i, "events").([]any)...)
		}
		pushed := live.Events()
		if len(polled) != len(pushed) {
			t.Fatalf("%d events polled, %d pushed", len(polled), len(pushed))
		}
		for i := range polled {
			// The conversation comes as it stands when it is told of, so only what happened is the same.
			if event := polled[i].(map[string]any); event["id"] != pushed[i]["id"] || event["kind"] != pushed[i]["kind"] {
				t.Errorf("event %d polled %v, pushed %v", i, event["kind"], pushed[i]["kind"])
			}
		}
	})
}
