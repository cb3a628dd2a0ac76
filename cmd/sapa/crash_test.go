package main

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// killsVariable says how often the program is killed, seedVariable repeats the moments of an earlier run.
const (
	killsVariable = "SAPA_KILLS"
	seedVariable  = "SAPA_SEED"
	killsUsually  = 6
)

// fromEnvironment is a number from the environment, or another one when there is none.
func fromEnvironment(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// The program is killed at any moment, while customers write at the widget and on WhatsApp, agents answer, and screens
// look on. What was answered is there, once and in order; every reply arrived once or is unsure and says so; every screen
// ends with what the database holds. Nobody repairs anything.
func TestKilledUnderLoad(t *testing.T) {
	t.Parallel()
	kills := fromEnvironment(t, killsVariable, killsUsually)
	seed := fromEnvironment(t, seedVariable, rand.Uint64())
	t.Logf("%s=%d repeats the moments of this run", seedVariable, seed)
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		chance := rand.New(rand.NewPCG(seed, 1))
		s := newStorm(newProgram(t, e), seed)
		s.begin()
		for range kills {
			s.reached(s.moments.Load() + 20 + chance.Int64N(600))
			s.crash(chance)
		}
		s.reached(s.moments.Load() + 100)
		s.rest()
		s.compare()
		s.report(kills)
	})
}

// crash kills the program, looks at what it left, and starts it again; now and then it dies while it starts as well.
func (s *storm) crash(chance *rand.Rand) {
	s.t.Helper()
	s.kill()
	s.away.Lock()
	defer s.away.Unlock()
	s.ledger.check(s)
	if chance.IntN(4) == 0 {
		s.launch()
		<-time.After(time.Duration(chance.Int64N(int64(400 * time.Millisecond))))
		s.kill()
	}
	s.free()
	s.provider.SetMode(modes[chance.IntN(len(modes))])
	s.start()
}

// rest lets everybody finish what they are at, and everything come to its end.
func (s *storm) rest() {
	s.t.Helper()
	s.end()
	s.working.Wait()
	s.settle()
}
