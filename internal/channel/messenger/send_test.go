package messenger_test

import (
	"context"
	"encoding/json"
	"io"
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

// provider answers requests one after the other, and remembers them.
type provider struct {
	t       *testing.T
	answers []conform.Answer
	asked   []asked
}

// asked is a request as it came.
type asked struct {
	method string
	url    url.URL
	header http.Header
	length int64
	body   []byte
}

func (p *provider) Do(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	p.asked = append(p.asked, asked{r.Method, *r.URL, r.Header, r.ContentLength, body})
	if len(p.answers) == 0 {
		p.t.Fatalf("%s %s is asked for, and nothing is expected any more", r.Method, r.URL)
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	return reply(answer), nil
}

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
		want := api(t, name)
		p := &provider{t: t, answers: []conform.Answer{want.answer()}}
		receipt, err := page(p).(channel.Sender).Send(context.Background(), out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := p.asked[0]
		if got.method != want.Request.Method || got.url.Path != want.Request.Path || got.url.Query().Get(proof) == "" {
			t.Errorf("%s: %s %s", name, got.method, got.url.String())
		}
		if got.header.Get("Authorization") != "Bearer EAAJB-token-of-the-page" || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the headers are %v", name, got.header)
		}
		var body map[string]any
		if err := json.Unmarshal(got.body, &body); err != nil {
			t.Fatal(err)
		}
		if said, ok := body["message"].(map[string]any); ok {
			if said["metadata"] != "outbox-7f3c" {
				t.Errorf("%s: our id is not in it: %s", name, got.body)
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
	want := api(t, "api-send-file-multipart")
	sampled := want.Request.Body["multipart"].(map[string]any)
	p := &provider{t: t, answers: []conform.Answer{want.answer()}}
	out := message(sapa.Message{}, file(sapa.File, "application/pdf", "faktur.pdf"))
	if _, err := page(p).(channel.Sender).Send(context.Background(), out); err != nil {
		t.Fatal(err)
	}
	got := p.asked[0]
	_, params, err := mime.ParseMediaType(got.header.Get("Content-Type"))
	if err != nil || got.url.Path != want.Request.Path || got.length != int64(len(got.body)) {
		t.Fatalf("%s, %d of %d bytes, %v", got.url.Path, got.length, len(got.body), err)
	}
	form, err := multipart.NewReader(strings.NewReader(string(got.body)), params["boundary"]).ReadForm(1 << 20)
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
	if sent.Filename != "faktur.pdf" || sent.Header.Get("Content-Type") != "application/pdf" || sent.Size != int64(len(fileText)) {
		t.Errorf("the file is %+v", sent)
	}
}

func TestNothingInvalidIsSent(t *testing.T) {
	t.Parallel()
	picture := file(sapa.Image, "image/jpeg", "a.jpg")
	for name, out := range map[string]channel.Outbound{
		"nobody": {To: []string{""}, Message: &sapa.Message{Text: "x"}}, "nothing": {To: []string{contact}},
		"a reaction": {To: []string{contact}, Reaction: &channel.Reaction{Message: "m_1", Emoji: "👍"}}, "an empty text": message(sapa.Message{}),
		"a text beside a file": message(sapa.Message{Text: "x"}, picture), "two files": message(sapa.Message{}, picture, picture),
		"a place": message(sapa.Message{Place: &sapa.Place{}}), "a picture it does not know": message(sapa.Message{}, file(sapa.Image, "image/webp", "a.webp")),
		"a list": message(sapa.Message{Text: "x", Content: &sapa.Content{Menu: &sapa.Menu{Open: "x", Rows: []sapa.Option{{ID: "1", Title: "1"}}}}}),
	} {
		_, err := page(&provider{t: t}).(channel.Sender).Send(context.Background(), out)
		if f := failed(t, err); f.Class != channel.Permanent {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// That an account is not permitted to answer late fails the answer and stops nothing else.
func TestLateAnswersThatAreNotPermitted(t *testing.T) {
	t.Parallel()
	refused := api(t, "error-200-no-permission").answer()
	out := message(sapa.Message{Text: "x"})
	for late, want := range map[bool]channel.Failure{
		false: {Class: channel.Refused, Code: "permission_missing"}, true: {Class: channel.Permanent, Code: "late_refused"},
	} {
		out.Late = late
		_, err := page(&provider{t: t, answers: []conform.Answer{refused}}).(channel.Sender).Send(context.Background(), out)
		if f := failed(t, err); f.Class != want.Class || f.Code != want.Code {
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
		p := &provider{t: t, answers: []conform.Answer{{Status: 200, Body: "bytes", Header: http.Header{"Content-Type": {"image/jpeg"}}}}}
		got, err := page(p).(channel.Fetcher).Fetch(ctx, ref)
		if want != "" {
			if f := failed(t, err); f.Code != want || len(p.asked) != 0 {
				t.Errorf("%s: %v", ref, f)
			}
			continue
		}
		if err != nil || got.Type != "image/jpeg" || got.Size != 5 {
			t.Fatalf("%s: %+v, %v", ref, got, err)
		}
		if p.asked[0].header.Get("Authorization") != "" || p.asked[0].url.Query().Has(proof) {
			t.Errorf("%s: the token is shown: %v", ref, p.asked[0])
		}
	}
	for status, want := range map[int]channel.Failure{
		403: {Class: channel.Permanent, Code: "media_gone"}, 404: {Class: channel.Permanent, Code: "media_gone"}, 410: {Class: channel.Permanent, Code: "media_gone"},
		500: {Class: channel.Temporary, Code: "provider_unavailable"}, 429: {Class: channel.Busy, Code: "rate_limited"}, 204: {Class: channel.Temporary, Code: "provider_unavailable"},
	} {
		p := &provider{t: t, answers: []conform.Answer{{Status: status}}}
		_, err := page(p).(channel.Fetcher).Fetch(ctx, "https://cdn.fbsbx.com/f.pdf")
		if f := failed(t, err); f.Class != want.Class || f.Code != want.Code {
			t.Errorf("%d: %v", status, f)
		}
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	sampled := api(t, "api-user-profile")
	p := &provider{t: t, answers: []conform.Answer{sampled.answer()}}
	who, err := page(p).(channel.Profiler).Profile(context.Background(), contact)
	if err != nil || who.Name != "Peter Chang" || who.External != contact {
		t.Errorf("%+v, %v", who, err)
	}
	want, err := url.Parse(sampled.Request.Path)
	if err != nil || p.asked[0].url.Path != want.Path || p.asked[0].url.Query().Get("fields") != want.Query().Get("fields") {
		t.Errorf("asked for %s, %v", p.asked[0].url.String(), err)
	}
	for body, want := range map[string]string{`{}`: "", `{"first_name":"Budi"}`: "Budi", `{"last_name":"Sari"}`: "Sari", `{"first_name":7}`: "7"} {
		p := &provider{t: t, answers: []conform.Answer{{Status: 200, Body: body}}}
		if who, err := page(p).(channel.Profiler).Profile(context.Background(), contact); err != nil || who.Name != want {
			t.Errorf("%s: %q, %v", body, who.Name, err)
		}
	}
	p = &provider{t: t, answers: []conform.Answer{{Status: 429, Header: http.Header{"Retry-After": {"9"}}}}}
	if _, err := page(p).(channel.Profiler).Profile(context.Background(), contact); failed(t, err).RetryAfter != 9*time.Second {
		t.Error(err)
	}
}
