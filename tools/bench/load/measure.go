package load

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// conns is how many connections the provider delivers by.
const conns = 32

// RowSize is how many bytes a row of the ceiling has: about what a delivery of one message takes.
const RowSize = 700

// The aims.
const (
	acceptAim = .8 // of the ceiling
	ingestAim = .5
	leastRate = 240 // deliveries a second: three times what one number may send, the provider's own rule
	screenAim = 250 * time.Millisecond
	idleAim   = 60 << 20
	connAim   = 25 << 10
	startAim  = 300 * time.Millisecond
)

// sizes are how many conversations the houses have that are measured, ten messages each.
func sizes(o run.Options) []int {
	if o.Small {
		return []int{1_000, 10_000}
	}
	return []int{10_000, 100_000, 1_000_000}
}

// long is how long each measurement takes.
func long(o run.Options) time.Duration {
	if o.Small {
		return 2 * time.Second
	}
	return 10 * time.Second
}

// inbound is what one house takes in.
type inbound struct {
	// Ceiling is the engine's own, measured just before.
	Ceiling float64
	// One and Ten are the rates of deliveries with one message, and with five messages and five statuses.
	One, Ten rates
	// Half and Most are the delays at 50 % and 80 % of the highest rate of ones.
	Half, Most delays
	// Bytes is what a delivery of one message takes on disk, with its message.
	Bytes int64
}

// engine is what one engine did.
type engine struct {
	name    string
	inbound map[int]inbound
	// replies a second.
	replies float64
	memory  memory
}

// on measures everything on one engine.
func on(ctx context.Context, o run.Options, name string) (_ engine, err error) {
	e := engine{inbound: map[int]inbound{}}
	site, err := house.OpenSite(ctx, name, o.Folder)
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	if e.name, err = site.Version(ctx); err != nil {
		return e, err
	}
	for i, size := range sizes(o) {
		if err := e.at(ctx, o, site, size, i == len(sizes(o))-1); err != nil {
			return e, fmt.Errorf("%d conversations: %w", size, err)
		}
	}
	return e, nil
}

// at measures a copy of the house of a size. Replies and memory are measured on the largest.
func (e *engine) at(ctx context.Context, o run.Options, site *house.Site, size int, largest bool) (err error) {
	const name = "load"
	past, err := site.Filled(ctx, o.Binary, size, time.Now())
	if err != nil {
		return err
	}
	if err := site.Copy(ctx, past, name); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, site.Drop(context.WithoutCancel(ctx), name)) }()
	if largest {
		if e.memory, err = remember(ctx, o, site, name); err != nil {
			return err
		}
	}
	s, err := raise(ctx, site, name, o.Binary)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.strike()) }()
	if e.inbound[size], err = s.inbound(ctx, o, name); err != nil || !largest {
		return err
	}
	if e.replies, err = s.replies(ctx, o); err != nil {
		return err
	}
	e.memory.load, err = s.tenMinutes(ctx, o)
	return err
}

// inbound measures what comes in.
func (s *stage) inbound(ctx context.Context, o run.Options, name string) (in inbound, err error) {
	if in.Ceiling, err = Ceiling(ctx, s.site, conns, RowSize, long(o)/2); err != nil {
		return in, err
	}
	before, err := s.site.Size(ctx, name)
	if err != nil {
		return in, err
	}
	n := s.writer.next
	if in.One, err = s.fastest(ctx, o, s.ones); err != nil {
		return in, err
	}
	after, err := s.site.Size(ctx, name)
	if err != nil {
		return in, err
	}
	in.Bytes = (after - before) / int64(s.writer.next-n)
	if in.Ten, err = s.fastest(ctx, o, s.tens); err != nil {
		return in, err
	}
	o.Say("%s: ceiling %.0f, ones %+v, tens %+v, %d bytes each", name, in.Ceiling, in.One, in.Ten, in.Bytes)
	for _, part := range []struct {
		of   float64
		into *delays
	}{{.5, &in.Half}, {.8, &in.Most}} {
		rate := part.of * in.One.Ingested
		what, err := s.ones(ctx, int(rate*long(o).Seconds()))
		if err != nil {
			return in, err
		}
		if *part.into, err = s.steady(ctx, what, rate, conns); err != nil {
			return in, err
		}
		o.Say("%s: at %.0f a second p50 %s, p99 %s", name, rate, part.into.at(.5), part.into.at(.99))
	}
	return in, nil
}

// fastest measures the highest rates of a kind of deliveries: of as many as come in the time, by what a few take.
func (s *stage) fastest(ctx context.Context, o run.Options, some func(context.Context, int) ([]delivery, error)) (rates, error) {
	r, n := rates{}, 200
	for _, d := range []time.Duration{0, long(o) / 5, long(o)} {
		if d > 0 {
			n = int(max(200, r.Ingested*d.Seconds()))
		}
		what, err := some(ctx, n)
		if err != nil {
			return r, err
		}
		if r, err = s.highest(ctx, what, conns); err != nil {
			return r, err
		}
	}
	return r, nil
}

// ones makes deliveries of one message each.
func (s *stage) ones(_ context.Context, n int) ([]delivery, error) {
	all := make([]delivery, n)
	for i := range all {
		all[i] = s.writer.one(time.Now())
	}
	return all, nil
}

// tens makes deliveries of five messages and five statuses each, and sees that what the statuses are about is there.
func (s *stage) tens(ctx context.Context, n int) ([]delivery, error) {
	if err := s.bring(s.writer.outside(time.Now(), n), conns); err != nil {
		return nil, err
	}
	all := make([]delivery, n)
	for i := range all {
		all[i] = s.writer.ten(time.Now())
	}
	return all, s.rest(ctx)
}
