package sapatest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Floor is a house beside a company's service that says who takes a conversation, which is under the test's hand.
type Floor struct {
	*House
	// Address is the service's, Secret what it is asked with.
	Address, Secret string

	mu     sync.Mutex
	answer http.HandlerFunc
	asked  []allocation.Question
	forged int
}

// Allocating starts a house whose service is asked, and answers 204 at first.
func Allocating(t testing.TB, e Engine) *Floor {
	t.Helper()
	return Site{}.Floor(t, e)
}

// Floor starts a house whose service is asked.
func (s Site) Floor(t testing.TB, e Engine) *Floor {
	t.Helper()
	f := &Floor{answer: Status(http.StatusNoContent)}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	f.Address = server.URL + "/sapa?key=KataRahasiaToko"
	adjust := s.Adjust
	s.Adjust = func(o *app.Options) {
		o.Config.PrivateURLs = append(o.Config.PrivateURLs, server.URL)
		if adjust != nil {
			adjust(o)
		}
	}
	f.House = s.House(t, e)
	f.Secret = f.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", map[string]any{}).Text("secret")
	f.Set(map[string]any{"custom_allocation": true, "custom_allocation_url": f.Address})
	return f
}

// Set changes settings.
func (f *Floor) Set(settings map[string]any) {
	f.T.Helper()
	f.As(Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", settings)
}

// Here lets people be online, and nobody else.
func (h *House) Here(names ...string) {
	h.T.Helper()
	for name := range roles {
		h.As(name) // signing in later would make them come online
	}
	present := map[sapa.MemberID]bool{}
	for _, name := range names {
		present[h.By(name).Member] = true
	}
	_, err := h.Store.Change(h.T.Context(), h.Workspace, func(tx *store.Tx) error {
		all, err := tx.Members(h.T.Context(), h.Workspace)
		if err != nil {
			return err
		}
		for _, m := range all {
			p := sapa.Presence{State: sapa.Offline, Since: h.Clock.Now()}
			if present[m.ID] {
				p.State, p.Active, p.Connected = sapa.Online, p.Since, p.Since
			}
			if err := tx.SetPresence(h.T.Context(), m.ID, p); err != nil {
				return err
			}
			tx.Emit(sapa.Event{Kind: sapa.MemberPresence, At: p.Since, Actor: sapa.SystemActor(), Subject: int64(m.ID)})
		}
		return nil
	})
	h.must(err)
}

// Status answers a status and nothing else.
func Status(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

// Saying answers 200 with JSON.
func Saying(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
}

// Name answers an agent.
func (f *Floor) Name(name string) http.HandlerFunc {
	return Saying(`{"agent_id":"` + f.As(name).ID + `"}`)
}

// Answers says how the service answers from now on.
func (f *Floor) Answers(how http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answer = how
}

// ServeHTTP is the service.
func (f *Floor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	var q allocation.Question
	f.mu.Lock()
	if json.Unmarshal(raw, &q) != nil || !wire.Signed(r.Header, f.Clock.Now(), raw, f.Secret) || r.Header.Get("Webhook-Id") != q.ID {
		f.forged++
	}
	f.asked = append(f.asked, q)
	how := f.answer
	f.mu.Unlock()
	how(w, r)
}

// Asked is what the service was asked so far. A request that was not signed as it must be fails the test.
func (f *Floor) Asked() []allocation.Question {
	f.T.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.forged > 0 {
		f.T.Errorf("%d requests are not signed", f.forged)
	}
	return append([]allocation.Question{}, f.asked...)
}

// Allocate lets the house ask what is due, until nothing is.
func (f *Floor) Allocate() {
	f.T.Helper()
	for {
		n, err := f.Inbox.AllocateDue(f.T.Context())
		f.must(err)
		if n == 0 {
			return
		}
	}
}

// BesideFloor lets another process on the same database ask the same service at the same time of day.
func BesideFloor(f *Floor) func(*app.Options) {
	return func(o *app.Options) { o.Config.PrivateURLs, o.Now = f.Config.PrivateURLs, f.Clock.Now }
}
