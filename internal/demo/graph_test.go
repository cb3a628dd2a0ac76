package demo_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// One address stands for all of the demo's providers at Meta, and each answers what is its own.
func TestGraphOfAll(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	now := time.Now
	both := demo.Graph{WhatsApp: demo.NewProvider(log, now), Messenger: demo.NewMessenger(log, now), Instagram: demo.NewInstagram(log, now)}
	server := httptest.NewServer(both)
	t.Cleanup(func() {
		both.Close()
		server.Close()
	})
	for path, want := range map[string]string{
		"/v24.0/" + direct.DefaultPage + "?fields=name":             `{"id":"1906385232743451","name":"` + demo.Company + `"}`,
		"/v24.0/" + direct.DefaultAccount + "?fields=username":      `{"id":"17841405793187218","username":"batikkencana"}`,
		"/v24.0/" + whatsapp.DefaultPhone + "?fields=verified_name": `{"id":"106540352242922","verified_name":"` + demo.Company + `"}`,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+whatsapp.DefaultAccessToken)
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || string(body) != want+"\n" {
			t.Errorf("%s: %s, %v", path, body, err)
		}
	}
}
