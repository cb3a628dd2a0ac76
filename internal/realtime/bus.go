package realtime

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Wire carries short texts between the processes on one database, at most once and in no promised order.
type Wire interface {
	Publish(ctx context.Context, text string) error
	// Listen hands every text that arrives to told until ctx ends or the wire breaks.
	Listen(ctx context.Context, told func(string)) error
}

// Bus tells other processes of changes and signals. It carries hints only: what is true is in the database.
type Bus struct {
	wire Wire
	self string
	log  *slog.Logger

	mu      sync.Mutex
	dirty   map[sapa.WorkspaceID]int64
	signals []Signal
	wake    chan struct{}
}

// NewBus makes a bus for a process of this name, which must differ between processes.
func NewBus(wire Wire, self string, log *slog.Logger) *Bus {
	return &Bus{wire: wire, self: self, log: log, dirty: map[sapa.WorkspaceID]int64{}, wake: make(chan struct{}, 1)}
}

// hint is what goes over the wire.
type hint struct {
	From    string                     `json:"from"`
	Changed map[sapa.WorkspaceID]int64 `json:"changed,omitempty"`
	Signals []Signal                   `json:"signals,omitempty"`
}

// signalsPerHint keeps a hint below the 8,000 bytes PostgreSQL's NOTIFY carries.
const signalsPerHint = 20

// changedPerHint does the same for workspaces.
const changedPerHint = 100

// gather is how long hints are collected before they are sent as one, since each costs every commit of the server.
const gather = 10 * time.Millisecond

func (b *Bus) changed(ws sapa.WorkspaceID, number int64) {
	b.mu.Lock()
	b.dirty[ws] = max(b.dirty[ws], number)
	b.mu.Unlock()
	b.nudge()
}

func (b *Bus) signal(s Signal) {
	b.mu.Lock()
	b.signals = append(b.signals, s)
	b.mu.Unlock()
	b.nudge()
}

func (b *Bus) nudge() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// take empties what has gathered into one hint; false when there is nothing.
func (b *Bus) take() (hint, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := hint{From: b.self, Changed: map[sapa.WorkspaceID]int64{}}
	for ws, number := range b.dirty {
		if len(out.Changed) == changedPerHint {
			break
		}
		out.Changed[ws] = number
		delete(b.dirty, ws)
	}
	n := min(len(b.signals), signalsPerHint)
	out.Signals, b.signals = b.signals[:n], b.signals[n:]
	return out, len(out.Changed) > 0 || n > 0
}

// run sends and receives until ctx ends.
func (b *Bus) run(ctx context.Context, h *Hub) {
	var done sync.WaitGroup
	done.Go(func() { b.listen(ctx, h) })
	for {
		select {
		case <-ctx.Done():
			done.Wait()
			return
		case <-b.wake:
		}
		for out, more := b.take(); more; out, more = b.take() {
			text, err := json.Marshal(out)
			if err == nil {
				err = b.wire.Publish(ctx, string(text))
			}
			if err != nil && ctx.Err() == nil {
				b.log.Warn("realtime: publish", "error", err)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(gather):
		}
	}
}

// listen receives, and connects again when the wire breaks. What is missed meanwhile the recheck finds.
func (b *Bus) listen(ctx context.Context, h *Hub) {
	for ctx.Err() == nil {
		err := b.wire.Listen(ctx, func(text string) { b.told(text, h) })
		if ctx.Err() != nil {
			return
		}
		b.log.Warn("realtime: listen", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(recheck):
		}
	}
}

func (b *Bus) told(text string, h *Hub) {
	var in hint
	if err := json.Unmarshal([]byte(text), &in); err != nil || in.From == b.self {
		return
	}
	for ws, number := range in.Changed {
		h.wake(ws, number)
	}
	for _, s := range in.Signals {
		h.hear(s)
	}
}
