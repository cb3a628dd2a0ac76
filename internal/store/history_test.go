package store_test

import (
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// What happened is listed page by page without gaps, also where much happened at one moment; what no timeline shows and what
// lies outside is left out.
func TestHappenings(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 1)
		id := w.add(sapa.Facts{State: sapa.InQueue, Department: 3}, at(0))
		was := sapa.Facts{State: sapa.Handled, Assignee: 5}
		for _, minutes := range [][]int{{1, 4}, {4, 4, 4}, {2}, {9}, {10}} {
			_, err := w.Change(t.Context(), w.ws, func(tx *store.Tx) error {
				for _, minute := range minutes {
					tx.Emit(sapa.Event{Kind: sapa.ConversationResolved, At: at(minute), Actor: sapa.MemberActor(7), Conversation: id, Subject: int64(minute), Was: &was})
				}
				tx.Emit(sapa.Event{Kind: sapa.MessageSent, At: at(5), Actor: sapa.MemberActor(7), Conversation: id})
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		var got []int
		var last sapa.Event
		for {
			page, err := w.Happenings(t.Context(), w.ws, last, at(2), at(10), 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range page {
				got, last = append(got, int(h.Subject)), h.Event
				if h.Channel != w.channel || h.Department != 3 || h.Conversation != id || h.Actor != sapa.MemberActor(7) || h.Was == nil || *h.Was != was || !h.At.Equal(at(int(h.Subject))) {
					t.Errorf("it is %+v", h)
				}
			}
			if len(page) < 2 {
				break
			}
		}
		if want := []int{2, 4, 4, 4, 4, 9}; !slices.Equal(got, want) {
			t.Errorf("what happened is %v, want %v", got, want)
		}
		if others, err := w.Happenings(t.Context(), w.ws+1, sapa.Event{}, at(0), at(100), 10); len(others) != 0 || err != nil {
			t.Errorf("a neighbour sees %v, %v", others, err)
		}
	})
}

func TestFirstPresences(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 2)
		if first, err := w.FirstPresences(t.Context(), w.ws); len(first) != 0 || err != nil {
			t.Errorf("it is %v, %v before anybody was noted", first, err)
		}
		members, err := w.Members(t.Context(), w.ws)
		if err != nil {
			t.Fatal(err)
		}
		for _, minute := range []int{7, 3, 5} {
			err := w.Write(t.Context(), func(tx *store.Tx) error {
				tx.Workspace.ID = w.ws
				return tx.SetPresence(t.Context(), members[0].ID, sapa.Presence{State: sapa.Online, Since: at(minute)})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if first, err := w.FirstPresences(t.Context(), w.ws); len(first) != 1 || !first[members[0].ID].Equal(at(3)) || err != nil {
			t.Errorf("it is %v, %v", first, err)
		}
		if first, err := w.FirstPresences(t.Context(), w.ws+1); len(first) != 0 || err != nil {
			t.Errorf("a neighbour's is %v, %v", first, err)
		}
	})
}
