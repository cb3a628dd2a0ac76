package load

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/fill"
	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// memory is what the program takes.
type memory struct {
	// start is how long it takes until it is ready, the middle of several.
	start time.Duration
	// binary is the program's size in bytes.
	binary int64
	// idle is what it takes when nothing happens, crowded with so many live connections that have just been opened, and
	// settled when they have been open for a while.
	idle, crowded, settled house.Usage
	connections            int
	// load are samples while deliveries come at the target rate.
	load []Sample
}

// perConnection is how many bytes of memory one live connection takes in a usage.
func (m memory) perConnection(in house.Usage) int64 {
	return (in.RSS - m.idle.RSS) / int64(m.connections)
}

// settleTime is how long live connections are open until what signing them in took has been given back: Go collects its
// garbage every two minutes when nothing else makes it, and then gives memory back.
const settleTime = 3 * time.Minute

const starts = 5

// remember measures starts, rest, and live connections.
func remember(ctx context.Context, o run.Options, site *house.Site, name string) (m memory, err error) {
	info, err := os.Stat(o.Binary)
	if err != nil {
		return m, err
	}
	m.binary = info.Size()
	place, err := site.Place(ctx, name)
	if err != nil {
		return m, err
	}
	place.Binary, place.Env = o.Binary, []string{"SAPA_LOG_LEVEL=warn"}
	var took []time.Duration
	for range starts {
		h, err := place.Start(ctx)
		if err != nil {
			return m, err
		}
		took = append(took, h.Took)
		if err := h.Stop(); err != nil {
			return m, err
		}
	}
	slices.Sort(took)
	m.start = took[starts/2]
	h, err := place.Start(ctx)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, h.Stop()) }()
	// It has swept once and looked after everything that waits.
	time.Sleep(long(o))
	if m.idle, err = h.Usage(ctx); err != nil {
		return m, err
	}
	settle := settleTime
	m.connections = 1000
	if o.Small {
		m.connections, settle = 100, long(o)
	}
	err = m.crowd(ctx, h, settle)
	o.Say("ready after %s, idle %d MB, with %d connections %d MB, then %d MB", m.start, m.idle.RSS>>20, m.connections, m.crowded.RSS>>20, m.settled.RSS>>20)
	return m, err
}

// crowd opens live connections of all agents, and measures at once and when they have settled.
func (m *memory) crowd(ctx context.Context, h *house.House, settle time.Duration) error {
	agents := make([]*house.Client, 0, fill.Members)
	for i := range fill.Members {
		c, err := h.SignIn(ctx, fill.Email(i))
		if err != nil {
			return err
		}
		agents = append(agents, c)
	}
	var open []*house.Live
	defer func() {
		for _, l := range open {
			_ = l.Close()
		}
	}()
	for i := range m.connections {
		l, err := agents[i%len(agents)].Live(ctx, house.Now)
		if err != nil {
			return err
		}
		open = append(open, l)
	}
	var err error
	if m.crowded, err = h.Usage(ctx); err != nil {
		return err
	}
	time.Sleep(settle)
	m.settled, err = h.Usage(ctx)
	return err
}

// tenMinutes brings deliveries at the target rate and looks now and then.
func (s *stage) tenMinutes(ctx context.Context, o run.Options) ([]Sample, error) {
	k := Soak{For: 10 * time.Minute, Rate: leastRate, Every: 10 * time.Second, Say: o.Say}
	if o.Small {
		k.For, k.Every = 10*time.Second, time.Second
	}
	// The owner, who sees what others handle as well: they replied to some.
	w, err := watch(ctx, s.owner, s.writer.mark())
	if err != nil {
		return nil, err
	}
	defer w.close()
	doors, err := openDoors(s.URL, s.number.Hook(), soakConns)
	if err != nil {
		return nil, err
	}
	defer doors.close()
	return k.look(ctx, s, w, doors, &replies{})
}

// replies measures how many replies a second reach the provider, from some people at the same time.
func (s *stage) replies(ctx context.Context, o run.Options) (float64, error) {
	r := &replies{stage: s}
	if err := r.find(ctx, 100); err != nil {
		return 0, err
	}
	rate, next := 0.0, 0
	for _, n := range []int{100, 0} {
		if n == 0 {
			n = max(100, int(rate*long(o).Seconds()))
		}
		began, before := time.Now(), s.provider.Taken()
		if err := r.several(ctx, next, n); err != nil {
			return 0, err
		}
		for s.provider.Taken() < before+n {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			time.Sleep(time.Millisecond)
		}
		rate, next = float64(n)/time.Since(began).Seconds(), next+n
	}
	o.Say("%.0f replies a second", rate)
	return rate, nil
}

// writers is how many reply at the same time.
const writers = 16

// several sends n replies from the next on.
func (r *replies) several(ctx context.Context, next, n int) error {
	var one atomic.Int64
	var failed atomic.Pointer[error]
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for i := int(one.Add(1)) - 1; i < n && failed.Load() == nil; i = int(one.Add(1)) - 1 {
				if err := r.reply(ctx, next+i); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}
