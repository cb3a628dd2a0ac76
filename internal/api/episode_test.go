package api_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// sweep lets the house do what has become due.
func sweep(t *testing.T, h *sapatest.House) int {
	t.Helper()
	n, err := h.Inbox.Sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// kinds are the kinds of a conversation's events, in order.
func kinds(p *sapatest.Person, id string) []string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", at(id, "messages"), nil)
	all := []string{}
	for i := range a.Len("events") {
		all = append(all, a.Text("events", i, "kind"))
	}
	return all
}

// momentOf reads a time of a conversation; zero where there is none.
func momentOf(p *sapatest.Person, id, name string) time.Time {
	p.T.Helper()
	text, _ := p.Want(http.StatusOK, "GET", at(id), nil).At(name).(string)
	m, _ := time.Parse(time.RFC3339Nano, text)
	return m
}

// CNV-2, 5 and 6, CNV-6: 24 hours after the customer's last message the conversation is inactive and everybody's again;
// the former agent is not preferred. It happens once.
func TestSessionEnd(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		budi := h.Visitor()
		budi.Say("halo")
		id := eko.List("queue")[0]
		eko.Reply(id, "halo kak").Must(http.StatusCreated, "")
		h.Clock.Advance(23 * time.Hour)
		budi.Say("masih di sini") // the clock begins anew
		h.Clock.Advance(2 * time.Hour)
		eko.Reply(id, "baik kak").Must(http.StatusCreated, "") // an answer does not move it
		if n := sweep(t, h); n != 0 {
			t.Fatal("the session ended early")
		}
		h.Clock.Advance(22*time.Hour - time.Second)
		sweep(t, h)
		wantState(t, eko, id, "handled", eko)
		live := fitri.Live(0)
		h.Clock.Advance(time.Second)
		if n := sweep(t, h) + sweep(t, h); n != 1 {
			t.Fatalf("%d sessions ended, want 1", n)
		}
		live.WaitEvent("the end of the session", func(f sapatest.Frame) bool {
			c, ok := f["conversation"].(map[string]any)
			return ok && f["kind"] == "conversation.inactive" && c["id"] == id
		})
		for _, p := range []*sapatest.Person{eko, fitri} {
			wantState(t, p, id, "inactive", nil)
			if !slices.Equal(p.List("inactive"), []string{id}) {
				t.Errorf("%s does not find it among the inactive ones", p.Name)
			}
		}
		if got := eko.Want(http.StatusOK, "GET", at(id), nil).Text("last_handler_id"); got != eko.ID {
			t.Errorf("the last handler is %q", got)
		}
		want := []string{"conversation.opened", "conversation.assigned", "conversation.inactive"}
		if got := kinds(fitri, id); !slices.Equal(got, want) {
			t.Errorf("the timeline is %q", got)
		}
		budi.Say("halo lagi")
		wantState(t, fitri, id, "in_queue", nil)
		fitri.Reply(id, "saya bantu kak").Must(http.StatusCreated, "")
		wantState(t, eko, id, "gone", nil)
		if got := kinds(fitri, id); !slices.Equal(got, append(want, "conversation.reopened", "conversation.assigned")) {
			t.Errorf("the timeline is %q", got)
		}
	})
}

// A channel has its own length of a session; who waits in the queue goes on waiting, however long.
func TestSessionOfAChannel(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
	channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	for _, hours := range []int{0, 169, -1} {
		ratna.Do("PATCH", "/api/v1/channels/"+channel, map[string]any{"session_hours": hours}).Must(http.StatusUnprocessableEntity, "invalid")
	}
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+channel, map[string]any{"session_hours": 1})
	h.Visitor().Say("halo")
	id := eko.List("queue")[0]
	h.Clock.Advance(30 * 24 * time.Hour)
	if sweep(t, h) != 0 {
		t.Error("a conversation in the queue became inactive")
	}
	eko = signedIn(h, sapatest.Eko)
	wantState(t, eko, id, "in_queue", nil)
	eko.Reply(id, "maaf menunggu kak").Must(http.StatusCreated, "")
	if sweep(t, h) != 0 {
		t.Error("a conversation was taken away from who had just taken it")
	}
	h.Clock.Advance(time.Hour)
	if sweep(t, h) != 1 {
		t.Error("the session of an hour did not end after one")
	}
}

// signedIn is a person at a new browser.
func signedIn(h *sapatest.House, name string) *sapatest.Person {
	h.T.Helper()
	p, _ := signIn(h, name)
	p.Name = name
	p.ID = p.Want(http.StatusOK, "GET", "/api/v1/me", nil).Text("member", "id")
	return p
}

// CNV-6: nothing an agent does moves the clock of the session; whoever takes what has run out gets a whole session.
func TestOnlyCustomersMoveTheClock(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		budi := h.Visitor()
		budi.Say("halo")
		id := eko.List("queue")[0]
		ends := momentOf(eko, id, "session_ends_at")
		if window := momentOf(eko, id, "window_ends_at"); !window.IsZero() {
			t.Errorf("a web chat has a messaging window until %v", window)
		}
		for _, act := range []func(){
			func() { eko.Reply(id, "halo kak").Must(http.StatusCreated, "") },
			func() { eko.Want(http.StatusCreated, "POST", at(id, "notes"), map[string]any{"text": "x"}, keyed()...) },
			func() { eko.Want(http.StatusNoContent, "POST", at(id, "assign"), map[string]any{"to": dewi.ID}) },
			func() { dewi.Want(http.StatusNoContent, "POST", at(id, "unassign"), nil) },
			func() { eko.Want(http.StatusNoContent, "POST", at(id, "take"), map[string]any{}) },
			func() { eko.Want(http.StatusNoContent, "POST", at(id, "read"), map[string]any{"seq": 1}) },
		} {
			h.Clock.Advance(time.Hour)
			act()
			if got := momentOf(dewi, id, "session_ends_at"); !got.Equal(ends) {
				t.Fatalf("an agent's act moved the end of the session from %v to %v", ends, got)
			}
		}
		budi.Say("terima kasih")
		if got := momentOf(eko, id, "session_ends_at"); got.Sub(ends) < 6*time.Hour {
			t.Errorf("the customer's message moved the end from %v to %v", ends, got)
		}
		h.Clock.Advance(25 * time.Hour)
		sweep(t, h)
		eko.Reply(id, "masih ada yang bisa dibantu?").Must(http.StatusCreated, "")
		if got := momentOf(eko, id, "session_ends_at").Sub(h.Clock.Now()); got < 24*time.Hour-time.Minute || got > 24*time.Hour {
			t.Errorf("the new session lasts %v", got)
		}
	})
}

// CNV-4: what is resolved stays so. One may write to the customer still; their answer opens a new conversation, for
// everybody, as that of somebody who returns.
func TestResolved(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		budi := h.Visitor()
		budi.Say("halo")
		id := eko.List("queue")[0]
		if eko.Want(http.StatusOK, "GET", at(id), nil).At("returning") != false {
			t.Error("a first conversation is that of somebody who returns")
		}
		eko.Reply(id, "halo kak").Must(http.StatusCreated, "")
		eko.Want(http.StatusNoContent, "POST", at(id, "resolve"), nil)
		wantState(t, eko, id, "resolved", nil)
		wantState(t, fitri, id, "gone", nil)
		events := kinds(eko, id)
		for name, a := range map[string]*sapatest.Answer{
			"resolve":  eko.Do("POST", at(id, "resolve"), nil),
			"take":     eko.Do("POST", at(id, "take"), map[string]any{}),
			"assign":   dewi.Do("POST", at(id, "assign"), map[string]any{"to": fitri.ID}),
			"unassign": dewi.Do("POST", at(id, "unassign"), nil),
		} {
			if a.Status != http.StatusConflict || a.Code() != "wrong_state" {
				t.Errorf("%s of a resolved one: %d %s", name, a.Status, a.Body)
			}
		}
		eko.Reply(id, "ada yang tertinggal kak").Must(http.StatusCreated, "")
		eko.Want(http.StatusCreated, "POST", at(id, "notes"), map[string]any{"text": "catatan"}, keyed()...)
		wantState(t, eko, id, "resolved", nil)
		if got := kinds(eko, id); !slices.Equal(got, events) {
			t.Errorf("a reply moved something: %q", got)
		}
		if got := budi.Texts(); got[len(got)-1] != "ada yang tertinggal kak" {
			t.Errorf("the customer sees %q", got)
		}
		h.Clock.Advance(48 * time.Hour)
		if sweep(t, h) != 0 {
			t.Error("the sweeper moved a resolved conversation")
		}
		eko, fitri = signedIn(h, sapatest.Eko), signedIn(h, sapatest.Fitri)
		budi.Say("oh iya")
		next := fitri.List("queue")
		if len(next) != 1 || next[0] == id {
			t.Fatalf("the queue is %v", next)
		}
		a := fitri.Want(http.StatusOK, "GET", at(next[0]), nil)
		if a.At("returning") != true || a.Number("episode") != 2 || a.Number("last_seq") != 1 {
			t.Errorf("the new conversation is %s", a.Body)
		}
		wantState(t, eko, id, "resolved", nil)
	})
}

// Who resolves straight from the queue served the customer, and keeps sight of it.
func TestResolvingFromTheQueue(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	for _, s := range []sapa.State{sapa.InQueue, sapa.Inactive} {
		o := h.Conversation(s, map[sapa.State]string{sapa.Inactive: sapatest.Eko}[s])
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "resolve"), nil)
		wantState(t, eko, o.ID, "resolved", nil)
		wantState(t, h.As(sapatest.Fitri), o.ID, "gone", nil)
	}
}
