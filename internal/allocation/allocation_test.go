package allocation_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/outside"
)

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

var now = time.Unix(1749416383, 0)

// service is one at a server that answers so.
func service(t *testing.T, how http.HandlerFunc) allocation.Service {
	t.Helper()
	server := httptest.NewServer(how)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return allocation.Service{
		Address: server.URL + "/sapa?key=KataRahasiaToko", Secrets: []string{secret}, HTTP: outside.Typed(server.URL),
		Asks: func(string) bool { return true }, Now: func() time.Time { return now }, Patience: time.Minute,
	}
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		how     http.HandlerFunc
		agent   string
		code    string
		lasting bool
	}{
		"an agent":           {says(200, `{"agent_id":"abc","more":[1]}`), "abc", "", false},
		"nobody":             {says(200, `{"agent_id":null}`), "", "", false},
		"nothing":            {says(204, ""), "", "", false},
		"an empty name":      {says(200, `{"agent_id":""}`), "", "bad_answer", false},
		"a list":             {says(200, `["abc"]`), "", "bad_answer", false},
		"no body":            {says(200, ""), "", "bad_answer", false},
		"two values":         {says(200, `{"agent_id":"abc"}{}`), "", "bad_answer", false},
		"created":            {says(201, `{"agent_id":"abc"}`), "", "bad_answer", false},
		"too long":           {says(200, `{"agent_id":"`+strings.Repeat("a", allocation.AnswerBytes)+`"}`), "", "answer_too_long", false},
		"too long a refusal": {says(500, strings.Repeat("a", 2*allocation.AnswerBytes)), "", "service_fault", false},
		"unsigned":           {says(401, "who are you"), "", "service_refused", true},
		"moved":              {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/there", http.StatusFound) }, "", "redirected", true},
		"being repaired":     {says(503, ""), "", "service_fault", false},
	} {
		answer, failure := service(t, want.how).Ask(t.Context(), allocation.Question{ID: "sapa-a1"})
		code, lasting := "", false
		if failure != nil {
			code, lasting = failure.Code, failure.Lasting
		}
		if answer.Agent != want.agent || code != want.code || lasting != want.lasting {
			t.Errorf("%s: %+v, %+v", name, answer, failure)
		}
	}
}

// A service that does not answer in time is given up on, whether it says nothing or never ends.
func TestTooLate(t *testing.T) {
	t.Parallel()
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	dripping := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"agent_id":`)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	// Each byte comes soon after the one before, and the answer never comes to its end.
	trickling := func(w http.ResponseWriter, r *http.Request) {
		next := time.NewTicker(5 * time.Millisecond)
		defer next.Stop()
		for {
			select {
			case <-next.C:
				_, _ = io.WriteString(w, " ")
				_ = http.NewResponseController(w).Flush()
			case <-r.Context().Done():
				return
			}
		}
	}
	for _, how := range []http.HandlerFunc{silent, dripping, trickling} {
		s := service(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.ReadAll(r.Body) // else nobody notices that the caller has gone
			how(w, r)
		})
		s.Patience = 200 * time.Millisecond
		if _, failure := s.Ask(context.Background(), allocation.Question{ID: "sapa-a1"}); failure == nil || failure.Code != "timeout" || failure.Lasting {
			t.Errorf("%+v", failure)
		}
	}
}

// What is asked is signed with all secrets that count, and nothing is asked without one, in the clear, or in a private network.
func TestHowItIsAsked(t *testing.T) {
	t.Parallel()
	var header http.Header
	var body []byte
	asked := 0
	s := service(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		header = r.Header.Clone()
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusNoContent)
	})
	if _, failure := s.Ask(t.Context(), allocation.Question{Event: allocation.Event, ID: "sapa-a1"}); failure != nil {
		t.Fatal(failure)
	}
	if !wire.Signed(header, now, body, secret) || header.Get("Webhook-Id") != "sapa-a1" || wire.Signed(header, now, append(body, ' '), secret) {
		t.Errorf("%v", header)
	}
	for code, change := range map[string]func(*allocation.Service){
		"secret_missing":   func(s *allocation.Service) { s.Secrets = nil },
		"insecure_address": func(s *allocation.Service) { s.Asks = func(string) bool { return false } },
		"private_address":  func(s *allocation.Service) { s.HTTP = outside.New() },
	} {
		other := s
		change(&other)
		if _, failure := other.Ask(t.Context(), allocation.Question{ID: "sapa-a1"}); failure == nil || failure.Code != code || !failure.Lasting {
			t.Errorf("%s: %+v", code, failure)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// What others write comes back without our secrets.
func TestNothingOfOursComesBack(t *testing.T) {
	t.Parallel()
	answer, failure := service(t, says(500, "you sent "+secret+" to /sapa?key=KataRahasiaToko")).Ask(t.Context(), allocation.Question{ID: "sapa-a1"})
	for _, text := range []string{answer.Body, failure.Detail} {
		if strings.Contains(text, secret) || strings.Contains(text, "KataRahasiaToko") {
			t.Errorf("%q", text)
		}
	}
	if !strings.HasPrefix(answer.Body, "you sent ") || answer.Status != 500 {
		t.Errorf("%+v", answer)
	}
}
