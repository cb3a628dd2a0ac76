package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A day in the house, logged as chattily as possible, leaves nothing in the log that anybody wrote, is called, signs
// in with or could open a door with.
func TestLogKeepsSecrets(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		log := &sapatest.Log{}
		h := sapatest.Site{Adjust: func(o *app.Options) {
			o.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		}}.House(t, e)
		code := codeOf(t, h)
		ratna := h.As(sapatest.Ratna)
		eko, in := signIn(h, sapatest.Ratna)
		token := cookieOf(t, in).Value
		id, invitation := invite(ratna, map[string]any{"name": "Hana Lestari", "email": "hana@melati.example", "phone": "081299998888"})
		_, _ = accept(h, invitation, "pendek")
		_, _ = accept(h, invitation, "katasandihana")
		h.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": "hana@melati.example", "password": "tebakansalah"})
		ratna.Do("POST", "/api/v1/members", map[string]any{"name": "Hana", "email": "hana@melati.example"})
		ratna.Do("POST", "/api/v1/me/password", map[string]any{"old_password": "tebakansalah", "password": "x"})
		h.Anonymous().Do("POST", "/api/v1/set-up", firstRun(code))

		o := h.Conversation(sapa.Handled, sapatest.Eko)
		live := o.Visitor.Live("")
		watch := eko.Live(0)
		post(o.Visitor, map[string]any{
			"text": "nomorrekeningku 123", "profile": map[string]any{"name": "Namapelanggan", "email": "pelanggan@surat.example", "phone": "081277776666"},
			"page": map[string]any{"url": "https://toko.example/halaman?kunci=rahasiahalaman", "title": "Judulhalaman"},
		}).Must(http.StatusCreated, "")
		post(o.Visitor, map[string]any{"text": "salahbentuk", "x": 1})
		h.As(sapatest.Eko).Reply(o.ID, "jawabanagen").Must(http.StatusCreated, "")
		ratna.Do("POST", at(o.ID, "notes"), map[string]any{"text": "catatanrahasia"}, keyed()...)
		ratna.Do("POST", at(o.ID, "notes"), map[string]any{"text": "catatansalah", "x": 1}, keyed()...)
		ratna.Do("PUT", at(o.ID, "drafts", "reply"), map[string]any{"text": "drafrahasia", "revision": 1})
		ratna.Do("GET", "/api/v1/search?q=katapencarian", nil)
		bring(ratna, "namaberkas.png", sapatest.Picture)
		bring(ratna, "namaberkas.svg", []byte("<svg/>"))
		picture := o.Visitor.Call("POST", "uploads?name=namaberkas.png", sapatest.Picture).Text("id")
		post(o.Visitor, map[string]any{"attachments": []string{picture}}).Must(http.StatusCreated, "")
		whole, _ := linksOf(o.Visitor)
		o.Visitor.Do("GET", whole, nil)
		o.Visitor.Do("GET", "/widget/v1/"+h.Widget+"/messages?tersembunyi=querypelanggan", nil, "Authorization", "Bearer "+o.Visitor.Secret)
		live.Say(sapatest.Frame{"type": "read", "n": 1})
		watch.WaitEvent("the note", text("catatanrahasia"))
		ratna.Want(http.StatusNoContent, "DELETE", "/api/v1/members/"+id, nil)
		for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
			h.Anonymous().Do("GET", path, nil)
		}
		text := log.String()
		if !strings.Contains(text, "/api/v1/search") || !strings.Contains(text, "status=201") {
			t.Fatalf("the log holds no requests: %.500s", text)
		}
		signature := whole[strings.Index(whole, "s=")+2:]
		for what, secret := range map[string]string{
			"session": token, "set-up code": code, "invitation": invitation, "visitor's secret": o.Visitor.Secret, "signed link": signature,
			"password": sapatest.Password, "new password": "katasandihana", "wrong password": "tebakansalah", "email": "@melati.example",
			"customer's email": "pelanggan@surat", "member's name": "Hana", "customer's name": "Namapelanggan", "phone": "81299998888", "customer's phone": "81277776666",
			"message": "nomorrekeningku", "refused message": "salahbentuk", "answer": "jawabanagen", "note": "catatanrahasia", "refused note": "catatansalah",
			"draft": "drafrahasia", "search": "katapencarian", "file's name": "namaberkas", "page": "rahasiahalaman", "page's title": "Judulhalaman", "query": "querypelanggan",
		} {
			if strings.Contains(text, secret) {
				place := strings.Index(text, secret)
				t.Errorf("the log holds the %s: …%s", what, text[max(0, place-200):min(len(text), place+len(secret))])
			}
		}
	})
}

// Who goes away before the answer is no fault of ours, and nobody is woken for it.
func TestWhoWentAwayIsNoFault(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	gone, leave := context.WithCancel(t.Context())
	leave()
	r := httptest.NewRequestWithContext(gone, http.MethodGet, "/widget/v1/"+h.Widget+"/config", nil)
	w := httptest.NewRecorder()
	h.API.Handler().ServeHTTP(w, r)
	if w.Code < http.StatusInternalServerError {
		t.Fatalf("the request was served: %d", w.Code)
	}
	if strings.Contains(h.Log.String(), "level=ERROR") {
		t.Error(h.Log)
	}
}
