package instagram_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/instagram"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const one = "17873440459141021" // the comment of the samples

// commented is an account whose comments alone are switched on.
func commented() channel.Account {
	a := connected()
	a.Config = map[string]any{"account_id": accountID, "comments": true}
	return a
}

// below is such an account over a client.
func below(doer channel.Doer) channel.Channel {
	a := commented()
	a.Base, a.HTTP = "https://graph.example", doer
	return instagram.New().New(a)
}

// answering is a message that answers the samples' comment, or one below it.
func answering(text, parent string, private bool) channel.Outbound {
	return channel.Outbound{
		ID: "outbox-7f3c", To: []string{contact}, Message: &sapa.Message{Text: text, Comment: &sapa.Comment{Private: private}},
		Answers: &channel.Answered{Comment: one, Parent: parent, Private: private},
	}
}

// things are one of each thing that is sent, by the sample of its request.
func things() map[string]channel.Outbound {
	return map[string]channel.Outbound{
		"api-reply-comment": answering("thanks!", "", false), "api-private-reply": answering("Sent you a DM", "", true),
		"api-hide-comment": {ID: "outbox-0001", Hide: &channel.Toggle{Comment: one, On: true}}, "api-delete-comment": {ID: "outbox-0002", Delete: one},
	}
}

func commentSuite(t testing.TB) conform.Case {
	c := suite(t)
	c.Account, c.Deliveries, c.Golden, c.Sends = commented(), "testdata/comments", "testdata/comments-parsed", nil
	for name, out := range things() {
		c.Sends = append(c.Sends, conform.Send{Name: name, Outbound: out, Harmless: out.Message == nil})
	}
	c.Sends = append(c.Sends, conform.Send{Name: "unhide", Outbound: channel.Outbound{ID: "outbox-0003", Hide: &channel.Toggle{Comment: one}}, Harmless: true})
	c.Refusals = conform.Refusals(t, commentMeanings())
	c.Taken = func(r *http.Request) conform.Answer {
		for name, out := range things() {
			if want := conform.API(t, name); r.URL.Path == want.Request.Path && out.Message != nil {
				return want.Answer()
			}
		}
		return conform.Answer{Status: 200, Body: `{"success":true}`}
	}
	return c
}

// commentMeanings are what must come of the errors where it is about a comment.
func commentMeanings() map[string]string {
	all := maps.Clone(meanings)
	all["private-reply-already-sent"] = "permanent private_reply_used"
	all["10-outside-window"], all["10-outside-window-http500"] = "permanent private_reply_late", "permanent private_reply_late"
	return all
}

func TestConformanceOfComments(t *testing.T) { conform.Run(t, commentSuite(t)) }

func FuzzParseComments(f *testing.F) { conform.Fuzz(f, commentSuite(f)) }

// Each sample of the API is what we send. What is switched goes along in the address, which the provider takes as well.
func TestRequestsAboutComments(t *testing.T) {
	t.Parallel()
	for name, out := range things() {
		want := conform.API(t, name)
		p := &conform.Provider{T: t, Answers: []conform.Answer{want.Answer()}}
		receipt, err := below(p).(channel.Sender).Send(context.Background(), out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := p.Asked[0]
		body := map[string]any{}
		if len(got.Body) > 0 && json.Unmarshal(got.Body, &body) != nil {
			t.Fatalf("%s: %s", name, got.Body)
		}
		if on, ok := want.Request.Body["hide"].(bool); ok && on == (got.URL.Query().Get("hide") == "true") {
			body["hide"] = on
		}
		if got.Method != want.Request.Method || got.URL.Path != want.Request.Path || len(body) != len(want.Request.Body) || len(body) > 0 && !reflect.DeepEqual(body, want.Request.Body) {
			t.Errorf("%s: %s %s %v, want %+v", name, got.Method, got.URL.String(), body, want.Request)
		}
		if private := out.Answers != nil && out.Answers.Private; private != (receipt.External == contact) {
			t.Errorf("%s: the receipt is %+v", name, receipt)
		}
	}
}

// Only a comment on the post itself can be answered: an answer to an answer goes below the same comment.
func TestAnswersStandBelowTheFirst(t *testing.T) {
	t.Parallel()
	p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-reply-comment").Answer()}}
	if _, err := below(p).(channel.Sender).Send(context.Background(), answering("thanks!", "17800000000000001", false)); err != nil {
		t.Fatal(err)
	}
	if got := p.Asked[0].URL.Path; got != "/v24.0/17800000000000001/replies" {
		t.Errorf("it goes to %s", got)
	}
}

// A private reply is as long as a message; a comment may be longer.
func TestLongComments(t *testing.T) {
	t.Parallel()
	taken := map[bool]conform.Answer{false: conform.API(t, "api-reply-comment").Answer(), true: conform.API(t, "api-private-reply").Answer()}
	for _, c := range []struct {
		text    string
		private bool
		good    bool
	}{
		{strings.Repeat("é", 2200), false, true}, {strings.Repeat("é", 2201), false, false}, {strings.Repeat("é", 500), true, true}, {strings.Repeat("é", 501), true, false},
	} {
		p := &conform.Provider{T: t}
		if c.good {
			p.Answers = []conform.Answer{taken[c.private]}
		}
		if _, err := below(p).(channel.Sender).Send(context.Background(), answering(c.text, "", c.private)); (err == nil) != c.good {
			t.Errorf("%d bytes, private %v: %v", len(c.text), c.private, err)
		}
	}
}

// A post is what its account says; of a film its still picture is shown.
func TestPost(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]sapa.Post{
		`{"id":"17","caption":"Kain","media_type":"IMAGE","media_url":"https://x.cdninstagram.com/a.jpg","permalink":"https://www.instagram.com/p/A/","timestamp":"2025-06-08T20:59:43+0000","username":"acme"}`: {
			External: "17", Text: "Kain", Author: "@acme", Link: "https://www.instagram.com/p/A/", Picture: "https://x.cdninstagram.com/a.jpg", At: time.Date(2025, 6, 8, 20, 59, 43, 0, time.UTC),
		},
		`{"id":"17","media_type":"VIDEO","media_url":"https://x.cdninstagram.com/a.mp4","thumbnail_url":"https://x.cdninstagram.com/t.jpg"}`: {External: "17", Picture: "https://x.cdninstagram.com/t.jpg"},
	} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: body}}}
		got, err := below(p).(channel.Poster).Post(context.Background(), "17")
		if err != nil || !reflect.DeepEqual(got, want) || p.Asked[0].URL.Path != "/v24.0/17" {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// Of an account both of whose switches are on, one delivery may hold messages and comments.
func TestBothSwitches(t *testing.T) {
	t.Parallel()
	a := commented()
	a.Config["messages"] = true
	var message, comment struct{ Entry []json.RawMessage }
	conform.Sample(t, &message, "deliveries", "message-reply-to.json")
	conform.Sample(t, &comment, "comments", "comment-reply.json")
	body, err := json.Marshal(map[string]any{"object": "instagram", "entry": append(message.Entry, comment.Entry...)})
	if err != nil {
		t.Fatal(err)
	}
	all, err := instagram.New().New(a).Parse(channel.Delivery{Body: body})
	if err != nil || len(all) != 2 || all[0].Topic != "" || all[1].Topic == "" {
		t.Errorf("%+v, %v", all, err)
	}
}
