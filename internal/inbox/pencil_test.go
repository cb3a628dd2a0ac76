package inbox

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// However many pictures customers send, a member waits for one of them at most.
func TestCustomersDoNotHoldThePencil(t *testing.T) {
	t.Parallel()
	p := newPencil()
	p.patience = time.Millisecond
	back, err := p.take(t.Context(), sapa.ByContact)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if _, err := p.take(t.Context(), sapa.ByContact); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("the next customer's picture: %v", err)
		}
	}
	p.patience = time.Hour
	last := make(chan func())
	go func() {
		back, _ := p.take(t.Context(), sapa.ByContact)
		last <- back
	}()
	member := make(chan func())
	go func() {
		back, _ := p.take(t.Context(), sapa.ByMember)
		member <- back
	}()
	back()
	// Whichever of the two comes first, the other follows it.
	for range 2 {
		select {
		case back = <-last:
		case back = <-member:
		}
		back()
	}
	if len(p.drawing) != 0 || len(p.customers) != 0 {
		t.Error("the pencil was not given back")
	}
}

// Who goes away while waiting leaves the pencil to the others.
func TestPencilOfWhoWentAway(t *testing.T) {
	t.Parallel()
	p := newPencil()
	back, err := p.take(t.Context(), sapa.ByMember)
	if err != nil {
		t.Fatal(err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	for _, by := range []sapa.ActorKind{sapa.ByMember, sapa.ByContact} {
		if _, err := p.take(gone, by); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", by, err)
		}
	}
	back()
	if len(p.drawing) != 0 || len(p.customers) != 0 {
		t.Error("the pencil was not given back")
	}
}
