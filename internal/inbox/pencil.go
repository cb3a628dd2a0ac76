package inbox

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// pencil lets one picture be drawn at a time, since a large one takes some 200 MB. Customers queue for it apart and
// only one of them at a time joins the members: a picture can be built to take as long as permitted, and a stranger
// with many of those must not keep a member waiting for more than one.
type pencil struct {
	drawing   chan struct{}
	customers chan struct{}
	// patience is how long a customer's picture waits to be drawn, before it goes without.
	patience time.Duration
}

const (
	customerPatience = 3 * time.Second
	// customerDrawing is how long a customer's picture may be drawn. The largest photo of a phone takes about 2 s.
	customerDrawing = 5 * time.Second
)

func newPencil() pencil {
	return pencil{drawing: make(chan struct{}, 1), customers: make(chan struct{}, 1), patience: customerPatience}
}

// take waits for the pencil until ctx ends, or a customer's patience. Who got it gives it back.
func (p pencil) take(ctx context.Context, by sapa.ActorKind) (back func(), err error) {
	free := func() {}
	if by == sapa.ByContact {
		waiting, cancel := context.WithTimeout(ctx, p.patience)
		defer cancel()
		if err := enter(waiting, p.customers); err != nil {
			return nil, err
		}
		free = func() { <-p.customers }
	}
	if err := enter(ctx, p.drawing); err != nil {
		free()
		return nil, err
	}
	return func() { <-p.drawing; free() }, nil
}

func enter(ctx context.Context, turn chan struct{}) error {
	select {
	case turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
