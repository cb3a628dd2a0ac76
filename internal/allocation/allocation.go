// Package allocation asks a service of the company's own who takes a conversation (spec ASG-6): one request with JSON, signed as
// Standard Webhooks says, and what its answer means. It keeps nothing and tries nothing again: that is the queue's work.
package allocation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

const (
	// Patience is how long a service may take to answer.
	Patience = 5 * time.Second
	// AnswerBytes is the longest answer that counts.
	AnswerBytes = 16 << 10
	// ContentType is that of a request.
	ContentType = "application/json"
)

// Service is a company's service that says who takes a conversation.
type Service struct {
	Address string
	// Secrets are those to sign with, the newest first. Without any nothing is asked.
	Secrets []string
	HTTP    channel.Doer
	// Asks tells whether an address is asked at all: not what everybody on the way could read.
	Asks func(address string) bool
	Now  func() time.Time
	// Patience is how long it may take; zero for the ordinary time.
	Patience time.Duration
}

// Answer is what a service said.
type Answer struct {
	// Agent is the id of whom it named; empty when the conversation shall stay in the queue.
	Agent string
	// Status is that of HTTP, zero without an answer; Body is what was said, shortened and without our secrets.
	Status int
	Body   string
	// Took is how long it took.
	Took time.Duration
}

// Failure is why an answer does not count.
type Failure struct {
	// Code is a word for it, Detail what more is known.
	Code, Detail string
	// Lasting tells that asking again would be answered the same.
	Lasting bool
}

// Error satisfies error.
func (f *Failure) Error() string { return "allocation: " + f.Code + ": " + f.Detail }

// The words for what can go wrong, besides those for connections that come from package wire.
const (
	NoSecret   = "secret_missing"
	Insecure   = "insecure_address"
	Private    = "private_address"
	Late       = "timeout"
	Fault      = "service_fault"   // 5xx, 408, 429
	Refused    = "service_refused" // any other 4xx
	Redirected = "redirected"
	Garbled    = "bad_answer"
	TooLong    = "answer_too_long"
)

// Ask asks who takes a conversation. The answer has all that is known of it beside a failure too.
func (s Service) Ask(ctx context.Context, q Question) (Answer, *Failure) {
	if len(s.Secrets) == 0 {
		return Answer{}, &Failure{Code: NoSecret, Lasting: true}
	}
	if !s.Asks(s.Address) {
		return Answer{}, &Failure{Code: Insecure, Lasting: true}
	}
	began := s.Now()
	q.OccurredAt = began.UTC().Truncate(time.Second)
	patience := s.Patience
	if patience == 0 {
		patience = Patience
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	a, f := s.exchange(ctx, q, began)
	if f != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		f = &Failure{Code: Late}
	}
	a.Took = s.Now().Sub(began)
	hidden := s.hidden()
	a.Body = hidden.Scrub(a.Body)
	if f != nil {
		f.Detail = hidden.Scrub(f.Detail)
	}
	return a, f
}

// hidden is what nobody may read in what others wrote: the secrets, and what stands behind a question mark in the address.
func (s Service) hidden() wire.Secrets {
	all := append([]string{}, s.Secrets...)
	if u, err := url.Parse(s.Address); err == nil {
		all = append(all, u.RawQuery)
	}
	return wire.NewSecrets(all...)
}

func (s Service) exchange(ctx context.Context, q Question, now time.Time) (Answer, *Failure) {
	raw, err := json.Marshal(q)
	if err != nil {
		return Answer{}, &Failure{Code: Garbled, Detail: err.Error(), Lasting: true}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Address, bytes.NewReader(raw))
	if err != nil {
		return Answer{}, &Failure{Code: wire.CodeNoAddress, Detail: "the address is not valid", Lasting: true}
	}
	r.Header.Set("Content-Type", ContentType)
	r.Header.Set("User-Agent", wire.Agent)
	wire.Sign(r.Header, q.ID, now, raw, s.Secrets...)
	answer, err := s.HTTP.Do(r)
	if err != nil {
		return Answer{}, unreachable(err)
	}
	defer answer.Body.Close()
	a := Answer{Status: answer.StatusCode}
	said, err := io.ReadAll(io.LimitReader(answer.Body, AnswerBytes+1))
	a.Body = string(said)
	if err != nil {
		return a, unreachable(err)
	}
	return judge(a, said)
}

func unreachable(err error) *Failure {
	var private channel.PrivateAddress
	if errors.As(err, &private) {
		return &Failure{Code: Private, Lasting: true}
	}
	f := wire.Unreachable(err)
	return &Failure{Code: f.Code, Detail: f.Detail}
}

// judge says what an answer means.
func judge(a Answer, said []byte) (Answer, *Failure) {
	status := "HTTP status " + strconv.Itoa(a.Status)
	switch {
	case a.Status == http.StatusNoContent:
		return a, nil
	case a.Status >= 500 || a.Status == http.StatusRequestTimeout || a.Status == http.StatusTooManyRequests:
		return a, &Failure{Code: Fault, Detail: status}
	case a.Status >= 400:
		return a, &Failure{Code: Refused, Detail: status, Lasting: true}
	case a.Status >= 300:
		return a, &Failure{Code: Redirected, Detail: status, Lasting: true}
	case len(said) > AnswerBytes:
		return a, &Failure{Code: TooLong, Detail: "the answer is longer than " + strconv.Itoa(AnswerBytes) + " bytes"}
	}
	return named(a, said)
}

// named reads whom an answer names. Not to name anybody is an answer only when it is said: another service's page says 200 too.
func named(a Answer, said []byte) (Answer, *Failure) {
	o := wire.Read(said)
	id, there := o["agent_id"]
	if a.Status != http.StatusOK || !there {
		return a, &Failure{Code: Garbled, Detail: `the answer is neither 204 nor 200 with a JSON object that has "agent_id"`}
	}
	if !o.Has("agent_id") {
		return a, nil
	}
	if json.Unmarshal(id, &a.Agent) != nil || a.Agent == "" {
		a.Agent = ""
		return a, &Failure{Code: Garbled, Detail: `"agent_id" is neither a text nor null`}
	}
	return a, nil
}
