package inbox_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// writes lets a contact write for the first time, and answers the conversation.
func writes(t *testing.T, h *sapatest.House, who string) sapa.ConversationID {
	t.Helper()
	c := channelOf(t, h)
	arrived, err := h.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, who, "1", "halo")})
	if err != nil {
		t.Fatal(err)
	}
	return arrived[0].Message.Conversation
}

// stands tells where a conversation stands: its state and who handles it.
func stands(t *testing.T, h *sapatest.House, id sapa.ConversationID) (sapa.State, sapa.MemberID) {
	t.Helper()
	c, err := h.Store.Conversation(t.Context(), h.Workspace, id)
	if err != nil {
		t.Fatal(err)
	}
	return c.State, c.Assignee
}

// wantAssignee fails unless a person handles the conversation; nobody for an empty name, and then it waits.
func wantAssignee(t *testing.T, h *sapatest.House, id sapa.ConversationID, name string) {
	t.Helper()
	state, assignee := stands(t, h, id)
	want, by := sapa.InQueue, sapa.MemberID(0)
	if name != "" {
		want, by = sapa.Handled, h.By(name).Member
	}
	if state != want || assignee != by {
		t.Errorf("the conversation is %s with %d, want %s with %d", state, assignee, want, by)
	}
}

// log is what came of asking, the oldest first, each as "outcome code attempt".
func allocationLog(t *testing.T, h *sapatest.House) []string {
	t.Helper()
	all, err := h.Store.AllocationLog(t.Context(), h.Workspace)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range all {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %d", a.Outcome, a.Code, a.Attempt)))
	}
	slices.Reverse(out)
	return out
}

func sameLog(t *testing.T, h *sapatest.House, want ...string) {
	t.Helper()
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "  ", " ")
	}
	var got []string
	for _, line := range allocationLog(t, h) {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("it was asked\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// waitingRows are the conversations about which somebody is to be asked.
func waitingRows(h *sapatest.House) string {
	return h.Query(`SELECT count(*) FROM allocations`)[0]
}

// Who the service names gets the conversation, and the timeline says that it was the service.
func TestAServiceNamesAnAgent(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Allocating(t, e)
		f.Here(sapatest.Eko, sapatest.Fitri)
		f.Answers(f.Name(sapatest.Fitri))
		id := writes(t, f.House, "budi")
		wantAssignee(t, f.House, id, "")
		f.Allocate()
		wantAssignee(t, f.House, id, sapatest.Fitri)
		all := f.Asked()
		if len(all) != 1 {
			t.Fatalf("asked %d times", len(all))
		}
		q := all[0]
		if q.Event != "custom_agent_allocation" || q.Test || q.Contact.Name != "budi" || q.Channel.Kind != "webchat" || q.Department != nil || q.Workspace.Name != "Toko Melati" {
			t.Errorf("%+v", q)
		}
		if len(q.Eligible) != 2 || q.Eligible[0].Name != "Eko Test" || q.Eligible[1].ID != f.As(sapatest.Fitri).ID || q.Eligible[0].Room != nil || q.Candidate == nil {
			t.Errorf("%+v", q)
		}
		sameLog(t, f.House, "assigned 1")
		if n := waitingRows(f.House); n != "0" {
			t.Errorf("%s rows are left", n)
		}
		page := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations/"+q.Conversation.ID+"/messages", nil)
		if why := page.Text("events", 1, "why"); why != "custom_allocation" {
			t.Errorf("the timeline says %q", why)
		}
		// It is asked about once, however much the customer goes on.
		c := channelOf(t, f.House)
		if _, err := f.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, "budi", "2", "halo lagi")}); err != nil {
			t.Fatal(err)
		}
		if n := waitingRows(f.House); n != "0" {
			t.Errorf("%s rows for one that is handled", n)
		}
	})
}

// Nobody named leaves it queued and is no failure.
func TestAServiceLeavesItQueued(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	id := writes(t, f.House, "budi")
	f.Allocate()
	f.Answers(sapatest.Saying(`{"agent_id":null,"note":"later"}`))
	other := writes(t, f.House, "sari")
	f.Allocate()
	wantAssignee(t, f.House, id, "")
	wantAssignee(t, f.House, other, "")
	sameLog(t, f.House, "waits 1", "waits 1")
	f.Clock.Advance(time.Hour)
	f.Allocate()
	if n := len(f.Asked()); n != 2 {
		t.Errorf("asked %d times", n)
	}
	// What goes back into the queue is asked about anew, with another id.
	if err := f.Inbox.Take(t.Context(), f.By(sapatest.Eko), id, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Inbox.Unassign(t.Context(), f.By(sapatest.Eko), id); err != nil {
		t.Fatal(err)
	}
	f.Allocate()
	if all := f.Asked(); len(all) != 3 || all[2].ID == all[0].ID || all[2].Conversation.ID != all[0].Conversation.ID {
		t.Errorf("%+v", all)
	}
}

// A service that fails is asked at 0, 5 and 30 seconds with the same id; then supervisors are told, and it waits.
func TestThreeTries(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Allocating(t, e)
		f.Here(sapatest.Eko)
		f.Answers(sapatest.Status(http.StatusBadGateway))
		id := writes(t, f.House, "budi")
		asked := func(want int) {
			t.Helper()
			f.Allocate()
			if n := len(f.Asked()); n != want {
				t.Fatalf("asked %d times, want %d", n, want)
			}
		}
		asked(1)
		f.Clock.Advance(4 * time.Second)
		asked(1)
		f.Clock.Advance(time.Second)
		asked(2)
		f.Clock.Advance(24 * time.Second)
		asked(2)
		f.Clock.Advance(time.Second)
		asked(3)
		f.Clock.Advance(time.Hour)
		asked(3)
		if all := f.Asked(); all[0].ID != all[1].ID || all[1].ID != all[2].ID {
			t.Errorf("the ids differ: %+v", all)
		}
		wantAssignee(t, f.House, id, "")
		sameLog(t, f.House, "failed service_fault 1", "failed service_fault 2", "failed service_fault 3")
		if got := f.Query(`SELECT why FROM events WHERE kind = 'allocation.failed'`); !slices.Equal(got, []string{"service_fault"}) {
			t.Errorf("told %v", got)
		}
		conversation := f.Asked()[0].Conversation.ID
		for name, want := range map[string]int{sapatest.Dewi: 2, sapatest.Eko: 1} {
			page := f.As(name).Want(http.StatusOK, "GET", "/api/v1/conversations/"+conversation+"/messages", nil)
			if n := page.Len("events"); n != want {
				t.Errorf("%s reads %d events, want %d: %s", name, n, want, page.Body)
			}
		}
	})
}

// What a service answers wrongly counts as a failure, and tells why; some are tried again and some are not.
func TestWrongAnswers(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	_, neighbour := f.Neighbour()
	for name, want := range map[string]struct {
		answer http.HandlerFunc
		code   string
		again  bool
	}{
		"not found":      {sapatest.Status(http.StatusNotFound), "service_refused", false},
		"too many":       {sapatest.Status(http.StatusTooManyRequests), "service_fault", true},
		"too late":       {sapatest.Status(http.StatusRequestTimeout), "service_fault", true},
		"elsewhere":      {http.RedirectHandler("/other", http.StatusTemporaryRedirect).ServeHTTP, "redirected", false},
		"a page":         {sapatest.Saying("<html>selamat datang</html>"), "bad_answer", true},
		"no name":        {sapatest.Saying(`{"agent":"x"}`), "bad_answer", true},
		"a number":       {sapatest.Saying(`{"agent_id":7}`), "bad_answer", true},
		"endless":        {sapatest.Saying(`{"agent_id":"` + strings.Repeat("x", 1<<20) + `"}`), "answer_too_long", true},
		"an invented id": {sapatest.Saying(`{"agent_id":"abc"}`), "agent_unknown", true},
		"a conversation": {sapatest.Saying(`{"agent_id":"` + neighbour.ID + `"}`), "agent_unknown", true},
		"offline":        {f.Name(sapatest.Fitri), "agent_offline", true},
		"a supervisor":   {f.Name(sapatest.Dewi), "agent_offline", true},
	} {
		f.Answers(want.answer)
		id := writes(t, f.House, name)
		f.Allocate()
		wantAssignee(t, f.House, id, "")
		log := allocationLog(t, f.House)
		if got := log[len(log)-1]; got != "failed "+want.code+" 1" {
			t.Errorf("%s: %s, want %s", name, got, want.code)
		}
		row := f.Query(fmt.Sprintf(`SELECT count(*) FROM allocations WHERE conversation_id = %d`, id))[0]
		if (row == "1") != want.again {
			t.Errorf("%s: tried again: %s, want %t", name, row, want.again)
		}
		f.Exec(`DELETE FROM allocations`)
	}
}

// Somebody who is full cannot be named, nor can who is there and does not take conversations.
func TestWhoCannotBeNamed(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Set(map[string]any{"workload_mode": "all_channels", "workload_all": 1})
	f.Here(sapatest.Eko, sapatest.Fitri, sapatest.Dewi)
	f.Answers(f.Name(sapatest.Eko))
	first := writes(t, f.House, "budi")
	f.Allocate()
	wantAssignee(t, f.House, first, sapatest.Eko)
	second := writes(t, f.House, "sari")
	f.Allocate()
	wantAssignee(t, f.House, second, "")
	all := f.Asked()
	if q := all[len(all)-1]; len(q.Eligible) != 1 || q.Eligible[0].Name != "Fitri Test" || *q.Eligible[0].Room != 1 || q.Candidate.ID != q.Eligible[0].ID {
		t.Errorf("%+v", q)
	}
	f.Answers(f.Name(sapatest.Dewi))
	third := writes(t, f.House, "tono")
	f.Allocate()
	wantAssignee(t, f.House, third, "")
	sameLog(t, f.House, "assigned 1", "failed agent_full 1", "failed agent_not_in_pool 1")
}

// Who takes a conversation while the service thinks about it keeps it; so does one who was asked about anew meanwhile.
func TestAManualAssignmentWins(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko, sapatest.Fitri)
	id := writes(t, f.House, "budi")
	fitri := f.Name(sapatest.Fitri)
	f.Answers(func(w http.ResponseWriter, r *http.Request) {
		if err := f.Inbox.Take(t.Context(), f.By(sapatest.Eko), id, nil); err != nil {
			t.Error(err)
		}
		fitri(w, r)
	})
	f.Allocate()
	wantAssignee(t, f.House, id, sapatest.Eko)
	if n := waitingRows(f.House); n != "0" {
		t.Errorf("%s rows are left", n)
	}
	sameLog(t, f.House)
	// The answer to what was asked before does not count for the question that stands now.
	if err := f.Inbox.Unassign(t.Context(), f.By(sapatest.Eko), id); err != nil {
		t.Fatal(err)
	}
	times := 0
	f.Answers(func(w http.ResponseWriter, r *http.Request) {
		if times++; times > 1 {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if err := f.Inbox.Take(t.Context(), f.By(sapatest.Eko), id, nil); err != nil {
			t.Error(err)
		}
		if err := f.Inbox.Unassign(t.Context(), f.By(sapatest.Eko), id); err != nil {
			t.Error(err)
		}
		fitri(w, r)
	})
	f.Allocate()
	wantAssignee(t, f.House, id, "")
	sameLog(t, f.House, "waits 1")
}

// After the last failure the fallback strategy picks, and waits for somebody it can pick.
func TestTheFallback(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Allocating(t, e)
		f.Set(map[string]any{"custom_allocation_fallback": "min_workload"})
		f.Answers(sapatest.Status(http.StatusForbidden))
		f.Here(sapatest.Eko)
		id := writes(t, f.House, "budi")
		f.Allocate()
		wantAssignee(t, f.House, id, sapatest.Eko)
		f.Here()
		other := writes(t, f.House, "sari")
		f.Allocate()
		wantAssignee(t, f.House, other, "")
		f.Clock.Advance(59 * time.Second)
		f.Allocate()
		wantAssignee(t, f.House, other, "")
		f.Here(sapatest.Fitri)
		f.Clock.Advance(2 * time.Second)
		f.Allocate()
		wantAssignee(t, f.House, other, sapatest.Fitri)
		// Whoever comes online is found at once, without waiting for the next look.
		f.Here()
		third := writes(t, f.House, "tono")
		f.Allocate()
		f.Here(sapatest.Eko)
		if _, err := f.Inbox.Route(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.Allocate()
		wantAssignee(t, f.House, third, sapatest.Eko)
		if n := len(f.Asked()); n != 3 {
			t.Errorf("asked %d times", n)
		}
		if n := waitingRows(f.House); n != "0" {
			t.Errorf("%s rows are left", n)
		}
	})
}

// While nothing is asked, nothing is written either; and what was to be asked is forgotten once it is switched off.
func TestSwitchedOff(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	writes(t, f.House, "budi")
	f.Set(map[string]any{"custom_allocation": false})
	writes(t, f.House, "sari")
	if n := waitingRows(f.House); n != "1" {
		t.Errorf("%s rows", n)
	}
	f.Allocate()
	if n := len(f.Asked()); n != 0 || waitingRows(f.House) != "0" {
		t.Errorf("asked %d times, %s rows", n, waitingRows(f.House))
	}
}

// A process that died while it asked leaves the question to others after a while, with the same id; three times at most.
func TestKilledWhileAsking(t *testing.T) {
	t.Parallel()
	f := sapatest.Allocating(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	f.Answers(f.Name(sapatest.Eko))
	id := writes(t, f.House, "budi")
	claim := func() {
		t.Helper()
		due, err := f.Store.DueAllocations(t.Context(), f.Workspace, f.Clock.Now(), 9)
		if err != nil || len(due) != 1 {
			t.Fatal(due, err)
		}
		err = f.Store.Write(t.Context(), func(tx *store.Tx) error {
			claimed, err := tx.ClaimAllocation(t.Context(), due[0], f.Clock.Now(), f.Clock.Now().Add(15*time.Second))
			if !claimed {
				t.Error("not claimed")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	claim() // asked, and killed before the answer was written
	f.Allocate()
	if n := len(f.Asked()); n != 0 {
		t.Errorf("asked %d times while another was at it", n)
	}
	f.Clock.Advance(16 * time.Second)
	f.Allocate()
	wantAssignee(t, f.House, id, sapatest.Eko)
	other := writes(t, f.House, "sari")
	for range 3 {
		claim()
		f.Clock.Advance(16 * time.Second)
	}
	f.Allocate()
	wantAssignee(t, f.House, other, "")
	sameLog(t, f.House, "assigned 2", "failed answer_lost 4")
}

// Two processes on one database ask once between them about each conversation, and each finds one agent.
func TestTwoProcessesAskOnce(t *testing.T) {
	t.Parallel()
	const many = 40
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Allocating(t, e)
		f.Here(sapatest.Eko)
		f.Answers(f.Name(sapatest.Eko))
		c := channelOf(t, f.House)
		elements := make([]sapa.Inbound, many)
		for i := range elements {
			elements[i] = said(c, fmt.Sprint("contact", i), "1", "halo")
		}
		if _, err := f.Inbox.Ingest(t.Context(), c, elements); err != nil {
			t.Fatal(err)
		}
		processes := []func() (int, error){
			func() (int, error) { return f.Inbox.AllocateDue(t.Context()) },
			func() (int, error) { return f.Inbox.AllocateDue(t.Context()) },
		}
		if e == sapatest.Postgres {
			second := sapatest.Site{Database: f.Config.Database, Data: f.Config.Data, Adjust: sapatest.BesideFloor(f)}.House(t, e)
			processes[1] = func() (int, error) { return second.Inbox.AllocateDue(t.Context()) }
		}
		sapatest.Together(len(processes), func(i int) {
			for range many {
				if _, err := processes[i](); err != nil {
					t.Error(err)
				}
			}
		})
		seen := map[string]int{}
		for _, q := range f.Asked() {
			seen[q.Conversation.ID]++
			if seen[q.Conversation.ID] > 1 {
				t.Errorf("asked twice about %s", q.Conversation.ID)
			}
		}
		if len(seen) != many || f.Query(`SELECT count(*) FROM conversations WHERE state = 'handled'`)[0] != fmt.Sprint(many) {
			t.Errorf("asked about %d, %s are handled", len(seen), f.Query(`SELECT count(*) FROM conversations WHERE state = 'handled'`)[0])
		}
	})
}
