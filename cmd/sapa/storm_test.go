package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// storm is a program with everybody at it at once: customers at the widget, customers on WhatsApp, agents who answer these,
// and screens that show it all.
type storm struct {
	*program
	provider *fake.Provider
	office   *office
	// widget is the key of the web chat, number the public id of the connected WhatsApp number.
	widget, number string
	client         *http.Client
	screens        []*screen
	ledger         ledger
	// patient tells that the program may say that it cannot do something now.
	patient bool
	// refused counts how often it did.
	refused atomic.Int64

	// moments counts what was written and answered, by whomever: the program is killed at some of them.
	moments atomic.Int64
	// away is held while the program is down, so that nobody knocks in vain all the time; deliveries do.
	away sync.RWMutex
	// over ends when everybody has done enough.
	over    context.Context
	end     context.CancelFunc
	working sync.WaitGroup
	// closing ends when the screens have seen enough.
	closing context.Context
	close   context.CancelFunc
	looking sync.WaitGroup
}

// How many there are of each.
const (
	visitorsAtOnce = 5
	guestsAtOnce   = 3
	agentsAtOnce   = 2
	screensOpen    = 3
)

// modes are ways in which deliveries come: alone, many in one, twice, and in any order.
var modes = []fake.Mode{{}, {Batch: 10}, {Copies: 1}, {Batch: 10, Copies: 1, Shuffle: true}}

// newStorm starts a program with a number connected and an office opened.
func newStorm(p *program, seed uint64) *storm {
	p.t.Helper()
	s := &storm{program: p, client: &http.Client{Timeout: endurance}}
	s.over, s.end = context.WithCancel(context.Background())
	s.closing, s.close = context.WithCancel(context.Background())
	s.provider = fake.New(fake.Options{Retry: patientRetry, Keep: 1, HTTP: &http.Client{Transport: &taker{storm: s}, Timeout: endurance}})
	server := httptest.NewServer(&slowly{Handler: s.provider, chance: rand.New(rand.NewPCG(seed, 2))})
	s.provider.SetURL(server.URL)
	s.env = append(s.env, "SAPA_GRAPH_URL="+server.URL)
	p.t.Cleanup(func() {
		s.end()
		s.close()
		s.working.Wait()
		s.looking.Wait()
		s.provider.Close()
		server.CloseClientConnections()
		server.Close()
		s.client.CloseIdleConnections()
	})
	s.start()
	s.widget = s.setUp()
	s.office = s.openOffice()
	s.number = s.office.connect(s.provider)
	return s
}

// begin lets everybody loose.
func (s *storm) begin() {
	for i := range screensOpen {
		one := &screen{office: s.office, name: i}
		s.screens = append(s.screens, one)
		s.looking.Go(func() { one.look(s.closing) })
	}
	for i := range visitorsAtOnce {
		s.working.Go(func() { s.visit(i) })
	}
	for i := range guestsAtOnce {
		s.working.Go(func() { s.ring(i) })
	}
	for i := range agentsAtOnce {
		s.working.Go(func() { s.reply(i) })
	}
}

// reached waits for a moment.
func (s *storm) reached(moment int64) {
	s.t.Helper()
	s.until("enough was answered", func() bool { return s.moments.Load() >= moment })
}

// insist does something again until it is answered, or nobody waits any more. Nothing is tried while the program is known
// to be down.
func (s *storm) insist(what string, do func() bool) bool {
	once := func() bool {
		s.away.RLock()
		defer s.away.RUnlock()
		return do()
	}
	for deadline := time.Now().Add(endurance); !once(); {
		if time.Now().After(deadline) {
			s.t.Errorf("%s was never answered", what)
			s.end()
			return false
		}
		<-time.After(5 * time.Millisecond) // as people and widgets wait a little longer
	}
	s.moments.Add(1)
	return true
}

// wellAnswered tells whether something was done. No answer is no fault: one tries again; nor is it, where that is to be
// expected, that the program says so.
func (s *storm) wellAnswered(what string, status int) bool {
	later := status == 0 || s.patient && status == http.StatusServiceUnavailable
	if later && status != 0 {
		s.refused.Add(1)
	}
	if status/100 != 2 && !later {
		s.t.Errorf("%q was answered %d", what, status)
	}
	return status/100 == 2
}

// settle waits until every delivery was taken and ingested, and every send has its end.
func (s *storm) settle() {
	s.t.Helper()
	s.provider.SetMode(fake.Mode{})
	ctx, stop := context.WithTimeout(context.Background(), endurance)
	defer stop()
	s.until("nothing waits", func() bool {
		if err := s.provider.Settle(ctx); err != nil {
			s.t.Fatalf("deliveries do not come to rest: %v", err)
		}
		return s.count(`SELECT (SELECT count(*) FROM deliveries WHERE state <> 'done') + (SELECT count(*) FROM sends)
			+ (SELECT count(*) FROM messages WHERE status IN ('queued', 'sent'))`) == 0
	})
}

// taker brings deliveries to the program and remembers which of them were answered as taken.
type taker struct{ storm *storm }

// RoundTrip satisfies http.RoundTripper.
func (k *taker) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && r.Method == http.MethodPost && answer.StatusCode == http.StatusOK {
		k.storm.ledger.taken(sha256.Sum256(body))
		k.storm.moments.Add(1)
	}
	return answer, err
}

// slowly lets a provider take its time over messages, before it has them or before it answers: so at each moment some are
// under way, of either sort.
type slowly struct {
	http.Handler
	mu     sync.Mutex
	chance *rand.Rand
}

// ServeHTTP satisfies http.Handler.
func (s *slowly) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/messages") {
		s.Handler.ServeHTTP(w, r)
		return
	}
	s.mu.Lock()
	before, pause := s.chance.IntN(2) == 0, time.Duration(s.chance.Int64N(int64(30*time.Millisecond)))
	s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil || before && !passed(r, pause) {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer := httptest.NewRecorder()
	s.Handler.ServeHTTP(answer, r)
	if before || passed(r, pause) {
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	}
}

// passed lets time pass; it answers false when who asked is gone.
func passed(r *http.Request, pause time.Duration) bool {
	select {
	case <-time.After(pause):
		return true
	case <-r.Context().Done():
		return false
	}
}
