package api_test

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// send replies with a key of the test's choice.
func send(p *sapatest.Person, id, key string, body map[string]any) *sapatest.Answer {
	p.T.Helper()
	return p.Do("POST", at(id, "messages"), body, "Idempotency-Key", key)
}

func upload(p *sapatest.Person, name string, content []byte) string {
	p.T.Helper()
	return p.Want(http.StatusCreated, "POST", "/api/v1/uploads?name="+name, content, "Content-Type", "application/octet-stream").Text("key")
}

// A send that is repeated because its answer was lost stores nothing and gets the same answer.
func TestRepeatedSend(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		o, other := h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.Handled, sapatest.Eko)
		key := sapatest.NewKey()
		first := send(eko, o.ID, key, map[string]any{"text": "halo kak"}).Must(http.StatusCreated, "")
		if again := send(eko, o.ID, key, map[string]any{"text": "halo kak"}).Must(http.StatusOK, ""); string(again.Body) != string(first.Body) {
			t.Errorf("again: %s, first: %s", again.Body, first.Body)
		}
		file := upload(eko, "a.png", sapatest.Picture)
		for name, a := range map[string]*sapatest.Answer{
			"another text":         send(eko, o.ID, key, map[string]any{"text": "halo mas"}),
			"another file":         send(eko, o.ID, key, map[string]any{"text": "halo kak", "attachments": []string{file}}),
			"another place":        send(eko, o.ID, key, map[string]any{"text": "halo kak", "location": map[string]any{"latitude": 1, "longitude": 2}}),
			"another conversation": send(eko, other.ID, key, map[string]any{"text": "halo kak"}),
			"a note":               eko.Do("POST", at(o.ID, "notes"), map[string]any{"text": "halo kak"}, "Idempotency-Key", key),
		} {
			if a.Status != http.StatusConflict || a.Code() != "client_id_reused" {
				t.Errorf("the key with %s: %d %s", name, a.Status, a.Body)
			}
		}
		send(dewi, o.ID, key, map[string]any{"text": "halo mas"}).Must(http.StatusCreated, "") // keys are each person's own
		if got := o.Visitor.Texts(); !slices.Equal(got, []string{"halo", "halo kak", "halo mas"}) {
			t.Errorf("the customer sees %q", got)
		}
		eko.Want(http.StatusNoContent, "PATCH", at(o.ID, "messages", first.Text("id")), map[string]any{"text": "halo kakak"})
		if again := send(eko, o.ID, key, map[string]any{"text": "halo kak"}).Must(http.StatusOK, ""); again.Text("text") != "halo kakak" {
			t.Errorf("after an edit: %s", again.Body)
		}
		// Files alone are told apart by what they are, though their texts are the same.
		filed := sapatest.NewKey()
		send(eko, o.ID, filed, map[string]any{"attachments": []string{file}}).Must(http.StatusCreated, "")
		send(eko, o.ID, filed, map[string]any{"attachments": []string{file}}).Must(http.StatusOK, "")
		send(eko, o.ID, filed, map[string]any{"attachments": []string{upload(eko, "b.png", sapatest.Picture)}}).Must(http.StatusConflict, "client_id_reused")
		// What was refused left no trace of its key.
		dewi.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": h.As(sapatest.Fitri).ID})
		late := sapatest.NewKey()
		send(eko, o.ID, late, map[string]any{"text": "terlambat"}).Must(http.StatusConflict, "already_assigned")
		dewi.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": eko.ID})
		send(eko, o.ID, late, map[string]any{"text": "terlambat"}).Must(http.StatusCreated, "")
	})
}

func TestTwentySendsWithOneKey(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		key := sapatest.NewKey()
		var made, repeated atomic.Int32
		sapatest.Together(20, func(int) {
			switch a := send(eko, o.ID, key, map[string]any{"text": "halo kak"}); a.Status {
			case http.StatusCreated:
				made.Add(1)
			case http.StatusOK:
				repeated.Add(1)
			default:
				t.Errorf("%d %s", a.Status, a.Body)
			}
		})
		if made.Load() != 1 || repeated.Load() != 19 {
			t.Errorf("%d made, %d repeated", made.Load(), repeated.Load())
		}
		if got := o.Visitor.Texts(); !slices.Equal(got, []string{"halo", "halo kak"}) {
			t.Errorf("the customer sees %q", got)
		}
	})
}

// What cannot be sent is refused whole, with the field; nothing is cut and nothing is left out.
func TestWhatCannotBeSent(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		eleven := []string{}
		for range 11 {
			eleven = append(eleven, upload(eko, "a.png", sapatest.Picture))
		}
		for _, c := range []struct {
			want string
			body map[string]any
		}{
			{"text: required", map[string]any{}},
			{"text: required", map[string]any{"text": " \n\t "}},
			{"text: too_long", map[string]any{"text": strings.Repeat("é", 10_001)}},
			{"attachments: too_many", map[string]any{"attachments": eleven}},
			{"attachments: not_found", map[string]any{"attachments": []string{"nothing"}}},
			{"attachments: not_found", map[string]any{"attachments": []string{eleven[0], eleven[0]}}},
			{"location: invalid", map[string]any{"location": map[string]any{"latitude": 91, "longitude": 0}}},
			{"location: invalid", map[string]any{"location": map[string]any{"latitude": 0, "longitude": -181}}},
			{"location: invalid", map[string]any{"location": map[string]any{"latitude": 0, "longitude": 0, "name": strings.Repeat("é", 201)}}},
			{"reply_to: not_found", map[string]any{"text": "x", "reply_to": "abc"}},
			{"reply_to: not_found", map[string]any{"text": "x", "reply_to": o.ID}},
		} {
			for _, path := range []string{"messages", "notes"} {
				a := eko.Do("POST", at(o.ID, path), c.body, keyed()...).Must(http.StatusUnprocessableEntity, "invalid")
				if got := strings.Join(a.Wrong(), "|"); got != c.want {
					t.Errorf("%s: %q, want %q", path, got, c.want)
				}
			}
		}
		for _, key := range []string{"", "short-1", strings.Repeat("k", 65), "latin-\xe9\xff"} {
			if a := send(eko, o.ID, key, map[string]any{"text": "x"}); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("the key %q: %d %s", key, a.Status, a.Body)
			}
		}
		if got := o.Visitor.Texts(); len(got) != 1 {
			t.Errorf("the customer sees %q", got)
		}
		longest := strings.Repeat("🙏🏽", 5_000) // ten thousand runes
		eko.Reply(o.ID, longest).Must(http.StatusCreated, "")
		if got := o.Visitor.Texts(); got[1] != longest {
			t.Error("the longest text did not arrive whole")
		}
	})
}

func TestLocation(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		monas := map[string]any{"latitude": -6.1753924, "longitude": 106.8271528, "name": "Monas"}
		a := send(eko, o.ID, sapatest.NewKey(), map[string]any{"location": monas}).Must(http.StatusCreated, "")
		if a.Text("kind") != "location" || a.At("location", "latitude") != -6.1753924 {
			t.Errorf("%s", a.Body)
		}
		seen := o.Visitor.Call("GET", "messages", nil)
		if seen.At("messages", 1, "location", "longitude") != 106.8271528 || seen.Text("messages", 1, "location", "name") != "Monas" {
			t.Errorf("the customer sees %s", seen.Body)
		}
		for _, bad := range []map[string]any{{"latitude": -90.1, "longitude": 0}, {"latitude": 0, "longitude": 180.5}} {
			o.Visitor.Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "location": bad}).Must(http.StatusUnprocessableEntity, "invalid")
		}
	})
}

// Quotes show the short form of what they quote; a customer learns nothing of a note that is quoted to them.
func TestQuotes(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		long := strings.Repeat("batik ", 100)
		o.Visitor.Say(long)
		thread := eko.Want(http.StatusOK, "GET", at(o.ID, "messages"), nil)
		asked := thread.Text("messages", thread.Len("messages")-1, "id")
		a := send(eko, o.ID, sapatest.NewKey(), map[string]any{"text": "ada kak", "reply_to": asked}).Must(http.StatusCreated, "")
		if a.Text("reply_to", "id") != asked || a.Text("reply_to", "direction") != "in" || len([]rune(a.Text("reply_to", "text"))) != 140 {
			t.Errorf("the quote is %s", a.Body)
		}
		send(eko, o.ID, sapatest.NewKey(), map[string]any{"text": "siap", "reply_to": o.Note}).Must(http.StatusCreated, "")
		seen := o.Visitor.Call("GET", "messages", nil)
		if seen.Text("messages", 2, "reply_to", "from") != "me" || seen.At("messages", 2, "reply_to", "n") != seen.At("messages", 1, "n") {
			t.Errorf("the customer sees the quote %v", seen.At("messages", 2, "reply_to"))
		}
		if seen.At("messages", 3, "reply_to") != nil || strings.Contains(string(seen.Body), "catatan") {
			t.Errorf("the customer learns of a note: %s", seen.Body)
		}
		back := o.Visitor.Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "text": "ok", "reply_to": seen.At("messages", 2, "n")})
		if back.Must(http.StatusCreated, "").Text("message", "reply_to", "text") != "ada kak" {
			t.Errorf("the customer's own quote is %s", back.Body)
		}
	})
}
