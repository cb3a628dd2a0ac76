package demo_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// quick is a tempo at which a day goes by in a minute.
func quick() demo.Tempo {
	return demo.Tempo{Log: slog.New(slog.DiscardHandler), Chance: rand.New(rand.NewPCG(1, 2)), Pace: 2000}
}

// The shop's number works as one that was connected by hand: customers write to it in every way they have, and go on
// once they are answered.
func TestCustomersWriteOnWhatsApp(t *testing.T) {
	t.Parallel()
	l := sapatest.Site{}.Unconnected(t, sapatest.SQLite)
	l.Fake.SetSubscribed(true)
	seeded := demo.Seeded{Owner: l.By(sapatest.Ratna)}
	n := &demo.Number{
		Provider: l.Fake, Admin: l.Admin, Origin: l.URL, Tempo: quick(),
	}
	ch, err := n.Connect(t.Context(), seeded.Owner)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	if !n.Open(ctx, ch) {
		t.Fatal("the house does not answer")
	}
	done.Go(func() {
		if err := n.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	defer done.Wait()
	defer stop()
	sapatest.Until(t, "all have written and one goes on", func() bool {
		l.Turn()
		rows := all(t, l.App, seeded)
		if len(rows) >= 8 && slices.ContainsFunc(rows, goesOn) {
			return true
		}
		answerEverybody(t, l.House, rows)
		return false
	})
	stop()
	done.Wait()
	for _, r := range all(t, l.App, seeded) {
		if r.Last.Kind == sapa.Unsupported {
			t.Errorf("%s wrote something nobody can read", r.Person.Name)
		}
	}
}
