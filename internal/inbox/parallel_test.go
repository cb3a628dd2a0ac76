package inbox_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// channelOf is the house's web chat.
func channelOf(t *testing.T, h *sapatest.House) sapa.Channel {
	t.Helper()
	c, _, err := h.Admin.ChannelByKey(t.Context(), h.Widget)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// said is one message of a contact.
func said(c sapa.Channel, who, id, text string) sapa.Inbound {
	return sapa.Inbound{
		Kind: sapa.InboundMessage, Channel: c.ID, From: sapa.Sender{External: who, Name: who}, ProviderID: who + ":" + id,
		Message: sapa.InboundContent{Kind: sapa.Text, Text: text},
	}
}

// everything lists all conversations of the house.
func everything(t *testing.T, h *sapatest.House) []store.Row {
	t.Helper()
	rows, err := h.Store.Conversations(t.Context(), h.Workspace, store.ListQuery{Tab: store.All, Scope: access.Scope{All: true}, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// wholeNumbers fails unless the sequence numbers of a conversation run from 1 without gap or double.
func wholeNumbers(t *testing.T, h *sapatest.House, c store.Row) []sapa.Message {
	t.Helper()
	messages, err := h.Store.MessagesAfter(t.Context(), h.Workspace, c.ID, 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range messages {
		if m.Seq != i+1 {
			t.Fatalf("message %d has number %d", i, m.Seq)
		}
	}
	if len(messages) != c.LastSeq {
		t.Fatalf("%d messages, the conversation counts %d", len(messages), c.LastSeq)
	}
	return messages
}

// Proof of issue 2: 10 first messages of one contact at the same moment make one conversation with 10 messages. Each
// is sent three times, as by a widget that lost the answers.
func TestTenFirstMessagesAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		c := channelOf(t, h)
		var stored atomic.Int32
		sapatest.Together(30, func(i int) {
			id := fmt.Sprint("message-", i%10)
			arrived, err := h.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, "budi", id, id)})
			if err != nil {
				t.Error(err)
				return
			}
			if !arrived[0].Repeated {
				stored.Add(1)
			}
		})
		all := everything(t, h)
		if len(all) != 1 || stored.Load() != 10 {
			t.Fatalf("%d conversations, %d messages stored", len(all), stored.Load())
		}
		texts := []string{}
		for _, m := range wholeNumbers(t, h, all[0]) {
			texts = append(texts, m.Text)
		}
		if slices.Sort(texts); len(slices.Compact(texts)) != 10 {
			t.Fatalf("the messages are %v", texts)
		}
		if all[0].InboundCount != 10 {
			t.Fatalf("the conversation counts %d messages of the contact", all[0].InboundCount)
		}
	})
}

// Proof of issue 2: 200 claims of 50 conversations at the same moment give each one owner; everybody else is told
// who was first.
func TestTwoHundredClaimsOfFifty(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		c := channelOf(t, h)
		for i := range 50 {
			if _, err := h.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, fmt.Sprint("contact", i), "first-one", "halo")}); err != nil {
				t.Fatal(err)
			}
		}
		queued := everything(t, h)
		agents := []sapa.By{h.By("eko"), h.By("fitri"), h.By("gilang"), h.By("hana")}
		var won, lost atomic.Int32
		sapatest.Together(200, func(i int) {
			by, id := agents[i%4], queued[i/4].ID
			var err error
			if i%3 == 0 {
				_, err = h.Inbox.Reply(t.Context(), by, id, inbox.Writing{ClientID: fmt.Sprintf("claim-%04d", i), Text: "halo kak"})
			} else {
				err = h.Inbox.Take(t.Context(), by, id, nil)
			}
			switch {
			case err == nil:
				won.Add(1)
			case sapa.CodeOf(err) == "already_assigned":
				lost.Add(1)
			default:
				t.Errorf("claim %d: %v", i, err)
			}
		})
		if won.Load() != 50 || lost.Load() != 150 {
			t.Fatalf("%d won, %d lost", won.Load(), lost.Load())
		}
		for _, row := range everything(t, h) {
			replies := 0
			for _, m := range wholeNumbers(t, h, row) {
				if m.Direction != sapa.Out {
					continue
				}
				replies++
				if m.Author.Member() != row.Assignee {
					t.Errorf("a reply of somebody who is not the assignee was sent")
				}
			}
			if row.State != sapa.Handled || replies > 1 {
				t.Errorf("%s with %d replies", row.State, replies)
			}
		}
	})
}

// Whatever agents, supervisors, customers and the clock do at the same time: the timeline of every conversation tells
// a story in which there was never more than one owner, and the numbers are whole.
func TestOneOwnerWhateverTheOrder(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		c := channelOf(t, h)
		people := []sapa.By{h.By("eko"), h.By("fitri"), h.By("gilang"), h.By(sapatest.Dewi), h.By(sapatest.Citra)}
		for i := range 4 {
			if _, err := h.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, fmt.Sprint("contact", i), "first-one", "halo")}); err != nil {
				t.Fatal(err)
			}
		}
		ids := []sapa.ConversationID{}
		for _, row := range everything(t, h) {
			ids = append(ids, row.ID)
		}
		sapatest.Together(12, func(worker int) {
			chance := rand.New(rand.NewPCG(uint64(worker), 1))
			for n := range 15 {
				randomAct(t, h, c, chance, people, ids, fmt.Sprintf("act-%d-%d", worker, n))
			}
		})
		rooms := map[sapa.RoomID]int{}
		for _, row := range everything(t, h) {
			wholeNumbers(t, h, row)
			tellStory(t, h, row)
			if row.State != sapa.Resolved {
				rooms[row.Room]++
			}
		}
		for room, n := range rooms {
			if n > 1 {
				t.Errorf("room %d has %d open conversations", room, n)
			}
		}
	})
}

// randomAct does something somebody might do. What is refused is fine; what breaks the story is found afterwards.
func randomAct(t *testing.T, h *sapatest.House, c sapa.Channel, chance *rand.Rand, people []sapa.By, ids []sapa.ConversationID, key string) {
	ctx := t.Context()
	by, other, id := people[chance.IntN(len(people))], people[chance.IntN(len(people))], ids[chance.IntN(len(ids))]
	var err error
	switch chance.IntN(9) {
	case 0, 1:
		_, err = h.Inbox.Reply(ctx, by, id, inbox.Writing{ClientID: key, Text: key})
	case 2:
		err = h.Inbox.Take(ctx, by, id, nil)
	case 3:
		err = h.Inbox.Assign(ctx, by, id, inbox.Handover{To: other.Member, Note: key})
	case 4:
		err = h.Inbox.Unassign(ctx, by, id)
	case 5:
		err = h.Inbox.Resolve(ctx, by, id)
	case 6:
		_, err = h.Inbox.Next(ctx, by, "")
	case 7:
		h.Clock.Advance(10 * 60 * 60 * 1e9) // ten hours
		_, err = h.Inbox.Sweep(ctx)
	case 8:
		_, err = h.Inbox.Ingest(ctx, c, []sapa.Inbound{said(c, fmt.Sprint("contact", chance.IntN(4)), key, key)})
	}
	if err != nil && sapa.KindOf(err) == sapa.Internal {
		t.Errorf("%s: %v", key, err)
	}
}

// tellStory replays a conversation's timeline.
func tellStory(t *testing.T, h *sapatest.House, row store.Row) {
	t.Helper()
	events, err := h.Store.Timeline(t.Context(), h.Workspace, row.ID, 0, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	state, owner := sapa.State(""), sapa.MemberID(0)
	move := func(e sapa.Event, ok bool, to sapa.State, who sapa.MemberID) {
		if !ok {
			t.Fatalf("%s at change %d while the conversation is %s with %d", e.Kind, e.Number, state, owner)
		}
		state, owner = to, who
	}
	for _, e := range events {
		who := sapa.MemberID(e.Subject)
		free := state == sapa.InQueue || state == sapa.Inactive
		switch e.Kind {
		case sapa.ConversationOpened:
			move(e, state == "", sapa.InQueue, 0)
		case sapa.ConversationReopened:
			move(e, state == sapa.Inactive, sapa.InQueue, 0)
		case sapa.ConversationAssigned:
			move(e, free && who != 0, sapa.Handled, who)
		case sapa.ConversationTransferred:
			move(e, state == sapa.Handled && who != owner && e.Data["from"] == float64(owner), sapa.Handled, who)
		case sapa.ConversationUnassigned:
			move(e, state == sapa.Handled && who == owner, sapa.InQueue, 0)
		case sapa.ConversationInactive:
			move(e, state == sapa.Handled && who == owner, sapa.Inactive, 0)
		case sapa.ConversationResolved:
			move(e, state != sapa.Resolved && who == owner, sapa.Resolved, 0)
		}
	}
	if state != row.State || owner != row.Assignee {
		t.Fatalf("the story ends %s with %d, the conversation is %s with %d", state, owner, row.State, row.Assignee)
	}
}

// Two processes on one PostgreSQL behave as one: claims through both have one winner each.
func TestTwoProcessesOneOwner(t *testing.T) {
	t.Parallel()
	database := sapatest.Postgres.Database(t)
	first := sapatest.At(t, sapatest.Postgres, database)
	second := sapatest.At(t, sapatest.Postgres, database)
	c := channelOf(t, first)
	for i := range 20 {
		if _, err := first.Inbox.Ingest(t.Context(), c, []sapa.Inbound{said(c, fmt.Sprint("contact", i), "first-one", "halo")}); err != nil {
			t.Fatal(err)
		}
	}
	ids := everything(t, first)
	eko, fitri := first.By("eko"), second.By("fitri")
	var won atomic.Int32
	sapatest.Together(40, func(i int) {
		house, by := first, eko
		if i%2 == 1 {
			house, by = second, fitri
		}
		if err := house.Inbox.Take(t.Context(), by, ids[i/2].ID, nil); err == nil {
			won.Add(1)
		} else if sapa.CodeOf(err) != "already_assigned" {
			t.Error(err)
		}
	})
	if won.Load() != 20 {
		t.Fatalf("%d claims of 20 conversations won", won.Load())
	}
	// A session of one process is a session of the other, and so is its end.
	person := first.As("eko")
	seen := second.Anonymous()
	seen.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
	person.Want(http.StatusOK, "GET", "/api/v1/me", nil)
}
