// Package realtime carries committed changes, and signals that nobody keeps, to the connections that are open. It
// reads every change from the database in the order of its number, so that a connection can be cut and resumed
// without a gap, and it decides nothing about who may see what: each viewer shows itself what it may.
package realtime

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Change is a committed change with whatever the feed read along for showing it.
type Change struct {
	Number int64
	Body   any
}

// Feed reads committed changes.
type Feed interface {
	// Since reads changes after a number, oldest first, about limit events of them; none means that there are no more.
	Since(ctx context.Context, ws sapa.WorkspaceID, after int64, limit int) ([]Change, error)
	// Last is the number of the newest change of each workspace.
	Last(ctx context.Context, workspaces []sapa.WorkspaceID) (map[sapa.WorkspaceID]int64, error)
}

// Viewer is who looks through a connection. Its methods may be called from several goroutines.
type Viewer interface {
	// Show answers the frames for a change, none when there is nothing in it for this viewer.
	Show(ctx context.Context, c Change) [][]byte
	// Hear answers the frame for a signal, nil when it is not for this viewer.
	Hear(s Signal) []byte
}

// Hub connects the feed with the viewers of this process.
type Hub struct {
	feed  Feed
	bus   *Bus
	log   *slog.Logger
	now   func() time.Time
	mu    sync.Mutex
	rooms map[sapa.WorkspaceID]*room
	ctx   context.Context
	// stopped lets no new subscriptions in.
	stopped bool
	done    sync.WaitGroup
}

// room is the viewers of one workspace and the goroutine that reads its feed. It lives while somebody looks.
type room struct {
	ws   sapa.WorkspaceID
	wake chan struct{}
	stop context.CancelFunc

	mu   sync.Mutex
	last int64
	subs map[*Subscription]struct{}
	eyes eyes
}

// New makes a hub. The bus is nil for a single process on its own database.
func New(feed Feed, bus *Bus, log *slog.Logger, now func() time.Time) *Hub {
	return &Hub{feed: feed, bus: bus, log: log, now: now, rooms: map[sapa.WorkspaceID]*room{}, ctx: context.Background()}
}

// recheck is how often a hub with a bus looks for changes it was not told of: a hint may be lost, a change may not.
const recheck = time.Second

// Run serves until ctx ends, and then closes all subscriptions.
func (h *Hub) Run(ctx context.Context) error {
	h.mu.Lock()
	h.ctx = ctx
	h.mu.Unlock()
	if h.bus != nil {
		h.done.Go(func() { h.bus.run(ctx, h) })
		h.done.Go(func() { h.recheckAll(ctx) })
	}
	<-ctx.Done()
	h.Stop()
	h.done.Wait()
	return nil
}

// Stop ends all subscriptions and lets no new ones in.
func (h *Hub) Stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stopped = true
	for ws, r := range h.rooms {
		r.close()
		delete(h.rooms, ws)
	}
}

func (h *Hub) recheckAll(ctx context.Context) {
	tick := time.NewTicker(recheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		last, err := h.feed.Last(ctx, h.watched())
		if err != nil {
			h.log.Warn("realtime: recheck", "error", err)
			continue
		}
		for ws, number := range last {
			h.wake(ws, number)
		}
	}
}

func (h *Hub) watched() []sapa.WorkspaceID {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []sapa.WorkspaceID
	for ws := range h.rooms {
		all = append(all, ws)
	}
	return all
}

// Committed tells the hub of a change of this process. It never blocks.
func (h *Hub) Committed(ws sapa.WorkspaceID, number int64) {
	h.wake(ws, number)
	if h.bus != nil {
		h.bus.changed(ws, number)
	}
}

// wake lets a workspace's goroutine look for changes up to a number, if anybody is looking.
func (h *Hub) wake(ws sapa.WorkspaceID, number int64) {
	h.mu.Lock()
	r := h.rooms[ws]
	h.mu.Unlock()
	if r == nil {
		return
	}
	r.mu.Lock()
	behind := number > r.last
	r.mu.Unlock()
	if behind {
		r.nudge()
	}
}

func (r *room) nudge() {
	select {
	case r.wake <- struct{}{}:
	default: // a look is due already
	}
}

// Join adds a viewer. Changes numbered above Subscription.From reach it through the queue; what lies before is the
// caller's to replay.
func (h *Hub) Join(ctx context.Context, ws sapa.WorkspaceID, v Viewer) (*Subscription, error) {
	for {
		r, err := h.room(ctx, ws)
		if err != nil {
			return nil, err
		}
		if sub := r.add(v, h); sub != nil {
			return sub, nil
		}
	}
}

// room finds the workspace's room or opens it at the newest change.
func (h *Hub) room(ctx context.Context, ws sapa.WorkspaceID) (*room, error) {
	h.mu.Lock()
	r := h.rooms[ws]
	h.mu.Unlock()
	if r != nil {
		return r, nil
	}
	last, err := h.feed.Last(ctx, []sapa.WorkspaceID{ws})
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.rooms[ws]; r != nil {
		return r, nil
	}
	if h.stopped || h.ctx.Err() != nil {
		return nil, sapa.Errorf(sapa.Unavailable, "", "the server is stopping")
	}
	roomCtx, stop := context.WithCancel(h.ctx)
	r = &room{ws: ws, wake: make(chan struct{}, 1), stop: stop, last: last[ws], subs: map[*Subscription]struct{}{}, eyes: eyes{}}
	h.rooms[ws] = r
	h.done.Go(func() { h.follow(roomCtx, r) })
	// Something may have been committed between reading the number and being found by wake.
	r.nudge()
	return r, nil
}

// readBatch is how many events one look reads.
const readBatch = 500

// follow reads a workspace's changes as long as somebody looks, and hands them to every viewer in order.
func (h *Hub) follow(ctx context.Context, r *room) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		}
		for {
			changes, err := h.feed.Since(ctx, r.ws, r.last, readBatch)
			if err != nil {
				if ctx.Err() == nil {
					h.log.Error("realtime: read", "workspace", r.ws, "error", err)
					time.AfterFunc(recheck, r.nudge)
				}
				break
			}
			if len(changes) == 0 {
				break
			}
			r.hand(ctx, changes)
		}
	}
}

// hand gives changes to every viewer and moves on.
func (r *room) hand(ctx context.Context, changes []Change) {
	r.mu.Lock()
	subs := make([]*Subscription, 0, len(r.subs))
	for s := range r.subs {
		subs = append(subs, s)
	}
	r.last = changes[len(changes)-1].Number
	r.mu.Unlock()
	for _, s := range subs {
		for _, c := range changes {
			if c.Number > s.From {
				s.offer(s.viewer.Show(ctx, c)...)
			}
		}
	}
}

func (r *room) close() {
	r.stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	for s := range r.subs {
		s.End(Stopping)
	}
	r.subs = nil
}

// Connections counts the open subscriptions.
func (h *Hub) Connections() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, r := range h.rooms {
		r.mu.Lock()
		n += len(r.subs)
		r.mu.Unlock()
	}
	return n
}
