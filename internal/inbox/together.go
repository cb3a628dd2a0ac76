package inbox

import (
	"context"
	"sync"
	"time"
)

// together lets callers who come at the same time share one trip to the database. Whoever comes while a round is under
// way takes part in the next one, which begins after they came: they see and get what they would alone. Nobody waits for
// others to come: a lone caller's round begins at once (ADR 0013).
type together[In, Out any] struct {
	// round answers for each of several what it would answer for it alone; an error is about all of them.
	round func(context.Context, []In) ([]Out, error)

	mu      sync.Mutex
	waiting []*turn[In, Out]
	busy    bool
}

// turn is one caller's part in a round.
type turn[In, Out any] struct {
	in   In
	out  Out
	err  error
	done chan struct{}
}

const (
	// roundMost is how many share one round.
	roundMost = 64
	// roundTime is how long one may take. It belongs to all who take part, so none of them can break it off.
	roundTime = 15 * time.Second
)

// do takes part in the next round. Who does not want to wait any longer leaves with ctx, and the round goes on.
func (g *together[In, Out]) do(ctx context.Context, in In) (Out, error) {
	t := &turn[In, Out]{in: in, done: make(chan struct{})}
	g.mu.Lock()
	g.waiting = append(g.waiting, t)
	if !g.busy {
		g.busy = true
		go g.run()
	}
	g.mu.Unlock()
	select {
	case <-t.done:
		return t.out, t.err
	case <-ctx.Done():
		var none Out
		return none, ctx.Err()
	}
}

// run makes rounds until nobody waits.
func (g *together[In, Out]) run() {
	for {
		g.mu.Lock()
		n := min(len(g.waiting), roundMost)
		some := g.waiting[:n:n]
		g.waiting = g.waiting[n:]
		if g.busy = n > 0; !g.busy {
			g.waiting = nil
		}
		g.mu.Unlock()
		if n == 0 {
			return
		}
		g.serve(some)
	}
}

// serve makes one round. When it fails, each makes one alone: what is wrong with one must not be held against the others.
func (g *together[In, Out]) serve(some []*turn[In, Out]) {
	ctx, cancel := context.WithTimeout(context.Background(), roundTime)
	defer cancel()
	err := g.answer(ctx, some)
	for i, t := range some {
		if t.err = err; err != nil && len(some) > 1 && ctx.Err() == nil {
			t.err = g.answer(ctx, some[i:i+1])
		}
		close(t.done)
	}
}

func (g *together[In, Out]) answer(ctx context.Context, some []*turn[In, Out]) error {
	all := make([]In, len(some))
	for i, t := range some {
		all[i] = t.in
	}
	answers, err := g.round(ctx, all)
	if err != nil {
		return err
	}
	for i, t := range some {
		t.out = answers[i]
	}
	return nil
}
