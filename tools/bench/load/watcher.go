package load

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// watcher is an agent who looks on, and notes when each message came to their screen.
type watcher struct {
	live *house.Live
	mark []byte
	stop context.CancelFunc
	done sync.WaitGroup

	mu sync.Mutex
	// seen are the moments by the messages' numbers; zero for not yet.
	seen  []time.Time
	count int
	// ended is why the connection broke; nil while it is open.
	ended error
	news  chan struct{}
}

// watch lets an agent look on, at messages with a mark, from now on.
func watch(ctx context.Context, agent *house.Client, mark string) (*watcher, error) {
	live, err := agent.Live(ctx, house.Now)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	w := &watcher{live: live, mark: []byte(mark), stop: stop, news: make(chan struct{}, 1)}
	w.done.Go(func() { w.look(ctx) })
	return w, nil
}

func (w *watcher) look(ctx context.Context) {
	for {
		frame, err := w.live.Next(ctx)
		now := time.Now()
		w.mu.Lock()
		if err != nil {
			w.ended = err
		} else {
			w.note(frame, now)
		}
		w.mu.Unlock()
		select {
		case w.news <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// note finds the messages in a frame; the lock is held.
func (w *watcher) note(frame []byte, now time.Time) {
	for {
		_, rest, ok := bytes.Cut(frame, w.mark)
		if !ok || len(rest) < markDigits {
			return
		}
		frame = rest[markDigits:]
		n, err := strconv.Atoi(string(rest[:markDigits]))
		if err != nil {
			continue
		}
		for len(w.seen) <= n {
			w.seen = append(w.seen, time.Time{})
		}
		if w.seen[n].IsZero() {
			w.seen[n] = now
			w.count++
		}
	}
}

// awaitTime is how long the last of the messages may take: what takes longer is lost.
const awaitTime = time.Minute

// await waits until so many messages were seen in all, or the connection ends.
func (w *watcher) await(ctx context.Context, n int) error {
	ctx, cancel := context.WithTimeout(ctx, awaitTime)
	defer cancel()
	for {
		w.mu.Lock()
		count, ended := w.count, w.ended
		w.mu.Unlock()
		if count >= n {
			return nil
		}
		if ended != nil {
			return fmt.Errorf("load: the agent saw %d of %d messages: %w", count, n, ended)
		}
		select {
		case <-w.news:
		case <-ctx.Done():
			return fmt.Errorf("load: the agent saw %d of %d messages: %w", count, n, ctx.Err())
		}
	}
}

// when is the moment a message was seen.
func (w *watcher) when(n int) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen[n]
}

// close ends the connection.
func (w *watcher) close() {
	w.stop()
	_ = w.live.Close()
	w.done.Wait()
}
