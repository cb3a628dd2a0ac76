package whatsapp_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Only the very header over the very bytes is a signature.
func FuzzVerify(f *testing.F) {
	for _, s := range signatures(f) {
		f.Add(s.Header.Get("X-Hub-Signature-256"), s.Body)
	}
	for _, seed := range []string{"", "sha256=", "sha1=0", "sha256=" + strings.Repeat("0", 64), "SHA256=00", strings.Repeat("sha256=", 3), "\x00"} {
		f.Add(seed, []byte(`{}`))
	}
	ear := whatsapp.New().New(connected()).(channel.Verifier)
	f.Fuzz(func(t *testing.T, given string, body []byte) {
		genuine := false
		for _, secret := range []string{"3f1c0de5app5ecret", "0ld5ecret0ld5ecret"} {
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write(body)
			genuine = genuine || given == "sha256="+hex.EncodeToString(mac.Sum(nil))
		}
		header := http.Header{"X-Hub-Signature-256": {given}}
		if err := ear.Verify(header, body); (err == nil) != genuine || err != nil && sapa.KindOf(err) != sapa.Forbidden {
			t.Fatalf("%q over %q: %v", given, body, err)
		}
		if header.Add("X-Hub-Signature-256", given); ear.Verify(header, body) == nil {
			t.Fatalf("%q twice is taken", given)
		}
	})
}

// A handshake answers the challenge to whoever knows the token, and nothing to anybody else.
func FuzzHandshake(f *testing.F) {
	for _, seed := range []string{
		"", "hub.mode=subscribe&hub.verify_token=meatyhamhock&hub.challenge=1158201444", "hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
		"hub.mode=unsubscribe&hub.verify_token=meatyhamhock&hub.challenge=1", "hub.verify_token=x&hub.verify_token=meatyhamhock&hub.mode=subscribe&hub.challenge=1", "%", "a;b",
	} {
		f.Add(seed)
	}
	ear := whatsapp.New().New(connected()).(channel.Verifier)
	f.Fuzz(func(t *testing.T, raw string) {
		query, _ := url.ParseQuery(raw)
		answer, ok := ear.Handshake(query)
		right := query.Get("hub.verify_token") == "meatyhamhock" && query.Get("hub.mode") == "subscribe"
		if ok != (right && query.Get("hub.challenge") != "") || ok && answer != query.Get("hub.challenge") || !ok && answer != "" {
			t.Fatalf("%q: %q, %v", raw, answer, ok)
		}
	})
}

// graph is a provider that gives the same answer to everything.
type graph struct {
	t      *testing.T
	status int
	pause  string
	body   []byte
	asked  int
}

// Do answers, and holds every address against where the token may go.
func (g *graph) Do(r *http.Request) (*http.Response, error) {
	if g.asked++; g.asked > 300 {
		g.t.Fatal("it is asked without end")
	}
	host := strings.ToLower(r.URL.Hostname())
	metas := slices.ContainsFunc([]string{".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"}, func(end string) bool { return strings.HasSuffix(host, end) })
	if r.URL.Scheme != "https" || r.URL.User != nil || host != "graph.example" && (!metas || r.URL.Port() != "" && r.URL.Port() != "443") {
		g.t.Fatalf("the token goes to %s", r.URL)
	}
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	header := http.Header{}
	if g.pause != "" {
		header.Set("Retry-After", g.pause)
	}
	return &http.Response{
		StatusCode: g.status, Header: header, Body: io.NopCloser(strings.NewReader(string(g.body))), ContentLength: int64(len(g.body)), Request: r,
	}, nil
}

// questions are all that is asked of the provider. Each holds its result against what must hold of any.
func questions() map[string]func(*testing.T, channel.Channel) error {
	all := map[string]func(*testing.T, channel.Channel) error{
		"templates": listTemplates, "check": checkAll, "fetch": fetchOne,
		"subscribe": func(_ *testing.T, c channel.Channel) error {
			return c.(channel.Checker).Subscribe(context.Background())
		},
	}
	for name, out := range outbounds() {
		all[name] = func(t *testing.T, c channel.Channel) error {
			receipt, err := c.(channel.Sender).Send(context.Background(), out)
			if err == nil && out.Message != nil && receipt.ProviderID == "" {
				t.Fatalf("it was sent as %+v", receipt)
			}
			holdTexts(t, 512, append([]string{receipt.ProviderID, receipt.External}, receipt.Others...)...)
			return err
		}
	}
	return all
}

func listTemplates(t *testing.T, c channel.Channel) error {
	list, err := c.(channel.Templater).Templates(context.Background())
	for _, one := range list {
		holdTexts(t, 512, one.Name, one.Language)
		holdTexts(t, 0, one.Body, one.Header, one.Footer, one.Category, one.Unsendable)
		if one.Name == "" || one.Language == "" || one.State == "" {
			t.Fatalf("%+v", one)
		}
		_ = channel.Places(one.TemplateParts)
	}
	return err
}

func checkAll(t *testing.T, c channel.Channel) error {
	health, findings := c.(channel.Checker).Check(context.Background())
	if health.State == "" || len(findings) == 0 {
		t.Fatalf("%+v, %+v", health, findings)
	}
	for _, one := range findings {
		if one.What == "" || one.OK != (one.Code == "") {
			t.Fatalf("%+v", one)
		}
		holdTexts(t, 4*500, one.Code, one.Detail)
	}
	for name, fact := range health.Facts {
		holdTexts(t, 4*200, name, fact)
	}
	return nil
}

func fetchOne(t *testing.T, c channel.Channel) error {
	got, err := c.(channel.Fetcher).Fetch(context.Background(), "1003383421387256")
	if (got.Body == nil) == (err == nil) {
		t.Fatalf("%+v, %v", got, err)
	}
	holdTexts(t, 0, got.Type)
	return err
}

// holdTexts holds texts of the provider: both databases can keep them, no secret is among them, and they have at most so
// many bytes; zero for any number.
func holdTexts(t *testing.T, most int, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !sapa.Storable(text) || most > 0 && len(text) > most {
			t.Fatalf("the text %q of %d bytes", text, len(text))
		}
	}
}

// Whatever the provider answers, to whatever is asked: there is a result that can be stored or a failure that can be
// shown, the token goes to Meta only, and no pause is longer than a day.
func FuzzAnswers(f *testing.F) {
	all := questions()
	names := slices.Sorted(maps.Keys(all))
	samples, err := filepath.Glob("testdata/api/*.json")
	if err != nil || len(samples) < 10 {
		f.Fatalf("%d samples, %v", len(samples), err)
	}
	for i, path := range samples {
		e := api(f, strings.TrimSuffix(filepath.Base(path), ".json"))
		f.Add(byte(i), uint16(e.Response.Status), "", []byte(e.Response.Body))
	}
	seeds := map[string]string{
		"fetch": `{"url":"https://lookaside.fbsbx.com/a?b","mime_type":"image/jpeg","file_size":1e300}`, "subscribe": `{"success":true}`,
		"check":     `{"data":[{"id":"106540352242922"}],"quality_rating":"RED","display_phone_number":"\ud800"}`,
		"templates": `{"data":[{"name":"a","language":"id","status":"APPROVED","components":[{"type":"BODY","text":"{{1}}"},{"type":"BUTTONS","buttons":[{"type":"URL","url":"https://x.id/{{1}}"}]}]}],"paging":{"next":"x","cursors":{"after":"y"}}}`,
	}
	for name, body := range seeds {
		f.Add(byte(slices.Index(names, name)), uint16(200), "", []byte(body))
	}
	for _, url := range []string{"https://evil.example/a", "https://lookaside.fbsbx.com@evil.example/", "http://lookaside.fbsbx.com/", "https://lookaside.fbsbx.com:8443/", "//graph.example", "https://graph.example/x"} {
		f.Add(byte(slices.Index(names, "fetch")), uint16(200), "", fmt.Appendf(nil, `{"url":%q}`, url))
	}
	for i, body := range []string{
		``, `null`, `{}`, `[]`, `{"error":{"code":190,"message":"EAAJB-token-of-the-account"}}`, `{"error":{"code":1e308}}`, `{"error":{"code":"x"}}`, `{"error":{"code":130429,"error_data":{"details":"a\u0000b https://x/?token=y"}}}`,
		`{"messages":[{"id":"` + strings.Repeat("w", 600) + `"}]}`, strings.Repeat(`{"error":`, 20_000), `{"messages":{"id":"a"},"contacts":{"wa_id":1}}`,
	} {
		f.Add(byte(i), uint16(400+i*10), []string{"", "60", "-1", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT", "1000000000"}[i%6], []byte(body))
	}
	f.Fuzz(func(t *testing.T, which byte, status uint16, pause string, body []byte) {
		name := names[int(which)%len(names)]
		status = 200 + status%400
		err := all[name](t, account(&graph{t: t, status: int(status), pause: pause, body: body}))
		if err == nil {
			return
		}
		failure, ok := errors.AsType[*channel.Failure](err)
		if !ok || failure.Class == "" || failure.Code == "" || failure.RetryAfter < 0 || failure.RetryAfter > 24*time.Hour || utf8.RuneCountInString(failure.Detail) > 500 {
			t.Fatalf("%s with %d %q: %#v", name, status, body, err)
		}
		holdTexts(t, 4*500, failure.Code, failure.Detail, failure.Provider)
		for _, secret := range []string{"EAAJB-token-of-the-account", "3f1c0de5app5ecret", "0ld5ecret0ld5ecret", "meatyhamhock"} {
			if strings.Contains(failure.Detail, secret) {
				t.Fatalf("%s tells a secret: %q", name, failure.Detail)
			}
		}
	})
}
