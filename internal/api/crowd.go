package api

import "sync"

// The most sockets that one visitor's device and one address hold open at the same time: a window for each tab, and a
// campus or a mobile network behind one address. Each costs a look at whatever happens in the workspace.
const (
	deviceSockets  = 30
	addressSockets = 1000
)

// crowd counts what is open at this moment, by key.
type crowd struct {
	mu   sync.Mutex
	open map[string]int
}

// enter counts one more, unless there are as many as there may be. Who entered leaves by the function it answers.
func (c *crowd) enter(key string, most int) (leave func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[key] >= most {
		return func() {}, false
	}
	if c.open == nil {
		c.open = map[string]int{}
	}
	c.open[key]++
	return func() { c.leave(key) }, true
}

func (c *crowd) leave(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[key]--; c.open[key] == 0 {
		delete(c.open, key)
	}
}
