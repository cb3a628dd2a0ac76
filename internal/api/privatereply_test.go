package api_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// both is a house with the Page's messages and comments connected, and a customer who has written below a post.
func both(t *testing.T, e sapatest.Engine) (*sapatest.Page, sapatest.Commenter) {
	t.Helper()
	p := sapatest.Messenger(t, e)
	p.Connect(nil)
	p.JoinComments()
	return p, p.Commented(rinaID, "Rina Kartika", "Masih ada?")
}

// linked is the conversation a conversation's timeline leads to; empty for none.
func linked(who *sapatest.Person, id string) string {
	var page struct {
		Events []struct {
			Kind       string
			LinkedID   string `json:"linked_id"`
			LinkedKind string `json:"linked_kind"`
		}
	}
	who.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/messages", nil).Into(&page)
	for _, e := range page.Events {
		if e.Kind == "conversation.linked" {
			return e.LinkedKind + " " + e.LinkedID
		}
	}
	return ""
}

// A comment is answered privately once. It goes on in the conversation of messages with the same contact, of which both
// conversations tell, and there the contact answers.
func TestPrivateReply(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := both(t, e)
		eko := p.As(sapatest.Eko)
		first := eko.Last(rina.Conversation)
		if first.Comment.PrivateReplyUntil == nil || first.Comment.PrivateReplyID != "" {
			t.Fatalf("the comment is %+v", first.Comment)
		}
		a := eko.Privately(rina.Conversation, first.ID, "Kami kirim lewat pesan ya").Must(http.StatusCreated, "")
		eko.Privately(rina.Conversation, first.ID, "Sekali lagi").Must(http.StatusConflict, "private_reply_used")
		p.Turn()
		all := eko.Messages(rina.Conversation)
		if len(all) != 2 || !all[1].Comment.Private || all[1].Status != "sent" || all[0].Comment.PrivateReplyID != a.Text("id") || all[0].Comment.PrivateReplyUntil != nil {
			t.Fatalf("the thread is %+v", all)
		}
		eko.On(rina.Conversation, all[1].ID, "DELETE", "", nil).Must(http.StatusConflict, "not_supported")
		if got := rina.Inbox(); len(got) != 1 || got[0].Text != "Kami kirim lewat pesan ya" || len(p.Fake.Comments()) != 1 {
			t.Fatalf("the customer has %+v", got)
		}
		direct := eko.ListKind("resolved", "messages")
		if len(direct) != 1 || linked(eko, rina.Conversation) != "messages "+direct[0] || linked(eko, direct[0]) != "comments "+rina.Conversation {
			t.Fatalf("%v; the links are %q and so on", direct, linked(eko, rina.Conversation))
		}
		if m := eko.Messages(direct[0]); len(m) != 1 || m[0].Text != "Kami kirim lewat pesan ya" || m[0].By.Kind != "member" || m[0].Status != "delivered" {
			t.Errorf("in messages stands %+v", m)
		}
		rina.Text("Terima kasih")
		p.Turn()
		queue := eko.List("queue")
		if len(queue) != 1 {
			t.Fatalf("the answer waits in %v", queue)
		}
		contact := func(id string) string {
			return eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "id")
		}
		if contact(queue[0]) != contact(rina.Conversation) || contact(direct[0]) != contact(rina.Conversation) {
			t.Error("the comment and the messages are of different contacts")
		}
		if got := eko.Want(http.StatusOK, "GET", "/api/v1/contacts/"+contact(queue[0]), nil); got.Len("conversations") != 3 {
			t.Errorf("the contact has %s", got.Body)
		}
	})
}

// Whoever has written messages before is known: the private reply stands in their open conversation.
func TestPrivateReplyToSomebodyWhoWroteBefore(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		_, direct := p.Rina()
		p.JoinComments()
		rina := p.Commented(rinaID, "", "Masih ada?")
		ratna := p.As(sapatest.Ratna)
		ratna.Privately(rina.Conversation, ratna.Last(rina.Conversation).ID, "Masih").Must(http.StatusCreated, "")
		p.Turn()
		all := ratna.Messages(direct)
		if len(all) != 2 || all[1].Text != "Masih" || all[1].By.Kind != "member" || linked(ratna, rina.Conversation) != "messages "+direct || len(ratna.List("all")) != 1 {
			t.Errorf("in messages stands %+v", all)
		}
	})
}

// The provider's echo may be faster than its answer: nothing is doubled, and it is known who wrote.
func TestPrivateReplyAndItsEcho(t *testing.T) {
	t.Parallel()
	for _, receipts := range []fake.Receipts{{}, {None: true}} {
		p, rina := both(t, sapatest.SQLite)
		p.Fake.SetReceipts(receipts)
		p.Fake.SetMode(meta.Mode{EarlyStatus: true})
		eko := p.As(sapatest.Eko)
		eko.Privately(rina.Conversation, eko.Last(rina.Conversation).ID, "Halo").Must(http.StatusCreated, "")
		p.Turn()
		p.Later(time.Minute)
		direct := eko.ListKind("resolved", "messages")
		if len(direct) != 1 {
			t.Fatalf("%+v: they see %v", receipts, direct)
		}
		if all := eko.Messages(direct[0]); len(all) != 1 || all[0].By.Kind != "member" {
			t.Errorf("%+v: in messages stands %+v", receipts, all)
		}
	}
}

// Seven days, and not a moment longer; it may also become too late while it waits.
func TestPrivateReplyIsForSevenDays(t *testing.T) {
	t.Parallel()
	p, rina := both(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	first := ratna.Last(rina.Conversation)
	second, err := rina.Customer.Comment(rina.Post, "Satu lagi?")
	if err != nil {
		t.Fatal(err)
	}
	p.Clock.Advance(7*24*time.Hour - time.Hour)
	p.Turn()
	later := ratna.Last(rina.Conversation)
	p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultBusy, RetryAfter: 2 * time.Hour})
	ratna.Privately(rina.Conversation, later.ID, "Maaf terlambat").Must(http.StatusCreated, "")
	p.Turn()
	p.Later(3 * time.Hour)
	if m := ratna.Last(rina.Conversation); m.Status != "failed" || m.FailureCode != "private_reply_late" || len(rina.Inbox()) != 0 {
		t.Errorf("what waited for too long is %+v (%s)", m, second)
	}
	ratna.Privately(rina.Conversation, first.ID, "Halo").Must(http.StatusConflict, "private_reply_late")
}

// What the provider refuses is undone here: another private reply is possible, unless there was one already.
func TestPrivateReplyRefused(t *testing.T) {
	t.Parallel()
	p, rina := both(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	first := ratna.Last(rina.Conversation)
	p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultError, Code: 551})
	ratna.Privately(rina.Conversation, first.ID, "Halo").Must(http.StatusCreated, "")
	p.Turn()
	if m := ratna.Messages(rina.Conversation); m[1].Status != "failed" || m[0].Comment.PrivateReplyID != "" || m[0].Comment.PrivateReplyUntil == nil {
		t.Fatalf("after a refusal: %+v", m)
	}
	p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultError, Code: 10900, Status: 400})
	ratna.Privately(rina.Conversation, first.ID, "Halo lagi").Must(http.StatusCreated, "")
	p.Turn()
	all := ratna.Messages(rina.Conversation)
	if last := all[len(all)-1]; last.Status != "failed" || last.FailureCode != "private_reply_used" || all[0].Comment.PrivateReplyUntil != nil {
		t.Errorf("after one elsewhere: %+v", all)
	}
	ratna.Privately(rina.Conversation, first.ID, "Halo").Must(http.StatusConflict, "private_reply_used")
	ratna.On(rina.Conversation, all[1].ID, "POST", "resend", nil).Must(http.StatusConflict, "private_reply_used")
}

// A lost answer leaves a doubt about a private reply, and no second one is sent; the same of a comment is resolved by its
// echo.
func TestCommentsAndLostAnswers(t *testing.T) {
	t.Parallel()
	p, rina := both(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	first := ratna.Last(rina.Conversation)
	p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultCut})
	ratna.Privately(rina.Conversation, first.ID, "Halo").Must(http.StatusCreated, "")
	p.Turn()
	if m := ratna.Last(rina.Conversation); m.Status != "unsure" {
		t.Errorf("the private reply is %+v", m)
	}
	ratna.Privately(rina.Conversation, first.ID, "Halo").Must(http.StatusConflict, "private_reply_used")
	p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultCut})
	ratna.Send(rina.Conversation, map[string]any{"text": "Masih kak"})
	p.Turn()
	for range 3 {
		p.Later(time.Minute)
	}
	all := ratna.Messages(rina.Conversation)
	if !slices.Equal(statuses(all), []string{"unsure", "sent"}) || len(p.Fake.Comments()) != 2 {
		t.Errorf("what we sent is %v of %+v", statuses(all), p.Fake.Comments())
	}
}

// What the provider does not do with a comment is not done here either, and a person is told.
func TestCommentsModeratedInVain(t *testing.T) {
	t.Parallel()
	p, rina := both(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	first := ratna.Last(rina.Conversation)
	p.Fake.FailNext(1, meta.Fault{On: fake.OpModerate, Kind: meta.FaultError, Code: 100})
	ratna.On(rina.Conversation, first.ID, "PUT", "hidden", map[string]any{"on": true}).Must(http.StatusNoContent, "")
	p.Turn()
	if m := ratna.Last(rina.Conversation); m.Comment.Hidden || m.FailureCode != "hide_failed" || p.Fake.Comments()[0].Hidden {
		t.Errorf("after a refusal: %+v %+v", m, m.Comment)
	}
	p.Fake.FailNext(1, meta.Fault{On: fake.OpModerate, Kind: meta.FaultCut})
	p.Fake.FailNext(1, meta.Fault{On: fake.OpModerate, Kind: meta.FaultEmpty})
	ratna.On(rina.Conversation, first.ID, "PUT", "hidden", map[string]any{"on": true}).Must(http.StatusNoContent, "")
	for range 3 {
		p.Later(time.Minute)
	}
	if m := ratna.Last(rina.Conversation); !m.Comment.Hidden || m.FailureCode != "" || !p.Fake.Comments()[0].Hidden {
		t.Errorf("after lost answers: %+v %+v", m, m.Comment)
	}
	p.Fake.KillToken(463)
	ratna.On(rina.Conversation, first.ID, "PUT", "hidden", map[string]any{"on": false}).Must(http.StatusNoContent, "")
	p.Turn()
	p.Fake.KillToken(0)
	if !p.Fake.Comments()[0].Hidden {
		t.Error("a dead token did something")
	}
	ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil)
	p.Turn()
	if p.Fake.Comments()[0].Hidden {
		t.Error("what waited for the repair was not done after it")
	}
}

// A post that is not shown to us says so, and the conversation works without it.
func TestPostWithheld(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.JoinComments()
	p.Fake.Withhold(true)
	rina := p.Commented(rinaID, "Rina Kartika", "Masih ada?")
	ratna := p.As(sapatest.Ratna)
	post := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+rina.Conversation+"/post", nil)
	if post.Text("state") != "failed" || post.Text("failure_code") != "permission_missing" || post.Text("url") == "" {
		t.Errorf("the post is %s", post.Body)
	}
	ratna.Send(rina.Conversation, map[string]any{"text": "Masih"})
	p.Turn()
	if len(p.Fake.Comments()) != 2 {
		t.Error("the comment was not answered")
	}
}

// A post's picture is fetched, kept and shown to whoever sees a conversation about it.
func TestPostPicture(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.JoinComments()
	post := p.Fake.Publish("Kain", cloth(t))
	if _, err := p.Fake.Customer(rinaID, "Rina").Comment(post, "Bagus"); err != nil {
		t.Fatal(err)
	}
	p.Turn()
	ratna := p.As(sapatest.Ratna)
	id := ratna.ListKind("queue", "comments")[0]
	url := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/post", nil).Text("picture_url")
	if a := ratna.Want(http.StatusOK, "GET", url, nil); a.Header.Get("Content-Type") != "image/jpeg" || len(a.Body) < 100 {
		t.Errorf("the picture is %s", a.Header)
	}
}

// Of two agents who answer a comment privately at the same moment one does.
func TestPrivateReplyTwiceAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := both(t, e)
		ratna := p.As(sapatest.Ratna)
		first := ratna.Last(rina.Conversation).ID
		some := []*sapatest.Person{ratna, p.As(sapatest.Bagas), p.As(sapatest.Citra), p.As(sapatest.Dewi)}
		answers := make([]*sapatest.Answer, len(some))
		var all sync.WaitGroup
		for i, who := range some {
			all.Go(func() { answers[i] = who.Privately(rina.Conversation, first, "Halo dari "+who.Name) })
		}
		all.Wait()
		p.Turn()
		taken := 0
		for _, a := range answers {
			switch {
			case a.Status == http.StatusCreated:
				taken++
			case a.Status != http.StatusConflict:
				t.Errorf("%d %s", a.Status, a.Body)
			}
		}
		if got := rina.Inbox(); taken != 1 || len(got) != 1 {
			t.Errorf("%d were taken, the customer has %+v", taken, got)
		}
	})
}
