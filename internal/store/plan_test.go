package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// asked is one way a query of the store is asked.
type asked struct {
	// name is the method and, after a space, what is special.
	name string
	ask  func(context.Context, *store.Store) error
	// by are the indexes it must go by; a primary key goes without saying.
	by []string
	// sorts says why what it sorts is small; empty when it may sort nothing.
	sorts string
}

// write makes a way of asking of a query that runs in a transaction.
func write(do func(context.Context, *store.Tx) error) func(context.Context, *store.Store) error {
	return func(ctx context.Context, s *store.Store) error {
		return s.Write(ctx, func(tx *store.Tx) error {
			tx.Workspace.ID = 1
			return do(ctx, tx)
		})
	}
}

// listOf is a way of asking for a page of a tab.
func listOf(q store.ListQuery) func(context.Context, *store.Store) error {
	q.Limit, q.Member = 30, 1
	return func(ctx context.Context, s *store.Store) error {
		_, err := s.Conversations(ctx, 1, q)
		return err
	}
}

// only drops what a query answers, for the table below.
func only[T any](_ T, err error) error { return err }

var (
	all     = access.Scope{All: true}
	agent   = access.Scope{Member: 1}
	divided = access.Scope{Member: 1, Divided: true, Departments: []sapa.DepartmentID{1, 2}}
	leads   = access.Scope{Member: 1, Divided: true, Departments: []sapa.DepartmentID{1, 2}, Leads: true}
	further = store.Cursor{At: time.Unix(1, 0), ID: 7}
)

// questions are the queries somebody waits for, each with the indexes it goes by on both engines.
func questions() []asked {
	return []asked{
		{"Conversations mine", listOf(store.ListQuery{Tab: store.Mine, Scope: agent}), []string{"conversations_mine"}, ""},
		{"Conversations mine, further", listOf(store.ListQuery{Tab: store.Mine, Scope: agent, After: further}), []string{"conversations_mine"}, ""},
		{"Conversations queue", listOf(store.ListQuery{Tab: store.Queue, Scope: agent}), []string{"conversations_queue"}, ""},
		{"Conversations queue, further", listOf(store.ListQuery{Tab: store.Queue, Scope: agent, After: further}), []string{"conversations_queue"}, ""},
		{"Conversations inactive", listOf(store.ListQuery{Tab: store.Inactive, Scope: agent}), []string{"conversations_inactive"}, ""},
		{"Conversations inactive, further", listOf(store.ListQuery{Tab: store.Inactive, Scope: all, After: further}), []string{"conversations_inactive"}, ""},
		{"Conversations resolved", listOf(store.ListQuery{Tab: store.Resolved, Scope: all}), []string{"conversations_resolved"}, ""},
		{"Conversations resolved, further", listOf(store.ListQuery{Tab: store.Resolved, Scope: all, After: further}), []string{"conversations_resolved"}, ""},
		{"Conversations resolved by an agent", listOf(store.ListQuery{Tab: store.Resolved, Scope: agent}), []string{"conversations_resolved_mine"}, ""},
		{"Conversations all", listOf(store.ListQuery{Tab: store.All, Scope: all}), []string{"conversations_all"}, ""},
		{"Conversations all, further", listOf(store.ListQuery{Tab: store.All, Scope: all, After: further}), []string{"conversations_all"}, ""},
		{"Conversations all of a channel", listOf(store.ListQuery{Tab: store.All, Scope: all, Channel: 2}), []string{"conversations_channel"}, ""},
		{"Conversations all of an assignee", listOf(store.ListQuery{Tab: store.All, Scope: all, Assignee: 1}), []string{"conversations_mine"}, ""},
		{"Conversations queue, of two departments", listOf(store.ListQuery{Tab: store.Queue, Scope: divided}), []string{"conversations_queue_department"}, ""},
		{"Conversations inactive, of two departments", listOf(store.ListQuery{Tab: store.Inactive, Scope: divided, After: further}), []string{"conversations_inactive_department"}, ""},
		{"Conversations resolved, of one's departments", listOf(store.ListQuery{Tab: store.Resolved, Scope: leads}), []string{"conversations_resolved_department", "conversations_resolved_mine"}, ""},
		{"Conversations all, of a department", listOf(store.ListQuery{Tab: store.All, Scope: all, Department: 3, After: further}), []string{"conversations_department"}, ""},
		{"Conversations of a contact", listOf(store.ListQuery{Tab: store.All, Scope: all, Contact: 1}), []string{"conversations_contact"}, ""},
		{"Conversations of a contact, for an agent", listOf(store.ListQuery{Tab: store.All, Scope: agent, Contact: 1}), []string{"conversations_contact"}, ""},
	}
}

// filtered are the queries of each tab with each filter. An assignee's own list is short: its channel is not looked up.
func filtered() []asked {
	var found []asked
	for _, tab := range []struct {
		tab   store.Tab
		scope access.Scope
		// index is that of one channel's, whole that of all channels'.
		index, whole string
	}{
		{store.Queue, agent, "conversations_queue_channel", "conversations_queue"}, {store.Queue, all, "conversations_queue_channel", "conversations_queue"},
		{store.Inactive, agent, "conversations_inactive_channel", "conversations_inactive"},
		{store.Inactive, all, "conversations_inactive_channel", "conversations_inactive"},
		{store.Resolved, agent, "conversations_resolved_mine_channel", "conversations_resolved_mine"},
		{store.Resolved, all, "conversations_resolved_channel", "conversations_resolved"},
		{store.All, all, "conversations_channel", "conversations_all"}, {store.Mine, agent, "conversations_mine", "conversations_mine"},
	} {
		for _, after := range []store.Cursor{{}, further} {
			for _, kind := range sapa.ConversationKinds() {
				q := store.ListQuery{Tab: tab.tab, Kind: kind, Scope: tab.scope, Channel: 2, After: after}
				name := fmt.Sprintf("Conversations %s of a channel, %s, %+v, after %d", tab.tab, kind, tab.scope, after.ID)
				found = append(found, asked{name, listOf(q), []string{tab.index}, ""})
				q.Channel = 0
				name = fmt.Sprintf("Conversations %s, %s, %+v, after %d", tab.tab, kind, tab.scope, after.ID)
				found = append(found, asked{name, listOf(q), []string{tab.whole}, ""})
			}
		}
	}
	for _, after := range []store.Cursor{{}, further} {
		for _, channel := range []sapa.ChannelID{0, 2} {
			q := store.ListQuery{Tab: store.All, Scope: all, Assignee: 1, Channel: channel, After: after}
			found = append(found, asked{fmt.Sprintf("Conversations all of an assignee, channel %d, after %d", channel, after.ID), listOf(q), []string{"conversations_mine"}, ""})
		}
	}
	return found
}

// explain answers what an engine means to do for a statement, one step a line.
func explain(t *testing.T, e sapatest.Engine, conn *sql.Conn, s store.Statement) []string {
	t.Helper()
	prefix := map[sapatest.Engine]string{sapatest.SQLite: "EXPLAIN QUERY PLAN ", sapatest.Postgres: "EXPLAIN (COSTS OFF) "}[e]
	rows, err := conn.QueryContext(t.Context(), prefix+s.Query, s.Args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, s.Query)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var step string
		into := []any{&step}
		if e == sapatest.SQLite {
			into = []any{new(int), new(int), new(int), &step}
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return steps
}

var (
	// fullScan is a step that looks at every row of a table or an index.
	fullScan = map[sapatest.Engine]*regexp.Regexp{
		sapatest.SQLite:   regexp.MustCompile(`^SCAN (\w+)( USING .*)?$`),
		sapatest.Postgres: regexp.MustCompile(`Seq Scan on (\w+)`),
	}
	sortStep = map[sapatest.Engine]*regexp.Regexp{
		sapatest.SQLite:   regexp.MustCompile(`TEMP B-TREE FOR (ORDER|GROUP) BY|TEMP B-TREE FOR DISTINCT`),
		sapatest.Postgres: regexp.MustCompile(`^\s*(->\s+)?(Incremental )?Sort$`),
	}
	// derived are the names queries give to what they derived from rows found by an index, and the table of one row.
	derived = []string{"k", "v", "mine", "unread", "queue", "found", "newer", "lane", "line", "lines", "queued", "CONSTANT", "installation"}
	// byIndex is a step of PostgreSQL's by an index, which is only good with a condition.
	byIndex = regexp.MustCompile(`Index (Only )?Scan`)
)

// Nothing somebody waits for looks at every row of a table that grows, or sorts more than it shows.
func TestPlans(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		address := e.Database(t)
		var ran []store.Statement
		s := store.Watch(sapatest.OpenStore(t, address), func(s store.Statement) { ran = append(ran, s) })
		worldIn(t, s, 1).chat(3)
		conn, err := openAt(t, e, address).Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if e == sapatest.Postgres {
			crowd(t, conn)
		}
		for _, q := range slices.Concat(questions(), filtered(), ofRooms(), moreQuestions()) {
			ran = nil
			if err := q.ask(t.Context(), s); err != nil && sapa.KindOf(err) != sapa.NotFound {
				t.Errorf("%s: %v", q.name, err)
			}
			var steps []string
			for _, statement := range ran {
				steps = append(steps, explain(t, e, conn, statement)...)
			}
			if err := q.judge(e, steps); err != nil {
				t.Errorf("%s: %v:\n\t%s", q.name, err, strings.Join(steps, "\n\t"))
			}
		}
	})
}

// A search reads the rows it found by their keys; it walks through no list of conversations to filter them. PostgreSQL
// knows how many rows there are and chooses by that: here it has so few that reading them all is right.
func TestSearchReadsByKeys(t *testing.T) {
	t.Parallel()
	lists := regexp.MustCompile(`conversations_(all|channel|queue|mine|inactive|resolved)`)
	address := sapatest.SQLite.Database(t)
	var ran []store.Statement
	s := store.Watch(sapatest.OpenStore(t, address), func(s store.Statement) { ran = append(ran, s) })
	w := worldIn(t, s, 1)
	for range 40 {
		w.chat(4)
	}
	conn, err := openAt(t, sapatest.SQLite, address).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, q := range []store.SearchQuery{
		{Scope: all, Words: []string{"x"}}, {Scope: agent, Words: []string{"x"}}, {Scope: all, Words: []string{"x"}, Before: 3}, {Scope: all, Words: []string{"c1"}},
	} {
		q.Member, q.Limit, ran = 1, 20, nil
		if page, err := s.Search(t.Context(), 1, q); err != nil || len(page.Hits) == 0 && q.Before == 0 {
			t.Fatalf("%+v finds %d, %v", q, len(page.Hits), err)
		}
		for _, statement := range ran {
			if plan := strings.Join(explain(t, sapatest.SQLite, conn, statement), "\n"); lists.MatchString(plan) {
				t.Errorf("%+v:\n%s\n%s", q, statement.Query, plan)
			}
		}
	}
}

// judge finds fault with the steps of a query's plans.
func (q asked) judge(e sapatest.Engine, steps []string) error {
	plan := strings.Join(steps, "\n")
	if plan == "" {
		return errors.New("nothing was asked")
	}
	for _, index := range q.by {
		if !regexp.MustCompile(`\b(` + index + `)\b`).MatchString(plan) {
			return errors.New("it does not go by " + index)
		}
	}
	for i, step := range steps {
		if e == sapatest.Postgres && byIndex.MatchString(step) && (i+1 == len(steps) || !strings.Contains(steps[i+1], "Index Cond")) {
			return errors.New("it walks a whole index:" + step)
		}
		if m := fullScan[e].FindStringSubmatch(step); m != nil && !slices.Contains(derived, m[1]) {
			return errors.New("it looks at every row of " + m[1])
		}
		if sortStep[e].MatchString(step) && q.sorts == "" {
			return errors.New("it sorts")
		}
	}
	return nil
}

// unasked are the queries nobody waits for, each with the reason.
var unasked = map[string]string{
	"Workspaces":       "the operator's list of companies",
	"OnlineEverywhere": "it walks an index that holds nobody but those who are online",
}

// Every query of the store is in the table above, so that a new one brings its index.
func TestEveryQueryHasItsPlan(t *testing.T) {
	t.Parallel()
	asked := map[string]bool{}
	for _, q := range slices.Concat(questions(), ofRooms(), moreQuestions()) {
		name, _, _ := strings.Cut(strings.ReplaceAll(q.name, ",", " "), " ")
		asked[name] = true
	}
	for m := range reflect.TypeFor[store.Reads]().Methods() {
		if asked[m.Name] == (unasked[m.Name] != "") {
			t.Errorf("%s: has a plan %v, an excuse %q", m.Name, asked[m.Name], unasked[m.Name])
		}
	}
}
