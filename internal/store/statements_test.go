package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/webchat"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// counted is the verbs over a world whose statements are counted.
type counted struct {
	*world
	*inbox.Inbox
	ran []store.Statement
	// commits is how many write transactions the last act had.
	commits int
}

func newCounted(t *testing.T, e sapatest.Engine) *counted {
	t.Helper()
	c := &counted{}
	c.world = worldIn(t, store.Watch(e.Store(t), func(s store.Statement) { c.ran = append(c.ran, s) }), 1)
	now := at(0)
	c.Inbox = inbox.New(inbox.Parts{Store: c.Store, Specs: []channel.Spec{webchat.New()}, Now: func() time.Time { now = now.Add(time.Second); return now }})
	return c
}

// ask counts the statements of an act: those in write transactions, and those that only read.
func (c *counted) ask(act func() error) (written, read []string) {
	c.t.Helper()
	c.ran = nil
	if err := act(); err != nil {
		c.t.Fatal(err)
	}
	begun := map[int64]bool{}
	for _, s := range c.ran {
		line := strings.Join(strings.Fields(s.Query), " ")
		if s.Written > 0 {
			begun[s.Written] = true
			written = append(written, line)
		} else {
			read = append(read, line)
		}
	}
	c.commits = len(begun)
	return written, read
}

// once fails unless the last act wrote in one transaction.
func (c *counted) once(what string) {
	c.t.Helper()
	if c.commits != 1 {
		c.t.Errorf("%s: %d write transactions, want one", what, c.commits)
	}
}

// atMost fails unless an act took no more statements than it may.
func atMost(t *testing.T, what string, n int, statements []string) {
	t.Helper()
	if len(statements) > n || len(statements) == 0 {
		t.Errorf("%s: %d statements, at most %d:\n\t%s", what, len(statements), n, strings.Join(statements, "\n\t"))
	}
}

// A message costs a handful of statements, however much there is in the database: an inbound one of a known contact
// four, with everything it changes, in one transaction.
func TestStatementsOfAMessage(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c := newCounted(t, e)
		ch, err := c.Channel(t.Context(), c.ws, c.channel)
		if err != nil {
			t.Fatal(err)
		}
		say := func(id string) func() error {
			return func() error {
				_, err := c.Ingest(t.Context(), ch, []sapa.Inbound{{
					Channel: c.channel, From: sapa.Sender{External: "budi", Name: "Budi"}, ProviderID: id,
					Message: sapa.InboundContent{Kind: sapa.Text, Text: "halo"},
				}})
				return err
			}
		}
		reply := func(key string) func() error {
			return func() error {
				_, err := c.Reply(t.Context(), sapa.By{Workspace: c.ws, Member: c.members[0]}, 1, inbox.Writing{ClientID: key, Text: "halo"})
				return err
			}
		}
		first, _ := c.ask(say("1"))
		atMost(t, "the first message of a contact", 8, first)
		again, read := c.ask(say("2"))
		atMost(t, "a message of a known contact", 4, again)
		c.once("a message of a known contact")
		atMost(t, "reading it back", 3, read)
		claim, _ := c.ask(reply("claim-01"))
		atMost(t, "a reply that claims", 9, claim)
		answer, read := c.ask(reply("answer-1"))
		atMost(t, "a reply", 9, answer)
		c.once("a reply")
		atMost(t, "reading it back", 3, read)
		_, told := c.ask(func() error { return only(c.Live(t.Context(), c.ws, 0, 500)) })
		atMost(t, "telling everybody who looks", 6, told)
		repeated, read := c.ask(say("2"))
		atMost(t, "a message that was here before", 6, repeated)
		atMost(t, "reading it back", 3, read)
	})
}

// Where conversations are given out an inbound message costs what it costs elsewhere; who takes it is a change of its own,
// which grows by a statement for each conversation it gives out and none for each that waits.
func TestStatementsOfRouting(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c := newCounted(t, e)
		ch, err := c.Channel(t.Context(), c.ws, c.channel)
		if err != nil {
			t.Fatal(err)
		}
		c.give(map[string]any{"assignment_strategy": "round_robin", "workload_mode": "all_channels", "workload_all": 3, "idle_rule": true})
		say := func(who, id string) func() error {
			return func() error {
				_, err := c.Ingest(t.Context(), ch, []sapa.Inbound{{
					Channel: c.channel, From: sapa.Sender{External: who, Name: who}, ProviderID: who + id,
					Message: sapa.InboundContent{Kind: sapa.Text, Text: "halo"},
				}})
				return err
			}
		}
		for who := range 40 {
			first, _ := c.ask(say(fmt.Sprint("budi", who), "1"))
			atMost(t, "the first message of a contact", 8, first)
		}
		again, _ := c.ask(say("budi7", "2"))
		atMost(t, "a message of a known contact", 4, again)
		c.once("a message of a known contact")
		given := 0
		written, read := c.ask(func() (err error) {
			given, err = c.Route(t.Context())
			return err
		})
		if given != 3 {
			t.Fatalf("%d given out, want 3", given)
		}
		atMost(t, "giving out three of forty", 9+2*given, written)
		c.once("giving out three of forty")
		atMost(t, "looking what to give", 16, read)
		full, read := c.ask(func() error { return only(c.Route(t.Context())) })
		if len(full) > 0 {
			t.Errorf("where everybody is full it writes:\n\t%s", strings.Join(full, "\n\t"))
		}
		atMost(t, "looking where everybody is full", 8, read)
	})
}

// give changes settings, and lets the first member of the world, an agent, be there.
func (c *counted) give(values map[string]any) {
	c.t.Helper()
	_, err := c.Store.Change(c.t.Context(), c.ws, func(tx *store.Tx) error {
		w := tx.Workspace
		w.Settings = values
		tx.Emit(sapa.Event{Kind: sapa.SettingsUpdated, At: at(0), Actor: sapa.SystemActor(), Subject: int64(c.ws)})
		m, err := tx.Member(c.t.Context(), c.ws, c.members[0])
		if err != nil {
			return err
		}
		m.Role, m.State = sapa.Agent, sapa.Active
		if err := tx.UpdateMember(c.t.Context(), m); err != nil {
			return err
		}
		if err := tx.SetPresence(c.t.Context(), m.ID, sapa.Presence{State: sapa.Online, Since: at(0)}); err != nil {
			return err
		}
		return tx.UpdateWorkspace(c.t.Context(), w)
	})
	if err != nil {
		c.t.Fatal(err)
	}
}
