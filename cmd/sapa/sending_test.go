package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/internal/store"
)

// office is somebody who answers at a browser while the program is killed and started again.
type office struct {
	*program
	client *http.Client
}

// do sends a request and answers the body; a status of another hundred than two fails the test.
func (o *office) do(method, path string, body any) []byte {
	o.t.Helper()
	text, _ := json.Marshal(body)
	r, _ := http.NewRequest(method, "http://"+o.address+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", sapatest.NewKey())
	answer, err := o.client.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode/100 != 2 {
		o.t.Fatalf("%s %s: %d %s %v", method, path, answer.StatusCode, said, err)
	}
	return said
}

// signIn is by the owner the set-up made.
func (o *office) signIn() {
	o.do("POST", "/api/v1/sessions", map[string]string{"name": "ratna@melati.example", "password": "kopi susu gula aren"})
}

// connect connects the provider's number.
func (o *office) connect(provider *fake.Provider) {
	o.t.Helper()
	config := map[string]string{}
	for _, v := range provider.ConnectValues() {
		config[v.Name] = v.Value
	}
	var ch struct {
		ID    string
		Setup struct {
			Hook struct {
				Path        string
				VerifyToken string `json:"verify_token"`
			}
		}
	}
	if err := json.Unmarshal(o.do("POST", "/api/v1/channels", map[string]any{"kind": "whatsapp", "name": "WA", "config": config}), &ch); err != nil {
		o.t.Fatal(err)
	}
	if err := provider.SetCallback(o.t.Context(), "http://"+o.address+ch.Setup.Hook.Path, ch.Setup.Hook.VerifyToken); err != nil {
		o.t.Fatal(err)
	}
	o.do("POST", "/api/v1/channels/"+ch.ID+"/subscribe", nil)
}

// find finds a customer's conversation; empty for none.
func (o *office) find(name string) string {
	o.t.Helper()
	var list struct {
		Conversations []struct {
			ID      string
			Contact struct{ Name string }
		}
	}
	if err := json.Unmarshal(o.do("GET", "/api/v1/conversations?tab=all", nil), &list); err != nil {
		o.t.Fatal(err)
	}
	for _, c := range list.Conversations {
		if c.Contact.Name == name {
			return c.ID
		}
	}
	return ""
}

// conversation waits until the customer's message is there.
func (o *office) conversation(of string) (id string) {
	o.t.Helper()
	sapatest.Until(o.t, of+" has written", func() bool { id = o.find(of); return id != "" })
	return id
}

// gate lets messages to the provider pass one by one: every other one waits before the provider has it, the rest when it
// has, before the answer.
type gate struct {
	http.Handler
	pass chan struct{}
	n    atomic.Int64
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if !strings.HasSuffix(r.URL.Path, "/messages") || bytes.Contains(body, []byte(`"status"`)) {
		g.Handler.ServeHTTP(w, r)
		return
	}
	before := g.n.Add(1)%2 == 0
	if before && !g.wait(r) {
		return
	}
	answer := httptest.NewRecorder()
	g.Handler.ServeHTTP(answer, r)
	if before || g.wait(r) {
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	}
}

// wait answers false when who asked is gone.
func (g *gate) wait(r *http.Request) bool {
	select {
	case <-g.pass:
		return true
	case <-r.Context().Done():
		return false
	}
}

// guests is how many customers are answered, answers how often each.
const (
	guests  = 6
	answers = 8
)

// The program is killed while it sends. Every reply that was queued arrives once, in its customer's order, or is unsure
// and says so; none is sent twice, none is forgotten.
func TestKilledWhileSending(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		provider := fake.New(fake.Options{Retry: fake.Retry{First: 5 * time.Millisecond, Most: 50 * time.Millisecond, Times: 2000}})
		through := &gate{Handler: provider, pass: make(chan struct{})}
		server := httptest.NewServer(through)
		provider.SetURL(server.URL)
		p := newProgram(t, e)
		p.env = append(p.env, "SAPA_GRAPH_URL="+server.URL)
		t.Cleanup(func() { provider.Close(); server.CloseClientConnections(); server.Close() })
		p.start()
		p.setUp()
		jar, _ := cookiejar.New(nil) // never fails without options
		o := &office{p, &http.Client{Jar: jar, Timeout: patience}}
		o.signIn()
		o.connect(provider)
		var all []*fake.Customer
		for i := range guests {
			c := provider.Customer(fmt.Sprint("62812000000", i), fmt.Sprint("tamu", i))
			c.Text("halo")
			all = append(all, c)
		}
		for i := range guests {
			id := o.conversation(fmt.Sprint("tamu", i))
			for n := range answers {
				o.do("POST", "/api/v1/conversations/"+id+"/messages", map[string]string{"text": fmt.Sprint("jawaban ", n)})
			}
		}
		for range 3 {
			for range guests + 2 {
				through.pass <- struct{}{}
			}
			p.kill()
			o.free(e)
			p.start()
		}
		close(through.pass)
		o.settled(provider, e, all)
	})
}

// free gives back what the killed program held of a PostgreSQL, which others would wait for otherwise.
func (o *office) free(e sapatest.Engine) {
	o.t.Helper()
	if e == sapatest.SQLite {
		return
	}
	h := sapatest.House{T: o.t, Engine: e}
	h.Config.Database = o.database
	h.Exec(`UPDATE leases SET until = 0`)
}

// outbound reads all replies from the database.
func (o *office) outbound(e sapatest.Engine) (all []sapa.Message) {
	t := o.t
	t.Helper()
	address := o.database
	if e == sapatest.SQLite {
		address = filepath.Join(o.folder, "data", "sapa.db")
	}
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, err := s.Conversations(t.Context(), 1, store.ListQuery{Tab: store.All, Scope: access.Scope{All: true}, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		messages, err := s.MessagesAfter(t.Context(), 1, row.ID, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, slices.DeleteFunc(messages, func(m sapa.Message) bool { return m.Direction != sapa.Out })...)
	}
	return all
}

// settled waits until every reply has its end, and compares it with what the customers have.
func (o *office) settled(provider *fake.Provider, e sapatest.Engine, all []*fake.Customer) {
	t := o.t
	t.Helper()
	var replies []sapa.Message
	sapatest.Until(t, "every reply has its end", func() bool {
		replies = o.outbound(e)
		return !slices.ContainsFunc(replies, func(m sapa.Message) bool { return m.Status == sapa.Queued || m.Status == sapa.Sent })
	})
	unsure := 0
	for _, m := range replies {
		switch m.Status {
		case sapa.Unsure:
			unsure++
		case sapa.Delivered:
		default:
			t.Errorf("%s is %s %s", m.Text, m.Status, m.FailureCode)
		}
	}
	missing := guests * answers
	for _, c := range all {
		var texts []string
		for _, m := range c.Inbox() {
			texts = append(texts, m.Text)
		}
		if !slices.IsSorted(texts) || len(slices.Compact(slices.Clone(texts))) != len(texts) {
			t.Errorf("a customer has %s", strings.Join(texts, ", "))
		}
		missing -= len(texts)
	}
	if len(replies) != guests*answers || missing > unsure {
		t.Errorf("%d replies, %d have not arrived, %d are unsure", len(replies), missing, unsure)
	}
}
