package api_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

const (
	rinaID = "7123456789012345"
	budiID = "7123456789012346"
)

// commenting is a house whose Page's comments are connected, and a customer who has written below a post.
func commenting(t *testing.T, e sapatest.Engine) (*sapatest.Page, sapatest.Commenter) {
	t.Helper()
	p := sapatest.Messenger(t, e)
	p.JoinComments()
	return p, p.Commented(rinaID, "Rina Kartika", "Masih ada?")
}

// A comment opens a conversation of its own kind, about the post; it is answered publicly, below it.
func TestCommentsBothWays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := commenting(t, e)
		ratna := p.As(sapatest.Ratna)
		c := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation, nil)
		if c.Text("kind") != "comments" || c.Text("post_id") == "" || c.Text("contact", "name") != "Rina Kartika" || c.At("window_ends_at") != nil {
			t.Fatalf("the conversation is %s", c.Body)
		}
		post := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation+"/post", nil)
		if post.Text("state") != "known" || post.Text("text") != "Batik baru sudah datang" || post.Text("author") != "Toko Melati" || post.Text("id") != c.Text("post_id") || post.Text("url") == "" {
			t.Errorf("the post is %s", post.Body)
		}
		sent := ratna.Send(rina.Conversation, map[string]any{"text": "Masih, kak"})
		if sent.ReplyTo == nil || sent.ReplyTo.Text != "Masih ada?" || sent.Status != "queued" {
			t.Errorf("the answer is %+v", sent)
		}
		p.Turn()
		all := ratna.Messages(rina.Conversation)
		if len(all) != 2 || all[1].Status != "sent" || all[0].Comment == nil || all[0].Comment.Reply || !all[1].Comment.Reply || all[1].Comment.Private {
			t.Fatalf("the thread is %+v", all)
		}
		comments := p.Fake.Comments()
		if len(comments) != 2 || !comments[1].FromPage || comments[1].Parent != rina.Comment || comments[1].Text != "Masih, kak" {
			t.Errorf("the provider has %+v", comments)
		}
		if _, err := rina.Customer.Comment(comments[1].ID, "Sip, berapa?"); err != nil {
			t.Fatal(err)
		}
		p.Turn()
		all = ratna.Messages(rina.Conversation)
		if len(all) != 3 || all[2].Text != "Sip, berapa?" || !all[2].Comment.Reply || all[2].ReplyTo == nil || all[2].ReplyTo.ID != all[0].ID {
			t.Errorf("after an answer to the answer: %+v", all)
		}
	})
}

// Who comments below two posts has two conversations, two people below one post have one each, and one contact each.
func TestCommentsAreByPostAndPerson(t *testing.T) {
	t.Parallel()
	p, rina := commenting(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	second := p.Commented(rinaID, "", "Yang ini juga?")
	budi := p.Fake.Customer(budiID, "Budi Santoso")
	if _, err := budi.Comment(rina.Comment, "Saya juga mau"); err != nil {
		t.Fatal(err)
	}
	if _, err := rina.Customer.Comment(rina.Post, "Ukuran L ada?"); err != nil {
		t.Fatal(err)
	}
	p.Turn()
	all := ratna.ListKind("all", "comments")
	if len(all) != 3 || !slices.Contains(all, second.Conversation) || len(ratna.Messages(rina.Conversation)) != 2 {
		t.Fatalf("there are %v", all)
	}
	contact := func(id string) string {
		return ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "id")
	}
	if contact(rina.Conversation) != contact(second.Conversation) || second.Conversation == rina.Conversation {
		t.Error("one person is two contacts, or two posts are one conversation")
	}
	for _, id := range all {
		if m := ratna.Messages(id)[0]; m.Text == "Saya juga mau" && (!m.Comment.Reply || m.ReplyTo != nil) {
			t.Errorf("what answers somebody else is %+v", m)
		}
	}
}

// Lists, counts and getting the next one are by kind.
func TestCommentsHaveTheirOwnTabs(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		_, direct := p.Rina()
		p.JoinComments()
		budi := p.Commented(budiID, "Budi Santoso", "Harga?")
		eko := p.As(sapatest.Eko)
		for tab, want := range map[string][]string{"queue": {direct}, "queue&kind=messages": {direct}, "queue&kind=comments": {budi.Conversation}, "mine&kind=comments": {}} {
			if got := eko.List(tab); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", tab, got, want)
			}
		}
		n := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/counts", nil)
		if n.Number("queue") != 1 || n.Number("comments", "queue") != 1 || n.Number("comments", "mine") != 0 {
			t.Errorf("the counts are %s", n.Body)
		}
		if got := eko.Want(http.StatusOK, "POST", "/api/v1/conversations/next?kind=comments", nil).Text("id"); got != budi.Conversation {
			t.Errorf("the next comment is %s", got)
		}
		eko.Do("POST", "/api/v1/conversations/next?kind=comments", nil).Must(http.StatusNotFound, "")
		if got := eko.Want(http.StatusOK, "POST", "/api/v1/conversations/next", nil).Text("id"); got != direct {
			t.Errorf("the next of all is %s", got)
		}
		n = eko.Want(http.StatusOK, "GET", "/api/v1/conversations/counts", nil)
		if n.Number("mine") != 1 || n.Number("mine_unread") != 1 || n.Number("comments", "mine") != 1 || n.Number("comments", "mine_unread") != 1 || n.Number("comments", "queue") != 0 {
			t.Errorf("then the counts are %s", n.Body)
		}
	})
}

// A comment is hidden, shown, liked and deleted here and at the provider, and what was done there is seen here.
func TestCommentsAreModerated(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := commenting(t, e)
		ratna := p.As(sapatest.Ratna)
		first := ratna.Last(rina.Conversation)
		put := func(what string, on bool) {
			t.Helper()
			ratna.On(rina.Conversation, first.ID, "PUT", what, map[string]any{"on": on}).Must(http.StatusNoContent, "")
		}
		put("hidden", true)
		put("hidden", true)
		put("liked", true)
		p.Turn()
		if m, at := ratna.Last(rina.Conversation), p.Fake.Comments()[0]; !m.Comment.Hidden || !m.Comment.Liked || !at.Hidden || !at.Liked {
			t.Fatalf("here %+v, there %+v", m.Comment, at)
		}
		put("hidden", false)
		put("liked", false)
		p.Turn()
		if m, at := ratna.Last(rina.Conversation), p.Fake.Comments()[0]; m.Comment.Hidden || m.Comment.Liked || at.Hidden || at.Liked {
			t.Fatalf("here %+v, there %+v", m.Comment, at)
		}
		p.Later(time.Minute)
		p.Fake.HideElsewhere(rina.Comment, true)
		p.Turn()
		if !ratna.Last(rina.Conversation).Comment.Hidden {
			t.Error("what was hidden elsewhere is not hidden here")
		}
		p.Later(time.Minute)
		rina.EditComment(rina.Comment, "Masih ada kak?")
		p.Turn()
		m := ratna.Last(rina.Conversation)
		if m.Text != "Masih ada kak?" || m.EditedAt == nil || ratna.On(rina.Conversation, m.ID, "GET", "versions", nil).Text("versions", 0, "text") != "Masih ada?" {
			t.Errorf("after an edit it is %+v", m)
		}
		ratna.On(rina.Conversation, m.ID, "DELETE", "", nil).Must(http.StatusNoContent, "")
		p.Turn()
		if m := ratna.Last(rina.Conversation); m.DeletedAt == nil || m.Text != "" || !p.Fake.Comments()[0].Deleted || m.FailureCode != "" {
			t.Errorf("after deleting it is %+v", m)
		}
		ratna.On(rina.Conversation, m.ID, "PUT", "hidden", map[string]any{"on": false}).Must(http.StatusConflict, "deleted")
	})
}

// What the contact deletes, and what the Page deletes elsewhere, is deleted here; of ours as well.
func TestCommentsDeletedElsewhere(t *testing.T) {
	t.Parallel()
	p, rina := commenting(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	ratna.Send(rina.Conversation, map[string]any{"text": "Masih"})
	p.Turn()
	p.Fake.RemoveElsewhere(p.Fake.Comments()[1].ID)
	second, err := rina.Customer.Comment(rina.Post, "Halo?")
	if err != nil {
		t.Fatal(err)
	}
	p.Turn()
	p.Fake.RemoveElsewhere(second)
	rina.RemoveComment(rina.Comment)
	p.Turn()
	for _, m := range ratna.Messages(rina.Conversation) {
		if m.DeletedAt == nil {
			t.Errorf("%+v is there still", m)
		}
	}
	if a := ratna.Reply(rina.Conversation, "Halo"); a.Status != http.StatusUnprocessableEntity || !slices.Equal(a.Wrong(), []string{"reply_to: required"}) {
		t.Errorf("an answer to nothing: %d %s", a.Status, a.Body)
	}
}

// What the Page writes elsewhere stands in the conversation of the comment it answers, and is never answered or claimed;
// what answers only the post is nobody's.
func TestCommentsWrittenElsewhere(t *testing.T) {
	t.Parallel()
	p, rina := commenting(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	for where, words := range map[string]string{rina.Comment: "Masih kak", rina.Post: "Buruan!"} {
		if _, err := p.Fake.CommentElsewhere(where, words); err != nil {
			t.Fatal(err)
		}
	}
	p.Turn()
	all := ratna.Messages(rina.Conversation)
	if len(all) != 2 || all[1].By.Kind != "device" || all[1].Text != "Masih kak" || all[1].ReplyTo == nil || len(ratna.ListKind("all", "comments")) != 1 {
		t.Fatalf("the thread is %+v", all)
	}
	if c := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation, nil); c.Text("state") != "in_queue" || c.At("waiting_since") != nil {
		t.Errorf("the conversation is %s", c.Body)
	}
	ratna.On(rina.Conversation, all[1].ID, "DELETE", "", nil).Must(http.StatusNoContent, "")
	p.Turn()
	if !slices.ContainsFunc(p.Fake.Comments(), func(c fake.Comment) bool { return c.Text == "Masih kak" && c.Deleted }) {
		t.Error("a comment of ours that was written elsewhere is there still")
	}
}

// Deliveries that come several times, in any order, together or on both of the Page's addresses, change nothing twice.
func TestCommentsInAnyOrder(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.JoinComments()
		comments := p.Key
		p.Connect(nil) // deliveries come to Messenger's address from now on
		p.Fake.SetMode(meta.Mode{Shuffle: true, Copies: 2, Batch: 4})
		p.Fake.Hold()
		rina := p.Fake.Customer(rinaID, "Rina Kartika")
		post := p.Fake.Publish("Batik", fake.File{})
		first, err := rina.Comment(post, "satu")
		if err != nil {
			t.Fatal(err)
		}
		rina.Text("halo")
		p.Clock.Advance(time.Minute)
		if _, err := p.Fake.CommentElsewhere(first, "jawab"); err != nil {
			t.Fatal(err)
		}
		p.Fake.HideElsewhere(first, true)
		p.Clock.Advance(time.Minute)
		p.Fake.HideElsewhere(first, false)
		rina.EditComment(first, "satu lagi")
		p.Clock.Advance(time.Minute)
		if _, err := rina.Comment(first, "dua"); err != nil {
			t.Fatal(err)
		}
		p.Fake.Release()
		for range 12 {
			p.Later(time.Minute)
		}
		for _, d := range p.Fake.Deliveries() {
			if a := p.Anonymous().Do("POST", "/hooks/"+comments, d.Body, "X-Hub-Signature-256", meta.Sign(fake.DefaultAppSecret, d.Body)); a.Status != http.StatusOK {
				t.Fatalf("the other address answers %d", a.Status)
			}
		}
		for range 12 {
			p.Later(time.Minute)
		}
		ratna := p.As(sapatest.Ratna)
		if all := ratna.List("all"); len(all) != 1 || len(ratna.Messages(all[0])) != 1 {
			t.Errorf("of messages there are %v", all)
		}
		all := ratna.ListKind("all", "comments")
		if len(all) != 1 {
			t.Fatalf("of comments there are %v", all)
		}
		thread := ratna.Messages(all[0])
		if len(thread) != 3 || thread[0].Text != "satu lagi" || thread[0].Comment.Hidden {
			t.Errorf("the thread is %+v", thread)
		}
		if versions := ratna.On(all[0], thread[0].ID, "GET", "versions", nil); versions.Len("versions") != 1 {
			t.Errorf("it was edited once: %s", versions.Body)
		}
	})
}

// What comes in one delivery is as what comes one by one: by post and by person.
func TestCommentsTogether(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.JoinComments()
		p.Fake.SetMode(meta.Mode{Batch: 20})
		p.Fake.Hold()
		rina, budi := p.Fake.Customer(rinaID, "Rina Kartika"), p.Fake.Customer(budiID, "Budi Santoso")
		posts := []string{p.Fake.Publish("Batik", fake.File{}), p.Fake.Publish("Kebaya", fake.File{})}
		for _, c := range []struct {
			who   *fake.Customer
			where string
		}{{rina, posts[0]}, {rina, posts[1]}, {budi, posts[0]}, {rina, posts[0]}, {rina, posts[1]}, {budi, posts[0]}} {
			if _, err := c.who.Comment(c.where, "Halo"); err != nil {
				t.Fatal(err)
			}
		}
		p.Fake.Release()
		p.Turn()
		ratna := p.As(sapatest.Ratna)
		all := ratna.ListKind("queue", "comments")
		if len(all) != 3 {
			t.Fatalf("there are %v", all)
		}
		about := map[string]int{}
		for _, id := range all {
			c := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
			about[c.Text("post_id")]++
			if c.Number("inbound_count") != 2 || len(ratna.Messages(id)) != 2 {
				t.Errorf("%s", c.Body)
			}
		}
		if len(about) != 2 || len(p.Query(`SELECT id FROM contacts WHERE name IN ('Rina Kartika', 'Budi Santoso')`)) != 2 {
			t.Errorf("they are about %v", about)
		}
	})
}

// Meta brings everything of an app to one address. When something last came is told of the channel it was for.
func TestCommentsAreNotedWhereTheyBelong(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		messages := p.Connect(nil).Text("id")
		comments := p.JoinComments().Text("id") // whose address is the one Meta knows from here on
		ratna := p.As(sapatest.Ratna)
		brought := func(id string) any {
			all := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
			for i := range all.At("channels").([]any) {
				if all.Text("channels", i, "id") == id {
					return all.At("channels", i, "health", "last_delivery")
				}
			}
			t.Fatal("the channel is not listed")
			return nil
		}
		p.Rina()
		if brought(messages) == nil || brought(comments) != nil {
			t.Errorf("after a message: messages %v, comments %v", brought(messages), brought(comments))
		}
		p.Commented(budiID, "Budi Santoso", "Masih ada?")
		if brought(comments) == nil {
			t.Error("after a comment, none is said to have come")
		}
	})
}
