package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// change is the number of the workspace's newest change: it stands still when nothing happened.
func change(p *sapatest.Person) int64 {
	p.T.Helper()
	return p.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil).Number("number")
}

// An edit keeps the former text, shows at both ends, and keeps the list's preview true.
func TestEdit(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		id := eko.Reply(o.ID, "harganya 150 ribu").Must(http.StatusCreated, "").Text("id")
		path := at(o.ID, "messages", id)
		for _, text := range []string{"harganya 155 ribu", "harganya 165 ribu"} {
			h.Clock.Advance(time.Minute)
			eko.Want(http.StatusNoContent, "PATCH", path, map[string]any{"text": text})
		}
		number := change(eko)
		eko.Want(http.StatusNoContent, "PATCH", path, map[string]any{"text": "harganya 165 ribu"})
		if change(eko) != number {
			t.Error("an edit that changes nothing is a change")
		}
		versions := dewi.Want(http.StatusOK, "GET", path+"/versions", nil)
		if versions.Len("versions") != 2 || versions.Text("versions", 0, "text") != "harganya 150 ribu" ||
			versions.Text("versions", 1, "text") != "harganya 155 ribu" || versions.Text("versions", 0, "by", "id") != eko.ID {
			t.Errorf("versions: %s", versions.Body)
		}
		seen := o.Visitor.Call("GET", "messages", nil)
		if seen.Text("messages", 1, "text") != "harganya 165 ribu" || seen.At("messages", 1, "edited") != true || strings.Contains(string(seen.Body), "150") {
			t.Errorf("the customer sees %s", seen.Body)
		}
		if got := eko.Want(http.StatusOK, "GET", at(o.ID), nil).Text("last", "text"); got != "harganya 165 ribu" {
			t.Errorf("the list says %q", got)
		}
		o.Visitor.Say("oke")
		eko.Want(http.StatusNoContent, "PATCH", path, map[string]any{"text": "harganya 175 ribu"})
		if got := eko.Want(http.StatusOK, "GET", at(o.ID), nil).Text("last", "text"); got != "oke" {
			t.Errorf("after the edit of an older message the list says %q", got)
		}
	})
}

// Only who wrote a message changes it or takes it back, and only to what could have been sent.
func TestWhoMayRevise(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi, fitri := h.As(sapatest.Eko), h.As(sapatest.Dewi), h.As(sapatest.Fitri)
		o, other := h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.Handled, sapatest.Eko)
		id := eko.Reply(o.ID, "halo kak").Must(http.StatusCreated, "").Text("id")
		path, text := at(o.ID, "messages", id), map[string]any{"text": "lain"}
		dewi.Do("PATCH", path, text).Must(http.StatusForbidden, "not_yours")
		dewi.Do("DELETE", path, nil).Must(http.StatusForbidden, "not_yours")
		eko.Do("PATCH", at(o.ID, "messages", o.Message), text).Must(http.StatusForbidden, "not_yours")
		eko.Do("DELETE", at(o.ID, "messages", o.Message), nil).Must(http.StatusForbidden, "not_yours")
		for _, p := range []*sapatest.Person{eko, dewi} {
			for method, body := range map[string]any{"PATCH": text, "DELETE": nil} {
				p.Do(method, at(other.ID, "messages", id), body).Must(http.StatusNotFound, "not_found")
			}
			p.Do("GET", at(other.ID, "messages", id, "versions"), nil).Must(http.StatusNotFound, "not_found")
			p.Do("PUT", at(other.ID, "messages", id, "reaction"), map[string]any{"emoji": "👍"}).Must(http.StatusNotFound, "not_found")
		}
		for want, bad := range map[string]string{"text: required": " ", "text: too_long": strings.Repeat("a", 10_001)} {
			if got := eko.Do("PATCH", path, map[string]any{"text": bad}).Must(http.StatusUnprocessableEntity, "invalid").Wrong(); !slices.Equal(got, []string{want}) {
				t.Errorf("%q, want %q", got, want)
			}
		}
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": fitri.ID})
		eko.Do("PATCH", path, text).Must(http.StatusConflict, "already_assigned")
		eko.Do("GET", path+"/versions", nil).Must(http.StatusNotFound, "not_found")
		if got := o.Visitor.Texts(); !slices.Equal(got, []string{"halo", "halo kak"}) {
			t.Errorf("the customer sees %q", got)
		}
	})
}

// What was taken back is gone at both ends: text, place, files, reactions, preview and search. The history keeps the
// text for those who see the conversation, and nothing else does.
func TestDelete(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		file := upload(eko, "rahasia.png", sapatest.Picture)
		sent := send(eko, o.ID, sapatest.NewKey(), map[string]any{
			"text": "nomorrahasia satu dua", "attachments": []string{file}, "location": map[string]any{"latitude": 1.25, "longitude": 2.5, "name": "gudangrahasia"},
		}).Must(http.StatusCreated, "")
		path := at(o.ID, "messages", sent.Text("id"))
		seen := o.Visitor.Call("GET", "messages", nil)
		n, link, small := seen.Number("messages", 1, "n"), seen.Text("messages", 1, "attachments", 0, "url"), seen.Text("messages", 1, "attachments", 0, "thumb_url")
		o.Visitor.Want(http.StatusOK, "GET", link, nil)
		o.Visitor.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": "👍"}).Must(http.StatusNoContent, "")
		quoting := send(eko, o.ID, sapatest.NewKey(), map[string]any{"text": "itu ya", "reply_to": sent.Text("id")}).Must(http.StatusCreated, "").Text("id")
		eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", quoting), nil)
		eko.Want(http.StatusNoContent, "DELETE", path, nil)

		thread := dewi.Want(http.StatusOK, "GET", at(o.ID, "messages"), nil)
		gone := thread.Len("messages") - 2
		if thread.Text("messages", gone, "text") != "" || thread.At("messages", gone, "deleted_at") == nil || thread.At("messages", gone, "location") != nil ||
			thread.Len("messages", gone, "attachments") != 0 || thread.Len("messages", gone, "reactions") != 0 {
			t.Errorf("the thread shows %v", thread.At("messages", gone))
		}
		seen = o.Visitor.Call("GET", "messages", nil)
		if seen.At("messages", 1, "deleted") != true || seen.Text("messages", 2, "text") != "" || strings.Contains(string(seen.Body), "rahasia") {
			t.Errorf("the customer sees %s", seen.Body)
		}
		if got := dewi.Want(http.StatusOK, "GET", at(o.ID), nil); got.Text("last", "text") != "" {
			t.Errorf("the list says %q", got.Text("last", "text"))
		}
		for _, dead := range []string{"/api/v1/files/" + file, "/api/v1/files/" + file + "/thumbnail"} {
			eko.Do("GET", dead, nil).Must(http.StatusNotFound, "not_found")
			dewi.Do("GET", dead, nil).Must(http.StatusNotFound, "not_found")
		}
		o.Visitor.Do("GET", link, nil).Must(http.StatusNotFound, "not_found")
		o.Visitor.Do("GET", small, nil).Must(http.StatusNotFound, "not_found")
		if got := dewi.Want(http.StatusOK, "GET", "/api/v1/search?q=nomorrahasia", nil).Len("hits"); got != 0 {
			t.Errorf("search finds it in %d conversations", got)
		}
		send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{file}}).Must(http.StatusUnprocessableEntity, "invalid")
		eko.Do("DELETE", path, nil).Must(http.StatusConflict, "deleted")
		eko.Do("PATCH", path, map[string]any{"text": "kembali"}).Must(http.StatusConflict, "deleted")
		eko.Do("PUT", path+"/reaction", map[string]any{"emoji": "👍"}).Must(http.StatusConflict, "deleted")
		o.Visitor.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": "👍"}).Must(http.StatusConflict, "deleted")
		if got := dewi.Want(http.StatusOK, "GET", path+"/versions", nil).Text("versions", 0, "text"); got != "nomorrahasia satu dua" {
			t.Errorf("the history keeps %q", got)
		}
		tables := strings.Split(h.Dump(), "-- ")
		for _, table := range tables {
			if strings.Contains(table, "nomorrahasia") && !strings.HasPrefix(table, "message_versions\n") || strings.Contains(table, "gudangrahasia") {
				t.Errorf("the text is left in %s", strings.SplitN(table, "\n", 2)[0])
			}
		}
	})
}

// Each person has one emoji on a message; the same again is no change, and an empty one takes it away.
func TestReactions(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		react := func(p *sapatest.Person, emoji string) *sapatest.Answer {
			return p.Do("PUT", at(o.ID, "messages", o.Message, "reaction"), map[string]any{"emoji": emoji})
		}
		shown := func() string {
			a := o.Visitor.Call("GET", "messages", nil)
			text := ""
			for i := range a.Len("messages", 0, "reactions") {
				text += a.Text("messages", 0, "reactions", i, "from") + a.Text("messages", 0, "reactions", i, "emoji") + " "
			}
			return text
		}
		react(eko, "👍").Must(http.StatusNoContent, "")
		react(eko, "🙏").Must(http.StatusNoContent, "")
		react(dewi, "🙏").Must(http.StatusNoContent, "")
		number := change(eko)
		react(dewi, "🙏").Must(http.StatusNoContent, "")
		if change(eko) != number {
			t.Error("the same reaction again is a change")
		}
		n := o.Visitor.Call("GET", "messages", nil).Number("messages", 0, "n")
		o.Visitor.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": "❤️"}).Must(http.StatusNoContent, "")
		if got := shown(); got != "me❤️ agent🙏 agent🙏 " {
			t.Errorf("the reactions are %q", got)
		}
		react(eko, "").Must(http.StatusNoContent, "")
		react(eko, "").Must(http.StatusNoContent, "")
		o.Visitor.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": ""}).Must(http.StatusNoContent, "")
		if got := shown(); got != "agent🙏 " {
			t.Errorf("the reactions are %q", got)
		}
		for _, bad := range []string{"💣", "<b>", "👍👍"} {
			react(eko, bad).Must(http.StatusUnprocessableEntity, "invalid")
			o.Visitor.Call("POST", "messages/"+itoa(n)+"/reaction", map[string]any{"emoji": bad}).Must(http.StatusUnprocessableEntity, "invalid")
		}
		for _, none := range []string{"0", "-1", "x", itoa(n + 1), "9223372036854775807", "99999999999999999999"} {
			o.Visitor.Call("POST", "messages/"+none+"/reaction", map[string]any{"emoji": "👍"}).Must(http.StatusNotFound, "")
		}
	})
}

// A note's edits and reactions are nothing a customer hears of.
func TestNotesStayInTheHouse(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		live := o.Visitor.Live("")
		note := eko.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": "pelanggan sulit"}, keyed()...).Text("id")
		eko.Want(http.StatusNoContent, "PATCH", at(o.ID, "messages", note), map[string]any{"text": "pelanggan baik"})
		eko.Want(http.StatusNoContent, "PUT", at(o.ID, "messages", note, "reaction"), map[string]any{"emoji": "👍"})
		eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", note), nil)
		eko.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+o.Contact, map[string]any{"name": "Budi", "email": "budi@pelanggan.example"})
		eko.Reply(o.ID, "selesai kak").Must(http.StatusCreated, "")
		live.Wait("the answer", func(f sapatest.Frame) bool {
			m, ok := f["message"].(map[string]any)
			return ok && m["text"] == "selesai kak"
		})
		for _, f := range live.Frames() {
			if m, ok := f["message"].(map[string]any); ok && m["text"] != "selesai kak" {
				t.Errorf("the customer heard %v", m)
			}
		}
		if last := eko.Want(http.StatusOK, "GET", at(o.ID), nil); last.Text("last", "text") != "selesai kak" {
			t.Errorf("a note became the preview: %s", last.Body)
		}
	})
}
