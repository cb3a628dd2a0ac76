package realtime_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// wire is PostgreSQL's NOTIFY in memory: what one publishes all hear, the one who said it included.
type wire struct {
	mu    sync.Mutex
	ears  map[chan string]bool
	said  []string
	loses bool
	fails error
}

func newWire() *wire { return &wire{ears: map[chan string]bool{}} }

func (w *wire) Publish(_ context.Context, text string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fails != nil {
		return w.fails
	}
	w.said = append(w.said, text)
	if w.loses {
		return nil
	}
	for ear := range w.ears {
		ear <- text
	}
	return nil
}

func (w *wire) Listen(ctx context.Context, told func(string)) error {
	ear := make(chan string, 1000)
	w.mu.Lock()
	w.ears[ear] = true
	w.mu.Unlock()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case text, open := <-ear:
			if !open {
				return errors.New("the wire broke")
			}
			told(text)
		}
	}
}

// cut breaks every connection that listens.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for ear := range w.ears {
		close(ear)
		delete(w.ears, ear)
	}
}

func (w *wire) set(loses bool, fails error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.loses, w.fails = loses, fails
}

// two are two processes on one database.
func two(t *testing.T, w *wire) (*ledger, *realtime.Hub, *realtime.Hub) {
	t.Helper()
	l := newLedger()
	one, other := running(t, l, realtime.NewBus(w, "one", quiet)), running(t, l, realtime.NewBus(w, "other", quiet))
	synctest.Wait()
	return l, one, other
}

// What one process commits or signals, the viewers of the other learn at once, and their own once only.
func TestTwoProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		l, one, other := two(t, w)
		here, there := join(t, one, 1), join(t, other, 1)
		defer here.Leave()
		defer there.Leave()
		one.Committed(1, l.commit(1))
		other.Committed(1, l.commit(1))
		one.Send(realtime.Signal{Kind: realtime.Looking, Workspace: 1, Conversation: 9, Actor: sapa.MemberActor(3)})
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		for name, sub := range map[string]*realtime.Subscription{"here": here, "there": there} {
			got := drained(sub)
			slices.Sort(got)
			if !slices.Equal(got, []string{"1/1", "1/2", "looking 9 by 3"}) {
				t.Errorf("%s: %q", name, got)
			}
		}
		if got := other.Lookers(1, 9); !slices.Equal(got, []sapa.MemberID{3}) {
			t.Errorf("the other process knows of %v looking", got)
		}
	})
}

// A hint that is lost, by a wire that loses, fails or breaks, delays what was committed by about a second and no more.
func TestLostHints(t *testing.T) {
	for name, harm := range map[string]func(*wire){
		"loses":  func(w *wire) { w.set(true, nil) },
		"fails":  func(w *wire) { w.set(false, errors.New("no")) },
		"breaks": func(w *wire) { w.cut() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWire()
				l, one, other := two(t, w)
				there := join(t, other, 1)
				defer there.Leave()
				synctest.Wait() // a room looks once when it opens
				harm(w)
				one.Committed(1, l.commit(1))
				time.Sleep(50 * time.Millisecond)
				synctest.Wait()
				if got := drained(there); len(got) != 0 {
					t.Errorf("the hint was not lost: %q", got)
				}
				time.Sleep(2 * time.Second)
				synctest.Wait()
				if got := drained(there); !slices.Equal(got, []string{"1/1"}) {
					t.Errorf("two seconds later there came %q", got)
				}
				w.set(false, nil)
				one.Committed(1, l.commit(1))
				time.Sleep(50 * time.Millisecond)
				synctest.Wait()
				if got := drained(there); !slices.Equal(got, []string{"1/2"}) {
					t.Errorf("with the wire mended there came %q", got)
				}
			})
		})
	}
}

// However much happens at once, a hint fits into the 8,000 bytes of a NOTIFY, and none of it is left out.
func TestHintsStaySmall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		_, one, other := two(t, w)
		const base = 9_000_000_000
		there := join(t, other, base)
		defer there.Leave()
		for i := range 400 {
			one.Committed(sapa.WorkspaceID(base+i), base)
			if i < 100 {
				one.Send(realtime.Signal{
					Kind: realtime.Looking, Workspace: base, Conversation: sapa.ConversationID(base + i), Room: base, Actor: sapa.MemberActor(base),
					Facts: sapa.Facts{State: sapa.InQueue, Assignee: base, LastHandler: base},
				})
			}
		}
		time.Sleep(time.Second)
		synctest.Wait()
		for _, text := range w.said {
			if len(text) >= 8000 {
				t.Errorf("a hint of %d bytes", len(text))
			}
		}
		if got := drained(there); len(got) != 100 {
			t.Errorf("%d of 100 signals arrived", len(got))
		}
	})
}

// Nonsense on the wire is nobody's harm.
func TestNonsenseOnTheWire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		l, one, other := two(t, w)
		there := join(t, other, 1)
		defer there.Leave()
		for _, text := range []string{"", "x", "[]", `{"changed":{"x":1}}`, `{"changed":{"1":-5,"77":99}}`, fmt.Sprintf(`{"signals":[{"workspace":%d}]}`, 77)} {
			_ = w.Publish(t.Context(), text)
		}
		one.Committed(1, l.commit(1))
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if got := drained(there); !slices.Equal(got, []string{"1/1"}) {
			t.Errorf("there came %q", got)
		}
	})
}
