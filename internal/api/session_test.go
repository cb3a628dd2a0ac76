package api_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// cookieOf is the session's cookie of an answer.
func cookieOf(t *testing.T, a *sapatest.Answer) *http.Cookie {
	t.Helper()
	cookies := (&http.Response{Header: a.Header}).Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies: %v", len(cookies), a.Header["Set-Cookie"])
	}
	return cookies[0]
}

func signIn(h *sapatest.House, name string) (*sapatest.Person, *sapatest.Answer) {
	h.T.Helper()
	p := h.Anonymous()
	return p, p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email(name), "password": sapatest.Password})
}

// A browser keeps the session where no script and no other site reaches it; by https nowhere else than here.
func TestSessionCookie(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]http.Cookie{
		"":                           {Name: "sapa_session"},
		"http://sapa.melati.example": {Name: "sapa_session"},
		// The prefix forbids a Domain and another Path, and asks for Secure.
		"https://sapa.melati.example": {Name: "__Host-sapa_session", Secure: true},
	} {
		h := sapatest.Site{Adjust: func(o *app.Options) { o.Serve.URL = url }}.House(t, sapatest.SQLite)
		_, a := signIn(h, sapatest.Ratna)
		c := cookieOf(t, a)
		if c.Name != want.Name || c.Secure != want.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%q: %s", url, c.Raw)
		}
		if c.MaxAge < 30*86400-5 || c.MaxAge > 30*86400 {
			t.Errorf("%q: the cookie lasts %d seconds", url, c.MaxAge)
		}
		if !want.Secure {
			continue
		}
		p := h.Anonymous()
		p.Want(http.StatusOK, "GET", "/api/v1/me", nil, "Cookie", c.Name+"="+c.Value)
		p.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil, "Cookie", "sapa_session="+c.Value)
		if p.Do("GET", "/api/v1/me", nil).Header.Get("Strict-Transport-Security") == "" {
			t.Error("by https, browsers are not told to stay there")
		}
	}
}

// Whoever signs in gets a token of their own: one that was planted before is worth nothing.
func TestTokenIsNewAtEachSignIn(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	planted := strings.Repeat("a", 32)
	seen := map[string]bool{planted: true}
	p := h.Anonymous()
	for range 5 {
		a := p.Do("POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email("ratna"), "password": sapatest.Password}, "Cookie", "sapa_session="+planted)
		token := cookieOf(t, a.Must(http.StatusNoContent, "")).Value
		if seen[token] || len(token) < 32 {
			t.Errorf("token %q", token)
		}
		seen[token] = true
	}
	for _, token := range []string{planted, "", strings.Repeat("z", 5000)} {
		h.Anonymous().Do("GET", "/api/v1/me", nil, "Cookie", "sapa_session="+token).Must(http.StatusUnauthorized, "unauthenticated")
	}
}

// Nobody who reads the database can act as anybody: of tokens it holds hashes, of passwords argon2id.
func TestDatabaseHoldsNoTokenAndNoPassword(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, a := signIn(h, sapatest.Ratna)
		token := cookieOf(t, a).Value
		link := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", map[string]any{"name": "Hana", "email": "hana@melati.example"}).Text("link", "path")
		_, invitation, _ := strings.Cut(link, "#")
		v := h.Visitor()
		v.Say("halo")
		dump := h.Dump()
		for what, secret := range map[string]string{
			"session": token, "invitation": invitation, "password": sapatest.Password, "visitor's secret": v.Secret, "set-up code": codeOf(t, h),
		} {
			if strings.Contains(dump, secret) || strings.Contains(dump, fmt.Sprintf("%x", secret)) {
				t.Errorf("the database holds the %s", what)
			}
		}
		for what, token := range map[string]string{"session": token, "invitation": invitation} {
			if !strings.Contains(dump, fmt.Sprintf("%x", sha256.Sum256([]byte(token)))) {
				t.Errorf("the database does not hold the hash of the %s", what)
			}
		}
		if !strings.Contains(dump, "$argon2id$") {
			t.Error("the password is not kept as argon2id")
		}
	})
}

// A session ends after seven days without use, and after thirty days however much it is used.
func TestSessionsRunOut(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		const day = 24 * time.Hour
		idle, _ := signIn(h, sapatest.Ratna)
		used, _ := signIn(h, sapatest.Ratna)
		for d := 6; d < 30; d += 6 {
			h.Clock.Advance(6 * day)
			used.Want(http.StatusOK, "GET", "/api/v1/me", nil)
			if d == 6 {
				idle.Want(http.StatusOK, "GET", "/api/v1/me", nil)
			}
			if d == 12 {
				h.Clock.Advance(day + time.Minute)
				idle.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
				h.Clock.Advance(-day - time.Minute)
			}
		}
		idle.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		h.Clock.Advance(6*day - time.Hour)
		used.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		h.Clock.Advance(time.Hour)
		used.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		if err := h.Admin.Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := h.Query(`SELECT count(*) FROM sessions`)[0]; n != "0" {
			t.Errorf("%s sessions are kept after they are over", n)
		}
	})
}

func TestSigningOut(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		h.As(sapatest.Eko)
		laptop, _ := signIn(h, sapatest.Eko)
		phone, _ := signIn(h, sapatest.Eko)
		tablet, _ := signIn(h, sapatest.Eko)
		shop, a := signIn(h, sapatest.Eko)
		token := cookieOf(t, a).Value

		gone := cookieOf(t, shop.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/current", nil))
		if gone.MaxAge >= 0 || gone.Value != "" {
			t.Errorf("signing out leaves the cookie %s", gone.Raw)
		}
		h.Anonymous().Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil, "Cookie", "sapa_session="+token)

		list := laptop.Want(http.StatusOK, "GET", "/api/v1/sessions", nil)
		if list.Len("sessions") != 4 { // laptop, phone, tablet and the house's own
			t.Fatalf("sessions: %s", list.Body)
		}
		if list.At("sessions", 0, "current") != false || list.At("sessions", 2, "current") != true {
			t.Errorf("the current session is not marked: %s", list.Body)
		}
		laptop.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions/"+list.Text("sessions", 0, "id"), nil)
		tablet.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		phone.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		laptop.Want(http.StatusNotFound, "DELETE", "/api/v1/sessions/"+list.Text("sessions", 0, "id"), nil)

		laptop.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions", nil)
		phone.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		laptop.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		h.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/me", nil)
	})
}

// Nobody ends somebody else's session, and sees none of them.
func TestSessionsAreOnesOwn(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
	id := eko.Want(http.StatusOK, "GET", "/api/v1/sessions", nil).Text("sessions", 0, "id")
	ratna.Want(http.StatusNotFound, "DELETE", "/api/v1/sessions/"+id, nil)
	eko.Want(http.StatusOK, "GET", "/api/v1/me", nil)
	if n := eko.Want(http.StatusOK, "GET", "/api/v1/sessions", nil).Len("sessions"); n != 1 {
		t.Errorf("Eko sees %d sessions", n)
	}
}

// A session opens the workspace it was made in and nothing else, and nothing in another installation.
func TestSessionsOpenOneWorkspace(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		neighbour, theirs := h.Neighbour()
		h.Conversation("in_queue", "")
		_, a := signIn(h, sapatest.Ratna)
		cookie := "sapa_session=" + cookieOf(t, a).Value
		if got := h.Anonymous().Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil, "Cookie", cookie); strings.Contains(string(got.Body), theirs.ID) {
			t.Error("the list holds a neighbour's conversation")
		}
		if slices.ContainsFunc(neighbour.List("all"), func(id string) bool { return id != theirs.ID }) {
			t.Error("the neighbour sees ours")
		}
		other := sapatest.New(t, e)
		other.Anonymous().Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil, "Cookie", cookie)
	})
}

// A new password needs the old one and ends all other sessions, and with them what a thief had.
func TestChangingThePassword(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		eko := h.As(sapatest.Eko)
		thief, _ := signIn(h, sapatest.Eko)
		link := ratna.Want(http.StatusCreated, "POST", "/api/v1/members/"+eko.ID+"/link", nil).Text("path")
		change := func(old, password string) *sapatest.Answer {
			return eko.Do("POST", "/api/v1/me/password", map[string]any{"old_password": old, "password": password})
		}
		for in, want := range map[[2]string]string{
			{"salah salah", "teh botol dingin"}:           "old_password: wrong_password",
			{sapatest.Password, "pendek"}:                 "password: too_short",
			{sapatest.Password, "eko test"}:               "password: too_short",
			{sapatest.Password, sapatest.Email("eko")}:    "password: too_personal",
			{sapatest.Password, strings.Repeat("x", 201)}: "password: too_long",
		} {
			if got := change(in[0], in[1]).Must(http.StatusUnprocessableEntity, "invalid").Wrong(); !slices.Equal(got, []string{want}) {
				t.Errorf("%v: %q, want %q", in, got, want)
			}
		}
		thief.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		change(sapatest.Password, "teh botol dingin").Must(http.StatusNoContent, "")
		thief.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
		eko.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		p := h.Anonymous()
		p.Want(http.StatusUnauthorized, "POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email("eko"), "password": sapatest.Password})
		p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email("eko"), "password": "teh botol dingin"})
		// A link that was lying about opens the account no more either.
		_, token, _ := strings.Cut(link, "#")
		p.Want(http.StatusNotFound, "POST", "/api/v1/invitations/accept", map[string]any{"token": token, "password": "jus alpukat susu"})
	})
}

// Guessing at the present password of a screen left open is slowed down, of each account on its own.
func TestGuessingThePresentPassword(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	people := map[string]*sapatest.Person{}
	for name, phone := range map[string]string{"Gilang": "081200000001", "Hana": "081200000002"} {
		ratna.Want(http.StatusCreated, "POST", "/api/v1/members", map[string]any{"name": name, "phone": phone, "password": sapatest.Password})
		people[name] = h.Anonymous()
		people[name].Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": phone, "password": sapatest.Password})
	}
	guess := func(name, old string) *sapatest.Answer {
		return people[name].Do("POST", "/api/v1/me/password", map[string]any{"old_password": old, "password": "teh botol dingin"})
	}
	for range 11 {
		guess("Gilang", "salah").Must(http.StatusUnprocessableEntity, "invalid")
	}
	guess("Gilang", sapatest.Password).Must(http.StatusTooManyRequests, "too_many_tries")
	guess("Hana", sapatest.Password).Must(http.StatusNoContent, "")
}
