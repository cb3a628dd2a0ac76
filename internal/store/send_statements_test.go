package store_test

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A reply on a provider's channel is one transaction, which holds its place in the line as well. Handing it over costs
// one transaction before, so that a crash leaves no doubt that there is a doubt, and one after, with what became of it;
// the channel's lease, which is for all that wait, is taken and given back in one each.
func TestStatementsOfASend(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvided(t, e)
		body := delivery(t, "1")
		if _, err := c.Accept(t.Context(), key, nil, func() ([]byte, error) { return body, nil }); err != nil {
			t.Fatal(err)
		}
		if err := only(c.IngestWaiting(t.Context())); err != nil {
			t.Fatal(err)
		}
		reply := func(key string) func() error {
			return func() error {
				_, err := c.Reply(t.Context(), sapa.By{Workspace: c.ws, Member: c.members[0]}, 1, inbox.Writing{ClientID: key, Text: "halo"})
				return err
			}
		}
		send := func() error { return c.Dispatch(t.Context()) }
		for _, key := range []string{"claim-01", "answer-1"} {
			written, _ := c.ask(reply(key))
			atMost(t, "a reply", 10, written)
			c.once("a reply")
			sent, _ := c.ask(send)
			atMost(t, "handing it over", 2+10, sent)
			if c.commits > 2+2 {
				t.Errorf("handing it over: %d write transactions, at most 4", c.commits)
			}
			again, _ := c.ask(send)
			if len(again) > 0 {
				t.Errorf("handing over nothing: %q", again)
			}
		}
	})
}
