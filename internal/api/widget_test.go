package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// configure changes the house's web chat.
func configure(h *sapatest.House, fields map[string]any) string {
	h.T.Helper()
	ratna := h.As(sapatest.Ratna)
	id := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	ratna.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+id, fields)
	return id
}

// Only the pages the company named may use the channel; without a list every page may, and our own always.
func TestWidgetOrigins(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ask := func(origin string) *sapatest.Answer {
		headers := []string{}
		if origin != "" {
			headers = []string{"Origin", origin}
		}
		return h.Visitor().Call("GET", "messages", nil, headers...)
	}
	a := ask("https://siapa.example").Must(http.StatusOK, "")
	if a.Header.Get("Access-Control-Allow-Origin") != "https://siapa.example" {
		t.Errorf("%v", a.Header)
	}
	configure(h, map[string]any{"config": map[string]any{"origins": []string{"https://Toko.example/", "http://toko.test:3000", "https://lama.example:443"}}})
	for origin, allowed := range map[string]bool{
		"https://toko.example": true, "http://toko.test:3000": true, "https://lama.example": true, "": true, h.URL: true,
		"http://toko.example": false, "https://toko.example:8443": false, "https://www.toko.example": false, "https://toko.example.evil.example": false,
		"https://eviltoko.example": false, "https://toko.example@evil.example": false, "http://toko.test": false, "null": false, "https://": false,
		"toko.example": false, "file://": false, "https://toko.example, https://evil.example": false,
	} {
		a := h.Visitor().Do("GET", "/widget/v1/"+h.Widget+"/config", nil, "Origin", origin)
		if origin == "" {
			a = ask("")
		}
		if got := a.Status < 300; got != allowed {
			t.Errorf("from %q: %d %s", origin, a.Status, a.Body)
		}
		if !allowed && (a.Code() != "origin_not_allowed" || a.Status != http.StatusForbidden) {
			t.Errorf("from %q: %d %s", origin, a.Status, a.Body)
		}
		// The page may read that it is refused; else the widget would try for ever.
		if told := a.Header.Get("Access-Control-Allow-Origin"); told != origin {
			t.Errorf("from %q: browsers are told %q", origin, told)
		}
		if a.Header.Get("Access-Control-Allow-Credentials") != "" || !slices.Contains(a.Header.Values("Vary"), "Origin") {
			t.Errorf("from %q: %v", origin, a.Header)
		}
	}
	refused := h.Visitor().Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "text": "halo"}, "Origin", "https://evil.example")
	refused.Must(http.StatusForbidden, "origin_not_allowed")
	if n := len(h.As(sapatest.Eko).List("queue")); n != 0 {
		t.Errorf("a refused page made %d conversations", n)
	}
}

func TestWidgetPreflight(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	for _, path := range []string{"messages", "messages/1000000001/reaction", "uploads", "read", "typing"} {
		a := h.Anonymous().Want(http.StatusNoContent, "OPTIONS", "/widget/v1/"+h.Widget+"/"+path, nil, "Origin", "https://toko.example",
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
		for name, want := range map[string]string{
			"Access-Control-Allow-Origin": "https://toko.example", "Access-Control-Allow-Methods": "GET, POST",
			"Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "7200",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
	gone := h.Anonymous().Do("GET", "/widget/v1/wk_nothing/messages", nil, "Origin", "https://toko.example")
	gone.Must(http.StatusNotFound, "not_found")
	if got := gone.Header.Get("Access-Control-Allow-Origin"); got != "https://toko.example" {
		t.Errorf("whoever asks a channel that is gone may read so: %q", got)
	}
}

// The configuration stands in the script whatever it says: it is plain ASCII and cannot end the script.
func TestWidgetScript(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	name := "Toko \"Melati\" </script><script>alert(1)</script> 👩‍👩‍👧 é \\ '"
	greeting := "Halo </script> <!-- \u2028\u2029 \"hai\" \u00e9 👍 __SAPA_CONFIG__"
	configure(h, map[string]any{"name": name, "config": map[string]any{"greeting_id": greeting, "color": "#ABCDEF", "position": "left", "language": "en"}})
	a := h.Anonymous().Want(http.StatusOK, "GET", "/widget/"+h.Widget+".js", nil, "Accept-Encoding", "identity")
	script := string(a.Body)
	config, found := strings.CutPrefix(script, "config(")
	config, ended := strings.CutSuffix(config, ")")
	if !found || !ended || strings.ContainsFunc(script, func(r rune) bool { return r > 126 || r < 32 }) || strings.ContainsAny(script, "<>&") {
		t.Fatalf("the script is %q", script)
	}
	var c struct {
		Key, Name, Color, Position, Language string
		Greeting                             map[string]string
		PreChat                              map[string]any `json:"pre_chat"`
		Limits                               struct {
			Text, Files int
			FileBytes   int      `json:"file_bytes"`
			FileTypes   []string `json:"file_types"`
		}
		Reactions []string
	}
	if err := json.Unmarshal([]byte(config), &c); err != nil {
		t.Fatalf("%v in %s", err, config)
	}
	if c.Key != h.Widget || c.Name != name || c.Greeting["id"] != greeting || c.Color != "#abcdef" || c.Position != "left" || c.Language != "en" {
		t.Errorf("%+v", c)
	}
	if c.Limits.Text != 10_000 || c.Limits.FileBytes != 25<<20 || c.Limits.Files != 10 || !slices.Contains(c.Limits.FileTypes, "image/png") ||
		slices.Contains(c.Limits.FileTypes, "image/svg+xml") || !slices.Contains(c.Reactions, "👍") || c.PreChat["enabled"] != false {
		t.Errorf("%+v", c)
	}
	if got := h.Anonymous().Want(http.StatusOK, "GET", "/widget/v1/"+h.Widget+"/config", nil); got.Text("name") != name || got.Text("greeting", "id") != greeting {
		t.Errorf("/config says %s", got.Body)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin",
		"X-Content-Type-Options": "nosniff",
	} {
		if a.Header.Get(name) != want {
			t.Errorf("%s is %q", name, a.Header.Get(name))
		}
	}
	tag := a.Header.Get("ETag")
	h.Anonymous().Want(http.StatusNotModified, "GET", "/widget/"+h.Widget+".js", nil, "If-None-Match", tag)
	configure(h, map[string]any{"name": "Toko Melati"})
	h.Anonymous().Want(http.StatusOK, "GET", "/widget/"+h.Widget+".js", nil, "If-None-Match", tag)
	if got := h.Anonymous().Want(http.StatusOK, "GET", "/widget/preview.js", nil); string(got.Body) != "config(null)" {
		t.Errorf("the preview's script is %q", got.Body)
	}
}

// A key nobody has, a channel that is off or was disconnected: there is nothing, at any door.
func TestWidgetOfNoChannel(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		budi := h.Visitor()
		budi.Say("halo")
		ratna := h.As(sapatest.Ratna)
		doors := func(key string, want int) {
			t.Helper()
			v := *budi
			v.Widget = key
			for _, door := range []string{"GET config", "GET messages", "GET updates", "POST messages", "POST uploads", "POST read", "POST received", "POST typing", "POST messages/1/reaction"} {
				method, path, _ := strings.Cut(door, " ")
				if a := v.Call(method, path, map[string]any{"client_id": sapatest.NewKey(), "text": "halo"}); (a.Status == http.StatusNotFound) != (want == http.StatusNotFound) {
					t.Errorf("%s of %q: %d %s", door, key, a.Status, a.Body)
				}
			}
			script := v.Do("GET", "/widget/"+key+".js", nil)
			if script.Status != want || want == http.StatusNotFound && key[0] != '%' && len(script.Body) != 0 {
				t.Errorf("the script of %q: %d, %d bytes", key, script.Status, len(script.Body))
			}
			if a := v.Do("GET", "/widget/try/"+key, nil); a.Status != want {
				t.Errorf("the page to try %q: %d", key, a.Status)
			}
		}
		doors("wk_nothing", http.StatusNotFound)
		doors("%00", http.StatusNotFound)
		doors("%ff", http.StatusNotFound)
		id := configure(h, map[string]any{"on": false})
		doors(h.Widget, http.StatusNotFound)
		if a := h.As(sapatest.Eko).Reply(h.As(sapatest.Eko).List("queue")[0], "halo kak"); a.Status != http.StatusConflict || a.Code() != "channel_off" {
			t.Errorf("a reply through a channel that is off: %d %s", a.Status, a.Body)
		}
		configure(h, map[string]any{"on": true})
		if got := budi.Texts(); !slices.Equal(got, []string{"halo"}) {
			t.Errorf("switched on again, the customer sees %q", got)
		}
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/channels/"+id, nil)
		doors(h.Widget, http.StatusNotFound)
		ratna.Want(http.StatusNotFound, "PATCH", "/api/v1/channels/"+id, map[string]any{"on": true})
		list := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
		if list.Text("channels", 0, "state") != "disconnected" || list.At("channels", 0, "setup") != nil {
			t.Errorf("history knows the channel as %v", list.At("channels", 0))
		}
	})
}

// What an administrator fills in is checked field by field.
func TestChannelFields(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	for _, c := range []struct {
		want string
		body map[string]any
	}{
		{"kind: not_an_option", map[string]any{"kind": "telex", "name": "A"}},
		{"name: required", map[string]any{"kind": "webchat", "name": " "}},
		{"name: required", map[string]any{"kind": "webchat"}},
		{"config.origins: not_an_origin", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"origins": []string{"https://*.example"}}}},
		{"config.origins: not_an_origin", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"origins": []string{"javascript:alert(1)"}}}},
		{"config.origins: not_a_list", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"origins": "https://a.example"}}},
		{"config.color: not_a_color|config.secret: unknown", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"color": "red;}", "secret": "x"}}},
		{"config.greeting_id: too_long|config.pre_chat: not_a_switch", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"greeting_id": strings.Repeat("a", 301), "pre_chat": "yes"}}},
		{"session_hours: out_of_range", map[string]any{"kind": "webchat", "name": "A", "session_hours": 169}},
	} {
		a := ratna.Do("POST", "/api/v1/channels", c.body).Must(http.StatusUnprocessableEntity, "invalid")
		got := a.Wrong()
		if len(got) == 1 && got[0] == "body.name: required" {
			got[0] = "name: required"
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%v: %q, want %q", c.body, got, c.want)
		}
	}
	many := []string{}
	for i := range 51 {
		many = append(many, fmt.Sprintf("https://a%d.example", i))
	}
	a := ratna.Do("POST", "/api/v1/channels", map[string]any{"kind": "webchat", "name": "A", "config": map[string]any{"origins": many}})
	if got := a.Must(http.StatusUnprocessableEntity, "").Wrong(); !slices.Equal(got, []string{"config.origins: too_many"}) {
		t.Errorf("%q", got)
	}
}
