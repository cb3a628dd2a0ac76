package demo

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// Tempo is how customers at a simulated provider live.
type Tempo struct {
	Log    *slog.Logger
	Chance *rand.Rand
	// Pace is as in Simulator.
	Pace float64
}

// answering is a customer in the middle of a talk.
type answering struct {
	goesOn []string // what they say once they are answered
	inbox  func() int
	reads  func()
	says   func(string)
	heard  int // messages of the shop they have reacted to
	next   time.Time
}

// live lets customers come one after the other, and talk, until ctx ends.
func (t Tempo) live(ctx context.Context, most int, comes func(i int) (*answering, error)) error {
	var talks []*answering
	for i := 0; ctx.Err() == nil; i++ {
		if len(talks) < most && i%t.every(comeEvery/2) == 0 {
			one, err := comes(len(talks))
			if err != nil {
				return err
			}
			talks = append(talks, one)
		}
		now := time.Now()
		for _, one := range talks {
			t.look(one, now)
		}
		pause(ctx, t.span(lookEvery))
	}
	return nil
}

// look lets a customer read what came, and answer after a while.
func (t Tempo) look(one *answering, now time.Time) {
	heard := one.inbox()
	if heard > one.heard {
		one.reads()
		one.heard = heard
		one.next = now.Add(t.span(thinkLeast + time.Duration(t.Chance.Int64N(int64(thinkMost-thinkLeast)))))
		return
	}
	if one.next.IsZero() || now.Before(one.next) || len(one.goesOn) == 0 {
		return
	}
	one.says(one.goesOn[0])
	one.goesOn, one.next = one.goesOn[1:], time.Time{}
}

func (t Tempo) span(d time.Duration) time.Duration { return time.Duration(float64(d) / t.Pace) }

// every is how many looks lie between two new customers.
func (t Tempo) every(d time.Duration) int { return max(1, int(d/lookEvery)) }

// pause waits; false when ctx ended meanwhile.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
