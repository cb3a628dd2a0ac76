package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A past in which more happened than is replayed is refused and says so, however it lies in pages; one just as large is not.
func TestWhatIfTooMuchHappened(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		queue(t, h, channelOf(t, h), "contact", 7)
		now := h.Clock.Now().Add(time.Minute)
		read := func(most int) (int, error) {
			all, err := inbox.Happenings(t.Context(), h.Store.Reads, h.Workspace, now.Add(-time.Hour), now, most)
			return len(all), err
		}
		if n, err := read(7); n != 7 || err != nil {
			t.Errorf("%d of 7: %v", n, err)
		}
		_, err := read(6)
		if sapa.CodeOf(err) != "history_too_large" || sapa.KindOf(err) != sapa.TooLarge {
			t.Errorf("more than permitted: %v", err)
		}
	})
}

// Several suppose at once, each something else: each is answered as if they were alone. While one past is replayed there is no
// place for another, and whoever does not wait any longer has left none behind.
func TestWhatIfAtOnce(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	c := channelOf(t, h)
	people := agents(t, h, crew(3)...)
	h.Clock.Advance(time.Hour)
	queue(t, h, c, "contact", 30)
	h.Clock.Advance(20 * time.Minute)
	for i := range 30 {
		if _, err := h.Inbox.Next(t.Context(), people[i%3], ""); err != nil {
			t.Fatal(err)
		}
	}
	h.Clock.Advance(10 * time.Minute)
	dewi, until := h.By(sapatest.Dewi), h.Clock.Now()
	ask := func(ctx context.Context, i int) (string, error) {
		limit := 1 + i%4
		w, err := h.Inbox.WhatIf(ctx, dewi, inbox.Supposition{
			From: until.Add(-time.Hour), To: until, Strategy: []routing.Strategy{routing.MinWorkload, routing.RoundRobin}[i%2], Limit: &limit, More: i % 3,
		})
		return fmt.Sprintf("%+v", w), err
	}
	const many = 12
	alone, together := make([]string, many), make([]string, many)
	for i := range many {
		var err error
		if alone[i], err = ask(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	if alone[0] == alone[1] {
		t.Fatal("what is supposed makes no difference")
	}
	sapatest.Together(many, func(i int) {
		var err error
		if together[i], err = ask(t.Context(), i); err != nil {
			t.Error(err)
		}
	})
	for i := range many {
		if together[i] != alone[i] {
			t.Errorf("at once with others:\n%s\nalone:\n%s", together[i], alone[i])
		}
	}
	leave, err := h.Inbox.HoldReplays(t.Context(), h.By(sapatest.Ratna))
	if err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	waiting := make(chan error)
	go func() {
		_, err := ask(ended, 0)
		waiting <- err
	}()
	end()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("beside another: %v", err)
	}
	leave()
	if again, err := ask(t.Context(), 0); err != nil || again != alone[0] {
		t.Errorf("afterwards: %v", err)
	}
}

// Whoever supposes much at once holds up nobody but themselves: theirs wait for each other before they wait for the place that all
// share.
func TestWhatIfsOfOneHoldUpNobody(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	s := inbox.Supposition{From: h.Clock.Now().Add(-time.Hour), To: h.Clock.Now(), Strategy: routing.MinWorkload}
	over, end := context.WithCancel(t.Context())
	end()
	leave := h.Inbox.HoldOwnReplay(h.By(sapatest.Dewi))
	if _, err := h.Inbox.HoldReplays(over, h.By(sapatest.Dewi)); !errors.Is(err, context.Canceled) {
		t.Errorf("a second one of theirs: %v", err)
	}
	if _, err := h.Inbox.WhatIf(t.Context(), h.By(sapatest.Ratna), s); err != nil {
		t.Errorf("a colleague's: %v", err)
	}
	leave()
	if _, err := h.Inbox.WhatIf(t.Context(), h.By(sapatest.Dewi), s); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if n := h.Inbox.Replaying(); n != 0 {
		t.Errorf("%d members are remembered", n)
	}
}

// Whoever may not look at the floor any more once it is their turn is told nothing of it.
func TestWhatIfAfterARoleIsLost(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	s := inbox.Supposition{From: h.Clock.Now().Add(-time.Hour), To: h.Clock.Now(), Strategy: routing.MinWorkload}
	leave, err := h.Inbox.HoldReplays(t.Context(), h.By(sapatest.Ratna))
	if err != nil {
		t.Fatal(err)
	}
	answer := make(chan error)
	go func() {
		_, err := h.Inbox.WhatIf(t.Context(), h.By(sapatest.Dewi), s)
		answer <- err
	}()
	sapatest.Until(t, "she waits", func() bool { return h.Inbox.Replaying() == 2 })
	h.Exec(`UPDATE members SET role = 'agent' WHERE role = 'supervisor'`)
	leave()
	if err := <-answer; sapa.KindOf(err) != sapa.Forbidden {
		t.Errorf("she is answered: %v", err)
	}
}
