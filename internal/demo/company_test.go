package demo_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The shop's app works as a system that was connected by hand: customers write in it, and go on once they are answered.
func TestCustomersWriteInTheShopsApp(t *testing.T) {
	t.Parallel()
	f := sapatest.Site{}.Firm(t, sapatest.SQLite)
	seeded := demo.Seeded{Owner: f.By(sapatest.Ratna)}
	shop := &demo.Shop{Provider: f.Fake, Admin: f.Admin, Origin: "http://sapa.example", Tempo: quick()}
	if err := shop.Connect(t.Context(), seeded.Owner); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	defer done.Wait()
	defer stop()
	done.Go(func() {
		if err := shop.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	sapatest.Until(t, "all have written and one goes on", func() bool {
		f.Later(time.Second)
		rows := all(t, f.App, seeded)
		if len(rows) >= 3 && slices.ContainsFunc(rows, goesOn) {
			return true
		}
		answerEverybody(t, f.House, rows)
		return false
	})
}
