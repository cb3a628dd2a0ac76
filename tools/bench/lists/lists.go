// Package lists measures what people look at: lists, conversations, searches, from outside, on a house with a long past.
package lists

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// clients is how many people ask at the same time, one request after the other without a pause: as many as some hundreds
// who also read what they are shown.
const clients = 16

// Aims, of the 95th percentile and of a page deep down against the first one.
const (
	aim     = 50 * time.Millisecond
	flatAim = 1.5
)

// Found is how long the answers to one question took.
type Found struct {
	Question string
	// Asked is how often, P50 to P99 how long it took in that part of the cases.
	Asked         int
	P50, P95, P99 time.Duration
	// First is the question about page 1 this one is to be as quick as; empty for none.
	First string
}

// sizes are how many conversations the houses have, each ten messages on average.
func sizes(o run.Options) []int {
	if o.Small {
		return []int{1_000, 10_000}
	}
	return []int{10_000, 100_000, 1_000_000}
}

func largest(o run.Options) int { return slices.Max(sizes(o)) }

// result is what one engine answered, by size.
type result struct {
	engine, version string
	size            map[int]int64
	found           map[int][]Found
}

// at measures the house of a size.
func at(ctx context.Context, o run.Options, site *house.Site, size int) (_ []Found, err error) {
	name, err := site.Filled(ctx, o.Binary, size, time.Now())
	if err != nil {
		return nil, err
	}
	place, err := site.Place(ctx, name)
	if err != nil {
		return nil, err
	}
	place.Binary, place.Env = o.Binary, []string{"SAPA_LOG_LEVEL=warn"}
	h, err := place.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Stop()) }()
	w, err := gather(ctx, h)
	if err != nil {
		return nil, err
	}
	var all []Found
	for _, q := range w.questions() {
		// Smaller houses only show how the times grow.
		if size < largest(o) && !slices.Contains(grown, q.name) {
			continue
		}
		f, err := w.ask(ctx, q, long(o))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.name, err)
		}
		o.Say("%s, %d: %s: p95 %s of %d", site.Engine, size, q.name, f.P95.Round(100*time.Microsecond), f.Asked)
		all = append(all, f)
	}
	return all, nil
}

// long is how long each question is asked.
func long(o run.Options) time.Duration {
	if o.Small {
		return 300 * time.Millisecond
	}
	return 3 * time.Second
}

// ask has all clients ask a question for some time, after each has asked it once.
func (w *world) ask(ctx context.Context, q question, d time.Duration) (Found, error) {
	for i, c := range w.people(q) {
		if err := q.ask(ctx, c, i); err != nil {
			return Found{}, err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type took struct {
		each []time.Duration
		err  error
	}
	results := make(chan took, clients)
	end := time.Now().Add(d)
	for i, c := range w.people(q) {
		go func() {
			var t took
			for n := i; time.Now().Before(end) && t.err == nil; n += clients {
				began := time.Now()
				t.err = q.ask(ctx, c, n)
				t.each = append(t.each, time.Since(began))
			}
			results <- t
		}()
	}
	var all []time.Duration
	var err error
	for range clients {
		t := <-results
		all, err = append(all, t.each...), errors.Join(err, t.err)
	}
	return found(q, all), err
}

func found(q question, all []time.Duration) Found {
	slices.Sort(all)
	part := func(p int) time.Duration {
		if len(all) == 0 {
			return 0
		}
		return all[min(len(all)*p/100, len(all)-1)]
	}
	return Found{Question: q.name, Asked: len(all), P50: part(50), P95: part(95), P99: part(99), First: q.first}
}
