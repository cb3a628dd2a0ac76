package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// Bytes that are no text break nothing, on either engine, wherever a request may hold them: each is refused or left out.
func TestBytesThatAreNoText(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		o := h.Conversation(sapa.Handled, sapatest.Ratna)
		ratna := h.As(sapatest.Ratna)
		for _, text := range []string{"kunci-\xff\xfe-0001", "kunci-\xc3(-0002", "kunci-\xed\xa0\x80-0003", strings.Repeat("k", 5000)} {
			for what, a := range map[string]*sapatest.Answer{
				"a key":           ratna.Do("POST", at(o.ID, "messages"), map[string]any{"text": "halo"}, "Idempotency-Key", text),
				"a note's key":    ratna.Do("POST", at(o.ID, "notes"), map[string]any{"text": "halo"}, "Idempotency-Key", text),
				"a browser":       h.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email(sapatest.Ratna), "password": sapatest.Password}, "User-Agent", text),
				"a cookie":        h.Anonymous().Do("GET", "/api/v1/me", nil, "Cookie", "sapa_session="+text),
				"a visitor":       h.Visitor().Do("GET", "/widget/v1/"+h.Widget+"/messages", nil, "Authorization", "Bearer "+(text + strings.Repeat("x", 43))[:43]),
				"an origin":       o.Visitor.Call("GET", "messages", nil, "Origin", "https://"+text),
				"an address":      o.Visitor.Call("GET", "messages", nil, "X-Forwarded-For", text),
				"a range":         ratna.Do("GET", "/api/v1/files/"+o.File, nil, "Range", text),
				"a search":        ratna.Do("GET", "/api/v1/search?q=%ff%fe%00halo", nil),
				"a file's name":   ratna.Do("POST", "/api/v1/uploads?name=%ff%00%fe.png", sapatest.Picture),
				"a widget's file": o.Visitor.Call("POST", "uploads?name=%ff%00%fe.png", sapatest.Picture),
				"a cursor":        ratna.Do("GET", "/api/v1/conversations?after=%ff%00", nil),
				"a hook":          h.Anonymous().Do("GET", "/hooks/wk_%ff?hub.verify_token=%ff%00", nil),
				"a widget":        h.Anonymous().Do("GET", "/widget/wk_%fe.js", nil),
			} {
				if a.Status >= http.StatusInternalServerError {
					t.Errorf("%q as %s: %d %s", text[:12], what, a.Status, a.Body)
				}
			}
		}
		if log := h.Log.String(); strings.Contains(log, "SQLSTATE") || strings.Contains(log, "panic") {
			t.Error(log)
		}
	})
}
