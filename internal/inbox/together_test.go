package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
)

// gate is rounds that begin and go on by the test's word.
type gate struct {
	began chan []int
	goOn  chan error
}

func newGate() (*gate, *together[int, string]) {
	g := &gate{began: make(chan []int), goOn: make(chan error)}
	return g, &together[int, string]{round: g.round}
}

func (g *gate) round(_ context.Context, some []int) ([]string, error) {
	g.began <- some
	if err := <-g.goOn; err != nil {
		return nil, err
	}
	var all []string
	for _, n := range some {
		all = append(all, fmt.Sprint(n))
	}
	return all, nil
}

// crowd lets so many take part while a round of somebody else is under way, and waits until all of them are waiting.
func crowd(t *testing.T, g *together[int, string], n int) (answers []string, errs []error, done *sync.WaitGroup) {
	t.Helper()
	answers, errs, done = make([]string, n), make([]error, n), &sync.WaitGroup{}
	for i := range n {
		done.Go(func() { answers[i], errs[i] = g.do(t.Context(), i) })
	}
	for waiting := -1; waiting < n; {
		g.mu.Lock()
		waiting = len(g.waiting)
		g.mu.Unlock()
	}
	return answers, errs, done
}

// Whoever comes while a round is under way shares the next one, and nobody takes part in one that had begun before.
func TestWhoComesTogetherSharesARound(t *testing.T) {
	t.Parallel()
	gate, g := newGate()
	first := make(chan string, 1)
	go func() {
		answer, _ := g.do(t.Context(), 1000)
		first <- answer
	}()
	if some := <-gate.began; len(some) != 1 {
		t.Errorf("the first round has %v", some)
	}
	answers, errs, done := crowd(t, g, roundMost+3)
	gate.goOn <- nil
	if got := <-first; got != "1000" {
		t.Errorf("the first got %q", got)
	}
	for _, n := range []int{roundMost, 3} {
		if some := <-gate.began; len(some) != n {
			t.Errorf("%d take part, want %d", len(some), n)
		}
		gate.goOn <- nil
	}
	done.Wait()
	for i, answer := range answers {
		if answer != fmt.Sprint(i) || errs[i] != nil {
			t.Errorf("%d got %q, %v", i, answer, errs[i])
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.busy || g.waiting != nil {
		t.Errorf("%d wait after all were served", len(g.waiting))
	}
}

// What is wrong with one is not held against the others.
func TestARoundThatFailsIsMadeByEachAlone(t *testing.T) {
	t.Parallel()
	gate, g := newGate()
	go func() { _, _ = g.do(t.Context(), 1000) }()
	<-gate.began
	answers, errs, done := crowd(t, g, 3)
	gate.goOn <- nil
	<-gate.began
	gate.goOn <- errors.New("all of them")
	var alone []int
	for range 3 {
		some := <-gate.began
		alone = append(alone, some...)
		if some[0] == 1 {
			gate.goOn <- errors.New("that one")
		} else {
			gate.goOn <- nil
		}
	}
	done.Wait()
	slices.Sort(alone)
	if !slices.Equal(alone, []int{0, 1, 2}) || answers[0] != "0" || answers[2] != "2" || errs[0] != nil || errs[2] != nil {
		t.Errorf("%v: %q %v", alone, answers, errs)
	}
	if errs[1] == nil || errs[1].Error() != "that one" {
		t.Errorf("the broken one: %v", errs[1])
	}
}

// Who goes away does not take the others' round along.
func TestLeavingARound(t *testing.T) {
	t.Parallel()
	gate, g := newGate()
	ctx, leave := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() {
		_, err := g.do(ctx, 1)
		gone <- err
	}()
	<-gate.began
	answers, _, done := crowd(t, g, 1)
	leave()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("who left: %v", err)
	}
	gate.goOn <- nil
	<-gate.began
	gate.goOn <- nil
	done.Wait()
	if answers[0] != "0" {
		t.Errorf("who stayed: %q", answers[0])
	}
}
