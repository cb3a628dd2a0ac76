package booth

import (
	"context"
	"sync"
	"time"
)

// Stage is what a simulator stands on, embedded in it: a lock that guards all of its state, telling everybody who waits of
// changes, and what goes on beside requests until it is closed.
type Stage struct {
	sync.Mutex
	ctx     context.Context
	stop    context.CancelFunc
	tasks   sync.WaitGroup
	closed  bool
	version int           // grows with each change
	changed chan struct{} // closed with each change
}

// NewStage makes one on which nothing goes on yet.
func NewStage() *Stage {
	ctx, stop := context.WithCancel(context.Background())
	return &Stage{ctx: ctx, stop: stop, changed: make(chan struct{})}
}

// Context ends when the stage is closed.
func (s *Stage) Context() context.Context { return s.ctx }

// Close ends what goes on and waits for its end.
func (s *Stage) Close() {
	s.Lock()
	s.closed = true
	s.Unlock()
	s.stop()
	s.tasks.Wait()
}

// Closed tells whether nothing may begin any more; the lock is held.
func (s *Stage) Closed() bool { return s.closed }

// Go lets something go on beside, unless the stage is closed; the lock is held.
func (s *Stage) Go(f func()) {
	if !s.closed {
		s.tasks.Go(f)
	}
}

// Pause waits, but not beyond the end; false when it has come.
func (s *Stage) Pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// Change runs f with the lock held and tells everybody who waits.
func (s *Stage) Change(f func()) {
	s.Lock()
	defer s.Unlock()
	f()
	s.Tell()
}

// Tell wakes those who wait for a change; the lock is held.
func (s *Stage) Tell() {
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}

// Version is the number of the newest change; the lock is held.
func (s *Stage) Version() int { return s.version }

// Watch answers the number of the newest change, and what the next one closes.
func (s *Stage) Watch() (int, <-chan struct{}) {
	s.Lock()
	defer s.Unlock()
	return s.version, s.changed
}

// Await waits until ok is true, looking again after each change. The lock is not held while ok runs.
func (s *Stage) Await(ctx context.Context, ok func() bool) error {
	for {
		_, changed := s.Watch()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
