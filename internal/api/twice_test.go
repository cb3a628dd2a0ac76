package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// A delivery in which a name comes twice says one thing to everybody who reads it: it is for the one number or for the
// other, is taken in once at most, and writes nothing at a neighbour's.
func TestNamesThatComeTwice(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	neighbour, _ := l.Neighbour()
	config := l.Settings()
	config["phone_number_id"], config["waba_id"] = "222222222222222", "333333333333333"
	neighbour.Want(http.StatusCreated, "POST", "/api/v1/channels", object{"kind": "whatsapp", "name": "Sebelah", "config": config})
	next := l.Query(`SELECT last_change FROM workspaces WHERE name = 'Toko Sebelah'`)[0]
	ours, others := fmt.Sprintf(`"phone_number_id":%q`, fake.DefaultPhone), `"phone_number_id":"222222222222222"`
	for i, twice := range []struct {
		find, put string
		taken     string
	}{
		{ours, others + "," + ours, "1"}, {ours, ours + "," + others, "0"},
		{`"object":"whatsapp_business_account"`, `"object":"page","object":"whatsapp_business_account"`, "1"},
		{`"text":{"body":"halo"}`, `"text":{"body":"satu"},"text":{"body":"halo"}`, "1"},
	} {
		id := fmt.Sprint("wamid.", i)
		body := bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", id, "halo", l.Clock.Now())}})
		changed := bytes.Replace(body, []byte(twice.find), []byte(twice.put), 1)
		if bytes.Equal(changed, body) {
			t.Fatalf("%s is not in %s", twice.find, body)
		}
		if a := l.Bring(changed); a.Status != http.StatusOK {
			t.Errorf("%s: %d %s", twice.put, a.Status, a.Body)
		}
		l.Turn()
		if got := l.Query(`SELECT count(*) FROM messages WHERE body = 'halo' AND provider_id = '` + id + `'`)[0]; got != twice.taken {
			t.Errorf("%s: %s messages, want %s", twice.put, got, twice.taken)
		}
	}
	if now := l.Query(`SELECT last_change FROM workspaces WHERE name = 'Toko Sebelah'`)[0]; now != next {
		t.Errorf("something was written at the neighbour's: change %s became %s", next, now)
	}
}

// A link's token that is none is no token of anybody: not of those who have none.
func TestNoTokenIsNobodys(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	_, _ = invite(h.As(sapatest.Ratna), map[string]any{"name": "Hana", "email": "hana@melati.example"})
	for _, token := range []any{nil, "", " ", "null", 0, false, []string{}, map[string]any{"$ne": ""}} {
		for _, path := range []string{"look", "accept"} {
			body := map[string]any{"token": token}
			if path == "accept" {
				body["password"] = "teh botol dingin"
			}
			a := h.Anonymous().Do("POST", "/api/v1/invitations/"+path, body)
			if a.Status != http.StatusNotFound && a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%s with %v: %d %s", path, token, a.Status, a.Body)
			}
		}
		h.Anonymous().Do("GET", "/api/v1/me", nil, "Cookie", "sapa_session=").Must(http.StatusUnauthorized, "")
	}
}
