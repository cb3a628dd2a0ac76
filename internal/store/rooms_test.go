package store_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// ofRooms are the ways of asking for a page of rooms: each tab, each scope, each filter, the first page and a deep one.
func ofRooms() []asked {
	// PostgreSQL sorts what is left of a range when that is hardly more than is asked for.
	const rest = "the rest of a range"
	yes := true
	mine := []string{"conversations_mine"}
	open := []string{"conversations_live", "conversations_inactive"}
	own := append(slices.Clone(open), "conversations_mine", "conversations_handler")
	var found []asked
	for _, q := range []struct {
		name  string
		query store.RoomQuery
		by    []string
	}{
		{"all", store.RoomQuery{Tab: store.RoomsAll, Scope: all}, []string{"conversations_all"}},
		{"all, outbound", store.RoomQuery{Tab: store.RoomsAll, Scope: all, Outbound: &yes}, []string{"conversations_all"}},
		{"all, of channels", store.RoomQuery{Tab: store.RoomsAll, Scope: all, Channels: []sapa.ChannelID{1, 2}}, []string{"conversations_channel"}},
		{"all, of departments", store.RoomQuery{Tab: store.RoomsAll, Scope: all, Departments: []sapa.DepartmentID{1, 2}}, []string{"conversations_department"}},
		{"all, of handlers", store.RoomQuery{Tab: store.RoomsAll, Scope: all, Handlers: []sapa.MemberID{1, 2}}, own},
		{"all, opened in a time", store.RoomQuery{Tab: store.RoomsAll, Scope: all, From: at(0), Until: at(9)}, []string{"conversations_opened"}},
		{"all, opened since", store.RoomQuery{Tab: store.RoomsAll, Scope: agent, From: at(0)}, []string{"conversations_opened"}},
		{"all, opened until", store.RoomQuery{Tab: store.RoomsAll, Scope: all, Until: at(0), Channels: []sapa.ChannelID{1}}, []string{"conversations_opened"}},
		{"all, for an agent", store.RoomQuery{Tab: store.RoomsAll, Scope: agent}, own},
		{"all, for an agent of departments", store.RoomQuery{Tab: store.RoomsAll, Scope: divided}, own},
		{"all, for who leads departments", store.RoomQuery{Tab: store.RoomsAll, Scope: leads}, append(slices.Clone(own), "conversations_department")},
		{"queue", store.RoomQuery{Tab: store.RoomsQueue, Scope: all}, []string{"conversations_queue"}},
		{"queue, of a channel", store.RoomQuery{Tab: store.RoomsQueue, Scope: agent, Channels: []sapa.ChannelID{1}}, []string{"conversations_queue"}},
		{"queue, of departments", store.RoomQuery{Tab: store.RoomsQueue, Scope: divided}, []string{"conversations_queue_department"}},
		{"queue, opened in a time", store.RoomQuery{Tab: store.RoomsQueue, Scope: all, From: at(0), Until: at(9)}, []string{"conversations_opened"}},
		{"handled", store.RoomQuery{Tab: store.RoomsHandled, Scope: all}, []string{"conversations_live"}},
		{"handled, of handlers", store.RoomQuery{Tab: store.RoomsHandled, Scope: all, Handlers: []sapa.MemberID{1, 2}}, mine},
		{"handled, for an agent", store.RoomQuery{Tab: store.RoomsHandled, Scope: agent}, mine},
		{"handled, for who leads departments", store.RoomQuery{Tab: store.RoomsHandled, Scope: leads}, []string{"conversations_live"}},
	} {
		q.query.Member, q.query.Limit = 1, 25
		for _, after := range []store.Cursor{{}, further} {
			q.query.After = after
			ask := q.query
			found = append(found, asked{fmt.Sprintf("Rooms %s, after %d", q.name, after.ID), func(x context.Context, s *store.Store) error { return only(s.Rooms(x, 1, ask)) }, q.by, rest})
		}
	}
	return found
}

// roomful is a world of rooms with several episodes each, in every state and of several channels and departments.
type roomful struct {
	*world
	all      map[sapa.ConversationID]sapa.Conversation
	latest   map[sapa.RoomID]sapa.ConversationID
	channels []sapa.ChannelID
}

func newRoomful(t *testing.T, e sapatest.Engine, rooms int) *roomful {
	t.Helper()
	f := &roomful{world: newWorld(t, e, 3), all: map[sapa.ConversationID]sapa.Conversation{}, latest: map[sapa.RoomID]sapa.ConversationID{}}
	chance := rand.New(rand.NewPCG(1, 2))
	_, err := f.Change(t.Context(), f.ws, func(tx *store.Tx) error {
		other, err := tx.CreateChannel(t.Context(), sapa.Channel{Kind: "webchat", Name: "Lain", PublicKey: fmt.Sprintf("wl_%p", t), State: sapa.ChannelOn, SessionHours: 24, CreatedAt: at(0)})
		f.channels = []sapa.ChannelID{f.channel, other}
		for i := range rooms {
			if err == nil {
				err = f.furnish(tx, chance, i)
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.ConversationOpened, At: at(0), Actor: sapa.SystemActor()})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// furnish makes a room: resolved episodes, and one of whatever state as the latest. Many share their moments.
func (f *roomful) furnish(tx *store.Tx, chance *rand.Rand, i int) error {
	channel := f.channels[chance.IntN(2)]
	contact, room, err := tx.CreateContact(f.t.Context(), sapa.Contact{Name: fmt.Sprint("r", i), CreatedAt: at(0), SeenAt: at(0)}, sapa.Identity{Channel: channel, External: fmt.Sprint("y", i)}, "")
	episodes := 1 + chance.IntN(4)
	for episode := 1; episode <= episodes && err == nil; episode++ {
		c := sapa.Conversation{Room: room, Contact: contact, Channel: channel, Episode: episode, Kind: sapa.ConversationKinds()[chance.IntN(2)], Outbound: chance.IntN(4) == 0}
		c.OpenedAt = at(chance.IntN(20))
		c.Last = sapa.Preview{At: c.OpenedAt.Add(time.Duration(chance.IntN(9)) * time.Minute), Direction: sapa.In, Kind: sapa.Text, Author: sapa.ContactActor(contact)}
		c.State, c.Department, c.SessionEnds = sapa.Resolved, sapa.DepartmentID(chance.IntN(3)), at(999)
		if episode == episodes {
			c.State = sapa.States()[chance.IntN(4)]
		}
		if n := chance.IntN(4); n < 3 || c.State == sapa.Handled {
			c.LastHandler = f.members[n%3]
		}
		switch c.State {
		case sapa.InQueue:
			c.QueuedAt = at(chance.IntN(9))
		case sapa.Handled:
			c.Assignee = c.LastHandler
		case sapa.Resolved:
			c.ResolvedAt = c.Last.At
		case sapa.Inactive:
		}
		c.ID, err = tx.CreateConversation(f.t.Context(), c)
		f.all[c.ID], f.latest[room] = c, c.ID
	}
	return err
}

// want are the ids a query is to find, in the order of its list, by the rules as Go says them.
func (f *roomful) want(q store.RoomQuery) []sapa.ConversationID {
	states := map[store.RoomTab]sapa.State{store.RoomsQueue: sapa.InQueue, store.RoomsHandled: sapa.Handled}
	moment := func(c sapa.Conversation) time.Time {
		switch {
		case !q.From.IsZero() || !q.Until.IsZero():
			return c.OpenedAt
		case q.Tab == store.RoomsQueue:
			return c.QueuedAt
		}
		return c.Last.At
	}
	var ids []sapa.ConversationID
	for _, id := range f.latest {
		c := f.all[id]
		if q.Scope.Sees(c.Facts) && q.Takes(c) && (states[q.Tab] == "" || states[q.Tab] == c.State) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b sapa.ConversationID) int {
		order := cmp.Or(moment(f.all[a]).Compare(moment(f.all[b])), cmp.Compare(a, b))
		if q.Tab == store.RoomsQueue {
			return order
		}
		return -order
	})
	return ids
}

// pages reads a query to its end.
func (f *roomful) pages(q store.RoomQuery) []sapa.ConversationID {
	f.t.Helper()
	var ids []sapa.ConversationID
	for range 200 {
		page, err := f.Rooms(f.t.Context(), f.ws, q)
		if err != nil {
			f.t.Fatal(err)
		}
		for _, row := range page.Rows {
			ids = append(ids, row.ID)
		}
		if q.After = page.Next; q.After.ID == 0 {
			return ids
		}
	}
	f.t.Fatal("the pages have no end")
	return nil
}

// Whatever is asked for, the pages together hold each room whose latest conversation is in sight and passes the filters,
// once and in order: no more than access.Scope.Sees.
func TestRoomsAreWhatTheScopeAndTheFiltersSay(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := newRoomful(t, e, 60)
		chance := rand.New(rand.NewPCG(3, 4))
		scopes := []access.Scope{
			{Nothing: true}, {All: true}, {Member: f.members[0]}, {Member: 999_999}, {Member: f.members[1], Divided: true, Departments: []sapa.DepartmentID{1}},
			{Member: f.members[1], Divided: true}, {Member: f.members[2], Divided: true, Departments: []sapa.DepartmentID{2, 1}, Leads: true},
		}
		found := map[store.RoomTab]int{}
		for _, tab := range []store.RoomTab{store.RoomsAll, store.RoomsQueue, store.RoomsHandled} {
			for _, scope := range scopes {
				for range 12 {
					q := store.RoomQuery{Tab: tab, Scope: scope, Member: f.members[0], Limit: 1 + chance.IntN(9)}
					narrow(&q, f, chance)
					want, got := f.want(q), f.pages(q)
					if found[tab] += len(want); !slices.Equal(got, want) {
						t.Errorf("%+v: %v, want %v", q, got, want)
					}
				}
			}
		}
		for tab, n := range maps.All(found) {
			if n < 50 {
				t.Errorf("%s: only %d were ever to be found", tab, n)
			}
		}
	})
}

// narrow adds some filters.
func narrow(q *store.RoomQuery, f *roomful, chance *rand.Rand) {
	some := func() bool { return chance.IntN(4) == 0 }
	if some() {
		outbound := some()
		q.Outbound = &outbound
	}
	if some() {
		q.Channels = f.channels[:1+chance.IntN(2)]
	}
	if some() {
		q.Handlers = f.members[:1+chance.IntN(2)]
	}
	if some() {
		q.Departments = []sapa.DepartmentID{1, 2}[:1+chance.IntN(2)]
	}
	if some() {
		q.From = at(chance.IntN(12))
	}
	if some() {
		q.Until = at(8 + chance.IntN(12))
	}
}

// A filter that passes next to nothing finds it all the same, over several pages, each of which looks at a bounded number.
func TestRoomsAreFoundBehindManyOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sapatest.SQLite, 1)
	rare := w.add(sapa.Facts{State: sapa.InQueue, Department: 7}, at(0))
	_, err := w.Change(t.Context(), w.ws, func(tx *store.Tx) error {
		for i := range 6000 {
			contact, room, err := tx.CreateContact(t.Context(), sapa.Contact{CreatedAt: at(1), SeenAt: at(1)}, sapa.Identity{Channel: w.channel, External: fmt.Sprint("z", i)}, "")
			if err != nil {
				return err
			}
			_, err = tx.CreateConversation(t.Context(), sapa.Conversation{
				Room: room, Contact: contact, Channel: w.channel, Episode: 1, Facts: sapa.Facts{State: sapa.Inactive}, OpenedAt: at(1), SessionEnds: at(2),
				Last: sapa.Preview{At: at(1), Direction: sapa.In, Kind: sapa.Text, Author: sapa.ContactActor(contact)},
			})
			if err != nil {
				return err
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.ConversationOpened, At: at(1), Actor: sapa.SystemActor()})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	q := store.RoomQuery{Tab: store.RoomsAll, Scope: all, From: at(-1), Departments: []sapa.DepartmentID{7}, Limit: 25}
	first, err := w.Rooms(t.Context(), w.ws, q)
	if err != nil || len(first.Rows) != 0 || first.Next.ID == 0 {
		t.Fatalf("the first page has %d rows, next %v, %v", len(first.Rows), first.Next, err)
	}
	f := &roomful{world: w}
	if got := f.pages(q); !slices.Equal(got, []sapa.ConversationID{rare}) {
		t.Errorf("found %v, want %v", got, rare)
	}
}
