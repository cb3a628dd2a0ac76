package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// at is the path of a conversation, or of something below it.
func at(id string, below ...string) string {
	path := "/api/v1/conversations/" + id
	for _, b := range below {
		path += "/" + b
	}
	return path
}

// state reads a conversation's state and assignee as somebody sees it; "gone" when they do not.
func state(p *sapatest.Person, id string) (string, string) {
	p.T.Helper()
	a := p.Do("GET", at(id), nil)
	if a.Status == http.StatusNotFound {
		return "gone", ""
	}
	assignee, _ := a.Must(http.StatusOK, "").At("assignee_id").(string)
	return a.Text("state"), assignee
}

func wantState(t *testing.T, p *sapatest.Person, id, want string, assignee *sapatest.Person) {
	t.Helper()
	got, who := state(p, id)
	if got != want || (assignee != nil) != (who != "") || assignee != nil && who != assignee.ID {
		t.Fatalf("%s sees the conversation %s with %q, want %s", p.Name, got, who, want)
	}
}

// CNV-2, 3: whatever an agent does but replying, the conversation stays everybody's.
func TestLookingClaimsNothing(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		for _, s := range []sapa.State{sapa.InQueue, sapa.Inactive} {
			o := h.Conversation(s, map[sapa.State]string{sapa.Inactive: sapatest.Fitri}[s])
			live := eko.Live(0)
			live.Say(sapatest.Frame{"type": "looking", "conversation": o.ID})
			live.Say(sapatest.Frame{"type": "typing", "conversation": o.ID})
			for _, act := range []struct {
				method, path string
				body         any
			}{
				{"GET", at(o.ID), nil}, {"GET", at(o.ID, "messages"), nil}, {"POST", at(o.ID, "read"), map[string]any{"seq": 2}},
				{"POST", at(o.ID, "notes"), map[string]any{"text": "saya lihat dulu"}}, {"POST", at(o.ID, "unread"), nil},
				{"PUT", at(o.ID, "messages", o.Message, "reaction"), map[string]any{"emoji": "👍"}},
				{"PUT", at(o.ID, "drafts", "reply"), map[string]any{"text": "halo", "revision": 1}},
				{"PATCH", "/api/v1/contacts/" + o.Contact, map[string]any{"name": "Budi"}}, {"GET", "/api/v1/files/" + o.File, nil},
			} {
				if a := eko.Do(act.method, act.path, act.body, keyed()...); a.Status >= 300 {
					t.Fatalf("%s %s: %d %s", act.method, act.path, a.Status, a.Body)
				}
				wantState(t, fitri, o.ID, string(s), nil)
			}
		}
	})
}

// Every way of taking a conversation makes one assignee, hides it from the other agents and says why in the timeline.
func TestWaysToTake(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		for _, s := range []sapa.State{sapa.InQueue, sapa.Inactive} {
			for why, take := range map[string]func(id string) *sapatest.Answer{
				"first_reply": func(id string) *sapatest.Answer { return eko.Reply(id, "halo kak") },
				"by_hand":     func(id string) *sapatest.Answer { return eko.Do("POST", at(id, "take"), map[string]any{}) },
				"by_hand, by a colleague": func(id string) *sapatest.Answer {
					return fitri.Do("POST", at(id, "assign"), map[string]any{"to": eko.ID})
				},
				"by_hand, to oneself": func(id string) *sapatest.Answer {
					return eko.Do("POST", at(id, "assign"), map[string]any{"to": eko.ID})
				},
			} {
				o := h.Conversation(s, map[sapa.State]string{sapa.Inactive: sapatest.Fitri}[s])
				if a := take(o.ID); a.Status >= 300 {
					t.Fatalf("%s of one %s: %d %s", why, s, a.Status, a.Body)
				}
				wantState(t, eko, o.ID, "handled", eko)
				wantState(t, fitri, o.ID, "gone", nil)
				wantState(t, dewi, o.ID, "handled", eko)
				a := eko.Want(http.StatusOK, "GET", at(o.ID, "messages"), nil)
				last := a.Len("events") - 1
				if a.Text("events", last, "kind") != "conversation.assigned" || a.Text("events", last, "member_id") != eko.ID ||
					a.Text("events", last, "why") != map[bool]string{true: "first_reply", false: "by_hand"}[why == "first_reply"] {
					t.Errorf("%s of one %s: the timeline ends with %v", why, s, a.At("events", last))
				}
			}
		}
	})
}

// "Get new chat" gives who waits longest, until nobody waits.
func TestNextIsWhoWaitsLongest(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		first, second, third := h.Conversation(sapa.InQueue, ""), h.Conversation(sapa.InQueue, ""), h.Conversation(sapa.InQueue, "")
		// Who comes back unanswered from an agent keeps their place.
		h.As(sapatest.Fitri).Want(http.StatusNoContent, "POST", at(first.ID, "take"), map[string]any{})
		h.As(sapatest.Fitri).Want(http.StatusNoContent, "POST", at(first.ID, "unassign"), nil)
		for _, want := range []sapatest.Object{first, second, third} {
			if got := eko.Want(http.StatusOK, "POST", "/api/v1/conversations/next", nil).Text("id"); got != want.ID {
				t.Errorf("the next one is not who waits longest")
			}
			wantState(t, eko, want.ID, "handled", eko)
		}
		eko.Do("POST", "/api/v1/conversations/next", nil).Must(http.StatusNotFound, "not_found")
	})
}

// ASG-2: with the switch off agents see the queue and cannot help themselves from it, by whatever door.
func TestTakeoverOff(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"agent_can_takeover": false})
		for _, s := range []sapa.State{sapa.InQueue, sapa.Inactive} {
			o := h.Conversation(s, map[sapa.State]string{sapa.Inactive: sapatest.Fitri}[s])
			for name, a := range map[string]*sapatest.Answer{
				"reply":             eko.Reply(o.ID, "halo kak"),
				"take":              eko.Do("POST", at(o.ID, "take"), map[string]any{}),
				"assign to oneself": eko.Do("POST", at(o.ID, "assign"), map[string]any{"to": eko.ID}),
				"resolve":           eko.Do("POST", at(o.ID, "resolve"), nil),
				"next":              eko.Do("POST", "/api/v1/conversations/next", nil),
			} {
				if a.Status != http.StatusForbidden {
					t.Errorf("%s of one %s with takeover off: %d %s", name, s, a.Status, a.Body)
				}
			}
			a := eko.Want(http.StatusOK, "GET", at(o.ID), nil)
			for can, want := range map[string]bool{"reply": false, "take": false, "resolve": false, "note": true} {
				if a.At("can", can) != want {
					t.Errorf("can.%s of one %s is %v", can, s, a.At("can", can))
				}
			}
			wantState(t, eko, o.ID, string(s), nil)
			dewi.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": eko.ID})
			eko.Reply(o.ID, "halo kak").Must(http.StatusCreated, "")
		}
	})
}

// ASG-11: with the switch off agents give conversations to nobody; taking for oneself is another switch.
func TestAssigningOff(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
	h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", map[string]any{"agent_can_assign": false})
	mine, queued := h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.InQueue, "")
	for _, o := range []sapatest.Object{mine, queued} {
		eko.Do("POST", at(o.ID, "assign"), map[string]any{"to": fitri.ID}).Must(http.StatusForbidden, "forbidden")
	}
	eko.Want(http.StatusNoContent, "POST", at(queued.ID, "take"), map[string]any{})
	eko.Want(http.StatusNoContent, "POST", at(queued.ID, "unassign"), nil)
	dewi.Want(http.StatusNoContent, "POST", at(mine.ID, "assign"), map[string]any{"to": fitri.ID})
	wantState(t, fitri, mine.ID, "handled", fitri)
}

// A transfer leaves a note for the new assignee and takes the conversation from the old one's sight at once.
func TestTransferWithANote(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri := h.As(sapatest.Eko), h.As(sapatest.Fitri)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		live := eko.Live(0)
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": fitri.ID, "note": "  minta ukuran XL  "})
		wantState(t, eko, o.ID, "gone", nil)
		wantState(t, fitri, o.ID, "handled", fitri)
		live.WaitEvent("the loss", func(f sapatest.Frame) bool { return f["gone"] == o.ID })
		a := fitri.Want(http.StatusOK, "GET", at(o.ID, "messages"), nil)
		note, event := a.Len("messages")-1, a.Len("events")-1
		if a.Text("messages", note, "direction") != "note" || a.Text("messages", note, "text") != "minta ukuran XL" || a.Text("messages", note, "by", "id") != eko.ID {
			t.Errorf("the note is %v", a.At("messages", note))
		}
		if a.Text("events", event, "kind") != "conversation.transferred" || a.Text("events", event, "from_id") != eko.ID || a.Text("events", event, "member_id") != fitri.ID {
			t.Errorf("the event is %v", a.At("events", event))
		}
		if got := o.Visitor.Texts(); !slices.Equal(got, []string{"halo"}) {
			t.Errorf("the customer sees %q", got)
		}
		before := a.Number("messages", note, "seq")
		fitri.Do("POST", at(o.ID, "assign"), map[string]any{"to": fitri.ID, "note": "untuk saya"}).Must(http.StatusConflict, "same_agent")
		fitri.Do("POST", at(o.ID, "take"), map[string]any{}).Must(http.StatusConflict, "same_agent")
		if got := fitri.Want(http.StatusOK, "GET", at(o.ID), nil).Number("last_seq"); got != before {
			t.Error("a refused transfer left its note")
		}
	})
}

// A supervisor may write into a colleague's conversation without taking it.
func TestSupervisorRepliesWithoutTaking(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	dewi.Reply(o.ID, "saya bantu sebentar").Must(http.StatusCreated, "")
	wantState(t, eko, o.ID, "handled", eko)
	dewi.Want(http.StatusNoContent, "POST", at(o.ID, "unassign"), nil)
	wantState(t, eko, o.ID, "in_queue", nil)
	dewi.Do("POST", at(o.ID, "unassign"), nil).Must(http.StatusConflict, "wrong_state")
}

// Whoever decides on what is no longer so is told what is so, with the name of who was first.
func TestDecidingOnWhatIsNoLongerSo(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		taken := h.Conversation(sapa.Handled, sapatest.Fitri)
		saw := func(who string) map[string]any {
			return map[string]any{"expected_assignee": who, "to": eko.ID, "text": "halo"}
		}
		pick := func(m map[string]any, names ...string) map[string]any {
			out := map[string]any{}
			for _, n := range names {
				out[n] = m[n]
			}
			return out
		}
		for _, stale := range []string{"", eko.ID} {
			for name, a := range map[string]*sapatest.Answer{
				"take":   dewi.Do("POST", at(taken.ID, "take"), pick(saw(stale), "expected_assignee")),
				"assign": dewi.Do("POST", at(taken.ID, "assign"), pick(saw(stale), "expected_assignee", "to")),
				"reply":  dewi.Do("POST", at(taken.ID, "messages"), pick(saw(stale), "expected_assignee", "text"), keyed()...),
			} {
				a.Must(http.StatusConflict, "already_assigned")
				if a.Text("facts", "assignee", "name") != "Fitri Test" || a.Text("facts", "assignee", "id") != fitri.ID {
					t.Errorf("%s who saw %q: %s", name, stale, a.Body)
				}
			}
		}
		if got := taken.Visitor.Texts(); !slices.Equal(got, []string{"halo"}) {
			t.Errorf("what was refused was sent: %q", got)
		}
		free := h.Conversation(sapa.InQueue, "")
		dewi.Do("POST", at(free.ID, "take"), pick(saw(fitri.ID), "expected_assignee")).Must(http.StatusConflict, "wrong_state")
		dewi.Do("POST", at(free.ID, "take"), pick(saw("xyz"), "expected_assignee")).Must(http.StatusUnprocessableEntity, "invalid")
		dewi.Want(http.StatusNoContent, "POST", at(free.ID, "take"), pick(saw(""), "expected_assignee"))
		dewi.Do("POST", at(taken.ID, "messages"), pick(saw(fitri.ID), "expected_assignee", "text"), keyed()...).Must(http.StatusCreated, "")
	})
}

// A customer is not answered twice: who has not seen a colleague's newer reply is told whose it is.
func TestReplyToWhatWasAnsweredMeanwhile(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		send := func(p *sapatest.Person, seen int64) *sapatest.Answer {
			return p.Do("POST", at(o.ID, "messages"), map[string]any{"text": fmt.Sprint("jawaban ", seen), "seen_seq": seen}, keyed()...)
		}
		seen := eko.Want(http.StatusOK, "GET", at(o.ID), nil).Number("last_seq")
		send(eko, seen).Must(http.StatusCreated, "") // one's own replies are no conflict
		send(eko, seen).Must(http.StatusCreated, "")
		o.Visitor.Say("baik") // nor are the customer's messages, nor notes
		dewi.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": "catatan"}, keyed()...)
		send(eko, seen).Must(http.StatusCreated, "")
		a := send(dewi, seen).Must(http.StatusConflict, "newer_reply")
		if a.Text("facts", "member", "name") != "Eko Test" || a.Text("facts", "member", "id") != eko.ID {
			t.Errorf("the conflict says %s", a.Body)
		}
		now := dewi.Want(http.StatusOK, "GET", at(o.ID), nil).Number("last_seq")
		send(dewi, now).Must(http.StatusCreated, "")
		send(eko, now).Must(http.StatusConflict, "newer_reply")
	})
}

// Who lost a conversation is told of it while they may have it open still, and is a stranger to it afterwards: nobody
// learns for ever who handles a customer that was theirs.
func TestFormerHandlersBecomeStrangers(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		read(eko, o.ID, 1)
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": h.As(sapatest.Fitri).ID})
		h.Clock.Advance(23 * time.Hour)
		eko.Reply(o.ID, "masih saya?").Must(http.StatusConflict, "already_assigned")
		o.Visitor.Say("masih di sini")
		h.Clock.Advance(2 * time.Hour)
		eko.Reply(o.ID, "masih saya?").Must(http.StatusNotFound, "not_found")
		eko.Do("POST", at(o.ID, "take"), map[string]any{}).Must(http.StatusNotFound, "not_found")
	})
}
