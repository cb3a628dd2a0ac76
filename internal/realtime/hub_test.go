package realtime_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ledger is a feed in memory: what was committed, in order.
type ledger struct {
	mu      sync.Mutex
	changes map[sapa.WorkspaceID]int64
	asked   int
	broken  error
}

func newLedger() *ledger { return &ledger{changes: map[sapa.WorkspaceID]int64{}} }

// commit adds a change and answers its number.
func (l *ledger) commit(ws sapa.WorkspaceID) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes[ws]++
	return l.changes[ws]
}

func (l *ledger) Since(_ context.Context, ws sapa.WorkspaceID, after int64, limit int) ([]realtime.Change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked++
	if l.broken != nil {
		return nil, l.broken
	}
	var all []realtime.Change
	for n := after + 1; n <= l.changes[ws] && len(all) < limit; n++ {
		all = append(all, realtime.Change{Number: n, Body: fmt.Sprintf("%d/%d", ws, n)})
	}
	return all, nil
}

func (l *ledger) Last(_ context.Context, workspaces []sapa.WorkspaceID) (map[sapa.WorkspaceID]int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := map[sapa.WorkspaceID]int64{}
	for _, ws := range workspaces {
		last[ws] = l.changes[ws]
	}
	return last, nil
}

func (l *ledger) reads() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.asked
}

func (l *ledger) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.broken = err
}

// plain shows every change and every signal.
type plain struct{}

func (plain) Show(_ context.Context, c realtime.Change) [][]byte {
	return [][]byte{[]byte(c.Body.(string))}
}

func (plain) Hear(s realtime.Signal) []byte {
	return fmt.Appendf(nil, "%s %d by %d", s.Kind, s.Conversation, s.Actor.ID)
}

var quiet = slog.New(slog.DiscardHandler)

// running is a hub that runs until the test ends it.
func running(t *testing.T, l *ledger, bus *realtime.Bus) *realtime.Hub {
	t.Helper()
	h := realtime.New(l, bus, quiet, time.Now)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = h.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	return h
}

func join(t *testing.T, h *realtime.Hub, ws sapa.WorkspaceID) *realtime.Subscription {
	t.Helper()
	sub, err := h.Join(t.Context(), ws, plain{})
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

// drained is what waits in a subscription's queue.
func drained(sub *realtime.Subscription) []string {
	all := []string{}
	select {
	case <-sub.More():
	default:
	}
	for _, frame := range sub.Take() {
		all = append(all, string(frame))
	}
	return all
}

// numbered lists the frames of changes from one number to another.
func numbered(ws, from, to int) []string {
	all := []string{}
	for n := from; n <= to; n++ {
		all = append(all, fmt.Sprintf("%d/%d", ws, n))
	}
	return all
}

// Whenever one joins and however the hub is told: what is replayed and what comes through the queue is every change
// once and in order, and nothing of another workspace.
func TestReplayAndQueueMeet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, during := rapid.IntRange(0, 40).Draw(rt, "before"), rapid.IntRange(0, 40).Draw(rt, "during")
		from := rapid.IntRange(0, before).Draw(rt, "from")
		told := rapid.SliceOfN(rapid.Bool(), during, during).Draw(rt, "told")
		synctest.Test(t, func(t *testing.T) {
			l := newLedger()
			h := running(t, l, nil)
			for range before {
				l.commit(1)
			}
			sub := join(t, h, 1)
			var got []string
			committed := make(chan struct{})
			go func() {
				defer close(committed)
				for _, now := range told {
					n := l.commit(1)
					h.Committed(2, l.commit(2))
					if now {
						h.Committed(1, n)
					}
				}
				h.Committed(1, l.commit(1))
			}()
			ok, err := sub.Replay(t.Context(), int64(from), func(frame []byte) error {
				got = append(got, string(frame))
				return nil
			})
			<-committed
			synctest.Wait()
			got = append(got, drained(sub)...)
			if want := numbered(1, from+1, before+during+1); !ok || err != nil || !slices.Equal(got, want) {
				rt.Errorf("replay %v, %v: %v, want %v", ok, err, got, want)
			}
			sub.Leave()
		})
	})
}

// A connection that does not read is dropped; whoever reads is not held up by it.
func TestSlowOnesAreDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		h := running(t, l, nil)
		slow, quick := join(t, h, 1), join(t, h, 1)
		defer slow.Leave()
		defer quick.Leave()
		got := []string{}
		for range 300 {
			h.Committed(1, l.commit(1))
			synctest.Wait()
			got = append(got, drained(quick)...)
		}
		if !slices.Equal(got, numbered(1, 1, 300)) {
			t.Errorf("the quick one got %d frames", len(got))
		}
		if slow.Why() != realtime.Slow {
			t.Errorf("the slow one ended as %q", slow.Why())
		}
		if kept := drained(slow); !slices.Equal(kept, numbered(1, 1, len(kept))) || len(kept) < 100 {
			t.Errorf("the slow one was kept %d frames", len(kept))
		}
		h.Committed(1, l.commit(1))
		synctest.Wait()
		if late := drained(slow); len(late) > 0 {
			t.Errorf("the slow one was given %v after others that it never got", late)
		}
		if quick.Why() != "" {
			t.Errorf("the quick one ended as %q", quick.Why())
		}
		slow.End(realtime.Revoked) // the first reason stays
		if slow.Why() != realtime.Slow {
			t.Errorf("now it ended as %q", slow.Why())
		}
	})
}

// The room closes behind the last one: nobody reads a feed for nobody.
func TestRoomClosesBehindTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		h := running(t, l, nil)
		first, second := join(t, h, 1), join(t, h, 1)
		if n := h.Connections(); n != 2 {
			t.Errorf("%d connections", n)
		}
		first.Leave()
		first.Leave()
		h.Committed(1, l.commit(1))
		synctest.Wait()
		if got := drained(second); !slices.Equal(got, numbered(1, 1, 1)) {
			t.Errorf("who stayed got %v", got)
		}
		second.Leave()
		reads := l.reads()
		h.Committed(1, l.commit(1))
		h.Send(realtime.Signal{Kind: realtime.Typing, Workspace: 1})
		synctest.Wait()
		if l.reads() != reads || h.Connections() != 0 || len(h.Lookers(1, 1)) != 0 {
			t.Errorf("%d reads for nobody, %d connections", l.reads()-reads, h.Connections())
		}
		third := join(t, h, 1)
		if third.From != 2 {
			t.Errorf("who comes later begins at %d", third.From)
		}
		third.Leave()
	})
}

func TestReplayHasLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		h := running(t, l, nil)
		for range 1500 {
			l.commit(1)
		}
		sub := join(t, h, 1)
		defer sub.Leave()
		for after, want := range map[int64]struct {
			ok     bool
			frames int
		}{1500: {true, 0}, 1499: {true, 1}, 500: {true, 1000}, 499: {false, 0}, 0: {false, 0}, 1501: {false, 0}, -7: {false, 0}, 1 << 62: {false, 0}} {
			n := 0
			ok, err := sub.Replay(t.Context(), after, func([]byte) error { n++; return nil })
			if ok != want.ok || n != want.frames || err != nil {
				t.Errorf("after %d: %v with %d frames, %v", after, ok, n, err)
			}
		}
		gone := errors.New("the connection is gone")
		if _, err := sub.Replay(t.Context(), 1400, func([]byte) error { return gone }); !errors.Is(err, gone) {
			t.Errorf("a write that fails: %v", err)
		}
		l.fail(errors.New("no database"))
		if _, err := sub.Replay(t.Context(), 1400, func([]byte) error { return nil }); err == nil {
			t.Error("a read that fails goes unsaid")
		}
	})
}

// A hub that stops ends everybody, lets nobody in, and leaves nothing running.
func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		h := running(t, l, nil)
		subs := []*realtime.Subscription{join(t, h, 1), join(t, h, 2), join(t, h, 2)}
		h.Stop()
		for i, sub := range subs {
			<-sub.Ended()
			if sub.Why() != realtime.Stopping {
				t.Errorf("%d ended as %q", i, sub.Why())
			}
			sub.Leave()
		}
		if _, err := h.Join(t.Context(), 1, plain{}); sapa.KindOf(err) != sapa.Unavailable {
			t.Errorf("somebody was let in: %v", err)
		}
		h.Committed(1, l.commit(1))
	})
}

// A feed that fails for a while is asked again, and nothing is missed.
func TestFeedFailsForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		h := running(t, l, nil)
		sub := join(t, h, 1)
		defer sub.Leave()
		l.fail(errors.New("no database"))
		h.Committed(1, l.commit(1))
		synctest.Wait()
		if got := drained(sub); len(got) != 0 {
			t.Errorf("there came %v", got)
		}
		l.fail(nil)
		time.Sleep(2 * time.Second) // of the bubble's own time, which costs none
		synctest.Wait()
		if got := drained(sub); !slices.Equal(got, numbered(1, 1, 1)) {
			t.Errorf("there came %v", got)
		}
	})
}

// Who looks is known until they look away, or for 45 seconds.
func TestLookers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := running(t, newLedger(), nil)
		sub := join(t, h, 1)
		defer sub.Leave()
		signal := func(kind realtime.SignalKind, member int64) {
			h.Send(realtime.Signal{Kind: kind, Workspace: 1, Conversation: 9, Actor: sapa.Actor{Kind: sapa.ByMember, ID: member}})
		}
		want := func(members ...sapa.MemberID) {
			t.Helper()
			got := h.Lookers(1, 9)
			if slices.Sort(got); !slices.Equal(got, members) {
				t.Errorf("%v look, want %v", got, members)
			}
		}
		want()
		signal(realtime.Looking, 1)
		signal(realtime.Looking, 2)
		signal(realtime.Typing, 3)
		h.Send(realtime.Signal{Kind: realtime.Looking, Workspace: 1, Conversation: 9, Actor: sapa.ContactActor(4)})
		want(1, 2)
		time.Sleep(30 * time.Second)
		signal(realtime.Looking, 2)
		time.Sleep(15 * time.Second)
		want(2)
		signal(realtime.Away, 2)
		want()
		if got := drained(sub); len(got) != 6 || got[2] != "typing 9 by 3" {
			t.Errorf("heard %q", got)
		}
	})
}
