package sapatest

import (
	"sync"
	"time"
)

// Clock is a clock one turns by hand. It moves on a little at each look, so that things that happen one after the
// other have different times.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Monday is the morning on which every test house begins: 2 March 2026, 09:00 in Jakarta.
func Monday() time.Time { return time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC) }

// Now is the time on the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Microsecond)
	return c.now
}

// Advance turns the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
