package inbox_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// pair are two processes of one Sapa: on PostgreSQL two houses on one database, on SQLite, of which a second process is
// kept off, two sets of verbs on one store. The clock is the second one's where it is another.
func pair(t *testing.T, e sapatest.Engine) (*sapatest.House, []*inbox.Inbox, *sapatest.Clock) {
	t.Helper()
	if e == sapatest.Postgres {
		database := e.Database(t)
		first, second := sapatest.At(t, e, database), sapatest.At(t, e, database)
		return first, []*inbox.Inbox{first.Inbox, second.Inbox}, second.Clock
	}
	h := sapatest.New(t, e)
	other := inbox.New(inbox.Parts{Store: h.Store, Specs: app.Channels(), Now: h.Clock.Now, Holder: "the other one"})
	h.Store.OnCommit(func(ws sapa.WorkspaceID, number int64, events []sapa.Event) {
		h.Hub.Committed(ws, number)
		h.Inbox.Committed(ws, events)
		other.Committed(ws, events)
	})
	return h, []*inbox.Inbox{h.Inbox, other}, &sapatest.Clock{}
}

// story is what became of the conversations of a house, in the order in which it was committed.
func story(t *testing.T, h *sapatest.House) []sapa.Event {
	t.Helper()
	changes, err := h.Store.Changes(t.Context(), h.Workspace, 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	var events []sapa.Event
	for _, c := range changes {
		events = append(events, c.Events...)
	}
	return events
}

// fair fails when at any moment somebody handled more than limit, or, as long as nobody was full, one had got more than one
// conversation ahead of another; when a conversation was given to somebody while another had it; or when no reason is told.
// It answers the conversations that were given out, in their order.
func fair(t *testing.T, h *sapatest.House, among, limit int) []sapa.ConversationID {
	t.Helper()
	owner := map[sapa.ConversationID]int64{}
	has, got := map[int64]int{}, map[int64]int{}
	var order []sapa.ConversationID
	for _, e := range story(t, h) {
		switch e.Kind {
		case sapa.ConversationAssigned:
			why, _ := e.Data["pick"].(map[string]any)
			if owner[e.Conversation] != 0 || e.Why != "auto_assigned" || why["strategy"] != "round_robin" || why["load"] != float64(has[e.Subject]) {
				t.Fatalf("change %d: %+v; it was with %d, who got it had %d", e.Number, e, owner[e.Conversation], has[e.Subject])
			}
			owner[e.Conversation] = e.Subject
			has[e.Subject]++
			got[e.Subject]++
			order = append(order, e.Conversation)
			if has[e.Subject] > limit {
				t.Fatalf("change %d: %d handles %d", e.Number, e.Subject, has[e.Subject])
			}
			if len(order) <= among*limit && ahead(got, among) > 1 {
				t.Fatalf("after %d conversations they got %v", len(order), got)
			}
		case sapa.ConversationResolved:
			has[owner[e.Conversation]]--
			delete(owner, e.Conversation)
		}
	}
	return order
}

// ahead is by how much one got more than another, of so many.
func ahead(got map[int64]int, among int) int {
	most, least := 0, 0
	for _, n := range got {
		most = max(most, n)
	}
	if len(got) == among {
		least = most
		for _, n := range got {
			least = min(least, n)
		}
	}
	return most - least
}

// Proof of issue 6: 200 messages at the same moment, 20 agents with limit 3, two processes.
func TestTwoHundredMessagesForTwentyAgents(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		const people, limit, customers = 20, 3, 200
		h, boxes, _ := pair(t, e)
		c := channelOf(t, h)
		set(t, h, map[string]any{"assignment_strategy": "round_robin", "workload_mode": "all_channels", "workload_all": limit})
		crew := agents(t, h, crew(people)...)
		routed(t, boxes...)
		sapatest.Together(customers, func(i int) {
			if _, err := boxes[i%2].Ingest(t.Context(), c, []sapa.Inbound{said(c, fmt.Sprint("contact", i), "first-one", "halo")}); err != nil {
				t.Error(err)
			}
		})
		sapatest.Until(t, "everybody is full", func() bool { return len(inState(t, h, sapa.Handled)) == people*limit })
		for m, n := range held(t, h) {
			if n != limit {
				t.Errorf("%d handles %d", m, n)
			}
		}
		waiting := inState(t, h, sapa.InQueue)
		if len(waiting) != customers-people*limit {
			t.Fatalf("%d wait", len(waiting))
		}
		slices.SortFunc(waiting, func(a, b sapa.Conversation) int { return a.QueuedAt.Compare(b.QueuedAt) })
		// Room is made as people do: each resolves what they have, again and again.
		for done := 0; done < customers; {
			all := inState(t, h, sapa.Handled)
			done += len(all)
			sapatest.Together(len(crew), func(i int) { resolveAll(t, boxes[i%2], crew[i], all) })
			left := customers - done
			sapatest.Until(t, "the room that was made is taken", func() bool { return len(inState(t, h, sapa.Handled)) == min(people*limit, left) })
		}
		order := fair(t, h, people, limit)
		for i, c := range waiting {
			if order[people*limit+i] != c.ID {
				t.Fatalf("place %d of those who waited went to %d, it was the turn of %d", i, order[people*limit+i], c.ID)
			}
		}
	})
}

// resolveAll resolves what one member handles.
func resolveAll(t *testing.T, b *inbox.Inbox, by sapa.By, all []sapa.Conversation) {
	for _, c := range all {
		if c.Assignee != by.Member {
			continue
		}
		if err := b.Resolve(t.Context(), by, c.ID); err != nil {
			t.Error(err)
		}
	}
}

// Proof of issue 6: 200 claims of 50 conversations by agents who may handle 3, on two processes. Nobody gets a fourth.
func TestClaimsStopAtTheLimit(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		const limit = 3
		h, boxes, _ := pair(t, e)
		c := channelOf(t, h)
		set(t, h, map[string]any{"workload_mode": "all_channels", "workload_all": limit})
		people := agents(t, h, crew(4)...)
		queue(t, h, c, "contact", 50)
		queued := inState(t, h, sapa.InQueue)
		var won atomic.Int32
		sapatest.Together(200, func(i int) {
			by, box, id := people[i%4], boxes[i/4%2], queued[i/4].ID
			var err error
			switch i % 3 {
			case 0:
				_, err = box.Reply(t.Context(), by, id, inbox.Writing{ClientID: fmt.Sprintf("claim-%04d", i), Text: "halo kak"})
			case 1:
				err = box.Take(t.Context(), by, id, nil)
			default:
				_, err = box.Next(t.Context(), by, "")
			}
			switch code := sapa.CodeOf(err); {
			case err == nil:
				won.Add(1)
			case code != "already_assigned" && code != "workload_full" && code != "same_agent":
				t.Errorf("claim %d: %v", i, err)
			}
		})
		// A reply into what one handles already is no claim and is sent.
		for _, by := range people {
			if n := held(t, h)[by.Member]; n != limit {
				t.Errorf("%d handles %d", by.Member, n)
			}
		}
		for _, row := range everything(t, h) {
			tellStory(t, h, row)
		}
		if won.Load() < 4*limit {
			t.Errorf("%d claims won", won.Load())
		}
	})
}

// What waits when the program ends is given out when it begins again, without anything happening.
func TestRoutingSurvivesARestart(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		site := sapatest.Site{Data: t.TempDir()}
		if e == sapatest.Postgres {
			site.Database = e.Database(t)
		}
		h := site.House(t, e)
		c := channelOf(t, h)
		set(t, h, map[string]any{"assignment_strategy": "round_robin", "workload_mode": "all_channels", "workload_all": 2})
		people := agents(t, h, "eko", "fitri")
		queue(t, h, c, "before", 3)
		if n := route(t, h); n != 3 {
			t.Fatalf("%d given out", n)
		}
		queue(t, h, c, "after", 4)
		h.Stop()
		again := site.House(t, e)
		routed(t, again.Inbox)
		sapatest.Until(t, "both are full", func() bool {
			counts := held(t, again)
			return counts[people[0].Member] == 2 && counts[people[1].Member] == 2
		})
		if err := again.Inbox.Resolve(t.Context(), people[1], inState(t, again, sapa.Handled)[1].ID); err != nil {
			t.Fatal(err)
		}
		sapatest.Until(t, "the next has an agent", func() bool { return len(inState(t, again, sapa.InQueue)) == 2 })
		fair(t, again, 2, 2)
	})
}

// The queue drains by itself the moment somebody can take something, whatever it is by which they can.
func TestWhatMakesRoom(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		c := channelOf(t, h)
		owner := h.By(sapatest.Ratna)
		eko, fitri := h.By("eko"), h.By("fitri")
		for _, m := range []sapa.By{owner, eko, fitri} {
			presence(t, h, m.Member, sapa.Offline)
		}
		queue(t, h, c, "contact", 10)
		routed(t, h.Inbox)
		handled := 0
		then := func(what string, more int, act func()) {
			t.Helper()
			act()
			handled += more
			sapatest.Until(t, what, func() bool { return len(inState(t, h, sapa.Handled)) == handled })
		}
		first := func(of sapa.By) sapa.ConversationID {
			all := inState(t, h, sapa.Handled)
			return all[slices.IndexFunc(all, func(c sapa.Conversation) bool { return c.Assignee == of.Member })].ID
		}
		then("nobody is there", 0, func() {
			set(t, h, map[string]any{"assignment_strategy": "min_workload", "workload_mode": "all_channels", "workload_all": 1})
		})
		then("an agent comes online", 1, func() { presence(t, h, eko.Member, sapa.Online) })
		then("a limit is raised", 1, func() { set(t, h, map[string]any{"workload_all": 2}) })
		then("a conversation is resolved", 0, func() {
			id := first(eko)
			if err := h.Inbox.Resolve(t.Context(), eko, id); err != nil {
				t.Fatal(err)
			}
			sapatest.Until(t, "the next has come", func() bool { return len(inState(t, h, sapa.InQueue)) == 7 })
		})
		then("a conversation is handed on", 1, func() {
			if err := h.Inbox.Assign(t.Context(), owner, first(eko), inbox.Handover{To: owner.Member}); err != nil {
				t.Fatal(err)
			}
		})
		then("another comes online", 2, func() { presence(t, h, fitri.Member, sapa.Online) })
		then("a session ends", 0, func() {
			h.Clock.Advance(25 * 60 * 60 * 1e9)
			moved, err := h.Inbox.Sweep(t.Context())
			if err != nil || moved != 5 {
				t.Fatalf("%d sessions ended: %v", moved, err)
			}
			handled = 4
		})
		then("limits end", 0, func() {
			set(t, h, map[string]any{"workload_mode": "off"})
			sapatest.Until(t, "nobody waits", func() bool { return len(inState(t, h, sapa.InQueue)) == 0 })
			handled = len(inState(t, h, sapa.Handled))
		})
	})
}

// Where agents take for themselves, or an outside service decides, the router gives out nothing.
func TestWhoDecidesElsewhere(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	c := channelOf(t, h)
	agents(t, h, "eko")
	queue(t, h, c, "contact", 2)
	if n := route(t, h); n != 0 {
		t.Errorf("%d given out where agents take for themselves", n)
	}
	if _, _, err := h.Admin.MakeServiceSecret(t.Context(), h.By(sapatest.Ratna), 0); err != nil {
		t.Fatal(err)
	}
	set(t, h, map[string]any{"custom_allocation": true, "custom_allocation_url": "https://siapa.example/"})
	if n := route(t, h); n != 0 {
		t.Errorf("%d given out where an outside service decides", n)
	}
	set(t, h, map[string]any{"assignment_strategy": "min_workload"})
	if n := route(t, h); n != 2 {
		t.Errorf("%d given out, want 2", n)
	}
}

// Who takes what nobody has: agents; whoever is there where there are no agents; where there are departments their members.
func TestWhoIsInThePool(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	c := channelOf(t, h)
	set(t, h, map[string]any{"assignment_strategy": "round_robin"})
	ratna, dewi := agents(t, h, sapatest.Ratna)[0], sapa.By{}
	queue(t, h, c, "alone", 1)
	if n := route(t, h); n != 1 || held(t, h)[ratna.Member] != 1 {
		t.Fatalf("a company of one: %d given out", n)
	}
	eko := h.By("eko")
	presence(t, h, eko.Member, sapa.Offline)
	dewi = agents(t, h, sapatest.Dewi)[0]
	queue(t, h, c, "waits", 1)
	if n := route(t, h); n != 0 {
		t.Fatalf("%d given to a supervisor while there is an agent", n)
	}
	presence(t, h, eko.Member, sapa.Online)
	if n := route(t, h); n != 1 || held(t, h)[eko.Member] != 1 {
		t.Fatalf("an agent comes: %d given out", n)
	}
	department(t, h, c, dewi)
	queue(t, h, c, "department", 2)
	if n := route(t, h); n != 2 || held(t, h)[dewi.Member] != 2 {
		t.Fatalf("of a department with one member: %d given out, %v", n, held(t, h))
	}
	leading := func(watching bool) {
		_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
			m, err := tx.Member(t.Context(), h.Workspace, dewi.Member)
			if err != nil {
				return err
			}
			m.Join(tx.Workspace.Main, h.Clock.Now(), watching)
			tx.Emit(sapa.Event{Kind: sapa.MemberUpdated, At: h.Clock.Now(), Actor: sapa.SystemActor(), Subject: int64(m.ID)})
			return tx.UpdateMember(t.Context(), m)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	leading(true)
	queue(t, h, c, "led", 1)
	if n := route(t, h); n != 0 {
		t.Fatalf("%d given to a supervisor who only leads the department", n)
	}
	leading(false)
	if n := route(t, h); n != 1 {
		t.Fatalf("%d given to a supervisor who serves it as well", n)
	}
}

// department makes the main department, to which one member belongs and what comes by a channel.
func department(t *testing.T, h *sapatest.House, c sapa.Channel, of sapa.By) {
	t.Helper()
	_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
		now := h.Clock.Now()
		id, err := tx.CreateDepartment(t.Context(), sapa.Department{Name: "Layanan", Supervisor: of.Member, State: sapa.DepartmentActive, CreatedAt: now})
		if err != nil {
			return err
		}
		m, err := tx.Member(t.Context(), h.Workspace, of.Member)
		if err != nil {
			return err
		}
		m.Departments = []sapa.Membership{{Department: id, Joined: now}}
		w := tx.Workspace
		w.Main = id
		tx.Emit(sapa.Event{Kind: sapa.DepartmentAdded, At: now, Actor: sapa.MemberActor(of.Member), Subject: int64(id)})
		if err := tx.UpdateMember(t.Context(), m); err != nil {
			return err
		}
		return tx.UpdateWorkspace(t.Context(), w)
	})
	if err != nil {
		t.Fatal(err)
	}
}
