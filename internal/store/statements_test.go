package store_test

import (
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
