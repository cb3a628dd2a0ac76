package api_test

import (
	"net/http"
	"testing"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// While the database is away that is said, in a way that one tries again; nobody is signed out by it.
func TestNobodyIsSignedOutByAnOutage(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.Postgres)
	eko := h.As(sapatest.Eko)
	eko.Live(0) // so that the workspace is being looked at already
	late := eko.Dial()
	h.Engine.Drop(t, h.Config.Database)
	late.Say(sapatest.Frame{"type": "hello", "after": 0})
	if code := websocket.StatusCode(late.WaitClosed()); code != websocket.StatusTryAgainLater {
		t.Errorf("the socket was closed with %d", code)
	}
	answers := map[string]*sapatest.Answer{
		"a list":     eko.Do("GET", "/api/v1/conversations?tab=queue", nil),
		"a question": eko.Do("GET", "/api/v1/me", nil),
		"an action":  eko.Do("PATCH", "/api/v1/me", map[string]any{"name": "Eko"}),
		"a message":  h.Visitor().Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "text": "halo"}),
		"a delivery": h.Anonymous().Do("POST", "/hooks/"+h.Widget, "{}"),
		"sign-in":    eko.Do("POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email(sapatest.Eko), "password": sapatest.Password}),
	}
	for what, a := range answers {
		if a.Status != http.StatusServiceUnavailable || a.Code() != "unavailable" || a.Header.Get("Retry-After") == "" {
			t.Errorf("%s is answered %d %s", what, a.Status, a.Body)
		}
	}
}
