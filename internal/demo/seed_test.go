package demo_test

import (
	"cmp"
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// seed writes the past into a fresh house.
func seed(t *testing.T) (*app.App, demo.Seeded) {
	t.Helper()
	c := config.Config{Data: t.TempDir()}
	clock := &demo.Clock{}
	providers, err := demo.NewProviders(slog.New(slog.DiscardHandler), clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	reached(t, &c, providers)
	if err := app.Migrate(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), app.Options{Config: c, Now: clock.Now, Passwords: auth.QuickPasswords()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	seeded, err := (&demo.Seeder{
		Admin: a.Admin, Inbox: a.Inbox, Clock: clock, House: a.Handler(), Accounts: providers.Accounts(a.Admin, quick),
	}).Seed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return a, seeded
}

// reached lets the house find the providers.
func reached(t *testing.T, c *config.Config, p demo.Providers) {
	t.Helper()
	serve := func(one interface {
		http.Handler
		Close()
		SetURL(string)
	}) string {
		server := httptest.NewServer(one)
		one.SetURL(server.URL)
		t.Cleanup(func() {
			one.Close()
			server.CloseClientConnections()
			server.Close()
		})
		return server.URL
	}
	c.GraphURL, c.TelegramURL, c.PrivateURLs = serve(p.Graph()), serve(p.Bot), []string{serve(p.Shop)}
	in, out := p.Mail.Servers()
	c.MailServers = []string{in, out}
	t.Cleanup(p.Mail.Close)
}

// The past is what the script says: every dialogue ends in its state, and the messages are as many as its lines.
func TestSeedFollowsTheScript(t *testing.T) {
	t.Parallel()
	a, seeded := seed(t)
	want := map[string]int{}
	lines := 0
	for _, d := range demo.Dialogues {
		want[d.End]++
		lines += len(d.Lines)
		for _, line := range d.Lines {
			if line.Privately { // it stands among the messages of that person too
				want[demo.EndResolved]++
				lines++
			}
		}
	}
	names := map[sapa.State]string{
		sapa.Resolved: demo.EndResolved, sapa.Handled: demo.EndHandled, sapa.InQueue: demo.EndQueued, sapa.Inactive: demo.EndInactive,
	}
	got := map[string]int{}
	messages := 0
	for _, row := range all(t, a, seeded) {
		got[names[row.State]]++
		messages += row.LastSeq
	}
	for end, n := range want {
		if got[end] != n {
			t.Errorf("%d conversations are %s, the script has %d", got[end], end, n)
		}
	}
	if messages != lines {
		t.Errorf("%d messages, the script has %d lines", messages, lines)
	}
	checkSeen(t, a, seeded)
	checkElsewhere(t, a, seeded)
	checkDepartments(t, a, seeded)
}

// checkDepartments: everything was in the department of its channel from the first, both have had work, and somebody waits.
func checkDepartments(t *testing.T, a *app.App, seeded demo.Seeded) {
	t.Helper()
	departments, err := a.Admin.Departments(t.Context(), seeded.Owner)
	if err != nil || len(departments) != 2 {
		t.Fatalf("%d departments, %v", len(departments), err)
	}
	channels, err := a.Admin.Channels(t.Context(), seeded.Owner)
	if err != nil {
		t.Fatal(err)
	}
	belongs := map[sapa.ChannelID]sapa.DepartmentID{}
	for _, ch := range channels {
		belongs[ch.ID] = cmp.Or(ch.Department, departments[0].ID)
	}
	worked, waits := map[sapa.DepartmentID]int{}, 0
	for _, row := range all(t, a, seeded) {
		if row.Department != belongs[row.Channel] {
			t.Errorf("a conversation of channel %d is in department %d, want %d", row.Channel, row.Department, belongs[row.Channel])
		}
		worked[row.Department]++
		if row.State == sapa.InQueue {
			waits++
		}
	}
	if worked[departments[0].ID] == 0 || worked[departments[1].ID] == 0 || waits == 0 {
		t.Errorf("the departments have %v conversations, %d wait", worked, waits)
	}
}

// checkElsewhere: each account has conversations, whose answers have arrived at the provider's and whose files have come.
func checkElsewhere(t *testing.T, a *app.App, seeded demo.Seeded) {
	t.Helper()
	found := map[string]bool{}
	for _, one := range seeded.Accounts {
		rows, err := a.Store.Conversations(t.Context(), seeded.Owner.Workspace, store.ListQuery{
			Tab: store.All, Kind: one.Kind, Channel: one.Channel.ID, Scope: access.Scope{All: true}, Limit: 100,
		})
		if err != nil || len(rows) == 0 {
			t.Errorf("%s has no conversations (%v)", one.Via, err)
		}
		for _, row := range rows {
			page, err := a.Inbox.Thread(t.Context(), seeded.Owner, row.ID, inbox.ThreadQuery{Limit: inbox.MaxMessages})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range page.Messages {
				checkArrived(t, row.Person.Name, m)
				found["a hidden comment"] = found["a hidden comment"] || m.Comment != nil && m.Comment.Hidden
				found["a private reply"] = found["a private reply"] || m.Comment != nil && m.Comment.Private
				found["an answer to a story"] = found["an answer to a story"] || m.Content != nil && m.Content.Story != nil
				found["a mail with a copy"] = found["a mail with a copy"] || m.Content != nil && m.Content.Mail != nil && len(m.Content.Mail.CC) > 0
			}
		}
	}
	for what, there := range found {
		if !there {
			t.Errorf("there is not %s", what)
		}
	}
}

func checkArrived(t *testing.T, who string, m sapa.Message) {
	t.Helper()
	if m.Direction == sapa.Out && m.Status != sapa.Sent && m.Status != sapa.Delivered && m.Status != sapa.Read {
		t.Errorf("what %s was answered is %s (%s): %s", who, m.Status, m.FailureCode, m.Text)
	}
	if m.Kind == sapa.Unsupported {
		t.Errorf("nobody can read what %s wrote", who)
	}
	for _, f := range m.Attachments {
		if f.State != sapa.FileReady {
			t.Errorf("a file of %s is %s", who, f.State)
		}
	}
}

// checkSeen: whoever wrote anything was last seen when they wrote it, so that the list of members tells who is about.
func checkSeen(t *testing.T, a *app.App, seeded demo.Seeded) {
	t.Helper()
	wrote := map[sapa.MemberID]time.Time{}
	for _, row := range all(t, a, seeded) {
		page, err := a.Inbox.Thread(t.Context(), seeded.Owner, row.ID, inbox.ThreadQuery{Limit: inbox.MaxMessages})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Messages {
			if m.Direction != sapa.In && m.At.After(wrote[m.Author.Member()]) {
				wrote[m.Author.Member()] = m.At
			}
		}
	}
	members, err := a.Admin.Members(t.Context(), seeded.Owner)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, m := range members {
		if at, ok := wrote[m.ID]; ok {
			seen++
			// Each act of a scene takes some microseconds.
			if at.Sub(m.LastSeenAt).Abs() > time.Second {
				t.Errorf("%s wrote last at %v and was last seen at %v", m.Name, at, m.LastSeenAt)
			}
		}
	}
	if seen < 8 {
		t.Errorf("only %d members wrote anything", seen)
	}
}

func all(t *testing.T, a *app.App, seeded demo.Seeded) []store.Row {
	t.Helper()
	var rows []store.Row
	for _, kind := range sapa.ConversationKinds() {
		some, err := a.Store.Conversations(t.Context(), seeded.Owner.Workspace, store.ListQuery{Tab: store.All, Kind: kind, Scope: access.Scope{All: true}, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, some...)
	}
	return rows
}

// signals counts what customers are seen to type.
type signals struct {
	mu sync.Mutex
	n  int
}

// Send satisfies the simulator.
func (s *signals) Send(realtime.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n++
}

// Customers keep writing: new ones come, and answered ones go on.
func TestCustomersKeepWriting(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	h.As(sapatest.Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "webchat", "name": "Kedai"})
	seeded := demo.Seeded{Owner: h.By(sapatest.Ratna)}
	var err error
	if seeded.Channels, err = h.Admin.Channels(t.Context(), seeded.Owner); err != nil {
		t.Fatal(err)
	}
	arrived := make(chan struct{}, 10_000)
	h.Store.OnCommit(func(sapa.WorkspaceID, int64, []sapa.Event) { arrived <- struct{}{} })
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	typed := &signals{}
	s := &demo.Simulator{Inbox: h.Inbox, Signals: typed, Log: slog.New(slog.DiscardHandler), Chance: rand.New(rand.NewPCG(1, 1)), Pace: 2000}
	var done sync.WaitGroup
	done.Go(func() { _ = s.Run(ctx, seeded) })
	for customers, again := 0, false; customers < 8 || !again; {
		select {
		case <-arrived:
		case <-time.After(20 * time.Second):
			t.Fatalf("nobody writes any more: %d customers came, one went on after an answer: %v", customers, again)
		}
		rows := all(t, h.App, seeded)
		customers, again = len(rows), again || slices.ContainsFunc(rows, goesOn)
		answerEverybody(t, h, rows)
	}
	stop()
	done.Wait()
}

// goesOn tells that the customer wrote last, and had an answer before.
func goesOn(r store.Row) bool { return r.Last.Direction == sapa.In && r.ShownCount > r.InboundCount }

// answerEverybody answers whoever waits, as somebody at the demo would.
func answerEverybody(t *testing.T, h *sapatest.House, rows []store.Row) {
	t.Helper()
	for _, r := range rows {
		if r.Last.Direction != sapa.In {
			continue
		}
		if _, err := h.Inbox.Reply(t.Context(), h.By(sapatest.Eko), r.ID, inbox.Writing{ClientID: sapatest.NewKey(), Text: "Baik, kak"}); err != nil {
			t.Error(err)
		}
	}
}
