package sapatest

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// Frame is one frame of a live connection.
type Frame map[string]any

// Live is an open live connection that keeps what comes in.
type Live struct {
	t    testing.TB
	conn *websocket.Conn
	stop context.CancelFunc

	mu     sync.Mutex
	frames []Frame
	closed error
	news   chan struct{}
}

// Live opens a person's live connection, going on from a number, and waits until it is ready.
func (p *Person) Live(after int64) *Live {
	p.T.Helper()
	l := p.dial("/api/v1/socket")
	l.Say(Frame{"type": "hello", "after": after})
	l.Wait("ready", func(f Frame) bool { return f["type"] == "ready" })
	return l
}

// Live opens a visitor's live connection, going on from a cursor, and waits until it is ready.
func (v *Visitor) Live(cursor string) *Live {
	v.T.Helper()
	l := v.dial(v.door() + "/socket")
	l.Say(Frame{"type": "hello", "token": v.Secret, "cursor": cursor})
	l.Wait("ready", func(f Frame) bool { return f["type"] == "ready" })
	return l
}

// Dial opens a person's live connection and says nothing.
func (p *Person) Dial() *Live { return p.dial("/api/v1/socket") }

// Dial opens a visitor's live connection and says nothing.
func (v *Visitor) Dial() *Live { return v.dial(v.door() + "/socket") }

func (p *Person) dial(path string) *Live {
	p.T.Helper()
	ctx, stop := context.WithCancel(context.Background())
	conn, _, err := websocket.Dial(ctx, strings.Replace(p.house.URL, "http", "ws", 1)+path, &websocket.DialOptions{HTTPClient: p.client})
	if err != nil {
		stop()
		p.T.Fatal(err)
	}
	conn.SetReadLimit(1 << 20)
	l := &Live{t: p.T, conn: conn, stop: stop, news: make(chan struct{}, 1)}
	go l.read(ctx)
	p.T.Cleanup(l.Cut)
	return l
}

func (l *Live) read(ctx context.Context) {
	for {
		_, text, err := l.conn.Read(ctx)
		var f Frame
		if err == nil {
			err = json.Unmarshal(text, &f)
		}
		l.mu.Lock()
		if err != nil {
			l.closed = err
		} else {
			l.frames = append(l.frames, f)
		}
		l.mu.Unlock()
		select {
		case l.news <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// Say sends a frame.
func (l *Live) Say(f Frame) {
	l.t.Helper()
	text, err := json.Marshal(f)
	if err != nil {
		l.t.Fatal(err)
	}
	if err := l.conn.Write(context.Background(), websocket.MessageText, text); err != nil {
		l.t.Fatal(err)
	}
}

// Cut ends the connection as a broken network does.
func (l *Live) Cut() {
	l.stop()
	_ = l.conn.CloseNow()
}

// Frames are the frames so far.
func (l *Live) Frames() []Frame {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Frame{}, l.frames...)
}

// Wait waits for a frame.
func (l *Live) Wait(what string, ok func(Frame) bool) Frame {
	l.t.Helper()
	deadline := time.After(patience)
	for {
		for _, f := range l.Frames() {
			if ok(f) {
				return f
			}
		}
		l.mu.Lock()
		closed := l.closed
		l.mu.Unlock()
		if closed != nil {
			l.t.Fatalf("waiting for %s: the connection ended: %v", what, closed)
		}
		select {
		case <-l.news:
		case <-deadline:
			l.t.Fatalf("waited in vain for %s; there were %v", what, l.Frames())
		}
	}
}

// WaitClosed waits for the end of the connection and answers its close code.
func (l *Live) WaitClosed() int {
	l.t.Helper()
	deadline := time.After(patience)
	for {
		l.mu.Lock()
		closed := l.closed
		l.mu.Unlock()
		if closed != nil {
			var e websocket.CloseError
			if errors.As(closed, &e) {
				return int(e.Code)
			}
			return -1
		}
		select {
		case <-l.news:
		case <-deadline:
			l.t.Fatal("the connection did not end")
		}
	}
}

// Events are the events of all change frames so far, in order.
func (l *Live) Events() []Frame {
	var all []Frame
	for _, f := range l.Frames() {
		events, _ := f["events"].([]any)
		for _, e := range events {
			all = append(all, Frame(e.(map[string]any)))
		}
	}
	return all
}

// WaitEvent waits for an event.
func (l *Live) WaitEvent(what string, ok func(Frame) bool) Frame {
	l.t.Helper()
	var found Frame
	l.Wait(what, func(f Frame) bool {
		events, _ := f["events"].([]any)
		for _, e := range events {
			if event := Frame(e.(map[string]any)); ok(event) {
				found = event
				return true
			}
		}
		return false
	})
	return found
}

// Number is the number of the newest change so far.
func (l *Live) Number() int64 {
	var n int64
	for _, f := range l.Frames() {
		if number, ok := f["number"].(float64); ok {
			n = max(n, int64(number))
		}
	}
	return n
}

// Kind tells that an event is of a kind.
func Kind(kind string) func(Frame) bool {
	return func(e Frame) bool { return e["kind"] == kind }
}
