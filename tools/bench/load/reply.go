package load

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// replies is an agent who answers some conversations in turn.
type replies struct {
	*stage
	conversations []string

	mu     sync.Mutex
	sent   int
	failed error
}

// find looks for so many conversations to answer.
func (r *replies) find(ctx context.Context, n int) error {
	var page struct {
		Conversations []struct{ ID string }
	}
	if err := r.owner.Do(ctx, "GET", fmt.Sprintf("/api/v1/conversations?tab=all&limit=%d", n), nil, &page); err != nil {
		return err
	}
	for _, c := range page.Conversations {
		r.conversations = append(r.conversations, c.ID)
	}
	if len(r.conversations) == 0 {
		return fmt.Errorf("load: there is no conversation to answer")
	}
	return nil
}

// reply answers in the n-th conversation, counted round and round.
func (r *replies) reply(ctx context.Context, n int) error {
	path := "/api/v1/conversations/" + r.conversations[n%len(r.conversations)] + "/messages"
	key := fmt.Sprintf("bench-%d-%08d", r.writer.run, n)
	return r.owner.Do(ctx, "POST", path, map[string]any{"text": "Baik kak, segera kami kirim hari ini"}, nil, "Idempotency-Key", key)
}

// run answers one after the other with a pause between, until ctx ends.
func (r *replies) run(ctx context.Context, pause time.Duration) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := r.reply(ctx, n)
		r.mu.Lock()
		if r.sent++; err != nil && ctx.Err() == nil {
			r.failed = err
		}
		r.mu.Unlock()
	}
}

// so is how many were sent so far, or why one was not.
func (r *replies) so() (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sent, r.failed
}
