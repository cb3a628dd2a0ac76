package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// stage is a house that runs, with its provider, an owner and an agent.
type stage struct {
	*house.House
	site     *house.Site
	provider *house.Provider
	owner    *house.Client
	agent    *house.Client
	number   house.Number
	writer   *writer
}

// raise starts the house of a name, beside a fake provider that brings nothing by itself.
func raise(ctx context.Context, site *house.Site, name, binary string) (_ *stage, err error) {
	place, err := site.Place(ctx, name)
	if err != nil {
		return nil, err
	}
	s := &stage{site: site, writer: newWriter(time.Now())}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.strike())
		}
	}()
	if s.provider, err = house.NewProvider(fake.Options{Receipts: fake.Receipts{None: true}, Keep: 1}); err != nil {
		return nil, err
	}
	// What they write reaches nobody, since the provider does not know yet where to deliver; but it opens their window.
	for n := range people {
		number, name := known(n)
		s.provider.Customer(number, name).Text("Halo")
	}
	place.Binary, place.Graph, place.Env = binary, s.provider.Graph, []string{"SAPA_LOG_LEVEL=warn", "SAPA_UNPACED=1"}
	if s.House, err = place.Start(ctx); err != nil {
		return nil, err
	}
	if s.owner, err = s.Open(ctx); err != nil {
		return nil, err
	}
	if s.number, err = s.owner.Connect(ctx, s.provider); err != nil {
		return nil, err
	}
	agents, err := s.Agents(ctx, s.owner, 1)
	if err != nil {
		return nil, err
	}
	s.agent = agents[0]
	return s, s.warm(ctx)
}

// warm lets everybody write once.
func (s *stage) warm(ctx context.Context) error {
	if err := s.bring(s.writer.opening(time.Now()), 4); err != nil {
		return err
	}
	return s.rest(ctx)
}

// strike stops everything.
func (s *stage) strike() error {
	var errs []error
	if s.House != nil {
		errs = append(errs, s.Stop())
	}
	if s.provider != nil {
		errs = append(errs, s.provider.Close())
	}
	return errors.Join(errs...)
}

// bring posts deliveries as fast as they are taken, so many at the same time.
func (s *stage) bring(what []delivery, conns int) error {
	doors, err := openDoors(s.URL, s.number.Hook(), conns)
	if err != nil {
		return err
	}
	defer doors.close()
	return doors.bring(what, time.Now(), nil)
}

// rest waits until everything is ingested that was taken.
func (s *stage) rest(ctx context.Context) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		u, err := s.Usage(ctx)
		if err != nil || u.Waiting == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("load: the oldest delivery has waited for %s: %w", u.Waiting, ctx.Err())
		case <-tick.C:
		}
	}
}

// rates are how much comes in.
type rates struct {
	// Accepted and Ingested are deliveries a second.
	Accepted, Ingested float64
	// CPU is the time the processor spent on the program for one delivery, from the answer to the screen.
	CPU time.Duration
}

// highest brings deliveries as fast as they are taken, while an agent looks on.
func (s *stage) highest(ctx context.Context, what []delivery, conns int) (rates, error) {
	w, err := watch(ctx, s.agent, s.writer.mark())
	if err != nil {
		return rates{}, err
	}
	defer w.close()
	before, err := s.Usage(ctx)
	if err != nil {
		return rates{}, err
	}
	began := time.Now()
	if err := s.bring(what, conns); err != nil {
		return rates{}, err
	}
	accepted := time.Since(began)
	if err := s.rest(ctx); err != nil {
		return rates{}, err
	}
	ingested := time.Since(began)
	after, err := s.Usage(ctx)
	n := float64(len(what))
	return rates{
		Accepted: n / accepted.Seconds(), Ingested: n / ingested.Seconds(), CPU: (after.CPU - before.CPU) / time.Duration(len(what)),
	}, err
}

// delays are how long messages took to the agent's screen.
type delays []time.Duration

// steady brings deliveries at a rate, whatever becomes of them, and measures how long each message takes from the moment
// its delivery was due to be brought until the agent's connection had it: a program that falls behind cannot hide it by
// slowing down the one who asks.
func (s *stage) steady(ctx context.Context, what []delivery, rate float64, conns int) (delays, error) {
	w, err := watch(ctx, s.agent, s.writer.mark())
	if err != nil {
		return nil, err
	}
	defer w.close()
	doors, err := openDoors(s.URL, s.number.Hook(), conns)
	if err != nil {
		return nil, err
	}
	defer doors.close()
	due := func(i int) time.Duration { return time.Duration(float64(i) / rate * float64(time.Second)) }
	began := time.Now()
	if err := doors.bring(what, began, due); err != nil {
		return nil, err
	}
	messages := 0
	for _, d := range what {
		messages += d.messages
	}
	if err := w.await(ctx, messages); err != nil {
		return nil, err
	}
	all := make(delays, 0, messages)
	for i, d := range what {
		for n := range d.messages {
			all = append(all, w.when(d.first+n).Sub(began.Add(due(i))))
		}
	}
	slices.Sort(all)
	return all, nil
}

// at is the delay that a part of all stayed below; the delays are sorted.
func (d delays) at(part float64) time.Duration {
	if len(d) == 0 {
		return 0
	}
	return d[min(len(d)-1, int(part*float64(len(d))))]
}
