package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// Soak says how long and how much is brought to one house without a pause.
type Soak struct {
	Binary string
	// For is how long it goes on, Rate how many deliveries come a second, Every how often is looked.
	For   time.Duration
	Rate  float64
	Every time.Duration
	// Keep goes on with the database that is there and leaves it there.
	Keep bool
	// Say tells of each look.
	Say func(format string, args ...any)
}

// soakConns is how many connections the provider delivers by.
const soakConns = 16

// Sample is what a house takes and how it does at a moment of a soak.
type Sample struct {
	// After is the time since the start.
	After time.Duration
	house.Usage
	// Delays are how long the messages since the last sample took to an agent's screen, in order; see steady.
	Delays delays
	// Replies is how many replies were taken since the start.
	Replies int
}

// Run soaks a fresh house on an engine: customers write at the rate, an agent looks on and answers two a second.
func (k Soak) Run(ctx context.Context, site *house.Site) (_ []Sample, err error) {
	const name = "soak"
	drop := func() error {
		if k.Keep {
			return nil
		}
		return site.Drop(context.WithoutCancel(ctx), name)
	}
	if err := drop(); err != nil {
		return nil, err
	}
	s, err := raise(ctx, site, name, k.Binary)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.strike(), drop()) }()
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
	replies := &replies{stage: s}
	if err := replies.find(ctx, 50); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	var answering sync.WaitGroup
	answering.Go(func() { replies.run(ctx, 500*time.Millisecond) })
	defer answering.Wait()
	defer stop()
	return k.look(ctx, s, w, doors, replies)
}

// look brings deliveries, a stretch at a time, and takes a sample after each.
func (k Soak) look(ctx context.Context, s *stage, w *watcher, doors doors, r *replies) ([]Sample, error) {
	var all []Sample
	stretch := int(k.Rate * k.Every.Seconds())
	due := func(i int) time.Duration { return time.Duration(float64(i) / k.Rate * float64(time.Second)) }
	began, before := time.Now(), s.writer.next
	for sent := 0; due(sent) < k.For; sent += stretch {
		what := make([]delivery, stretch)
		for i := range what {
			what[i] = s.writer.one(began.Add(due(sent + i)))
		}
		if err := doors.bring(what, began, func(i int) time.Duration { return due(sent + i) }); err != nil {
			return all, fmt.Errorf("after %s: %w", time.Since(began), err)
		}
		sample, err := s.sample(ctx, began)
		if err != nil {
			return all, err
		}
		if err := w.await(ctx, s.writer.next-before); err != nil {
			return all, err
		}
		for i, d := range what {
			sample.Delays = append(sample.Delays, w.when(d.first).Sub(began.Add(due(sent+i))))
		}
		slices.Sort(sample.Delays)
		if sample.Replies, err = r.so(); err != nil {
			return all, err
		}
		all = append(all, sample)
		k.Say("%s: %d MB, heap %d MB, %d goroutines, %d files, queue %s, p99 to the screen %s, %d replies", sample.After.Round(time.Second),
			sample.RSS>>20, sample.Heap>>20, sample.Goroutines, sample.Files, sample.Waiting.Round(time.Millisecond),
			sample.Delays.at(.99).Round(time.Millisecond), sample.Replies)
	}
	return all, nil
}

func (s *stage) sample(ctx context.Context, began time.Time) (Sample, error) {
	u, err := s.Usage(ctx)
	return Sample{After: time.Since(began), Usage: u}, err
}
