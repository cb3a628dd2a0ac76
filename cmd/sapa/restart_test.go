package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// A program that is told to stop under load answers what is under way and refuses the rest by the connection alone. No
// send is left in doubt, and nothing that it held holds up the one that comes after it.
func TestToldToStopUnderLoad(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		s := newStorm(newProgram(t, e), rand.Uint64())
		s.begin()
		for range 3 {
			s.reached(s.moments.Load() + 300)
			s.tell()
			s.ended()
			s.away.Lock()
			s.ledger.check(s)
			s.start()
			s.away.Unlock()
		}
		s.reached(s.moments.Load() + 100)
		s.rest()
		s.compare()
		if n := s.count(`SELECT count(*) FROM messages WHERE status = 'unsure'`); n > 0 {
			t.Errorf("%d replies are in doubt", n)
		}
	})
}

// Two processes behind a proxy are restarted one after the other, under load: no request fails, nothing is lost.
func TestARollingRestartFailsNoRequest(t *testing.T) {
	t.Parallel()
	provider := fake.New(fake.Options{Retry: patientRetry})
	server := httptest.NewServer(provider)
	t.Cleanup(func() { provider.Close(); server.CloseClientConnections(); server.Close() })
	one := newProgram(t, sapatest.Postgres)
	one.env = append(one.env, "SAPA_DRAIN=3s", "SAPA_GRAPH_URL="+server.URL)
	one.start()
	widget := one.setUp()
	other := one.beside()
	other.start()
	balancer, address := newProxy(t, one.address, other.address)
	front := &program{t: t, address: address}
	front.openOffice().connect(provider)

	var answered atomic.Int64
	var writing sync.WaitGroup
	over := make(chan struct{})
	for place := range visitorsAtOnce {
		writing.Go(func() { front.writeOn(widget, place, over, &answered) })
	}
	writing.Go(func() { ringOn(provider, over, &answered) })
	for _, p := range []*program{one, other} {
		n := answered.Load()
		front.until("both are asked", func() bool { return answered.Load() > n+100 && balancer.whole() })
		p.tell()
		p.ended()
		p.start()
	}
	close(over)
	writing.Wait()
	one.until("everything is there", func() bool { return one.count(`SELECT count(*) FROM messages`) == int(answered.Load()) })
	for _, d := range provider.Deliveries() {
		if d.Status != http.StatusOK {
			t.Errorf("a delivery was answered %d %s %s", d.Status, d.Answer, d.Err)
		}
	}
}

// writeOn writes as one customer after the other; whatever is not answered as stored, at once, is a fault.
func (p *program) writeOn(widget string, place int, over chan struct{}, answered *atomic.Int64) {
	client := &http.Client{Timeout: endurance}
	defer client.CloseIdleConnections()
	for n := 0; ; n++ {
		select {
		case <-over:
			return
		default:
		}
		visitor := n/sentences*visitorsAtOnce + place
		if status := p.write(client, widget, visitor, fmt.Sprintf("pesan %d dari pelanggan %d", n, visitor)); status != http.StatusCreated {
			p.t.Errorf("a message was answered %d", status)
			return
		}
		answered.Add(1)
	}
}

// ringOn lets customers write on WhatsApp.
func ringOn(provider *fake.Provider, over chan struct{}, answered *atomic.Int64) {
	for n := 0; ; n++ {
		select {
		case <-over:
			return
		default:
		}
		provider.Customer(fmt.Sprintf("62812%07d", n%50), fmt.Sprint("tamu ", n%50)).Text(fmt.Sprint("kabar ", n))
		answered.Add(1)
		_ = provider.Await(context.Background(), func() bool { return provider.Held() < 3 })
	}
}

// proxy sends each request to one of several programs that were ready when it last asked, as a balancer does. It tries
// nothing twice: what one of them fails has failed.
type proxy struct {
	addresses []string
	turn      atomic.Int64

	mu    sync.Mutex
	ready []string
}

// newProxy starts a proxy, and answers it with its address.
func newProxy(t *testing.T, addresses ...string) (*proxy, string) {
	t.Helper()
	p := &proxy{addresses: addresses}
	p.ask()
	server := httptest.NewServer(p)
	over := make(chan struct{})
	var asking sync.WaitGroup
	asking.Go(func() {
		again := time.NewTicker(50 * time.Millisecond)
		defer again.Stop()
		for {
			select {
			case <-over:
				return
			case <-again.C:
				p.ask()
			}
		}
	})
	t.Cleanup(func() {
		close(over)
		asking.Wait()
		server.Close()
	})
	return p, strings.TrimPrefix(server.URL, "http://")
}

// ask finds out who is ready.
func (p *proxy) ask() {
	var ready []string
	for _, address := range p.addresses {
		if look("http://"+address+"/readyz", "200", "ok") == nil {
			ready = append(ready, address)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready = ready
}

// whole tells whether everybody is ready.
func (p *proxy) whole() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.ready) == len(p.addresses)
}

// ServeHTTP satisfies http.Handler.
func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	ready := p.ready
	p.mu.Unlock()
	if len(ready) == 0 {
		http.Error(w, "nobody is ready", http.StatusServiceUnavailable)
		return
	}
	out := r.Clone(r.Context())
	out.URL.Scheme, out.URL.Host, out.RequestURI = "http", ready[int(p.turn.Add(1))%len(ready)], ""
	answer, err := http.DefaultTransport.RoundTrip(out)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.StatusCode)
	_, _ = io.Copy(w, answer.Body)
}
