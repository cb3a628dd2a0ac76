package demo_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The shop's bot works as one that was connected by hand: customers write to it, and go on once they are answered.
func TestCustomersWriteOnTelegram(t *testing.T) {
	t.Parallel()
	b := sapatest.Site{}.Bot(t, sapatest.SQLite)
	seeded := demo.Seeded{Owner: b.By(sapatest.Ratna)}
	bot := &demo.Bot{Provider: b.Fake, Admin: b.Admin, Tempo: quick()}
	if _, err := bot.Connect(t.Context(), seeded.Owner); err != nil {
		t.Fatal(err)
	}
	b.Listen()
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	defer done.Wait()
	defer stop()
	done.Go(func() {
		if err := bot.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	sapatest.Until(t, "all have written and one goes on", func() bool {
		b.Later(time.Second)
		rows := all(t, b.App, seeded)
		if len(rows) >= 4 && slices.ContainsFunc(rows, goesOn) {
			return true
		}
		answerEverybody(t, b.House, rows)
		return false
	})
	stop()
	done.Wait()
	for _, r := range all(t, b.App, seeded) {
		if r.Last.Kind == sapa.Unsupported {
			t.Errorf("%s wrote something nobody can read", r.Person.Name)
		}
	}
}
