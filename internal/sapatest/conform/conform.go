// Package conform is the suite that the channel of every provider passes: what it reads, what it refuses, what it makes
// of failures, and that it keeps its secrets. A channel's own tests hold what is particular about it.
package conform

import (
	"net/http"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Case is a channel kind with an account and what the suite must know of its provider.
type Case struct {
	Spec channel.Spec
	// Account is a connected one. The suite fills in Base and HTTP.
	Account channel.Account
	// At says where the provider is, for a channel whose address is filled in; nil where that is Base.
	At func(a *channel.Account, base string)
	// Deliveries is a folder of deliveries, each a .json file, and Golden the folder of what they are parsed to. Run the
	// test with -update to write the latter, and read what changed.
	Deliveries, Golden string
	// Signatures are deliveries with what proves them, or does not; none for a channel that verifies nothing.
	Signatures []Signature
	// Word tells that what proves a delivery is a word in a header, which says nothing of the body.
	Word bool
	// Sends are things to send: at least a text and each of what the channel can do.
	Sends []Send
	// Taken is how the provider answers when it took a request.
	Taken func(*http.Request) Answer
	// Refusals are the provider's errors.
	Refusals []Refusal
	// Complaint is a refusal with a text in it, as a provider that repeats what it does not like writes it.
	Complaint func(text string) Answer
	// Ref is what a file is fetched by; empty for a channel that fetches none.
	Ref string
}

// Signature is a body with the headers that came with it.
type Signature struct {
	Name   string
	Header http.Header
	Body   []byte
	Valid  bool
}

// Send is a thing to send.
type Send struct {
	Name string
	channel.Outbound
	// Harmless tells that its first request does no harm when it is made twice: a lost answer is Temporary then.
	Harmless bool
}

// Answer is what a provider answers.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Refusal is an answer and what it must mean.
type Refusal struct {
	Name string
	Answer
	Class channel.Class
	Code  string
	// After is the pause that is told; zero for none.
	After time.Duration
}

// Run holds the channel against the whole suite.
func Run(t *testing.T, c Case) {
	t.Run("golden", c.golden)
	t.Run("garbage", c.garbage)
	t.Run("signatures", c.signatures)
	t.Run("sends", c.sends)
	t.Run("refusals", c.refusals)
	t.Run("transport", c.transport)
	t.Run("secrets", c.secrets)
	t.Run("too long", c.tooLong)
}

// connect makes the channel over a client and a base address.
func (c Case) connect(base string, doer channel.Doer) channel.Channel {
	account := c.Account
	account.Base, account.HTTP = base, doer
	if c.At != nil {
		c.At(&account, base)
	}
	return c.Spec.New(account)
}

// DoerFunc is a function that makes requests.
type DoerFunc func(*http.Request) (*http.Response, error)

// Do satisfies channel.Doer.
func (do DoerFunc) Do(r *http.Request) (*http.Response, error) { return do(r) }

// deaf fails the test when anything is asked of it: parsing is pure.
func deaf(t testing.TB) channel.Doer {
	return DoerFunc(func(r *http.Request) (*http.Response, error) {
		t.Errorf("%s %s is asked for", r.Method, r.URL)
		return nil, http.ErrNotSupported
	})
}
