package floor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// rule is how conversations are given out.
type rule struct {
	strategy string
	// limit is how many each agent may handle; zero for any number.
	limit int
}

// rules are those that are measured: in the end everybody has as many as everybody else.
func rules(c crowd) []rule {
	var all []rule
	for _, strategy := range []string{"round_robin", "min_workload"} {
		all = append(all, rule{strategy, 0}, rule{strategy, c.queued / c.agents})
	}
	return all
}

// drained is how a queue was given out.
type drained struct {
	rule
	// rate is conversations a second, cpu the processor's time for each in the program.
	rate float64
	cpu  time.Duration
	// most is how long whoever looks at the numbers on the tabs had to wait meanwhile.
	most time.Duration
}

// drain lets a house give out its queue, from the moment its owner chooses a strategy until nobody waits.
func drain(ctx context.Context, o run.Options, site *house.Site, c crowd, r rule) (d drained, err error) {
	const name = "floor_drain"
	d.rule = r
	place, err := c.gather(ctx, site, name, time.Now())
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, site.Drop(context.WithoutCancel(ctx), name)) }()
	place.Binary, place.Env = o.Binary, []string{"SAPA_LOG_LEVEL=warn"}
	h, err := place.Start(ctx)
	if err != nil {
		return d, err
	}
	err = d.measure(ctx, h, c)
	if err := errors.Join(err, h.Stop()); err != nil {
		return d, err
	}
	o.Say("%s: %+v: %.0f a second, %s each", site.Engine, r, d.rate, d.cpu)
	return d, c.even(ctx, place)
}

func (d *drained) measure(ctx context.Context, h *house.House, c crowd) error {
	owner, err := h.Open(ctx)
	if err != nil {
		return err
	}
	if d.limit > 0 {
		limit := map[string]any{"workload_mode": "all_channels", "workload_all": d.limit}
		if err := owner.Do(ctx, "PATCH", "/api/v1/settings", limit, nil); err != nil {
			return err
		}
	}
	before, err := h.Usage(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	if err := owner.Do(ctx, "PATCH", "/api/v1/settings", map[string]any{"assignment_strategy": d.strategy}, nil); err != nil {
		return err
	}
	if d.most, err = empty(ctx, owner); err != nil {
		return err
	}
	d.rate = float64(c.queued) / time.Since(began).Seconds()
	after, err := h.Usage(ctx)
	d.cpu = (after.CPU - before.CPU) / time.Duration(c.queued)
	return err
}

// lookPause is how often it is asked whether somebody still waits. Asking more often would be more work than giving out.
const lookPause = 100 * time.Millisecond

// empty waits until nobody waits any more, and answers the longest it took to be told.
func empty(ctx context.Context, owner *house.Client) (most time.Duration, err error) {
	tick := time.NewTicker(lookPause)
	defer tick.Stop()
	for {
		var n struct{ Queue int }
		asked := time.Now()
		if err := owner.Do(ctx, "GET", "/api/v1/conversations/counts", nil, &n); err != nil {
			return most, err
		}
		if most = max(most, time.Since(asked)); n.Queue == 0 {
			return most, nil
		}
		select {
		case <-ctx.Done():
			return most, fmt.Errorf("floor: %d still wait: %w", n.Queue, ctx.Err())
		case <-tick.C:
		}
	}
}

// even fails unless everything was given out, and evenly: what was measured would not be the strategy otherwise.
func (c crowd) even(ctx context.Context, p house.Place) error {
	all, least, most, err := spread(ctx, p)
	if err == nil && (all != c.queued || most-least > 1) {
		err = fmt.Errorf("floor: of %d conversations %d were given out, between %d and %d to each of %d", c.queued, all, least, most, c.agents)
	}
	return err
}
