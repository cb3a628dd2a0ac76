package fbcomment_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/fbcomment"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	pageID = "1906385232743451"
	post   = pageID + "_122103846645077607"
	one    = "122103846645077607_1354207589618104"
)

// connected is a Page as an administrator connected it. Its secrets are those of the signatures' samples.
func connected() channel.Account {
	return channel.Account{
		Channel:     sapa.Channel{ID: 7, Config: map[string]any{"page_id": pageID}},
		Secrets:     map[string]string{"access_token": "EAAJB-token-of-the-page", "app_secret": "3f1c0de5app5ecret", "app_secret_old": "0ld5ecret0ld5ecret"},
		VerifyToken: "meatyhamhock",
	}
}

// page is a connected Page over a client.
func page(doer channel.Doer) channel.Channel {
	a := connected()
	a.Base, a.HTTP = "https://graph.example", doer
	return fbcomment.New().New(a)
}

// answering is a message that answers the sample's comment.
func answering(text string, private bool) channel.Outbound {
	return channel.Outbound{
		ID: "outbox-7f3c", To: []string{"25617669544483307"},
		Message: &sapa.Message{Text: text, Comment: &sapa.Comment{Private: private}}, Answers: &channel.Answered{Comment: one, Private: private},
	}
}

// things are one of each thing that is sent, by the sample of its request.
func things() map[string]channel.Outbound {
	return map[string]channel.Outbound{
		"api-reply-comment": answering("Yes, in green", false), "api-private-reply": answering("Sent you the link", true),
		"api-hide-comment": {ID: "outbox-0001", Hide: &channel.Toggle{Comment: one, On: true}}, "api-like-comment": {ID: "outbox-0002", Like: &channel.Toggle{Comment: one, On: true}},
		"api-delete-comment": {ID: "outbox-0003", Delete: one},
	}
}

func suite(t testing.TB) conform.Case {
	var sends []conform.Send
	for name, out := range things() {
		sends = append(sends, conform.Send{Name: name, Outbound: out, Harmless: out.Message == nil})
	}
	sends = append(sends,
		conform.Send{Name: "unhide", Outbound: channel.Outbound{ID: "outbox-0004", Hide: &channel.Toggle{Comment: one}}, Harmless: true},
		conform.Send{Name: "unlike", Outbound: channel.Outbound{ID: "outbox-0005", Like: &channel.Toggle{Comment: one}}, Harmless: true})
	return conform.Case{
		Spec: fbcomment.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: conform.MetaSignatures(t), Ref: "https://scontent.xx.fbcdn.net/a.jpg?oh=1", Sends: sends,
		Refusals: conform.Refusals(t, map[string]string{
			"10900-private-reply-already-sent": "permanent private_reply_used", "190-expired": "refused token_invalid",
			"200-no-permission": "refused permission_missing", "4-app-limit": "busy rate_limited", "613-rate-limit": "busy rate_limited",
			"2-retry-later": "temporary provider_unavailable",
		}),
		Taken: func(r *http.Request) conform.Answer {
			for name, out := range things() {
				want := conform.API(t, name)
				if r.URL.Path == want.Request.Path && out.Message != nil {
					return want.Answer()
				}
			}
			return conform.Answer{Status: 200, Body: `{"success":true}`}
		},
		Complaint: conform.GraphComplaint,
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// Each sample of the API is what we send. What is switched goes along in the address, which the provider takes as well.
func TestRequestsAreThoseOfTheSamples(t *testing.T) {
	t.Parallel()
	for name, out := range things() {
		want := conform.API(t, name)
		p := &conform.Provider{T: t, Answers: []conform.Answer{want.Answer()}}
		if _, err := page(p).(channel.Sender).Send(context.Background(), out); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := p.Asked[0]
		body := map[string]any{}
		if len(got.Body) > 0 && json.Unmarshal(got.Body, &body) != nil {
			t.Fatalf("%s: %s", name, got.Body)
		}
		if on, ok := want.Request.Body["is_hidden"].(bool); ok && on == (got.URL.Query().Get("is_hidden") == "true") {
			body["is_hidden"] = on
		}
		if got.Method != want.Request.Method || got.URL.Path != want.Request.Path || len(body) != len(want.Request.Body) || len(body) > 0 && !reflect.DeepEqual(body, want.Request.Body) {
			t.Errorf("%s: %s %s %v, want %+v", name, got.Method, got.URL.String(), body, want.Request)
		}
		if got.Header.Get("Authorization") != "Bearer EAAJB-token-of-the-page" || !got.URL.Query().Has("appsecret_proof") {
			t.Errorf("%s shows no token, or no proof", name)
		}
	}
}

// The receipt of a private reply tells who the person is.
func TestPrivateReplyTellsWhoTheyAre(t *testing.T) {
	t.Parallel()
	p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-private-reply").Answer()}}
	receipt, err := page(p).(channel.Sender).Send(context.Background(), answering("Sent you the link", true))
	if err != nil || receipt.External != "7123456789012345" || !strings.HasPrefix(receipt.ProviderID, "m_") {
		t.Errorf("%+v, %v", receipt, err)
	}
}

// A comment that is gone is deleted; it cannot be answered, hidden or liked.
func TestGone(t *testing.T) {
	t.Parallel()
	gone := conform.Answer{Status: 400, Body: string(conform.API(t, "gone").Response.Body)}
	for name, out := range things() {
		p := &conform.Provider{T: t, Answers: []conform.Answer{gone}}
		_, err := page(p).(channel.Sender).Send(context.Background(), out)
		if out.Delete != "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if f := conform.Failed(t, err); f.Class != channel.Permanent || f.Code != "comment_gone" {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// What is no comment, what is for other Pages, and messages concern nobody here.
func TestWhatConcernsUs(t *testing.T) {
	t.Parallel()
	live := page(nil)
	files, err := filepath.Glob("testdata/elsewhere/*.json")
	if err != nil || len(files) < 5 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, name := range files {
		var body json.RawMessage
		conform.Sample(t, &body, "elsewhere", filepath.Base(name))
		elements, err := live.Parse(channel.Delivery{Body: body})
		if err != nil || len(elements) != 0 || live.(channel.Verifier).Concerns(body) {
			t.Errorf("%s: %+v, %v", name, elements, err)
		}
	}
	for body, want := range map[string]bool{
		"": true, "{}": true, `{"object":"page"}`: true, `{"object":"instagram","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"id":"1"}]}`: false, `{"object":"page","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"changes":[{}]}]}`: true, `{"object":"page","entry":[{"id":"` + pageID + `","changes":[{"field":"ratings"}]}]}`: false,
	} {
		if got := live.(channel.Verifier).Concerns([]byte(body)); got != want {
			t.Errorf("%s concerns the Page: %v", body, got)
		}
	}
}

// What a post says is asked by its id.
func TestPost(t *testing.T) {
	t.Parallel()
	sampled := conform.API(t, "api-get-post")
	p := &conform.Provider{T: t, Answers: []conform.Answer{sampled.Answer(), {Status: 400, Body: string(conform.API(t, "gone").Response.Body)}, conform.API(t, "error-200-no-permission").Answer()}}
	poster := page(p).(channel.Poster)
	got, err := poster.Post(context.Background(), post)
	want := sapa.Post{
		External: post, Text: "New hours", Author: "Acme", Link: "https://www.facebook.com/permalink.php?story_fbid=1&id=2",
		At: time.Date(2025, 10, 27, 6, 3, 20, 0, time.UTC), Picture: "https://scontent.xx.fbcdn.net/p.jpg?oh=1",
	}
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	asked, err := url.Parse(sampled.Request.Path)
	if err != nil || p.Asked[0].URL.Path != asked.Path || p.Asked[0].URL.Query().Get("fields") != asked.Query().Get("fields") {
		t.Errorf("asked for %s", p.Asked[0].URL.String())
	}
	for _, code := range []string{"post_gone", "permission_missing"} {
		if _, err := poster.Post(context.Background(), post); conform.Failed(t, err).Code != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

// The account is asked about itself, and whether its comments come.
func TestCheck(t *testing.T) {
	t.Parallel()
	for fields, state := range map[string]sapa.HealthState{`["messages","feed"]`: sapa.Well, `["messages"]`: sapa.Limited} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{
			{Status: 200, Body: `{"id":"` + pageID + `","name":"Acme"}`}, {Status: 200, Body: `{"data":[{"id":"5","subscribed_fields":` + fields + `}]}`},
		}}
		health, findings := page(p).(channel.Checker).Check(context.Background())
		if health.State != state || health.Facts["name"] != "Acme" || len(findings) != 4 {
			t.Errorf("%s: %+v, %+v", fields, health, findings)
		}
	}
	p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-subscribe-page").Answer()}}
	if err := page(p).(channel.Checker).Subscribe(context.Background()); err != nil || !strings.Contains(p.Asked[0].URL.Query().Get("subscribed_fields"), "messages,") {
		t.Errorf("%v: subscribing to comments takes the messages away: %s", err, p.Asked[0].URL.String())
	}
}
