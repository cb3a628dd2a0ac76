package sapatest

import (
	"sync"
	"testing"
	"time"
)

// Together runs n functions at the same moment and waits for all of them.
func Together(n int, f func(i int)) {
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range n {
		done.Go(func() {
			start.Wait()
			f(i)
		})
	}
	start.Done()
	done.Wait()
}

// patience is how long a test waits for what must come. It is only used up by a test that fails.
const patience = time.Minute

// Until waits until something holds.
func Until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for late := time.After(patience); !holds(); {
		select {
		case <-late:
			t.Fatal("waited in vain until ", what)
		case <-again.C:
		}
	}
}
