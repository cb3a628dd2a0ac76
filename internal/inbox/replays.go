package inbox

import (
	"context"
	"sync"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// replays sees to it that one past is replayed at a time in this process, whatever the workspace, for a past can be large; and
// that of each member one is waited for at a time, so that whoever asks for many holds up nobody but themselves.
type replays struct {
	place chan struct{}
	mu    sync.Mutex
	// of has the members who replay or wait, by their own places.
	of map[sapa.By]*ownPlace
}

// ownPlace is a member's place, and how many of their replays are about it.
type ownPlace struct {
	place chan struct{}
	about int
}

func newReplays() *replays {
	return &replays{place: make(chan struct{}, 1), of: map[sapa.By]*ownPlace{}}
}

// enter waits for the member's own place, and with it for the one of the process.
func (r *replays) enter(ctx context.Context, by sapa.By) (leave func(), err error) {
	own := r.come(by)
	if err := occupy(ctx, own.place); err != nil {
		r.gone(by)
		return nil, err
	}
	if err := occupy(ctx, r.place); err != nil {
		<-own.place
		r.gone(by)
		return nil, err
	}
	return func() {
		<-r.place
		<-own.place
		r.gone(by)
	}, nil
}

func (r *replays) come(by sapa.By) *ownPlace {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[by] == nil {
		r.of[by] = &ownPlace{place: make(chan struct{}, 1)}
	}
	r.of[by].about++
	return r.of[by]
}

func (r *replays) gone(by sapa.By) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[by].about--; r.of[by].about == 0 {
		delete(r.of, by)
	}
}

func occupy(ctx context.Context, place chan struct{}) error {
	select {
	case place <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
