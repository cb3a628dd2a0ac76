package api_test

import (
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// behindProxy is a house whose people come from the addresses a proxy in front of it names.
func behindProxy(t *testing.T, e sapatest.Engine) *sapatest.House {
	t.Helper()
	return sapatest.Site{Adjust: func(o *app.Options) { o.Serve.TrustProxy = true }}.House(t, e)
}

// try signs in from an address.
func try(p *sapatest.Person, address, name, password string) *sapatest.Answer {
	p.T.Helper()
	return p.Do("POST", "/api/v1/sessions", map[string]any{"name": name, "password": password}, "X-Forwarded-For", address)
}

func TestSignInByEmailOrPhone(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		h.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/me", map[string]any{"phone": "0812-3456-7890"})
		for _, name := range []string{"ratna@melati.example", " Ratna@MELATI.example ", "081234567890", "+62 812 3456 7890", "6281234567890", "0812.3456.7890"} {
			p := h.Anonymous()
			p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": name, "password": sapatest.Password})
			if got := p.Want(http.StatusOK, "GET", "/api/v1/me", nil).Text("member", "name"); got != "Ratna Sari" {
				t.Errorf("%q signs in %q", name, got)
			}
		}
	})
}

// Whoever guesses learns nothing of who has an account: not from the status, the body or the headers.
func TestWrongNameAndWrongPasswordLookAlike(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+eko.ID, nil)
		ratna.Want(http.StatusCreated, "POST", "/api/v1/members", map[string]any{"name": "Hana", "email": "hana@melati.example"})
		var first *sapatest.Answer
		for name, password := range map[string]string{
			"nobody@melati.example": sapatest.Password, // no such account
			"ratna@melati.example":  "kopi susu gula jawa",
			"eko@melati.example":    sapatest.Password, // removed, with the right password
			"hana@melati.example":   "",                // invited, has none yet
			"+6281234567890":        sapatest.Password, // no such number
			"":                      "",
			"' OR 1=1 --":           "x",
		} {
			a := h.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": name, "password": password})
			a.Must(http.StatusUnauthorized, "wrong_credentials")
			a.Header.Del("Date")
			if first == nil {
				first = a
			}
			if string(a.Body) != string(first.Body) || fmt.Sprint(a.Header) != fmt.Sprint(first.Header) {
				t.Errorf("%q is answered %s %v, another %s %v", name, a.Body, a.Header, first.Body, first.Header)
			}
			if a.Header.Get("Set-Cookie") != "" {
				t.Errorf("%q gets a cookie", name)
			}
		}
	})
}

// Ten wrong tries of one address on one account cost nothing, the next ones cost time; then even the right password
// waits, and a success gives the ten back.
func TestGuessingOneAccountFromOneAddress(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := behindProxy(t, e)
		p := h.Anonymous()
		const here, there = "203.0.113.5", "203.0.113.6"
		guess := func(n int) {
			t.Helper()
			for i := range n {
				// Other spellings of one name are one account.
				name := []string{"ratna@melati.example", "RATNA@melati.example"}[i%2]
				try(p, here, name, "salah "+strconv.Itoa(i)).Must(http.StatusUnauthorized, "wrong_credentials")
			}
		}
		guess(11)
		a := try(p, here, "ratna@melati.example", sapatest.Password).Must(http.StatusTooManyRequests, "too_many_tries")
		if wait, err := strconv.Atoi(a.Header.Get("Retry-After")); err != nil || wait < 25 || wait > 31 {
			t.Errorf("Retry-After %q, want about 30 seconds", a.Header.Get("Retry-After"))
		}
		try(p, there, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
		h.Clock.Advance(31 * time.Second)
		try(p, here, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
		guess(11)
		h.Clock.Advance(31 * time.Second)
		guess(1)
		h.Clock.Advance(31 * time.Second)
		try(p, here, "ratna@melati.example", sapatest.Password).Must(http.StatusTooManyRequests, "too_many_tries")
		h.Clock.Advance(25 * time.Hour)
		guess(11)
	})
}

// What is refused as too many says the same whether there is such an account or not.
func TestTooManyTriesTellsNothing(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	bodies := map[string]string{}
	for i, name := range []string{"ratna@melati.example", "nobody@melati.example"} {
		address := fmt.Sprint("203.0.113.", i+1)
		for range 11 {
			try(h.Anonymous(), address, name, "salah").Must(http.StatusUnauthorized, "")
		}
		bodies[name] = string(try(h.Anonymous(), address, name, "salah").Must(http.StatusTooManyRequests, "").Body)
	}
	if bodies["ratna@melati.example"] != bodies["nobody@melati.example"] {
		t.Errorf("the bodies differ: %v", bodies)
	}
}

// One address that tries many accounts is slowed down on all of them. Signing in somewhere does not pay that back.
func TestGuessingManyAccountsFromOneAddress(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	p := h.Anonymous()
	const office, home = "203.0.113.5", "198.51.100.7"
	for i := range 100 {
		try(p, office, fmt.Sprintf("a%d@melati.example", i), "salah").Must(http.StatusUnauthorized, "")
	}
	try(p, office, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
	try(p, office, "b@melati.example", "salah").Must(http.StatusUnauthorized, "")
	try(p, office, "ratna@melati.example", sapatest.Password).Must(http.StatusTooManyRequests, "too_many_tries")
	try(p, home, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
	// Nobody buys new tries by turning addresses inside the network they have to themselves.
	for i := range 101 {
		try(p, fmt.Sprintf("2001:db8:1:2:%x::1", i), fmt.Sprintf("a%d@melati.example", i), "salah")
	}
	try(p, "2001:db8:1:2:ffff::1", "c@melati.example", "salah").Must(http.StatusTooManyRequests, "")
	try(p, "2001:db8:1:3::1", "c@melati.example", "salah").Must(http.StatusUnauthorized, "")
}

// The whole world guessing at one account is slowed down, but not the account's owner at an address they are
// known from: nobody can lock somebody else out.
func TestStrangersLockNobodyOut(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := behindProxy(t, e)
		const home = "198.51.100.7"
		try(h.Anonymous(), home, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
		for i := range 51 {
			try(h.Anonymous(), fmt.Sprint("203.0.113.", i), "ratna@melati.example", "salah").Must(http.StatusUnauthorized, "")
		}
		try(h.Anonymous(), "203.0.113.99", "ratna@melati.example", sapatest.Password).Must(http.StatusTooManyRequests, "too_many_tries")
		try(h.Anonymous(), home, "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
		h.Clock.Advance(6 * time.Second)
		try(h.Anonymous(), "203.0.113.99", "ratna@melati.example", sapatest.Password).Must(http.StatusNoContent, "")
	})
}

// A burst is no way round: what is tried at the same moment counts as much as what is tried in turn.
func TestGuessingInParallelBuysNothing(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := behindProxy(t, e)
		var tried atomic.Int32
		sapatest.Together(60, func(int) {
			if a := try(h.Anonymous(), "203.0.113.5", "ratna@melati.example", "salah"); a.Status == http.StatusUnauthorized {
				tried.Add(1)
			}
		})
		if n := tried.Load(); n < 10 || n > 12 {
			t.Errorf("%d of 60 guesses at the same moment were tried, want 11 or a little more", n)
		}
	})
}

// The name is taken from what the trusted proxy wrote last, whoever wrote before it.
func TestNobodyChoosesTheirOwnAddress(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	for name, headers := range map[string][]string{
		"one line":  {"1.1.1.1, 203.0.113.5"},
		"two lines": {"1.1.1.1", "203.0.113.5"},
	} {
		p := h.Anonymous()
		p.Headers = http.Header{"X-Forwarded-For": headers}
		p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": "ratna@melati.example", "password": sapatest.Password})
		if got := ratna.Want(http.StatusOK, "GET", "/api/v1/sessions", nil).Text("sessions", 0, "address"); got != "203.0.113.5" {
			t.Errorf("%s: the session is said to be at %s", name, got)
		}
	}
}

// A browser that calls itself something strange, or a lot, can sign in.
func TestStrangeBrowsersSignIn(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		for _, agent := range []string{"", "Opera Mini \xe9\xff", string(make([]byte, 0)) + "é" + fmt.Sprint(make([]int, 2000))} {
			h.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": "ratna@melati.example", "password": sapatest.Password}, "User-Agent", agent).
				Must(http.StatusNoContent, "")
		}
	})
}
