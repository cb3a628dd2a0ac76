package api_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// remarked is a house with an account whose comments are switched on, and a customer who has written below a post.
func remarked(t *testing.T, e sapatest.Engine) (*sapatest.Page, sapatest.Commenter) {
	t.Helper()
	p := instagram(t, e, map[string]any{"comments": true})
	return p, p.Commented(rinaID, "Rina Kartika", "Masih ada?")
}

// A comment opens a conversation of its own kind on the channel of the messages; it is answered below it, and so is an answer
// to the answer. What the account writes elsewhere stands there, and what we wrote is not doubled.
func TestInstagramCommentsBothWays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := remarked(t, e)
		ratna := p.As(sapatest.Ratna)
		c := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation, nil)
		if c.Text("kind") != "comments" || c.Text("contact", "name") != "rina.kartika" || c.At("window_ends_at") != nil {
			t.Fatalf("the conversation is %s", c.Body)
		}
		post := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation+"/post", nil)
		if post.Text("state") != "known" || post.Text("text") != "Batik baru sudah datang" || post.Text("author") != "@toko.melati" {
			t.Errorf("the post is %s", post.Body)
		}
		p.Fake.SetMode(meta.Mode{Copies: 2})
		ratna.Send(rina.Conversation, map[string]any{"text": "Masih, kak"})
		p.Turn()
		comments := p.Fake.Comments()
		if len(comments) != 2 || !comments[1].FromPage || comments[1].Parent != rina.Comment {
			t.Fatalf("the provider has %+v", comments)
		}
		if _, err := rina.Customer.Comment(comments[1].ID, "Berapa?"); err != nil {
			t.Fatal(err)
		}
		p.Turn()
		if sent := ratna.Send(rina.Conversation, map[string]any{"text": "150 ribu"}); sent.ReplyTo == nil || sent.ReplyTo.Text != "Berapa?" {
			t.Errorf("the answer is %+v", sent)
		}
		p.Turn()
		if _, err := p.Fake.CommentElsewhere(rina.Comment, "Dari ponsel toko"); err != nil {
			t.Fatal(err)
		}
		p.Turn()
		all := ratna.Messages(rina.Conversation)
		if len(all) != 5 || !slices.Equal(statuses(all), []string{"sent", "sent", "sent"}) || all[4].By.Kind != "device" {
			t.Errorf("the thread is %+v", all)
		}
		if comments = p.Fake.Comments(); comments[3].Parent != rina.Comment {
			t.Errorf("the answer to the answer stands below %+v", comments[3])
		}
	})
}

// Messages and comments of one person on one account are two conversations of one contact; one private reply leads from the
// one to the other, and there is no second.
func TestInstagramPrivateReply(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := remarked(t, e)
		ratna := p.As(sapatest.Ratna)
		comment := ratna.Messages(rina.Conversation)[0]
		ratna.Privately(rina.Conversation, comment.ID, "Harganya kami kirim ke sini ya").Must(http.StatusCreated, "")
		p.Turn()
		if got := rina.Customer.Inbox(); len(got) != 1 || got[0].Text != "Harganya kami kirim ke sini ya" {
			t.Fatalf("the customer has %+v", got)
		}
		ratna.Privately(rina.Conversation, comment.ID, "dan ini").Must(http.StatusConflict, "private_reply_used")
		rina.Customer.Text("Terima kasih")
		p.Turn()
		direct := ratna.ListKind("all", "messages")
		if len(direct) != 2 { // the answer opens a new one: nobody had written in the other
			t.Fatalf("there are %d conversations of messages", len(direct))
		}
		sent, answered := ratna.Messages(direct[1]), ratna.Messages(direct[0])
		if len(sent) != 1 || sent[0].Text != "Harganya kami kirim ke sini ya" || sent[0].By.Kind != "member" || len(answered) != 1 || answered[0].Text != "Terima kasih" {
			t.Errorf("the threads are %+v and %+v", sent, answered)
		}
		a := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation, nil).Text("contact", "id")
		if b := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+direct[0], nil).Text("contact", "id"); a != b {
			t.Error("they are two contacts")
		}
	})
}

// The private reply is refused after a week; one the provider has seen used is refused as it says, under whatever status.
func TestInstagramPrivateReplyIsOver(t *testing.T) {
	t.Parallel()
	p, rina := remarked(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	comment := ratna.Messages(rina.Conversation)[0]
	p.Clock.Advance(4 * 24 * time.Hour)
	ratna.List("all") // who does nothing for a week is signed out
	p.Clock.Advance(3*24*time.Hour + time.Second)
	ratna.Privately(rina.Conversation, comment.ID, "terlambat").Must(http.StatusConflict, "private_reply_late")
}

// Below a live video nothing can be written; whoever commented can be answered privately while it goes on.
func TestInstagramLiveComments(t *testing.T) {
	t.Parallel()
	p := instagram(t, sapatest.SQLite, map[string]any{"comments": true})
	ratna := p.As(sapatest.Ratna)
	live := p.Fake.GoLive("Lelang batik")
	rina := p.Fake.Customer(rinaID, "Rina Kartika")
	for _, words := range []string{"Mau!", "Saya juga mau yang biru"} {
		if _, err := rina.Comment(live, words); err != nil {
			t.Fatal(err)
		}
	}
	p.Turn()
	id := ratna.ListKind("all", "comments")[0]
	all := ratna.Messages(id)
	a := ratna.Do("POST", "/api/v1/conversations/"+id+"/messages", map[string]any{"text": "Siap"}, "Idempotency-Key", sapatest.NewKey())
	if a.Status != http.StatusUnprocessableEntity {
		t.Errorf("below a live video: %d %s", a.Status, a.Body)
	}
	ratna.Privately(id, all[0].ID, "Siap kak, sudah kami catat").Must(http.StatusCreated, "")
	p.Turn()
	if len(rina.Inbox()) != 1 {
		t.Error("the private reply did not arrive")
	}
	p.Fake.EndLive(live)
	ratna.Privately(id, all[1].ID, "masih bisa?").Must(http.StatusCreated, "")
	p.Turn()
	if last := ratna.Last(id); last.Status != "failed" || last.FailureCode != "private_reply_late" {
		t.Errorf("after the end it is %s, %s", last.Status, last.FailureCode)
	}
	p.Clock.Advance(5 * time.Hour)
	ratna.Privately(id, all[1].ID, "sekarang?").Must(http.StatusConflict, "")
}

// A comment can be hidden, shown again and deleted, and not liked.
func TestInstagramModeration(t *testing.T) {
	t.Parallel()
	p, rina := remarked(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	comment := ratna.Messages(rina.Conversation)[0]
	on := map[string]any{"on": true}
	ratna.On(rina.Conversation, comment.ID, "PUT", "hidden", on).Must(http.StatusNoContent, "")
	p.Turn()
	if !p.Fake.Comments()[0].Hidden {
		t.Error("it is not hidden")
	}
	ratna.On(rina.Conversation, comment.ID, "PUT", "hidden", map[string]any{"on": false}).Must(http.StatusNoContent, "")
	p.Turn()
	if p.Fake.Comments()[0].Hidden {
		t.Error("it is hidden still")
	}
	if a := ratna.On(rina.Conversation, comment.ID, "PUT", "liked", on); a.Status != http.StatusConflict {
		t.Errorf("liked: %d", a.Status)
	}
	ratna.On(rina.Conversation, comment.ID, "DELETE", "", nil).Must(http.StatusNoContent, "")
	p.Turn()
	if !p.Fake.Comments()[0].Deleted || ratna.Messages(rina.Conversation)[0].DeletedAt == nil {
		t.Error("it is not deleted")
	}
}

// Each switch is its own: with comments off none is received, and messages still are.
func TestInstagramCommentsSwitch(t *testing.T) {
	t.Parallel()
	p := instagram(t, sapatest.SQLite, nil)
	ratna := p.As(sapatest.Ratna)
	rina := p.Fake.Customer(rinaID, "Rina Kartika")
	post := p.Fake.Publish("Batik baru", cloth(t))
	if _, err := rina.Comment(post, "Ada?"); err != nil {
		t.Fatal(err)
	}
	rina.Text("Halo")
	p.Turn()
	if got := len(ratna.ListKind("all", "comments")); got != 0 || len(ratna.ListKind("all", "messages")) != 1 {
		t.Errorf("%d conversations of comments", got)
	}
	set(p, map[string]any{"comments": true})
	if _, err := rina.Comment(post, "Ada tidak?"); err != nil {
		t.Fatal(err)
	}
	rina.Text("Di sini juga?")
	p.Turn()
	if got := len(ratna.ListKind("all", "comments")); got != 1 || len(ratna.Messages(ratna.ListKind("all", "messages")[0])) != 1 {
		t.Errorf("then %d conversations of comments", got)
	}
}
