package realtime_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// mouth is a wire on which a test says what it likes.
type mouth struct{ said chan string }

func (mouth) Publish(context.Context, string) error { return nil }

func (m mouth) Listen(ctx context.Context, told func(string)) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case text := <-m.said:
			told(text)
		}
	}
}

// watcher notes that it was shown a change.
type watcher struct {
	plain
	shown *atomic.Int64
}

func (w watcher) Show(ctx context.Context, c realtime.Change) [][]byte {
	w.shown.Add(1)
	return w.plain.Show(ctx, c)
}

// Whatever arrives on the wire between the processes is at most a hint: what viewers are shown comes from the database.
func FuzzHints(f *testing.F) {
	for _, seed := range []string{
		"", "{}", "null", "[]", `{"from":"b","changed":{"1":5}}`, `{"from":"b","changed":{"1":-9223372036854775808,"2":9223372036854775807}}`, `{"from":"a","changed":{"1":5}}`,
		`{"from":"b","signals":[{"kind":"looking","workspace":1,"conversation":7,"actor":"m3"},{"kind":"away","workspace":1}]}`, `{"from":"b","signals":[{"kind":"x"},null]}`, `{"changed":{"x":1}}`, "\xff",
	} {
		f.Add(seed)
	}
	l := newLedger()
	l.commit(1)
	m := mouth{make(chan string)}
	hub := realtime.New(l, realtime.NewBus(m, "a", quiet), quiet, time.Now)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = hub.Run(ctx) }()
	f.Cleanup(func() { stop(); <-done })
	var shown atomic.Int64
	sub, err := hub.Join(ctx, 1, watcher{shown: &shown})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(sub.Leave)
	f.Fuzz(func(t *testing.T, text string) {
		m.said <- text
		m.said <- `{"from":"b"}` // taken only once the text was dealt with
		_, _ = drained(sub), hub.Lookers(1, sapa.ConversationID(7))
		if shown.Load() != 0 {
			t.Fatalf("%q shows a change that nobody committed", text)
		}
	})
}
