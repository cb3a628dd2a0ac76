package telegram_test

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
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/telegram"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	token   = "123456789:AAFakeTokenOfTheBot-0123456789_abcdef"
	contact = "1111111"
	hook    = "https://sapa.example/hooks/wk_key"
	secret  = "pZ3_-abcDEF0123456789"
)

// connected is an account as an administrator connected it.
func connected() channel.Account {
	return channel.Account{
		Channel: sapa.Channel{ID: 7, Config: map[string]any{"updates": "polling"}}, Secrets: map[string]string{"bot_token": token},
		VerifyToken: secret, Hook: hook,
	}
}

// account is a connected account over a client.
func account(doer channel.Doer) channel.Channel {
	a := connected()
	a.Base, a.HTTP = "https://api.example", doer
	return telegram.New().New(a)
}

// hooked is one whose updates are brought.
func hooked(doer channel.Doer) channel.Channel {
	a := connected()
	a.Config["updates"], a.Base, a.HTTP = "webhook", "https://api.example", doer
	return telegram.New().New(a)
}

// exchange is a request and its answer, as the samples of the API write them.
type exchange struct {
	Request struct {
		Path string
		Body json.RawMessage
	}
	Response struct {
		Status int
		Body   json.RawMessage
	}
}

func (e exchange) answer() conform.Answer {
	return conform.Answer{Status: e.Response.Status, Body: string(e.Response.Body)}
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

// api reads a sample of the API.
func api(t testing.TB, name string) exchange {
	t.Helper()
	var e exchange
	sample(t, &e, "api", name+".json")
	return e
}

// asked is one request to the provider.
type asked struct {
	address string
	header  http.Header
	body    string
}

// provider answers one request after the other.
type provider struct {
	t       testing.TB
	answers []conform.Answer
	asked   []asked
}

// Do satisfies channel.Doer.
func (p *provider) Do(r *http.Request) (*http.Response, error) {
	one := asked{address: r.URL.String(), header: r.Header}
	if r.Body != nil {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			p.t.Error(err)
		}
		one.body = string(raw)
	}
	p.asked = append(p.asked, one)
	if len(p.answers) == 0 {
		return nil, errors.New("there is no answer left")
	}
	a := p.answers[0]
	p.answers = p.answers[1:]
	return &http.Response{
		StatusCode: a.Status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(a.Body)), ContentLength: int64(len(a.Body)),
	}, nil
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

// fileOf is a file of so many bytes.
func fileOf(kind sapa.MessageKind, mime, name string) channel.File {
	const content = "the bytes of a file"
	return channel.File{
		Attachment: sapa.Attachment{Kind: kind, Type: mime, Name: name, Size: int64(len(content))},
		Open:       func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil },
	}
}

func suite(t testing.TB) conform.Case {
	to := []string{contact}
	message := func(m sapa.Message, files ...channel.File) channel.Outbound {
		return channel.Outbound{ID: "send-0001", To: to, Message: &m, Files: files, Quoted: "1111111:1365"}
	}
	menu := &sapa.Content{Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "csat:yes", Title: "Yes"}}}}
	return conform.Case{
		Spec: telegram.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: signatures(t), Word: true, Refusals: refusals(t), Ref: "AwACAgUAAxkBAANj",
		Sends: []conform.Send{
			{Name: "text", Outbound: message(sapa.Message{Text: "Hi Ana"})},
			{Name: "photo", Outbound: message(sapa.Message{Text: "Look"}, fileOf(sapa.Image, "image/jpeg", "a.jpg"))},
			{Name: "document", Outbound: message(sapa.Message{}, fileOf(sapa.File, "application/pdf", "a.pdf"))},
			{Name: "place", Outbound: message(sapa.Message{Place: &sapa.Place{Latitude: 37.78, Longitude: -122.38}})},
			{Name: "menu", Outbound: message(sapa.Message{Text: "Did that solve it?", Content: menu})},
			{Name: "reaction", Outbound: channel.Outbound{To: to, Reaction: &channel.Reaction{Message: "1111111:1365", Emoji: "👍"}}, Harmless: true},
			{Name: "edit", Outbound: channel.Outbound{To: to, Edit: &channel.Edit{Message: "1111111:1400", Text: "Hi Ana!"}}, Harmless: true},
			{Name: "delete", Outbound: channel.Outbound{To: to, Delete: "1111111:1400"}, Harmless: true},
			{Name: "picked", Outbound: channel.Outbound{To: to, Picked: "pick:4382bfdwdsb323b2d9"}, Harmless: true},
			{Name: "typing", Outbound: channel.Outbound{To: to, Seen: "1111111:1365", Typing: true}, Harmless: true},
		},
		Taken: func(r *http.Request) conform.Answer {
			switch r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:] {
			case "sendMessage", "sendPhoto", "sendDocument", "sendLocation":
				return api(t, "sendMessage").answer()
			}
			return api(t, "setMessageReaction").answer()
		},
		Complaint: func(text string) conform.Answer {
			raw, err := json.Marshal(map[string]any{"ok": false, "error_code": 400, "description": text})
			if err != nil {
				t.Fatal(err)
			}
			return conform.Answer{Status: 400, Body: string(raw)}
		},
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// signatures are the sample of a delivery with words that are right, and such as only look like it.
func signatures(t testing.TB) []conform.Signature {
	var samples struct {
		Request struct{ Headers map[string]string }
	}
	sample(t, &samples, "webhook-http.json")
	const name = "X-Telegram-Bot-Api-Secret-Token"
	good := samples.Request.Headers[name]
	body, err := os.ReadFile("testdata/deliveries/message-text-entities.json")
	if err != nil {
		t.Fatal(err)
	}
	all := []conform.Signature{{Name: "the sample", Header: http.Header{name: {good}}, Body: body, Valid: true}}
	for what, header := range map[string]http.Header{
		"another": {name: {"x"}}, "empty": {name: {""}}, "shorter": {name: {good[1:]}}, "longer": {name: {good + "0"}}, "with space": {name: {" " + good}},
		"twice": {name: {good, good}}, "another header": {"X-Hub-Signature-256": {good}}, "the bot's token": {name: {token}},
	} {
		all = append(all, conform.Signature{Name: what, Header: header, Body: body})
	}
	return all
}

// An account without a secret takes no delivery at all.
func TestNothingIsVerifiedWithoutASecret(t *testing.T) {
	t.Parallel()
	a := connected()
	a.VerifyToken = ""
	one := telegram.New().New(a).(channel.Verifier)
	for _, header := range []http.Header{{}, {"X-Telegram-Bot-Api-Secret-Token": {""}}} {
		if one.Verify(header, []byte("{}")) == nil {
			t.Errorf("%v is taken", header)
		}
	}
	if _, ok := one.Handshake(map[string][]string{"hub.mode": {"subscribe"}, "hub.challenge": {"1"}}); ok {
		t.Error("Telegram shakes no hands")
	}
}

// refusals are the samples of errors with what must come of them.
func refusals(t testing.TB) []conform.Refusal {
	t.Helper()
	type meaning struct {
		class channel.Class
		code  string
		after time.Duration
	}
	permanent := func(code string) meaning { return meaning{channel.Permanent, code, 0} }
	meanings := map[string]meaning{
		"400-chat-not-found": permanent("contact_never_wrote"), "400-file-too-big": permanent("media_too_large"),
		"400-group-upgraded": permanent("provider_error"), "400-https-required": permanent("hook_insecure"),
		"400-message-too-long": permanent("invalid_message"), "400-parse-entities": permanent("provider_error"),
		"400-reply-not-found": permanent("provider_error"), "401-unauthorized": {channel.Refused, "token_invalid", 0},
		"403-blocked-by-user": permanent("contact_blocked_us"), "403-cannot-initiate": permanent("contact_never_wrote"),
		"403-user-deactivated": permanent("contact_gone"), "404-bad-token-or-method": {channel.Refused, "token_invalid", 0},
		"409-other-poller": {channel.Temporary, "listened_elsewhere", 0}, "409-webhook-active": {channel.Temporary, "webhook_elsewhere", 0},
		"429-retry-after": {channel.PairBusy, "pair_rate_limited", 14 * time.Second}, "502-bad-gateway": {channel.Lost, "", 0},
	}
	files, err := filepath.Glob("testdata/api/error-*.json")
	if err != nil || len(files) != len(meanings)+2 { // the two of TestWhatIsSoAlready
		t.Fatalf("%d errors, %d meanings: %v", len(files), len(meanings), err)
	}
	var all []conform.Refusal
	for name, m := range meanings {
		all = append(all, conform.Refusal{Name: name, Answer: api(t, "error-"+name).answer(), Class: m.class, Code: m.code, After: m.after})
	}
	return all
}

// What is so already, or too late to matter, is as good as done; of a message it is a refusal like any other.
func TestWhatIsSoAlready(t *testing.T) {
	t.Parallel()
	to := []string{contact}
	for name, out := range map[string]channel.Outbound{
		"error-400-not-modified":  {To: to, Edit: &channel.Edit{Message: "1111111:1400", Text: "x"}},
		"error-400-query-too-old": {To: to, Picked: "pick:1"},
	} {
		answer := api(t, name).answer()
		one := account(&provider{t: t, answers: []conform.Answer{answer, answer}}).(channel.Sender)
		if _, err := one.Send(t.Context(), out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_, err := one.Send(t.Context(), channel.Outbound{To: to, Message: &sapa.Message{Text: "x"}})
		if f := failed(t, err); f.Class != channel.Permanent || f.Code != "provider_error" {
			t.Errorf("%s of a message: %v", name, f)
		}
	}
	gone := conform.Answer{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: message to delete not found"}`}
	if _, err := account(&provider{t: t, answers: []conform.Answer{gone}}).(channel.Sender).Send(t.Context(), channel.Outbound{To: to, Delete: "1111111:1"}); err != nil {
		t.Errorf("a message that is gone: %v", err)
	}
}

// What is said in groups and channels, and what says nothing, is passed by without a trace.
func TestWhatIsPassedBy(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/passed_by/*.json")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	one := account(nil)
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		elements, err := one.Parse(channel.Delivery{Body: body})
		if err != nil || len(elements) > 0 || one.(channel.Verifier).Concerns(body) {
			t.Errorf("%s: %+v, %v", file, elements, err)
		}
	}
}

// When a button was pressed is when we heard of it: Telegram does not tell.
func TestWhenAButtonWasPressed(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("testdata/deliveries/callback-query.json")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	elements, err := account(nil).Parse(channel.Delivery{Body: body, At: at})
	if err != nil || len(elements) != 1 || !elements[0].At.Equal(at) {
		t.Errorf("%+v, %v", elements, err)
	}
}

// The connect form takes what BotFather gives, and nothing else; the number in front of the token is the account.
func TestFields(t *testing.T) {
	t.Parallel()
	spec := telegram.New()
	good := map[string]any{"bot_token": token}
	for name, c := range map[string]struct {
		changes map[string]any
		wrong   int
	}{
		"whole": {nil, 0}, "with space around": {map[string]any{"bot_token": " " + token + "\n"}, 0}, "brought": {map[string]any{"updates": "webhook"}, 0},
		"empty": {map[string]any{"bot_token": ""}, 1}, "without a number": {map[string]any{"bot_token": token[10:]}, 1}, "a path": {map[string]any{"bot_token": token + "/../x"}, 1},
		"a name": {map[string]any{"bot_token": "@acme_support_bot"}, 1}, "another way": {map[string]any{"updates": "pigeon"}, 1},
	} {
		input := maps.Clone(good)
		maps.Copy(input, c.changes)
		config, err := spec.Check(input)
		wrong := 0
		if err != nil {
			wrong = len(err.(*sapa.Error).Fields)
		}
		if wrong != c.wrong {
			t.Errorf("%s: %v", name, err)
		}
		if wrong == 0 && spec.AccountOf(config) != "123456789" {
			t.Errorf("%s: the account is %q", name, spec.AccountOf(config))
		}
	}
	if config, err := spec.Check(map[string]any{}, "bot_token"); err != nil || config["updates"] != "polling" || spec.AccountOf(config) != "" {
		t.Errorf("with the token kept: %v, %v", config, err)
	}
}
