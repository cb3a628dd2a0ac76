package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// world is a workspace with members and conversations made directly, for the store's own tests.
type world struct {
	*store.Store
	t       *testing.T
	ws      sapa.WorkspaceID
	channel sapa.ChannelID
	members []sapa.MemberID
	made    int
}

func newWorld(t *testing.T, e sapatest.Engine, members int) *world {
	t.Helper()
	return worldIn(t, e.Store(t), members)
}

// worldIn makes a world in a store.
func worldIn(t *testing.T, s *store.Store, members int) *world {
	t.Helper()
	w := &world{Store: s, t: t}
	var err error
	w.ws, err = w.Establish(t.Context(), sapa.Workspace{Name: "Melati", TimeZone: "Asia/Jakarta", Language: "id", CreatedAt: at(0)}, func(tx *store.Tx) error {
		tx.Emit(sapa.Event{Kind: sapa.WorkspaceCreated, At: at(0), Actor: sapa.SystemActor()})
		for i := range members {
			id, err := tx.CreateMember(t.Context(), sapa.Member{
				Name: fmt.Sprint("m", i), Email: fmt.Sprintf("m%d-%p@x.example", i, t), Role: sapa.Agent, State: sapa.Active, CreatedAt: at(0),
			})
			if err != nil {
				return err
			}
			w.members = append(w.members, id)
		}
		var err error
		w.channel, err = tx.CreateChannel(t.Context(), sapa.Channel{
			Kind: "webchat", Name: "Web", PublicKey: fmt.Sprintf("wk_%p", t), State: sapa.ChannelOn, SessionHours: 24, CreatedAt: at(0),
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// at is a moment, some minutes into the test's world.
func at(minutes int) time.Time {
	return sapatest.Monday().Add(time.Duration(minutes) * time.Minute)
}

// add makes a conversation of a contact of its own with these facts.
func (w *world) add(f sapa.Facts, last time.Time) sapa.ConversationID {
	w.t.Helper()
	w.made++
	var id sapa.ConversationID
	_, err := w.Change(w.t.Context(), w.ws, func(tx *store.Tx) error {
		contact, room, err := tx.CreateContact(w.t.Context(), sapa.Contact{Name: fmt.Sprint("c", w.made), CreatedAt: last, SeenAt: last},
			sapa.Identity{Channel: w.channel, External: fmt.Sprint("x", w.made)}, "")
		if err != nil {
			return err
		}
		c := sapa.Conversation{
			Room: room, Contact: contact, Channel: w.channel, Episode: 1, Facts: f, OpenedAt: last, SessionEnds: last.Add(24 * time.Hour),
			Last: sapa.Preview{At: last, Direction: sapa.In, Kind: sapa.Text, Author: sapa.ContactActor(contact)},
		}
		switch f.State {
		case sapa.InQueue:
			c.QueuedAt = last
		case sapa.Resolved:
			c.ResolvedAt = last
		case sapa.Handled, sapa.Inactive:
		}
		id, err = tx.CreateConversation(w.t.Context(), c)
		tx.Emit(sapa.Event{Kind: sapa.ConversationOpened, At: last, Actor: sapa.SystemActor(), Conversation: id})
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// The condition in SQL and the function in Go must say the same of every conversation, or a list would show what a
// single read hides.
func TestScopeSaysTheSameInSQLAndGo(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 3)
		made := map[sapa.ConversationID]sapa.Facts{}
		for _, state := range sapa.States() {
			for _, handler := range append(w.members, 0) {
				for department := range sapa.DepartmentID(3) {
					f := sapa.Facts{State: state, LastHandler: handler, Department: department}
					if state == sapa.Handled {
						f.Assignee = handler
					}
					if state != sapa.Handled || handler != 0 {
						made[w.add(f, at(len(made)))] = f
					}
				}
			}
		}
		scopes := []access.Scope{{Nothing: true}, {All: true}, {Member: w.members[0]}, {Member: w.members[1]}, {Member: 999_999}}
		for _, of := range [][]sapa.DepartmentID{nil, {1}, {2, 1}} {
			for _, leads := range []bool{false, true} {
				scopes = append(scopes, access.Scope{Member: w.members[0], Divided: true, Departments: of, Leads: leads})
			}
		}
		for _, s := range scopes {
			var want []sapa.ConversationID
			for id, f := range made {
				if s.Sees(f) {
					want = append(want, id)
				}
			}
			slices.Sort(want)
			for name, got := range map[string][]sapa.ConversationID{
				"rows": w.rows(s, made), "all": w.walk(store.ListQuery{Tab: store.All, Scope: s}), "tabs": w.tabs(s),
			} {
				if name == "tabs" && (s.All || s.Leads) {
					continue // supervisors have no tab for what others handle but "all"
				}
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Errorf("%s in scope %+v: %v, want %v", name, s, got, want)
				}
			}
		}
	})
}

func (w *world) rows(s access.Scope, made map[sapa.ConversationID]sapa.Facts) []sapa.ConversationID {
	w.t.Helper()
	ids := []sapa.ConversationID{}
	for id := range made {
		ids = append(ids, id)
	}
	rows, err := w.ConversationRows(w.t.Context(), w.ws, s, s.Member, ids)
	if err != nil {
		w.t.Fatal(err)
	}
	return idsOf(rows)
}

// tabs collects what all tabs but "all" show a member.
func (w *world) tabs(s access.Scope) []sapa.ConversationID {
	w.t.Helper()
	var ids []sapa.ConversationID
	for _, tab := range []store.Tab{store.Mine, store.Queue, store.Inactive, store.Resolved} {
		ids = append(ids, w.walk(store.ListQuery{Tab: tab, Scope: s, Member: s.Member})...)
	}
	return ids
}

// walk reads a list to its end, a few rows at a time.
func (w *world) walk(q store.ListQuery) []sapa.ConversationID {
	w.t.Helper()
	q.Limit = 3
	var ids []sapa.ConversationID
	for {
		rows, err := w.Conversations(context.WithoutCancel(w.t.Context()), w.ws, q)
		if err != nil {
			w.t.Fatal(err)
		}
		ids = append(ids, idsOf(rows)...)
		if len(rows) < q.Limit {
			return ids
		}
		q.After = rows[len(rows)-1].Cursor(q.Tab)
	}
}

func idsOf(rows []store.Row) []sapa.ConversationID {
	ids := make([]sapa.ConversationID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

// Walking a list page by page gives each row once and in order, however many share a moment.
func TestListsPageWithoutGapOrDouble(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		w := newWorld(t, e, 1)
		for i := range 20 {
			w.add(sapa.Facts{State: sapa.InQueue}, at(i/4))
			w.add(sapa.Facts{State: sapa.Handled, Assignee: w.members[0], LastHandler: w.members[0]}, at(i/4))
		}
		for _, tab := range []store.Tab{store.Queue, store.Mine} {
			got := w.walk(store.ListQuery{Tab: tab, Member: w.members[0], Scope: access.Scope{Member: w.members[0]}})
			if len(got) != 20 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 20 {
				t.Errorf("%s: %d rows, %v", tab, len(got), got)
			}
			if tab == store.Queue && !slices.IsSorted(got) {
				t.Errorf("the queue is not oldest first: %v", got)
			}
			if tab == store.Mine && !slices.IsSortedFunc(got, func(a, b sapa.ConversationID) int { return int(b - a) }) {
				t.Errorf("mine is not newest first: %v", got)
			}
		}
	})
}
