package sapatest

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// House is a running Sapa on a fresh database: one workspace, a web chat, and people with names.
type House struct {
	*app.App
	T      testing.TB
	URL    string
	Clock  *Clock
	Log    *Log
	Engine Engine
	// Config is what the house was started with.
	Config config.Config
	// Stop ends the house before the test does.
	Stop func()
	// Workspace is the house's first one, Widget the public key of its web chat.
	Workspace sapa.WorkspaceID
	Widget    string

	people map[string]*Person
	owner  sapa.By
}

// The people of a test house, by role.
const (
	Ratna = "ratna" // owner
	Bagas = "bagas" // admin
	Citra = "citra" // manager
	Dewi  = "dewi"  // supervisor
	Eko   = "eko"   // agent
	Fitri = "fitri" // agent
)

// Password is everybody's.
const Password = "kopi susu gula aren"

var roles = map[string]sapa.Role{
	Ratna: sapa.Owner, Bagas: sapa.Admin, Citra: sapa.Manager, Dewi: sapa.Supervisor, Eko: sapa.Agent, Fitri: sapa.Agent,
}

// New starts a house on an engine. It goes with the test.
func New(t testing.TB, e Engine) *House {
	t.Helper()
	return Site{}.House(t, e)
}

// At starts a house on a database, which may be that of another house: two then are two processes of one Sapa.
func At(t testing.TB, e Engine, database string) *House {
	t.Helper()
	return Site{Database: database}.House(t, e)
}

// Site says where and how a house stands when it is not the usual one; its zero value is the usual one.
type Site struct {
	// Database is a PostgreSQL database there is already; empty for a fresh one.
	Database string
	// Data is a data folder there is already; empty for a fresh one.
	Data string
	// Empty leaves the set-up undone: there is nobody and no channel.
	Empty bool
	// Adjust changes what the house is made of; nil for nothing.
	Adjust func(*app.Options)
}

// House starts a house on an engine. It goes with the test.
func (s Site) House(t testing.TB, e Engine) *House {
	t.Helper()
	h := &House{T: t, Clock: &Clock{now: Monday()}, Log: &Log{}, Engine: e, people: map[string]*Person{}}
	options := app.Options{
		Config: s.config(t, e), Log: slog.New(slog.NewTextHandler(h.Log, nil)), Now: h.Clock.Now, Passwords: auth.QuickPasswords(),
		Version: "test", Widget: []byte(`config("__SAPA_CONFIG__")`),
	}
	if s.Adjust != nil {
		s.Adjust(&options)
	}
	if err := app.Migrate(t.Context(), options.Config); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	h.App, h.Config = a, options.Config
	h.serve()
	if !s.Empty {
		h.open()
	}
	return h
}

func (s Site) config(t testing.TB, e Engine) config.Config {
	t.Helper()
	c := config.Config{Data: s.Data, Database: s.Database}
	if c.Data == "" {
		c.Data = t.TempDir()
	}
	if e == Postgres && c.Database == "" {
		c.Database = e.Database(t)
	}
	return c
}

// serve listens, and stops with the test.
func (h *House) serve() {
	server := httptest.NewServer(h.Handler())
	h.URL = server.URL
	ctx, stop := context.WithCancel(context.Background())
	var hub sync.WaitGroup
	hub.Go(func() { _ = h.Hub.Run(ctx) })
	h.Stop = sync.OnceFunc(func() {
		stop()
		hub.Wait()
		server.CloseClientConnections()
		server.Close()
		if err := h.Close(); err != nil {
			h.T.Errorf("close: %v", err)
		}
	})
	h.T.Cleanup(h.Stop)
}

// open does the set-up, or finds it done by the house that shares the database.
func (h *House) open() {
	h.T.Helper()
	ctx := h.T.Context()
	open, err := h.Admin.SetUpOpen(ctx)
	h.must(err)
	device := admin.Device{Agent: "test", Address: netip.MustParseAddr("127.0.0.1")}
	if open {
		code, err := h.Admin.SetUpCode(ctx)
		h.must(err)
		in, err := h.Admin.SetUp(ctx, code, admin.NewHouse{
			Company: "Toko Melati", TimeZone: "Asia/Jakarta", Language: sapa.Indonesian, PlanMode: sapa.Unlimited,
			Name: "Ratna Sari", Email: Email(Ratna), Password: Password,
		}, device)
		h.must(err)
		h.owner = in.By
	} else {
		in, err := h.Admin.SignIn(ctx, Email(Ratna), Password, device)
		h.must(err)
		h.owner = in.By
	}
	h.Workspace = h.owner.Workspace
	channels, err := h.Admin.Channels(ctx, h.owner)
	h.must(err)
	h.Widget = channels[0].PublicKey
}

// Email is a person's address.
func Email(name string) string { return name + "@melati.example" }

func (h *House) must(err error) {
	h.T.Helper()
	if err != nil {
		h.T.Fatal(err)
	}
}

// As is a person, signed in. People other than the owner are added when they are first asked for.
func (h *House) As(name string) *Person {
	h.T.Helper()
	if p := h.people[name]; p != nil {
		return p
	}
	role, known := roles[name]
	if !known {
		role = sapa.Agent
	}
	if role != sapa.Owner {
		h.add(name, role)
	}
	p := h.Anonymous()
	p.Name = name
	p.Want(http.StatusNoContent, "POST", "/api/v1/sessions", map[string]any{"name": Email(name), "password": Password})
	p.ID = p.Want(http.StatusOK, "GET", "/api/v1/me", nil).Text("member", "id")
	h.people[name] = p
	return p
}

// add makes a member who is not there yet.
func (h *House) add(name string, role sapa.Role) {
	h.T.Helper()
	full, email := strings.ToUpper(name[:1])+name[1:]+" Test", Email(name)
	_, _, err := h.Admin.Invite(h.T.Context(), h.owner, admin.Profile{Name: &full, Email: &email, Role: &role}, Password)
	if err != nil && sapa.CodeOf(err) != "email_taken" {
		h.T.Fatal(err)
	}
}

// Anonymous is a browser nobody has signed in with.
func (h *House) Anonymous() *Person { return &Person{T: h.T, house: h, client: newClient()} }

// By is a person as the verbs know them.
func (h *House) By(name string) sapa.By {
	h.T.Helper()
	h.As(name)
	m, err := h.Store.FindMemberByEmail(h.T.Context(), Email(name))
	h.must(err)
	return sapa.By{Workspace: m.Workspace, Member: m.ID}
}

// Log keeps what the house logs, so that tests can look for what must not be in it.
type Log struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write satisfies io.Writer.
func (l *Log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// String is all that was logged.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
