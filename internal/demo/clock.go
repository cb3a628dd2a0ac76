package demo

import (
	"sync"
	"time"
)

// Clock is the demo's clock: it stands where the seeder puts it while the past is written, and then runs.
type Clock struct {
	mu    sync.Mutex
	fixed time.Time
}

// Now is the moment the clock stands at, or the real one once it runs. While it stands it moves on a microsecond at
// each look, so that what happens one after the other has different times.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fixed.IsZero() {
		return time.Now()
	}
	c.fixed = c.fixed.Add(time.Microsecond)
	return c.fixed
}

// Stand puts the clock at a moment; it never goes back.
func (c *Clock) Stand(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at.After(c.fixed) {
		c.fixed = at
	}
}

// Run lets the clock go with the real one.
func (c *Clock) Run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fixed = time.Time{}
}
