package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// act does something on the page of a simulated provider.
func act(t *testing.T, page string, wish map[string]any) {
	t.Helper()
	body, _ := json.Marshal(wish)
	r, _ := http.NewRequest("POST", page+"/simulate/act", bytes.NewReader(body))
	r.Header.Set("X-Simulate", "1")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent {
		t.Fatalf("%v: %s", wish, answer.Status)
	}
}

// newcomer is how the page of a simulated provider names the customer who came last.
func newcomer(t *testing.T, page string) string {
	t.Helper()
	answer, err := http.Get(page + "/simulate/state")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var state struct {
		Customers []struct{ Key, ID json.RawMessage }
	}
	if err := json.NewDecoder(answer.Body).Decode(&state); err != nil || len(state.Customers) == 0 {
		t.Fatal(state, err)
	}
	last := state.Customers[len(state.Customers)-1]
	return strings.Trim(cmp.Or(string(last.Key), string(last.ID)), `"`)
}

// A demo without simulated customers has the pages on which one writes as one, and what is written there arrives.
func TestAQuietDemoHearsItsPages(t *testing.T) {
	t.Parallel()
	p := newProgram(t, sapatest.SQLite)
	p.args = []string{"demo", "--quiet"}
	p.env = append(p.env, "TMPDIR="+p.folder) // a demo that is killed clears nothing away
	p.start()
	said, err := os.ReadFile(p.said())
	pages := regexp.MustCompile(`as a customer yourself:\s+(http://\S+)\s+WhatsApp number\s+(http://\S+)\s+Facebook Page\s+(http://\S+)\s+Instagram account\s+(http://\S+)\s+Telegram bot\s+(http://\S+)\s+Shop's own app\s+(http://\S+)\s+Mailbox`).FindSubmatch(said)
	if pages == nil {
		t.Fatalf("the demo names no pages: %s %v", said, err)
	}
	jar, _ := cookiejar.New(nil) // never fails without options
	o := &office{p, &http.Client{Jar: jar, Timeout: patience}}
	o.do("POST", "/api/v1/sessions", map[string]string{"name": demo.People[0].Email, "password": demo.Password})
	for i, guest := range []map[string]any{
		{"name": "Tamu Nomor", "profile": map[string]any{"wa_id": "6281355500999", "name": "Tamu Nomor"}},
		{"name": "Tamu Halaman", "id": "7123456780000999"},
		{"name": "Tamu Akun", "id": "4987650000000999"},
		{"name": "Tamu Bot", "profile": map[string]any{"id": 5550999, "name": "Tamu Bot"}},
		{"name": "Tamu Aplikasi", "id": "tamu"},
		{"name": "Tamu Surat", "address": "tamu@contoh.example"},
	} {
		page, name := string(pages[i+1]), guest["name"].(string)
		if o.find(name) != "" {
			t.Fatal(name + " has written before they did")
		}
		guest["do"] = "customer"
		act(t, page, guest)
		wish := "text"
		if guest["address"] != nil {
			wish = "write"
		}
		act(t, page, map[string]any{"do": wish, "customer": newcomer(t, page), "text": "Halo, masih buka?"})
		o.conversation(name)
	}
}
