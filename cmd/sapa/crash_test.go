package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// program is a real Sapa, in a process of its own, that can be killed and started again.
type program struct {
	t                *testing.T
	folder, database string
	address          string
	running          *exec.Cmd
	// args are the command and its flags, env further settings.
	args, env []string
}

func newProgram(t *testing.T, e sapatest.Engine) *program {
	t.Helper()
	p := &program{t: t, folder: t.TempDir(), args: []string{"serve", "--trust-proxy", "--data", "data"}}
	if e == sapatest.Postgres {
		p.database = e.Database(t)
	}
	for name, text := range map[string]string{
		"web/dist/index.html": "the page", "web/dist/csp.json": `{"script":[],"style":[]}`, "widget/dist/chat.js": `x("__SAPA_CONFIG__")`,
	} {
		path := filepath.Join(p.folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if p.address, err = freeAddress(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.running != nil {
			p.kill()
		}
	})
	return p
}

// start runs the program and waits until it answers. The test's own program is Sapa when it is called so; see TestMain.
func (p *program) start() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	// A file and no buffer: what the program prints before it is ready is there when it is, without a goroutine between.
	said, err := os.Create(p.said())
	if err != nil {
		p.t.Fatal(err)
	}
	defer said.Close()
	p.running = &exec.Cmd{
		Path: self, Args: append([]string{"sapa"}, append(p.args, "--listen", p.address)...), Dir: p.folder,
		Env: append(append(os.Environ(), "SAPA_DATABASE="+p.database), p.env...), Stdout: said, Stderr: os.Stderr,
	}
	if err := p.running.Start(); err != nil {
		p.t.Fatal(err)
	}
	sapatest.Until(p.t, "the program answers", func() bool { return look("http://"+p.address+"/readyz", "200", "ok") == nil })
}

// said is the file with what the program prints.
func (p *program) said() string { return filepath.Join(p.folder, "said") }

// kill ends the program as a power cut does: it learns nothing of it.
func (p *program) kill() {
	_ = p.running.Process.Kill()
	_ = p.running.Wait()
	p.running = nil
}

// setUp does the first visit and answers the key of the web chat.
func (p *program) setUp() string {
	p.t.Helper()
	said, err := os.ReadFile(p.said())
	code := regexp.MustCompile(`/set-up#(\w+)`).FindSubmatch(said)
	if code == nil {
		p.t.Fatalf("the program printed no code: %s %v", said, err)
	}
	jar, _ := cookiejar.New(nil) // never fails without options
	owner := &http.Client{Jar: jar}
	body, _ := json.Marshal(map[string]any{
		"code": string(code[1]), "company": "Toko Melati", "time_zone": "Asia/Jakarta", "language": "id", "plan_mode": "unlimited",
		"name": "Ratna", "email": "ratna@melati.example", "password": "kopi susu gula aren",
	})
	answer, err := owner.Post("http://"+p.address+"/api/v1/set-up", "application/json", bytes.NewReader(body))
	if err != nil || answer.StatusCode != http.StatusNoContent {
		p.t.Fatalf("set-up: %v %v", answer, err)
	}
	answer, err = owner.Get("http://" + p.address + "/api/v1/channels")
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	key := regexp.MustCompile(`wk_[\w-]+`).Find(text)
	if key == nil {
		p.t.Fatalf("no web chat in %s", text)
	}
	return string(key)
}

// Customers who write, and how much each has to say.
const (
	customers = 12
	sentences = 25
)

// crowd is customers who write at the same time, each a message after the other, each again until it is answered.
type crowd struct {
	program *program
	key     string
	client  *http.Client
	count   atomic.Int64
	// away is held while the program is being started again, so that nobody knocks in vain all the time.
	away sync.RWMutex

	mu       sync.Mutex
	answered map[string]bool
}

// write is one customer's part.
func (c *crowd) write(customer int) {
	for n := range sentences {
		text := fmt.Sprintf("pesan %d dari pelanggan %d", n, customer)
		for deadline := time.Now().Add(patience); !c.send(customer, text); {
			if time.Now().After(deadline) {
				c.program.t.Errorf("%q was never answered", text)
				return
			}
		}
		c.mu.Lock()
		c.answered[text] = true
		c.mu.Unlock()
		c.count.Add(1)
	}
}

// send tells whether a message was answered as stored.
func (c *crowd) send(customer int, text string) bool {
	c.away.RLock()
	defer c.away.RUnlock()
	body, _ := json.Marshal(map[string]any{"client_id": strings.ReplaceAll(text, " ", "-"), "text": text})
	r, _ := http.NewRequest("POST", "http://"+c.program.address+"/widget/v1/"+c.key+"/messages", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", fmt.Sprintf("Bearer %043d", customer))
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", customer+1))
	answer, err := c.client.Do(r)
	if err != nil {
		return false // the program is away; a widget tries again as well
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		text, _ := io.ReadAll(answer.Body)
		c.program.t.Errorf("%d %s", answer.StatusCode, text)
	}
	return answer.StatusCode/100 == 2
}

// reached waits until so many messages were answered.
func (c *crowd) reached(n int64) {
	c.program.t.Helper()
	sapatest.Until(c.program.t, fmt.Sprintf("%d messages are answered", n), func() bool { return c.count.Load() >= n })
}

// The program is killed three times while a dozen customers write. What was answered is there, once and in order, on
// both databases; nobody repairs anything.
func TestKilledWhileCustomersWrite(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := newProgram(t, e)
		p.start()
		c := &crowd{program: p, key: p.setUp(), client: &http.Client{Timeout: patience}, answered: map[string]bool{}}
		var writing sync.WaitGroup
		for i := range customers {
			writing.Go(func() { c.write(i) })
		}
		for _, moment := range []int64{40, 120, 200} {
			c.reached(moment)
			p.kill()
			c.away.Lock()
			c.stored(e)
			p.start()
			c.away.Unlock()
		}
		writing.Wait()
		p.kill()
		if n := c.stored(e); n != customers*sentences {
			t.Errorf("%d messages are stored, want %d", n, customers*sentences)
		}
	})
}

// stored compares what was answered with what is in the database, and answers how many messages that is.
func (c *crowd) stored(e sapatest.Engine) int {
	t := c.program.t
	t.Helper()
	address := c.program.database
	if e == sapatest.SQLite {
		address = filepath.Join(c.program.folder, "data", "sapa.db")
	}
	s, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found := map[string]bool{}
	// Inside a change: PostgreSQL may be busy still with what the killed program asked for last.
	_, err = s.Change(t.Context(), 1, func(tx *store.Tx) error {
		rows, err := tx.Conversations(t.Context(), 1, store.ListQuery{Tab: store.All, Scope: access.Scope{All: true}, Limit: 1000})
		if len(rows) > customers {
			t.Errorf("%d conversations of %d customers", len(rows), customers)
		}
		for _, row := range rows {
			if err := whole(t, tx, row, found); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for text := range c.answered {
		if !found[text] {
			t.Errorf("%q was answered and is lost", text)
		}
	}
	return len(found)
}

// whole fails unless a conversation's messages are numbered without gap and counted, and each is there once.
func whole(t *testing.T, tx *store.Tx, row store.Row, found map[string]bool) error {
	t.Helper()
	messages, err := tx.MessagesAfter(t.Context(), 1, row.ID, 0, 1000)
	if len(messages) != row.LastSeq || len(messages) != row.InboundCount {
		t.Errorf("%d messages in a conversation that counts %d", len(messages), row.LastSeq)
	}
	for i, m := range messages {
		if m.Seq != i+1 || found[m.Text] {
			t.Errorf("%q has number %d in place %d; found before: %v", m.Text, m.Seq, i+1, found[m.Text])
		}
		found[m.Text] = true
	}
	return err
}
