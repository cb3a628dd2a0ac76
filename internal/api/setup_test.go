package api_test

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// firstRun is what Ratna fills in at the first visit.
func firstRun(code string) map[string]any {
	return map[string]any{
		"code": code, "company": "Toko Melati", "time_zone": "Asia/Jakarta", "language": "id", "plan_mode": "unlimited",
		"name": "Ratna Sari", "email": "Ratna@Melati.example ", "password": sapatest.Password,
	}
}

func codeOf(t *testing.T, h *sapatest.House) string {
	t.Helper()
	code, err := h.Admin.SetUpCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// The first visit ends with a signed-in owner and a web chat that takes messages, and cannot be made twice.
func TestFirstVisit(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.Site{Empty: true}.House(t, e)
		ratna := h.Anonymous()
		if ratna.Want(http.StatusOK, "GET", "/api/v1/set-up", nil).At("open") != true {
			t.Fatal("a fresh house is not open for its set-up")
		}
		ratna.Want(http.StatusNoContent, "POST", "/api/v1/set-up", firstRun(codeOf(t, h)))
		me := ratna.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		if me.Text("member", "role") != "owner" || me.Text("member", "private", "email") != "ratna@melati.example" {
			t.Errorf("whoever did the set-up is %s", me.Body)
		}
		if me.Text("workspace", "name") != "Toko Melati" || me.Text("workspace", "plan_mode") != "unlimited" {
			t.Errorf("the workspace is %s", me.Body)
		}
		channels := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
		h.Widget = channels.Text("channels", 0, "setup", "public_key")
		h.Visitor().Want(http.StatusOK, "GET", channels.Text("channels", 0, "setup", "script"), nil)
		h.Visitor().Say("halo")
		if n := len(ratna.List("queue")); n != 1 {
			t.Errorf("the first customer's message made %d conversations", n)
		}
		stranger := h.Anonymous()
		stranger.Do("POST", "/api/v1/set-up", firstRun(codeOf(t, h))).Must(http.StatusConflict, "set_up_done")
		stranger.Do("GET", "/api/v1/me", nil).Must(http.StatusUnauthorized, "unauthenticated")
		if stranger.Want(http.StatusOK, "GET", "/api/v1/set-up", nil).At("open") != false {
			t.Error("the set-up is open still")
		}
	})
}

func TestSetUpNeedsItsCode(t *testing.T) {
	t.Parallel()
	h, other := sapatest.Site{Empty: true}.House(t, sapatest.SQLite), sapatest.Site{Empty: true}.House(t, sapatest.SQLite)
	right := codeOf(t, h)
	if len(right) != 20 || right == codeOf(t, other) {
		t.Fatalf("the code is %q, another house's %q", right, codeOf(t, other))
	}
	for _, code := range []string{"", "x", right[:19], right + "x", strings.ToUpper(right), codeOf(t, other)} {
		h.Anonymous().Do("POST", "/api/v1/set-up", firstRun(code)).Must(http.StatusForbidden, "wrong_code")
	}
	if n := h.Query(`SELECT count(*) FROM workspaces`)[0]; n != "0" {
		t.Errorf("%s workspaces after wrong codes", n)
	}
}

func TestSetUpNamesEveryWrongField(t *testing.T) {
	t.Parallel()
	h := sapatest.Site{Empty: true}.House(t, sapatest.SQLite)
	bad := map[string]any{
		"code": codeOf(t, h), "company": " \u200b ", "time_zone": "Asia/Bekasi", "language": "id", "plan_mode": "metered",
		"name": strings.Repeat("a", 101), "email": "ratna", "password": "pendek",
	}
	a := h.Anonymous().Do("POST", "/api/v1/set-up", bad).Must(http.StatusUnprocessableEntity, "invalid")
	want := []string{"company: required", "email: invalid_email", "name: too_long", "password: too_short", "time_zone: unknown_zone"}
	if got := a.Wrong(); !slices.Equal(got, want) {
		t.Errorf("wrong fields %q, want %q", got, want)
	}
	bad["language"], bad["plan_mode"], bad["admin"] = "fr", "free", true
	delete(bad, "email")
	a = h.Anonymous().Do("POST", "/api/v1/set-up", bad).Must(http.StatusUnprocessableEntity, "invalid")
	want = []string{"admin: unknown", "email: required", "language: not_an_option", "plan_mode: not_an_option"}
	if got := a.Wrong(); !slices.Equal(got, want) {
		t.Errorf("wrong fields %q, want %q", got, want)
	}
	for _, zone := range []string{"", "Local", "../../etc/passwd"} {
		in := firstRun(codeOf(t, h))
		in["time_zone"] = zone
		h.Anonymous().Do("POST", "/api/v1/set-up", in).Must(http.StatusUnprocessableEntity, "invalid")
	}
	for _, own := range []string{"Ratna Sari", "ratna@melati.example"} {
		in := firstRun(codeOf(t, h))
		in["password"] = own
		if got := h.Anonymous().Do("POST", "/api/v1/set-up", in).Must(http.StatusUnprocessableEntity, "").Wrong(); !slices.Equal(got, []string{"password: too_personal"}) {
			t.Errorf("the password %q: %q", own, got)
		}
	}
}

// Of twenty who do the set-up at the same moment one becomes the owner; nothing of the others stays.
func TestTwentySetUpsAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.Site{Empty: true}.House(t, e)
		code := codeOf(t, h)
		var won, lost atomic.Int32
		sapatest.Together(20, func(int) {
			switch a := h.Anonymous().Do("POST", "/api/v1/set-up", firstRun(code)); {
			case a.Status == http.StatusNoContent:
				won.Add(1)
			case a.Status == http.StatusConflict && a.Code() == "set_up_done":
				lost.Add(1)
			default:
				t.Errorf("%d %s", a.Status, a.Body)
			}
		})
		if won.Load() != 1 || lost.Load() != 19 {
			t.Errorf("%d won, %d lost", won.Load(), lost.Load())
		}
		for _, table := range []string{"workspaces", "members", "channels", "sessions"} {
			if n := h.Query(`SELECT count(*) FROM ` + table)[0]; n != "1" {
				t.Errorf("%s rows in %s", n, table)
			}
		}
	})
}

// Before the set-up there is no account, no password that works, and no data to be had.
func TestNothingBeforeTheSetUp(t *testing.T) {
	t.Parallel()
	h := sapatest.Site{Empty: true}.House(t, sapatest.SQLite)
	for _, name := range []string{"admin", "admin@localhost", "owner", "root", "sapa"} {
		for _, password := range []string{"", "admin", "password", "sapa", "changeme", name} {
			h.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": name, "password": password}).Must(http.StatusUnauthorized, "wrong_credentials")
		}
		h.Clock.Advance(48 * 60 * 60 * 1e9) // two days: the brakes on guessing are forgotten
	}
	for pattern, r := range rows {
		if r.kind == open {
			continue
		}
		method, path := fill(pattern, sapatest.Object{ID: "x", Contact: "x", File: "x", Message: "x", Delivery: "x", Department: "x"}, "x", "x")
		a := h.Anonymous().Do(method, path, map[string]any{})
		if a.Status != http.StatusConflict && a.Status != http.StatusUnauthorized {
			t.Errorf("%s before the set-up: %d %s", pattern, a.Status, a.Body)
		}
	}
	if n := h.Query(`SELECT count(*) FROM members`)[0]; n != "0" {
		t.Errorf("%s members in a house nobody has moved into", n)
	}
}
