//go:build linux

package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// herdVariable says how many connections come back at once.
const (
	herdVariable = "SAPA_HERD"
	herdUsually  = 2000
	// herdMemory is what the program may hold for each of them, when all have just come: the aim for those at rest is less.
	herdMemory = 128 << 10
)

// Thousands of screens are open when the program is killed, and come back at the same moment when it is there again. Every
// one of them is served, by a program whose memory stays in bounds, and hears what happens next.
func TestEverybodyComesBackAtOnce(t *testing.T) {
	t.Parallel()
	n := handles(t, int(fromEnvironment(t, herdVariable, herdUsually)))
	p := newProgram(t, sapatest.SQLite)
	p.start()
	widget := p.setUp()
	h := &herd{program: p, cookie: p.openOffice().cookie()}
	t.Cleanup(h.scatter)
	idle := p.memory()
	h.come(n)
	p.kill()
	h.scatter()
	p.start()
	h.come(n)
	grown := p.memory() - idle
	t.Logf("%d connections, %d KB each", n, grown>>10/n)
	if grown > n*herdMemory {
		t.Errorf("%d connections hold %d KB", n, grown>>10)
	}
	if status := p.write(http.DefaultClient, widget, 1, "halo semua"); status != http.StatusCreated {
		t.Fatalf("the message was answered %d", status)
	}
	p.until("everybody has heard", func() bool { return h.heard.Load() == int64(n) })
}

// handles makes room for so many connections, or answers for how many there is room.
func handles(t *testing.T, wanted int) int {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	limit.Cur = limit.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	if room := int(min(limit.Max, 1<<20)) - 500; room < wanted {
		t.Logf("%d connections instead of %d: there is no room for more files", room, wanted)
		return room
	}
	return wanted
}

// memory is what the program holds, in bytes.
func (p *program) memory() int {
	p.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.running.Process.Pid))
	found := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		p.t.Fatalf("%s %v", status, err)
	}
	kb, _ := strconv.Atoi(string(found[1]))
	return kb << 10
}

// cookie is what the office's browser shows.
func (o *office) cookie() string {
	var all []string
	for _, c := range o.client.Jar.Cookies(&url.URL{Scheme: "http", Host: o.address, Path: "/"}) {
		all = append(all, c.Name+"="+c.Value)
	}
	return strings.Join(all, "; ")
}

// herd is many screens that do nothing but be there. They speak the little of the protocol that this takes, since as many
// real clients would need more memory than the program.
type herd struct {
	*program
	cookie string
	// deaf ones read nothing once they are served.
	deaf  bool
	heard atomic.Int64

	mu      sync.Mutex
	open    []net.Conn
	reading sync.WaitGroup
}

// come opens so many connections at the same moment and waits until all are served.
func (h *herd) come(n int) {
	h.t.Helper()
	var served atomic.Int64
	h.heard.Store(0)
	sapatest.Together(n, func(int) {
		for deadline := time.Now().Add(endurance); ; {
			err := h.join()
			if err == nil {
				served.Add(1)
				return
			}
			if time.Now().After(deadline) {
				h.t.Errorf("somebody is not served: %v", err)
				return
			}
			<-time.After(50 * time.Millisecond) // as the web app waits a second
		}
	})
	if served.Load() != int64(n) {
		h.t.Fatalf("%d of %d are served", served.Load(), n)
	}
}

// join opens one connection and greets, and answers when it is ready.
func (h *herd) join() error {
	dialer := &net.Dialer{Timeout: endurance}
	if h.deaf {
		dialer = narrow()
	}
	conn, err := dialer.Dial("tcp", h.address)
	if err != nil {
		return err
	}
	h.mu.Lock()
	h.open = append(h.open, conn)
	h.mu.Unlock()
	_ = conn.SetDeadline(time.Now().Add(endurance))
	from := bufio.NewReaderSize(conn, 512)
	if err := h.greet(conn, from); err != nil {
		_ = conn.Close()
		return err
	}
	_ = conn.SetDeadline(time.Time{})
	if h.deaf {
		return nil
	}
	h.reading.Go(func() {
		if wait(from, `"type":"change"`) == nil {
			h.heard.Add(1)
		}
		_, _ = io.Copy(io.Discard, from)
	})
	return nil
}

// greet upgrades a connection and says the first word (RFC 6455: a masked text frame; a mask of zeros changes nothing).
func (h *herd) greet(conn net.Conn, from *bufio.Reader) error {
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // never fails, says its documentation
	_, err := fmt.Fprintf(conn, "GET /api/v1/socket HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\nCookie: %s\r\n\r\n", h.address, base64.StdEncoding.EncodeToString(nonce), h.cookie)
	if err != nil {
		return err
	}
	answer, err := http.ReadResponse(from, nil)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusSwitchingProtocols {
		return fmt.Errorf("answered %s", answer.Status)
	}
	hello := `{"type":"hello","after":1}`
	if _, err := conn.Write(append([]byte{0x81, 0x80 | byte(len(hello)), 0, 0, 0, 0}, hello...)); err != nil {
		return err
	}
	return wait(from, `"type":"ready"`)
}

// wait reads until a text has come by.
func wait(from io.ByteReader, text string) error {
	for at := 0; at < len(text); {
		b, err := from.ReadByte()
		switch {
		case err != nil:
			return err
		case b == text[at]:
			at++
		case b == text[0]:
			at = 1
		default:
			at = 0
		}
	}
	return nil
}

// scatter cuts all connections.
func (h *herd) scatter() {
	h.mu.Lock()
	for _, conn := range h.open {
		_ = conn.Close()
	}
	h.open = nil
	h.mu.Unlock()
	h.reading.Wait()
}
