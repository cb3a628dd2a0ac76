package api_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// busy makes a conversation in which much was said and done, in a random order.
func busy(t *testing.T, h *sapatest.House) sapatest.Object {
	t.Helper()
	eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
	o := h.Conversation(sapa.InQueue, "")
	chance := rand.New(rand.NewPCG(2026, 3))
	for i := range 60 {
		switch chance.IntN(6) {
		case 0:
			o.Visitor.Say(fmt.Sprint("pelanggan ", i))
		case 1, 2:
			if _, who := state(dewi, o.ID); who == eko.ID || who == "" {
				eko.Reply(o.ID, fmt.Sprint("agen ", i)).Must(http.StatusCreated, "")
			}
		case 3:
			dewi.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": fmt.Sprint("catatan ", i)}, keyed()...)
		case 4:
			dewi.Do("POST", at(o.ID, "take"), map[string]any{})
		case 5:
			dewi.Do("POST", at(o.ID, "unassign"), nil)
		}
		h.Clock.Advance(1e9)
	}
	return o
}

// story is what a page of a thread says: the sequence numbers, and each event by id and the number it stands after.
type story struct {
	seqs   []int64
	events []string
}

func page(p *sapatest.Person, id, query string) (story, bool) {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", at(id, "messages")+"?"+query, nil)
	var s story
	for i := range a.Len("messages") {
		s.seqs = append(s.seqs, a.Number("messages", i, "seq"))
	}
	for i := range a.Len("events") {
		s.events = append(s.events, fmt.Sprintf("%03d %s %s", a.Number("events", i, "after_seq"), a.Text("events", i, "at"), a.Text("events", i, "id")))
	}
	return s, a.At("more") == true
}

// Read in pages of whatever size, from either end, a thread has every message and every event once and in order.
func TestThreadPagesWithoutGapOrDouble(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		o := busy(t, h)
		dewi := h.As(sapatest.Dewi)
		whole, more := page(dewi, o.ID, "limit=200")
		if more || len(whole.seqs) < 30 || len(whole.events) < 10 {
			t.Fatalf("%d messages, %d events, more %v", len(whole.seqs), len(whole.events), more)
		}
		rapid.Check(t, func(rt *rapid.T) {
			sizes := rapid.SliceOfN(rapid.IntRange(1, 25), 1, 5).Draw(rt, "page sizes")
			for _, got := range map[string]story{"back": back(dewi, o.ID, sizes), "on": on(dewi, o.ID, sizes)} {
				if !slices.Equal(got.seqs, whole.seqs) {
					rt.Fatalf("messages %v, want %v", got.seqs, whole.seqs)
				}
				if !slices.Equal(got.events, whole.events) {
					rt.Fatalf("events\n%q, want\n%q", got.events, whole.events)
				}
			}
		})
	})
}

// back reads a thread from its end.
func back(p *sapatest.Person, id string, sizes []int) story {
	var all story
	for i, before := 0, int64(0); ; i++ {
		s, more := page(p, id, fmt.Sprintf("limit=%d&before=%d", sizes[i%len(sizes)], before))
		all.seqs, all.events = append(s.seqs, all.seqs...), append(s.events, all.events...)
		if !more {
			return all
		}
		before = s.seqs[0]
	}
}

// on reads a thread from its first message, which is how a screen catches up; what stands before that message was
// on the screen already.
func on(p *sapatest.Person, id string, sizes []int) story {
	first, _ := page(p, id, "limit=1&before=2")
	all := first
	for i, after := 0, int64(1); ; i++ {
		s, more := page(p, id, fmt.Sprintf("limit=%d&after=%d", sizes[i%len(sizes)], after))
		for _, e := range s.events {
			// The newest page on the screen has the events behind its last message already; they come again.
			if !slices.Contains(all.events, e) {
				all.events = append(all.events, e)
			}
		}
		all.seqs = append(all.seqs, s.seqs...)
		if !more {
			return all
		}
		after = s.seqs[len(s.seqs)-1]
	}
}

func TestThreadQueries(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.InQueue, "")
	for query, want := range map[string]string{
		"before=1&after=1": "after: one_direction", "limit=0": "limit: out_of_range", "limit=201": "limit: out_of_range",
		"before=-1": "before: out_of_range", "before=x": "before: invalid", "page=2": "page: unknown",
	} {
		a := eko.Do("GET", at(o.ID, "messages")+"?"+query, nil).Must(http.StatusUnprocessableEntity, "invalid")
		if got := a.Wrong(); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for query, want := range map[string]int{"after=99": 0, "before=1": 0, "before=99": 2, "after=0": 2, "after=9223372036854775807": 0} {
		if s, more := page(eko, o.ID, query); len(s.seqs) != want || more {
			t.Errorf("%s: %d messages, more %v", query, len(s.seqs), more)
		}
	}
}

// Of what many did in one change each event has a name of its own.
func TestEventsOfOneChangeDiffer(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	c, _, err := h.Admin.ChannelByKey(t.Context(), h.Widget)
	if err != nil {
		t.Fatal(err)
	}
	elements := make([]sapa.Inbound, 300)
	for i := range elements {
		elements[i] = sapa.Inbound{
			Kind: sapa.InboundMessage, Channel: c.ID, From: sapa.Sender{External: fmt.Sprint("contact", i)},
			ProviderID: fmt.Sprint("message", i), Message: sapa.InboundContent{Kind: sapa.Text, Text: "halo"},
		}
	}
	start := change(h.As(sapatest.Dewi))
	if _, err := h.Inbox.Ingest(t.Context(), c, elements); err != nil {
		t.Fatal(err)
	}
	var told struct {
		Changes []struct{ Events []struct{ ID string } }
	}
	h.As(sapatest.Dewi).Want(http.StatusOK, "GET", "/api/v1/events?after="+itoa(start), nil).Into(&told)
	seen := map[string]bool{}
	for _, e := range told.Changes[0].Events {
		if seen[e.ID] {
			t.Fatalf("two events of one change are called %s", e.ID)
		}
		seen[e.ID] = true
	}
	if len(seen) != 600 {
		t.Errorf("%d events", len(seen))
	}
}
