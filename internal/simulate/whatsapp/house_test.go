package whatsapp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// clock is turned by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// business is who the fake talks to: it keeps what comes, and answers what it is told to.
type business struct {
	mu     sync.Mutex
	bodies [][]byte
	heads  []http.Header
	// status answers the delivery with this number from 1; nil for 200.
	status func(n int) int
	verify string
}

func (b *business) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		if q := r.URL.Query(); q.Get("hub.mode") == "subscribe" && q.Get("hub.verify_token") == b.verify {
			_, _ = io.WriteString(w, q.Get("hub.challenge"))
			return
		}
		w.WriteHeader(http.StatusForbidden)
		return
	}
	body, _ := io.ReadAll(r.Body)
	b.mu.Lock()
	b.bodies, b.heads = append(b.bodies, body), append(b.heads, r.Header)
	n, status := len(b.bodies), b.status
	b.mu.Unlock()
	if status != nil {
		w.WriteHeader(status(n))
	}
}

func (b *business) got() [][]byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([][]byte(nil), b.bodies...)
}

// house is a fake, its business and a client of the Graph API.
type house struct {
	*whatsapp.Provider
	t        *testing.T
	clock    *clock
	business *business
	url      string
	hook     string
	token    string
	client   *http.Client
	// ctx ends the requests of whoever has waited long enough.
	ctx context.Context
}

func newHouse(t *testing.T, change ...func(*whatsapp.Options)) *house {
	t.Helper()
	h := &house{
		t: t, clock: &clock{now: time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)}, business: &business{verify: "v"},
		ctx: t.Context(), token: whatsapp.DefaultAccessToken, client: &http.Client{Timeout: time.Minute},
	}
	hook := httptest.NewServer(h.business)
	h.hook = hook.URL
	o := whatsapp.Options{
		Now: h.clock.Now, Chance: rand.New(rand.NewPCG(1, 2)), Callback: hook.URL, Subscribed: true,
		Retry: whatsapp.Retry{First: time.Millisecond, Most: 4 * time.Millisecond},
	}
	for _, f := range change {
		f(&o)
	}
	h.Provider = whatsapp.New(o)
	server := httptest.NewServer(h.Provider)
	h.url = server.URL
	h.SetURL(server.URL)
	t.Cleanup(func() {
		h.Close()
		server.Close()
		hook.Close()
	})
	return h
}

// ask sends a request of the Graph API.
func (h *house) ask(method, path, contentType string, body []byte) (int, http.Header, []byte) {
	h.t.Helper()
	answer, text, err := h.do(method, path, contentType, body)
	if err != nil {
		h.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, text
}

func (h *house) do(method, path, contentType string, body []byte) (*http.Response, []byte, error) {
	if !strings.HasPrefix(path, "http") {
		path = h.url + path
	}
	r, err := http.NewRequestWithContext(h.ctx, method, path, bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	if h.token != "" {
		r.Header.Set("Authorization", "Bearer "+h.token)
	}
	r.Header.Set("Content-Type", contentType)
	answer, err := h.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer, text, err
}

const messages = "/v24.0/" + whatsapp.DefaultPhone + "/messages"

// send posts a message given as JSON without messaging_product, and is the status and the answer.
func (h *house) send(body string) (int, []byte) {
	h.t.Helper()
	body = `{"messaging_product":"whatsapp",` + strings.TrimPrefix(body, "{")
	status, _, answer := h.ask("POST", messages, "application/json", []byte(body))
	return status, answer
}

// says sends a text, which must be taken, and is its id.
func (h *house) says(to, words string) string {
	h.t.Helper()
	status, answer := h.send(`{"to":"` + to + `","type":"text","text":{"body":"` + words + `"}}`)
	if status != http.StatusOK {
		h.t.Fatalf("%d %s", status, answer)
	}
	return digString(decode(h.t, answer), "messages", "0", "id")
}

func (h *house) settle() {
	h.t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	if err := h.Settle(ctx); err != nil {
		h.t.Fatal("deliveries do not come to rest: ", err)
	}
}

// giveUp ends the request under way once a failure has hit it and what was taken all the same is there.
func (h *house) giveUp(taken func() bool) {
	ctx, stop := context.WithCancel(h.ctx)
	h.ctx = ctx
	again := time.NewTicker(time.Millisecond)
	hit := func() bool {
		answer, err := http.Get(h.url + "/simulate/state")
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		return err == nil && strings.Contains(string(text), `"faults":[]`)
	}
	go func() {
		defer stop()
		defer again.Stop()
		for late := time.Now().Add(time.Minute); time.Now().Before(late) && !(hit() && taken()); {
			<-again.C
		}
	}()
}

func decode(t *testing.T, text []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}

func fixture(t *testing.T, name string) any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata/wire", name))
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, text)
}

// dig reads along names and places.
func dig(v any, names ...string) any {
	for _, name := range names {
		switch o := v.(type) {
		case map[string]any:
			v = o[name]
		case []any:
			i := int(name[0] - '0')
			if i >= len(o) {
				return nil
			}
			v = o[i]
		default:
			return nil
		}
	}
	return v
}

func digString(v any, names ...string) string {
	s, _ := dig(v, names...).(string)
	return s
}
