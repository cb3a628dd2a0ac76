package realtime

import (
	"context"
	"sync"
)

// End says why a subscription ended.
type End string

// The ends of a subscription.
const (
	Left     End = "left"     // the connection went away
	Slow     End = "slow"     // it did not read what it was sent; it may come back and resume
	Stopping End = "stopping" // the server stops
	Revoked  End = "revoked"  // the session is over or the member was removed
)

// queueFrames is how many frames wait for a slow connection before it is dropped: some seconds of a very busy
// workspace, and about 100 KB at the most.
const queueFrames = 256

// Subscription is one viewer's place in the hub.
type Subscription struct {
	// From is the number of the newest change that will not come through the queue.
	From   int64
	viewer Viewer
	room   *room
	hub    *Hub

	// more is filled while frames wait. The queue is as long as it must be: most connections wait for nothing.
	more   chan struct{}
	mu     sync.Mutex
	frames [][]byte

	once  sync.Once
	ended chan struct{}
	why   End
}

// add puts a viewer into the room; nil when the room was closed meanwhile.
func (r *room) add(v Viewer, h *Hub) *Subscription {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.subs == nil {
		return nil
	}
	s := &Subscription{From: r.last, viewer: v, more: make(chan struct{}, 1), room: r, hub: h, ended: make(chan struct{})}
	r.subs[s] = struct{}{}
	return s
}

// More receives when there is something to Take.
func (s *Subscription) More() <-chan struct{} { return s.more }

// Take empties the queue of frames for the connection, and answers what was in it, the oldest first.
func (s *Subscription) Take() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.frames
	s.frames = nil
	return taken
}

// Ended is closed when the subscription is over; Why says why.
func (s *Subscription) Ended() <-chan struct{} { return s.ended }

// Why is why the subscription ended; empty while it goes on.
func (s *Subscription) Why() End {
	select {
	case <-s.ended:
		return s.why
	default:
		return ""
	}
}

// End ends the subscription for a reason; the first reason stays.
func (s *Subscription) End(why End) {
	s.once.Do(func() {
		s.why = why
		close(s.ended)
	})
}

// offer puts frames into the queue; a full queue ends the subscription instead of holding everybody up. One that is over
// takes nothing more: a frame after others that were left out would look as if nothing were missing.
func (s *Subscription) offer(frames ...[]byte) {
	if len(frames) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Why() != "" {
		return
	}
	room := min(len(frames), queueFrames-len(s.frames))
	s.frames = append(s.frames, frames[:room]...)
	if room < len(frames) {
		s.End(Slow)
	}
	select {
	case s.more <- struct{}{}:
	default: // the connection has been told and not looked yet
	}
}

// Leave takes the viewer out. The room closes behind the last one.
func (s *Subscription) Leave() {
	s.End(Left)
	h, r := s.hub, s.room
	h.mu.Lock()
	defer h.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.subs, s)
	if len(r.subs) > 0 || h.rooms[r.ws] != r {
		return
	}
	r.subs = nil
	r.stop()
	delete(h.rooms, r.ws)
}

// replayLimit is how many changes a connection catches up with; whoever was away longer loads afresh.
const replayLimit = 1000

// Replay hands the frames of what the viewer missed after a number, up to Subscription.From, to write. It answers
// false, having written nothing, when that is too much to catch up with.
func (s *Subscription) Replay(ctx context.Context, after int64, write func([]byte) error) (bool, error) {
	if after > s.From || s.From-after > replayLimit {
		return after == s.From, nil
	}
	for after < s.From {
		changes, err := s.hub.feed.Since(ctx, s.room.ws, after, readBatch)
		if err != nil {
			return true, err
		}
		if len(changes) == 0 {
			return true, nil
		}
		for _, c := range changes {
			if after = c.Number; after > s.From {
				return true, nil
			}
			for _, frame := range s.viewer.Show(ctx, c) {
				if err := write(frame); err != nil {
					return true, err
				}
			}
		}
	}
	return true, nil
}
