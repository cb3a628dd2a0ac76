package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// notOfComments is what nobody can do in a conversation of comments.
const notOfComments = "/reaction"

// Every role on every comment: what one may not see is not there, as with messages.
func TestMatrixOfComments(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.JoinComments()
	shared := make([]sapatest.Object, len(things))
	for i, thing := range things {
		shared[i] = p.Comment(thing.state, thing.handler)
	}
	for pattern, r := range rows {
		if r.kind != conversation && r.kind != contact || strings.HasSuffix(pattern, notOfComments) || strings.HasSuffix(pattern, "/move") {
			continue
		}
		for _, who := range everyone {
			for i, thing := range things {
				o := shared[i]
				if changesThings(pattern) {
					o = p.Comment(thing.state, thing.handler)
				}
				a := call(p.As(who.name), p.House, pattern, o, "", "")
				name := fmt.Sprintf("%s: %s on a comment %s of %q", pattern, who.role, thing.state, thing.handler)
				// Anybody who may answer a comment may delete it.
				forbidden := r.forbidden != nil && !strings.HasPrefix(pattern, "DELETE")
				pictureless := strings.HasSuffix(pattern, "/post/picture")
				sees := who.role != sapa.Agent || thing.sees
				if pictureless && sees && a.Status == http.StatusNotFound && strings.Contains(string(a.Body), "picture") {
					continue // the post has none
				}
				checkAnswer(t, name, a, sees, forbidden, lostRace(pattern, thing.state))
			}
		}
	}
}

// Lists, counts, search and live updates tell nobody of a comment they may not see, nor where it leads.
func TestCommentsAreSealed(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.Connect(nil)
	p.JoinComments()
	eko, fitri := p.As(sapatest.Eko), p.As(sapatest.Fitri)
	live := eko.Live(eko.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil).Number("number"))
	rina := p.Commented(rinaID, "Rina Kartika", "Sidomukti masih ada?")
	live.WaitEvent("the post", func(e sapatest.Frame) bool { return e["kind"] == "post.updated" })
	found := func(who *sapatest.Person) []string {
		a := who.Want(http.StatusOK, "GET", "/api/v1/search?q=sidomukti", nil)
		ids := []string{}
		for i := range a.Len("hits") {
			ids = append(ids, a.Text("hits", i, "conversation", "id")+" "+a.Text("hits", i, "conversation", "kind"))
		}
		return ids
	}
	if got := found(eko); !slices.Equal(got, []string{rina.Conversation + " comments"}) {
		t.Errorf("they find %v", got)
	}
	first := fitri.Last(rina.Conversation)
	fitri.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+rina.Conversation+"/take", map[string]any{})
	live.WaitEvent("its end", func(e sapatest.Frame) bool { return e["gone"] == rina.Conversation })
	fitri.On(rina.Conversation, first.ID, "PUT", "hidden", map[string]any{"on": true}).Must(http.StatusNoContent, "")
	fitri.Privately(rina.Conversation, first.ID, "Kami kirim lewat pesan").Must(http.StatusCreated, "")
	p.Turn()
	direct := fitri.ListKind("resolved", "messages")
	if len(direct) != 1 || linked(fitri, rina.Conversation) != "messages "+direct[0] {
		t.Fatalf("whoever wrote it sees %v", direct)
	}
	if got := eko.ListKind("queue", "comments"); len(got)+len(found(eko))+len(eko.ListKind("resolved", "messages")) != 0 {
		t.Errorf("somebody else sees %v", got)
	}
	eko.Do("GET", "/api/v1/conversations/"+direct[0], nil).Must(http.StatusNotFound, "")
	eko.Do("GET", "/api/v1/conversations/"+rina.Conversation+"/post", nil).Must(http.StatusNotFound, "")
	// Whatever comes after is not about it: a marker that everybody sees ends the wait.
	budi := p.Commented(budiID, "Budi Santoso", "Halo")
	live.WaitEvent("another comment", func(e sapatest.Frame) bool {
		c, _ := e["conversation"].(map[string]any)
		return c != nil && c["id"] == budi.Conversation
	})
	over := false
	for _, e := range live.Events() {
		c, _ := e["conversation"].(map[string]any)
		over = over || e["gone"] == rina.Conversation
		if over && (c != nil && c["id"] == rina.Conversation || c != nil && c["id"] == direct[0]) {
			t.Errorf("they are told of %v", e)
		}
	}
}

// The comments of a Page are connected by signing in, as its messages are, and both may be connected.
func TestCommentsLogin(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.Connect(nil)
	p.Kind = "fb_comment"
	ratna := p.As(sapatest.Ratna)
	page := p.Fake.ConnectValues()[0].Value
	state, code := p.SignIn(ratna, page)
	offer := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/login/end", map[string]any{"state": state, "code": code})
	p.Join(map[string]any{"kind": "fb_comment", "name": "Komentar", "config": map[string]any{"page_id": page}, "grant": offer.Text("grant")})
	findings := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil)
	for i := range findings.Len("findings") {
		if findings.At("findings", i, "ok") != true {
			t.Errorf("the check says %s", findings.Body)
		}
	}
	if p.Commented(rinaID, "Rina", "Halo").Conversation == "" {
		t.Error("no comment came")
	}
	again := map[string]any{"kind": "fb_comment", "name": "Lagi", "config": map[string]any{"page_id": page, "access_token": "x", "app_secret": "y"}}
	ratna.Do("POST", "/api/v1/channels", again).Must(http.StatusConflict, "")
}
