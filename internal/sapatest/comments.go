package sapatest

import (
	"fmt"
	"net/http"

	"github.com/sapa-inbox/sapa/internal/sapa"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// JoinComments connects the comments of the Page, and the provider with their address.
func (p *Page) JoinComments() *Answer {
	p.T.Helper()
	filled := map[string]any{}
	for _, v := range p.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	return p.Join(map[string]any{"kind": "fb_comment", "name": "Komentar toko", "config": filled})
}

// Commenter is a customer who has written below a new post.
type Commenter struct {
	*fake.Customer
	// Post and Comment are the provider's ids, Conversation ours.
	Post, Comment, Conversation string
}

// Commented lets somebody write below a new post of the Page, whose comments are connected.
func (p *Page) Commented(id, name, words string) Commenter {
	p.T.Helper()
	c := Commenter{Customer: p.Fake.Customer(id, name), Post: p.Fake.Publish("Batik baru sudah datang", fake.File{})}
	comment, err := c.Customer.Comment(c.Post, words)
	p.must(err)
	p.Turn()
	c.Comment = comment
	c.Conversation = p.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&kind=comments&limit=1", nil).Text("conversations", 0, "id")
	return c
}

// Comment makes a conversation of comments in a state, handled now or last by a person; nobody for an empty name.
func (p *Page) Comment(state sapa.State, handler string) Object {
	p.T.Helper()
	p.people++
	c := p.Commented(fmt.Sprint("71", 1_000_000_000_000+p.people), "Pembeli", "Masih ada?")
	shown := p.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations/"+c.Conversation, nil)
	o := Object{ID: c.Conversation, Contact: shown.Text("contact", "id"), Message: p.As(Ratna).Last(c.Conversation).ID}
	p.put(sapa.Comments, state, handler)
	return o
}

// ListKind reads the ids of a tab's first page of a kind.
func (p *Person) ListKind(tab, kind string) []string { return p.List(tab + "&kind=" + kind) }

// Privately answers a comment privately.
func (p *Person) Privately(conversation, message, text string) *Answer {
	p.T.Helper()
	return p.Do("POST", "/api/v1/conversations/"+conversation+"/messages/"+message+"/private-reply", map[string]any{"text": text}, "Idempotency-Key", NewKey())
}
