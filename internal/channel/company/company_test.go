package company_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/company"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	former = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
)

// now is the moment of the samples' signatures.
var now = time.Unix(1749416383, 0)

// connected is an account as it is while its secret is being replaced.
func connected() channel.Account {
	return channel.Account{
		Channel: sapa.Channel{ID: 7, Config: map[string]any{"endpoint": "https://toko.example/sapa?key=KataRahasiaToko"}},
		Secrets: map[string]string{
			channel.Secret: secret, channel.FormerSecret: former, channel.FormerUntil: strconv.FormatInt(now.Add(time.Hour).Unix(), 10),
		},
		VerifyToken: "pZ3_-abcDEF0123456789", Now: func() time.Time { return now },
		Link: func(a sapa.Attachment) string { return "https://sapa.example/widget/files/" + a.Key },
	}
}

// fileOf is a file of ours.
func fileOf(kind sapa.MessageKind, mime, name string) channel.File {
	return channel.File{Attachment: sapa.Attachment{Kind: kind, Type: mime, Name: name, Size: 19, Key: "kunci-" + name}}
}

func suite(t testing.TB) conform.Case {
	to := []string{"c-17"}
	message := func(m sapa.Message, files ...channel.File) channel.Outbound {
		return channel.Outbound{ID: "sapa-m1-2", To: to, Message: &m, Files: files, Quoted: "m-1"}
	}
	return conform.Case{
		Spec: company.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed", Signatures: signatures(t),
		At: func(a *channel.Account, base string) {
			a.Config = maps.Clone(a.Config)
			a.Config["endpoint"] = base
		},
		// What is asked has an id that stays the same, so that nothing is done twice.
		Sends: []conform.Send{
			{Name: "text", Outbound: message(sapa.Message{Text: "Sudah, kak"}), Harmless: true},
			{Name: "photo", Outbound: message(sapa.Message{Text: "Ini"}, fileOf(sapa.Image, "image/jpeg", "a.jpg")), Harmless: true},
			{Name: "files", Outbound: message(sapa.Message{}, fileOf(sapa.File, "application/pdf", "a.pdf"), fileOf(sapa.Audio, "audio/ogg", "b.ogg")), Harmless: true},
			{Name: "place", Outbound: message(sapa.Message{Place: &sapa.Place{Latitude: -6.9, Longitude: 107.6}}), Harmless: true},
			{Name: "reaction", Outbound: channel.Outbound{ID: "sapa-x1-2", To: to, Reaction: &channel.Reaction{Message: "m-1", Emoji: "👍"}}, Harmless: true},
			{Name: "edit", Outbound: channel.Outbound{ID: "sapa-x1-3", To: to, Edit: &channel.Edit{Message: "crm-9", Text: "Sudah!"}}, Harmless: true},
			{Name: "delete", Outbound: channel.Outbound{ID: "sapa-x1-4", To: to, Delete: "crm-9"}, Harmless: true},
			{Name: "read", Outbound: channel.Outbound{ID: "sapa-x1-5", To: to, Seen: "m-1"}, Harmless: true},
			{Name: "typing", Outbound: channel.Outbound{ID: "sapa-x1-0", To: to, Seen: "m-1", Typing: true}, Harmless: true},
		},
		Taken:    func(*http.Request) conform.Answer { return conform.Answer{Status: 200, Body: `{"id":"crm-9"}`} },
		Refusals: refusals(),
		Complaint: func(text string) conform.Answer {
			raw, err := json.Marshal(map[string]any{"title": "Unprocessable", "detail": text})
			if err != nil {
				t.Fatal(err)
			}
			return conform.Answer{Status: 422, Body: string(raw)}
		},
		Ref: "https://files.toko.example/a.jpg?signature=abc",
	}
}

func refusals() []conform.Refusal {
	answer := func(status int, body string) conform.Answer { return conform.Answer{Status: status, Body: body} }
	busy := http.Header{"Retry-After": {"30"}}
	return []conform.Refusal{
		{Name: "unsigned", Answer: answer(401, `{"detail":"wrong signature"}`), Class: channel.Refused, Code: "signature_refused"},
		{Name: "forbidden", Answer: answer(403, ""), Class: channel.Refused, Code: "signature_refused"},
		{Name: "unprocessable", Answer: answer(422, `{"detail":"no such customer"}`), Class: channel.Permanent, Code: "provider_error"},
		{Name: "gone", Answer: answer(410, ""), Class: channel.Permanent, Code: "provider_error"},
		{Name: "cannot", Answer: answer(501, ""), Class: channel.Permanent, Code: "not_supported"},
		{Name: "elsewhere", Answer: answer(308, ""), Class: channel.Temporary, Code: "provider_unavailable"},
		{Name: "too early", Answer: answer(425, ""), Class: channel.Temporary, Code: "provider_unavailable"},
		{Name: "being repaired", Answer: conform.Answer{Status: 503, Header: busy}, Class: channel.Temporary, After: 30 * time.Second},
		{Name: "a list", Answer: answer(200, `[]`), Class: channel.Temporary, Code: "bad_answer"},
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// vector is a message that the standardwebhooks library of npm has signed.
type vector struct {
	ID        string
	Timestamp int64
	Body      string
	Signature string
}

func vectors(t testing.TB) []vector {
	t.Helper()
	raw, err := os.ReadFile("testdata/standard-webhooks-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Secret  string
		Vectors []vector
	}
	if err := json.Unmarshal(raw, &all); err != nil || all.Secret != secret || len(all.Vectors) == 0 {
		t.Fatalf("%d vectors of %s: %v", len(all.Vectors), all.Secret, err)
	}
	return all.Vectors
}

func (v vector) header() http.Header {
	return http.Header{
		"Webhook-Id": {v.ID}, "Webhook-Timestamp": {strconv.FormatInt(v.Timestamp, 10)}, "Webhook-Signature": {v.Signature},
	}
}

// signatures are the library's, in all the ways in which they are right and wrong.
func signatures(t testing.TB) []conform.Signature {
	var all []conform.Signature
	for _, v := range vectors(t) {
		if v.Body == "" {
			continue // nothing is no delivery
		}
		add := func(name string, valid bool, change func(http.Header)) {
			header := v.header()
			change(header)
			all = append(all, conform.Signature{Name: v.ID + " " + name, Header: header, Body: []byte(v.Body), Valid: valid})
		}
		set := func(name, value string) func(http.Header) { return func(h http.Header) { h.Set(name, value) } }
		add("as it is", true, func(http.Header) {})
		add("after others", true, set("Webhook-Signature", "v1a,AAAA v1,AAAA "+v.Signature))
		add("by the former secret", true, func(h http.Header) { wire.Sign(h, v.ID, now, []byte(v.Body), former) })
		for skew, valid := range map[time.Duration]bool{5 * time.Minute: true, -5 * time.Minute: true, 301 * time.Second: false, -301 * time.Second: false} {
			add("off by "+skew.String(), valid, func(h http.Header) { wire.Sign(h, v.ID, now.Add(skew), []byte(v.Body), secret) })
		}
		add("another id", false, set("Webhook-Id", v.ID+"x"))
		add("no id", false, func(h http.Header) { wire.Sign(h, "", now, []byte(v.Body), secret) })
		add("another moment", false, set("Webhook-Timestamp", "1749416384"))
		add("no moment", false, set("Webhook-Timestamp", "now"))
		add("another version", false, set("Webhook-Signature", strings.Replace(v.Signature, "v1,", "v2,", 1)))
		add("without version", false, set("Webhook-Signature", strings.TrimPrefix(v.Signature, "v1,")))
		add("empty", false, set("Webhook-Signature", ""))
		add("twice", false, func(h http.Header) { h.Add("Webhook-Signature", v.Signature) })
		add("another secret", false, func(h http.Header) { wire.Sign(h, v.ID, now, []byte(v.Body), "whsec_AAAA") })
		add("an empty secret", false, func(h http.Header) { wire.Sign(h, v.ID, now, []byte(v.Body), "") })
	}
	return all
}

// We sign as the library does, the empty body too.
func TestSigningAsTheLibrary(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		header := http.Header{}
		wire.Sign(header, v.ID, time.Unix(v.Timestamp, 0), []byte(v.Body), secret)
		if header.Get("Webhook-Signature") != v.Signature {
			t.Errorf("%s: %s, want %s", v.ID, header.Get("Webhook-Signature"), v.Signature)
		}
	}
}

// A former secret counts until its time is over, and a channel without any takes nothing and asks nobody.
func TestSecretsThatCount(t *testing.T) {
	t.Parallel()
	body := []byte(`{"events":[]}`)
	by := func(one string) http.Header {
		header := http.Header{}
		wire.Sign(header, "msg_1", now, body, one)
		return header
	}
	a := connected()
	for name, change := range map[string]func(){
		"over":       func() { a.Secrets[channel.FormerUntil] = strconv.FormatInt(now.Unix(), 10) },
		"no time":    func() { a.Secrets[channel.FormerUntil] = "" },
		"never kept": func() { delete(a.Secrets, channel.FormerSecret) },
	} {
		change()
		one := company.New().New(a).(channel.Verifier)
		if one.Verify(by(secret), body) != nil || one.Verify(by(former), body) == nil {
			t.Errorf("%s: the wrong secrets count", name)
		}
	}
	a.Secrets = nil
	one := company.New().New(a)
	for _, given := range []string{secret, former, "whsec_", ""} {
		if one.(channel.Verifier).Verify(by(given), body) == nil {
			t.Errorf("without a secret %q counts", given)
		}
	}
	if f := failed(t, one, channel.Outbound{ID: "sapa-m1-2", To: []string{"c"}, Message: &sapa.Message{Text: "x"}}); f.Class != channel.Refused || f.Code != "secret_missing" {
		t.Error(f)
	}
	if _, ok := one.(channel.Verifier).Handshake(map[string][]string{"hub.mode": {"subscribe"}, "hub.challenge": {"1"}}); ok {
		t.Error("nobody shakes hands")
	}
}

// failed sends something that must fail.
func failed(t *testing.T, one channel.Channel, out channel.Outbound) *channel.Failure {
	t.Helper()
	_, err := one.(channel.Sender).Send(context.Background(), out)
	var f *channel.Failure
	if !errors.As(err, &f) {
		t.Fatalf("%v is no Failure", err)
	}
	return f
}

// asked is a company's system that answers in this way and keeps what it was asked.
type asked struct {
	status int
	body   string
	header http.Header
	got    string
	where  string
}

// Do satisfies channel.Doer.
func (a *asked) Do(r *http.Request) (*http.Response, error) {
	a.header, a.where = r.Header, r.URL.String()
	if r.Body != nil {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		a.got = string(raw)
	}
	return &http.Response{StatusCode: a.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: int64(len(a.body))}, nil
}

func over(a *asked) channel.Channel {
	account := connected()
	account.HTTP = a
	return company.New().New(account)
}

// What the company's system is asked, word for word, and under both secrets while one replaces the other.
func TestWhatIsAsked(t *testing.T) {
	t.Parallel()
	c := suite(t)
	const head = `"at":"2025-06-08T20:59:43Z",`
	want := map[string]string{
		"text":     `{"type":"message.send",` + head + `"id":"sapa-m1-2","contact":{"id":"c-17"},"text":"Sudah, kak","quote":"m-1"}`,
		"photo":    `{"type":"message.send",` + head + `"id":"sapa-m1-2","contact":{"id":"c-17"},"text":"Ini","files":[{"url":"https://sapa.example/widget/files/kunci-a.jpg","name":"a.jpg","type":"image/jpeg","kind":"image","size":19}],"quote":"m-1"}`,
		"place":    `{"type":"message.send",` + head + `"id":"sapa-m1-2","contact":{"id":"c-17"},"location":{"latitude":-6.9,"longitude":107.6},"quote":"m-1"}`,
		"reaction": `{"type":"message.react",` + head + `"message":"m-1","contact":{"id":"c-17"},"emoji":"👍"}`,
		"edit":     `{"type":"message.edit",` + head + `"message":"crm-9","contact":{"id":"c-17"},"text":"Sudah!"}`,
		"delete":   `{"type":"message.delete",` + head + `"message":"crm-9","contact":{"id":"c-17"}}`,
		"read":     `{"type":"message.read",` + head + `"message":"m-1","contact":{"id":"c-17"}}`,
		"typing":   `{"type":"typing",` + head + `"message":"m-1","contact":{"id":"c-17"}}`,
	}
	for _, s := range c.Sends {
		system := &asked{status: 204}
		receipt, err := over(system).(channel.Sender).Send(context.Background(), s.Outbound)
		if err != nil || s.Message != nil && receipt.ProviderID != "sapa-m1-2" {
			t.Errorf("%s: %+v, %v", s.Name, receipt, err)
		}
		if want[s.Name] != "" && system.got != want[s.Name] {
			t.Errorf("%s: %s", s.Name, system.got)
		}
		if system.where != "https://toko.example/sapa?key=KataRahasiaToko" || system.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s %v", s.Name, system.where, system.header)
		}
		for _, one := range []string{secret, former} {
			if !wire.Signed(system.header, now, []byte(system.got), one) {
				t.Errorf("%s is not signed with %s", s.Name, one)
			}
		}
		// Nobody can send it back to where it came from.
		if _, err := over(system).Parse(channel.Delivery{Body: []byte(`{"events":[` + system.got + `]}`)}); err == nil {
			t.Errorf("%s comes in again", s.Name)
		}
	}
}

// A long id in an answer is no id, and one that is none leaves ours.
func TestIDsInAnswers(t *testing.T) {
	t.Parallel()
	out := channel.Outbound{ID: "sapa-m1-2", To: []string{"c"}, Message: &sapa.Message{Text: "x"}}
	for body, want := range map[string]string{`{"id":"crm-9"}`: "crm-9", `{"id":42}`: "42", `{}`: "sapa-m1-2", `{"id":null}`: "sapa-m1-2", `{"id":["x"]}`: "sapa-m1-2"} {
		receipt, err := over(&asked{status: 201, body: body}).(channel.Sender).Send(context.Background(), out)
		if err != nil || receipt.ProviderID != want {
			t.Errorf("%s: %+v, %v", body, receipt, err)
		}
	}
	if f := failed(t, over(&asked{status: 200, body: `{"id":"` + strings.Repeat("9", 201) + `"}`}), out); f.Code != "bad_answer" {
		t.Error(f)
	}
}

// Refusals name the company's own words, and no secret that stands in the address.
func TestWordsOfARefusal(t *testing.T) {
	t.Parallel()
	out := channel.Outbound{ID: "sapa-m1-2", To: []string{"c"}, Message: &sapa.Message{Text: "x"}}
	for body, want := range map[string]string{
		`{"detail":"no such customer"}`: "no such customer", `{"error":"closed"}`: "closed", `{"message":"late"}`: "late", `{}`: "HTTP status 422",
		`<html>`: "HTTP status 422", `{"detail":"see ?key=KataRahasiaToko"}`: "see ?…",
	} {
		if f := failed(t, over(&asked{status: 422, body: body}), out); f.Detail != want || f.Provider != "422" {
			t.Errorf("%s: %+v", body, f)
		}
	}
	out.To = nil
	if f := failed(t, over(&asked{status: 204}), out); f.Code != "no_recipient" {
		t.Error(f)
	}
}

// A check is a signed ping.
func TestCheck(t *testing.T) {
	t.Parallel()
	system := &asked{status: 204}
	for status, want := range map[int]sapa.Health{
		204: {State: sapa.Well}, 401: {State: sapa.Ill, Code: "signature_refused"}, 404: {State: sapa.Limited, Code: "provider_error"},
		500: {State: sapa.Limited, Code: "provider_unavailable"},
	} {
		system.status = status
		health, lines := over(system).(channel.Checker).Check(context.Background())
		if health.State != want.State || health.Code != want.Code || health.Facts["name"] != "toko.example" || len(lines) != 1 || lines[0].OK != (status == 204) {
			t.Errorf("%d: %+v %+v", status, health, lines)
		}
		if !strings.HasPrefix(system.got, `{"type":"ping"`) || !wire.Signed(system.header, now, []byte(system.got), secret) {
			t.Errorf("%d: %s", status, system.got)
		}
	}
	if over(system).(channel.Checker).Subscribe(context.Background()) == nil {
		t.Error("there is nothing to subscribe to")
	}
}

// Files are fetched from where they lie, and nothing secret goes along.
func TestFetch(t *testing.T) {
	t.Parallel()
	system := &asked{status: 200, body: "bytes"}
	fetched, err := over(system).(channel.Fetcher).Fetch(context.Background(), "https://files.toko.example/a.jpg?signature=abc")
	if err != nil || fetched.Size != 5 || system.where != "https://files.toko.example/a.jpg?signature=abc" {
		t.Fatalf("%+v, %v, %s", fetched, err, system.where)
	}
	if len(system.header) != 1 || system.header.Get("User-Agent") == "" {
		t.Errorf("%v goes along", system.header)
	}
	for status, want := range map[int]channel.Class{404: channel.Permanent, 403: channel.Permanent, 500: channel.Temporary, 429: channel.Busy} {
		system.status = status
		var f *channel.Failure
		if _, err := over(system).(channel.Fetcher).Fetch(context.Background(), "https://files.toko.example/a"); !errors.As(err, &f) || f.Class != want {
			t.Errorf("%d: %v", status, err)
		}
	}
	system.where = ""
	for _, address := range []string{"", "file:///etc/passwd", "ftp://x/y", "https://", "https://user@toko.example/a", "//toko.example/a", "https://x/" + strings.Repeat("a", 2000)} {
		if _, err := over(system).(channel.Fetcher).Fetch(context.Background(), address); err == nil || system.where != "" {
			t.Errorf("%s is fetched", address)
		}
	}
}
