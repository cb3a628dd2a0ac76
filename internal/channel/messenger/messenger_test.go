package messenger_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/messenger"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	pageID  = "1906385232743451"
	contact = "7123456789012345"
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
	return messenger.New().New(a)
}

// sample reads one of the test's files.
func sample(t testing.TB, into any, path ...string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// exchange is a request and its answer, as the samples of the API write them.
type exchange struct {
	Request struct {
		Method, Path string
		Body         map[string]any
	}
	Response struct {
		Status int
		Body   json.RawMessage
	}
}

func (e exchange) answer() conform.Answer {
	return conform.Answer{Status: e.Response.Status, Body: string(e.Response.Body)}
}

// api reads a sample of the API.
func api(t testing.TB, name string) exchange {
	t.Helper()
	var e exchange
	sample(t, &e, "api", name+".json")
	return e
}

func reply(a conform.Answer) *http.Response {
	header := a.Header
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{StatusCode: a.Status, Header: header, Body: io.NopCloser(strings.NewReader(a.Body)), ContentLength: int64(len(a.Body))}
}

const fileText = "the bytes of a file"

func file(kind sapa.MessageKind, mime, name string) channel.File {
	return channel.File{
		Attachment: sapa.Attachment{Kind: kind, Type: mime, Name: name, Size: int64(len(fileText))},
		Open:       func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(fileText)), nil },
	}
}

func suite(t testing.TB) conform.Case {
	text, to := &sapa.Message{Text: "hello"}, []string{contact}
	menu := &sapa.Message{Text: "Solved?", Content: &sapa.Content{Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "RESOLVED_YES", Title: "Yes"}}}}}
	return conform.Case{
		Spec: messenger.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: signatures(t), Refusals: refusals(t), Ref: "https://scontent.xx.fbcdn.net/a.jpg?oh=1",
		Sends: []conform.Send{
			{Name: "text", Outbound: channel.Outbound{ID: "send-0001", To: to, Message: text}},
			{Name: "late text", Outbound: channel.Outbound{ID: "send-0002", To: to, Message: text, Quoted: "m_1"}},
			{Name: "menu", Outbound: channel.Outbound{ID: "send-0003", To: to, Message: menu}},
			{Name: "image", Outbound: channel.Outbound{ID: "send-0004", To: to, Message: &sapa.Message{}, Files: []channel.File{file(sapa.Image, "image/jpeg", "a.jpg")}}},
			{Name: "seen", Outbound: channel.Outbound{ID: "send-0005", To: to, Seen: "m_1"}, Harmless: true},
			{Name: "typing", Outbound: channel.Outbound{ID: "send-0006", To: to, Seen: "m_1", Typing: true}, Harmless: true},
		},
		Taken: func(*http.Request) conform.Answer { return api(t, "api-send-text").answer() },
		Complaint: func(text string) conform.Answer {
			raw, err := json.Marshal(map[string]any{"error": map[string]any{"message": text, "code": 190}})
			if err != nil {
				t.Fatal(err)
			}
			return conform.Answer{Status: 400, Body: string(raw)}
		},
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// The connect form takes what the provider's pages show, and nothing else.
func TestFields(t *testing.T) {
	t.Parallel()
	good := map[string]any{"page_id": pageID, "access_token": "EAAJB", "app_secret": "3f1c"}
	for name, c := range map[string]struct {
		changes map[string]any
		wrong   int
	}{
		"whole": {nil, 0}, "rotating": {map[string]any{"app_secret_old": "x"}, 0}, "permitted": {map[string]any{"human_agent_tag": true}, 0},
		"empty": {map[string]any{"page_id": "", "access_token": "", "app_secret": ""}, 3}, "a name": {map[string]any{"page_id": "tokomelati"}, 1},
		"a path": {map[string]any{"page_id": "12345/x"}, 1}, "no switch": {map[string]any{"human_agent_tag": "yes"}, 1},
	} {
		input := maps.Clone(good)
		maps.Copy(input, c.changes)
		_, err := messenger.New().Check(input)
		wrong := 0
		if err != nil {
			wrong = len(err.(*sapa.Error).Fields)
		}
		if wrong != c.wrong {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What another program answers, comments, and what is for other Pages concern nobody here.
func TestWhatConcernsUs(t *testing.T) {
	t.Parallel()
	one := page(nil)
	for _, name := range []string{"standby-message", "feed-comment"} {
		var body json.RawMessage
		sample(t, &body, "elsewhere", name+".json")
		elements, err := one.Parse(channel.Delivery{Body: body})
		if err != nil || len(elements) != 0 || one.(channel.Verifier).Concerns(body) {
			t.Errorf("%s: %+v, %v", name, elements, err)
		}
	}
	for body, want := range map[string]bool{
		"": true, "{": true, "{}": true, `{"object":"page"}`: true, `{"object":"instagram","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"id":"1"}]}`: false, `{"object":"page","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"messaging":[{}]}]}`: true, `{"object":"page","entry":[{"id":"1","messaging":[{}]}]}`: false,
	} {
		if got := one.(channel.Verifier).Concerns([]byte(body)); got != want {
			t.Errorf("%s concerns the Page: %v", body, got)
		}
	}
}

// A message with an id and a sender is never dropped, whatever else is in it.
func TestNoMessageIsDropped(t *testing.T) {
	t.Parallel()
	one := page(nil)
	for _, name := range []string{"message-two-images", "message-ads-referral", "message-quick-reply", "message-reel", "ours-message-fallback"} {
		var whole struct {
			Entry []struct {
				Messaging []struct{ Message map[string]json.RawMessage }
			}
		}
		sample(t, &whole, "deliveries", name+".json")
		rest := maps.Clone(whole.Entry[0].Messaging[0].Message)
		delete(rest, "mid")
		body, err := json.Marshal(rest)
		if err != nil {
			t.Fatal(err)
		}
		for odd := range conform.Variants(t, body) {
			var message map[string]any
			if json.Unmarshal(odd, &message) != nil || message == nil {
				continue
			}
			message["mid"] = "m_1"
			delivery, err := json.Marshal(map[string]any{"object": "page", "entry": []any{map[string]any{"id": pageID, "messaging": []any{
				map[string]any{"sender": map[string]any{"id": contact}, "recipient": map[string]any{"id": pageID}, "message": message},
			}}}})
			if err != nil {
				continue // a number beyond all numbers cannot be written again
			}
			elements, err := one.Parse(channel.Delivery{Body: delivery})
			if err != nil || len(elements) != 1 || elements[0].Kind != sapa.InboundMessage || elements[0].From.External != contact {
				t.Fatalf("%s: %+v, %v", odd, elements, err)
			}
		}
	}
}

func signatures(t testing.TB) []conform.Signature {
	var samples struct {
		Vectors []struct {
			Name      string
			Body      string `json:"raw_body"`
			Signature string `json:"x_hub_signature_256"`
			Valid     bool
		}
	}
	sample(t, &samples, "signature-vectors.json")
	var all []conform.Signature
	for _, v := range samples.Vectors {
		header := http.Header{}
		if v.Signature != "" {
			header.Set("X-Hub-Signature-256", v.Signature)
		}
		all = append(all, conform.Signature{Name: v.Name, Header: header, Body: []byte(v.Body), Valid: v.Valid})
	}
	return all
}

// refusals are the samples of errors with what must come of them.
func refusals(t testing.TB) []conform.Refusal {
	t.Helper()
	type meaning struct {
		class channel.Class
		code  string
	}
	meanings := map[string]meaning{
		"10-outside-window": {channel.Permanent, "window_closed"}, "100-no-matching-user": {channel.Permanent, "not_reachable"},
		"100-tag-retired": {channel.Permanent, "bad_request"}, "1200-temporary": {channel.Temporary, "provider_unavailable"},
		"190-expired": {channel.Refused, "token_invalid"}, "190-invalid-token": {channel.Refused, "token_invalid"},
		"2-retry-later": {channel.Temporary, "provider_unavailable"}, "200-no-permission": {channel.Refused, "permission_missing"},
		"4-app-limit": {channel.Busy, "rate_limited"}, "551-unavailable": {channel.Permanent, "not_reachable"}, "613-rate-limit": {channel.Busy, "rate_limited"},
	}
	files, err := filepath.Glob("testdata/api/error-*.json")
	if err != nil || len(files) != len(meanings) {
		t.Fatalf("%d errors, %d meanings: %v", len(files), len(meanings), err)
	}
	var all []conform.Refusal
	for name, m := range meanings {
		all = append(all, conform.Refusal{Name: name, Answer: api(t, "error-"+name).answer(), Class: m.class, Code: m.code})
	}
	return all
}

// failed wants a *channel.Failure.
func failed(t *testing.T, err error) *channel.Failure {
	t.Helper()
	var f *channel.Failure
	if !errors.As(err, &f) {
		t.Fatalf("%v is no Failure", err)
	}
	return f
}
