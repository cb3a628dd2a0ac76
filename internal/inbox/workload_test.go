package inbox_test

import (
	"errors"
	"testing"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// fullHouse is a house with a limit of one, in which Eko handles a conversation and others wait.
func fullHouse(t *testing.T, e sapatest.Engine, waiting int) (h *sapatest.House, eko sapa.By, queued []sapa.Conversation) {
	t.Helper()
	h = sapatest.New(t, e)
	eko = h.By("eko")
	set(t, h, map[string]any{"workload_mode": "all_channels", "workload_all": 1})
	queue(t, h, channelOf(t, h), "contact", waiting+1)
	if _, err := h.Inbox.Next(t.Context(), eko, ""); err != nil {
		t.Fatal(err)
	}
	return h, eko, inState(t, h, sapa.InQueue)
}

// refused fails unless an act was refused because somebody is full, with these numbers.
func refused(t *testing.T, what string, err error, limit, handled int, confirmable bool) {
	t.Helper()
	var e *sapa.Error
	if !errors.As(err, &e) || e.Code != "workload_full" || e.Kind != sapa.Conflict {
		t.Fatalf("%s: %v", what, err)
	}
	if e.Details["limit"] != limit || e.Details["handled"] != handled || e.Details["confirmable"] != confirmable {
		t.Fatalf("%s: told %v", what, e.Details)
	}
}

// At the limit nobody takes anything for themselves, in whatever way; a message to a customer whom one serves is no claim.
func TestNobodyClaimsAboveTheLimit(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, eko, queued := fullHouse(t, e, 2)
		id := queued[0].ID
		_, reply := h.Inbox.Reply(t.Context(), eko, id, inbox.Writing{ClientID: "claim-01", Text: "halo"})
		_, next := h.Inbox.Next(t.Context(), eko, "")
		for what, err := range map[string]error{
			"a reply": reply, "get new chat": next, "assign to me": h.Inbox.Take(t.Context(), eko, id, nil),
			"assign to oneself": h.Inbox.Assign(t.Context(), eko, id, inbox.Handover{To: eko.Member, OverLimit: true}),
		} {
			refused(t, what, err, 1, 1, false)
		}
		if n := len(inState(t, h, sapa.InQueue)); n != 2 {
			t.Errorf("%d wait, want 2", n)
		}
		own := inState(t, h, sapa.Handled)[0].ID
		if _, err := h.Inbox.Reply(t.Context(), eko, own, inbox.Writing{ClientID: "answer-1", Text: "halo"}); err != nil {
			t.Errorf("a reply to whom one serves: %v", err)
		}
		// Lowering or raising a limit takes nothing away; one's own number stands in place of the workspace's.
		ownLimit(t, h, eko, 2)
		if err := h.Inbox.Take(t.Context(), eko, id, nil); err != nil {
			t.Errorf("with a limit of their own: %v", err)
		}
		refused(t, "at their own limit", h.Inbox.Take(t.Context(), eko, queued[1].ID, nil), 2, 2, false)
		set(t, h, map[string]any{"workload_mode": "off"})
		if err := h.Inbox.Take(t.Context(), eko, queued[1].ID, nil); err != nil {
			t.Errorf("without limits: %v", err)
		}
	})
}

// ownLimit gives a member a limit of their own.
func ownLimit(t *testing.T, h *sapatest.House, by sapa.By, limit int) {
	t.Helper()
	_, err := h.Store.Change(t.Context(), h.Workspace, func(tx *store.Tx) error {
		m, err := tx.Member(t.Context(), h.Workspace, by.Member)
		if err != nil {
			return err
		}
		m.Workload = limit
		tx.Emit(sapa.Event{Kind: sapa.MemberUpdated, At: h.Clock.Now(), Actor: sapa.SystemActor(), Subject: int64(by.Member)})
		return tx.UpdateMember(t.Context(), m)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A supervisor may give somebody more than their limit once they have said that they know; an agent may not.
func TestSupervisorsMayInsist(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, eko, queued := fullHouse(t, e, 1)
		dewi, fitri, id := h.By(sapatest.Dewi), h.By("fitri"), queued[0].ID
		refused(t, "an agent", h.Inbox.Assign(t.Context(), fitri, id, inbox.Handover{To: eko.Member, OverLimit: true}), 1, 1, false)
		refused(t, "a supervisor who does not know", h.Inbox.Assign(t.Context(), dewi, id, inbox.Handover{To: eko.Member}), 1, 1, true)
		if err := h.Inbox.Assign(t.Context(), dewi, id, inbox.Handover{To: eko.Member, OverLimit: true}); err != nil {
			t.Fatal(err)
		}
		events, err := h.Store.Timeline(t.Context(), h.Workspace, id, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		if last := events[len(events)-1]; last.Data["over_limit"] != true || last.Data["limit"] != 1.0 || last.Data["handled"] != 1.0 {
			t.Errorf("the timeline says %+v", last)
		}
		if held(t, h)[eko.Member] != 2 {
			t.Errorf("they handle %d", held(t, h)[eko.Member])
		}
	})
}

// Where each channel has a limit of its own, "get new chat" passes over those of which one can take no more.
func TestNextPassesOverFullChannels(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, first := h.By("eko"), channelOf(t, h)
		name := "Toko kedua"
		second, err := h.Admin.ConnectChannel(t.Context(), h.By(sapatest.Ratna), first.Kind, admin.Connection{Name: &name, Config: first.Config})
		if err != nil {
			t.Fatal(err)
		}
		set(t, h, map[string]any{"workload_mode": "per_channel"})
		h.Exec(`UPDATE channels SET workload = 1`)
		queue(t, h, first, "first", 2)
		queue(t, h, second, "second", 2)
		for want := range 2 {
			id, err := h.Inbox.Next(t.Context(), eko, "")
			if err != nil {
				t.Fatal(err)
			}
			c, err := h.Store.Conversation(t.Context(), h.Workspace, id)
			if err != nil || c.Channel != []sapa.Channel{first, second}[want].ID {
				t.Fatalf("conversation of channel %d: %v", c.Channel, err)
			}
		}
		_, err = h.Inbox.Next(t.Context(), eko, "")
		refused(t, "both are full", err, 1, 1, false)
		// Nor does a full channel hold up the router.
		presence(t, h, eko.Member, sapa.Online)
		h.Exec(`UPDATE channels SET workload = 2 WHERE id = (SELECT max(id) FROM channels)`)
		set(t, h, map[string]any{"assignment_strategy": "round_robin"})
		if n := route(t, h); n != 1 || len(inState(t, h, sapa.InQueue)) != 1 {
			t.Errorf("%d given out", n)
		}
	})
}

// Who is not of a conversation's department gets it from a supervisor, and from no agent.
func TestAssigningOutsideTheDepartment(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	c := channelOf(t, h)
	eko, fitri, dewi := h.By("eko"), h.By("fitri"), h.By(sapatest.Dewi)
	department(t, h, c, eko)
	queue(t, h, c, "contact", 1)
	id := inState(t, h, sapa.InQueue)[0].ID
	if err := h.Inbox.Assign(t.Context(), eko, id, inbox.Handover{To: fitri.Member}); sapa.CodeOf(err) != "outside_department" || sapa.KindOf(err) != sapa.Forbidden {
		t.Fatalf("an agent: %v", err)
	}
	if err := h.Inbox.Assign(t.Context(), dewi, id, inbox.Handover{To: fitri.Member}); err != nil {
		t.Fatalf("a supervisor: %v", err)
	}
}
