package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// program is a real Sapa, in a process of its own, that can be killed and started again.
type program struct {
	t      *testing.T
	engine sapatest.Engine
	// folder is where it runs; its data folder lies there. Database is the address of its PostgreSQL database.
	folder, database string
	// through is the address by which the program reaches that database, when it is another one.
	through string
	address string
	running *exec.Cmd
	// args are the command and its flags, env further settings.
	args, env []string
}

// newProgram prepares a program on a fresh database.
func newProgram(t *testing.T, e sapatest.Engine) *program {
	t.Helper()
	p := &program{t: t, engine: e, folder: t.TempDir(), args: []string{"serve", "--trust-proxy", "--data", "data"}}
	if e == sapatest.Postgres {
		p.database = e.Database(t)
	}
	p.prepare()
	return p
}

// beside prepares a second program on the same PostgreSQL database, with the same key and files.
func (p *program) beside() *program {
	p.t.Helper()
	q := &program{t: p.t, engine: p.engine, folder: p.t.TempDir(), database: p.database, args: p.args, env: p.env}
	q.prepare()
	if err := errors.Join(os.MkdirAll(p.data(), 0o700), os.Symlink(p.data(), q.data())); err != nil {
		p.t.Fatal(err)
	}
	return q
}

// prepare makes what a checkout has built, and ends the program with the test.
func (p *program) prepare() {
	p.t.Helper()
	for name, text := range map[string]string{
		"web/dist/index.html": "the page", "web/dist/csp.json": `{"script":[],"style":[]}`, "widget/dist/chat.js": `x("__SAPA_CONFIG__")`,
	} {
		path := filepath.Join(p.folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			p.t.Fatal(err)
		}
	}
	var err error
	if p.address, err = freeAddress(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		if p.running != nil {
			p.kill()
		}
		if said, err := os.ReadFile(p.log()); p.t.Failed() && err == nil {
			p.t.Logf("the end of the program's log:\n%s", said[max(0, len(said)-4000):])
		}
	})
}

// said is the file with what the program prints, log the one with what it logs, data its folder.
func (p *program) said() string { return filepath.Join(p.folder, "said") }
func (p *program) log() string  { return filepath.Join(p.folder, "log") }
func (p *program) data() string { return filepath.Join(p.folder, "data") }

// launch runs the program. The test's own program is Sapa when it is called so; see TestMain.
func (p *program) launch() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	// Files and no buffers: what the program prints before it is ready is there when it is, without a goroutine between.
	said, err := os.Create(p.said())
	if err != nil {
		p.t.Fatal(err)
	}
	defer said.Close()
	log, err := os.OpenFile(p.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		p.t.Fatal(err)
	}
	defer log.Close()
	p.running = &exec.Cmd{
		Path: self, Args: append([]string{"sapa"}, append(p.args, "--listen", p.address)...), Dir: p.folder,
		Env: append(append(os.Environ(), "SAPA_DATABASE="+cmp.Or(p.through, p.database)), p.env...), Stdout: said, Stderr: log,
	}
	if err := p.running.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// start runs the program and waits until it answers.
func (p *program) start() {
	p.t.Helper()
	p.launch()
	p.until("the program is ready", func() bool { return look("http://"+p.address+"/readyz", "200", "ok") == nil })
}

// until waits for something; it fails the test when that never comes.
func (p *program) until(what string, ok func() bool) {
	p.t.Helper()
	sapatest.Until(p.t, what, ok)
}

// endurance is how long a request may take, on a machine that does many other things as well. It is only used up by a test
// that fails.
const endurance = 90 * time.Second

// kill ends the program as a power cut does: it learns nothing of it.
func (p *program) kill() {
	_ = p.running.Process.Kill()
	_ = p.running.Wait()
	p.running = nil
}

// tell asks the program to stop.
func (p *program) tell() {
	p.t.Helper()
	if err := p.running.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
}

// ended waits until a program that was told to stop has, without a complaint.
func (p *program) ended() {
	p.t.Helper()
	if err := p.running.Wait(); err != nil {
		p.t.Errorf("told to stop, it ended with %v", err)
	}
	p.running = nil
}

// tables looks into the program's database, past the program.
func (p *program) tables() *sapatest.House {
	return &sapatest.House{T: p.t, Engine: p.engine, Config: config.Config{Data: p.data(), Database: p.database}}
}

// count is the number a query answers.
func (p *program) count(query string, args ...any) int {
	p.t.Helper()
	rows := p.tables().Query(query, args...)
	n, err := strconv.Atoi(strings.Join(rows, " "))
	if err != nil {
		p.t.Fatalf("%s: %v", query, rows)
	}
	return n
}

// free gives back what a killed program held of a PostgreSQL, which others would wait for otherwise.
func (p *program) free() {
	p.t.Helper()
	if p.engine == sapatest.Postgres {
		p.tables().Exec(`UPDATE leases SET until = 0`)
	}
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

// write posts a message, known by how it begins, as a customer at the widget, each from an address of their own. It answers
// the status, 0 when there was no answer.
func (p *program) write(client *http.Client, key string, visitor int, text string) int {
	body, _ := json.Marshal(map[string]any{"client_id": strings.ReplaceAll(text[:min(len(text), 60)], " ", "-"), "text": text})
	r, _ := http.NewRequest("POST", "http://"+p.address+"/widget/v1/"+key+"/messages", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", fmt.Sprintf("Bearer %043d", visitor))
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", visitor>>16&255, visitor>>8&255, visitor&255))
	answer, err := client.Do(r)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0
	}
	return answer.StatusCode
}
