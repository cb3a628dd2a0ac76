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

func unread(p *sapatest.Person, id string) int64 {
	p.T.Helper()
	return p.Want(http.StatusOK, "GET", at(id), nil).Number("mine", "unread")
}

func read(p *sapatest.Person, id string, seq int64) {
	p.T.Helper()
	p.Want(http.StatusNoContent, "POST", at(id, "read"), map[string]any{"seq": seq})
}

// Unread counts the customer's messages one has not read, each member for themselves.
func TestUnread(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		o := h.Conversation(sapa.InQueue, "") // message 1 is the customer's, 2 a note
		o.Visitor.Say("ada orang?")
		want := func(p *sapatest.Person, n int64) {
			t.Helper()
			if got := unread(p, o.ID); got != n {
				t.Fatalf("%s has %d unread, want %d", p.Name, got, n)
			}
		}
		want(eko, 2)
		read(eko, o.ID, 2)
		want(eko, 1)
		want(fitri, 2)
		read(eko, o.ID, 3)
		want(eko, 0)
		read(eko, o.ID, 1) // a request that comes late, or from another window, brings nothing back
		want(eko, 0)
		dewi.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": "catatan"}, keyed()...)
		eko.Reply(o.ID, "ada kak").Must(http.StatusCreated, "")
		want(eko, 0)
		o.Visitor.Say("syukurlah")
		want(eko, 1)
		counts := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/counts", nil)
		if counts.Number("mine") != 1 || counts.Number("mine_unread") != 1 || counts.Number("queue") != 0 {
			t.Errorf("the badges say %s", counts.Body)
		}
		read(eko, o.ID, 1_000_000) // nobody has read what is not written yet
		want(eko, 0)
		o.Visitor.Say("halo?")
		want(eko, 1)
		read(eko, o.ID, 6)
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "unread"), nil)
		want(eko, 1)
		o.Visitor.Say("halo??")
		read(eko, o.ID, 8)
		want(eko, 0)
		eko.Do("POST", at(o.ID, "read"), map[string]any{"seq": -1}).Must(http.StatusUnprocessableEntity, "invalid")
	})
}

// The customer sees how far anybody has read, once somebody has.
func TestCustomerSeesWhatWasRead(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		o := h.Conversation(sapa.InQueue, "")
		o.Visitor.Say("ada orang?")
		mark := func() int64 { return o.Visitor.Call("GET", "messages", nil).Number("agent_read") }
		numbers := o.Visitor.Call("GET", "messages", nil)
		if mark() != 0 {
			t.Errorf("read up to %d before anybody looked", mark())
		}
		live := o.Visitor.Live("")
		for _, step := range []struct {
			who  *sapatest.Person
			seq  int64
			want int
		}{{eko, 2, 0}, {fitri, 1, 0}, {fitri, 3, 1}, {eko, 3, 1}} {
			read(step.who, o.ID, step.seq)
			if got := mark(); got != numbers.Number("messages", step.want, "n") {
				t.Errorf("%s read up to %d: the customer's mark is %d", step.who.Name, step.seq, got)
			}
		}
		last := float64(numbers.Number("messages", 1, "n"))
		live.Wait("the mark", func(f sapatest.Frame) bool { return f["type"] == "agent_read" && f["n"] == last })
	})
}

// Who answers has read what stood there: the customer sees it with the answer, in one change and told once.
func TestAnAnswerIsASignOfReading(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.InQueue, "")
		o.Visitor.Say("ada orang?")
		mark := func() int64 { return o.Visitor.Call("GET", "messages", nil).Number("agent_read") }
		live, before := o.Visitor.Live(""), change(eko)
		eko.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": "catatan"}, keyed()...)
		if mark() != 0 {
			t.Error("a note tells the customer that somebody has read")
		}
		eko.Reply(o.ID, "ada kak").Must(http.StatusCreated, "")
		answered := o.Visitor.Call("GET", "messages", nil).Number("messages", 2, "n")
		if mark() != answered || change(eko) != before+2 {
			t.Errorf("the mark is %d after %d changes, want %d after 2", mark(), change(eko)-before, answered)
		}
		if n := unread(eko, o.ID); n != 0 {
			t.Errorf("who answered has %d unread messages", n)
		}
		live.Wait("the mark", func(f sapatest.Frame) bool { return f["type"] == "agent_read" && f["n"] == float64(answered) })
		eko.Reply(o.ID, "silakan").Must(http.StatusCreated, "")
		if got := readings(h); got != 1 {
			t.Errorf("%d events say that something was read, want 1: nothing new stood there at the second answer", got)
		}
		number := change(eko)
		read(eko, o.ID, 6) // the writer's own window notes what it shows
		if change(eko) != number {
			t.Error("reading one's own answer is a change")
		}
		o.Visitor.Say("terima kasih")
		eko.Reply(o.ID, "sama-sama").Must(http.StatusCreated, "")
		if got := readings(h); got != 2 {
			t.Errorf("%d events say that something was read, want 2", got)
		}
	})
}

// readings counts the events of a house that say that something was read.
func readings(h *sapatest.House) int {
	h.T.Helper()
	return len(h.Query(`SELECT 1 FROM events WHERE kind = 'conversation.read'`))
}

// orders lists all orders of four things.
func orders(left []int, done []int, found func([]int)) {
	if len(left) == 0 {
		found(slices.Clone(done))
	}
	for i := range left {
		rest := slices.Concat(left[:i], left[i+1:])
		orders(rest, append(done, left[i]), found)
	}
}

// In whatever order the receipts of two answers arrive, no status ever moves back, and in the end both are read.
func TestReceiptsOnlyMoveForward(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		rankOf := map[string]int{"sent": 1, "delivered": 2, "read": 3}
		orders([]int{0, 1, 2, 3}, nil, func(order []int) {
			o := h.Conversation(sapa.Handled, sapatest.Eko)
			eko.Reply(o.ID, "satu").Must(http.StatusCreated, "")
			eko.Reply(o.ID, "dua").Must(http.StatusCreated, "")
			seen := o.Visitor.Call("GET", "messages", nil)
			first, second := seen.Number("messages", 1, "n"), seen.Number("messages", 2, "n")
			before := []int{1, 1}
			for _, step := range order {
				receipt := []string{"received", "received", "read", "read"}[step]
				n := []int64{first, second, first, second}[step]
				o.Visitor.Call("POST", receipt, map[string]any{"n": n}).Must(http.StatusNoContent, "")
				a := eko.Want(http.StatusOK, "GET", at(o.ID, "messages")+"?after=2", nil)
				now := []int{rankOf[a.Text("messages", 0, "status")], rankOf[a.Text("messages", 1, "status")]}
				if now[0] < before[0] || now[1] < before[1] || now[0] < now[1] {
					t.Fatalf("order %v: after %s %d the statuses are %v, before %v", order, receipt, n, now, before)
				}
				if want := map[string]int{"received": 2, "read": 3}[receipt]; now[0] < want || n == second && now[1] < want {
					t.Fatalf("order %v: %s %d did not move: %v", order, receipt, n, now)
				}
				before = now
			}
			if !slices.Equal(before, []int{3, 3}) {
				t.Fatalf("order %v ends with %v", order, before)
			}
			if got := o.Visitor.Call("GET", "messages", nil).Number("read"); got != second {
				t.Errorf("the widget is told it has read up to %d, want %d", got, second)
			}
			number := change(eko)
			o.Visitor.Call("POST", "received", map[string]any{"n": second}).Must(http.StatusNoContent, "")
			if change(eko) != number {
				t.Error("a receipt that moves nothing is a change")
			}
		})
	})
}

func saveDraft(p *sapatest.Person, id, mode, text string, revision int) *sapatest.Answer {
	p.T.Helper()
	return p.Do("PUT", at(id, "drafts", mode), map[string]any{"text": text, "revision": revision})
}

// drafts reads a person's drafts as "mode text revision".
func drafts(p *sapatest.Person, id string) []string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", at(id, "drafts"), nil)
	all := []string{}
	for i := range a.Len("drafts") {
		all = append(all, fmt.Sprintf("%s %s %d", a.Text("drafts", i, "mode"), a.Text("drafts", i, "text"), a.Number("drafts", i, "revision")))
	}
	return all
}

// A draft is kept for its writer alone, one of each mode; a save that comes late never undoes a newer one.
func TestDrafts(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		o := h.Conversation(sapa.InQueue, "")
		saved := func(mode, text string, revision int, want bool) {
			t.Helper()
			if got := saveDraft(eko, o.ID, mode, text, revision).Must(http.StatusOK, "").At("saved"); got != want {
				t.Errorf("%s %q %d: saved %v", mode, text, revision, got)
			}
		}
		saved("reply", "halo", 2, true)
		saved("reply", "ha", 1, false)
		saved("reply", "hal", 2, false)
		saved("note", "ingat diskon", 1, true)
		if got := drafts(eko, o.ID); !slices.Equal(got, []string{"note ingat diskon 1", "reply halo 2"}) {
			t.Errorf("drafts %q", got)
		}
		if got := eko.Want(http.StatusOK, "GET", at(o.ID), nil).Text("mine", "draft"); got != "halo" {
			t.Errorf("the list shows the draft %q", got)
		}
		if got := fitri.Want(http.StatusOK, "GET", at(o.ID), nil).Text("mine", "draft"); got != "" || len(drafts(fitri, o.ID)) != 0 {
			t.Error("a colleague sees the draft")
		}
		saved("reply", "", 3, true)
		saved("reply", "halo", 2, false) // what was deleted stays deleted
		if got := drafts(eko, o.ID); !slices.Equal(got, []string{"note ingat diskon 1", "reply  3"}) {
			t.Errorf("drafts %q", got)
		}
		sapatest.Together(20, func(i int) { saveDraft(eko, o.ID, "reply", fmt.Sprint("versi ", i), 10+i).Must(http.StatusOK, "") })
		if got := drafts(eko, o.ID); got[1] != "reply versi 19 29" {
			t.Errorf("of twenty saves at once %q stayed", got[1])
		}
		for _, bad := range []*sapatest.Answer{
			saveDraft(eko, o.ID, "reply", "x", 0), saveDraft(eko, o.ID, "reply", strings.Repeat("a", 25_001), 99), saveDraft(eko, o.ID, "letter", "x", 1),
		} {
			bad.Must(http.StatusUnprocessableEntity, "invalid")
		}
		fitri.Want(http.StatusNoContent, "POST", at(o.ID, "take"), map[string]any{})
		saveDraft(eko, o.ID, "reply", "x", 99).Must(http.StatusNotFound, "not_found")
		eko.Do("GET", at(o.ID, "drafts"), nil).Must(http.StatusNotFound, "not_found")
	})
}

// A draft keeps its own writer's uploads and nobody else's, and shows them while they are there.
func TestDraftWithFiles(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	own, theirs := upload(eko, "a.png", sapatest.Picture), upload(dewi, "b.png", sapatest.Picture)
	eko.Want(http.StatusOK, "PUT", at(o.ID, "drafts", "reply"), map[string]any{
		"text": "lihat", "revision": 1, "attachments": []string{theirs, own, o.File, "nothing"}, "reply_to": o.Message,
	})
	a := eko.Want(http.StatusOK, "GET", at(o.ID, "drafts"), nil)
	if a.Len("drafts", 0, "attachments") != 1 || a.Text("drafts", 0, "attachments", 0, "key") != own || a.Text("drafts", 0, "reply_to") != o.Message {
		t.Errorf("the draft is %s", a.Body)
	}
	send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{own}}).Must(http.StatusCreated, "")
	if n := eko.Want(http.StatusOK, "GET", at(o.ID, "drafts"), nil).Len("drafts", 0, "attachments"); n != 0 {
		t.Errorf("the draft has %d files that were sent", n)
	}
}
