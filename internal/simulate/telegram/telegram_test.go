package telegram_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// answer is what the API says.
type answer struct {
	OK          bool `json:"ok"`
	Code        int  `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	}
	Result json.RawMessage
}

// line is a provider under the test's clock, with a customer who has written.
type line struct {
	*telegram.Provider
	t    *testing.T
	url  string
	now  time.Time
	ana  *telegram.Customer
	chat int64
}

func newLine(t *testing.T) *line {
	t.Helper()
	l := &line{t: t, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), chat: 1111111}
	l.Provider = telegram.New(telegram.Options{Now: func() time.Time { return l.now }})
	server := httptest.NewServer(l.Provider)
	t.Cleanup(func() { l.Close(); server.CloseClientConnections(); server.Close() })
	l.url = server.URL
	l.ana = l.Customer(l.chat, "Ana Lima")
	l.ana.Text("Halo")
	return l
}

func (l *line) at(method string) string { return l.url + "/bot" + telegram.DefaultToken + "/" + method }

func (l *line) read(r *http.Response, err error) answer {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		l.t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(raw, &a); err != nil {
		l.t.Fatalf("%v in %s", err, raw)
	}
	if want := map[bool]int{true: 200}[a.OK] + a.Code; r.StatusCode != want {
		l.t.Errorf("status %d with %s", r.StatusCode, raw)
	}
	return a
}

// call asks for a method with JSON.
func (l *line) call(method, body string) answer {
	l.t.Helper()
	return l.read(http.Post(l.at(method), "application/json", strings.NewReader(body)))
}

// Clients write their requests in all these ways.
func TestWaysToAsk(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	fields := url.Values{"chat_id": {"1111111"}, "text": {"halo"}}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name, values := range fields {
		if err := w.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]answer{
		"JSON":                    l.call("sendMessage", `{"chat_id":1111111,"text":"halo"}`),
		"case":                    l.call("SENDMESSAGE", `{"chat_id":"1111111","text":"halo"}`),
		"query":                   l.read(http.Get(l.at("sendMessage?" + fields.Encode()))),
		"form":                    l.read(http.PostForm(l.at("sendMessage"), fields)),
		"chunked form with parts": l.read(http.Post(l.at("sendMessage"), w.FormDataContentType(), struct{ io.Reader }{&form})),
		"nothing":                 l.read(http.Post(l.at("getMe"), "", nil)),
	} {
		if !a.OK {
			t.Errorf("%s: %+v", name, a)
		}
	}
	if n := len(l.ana.Inbox()); n != 5 {
		t.Errorf("%d messages came", n)
	}
}

// What the real one refuses, this one does, in the same words.
func TestRefusals(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	l.CustomerWith(telegram.Profile{ID: 2222222, Name: "Diam"})
	sent := l.call("sendMessage", `{"chat_id":1111111,"text":"satu"}`)
	var m struct {
		ID int64 `json:"message_id"`
	}
	if err := json.Unmarshal(sent.Result, &m); err != nil {
		t.Fatal(err)
	}
	about := func(rest string) string { return fmt.Sprintf(`{"chat_id":1111111,"message_id":%d%s}`, m.ID, rest) }
	for _, c := range []struct{ method, body, says string }{
		{"sendMessage", `{"text":"x"}`, "chat_id is empty"},
		{"sendMessage", `{"chat_id":9,"text":"x"}`, "chat not found"},
		{"sendMessage", `{"chat_id":2222222,"text":"x"}`, "Forbidden: bot can't initiate conversation with a user"},
		{"sendMessage", `{"chat_id":1111111,"text":" "}`, "message text is empty"},
		{"sendMessage", `{"chat_id":1111111,"text":"` + strings.Repeat("é", 4097) + `"}`, "message is too long"},
		{"sendMessage", `{"chat_id":1111111,"text":"x","reply_parameters":{"message_id":9}}`, "message to be replied not found"},
		{"sendMessage", `{"chat_id":1111111,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("a", 65) + `"}]]}}`, "BUTTON_DATA_INVALID"},
		{"sendPhoto", `{"chat_id":1111111,"photo":"unknown"}`, "there is no photo in the request"},
		{"sendVenue", `{"chat_id":1111111,"latitude":1,"longitude":2,"title":"x"}`, "venue title and address must be non-empty"},
		{"sendLocation", `{"chat_id":1111111,"latitude":1}`, "is required"},
		{"editMessageText", about(`,"text":"satu"`), "message is not modified"},
		{"editMessageCaption", about(`,"caption":"x"`), "there is no caption in the message to edit"},
		{"setMessageReaction", about(`,"reaction":[{"type":"emoji","emoji":"❤️"}]`), "REACTION_INVALID"},
		{"deleteMessage", `{"chat_id":1111111,"message_id":9}`, "message to delete not found"},
		{"answerCallbackQuery", `{"callback_query_id":"1"}`, "query is too old"},
		{"getFile", `{"file_id":"x"}`, "invalid file_id"},
		{"setWebhook", `{"url":"http://sapa.example/hook"}`, "An HTTPS URL must be provided"},
		{"setWebhook", `{"url":"https://sapa.example:444/hook"}`, "only on ports 80, 88, 443 or 8443"},
		{"setWebhook", `{"url":"https://sapa.example/hook","secret_token":"a b"}`, "unallowed characters"},
		{"makeCoffee", `{}`, "Not Found"},
	} {
		if a := l.call(c.method, c.body); a.OK || !strings.Contains(a.Description, c.says) {
			t.Errorf("%s %.80s: %+v, want %q", c.method, c.body, a, c.says)
		}
	}
	l.now = l.now.Add(48 * time.Hour)
	if a := l.call("deleteMessage", about("")); !strings.Contains(a.Description, "can't be deleted") {
		t.Errorf("after two days: %+v", a)
	}
	l.SetLimits(telegram.Limits{Pair: 3 * time.Second})
	l.call("sendMessage", `{"chat_id":1111111,"text":"dua"}`)
	if a := l.call("sendMessage", `{"chat_id":1111111,"text":"tiga"}`); a.Code != 429 || a.Parameters.RetryAfter != 3 {
		t.Errorf("too soon: %+v", a)
	}
	l.Revoke(true)
	if a := l.call("getMe", `{}`); a.Code != 401 {
		t.Errorf("with a revoked token: %+v", a)
	}
}

// Updates stay until a later one is asked for; an offset that is far ahead is none; and only one asks at a time.
func TestUpdatesAreConfirmedByTheNext(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	count := func(body string) int {
		var list []json.RawMessage
		if err := json.Unmarshal(l.call("getUpdates", body).Result, &list); err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	l.ana.Text("lagi")
	for _, c := range []struct {
		body string
		want int
	}{{`{}`, 2}, {`{}`, 2}, {`{"limit":1}`, 1}, {`{"offset":900000001}`, 1}, {`{}`, 1}, {`{"offset":990000000}`, 1}, {`{"offset":900000002}`, 0}, {`{}`, 0}} {
		if n := count(c.body); n != c.want {
			t.Errorf("%s: %d updates, want %d", c.body, n, c.want)
		}
	}
	first := make(chan answer)
	go func() { first <- l.call("getUpdates", `{"timeout":50}`) }()
	if err := l.Await(t.Context(), l.Polling); err != nil {
		t.Fatal(err)
	}
	l.call("getUpdates", `{}`)
	if a := <-first; a.Code != 409 || !strings.Contains(a.Description, "terminated by other getUpdates request") {
		t.Errorf("the first of two: %+v", a)
	}
	l.call("setWebhook", `{"url":"https://sapa.example/hook"}`)
	if a := l.call("getUpdates", `{}`); a.Code != 409 || !strings.Contains(a.Description, "webhook is active") {
		t.Errorf("with a webhook: %+v", a)
	}
}
