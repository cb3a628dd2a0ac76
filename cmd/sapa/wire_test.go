package main

import (
	"context"
	"net"
	"net/url"
	"sync"
	"testing"
)

// wire is the line between a program and its PostgreSQL, which can be cut or fall silent.
type wire struct {
	listener net.Listener
	target   string

	mu    sync.Mutex
	cut   bool
	open  map[net.Conn]struct{}
	still chan struct{} // closed unless the line is silent
	done  sync.WaitGroup
}

// newWire lays a line to the database at an address and answers the address through it.
func newWire(t *testing.T, database string) (*wire, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: listener, target: u.Host, open: map[net.Conn]struct{}{}, still: make(chan struct{})}
	close(w.still)
	w.done.Go(w.accept)
	t.Cleanup(func() {
		_ = listener.Close()
		w.mend()
		w.sever()
		w.done.Wait()
	})
	u.Host = listener.Addr().String()
	return w, u.String()
}

func (w *wire) accept() {
	for {
		near, err := w.listener.Accept()
		if err != nil {
			return
		}
		far, err := new(net.Dialer).DialContext(context.Background(), "tcp", w.target)
		if err != nil {
			_ = near.Close()
			continue
		}
		if !w.keep(near, far) {
			continue
		}
		w.done.Go(func() { w.carry(near, far) })
		w.done.Go(func() { w.carry(far, near) })
	}
}

// keep remembers both ends of a connection; false when the line is cut.
func (w *wire) keep(ends ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range ends {
		w.open[c] = struct{}{}
		if w.cut {
			_ = c.Close()
		}
	}
	return !w.cut
}

// carry brings bytes from one end to the other, and ends both.
func (w *wire) carry(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		w.mu.Lock()
		still := w.still
		w.mu.Unlock()
		<-still
		if _, broken := to.Write(buffer[:n]); err != nil || broken != nil {
			return
		}
	}
}

// sever ends every connection and lets none through.
func (w *wire) sever() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = true
	for c := range w.open {
		_ = c.Close()
		delete(w.open, c)
	}
}

// hush lets nothing through, and tells nobody.
func (w *wire) hush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.still = make(chan struct{})
}

// mend makes the line good again.
func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = false
	select {
	case <-w.still:
	default:
		close(w.still)
	}
}
