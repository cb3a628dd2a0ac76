package inbox

import (
	"context"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// leaseTime is how long a process that died keeps others from what only one may do; one that lives renews it three times
// in between.
const leaseTime = 15 * time.Second

// lease is something that one process at a time may do for a channel.
type lease struct {
	// take gets it or renews it; false when another process holds it.
	take func(context.Context) (bool, error)
	give func(context.Context) error
}

func (b *Inbox) sendingLease(l store.Lane) lease {
	return lease{
		take: func(ctx context.Context) (held bool, err error) {
			now := b.now()
			err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
				held, err = tx.Lease(ctx, l.Workspace, l.Channel, b.holder, now, now.Add(leaseTime))
				return err
			})
			return held, err
		},
		give: func(ctx context.Context) error {
			return b.store.Write(ctx, func(tx *store.Tx) error { return tx.EndLease(ctx, l.Workspace, l.Channel, b.holder) })
		},
	}
}

func (b *Inbox) listeningLease(ch sapa.Channel) lease {
	return lease{
		take: func(ctx context.Context) (held bool, err error) {
			_, held, err = b.takeListening(ctx, ch)
			return held, err
		},
		give: func(ctx context.Context) error {
			return b.store.Write(ctx, func(tx *store.Tx) error { return tx.EndListening(ctx, ch.Workspace, ch.ID, b.holder) })
		},
	}
}

// keep renews what was taken until stop, which gives it back. The context it answers ends when it is lost.
func (l lease) keep(ctx context.Context) (held context.Context, stop func()) {
	held, lost := context.WithCancel(ctx)
	// Also when the program is told to stop: what is under way is waited for.
	renewing, done := context.WithCancel(context.WithoutCancel(ctx))
	var renewal sync.WaitGroup
	renewal.Go(func() {
		tick := time.NewTicker(leaseTime / 3)
		defer tick.Stop()
		for {
			select {
			case <-renewing.Done():
				return
			case <-tick.C:
			}
			if mine, err := l.take(renewing); err == nil && !mine {
				lost()
				return
			}
		}
	})
	return held, func() {
		done()
		renewal.Wait()
		lost()
		_ = l.give(context.WithoutCancel(ctx))
	}
}
