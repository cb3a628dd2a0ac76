package app

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener for connections in memory, whose time is the test's.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	conn, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (pipes) Close() error   { return nil }
func (pipes) Addr() net.Addr { return &net.TCPAddr{} }

// Nobody holds a connection by being slow: over the head of a request, its body, the answer, or between two requests.
func TestSlowConnectionsAreEnded(t *testing.T) {
	t.Parallel()
	const whole = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	const delivery = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
	for name, c := range map[string]struct {
		first string
		// drip is sent again and again, a second apart; empty for silence.
		drip string
		deaf bool
		most time.Duration
	}{
		"says nothing":           {"", "", false, headerTime},
		"drips a head":           {"GET / HTTP/1.1\r\n", "X", false, headerTime},
		"drips a body":           {delivery, "x", false, readTime},
		"stops within a body":    {delivery + "x", "", false, readTime},
		"reads no answer":        {whole, "", true, writeTime},
		"keeps still afterwards": {whole, "", false, idleTime},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				took := endured(t, c.first, c.drip, c.deaf)
				if took > c.most+time.Second || took < c.most-time.Second {
					t.Errorf("the connection ended after %v, want %v", took, c.most)
				}
			})
		})
	}
}

// endured is how long the server bears a client: until the connection is closed or, of one who is deaf, until the answer is
// given up. It runs in a bubble, where time is the test's.
func endured(t *testing.T, first, drip string, deaf bool) time.Duration {
	t.Helper()
	listener, began := make(pipes), time.Now()
	ended := make(chan time.Duration, 2)
	server := newServer(t.Context(), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		if err == nil {
			_, err = io.WriteString(w, strings.Repeat("an answer ", 1000))
		}
		if err != nil && deaf {
			ended <- time.Since(began)
		}
	}))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	here, there := net.Pipe()
	listener <- there
	if _, err := io.WriteString(here, first); err != nil {
		t.Fatal(err)
	}
	if !deaf {
		go func() {
			_, _ = io.Copy(io.Discard, here)
			ended <- time.Since(began)
		}()
	}
	var dripping sync.WaitGroup
	dripping.Go(func() {
		for drip != "" {
			if _, err := io.WriteString(here, drip); err != nil {
				return
			}
			time.Sleep(time.Second)
		}
	})
	took := <-ended
	_ = here.Close()
	dripping.Wait()
	close(listener)
	<-served
	_ = server.Close()
	return took
}
