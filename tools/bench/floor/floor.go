// Package floor measures how conversations find their agents: how fast a queue is given out, and what one pick costs as the
// queue and the number of agents grow.
package floor

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/load"
	"github.com/sapa-inbox/sapa/tools/bench/report"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// scale is with how many the floor is measured.
type scale struct {
	drained crowd
	// queues and agents are the crowds of which one pick is measured; by more and more who wait, and by more and more agents.
	queues, agents []crowd
}

func scaleOf(o run.Options) scale {
	if o.Small {
		return scale{crowd{50, 1000}, []crowd{{10, 100}, {10, 1000}}, []crowd{{10, 1000}, {50, 1000}}}
	}
	return scale{
		crowd{500, 10_000}, []crowd{{100, 100}, {100, 1000}, {100, 10_000}, {100, 100_000}}, []crowd{{10, 10_000}, {100, 10_000}, {500, 10_000}},
	}
}

// result is what one engine did.
type result struct {
	version string
	// ceiling is the engine's own, measured just before the queues were given out.
	ceiling float64
	drained []drained
	picked  map[crowd]picked
}

// Measure measures the floor on each engine.
func Measure(ctx context.Context, o run.Options) ([]report.Section, error) {
	var all []result
	for _, name := range o.Engines {
		r, err := on(ctx, o, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, r)
	}
	return sections(scaleOf(o), all), nil
}

// ceilingTime is for how long the ceiling is measured.
const ceilingTime = 3 * time.Second

func on(ctx context.Context, o run.Options, name string) (r result, err error) {
	site, err := house.OpenSite(ctx, name, o.Folder)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	if r.version, err = site.Version(ctx); err != nil {
		return r, err
	}
	if err := establish(ctx, site, o.Binary); err != nil {
		return r, err
	}
	if r.ceiling, err = load.Ceiling(ctx, site, 1, load.RowSize, ceilingTime); err != nil {
		return r, err
	}
	s := scaleOf(o)
	for _, rule := range rules(s.drained) {
		d, err := drain(ctx, o, site, s.drained, rule)
		if err != nil {
			return r, err
		}
		r.drained = append(r.drained, d)
	}
	r.picked = map[crowd]picked{}
	found, err := picks(ctx, o, site, s.crowds())
	for _, p := range found {
		r.picked[p.crowd] = p
	}
	return r, errors.Join(err, site.Drop(ctx, base))
}

// crowds are all of which a pick is measured, each once.
func (s scale) crowds() []crowd {
	var all []crowd
	seen := map[crowd]bool{}
	for _, c := range append(s.queues, s.agents...) {
		if !seen[c] {
			seen[c], all = true, append(all, c)
		}
	}
	return all
}
