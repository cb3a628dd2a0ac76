package messenger_test

import (
	"context"
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

func message(m sapa.Message, files ...channel.File) channel.Outbound {
	return channel.Outbound{ID: "outbox-7f3c", To: []string{"", contact}, Message: &m, Files: files}
}

// proof is that of the samples' secret and token.
const proof = "appsecret_proof"

// Each sample of the API is what we send, but for our own id of the send, which not all of them show.
func TestRequestsAreThoseOfTheSamples(t *testing.T) {
	t.Parallel()
	quoting := message(sapa.Message{Text: "This"})
	quoting.Quoted = "m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM_QPpz5jdCK48PnKAjSdjfipqxqMvK8ma6AC8fplwlqLP_5cgXIbu7I3rBN0P"
	late := message(sapa.Message{Text: "Sorry for the wait"})
	late.Late = true
	yes := &sapa.Content{Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "RESOLVED_YES", Title: "Yes"}}}}
	for name, out := range map[string]channel.Outbound{
		"api-send-text": message(sapa.Message{Text: "hello"}), "api-send-reply-to": quoting, "api-send-human-agent": late,
		"api-send-quick-replies": message(sapa.Message{Text: "Solved?", Content: yes}),
		"api-mark-seen":          {To: []string{contact}, Seen: "m_1"}, "api-typing-on": {To: []string{contact}, Seen: "m_1", Typing: true},
	} {
		want := conform.API(t, name)
		p := &conform.Provider{T: t, Answers: []conform.Answer{want.Answer()}}
		receipt, err := page(p).(channel.Sender).Send(context.Background(), out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := p.Asked[0]
		if got.Method != want.Request.Method || got.URL.Path != want.Request.Path || got.URL.Query().Get(proof) == "" {
			t.Errorf("%s: %s %s", name, got.Method, got.URL.String())
		}
		if got.Header.Get("Authorization") != "Bearer EAAJB-token-of-the-page" || got.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the headers are %v", name, got.Header)
		}
		var body map[string]any
		if err := json.Unmarshal(got.Body, &body); err != nil {
			t.Fatal(err)
		}
		if said, ok := body["message"].(map[string]any); ok {
			if said["metadata"] != "outbox-7f3c" {
				t.Errorf("%s: our id is not in it: %s", name, got.Body)
			}
			delete(said, "metadata")
			delete(want.Request.Body["message"].(map[string]any), "metadata")
		}
		if !reflect.DeepEqual(body, want.Request.Body) {
			t.Errorf("%s: we send\n%v\nand the sample is\n%v", name, body, want.Request.Body)
		}
		if (out.Message != nil) != strings.HasPrefix(receipt.ProviderID, "m_AG5Hz2Uq7tuwNE") {
			t.Errorf("%s: the receipt is %+v", name, receipt)
		}
	}
}

// A file goes up with its message in one form, whose length is told beforehand.
func TestFileInOneForm(t *testing.T) {
	t.Parallel()
	want := conform.API(t, "api-send-file-multipart")
	sampled := want.Request.Body["multipart"].(map[string]any)
	p := &conform.Provider{T: t, Answers: []conform.Answer{want.Answer()}}
	out := message(sapa.Message{}, conform.TextFile(sapa.File, "application/pdf", "faktur.pdf"))
	if _, err := page(p).(channel.Sender).Send(context.Background(), out); err != nil {
		t.Fatal(err)
	}
	got := p.Asked[0]
	_, params, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
	if err != nil || got.URL.Path != want.Request.Path || got.Length != int64(len(got.Body)) {
		t.Fatalf("%s, %d of %d bytes, %v", got.URL.Path, got.Length, len(got.Body), err)
	}
	form, err := multipart.NewReader(strings.NewReader(string(got.Body)), params["boundary"]).ReadForm(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"recipient", "messaging_type"} {
		if form.Value[name][0] != sampled[name] {
			t.Errorf("%s is %q, and in the sample %q", name, form.Value[name][0], sampled[name])
		}
	}
	if form.Value["message"][0] != `{"attachment":{"payload":{},"type":"file"},"metadata":"outbox-7f3c"}` {
		t.Errorf("the message is %s", form.Value["message"][0])
	}
	sent := form.File["filedata"][0]
	if sent.Filename != "faktur.pdf" || sent.Header.Get("Content-Type") != "application/pdf" || sent.Size != int64(len(conform.FileText)) {
		t.Errorf("the file is %+v", sent)
	}
}

func TestNothingInvalidIsSent(t *testing.T) {
	t.Parallel()
	picture := conform.TextFile(sapa.Image, "image/jpeg", "a.jpg")
	for name, out := range map[string]channel.Outbound{
		"nobody": {To: []string{""}, Message: &sapa.Message{Text: "x"}}, "nothing": {To: []string{contact}},
		"a reaction": {To: []string{contact}, Reaction: &channel.Reaction{Message: "m_1", Emoji: "👍"}}, "an empty text": message(sapa.Message{}),
		"a text beside a file": message(sapa.Message{Text: "x"}, picture), "two files": message(sapa.Message{}, picture, picture),
		"a place": message(sapa.Message{Place: &sapa.Place{}}), "a picture it does not know": message(sapa.Message{}, conform.TextFile(sapa.Image, "image/webp", "a.webp")),
		"a list": message(sapa.Message{Text: "x", Content: &sapa.Content{Menu: &sapa.Menu{Open: "x", Rows: []sapa.Option{{ID: "1", Title: "1"}}}}}),
	} {
		_, err := page(&conform.Provider{T: t}).(channel.Sender).Send(context.Background(), out)
		if f := conform.Failed(t, err); f.Class != channel.Permanent {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// That an account is not permitted to answer late fails the answer and stops nothing else.
func TestLateAnswersThatAreNotPermitted(t *testing.T) {
	t.Parallel()
	refused := conform.API(t, "error-200-no-permission").Answer()
	out := message(sapa.Message{Text: "x"})
	for late, want := range map[bool]channel.Failure{
		false: {Class: channel.Refused, Code: "permission_missing"}, true: {Class: channel.Permanent, Code: "late_refused"},
	} {
		out.Late = late
		_, err := page(&conform.Provider{T: t, Answers: []conform.Answer{refused}}).(channel.Sender).Send(context.Background(), out)
		if f := conform.Failed(t, err); f.Class != want.Class || f.Code != want.Code {
			t.Errorf("late %v: %v", late, f)
		}
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for ref, want := range map[string]string{
		"https://scontent.xx.fbcdn.net/v/a.jpg?oh=1": "", "https://cdn.fbsbx.com/f.pdf": "", "https://graph.example/files/1": "",
		"https://scontent.cdninstagram.com/a.jpg": "", "http://scontent.xx.fbcdn.net/a.jpg": "media_refused_host", "https://evil.example/a.jpg": "media_refused_host",
		"https://fbcdn.net.evil.example/": "media_refused_host", "https://x@cdn.fbsbx.com/": "media_refused_host", "": "media_refused_host",
	} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: "bytes", Header: http.Header{"Content-Type": {"image/jpeg"}}}}}
		got, err := page(p).(channel.Fetcher).Fetch(ctx, ref)
		if want != "" {
			if f := conform.Failed(t, err); f.Code != want || len(p.Asked) != 0 {
				t.Errorf("%s: %v", ref, f)
			}
			continue
		}
		if err != nil || got.Type != "image/jpeg" || got.Size != 5 {
			t.Fatalf("%s: %+v, %v", ref, got, err)
		}
		if p.Asked[0].Header.Get("Authorization") != "" || p.Asked[0].URL.Query().Has(proof) {
			t.Errorf("%s: the token is shown: %v", ref, p.Asked[0])
		}
	}
	for status, want := range map[int]channel.Failure{
		403: {Class: channel.Permanent, Code: "media_gone"}, 404: {Class: channel.Permanent, Code: "media_gone"}, 410: {Class: channel.Permanent, Code: "media_gone"},
		500: {Class: channel.Temporary, Code: "provider_unavailable"}, 429: {Class: channel.Busy, Code: "rate_limited"}, 204: {Class: channel.Temporary, Code: "provider_unavailable"},
	} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: status}}}
		_, err := page(p).(channel.Fetcher).Fetch(ctx, "https://cdn.fbsbx.com/f.pdf")
		if f := conform.Failed(t, err); f.Class != want.Class || f.Code != want.Code {
			t.Errorf("%d: %v", status, f)
		}
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	sampled := conform.API(t, "api-user-profile")
	p := &conform.Provider{T: t, Answers: []conform.Answer{sampled.Answer()}}
	who, err := page(p).(channel.Profiler).Profile(context.Background(), contact)
	if err != nil || who.Name != "Peter Chang" || who.External != contact {
		t.Errorf("%+v, %v", who, err)
	}
	want, err := url.Parse(sampled.Request.Path)
	if err != nil || p.Asked[0].URL.Path != want.Path || p.Asked[0].URL.Query().Get("fields") != want.Query().Get("fields") {
		t.Errorf("asked for %s, %v", p.Asked[0].URL.String(), err)
	}
	for body, want := range map[string]string{`{}`: "", `{"first_name":"Budi"}`: "Budi", `{"last_name":"Sari"}`: "Sari", `{"first_name":7}`: "7"} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: body}}}
		if who, err := page(p).(channel.Profiler).Profile(context.Background(), contact); err != nil || who.Name != want {
			t.Errorf("%s: %q, %v", body, who.Name, err)
		}
	}
	p = &conform.Provider{T: t, Answers: []conform.Answer{{Status: 429, Header: http.Header{"Retry-After": {"9"}}}}}
	if _, err := page(p).(channel.Profiler).Profile(context.Background(), contact); conform.Failed(t, err).RetryAfter != 9*time.Second {
		t.Error(err)
	}
}
