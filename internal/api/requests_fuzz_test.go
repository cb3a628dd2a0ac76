package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// doors are the addresses beside the API's routes.
var doors = []string{
	"GET /widget/{file}", "GET /widget/files/{key}", "GET /widget/v1/{widget}/config", "GET /widget/v1/{widget}/messages", "GET /widget/v1/{widget}/updates",
	"POST /widget/v1/{widget}/messages", "POST /widget/v1/{widget}/messages/1000000001/reaction", "POST /widget/v1/{widget}/uploads", "POST /widget/v1/{widget}/read",
	"POST /widget/v1/{widget}/received", "POST /widget/v1/{widget}/typing", "OPTIONS /widget/v1/{widget}/messages", "GET /hooks/{hook}", "POST /hooks/{hook}", "GET /metrics", "GET /", "GET /api/openapi.json",
}

// lasting are the routes after which the house would not be the same: they have tests of their own.
var lasting = []string{
	"DELETE /api/v1/sessions", "DELETE /api/v1/sessions/current", "DELETE /api/v1/sessions/{id}", "DELETE /api/v1/members/{id}", "DELETE /api/v1/channels/{id}", "POST /api/v1/me/password",
}

// request is what a stranger to the program's inside may vary.
type request struct {
	route                   byte
	id, query, header, body string
}

// fuzzed is a house to be asked anything by somebody who is signed in.
type fuzzed struct {
	*sapatest.Line
	handler http.Handler
	routes  []string
	names   *strings.Replacer
	cookie  *http.Cookie
	visitor string
	object  sapatest.Object
}

func newFuzzed(f *testing.F) *fuzzed {
	f.Helper()
	l := sapatest.WhatsApp(f, sapatest.SQLite)
	o := l.Conversation(sapa.Handled, sapatest.Ratna)
	_, in := signIn(l.House, sapatest.Ratna)
	cookie := (&http.Response{Header: in.Header}).Cookies()[0]
	x := &fuzzed{Line: l, handler: l.Handler(), cookie: cookie, visitor: o.Visitor.Secret, object: o}
	for _, pattern := range append(l.API.Routes(), doors...) {
		if !slices.Contains(lasting, pattern) {
			x.routes = append(x.routes, pattern)
		}
	}
	x.names = strings.NewReplacer("{key}", o.File, "{message}", o.Message, "{mode}", "reply", "{widget}", l.Widget, "{hook}", l.Key, "{file}", l.Widget+".js")
	return x
}

// path fills a route: with the id that is given, or with the one that is there.
func (x *fuzzed) path(pattern, id string) (string, string) {
	method, path, _ := strings.Cut(pattern, " ")
	if id == "" {
		switch {
		case strings.Contains(path, "/channels/"):
			id = x.Channel
		case strings.Contains(path, "/contacts/"):
			id = x.object.Contact
		default:
			id = x.object.ID
		}
	}
	return method, x.names.Replace(strings.ReplaceAll(path, "{id}", url.PathEscape(id)))
}

// ask sends a request as it would come from the network.
func (x *fuzzed) ask(ctx context.Context, in request) *httptest.ResponseRecorder {
	x.Clock.Advance(time.Second)
	method, path := x.path(x.routes[int(in.route)%len(x.routes)], in.id)
	r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(in.body))
	r.URL.RawQuery = in.query
	for _, name := range []string{"Idempotency-Key", "Range", "If-None-Match", "If-Range", "X-Forwarded-For", "Accept-Encoding", "User-Agent", "Accept", "Content-Encoding", "X-Hub-Signature-256"} {
		r.Header.Set(name, in.header)
	}
	r.Header.Set("Content-Type", "application/json")
	if strings.HasPrefix(path, "/widget/") {
		r.Header.Set("Authorization", "Bearer "+x.visitor)
		r.Header.Set("Origin", in.header)
	} else {
		r.AddCookie(x.cookie)
	}
	w := httptest.NewRecorder()
	x.handler.ServeHTTP(w, r)
	return w
}

// impossible tells of what never comes over HTTP: the server refuses it before anybody asks us.
func impossible(in request) bool {
	space := func(r rune) bool { return r <= ' ' || r == 0x7f }
	return strings.ContainsFunc(in.query, space) || strings.ContainsFunc(in.header, unicode.IsControl) || in.id == "." || in.id == ".."
}

// Whatever somebody who is signed in, a widget or a provider sends to any address: nothing breaks, and what is refused is
// refused with a code and without a word of our inside.
func FuzzRequests(f *testing.F) {
	x := newFuzzed(f)
	for i, pattern := range x.routes {
		var body any
		if r, ok := rows[pattern]; ok && r.body != nil {
			body = r.body(x.House, x.object)
		}
		raw, ok := body.([]byte)
		if !ok {
			raw, _ = json.Marshal(body)
		}
		f.Add(byte(i), "", "", "kunci-0001", string(raw))
		f.Add(byte(i), "x", "tab=mine&limit=5&after=x&q=halo", "", `{"text":"a","text":"b"}`)
	}
	at := func(pattern string) byte { return byte(slices.Index(x.routes, pattern)) }
	for _, seed := range []request{
		{at("GET /api/v1/conversations"), "", "tab=all&state=handled&channel=" + x.Channel, "", ""}, {at("GET /api/v1/search"), "", "q=%00", "", ""}, {at("GET /api/v1/search"), "", "q=%ff%fe", "", ""},
		{at("GET /api/v1/search"), "", "q=halo;drop", "", ""}, {at("GET /api/v1/files/{key}"), "", "", "bytes=0-1,2-3,-5,9999999999999999999-", ""}, {at("GET /api/v1/events"), "", "after=-9223372036854775808", "", ""},
		{at("GET /api/v1/conversations/{id}/messages"), "", "before=9223372036854775807&limit=100", "", ""}, {at("PATCH /api/v1/channels/{id}"), "", "", "", `{"config":{"phone_number_id":"1"}}`},
		{at("PATCH /api/v1/me"), "", "", "", `{"name":"\u202e","time_zone":"../../etc"}`}, {at("POST /api/v1/conversations/{id}/messages"), "", "", "kunci-0002", `{"text":"a","reply_to":"x","attachments":["y"],"template":{"name":"a","values":{"body.1":"x"}}}`},
		{at("POST /widget/v1/{widget}/messages"), "", "", "https://toko.example", `{"client_id":"12345678","text":"halo"}`}, {at("POST /widget/v1/{widget}/read"), "", "", "", `{"n":-1}`},
		{at("GET /widget/v1/{widget}/messages"), "", "before=-1&limit=9999999999999999999", "", ""}, {at("GET /widget/v1/{widget}/updates"), "", "cursor=x", "", ""}, {at("POST /hooks/{hook}"), "", "", "sha256=", "{}"},
		{at("POST /api/v1/uploads"), "", "name=..%2f..%2fa%00.png", "", "\x89PNG\r\n\x1a\n"}, {at("PUT /api/v1/me/avatar"), "", "", "", "\xff\xd8\xff\xe0"}, {at("GET /metrics"), "", "", "", ""},
	} {
		f.Add(seed.route, seed.id, seed.query, seed.header, seed.body)
	}
	f.Fuzz(func(t *testing.T, route byte, id, query, header, body string) {
		in := request{route, id, query, header, body}
		if impossible(in) {
			return
		}
		w := x.ask(t.Context(), in)
		what := fmt.Sprintf("%s: %d %.300s", x.routes[int(route)%len(x.routes)], w.Code, w.Body)
		if w.Code == http.StatusInternalServerError || w.Code < 200 || strings.Contains(x.Log.String(), "panic") {
			t.Fatalf("%s\n%s", what, x.Log)
		}
		if w.Code < 400 || strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") && (w.Code == http.StatusRequestedRangeNotSatisfiable || w.Code == http.StatusNotFound) {
			return
		}
		var p struct{ Code, Detail string }
		if err := json.Unmarshal(w.Body.Bytes(), &p); w.Body.Len() > 0 && (err != nil || p.Code == "" || w.Header().Get("Content-Type") != "application/problem+json") {
			t.Fatalf("%s: %v %s", what, err, w.Header())
		}
		for _, inside := range []string{"SELECT ", "sqlite", "goroutine", ".go:", x.Config.Data} {
			if strings.Contains(p.Detail, inside) && !strings.Contains(body+query+header+id, inside) {
				t.Fatalf("%s tells of the inside", what)
			}
		}
	})
}

// spoken are the frames a server says, to members and to widgets.
var spoken = []string{"ready", "reload", "ping", "change", "signal", "message", "agent_read", "read", "agent_typing"}

// Whatever a member's or a customer's socket says: the house goes on, nothing is written by it but how far a customer has
// read, and those who look on hear nothing but signals.
func FuzzFrames(f *testing.F) {
	for _, door := range []bool{false, true} {
		for _, text := range []string{
			"", "{}", "null", `{"type":"hello","after":0}`, `{"type":"hello","after":-1}` + "\n" + `{"type":"typing","conversation":"x"}`, `{"type":"hello","token":"x"}`, `{"type":"change","number":1}`,
			`{"type":"hello"}` + "\n" + `{"type":"change","number":9,"events":[{"kind":"message_received"}]}` + "\n" + `{"type":"signal","kind":"typing"}`, strings.Repeat("[", 4000),
			`{"type":"hello","after":9223372036854775807}` + "\n" + `{"type":"looking","conversation":null}`, "HELLO\n\n" + `{"type":7}`, strings.Repeat("x", 5000), `{"type":"hello","token":"TOKEN"}` + "\n" + `{"type":"read","n":-1}` + "\n" + `{"type":"received","n":9223372036854775807}`,
			`{"type":"hello","after":0}` + "\n" + `{"type":"looking","conversation":"ROOM"}` + "\n" + `{"type":"typing","conversation":"ROOM"}`,
		} {
			f.Add(door, text)
		}
	}
	h := sapatest.New(f, sapatest.SQLite)
	o := h.Conversation(sapa.InQueue, "")
	_ = h.As(sapatest.Eko) // is there from now on
	_, in := signIn(h, sapatest.Eko)
	cookie := in.Header.Get("Set-Cookie")
	onlooker := h.As(sapatest.Dewi).Live(1 << 40)
	const others = `SELECT count(*) FROM events WHERE kind <> 'message.progressed'`
	before := h.Query(others)[0]
	f.Fuzz(func(t *testing.T, member bool, text string) {
		h.T = t
		defer func() { h.T = f }()
		h.Clock.Advance(time.Second)
		path := "/widget/v1/" + h.Widget + "/socket"
		if member {
			path = "/api/v1/socket"
		}
		conn, _, err := websocket.Dial(t.Context(), strings.Replace(h.URL, "http", "ws", 1)+path, &websocket.DialOptions{HTTPHeader: http.Header{"Cookie": {cookie}}})
		if err != nil {
			t.Fatal(err)
		}
		defer conn.CloseNow()
		for line := range strings.SplitSeq(strings.NewReplacer("TOKEN", o.Visitor.Secret, "ROOM", o.ID).Replace(text), "\n") {
			if conn.Write(t.Context(), websocket.MessageText, []byte(line)) != nil {
				break // it was closed, as it may be
			}
		}
		heard(t, conn)
		for _, frame := range onlooker.Frames() {
			if kind := frame["type"]; kind != "signal" && kind != "ready" && kind != "reload" && kind != "ping" {
				t.Fatalf("%q makes %v", text, frame)
			}
		}
		if now := h.Query(others)[0]; now != before {
			t.Fatalf("%q: %s events became %s", text, before, now)
		}
		if strings.Contains(h.Log.String(), "panic") {
			t.Fatal(h.Log)
		}
	})
}

// heard says good-bye and holds what came meanwhile against what a server says.
func heard(t *testing.T, conn *websocket.Conn) {
	t.Helper()
	closing := make(chan struct{})
	go func() { defer close(closing); _ = conn.Close(websocket.StatusNormalClosure, "") }()
	for {
		_, raw, err := conn.Read(t.Context())
		if err != nil {
			<-closing
			return
		}
		var frame struct{ Type string }
		if json.Unmarshal(raw, &frame) != nil || !slices.Contains(spoken, frame.Type) {
			t.Fatalf("the server says %.300s", raw)
		}
	}
}
