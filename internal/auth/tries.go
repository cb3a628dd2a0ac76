package auth

import "time"

// Tries is the memory of failed tries under one key.
type Tries struct {
	Failures     int
	LastAt       time.Time
	BlockedUntil time.Time
}

// Brake says how failed tries under a key slow down the next ones.
type Brake struct {
	// Free is how many failures cost nothing.
	Free int
	// First is the wait after the first failure beyond Free; each further one doubles it, up to Most.
	First, Most time.Duration
	// Forget is after how long without a failure everything is forgotten.
	Forget time.Duration
}

// The brakes on signing in. Spec ACC-3: back off after 10 failures.
var (
	// PairBrake slows one address down on one account. Nobody can lock an owner out with it from elsewhere.
	PairBrake = Brake{Free: 10, First: 30 * time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}
	// AddressBrake slows one address down on all accounts; an office behind one address has many people in it.
	AddressBrake = Brake{Free: 100, First: 10 * time.Second, Most: 15 * time.Minute, Forget: time.Hour}
	// AccountBrake slows the whole world down on one account, except addresses its owner signed in from before.
	AccountBrake = Brake{Free: 50, First: 5 * time.Second, Most: time.Minute, Forget: time.Hour}
)

// Wait is how long a key is blocked still; zero means it may try. A block that ends later than any does is from before the
// clock was set back, and none any more.
func (b Brake) Wait(t Tries, now time.Time) time.Duration {
	wait := t.BlockedUntil.Sub(now)
	if wait > b.Most {
		return 0
	}
	return max(0, wait)
}

// Fail notes one more failure.
func (b Brake) Fail(t Tries, now time.Time) Tries {
	if now.Sub(t.LastAt) > b.Forget {
		t = Tries{}
	}
	t.Failures++
	t.LastAt = now
	if over := t.Failures - b.Free; over > 0 {
		wait := b.First << min(over-1, 20)
		t.BlockedUntil = now.Add(min(wait, b.Most))
	}
	return t
}
