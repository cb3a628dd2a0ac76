package store_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

// provided is a kind of channel whose provider brings lists of elements in our own words, and takes everything.
type provided struct{}

func (provided) Parse(d channel.Delivery) (all []sapa.Inbound, err error) {
	return all, json.Unmarshal(d.Body, &all)
}
func (provided) Verify(http.Header, []byte) error    { return nil }
func (provided) Handshake(url.Values) (string, bool) { return "", false }
func (provided) Concerns([]byte) bool                { return true }
func (provided) Send(_ context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Receipt{ProviderID: "provider-" + out.ID}, nil
}

// newProvided is newCounted with a channel of a provider, and its key.
func newProvided(t *testing.T, e sapatest.Engine) (*counted, string) {
	t.Helper()
	clock := sapatest.Clock{}
	clock.Advance(at(0).Sub(clock.Now()))
	return newProvidedAt(t, e, clock.Now)
}

// newProvidedAt is newProvided by a clock.
func newProvidedAt(t *testing.T, e sapatest.Engine, now func() time.Time) (*counted, string) {
	t.Helper()
	c := newCounted(t, e)
	spec := channel.Spec{
		Kind: "plain", Caps: channel.Caps{TextLimit: 4096, Window: 24 * time.Hour}, Session: 24 * time.Hour,
		New: func(channel.Account) channel.Channel { return provided{} },
	}
	c.Inbox = inbox.New(inbox.Parts{Store: c.Store, Specs: []channel.Spec{spec}, Now: now, Holder: "test", Files: inbox.NewFiles(nil, rand.Reader, "")})
	ch := sapa.Channel{Kind: "plain", Name: "Plain", PublicKey: fmt.Sprintf("wk_plain_%p", t), State: sapa.ChannelOn, SessionHours: 24, CreatedAt: at(0)}
	_, err := c.Change(t.Context(), c.ws, func(tx *store.Tx) error {
		_, err := tx.CreateChannel(t.Context(), ch)
		tx.Emit(sapa.Event{Kind: sapa.ChannelConnected, At: at(0), Actor: sapa.SystemActor()})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c, ch.PublicKey
}

// delivery is a body with a text for each id.
func delivery(t *testing.T, ids ...string) []byte {
	var all []sapa.Inbound
	for _, id := range ids {
		all = append(all, sapa.Inbound{
			Kind: sapa.InboundMessage, From: sapa.Sender{External: "budi", Others: []string{"+62811"}, Name: "Budi"}, ProviderID: id, At: at(0),
			Message: sapa.InboundContent{Kind: sapa.Text, Text: id},
		})
	}
	body, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// A delivery is accepted by one statement in one transaction. A known contact's message costs five in one, with noting that
// its delivery is done, and so do the messages of a batch, but for one where their number is no power of two.
func TestStatementsOfADelivery(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvided(t, e)
		accept := func(ids ...string) func() error {
			body := delivery(t, ids...)
			return func() error {
				return only(c.Accept(t.Context(), key, nil, func() ([]byte, error) { return body, nil }))
			}
		}
		drain := func() error { return only(c.IngestWaiting(t.Context())) }
		first, read := c.ask(accept("1"))
		atMost(t, "accepting", 1, first)
		c.once("accepting")
		atMost(t, "before accepting", 1, read)
		again, _ := c.ask(accept("1"))
		atMost(t, "accepting it again", 1, again)
		_, _ = c.ask(drain)
		_, _ = c.ask(accept("2"))
		known, _ := c.ask(drain)
		atMost(t, "a message of a known contact, and that its delivery is done", 5, known)
		c.once("a message of a known contact, and that its delivery is done")
		_, _ = c.ask(accept("3"))
		_, _ = c.ask(accept("4", "5"))
		several, _ := c.ask(drain)
		atMost(t, "three messages in two deliveries", 6, several)
		c.once("three messages in two deliveries")
		_, _ = c.ask(accept("1", "2"))
		seen, _ := c.ask(drain)
		atMost(t, "two messages that were here before", 13, seen)
	})
}

// One element the store refuses is put off with its delivery, and everything beside it is taken in.
func TestAnElementTheStoreRefuses(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c, key := newProvided(t, e)
		broken := []sapa.Inbound{{Kind: sapa.InboundMessage, From: sapa.Sender{External: "sari"}, ProviderID: "bad", Message: sapa.InboundContent{Uploads: []string{"nothing"}}}}
		rest, all := []sapa.Inbound{}, []sapa.Inbound{}
		if err := json.Unmarshal(delivery(t, "1", "2"), &rest); err != nil {
			t.Fatal(err)
		}
		all = append(append(append(all, rest[0]), broken...), rest[1])
		body, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range [][]byte{delivery(t, "before"), body, delivery(t, "after")} {
			if _, err := c.Accept(t.Context(), key, nil, func() ([]byte, error) { return b, nil }); err != nil {
				t.Fatal(err)
			}
		}
		if err := only(c.IngestWaiting(t.Context())); err != nil {
			t.Fatal(err)
		}
		found, err := c.MessagesByID(t.Context(), c.ws, idsUpTo(100))
		texts := map[string]bool{}
		for _, m := range found {
			texts[m.Text] = true
		}
		if err != nil || len(found) != 4 || !texts["1"] || !texts["2"] || !texts["before"] || !texts["after"] {
			t.Errorf("%v, %v", texts, err)
		}
		stuck, err := c.Store.StuckDeliveries(t.Context(), c.ws, 0, 10)
		if err != nil || len(stuck) != 1 || stuck[0].FailureCode != "invalid" {
			t.Errorf("%+v, %v", stuck, err)
		}
	})
}

// idsUpTo are the first ids of messages: some are set aside and never used.
func idsUpTo(n int) []sapa.MessageID {
	ids := make([]sapa.MessageID, n)
	for i := range ids {
		ids[i] = sapa.MessageID(i + 1)
	}
	return ids
}
