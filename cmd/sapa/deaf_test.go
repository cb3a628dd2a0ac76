//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A screen that reads nothing of what it is sent is dropped. It holds nobody else up, and little memory.
func TestAScreenThatReadsNothing(t *testing.T) {
	t.Parallel()
	p := newProgram(t, sapatest.SQLite)
	p.start()
	widget := p.setUp()
	o := p.openOffice()
	ctx, end := context.WithCancel(context.Background())
	var looking sync.WaitGroup
	well := &screen{office: o}
	looking.Go(func() { well.look(ctx) })
	t.Cleanup(func() { end(); looking.Wait() })
	h := &herd{program: p, cookie: o.cookie(), deaf: true}
	t.Cleanup(h.scatter)
	h.come(1)
	p.until("both are there", func() bool { return p.connections(2) })
	before := p.memory()

	const messages = 600
	sapatest.Together(4, func(writer int) {
		for n := writer; n < messages; n += 4 {
			if status := p.write(http.DefaultClient, widget, n/sentences, fmt.Sprint(n, strings.Repeat(" panjang", 480))); status != http.StatusCreated {
				t.Errorf("a message was answered %d", status)
				return
			}
		}
	})
	p.until("the other one has everything", func() bool {
		well.mu.Lock()
		defer well.mu.Unlock()
		return len(well.messages) == messages
	})
	p.until("the deaf one is dropped", func() bool { return p.connections(1) })
	if grown := p.memory() - before; grown > 64<<20 {
		t.Errorf("the program has grown by %d MB", grown>>20)
	}
}

// connections tells whether so many live connections are open, by what the program says of itself.
func (p *program) connections(n int) bool {
	return look("http://"+p.address+"/metrics", "200", fmt.Sprintf("sapa_live_connections %d\n", n)) == nil
}

// narrow lets little lie in the system's buffers unread.
func narrow() *net.Dialer {
	return &net.Dialer{Timeout: endurance, Control: func(_, _ string, c syscall.RawConn) error {
		return c.Control(func(fd uintptr) { _ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) })
	}}
}
