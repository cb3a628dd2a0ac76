package api_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// invite adds a member and answers the token of their link.
func invite(p *sapatest.Person, fields map[string]any) (id, token string) {
	p.T.Helper()
	a := p.Want(http.StatusCreated, "POST", "/api/v1/members", fields)
	return a.Text("member", "id"), tokenOf(a.Text("link", "path"))
}

// tokenOf is what stands behind the # of a link.
func tokenOf(path string) string {
	_, token, _ := strings.Cut(path, "/invitation#")
	return token
}

func accept(h *sapatest.House, token, password string) (*sapatest.Person, *sapatest.Answer) {
	h.T.Helper()
	p := h.Anonymous()
	return p, p.Do("POST", "/api/v1/invitations/accept", map[string]any{"token": token, "password": password})
}

// Hana gets a link, sets a password by it, and is in. The link then is worth nothing.
func TestInvitation(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		id, token := invite(h.As(sapatest.Ratna), map[string]any{"name": "  Hana   Lestari ", "email": "HANA@melati.example", "role": "supervisor"})
		look := h.Anonymous().Want(http.StatusOK, "POST", "/api/v1/invitations/look", map[string]any{"token": token})
		if look.Text("workspace") != "Toko Melati" || look.Text("name") != "Hana Lestari" || look.Text("email") != "hana@melati.example" || look.At("again") != false {
			t.Errorf("the link says %s", look.Body)
		}
		_, a := accept(h, token, "pendek")
		a.Must(http.StatusUnprocessableEntity, "invalid")
		_, a = accept(h, token, "hana lestari")
		a.Must(http.StatusUnprocessableEntity, "invalid")
		hana, a := accept(h, token, "teh botol dingin")
		cookieOf(t, a.Must(http.StatusNoContent, ""))
		me := hana.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		if me.Text("member", "id") != id || me.Text("member", "role") != "supervisor" || me.Text("member", "state") != "active" {
			t.Errorf("Hana is %s", me.Body)
		}
		_, a = accept(h, token, "teh botol dingin")
		a.Must(http.StatusNotFound, "not_found")
		h.Anonymous().Do("POST", "/api/v1/invitations/look", map[string]any{"token": token}).Must(http.StatusNotFound, "not_found")
		p := h.Anonymous()
		p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": "hana@melati.example", "password": "teh botol dingin"})
	})
}

func TestInvitationsEnd(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		dead := func(why, token string) {
			t.Helper()
			if _, a := accept(h, token, "teh botol dingin"); a.Status != http.StatusNotFound || a.Code() != "not_found" {
				t.Errorf("a link that %s: %d %s", why, a.Status, a.Body)
			}
		}
		dead("was never made", "")
		dead("was never made", strings.Repeat("a", 32))
		id, first := invite(ratna, map[string]any{"name": "Hana", "email": "hana@melati.example"})
		second := tokenOf(ratna.Want(http.StatusCreated, "POST", "/api/v1/members/"+id+"/link", nil).Text("path"))
		dead("a newer one replaced", first)
		h.Clock.Advance(72*time.Hour - time.Minute)
		h.Anonymous().Want(http.StatusOK, "POST", "/api/v1/invitations/look", map[string]any{"token": second})
		h.Clock.Advance(time.Minute)
		dead("is 72 hours old", second)
		third := tokenOf(ratna.Want(http.StatusCreated, "POST", "/api/v1/members/"+id+"/link", nil).Text("path"))
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+id, nil)
		dead("is of a removed member", third)
		ratna.Want(http.StatusNotFound, "POST", "/api/v1/members/"+id+"/link", nil)
	})
}

// Of two who use one link at the same moment one sets the password and is in.
func TestTwoUseOneInvitation(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		for range 5 {
			_, token := invite(ratna, map[string]any{"name": "Hana", "email": strings.ToLower(sapatest.NewKey()) + "@melati.example"})
			var won, lost atomic.Int32
			sapatest.Together(4, func(int) {
				switch _, a := accept(h, token, "teh botol dingin"); a.Status {
				case http.StatusNoContent:
					won.Add(1)
				case http.StatusNotFound:
					lost.Add(1)
				default:
					t.Errorf("%d %s", a.Status, a.Body)
				}
			})
			if won.Load() != 1 || lost.Load() != 3 {
				t.Errorf("%d won, %d lost", won.Load(), lost.Load())
			}
		}
	})
}

// Who forgot the password gets a new link; using it ends every session that was open with the old one.
func TestWayBack(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna, eko := h.As(sapatest.Ratna), h.As(sapatest.Eko)
	token := tokenOf(ratna.Want(http.StatusCreated, "POST", "/api/v1/members/"+eko.ID+"/link", nil).Text("path"))
	if h.Anonymous().Want(http.StatusOK, "POST", "/api/v1/invitations/look", map[string]any{"token": token}).At("again") != true {
		t.Error("the link does not say that there is a password already")
	}
	eko.Want(http.StatusOK, "GET", "/api/v1/me", nil)
	again, a := accept(h, token, "teh botol dingin")
	a.Must(http.StatusNoContent, "")
	eko.Want(http.StatusUnauthorized, "GET", "/api/v1/me", nil)
	again.Want(http.StatusOK, "GET", "/api/v1/me", nil)
	h.Anonymous().Want(http.StatusUnauthorized, "POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email("eko"), "password": sapatest.Password})
}

// With a password given there is no link and they can sign in at once, by phone alone where there is no email.
func TestMemberWithAPasswordAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna := h.As(sapatest.Ratna)
		a := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", map[string]any{"name": "Gilang", "phone": "0812-0000-0001", "password": "es teh manis"})
		if a.At("link") != nil || a.Text("member", "state") != "active" || a.Text("member", "role") != "agent" || a.Text("member", "private", "phone") != "+6281200000001" {
			t.Errorf("Gilang is %s", a.Body)
		}
		gilang := h.Anonymous()
		gilang.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": "+62 812 0000 0001", "password": "es teh manis"})
		gilang.Want(http.StatusOK, "GET", "/api/v1/conversations", nil)
		for _, password := range []string{"pendek", "081200000002", "+6281200000002"} {
			a := ratna.Do("POST", "/api/v1/members", map[string]any{"name": "Hana", "phone": "081200000002", "password": password})
			if got := a.Must(http.StatusUnprocessableEntity, "invalid").Wrong(); len(got) != 1 || !strings.HasPrefix(got[0], "password: ") {
				t.Errorf("password %q: %q", password, got)
			}
		}
	})
}
