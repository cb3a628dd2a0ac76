package api_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/api"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// Whatever is wrong with a request, the answer is a problem with a code, and names the field where there is one.
func TestWrongRequests(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	o := h.Conversation(sapa.InQueue, "")
	const typeJSON = "application/json"
	for _, c := range []struct {
		request, body, content string
		status                 int
		code, wrong            string
	}{
		{"PATCH /api/v1/me", `{"name":"A","nama":"B"}`, typeJSON, 422, "invalid", "nama: unknown"},
		{"PATCH /api/v1/me", `{"name":1}`, typeJSON, 422, "invalid", "name: invalid"},
		{"POST /api/v1/members", `{"name":"A","member":{"role":"owner"}}`, typeJSON, 422, "invalid", "member: unknown"},
		{"PATCH /api/v1/settings", `{"agent_can_fly":true}`, typeJSON, 422, "invalid", "agent_can_fly: unknown"},
		{"PATCH /api/v1/settings", `{"agent_can_assign":"yes"}`, typeJSON, 422, "invalid", "agent_can_assign: not_a_switch"},
		{"PATCH /api/v1/me", `{"name":`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"name":"A"} {}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"address":"a\u0000b"}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"a\u0000b":1}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"name":"A","name":"B"}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"addreſs":"A","ADDRESS":"B"}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/settings", `{"x":[{"a":{"b":1,"B":2}}]}`, typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", strings.Repeat("[", 100_000), typeJSON, 400, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", "", typeJSON, 400, "invalid", ""},
		{"PATCH /api/v1/me", `null`, typeJSON, 422, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `[]`, typeJSON, 422, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{}`, "text/plain", 415, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `name=A`, "application/x-www-form-urlencoded", 415, "invalid", "body: invalid"},
		{"PATCH /api/v1/me", `{"address":"` + strings.Repeat("a", 256<<10) + `"}`, typeJSON, 413, "too_large", ""},
		{"GET /api/v1/conversations?tab=mine&page=2", "", typeJSON, 422, "invalid", "page: unknown"},
		{"GET /api/v1/conversations?tab=other", "", typeJSON, 422, "invalid", "tab: not_an_option"},
		{"GET /api/v1/conversations?limit=101", "", typeJSON, 422, "invalid", "limit: out_of_range"},
		{"GET /api/v1/events", "", typeJSON, 422, "invalid", "after: required"},
		{"GET /api/v1/nothing", "", typeJSON, 404, "not_found", ""},
		{"POST /api/v1/../v1/me", "{}", typeJSON, 405, "method_not_allowed", ""},
		{"GET /api/v2/me", "", typeJSON, 404, "not_found", ""},
		{"GET /api", "", typeJSON, 404, "not_found", ""},
		{"GET /api/v1/files/%00", "", typeJSON, 404, "not_found", ""},
		{"GET /api/v1/conversations/%ff%fe", "", typeJSON, 404, "not_found", ""},
		{"GET /widget/v1/x/y/z", "", typeJSON, 404, "not_found", ""},
		{"PUT /api/v1/me", `{}`, typeJSON, 405, "method_not_allowed", ""},
		{"BREW /api/v1/me", "", typeJSON, 405, "method_not_allowed", ""},
		{"DELETE /widget/v1/" + h.Widget + "/messages", "", typeJSON, 405, "method_not_allowed", ""},
		{"GET " + at(o.ID, "assign"), "", typeJSON, 405, "method_not_allowed", ""},
	} {
		method, path, _ := strings.Cut(c.request, " ")
		var body any
		if c.body != "" {
			body = c.body
		}
		a := ratna.Do(method, path, body, "Content-Type", c.content)
		if a.Status != c.status || a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.40s: %d %s, want %d: %s", c.request, c.body, a.Status, a.Header.Get("Content-Type"), c.status, a.Body)
			continue
		}
		if got := strings.Join(a.Wrong(), "|"); a.Code() != c.code || got != c.wrong {
			t.Errorf("%s %.40s: %s %q, want %s %q", c.request, c.body, a.Code(), got, c.code, c.wrong)
		}
		if a.Text("title") != http.StatusText(c.status) || a.Number("status") != int64(c.status) || a.Text("type") != "about:blank" {
			t.Errorf("%s: %s", c.request, a.Body)
		}
	}
	if got := ratna.Do("PUT", "/api/v1/me", nil).Header.Get("Allow"); got != "GET, PATCH" {
		t.Errorf("Allow: %q", got)
	}
}

// A place in a list that was tampered with, or is of another list, is refused and leads nowhere.
func TestTamperedCursors(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	for range 3 {
		h.Conversation(sapa.InQueue, "")
	}
	list := eko.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue&limit=1", nil).Text("next")
	found := eko.Want(http.StatusOK, "GET", "/api/v1/search?q=halo&limit=1", nil).Text("next")
	if list == "" || found == "" {
		t.Fatalf("cursors %q, %q", list, found)
	}
	eko.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue&after="+list, nil)
	eko.Want(http.StatusOK, "GET", "/api/v1/search?q=halo&after="+found, nil)
	flip := func(s string, i int) string {
		return s[:i] + string(map[bool]byte{true: 'a', false: 'b'}[s[i] == 'b']) + s[i+1:]
	}
	for _, bad := range []string{"x", list + "0", list[:len(list)-1], list[26:] + list[:26], flip(list, 0), flip(list, 30), strings.ToUpper(list), found, eko.ID} {
		a := eko.Do("GET", "/api/v1/conversations?tab=queue&after="+bad, nil).Must(http.StatusUnprocessableEntity, "invalid")
		if !slices.Equal(a.Wrong(), []string{"after: invalid"}) {
			t.Errorf("%q: %q", bad, a.Wrong())
		}
	}
	for _, bad := range []string{"x", flip(found, 3), found + "0", eko.ID, list[:26]} {
		eko.Do("GET", "/api/v1/search?q=halo&after="+bad, nil).Must(http.StatusUnprocessableEntity, "invalid")
	}
}

// Every answer carries what keeps browsers careful, and none of the API's is kept on the way.
func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	for _, path := range []string{"/api/v1/me", "/api/v1/nothing", "/api/openapi.json", "/api/docs", "/widget/" + h.Widget + ".js", "/widget/try/" + h.Widget, "/widget/preview"} {
		a := ratna.Do("GET", path, nil)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Permissions-Policy": "camera=(), geolocation=(self), microphone=(self)",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		policy := a.Header.Get("Content-Security-Policy")
		switch {
		case strings.HasPrefix(path, "/api/"):
			if a.Header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
				t.Errorf("%s: %q, %q", path, a.Header.Get("Cache-Control"), policy)
			}
		case !strings.HasSuffix(path, ".js"):
			if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self'") || !strings.Contains(policy, "frame-ancestors 'self'") {
				t.Errorf("%s: %q", path, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || a.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: %q, %v", path, policy, a.Header)
		}
	}
	name := `Toko "</title><script>alert(1)</script>`
	configure(h, map[string]any{"name": name})
	if page := string(h.Anonymous().Do("GET", "/widget/try/"+h.Widget, nil).Body); strings.Count(page, "<script") != 1 || !strings.Contains(page, "&lt;script&gt;") {
		t.Errorf("the page says %s", page)
	}
}

// Another site's page writes nothing with a member's cookie, at no route, however the browser tells where it is.
func TestOtherSitesWriteNothing(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	o := h.Conversation(sapa.InQueue, "")
	before := change(ratna)
	for pattern := range rows {
		if strings.HasPrefix(pattern, "GET") {
			continue
		}
		method, path := fill(pattern, o, ratna.ID, "x")
		for _, headers := range [][]string{
			{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
			{"Sec-Fetch-Site", "cross-site", "Origin", h.URL},
		} {
			ratna.Do(method, path, map[string]any{}, headers...).Must(http.StatusForbidden, "cross_origin")
		}
	}
	if change(ratna) != before {
		t.Error("something changed")
	}
	for _, headers := range [][]string{{"Sec-Fetch-Site", "same-origin", "Origin", h.URL}, {"Sec-Fetch-Site", "none"}, {"Origin", h.URL}, {}} {
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/me", map[string]any{"address": "Solo"}, headers...)
	}
	ratna.Want(http.StatusOK, "GET", "/api/v1/me", nil, "Sec-Fetch-Site", "cross-site") // reading changes nothing, and the answer stays unread
}

// A fault in the program is answered, told to the log with its place, and takes nothing else along.
func TestFaultsAreAnswered(t *testing.T) {
	t.Parallel()
	h := sapatest.Site{Adjust: func(o *app.Options) {
		o.Web = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/late" {
				_, _ = io.WriteString(w, "half a p")
			}
			panic("a fault with a secret: " + r.URL.RawQuery)
		})
	}}.House(t, sapatest.SQLite)
	a := h.Anonymous().Do("GET", "/inbox?token=rahasia", nil).Must(http.StatusInternalServerError, "internal")
	if strings.Contains(string(a.Body), "fault with") || a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s", a.Body)
	}
	if log := h.Log.String(); !strings.Contains(log, "manners_test.go") || !strings.Contains(log, "panic") {
		t.Errorf("the log says %s", log)
	}
	if late := h.Anonymous().Do("GET", "/late", nil); string(late.Body) != "half a p" {
		t.Errorf("after a fault in the middle there came %q", late.Body)
	}
	h.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/me", nil)
}

// The document that is committed is the one the program serves, and says of every operation what it is for and what
// can go wrong.
func TestDocument(t *testing.T) {
	t.Parallel()
	a, err := api.New(api.Parts{Secret: make([]byte, 32), Version: "1", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := a.Document()
	if err != nil {
		t.Fatal(err)
	}
	if committed, err := os.ReadFile("../../docs/openapi.json"); err != nil || !bytes.Equal(committed, fresh) {
		t.Errorf("docs/openapi.json is stale, run `make gen`: %v", err)
	}
	ids := map[string]bool{}
	for path, item := range a.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			problems := slices.ContainsFunc([]string{"default", "422"}, func(status string) bool {
				r := op.Responses[status]
				return r != nil && r.Content["application/problem+json"] != nil
			})
			if op.Summary == "" || len(op.Tags) != 1 || ids[op.OperationID] || !problems {
				t.Errorf("%s %s: summary %q, tags %v, id %q, problems documented %v", method, path, op.Summary, op.Tags, op.OperationID, problems)
			}
			ids[op.OperationID] = true
			open := rows[method+" "+path].kind == open
			if open != (len(op.Security) == 0) {
				t.Errorf("%s %s: the document says the session is needed: %v", method, path, len(op.Security) > 0)
			}
		}
	}
	h := sapatest.New(t, sapatest.SQLite)
	served := h.Anonymous().Want(http.StatusOK, "GET", "/api/openapi.json", nil)
	if served.Text("openapi") == "" || served.Text("info", "version") != "test" {
		t.Errorf("%.200s", served.Body)
	}
	page := string(h.Anonymous().Want(http.StatusOK, "GET", "/api/docs", nil).Body)
	for id := range ids {
		if !strings.Contains(page, id) {
			t.Errorf("the readable page does not have %s", id)
		}
	}
	if strings.Contains(page, "<script") {
		t.Error("the readable page has a script")
	}
}
