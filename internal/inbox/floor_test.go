package inbox_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// set changes settings of the house.
func set(t *testing.T, h *sapatest.House, values map[string]any) {
	t.Helper()
	if _, err := h.Admin.UpdateSettings(t.Context(), h.By(sapatest.Ratna), values); err != nil {
		t.Fatal(err)
	}
}

// presence lets somebody come online or go offline.
func presence(t *testing.T, h *sapatest.House, m sapa.MemberID, state sapa.PresenceState) {
	t.Helper()
	_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
		now := h.Clock.Now()
		tx.Emit(sapa.Event{Kind: sapa.MemberPresence, At: now, Actor: sapa.MemberActor(m), Subject: int64(m)})
		return tx.SetPresence(t.Context(), m, sapa.Presence{State: state, Why: sapa.PresenceByHand, Since: now, Active: now, Connected: now})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// agents are people of the role agent who are there, by these names.
func agents(t *testing.T, h *sapatest.House, names ...string) []sapa.By {
	t.Helper()
	var all []sapa.By
	for _, name := range names {
		by := h.By(name)
		presence(t, h, by.Member, sapa.Online)
		all = append(all, by)
	}
	return all
}

// crew names so many agents.
func crew(n int) []string {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("agent%02d", i))
	}
	return names
}

// queue lets so many customers write, one after the other.
func queue(t *testing.T, h *sapatest.House, c sapa.Channel, names string, n int) {
	t.Helper()
	for i := range n {
		if _, err := h.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, fmt.Sprint(names, i), "first-one", "halo")}); err != nil {
			t.Fatal(err)
		}
	}
}

// routed runs the router of some processes until the answered function is called or the test ends.
func routed(t *testing.T, boxes ...*inbox.Inbox) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	var under sync.WaitGroup
	for _, b := range boxes {
		under.Go(func() { _ = b.RunRouting(ctx) })
	}
	stop = func() { cancel(); under.Wait() }
	t.Cleanup(stop)
	return stop
}

// route gives out what can be given out now, and answers how many that were.
func route(t *testing.T, h *sapatest.House) int {
	t.Helper()
	n, err := h.Inbox.Route(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// inState lists the conversations of the house in a state, the one that opened first first.
func inState(t *testing.T, h *sapatest.House, state sapa.State) []sapa.Conversation {
	t.Helper()
	rows, err := h.Store.Conversations(t.Context(), h.Workspace, store.ListQuery{Tab: store.All, Scope: access.Scope{All: true}, Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(rows, func(a, b store.Row) int { return cmp.Compare(a.ID, b.ID) })
	var some []sapa.Conversation
	for _, r := range rows {
		if r.State == state {
			some = append(some, r.Conversation)
		}
	}
	return some
}

// held counts the conversations members handle.
func held(t *testing.T, h *sapatest.House) map[sapa.MemberID]int {
	t.Helper()
	counts := map[sapa.MemberID]int{}
	for _, c := range inState(t, h, sapa.Handled) {
		counts[c.Assignee]++
	}
	return counts
}
