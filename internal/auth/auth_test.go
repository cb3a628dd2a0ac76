package auth_test

import (
	"crypto/rand"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func TestPasswordMatchesItsOwnHashOnly(t *testing.T) {
	t.Parallel()
	p := auth.NewPasswords()
	hash, err := p.Hash(t.Context(), "kopi susu gula aren")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"kopi susu gula aren": true, "kopi susu": false, "": false} {
		if got, err := p.Match(password, hash); err != nil || got != want {
			t.Errorf("Match(%q) = %v, %v; want %v", password, got, err, want)
		}
	}
}

// An account that is not there must cost a guesser as much time as one that is.
func TestNoHashMatchesNothingAndTakesAsLong(t *testing.T) {
	t.Parallel()
	p := auth.NewPasswords()
	for _, password := range []string{"", "anything at all"} {
		if got, err := p.Match(password, ""); err != nil || got {
			t.Errorf("Match(%q) without a hash = %v, %v", password, got, err)
		}
	}
	if n := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			_, _ = p.Match("x", "")
		}
	}).NsPerOp(); n < int64(time.Millisecond) {
		t.Errorf("a missing account is refused in %d ns: no hash was computed", n)
	}
}

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	m := sapa.Member{Name: "Rina Wulandari", Email: "rina@melati.example", Phone: "+6281234567890"}
	for password, want := range map[string]string{
		"pendek":              "too_short",
		"sembilan9":           "too_short",
		"sepuluh 10":          "",
		"rina wulandari":      "too_personal",
		"RINA@melati.example": "too_personal",
		"081234567890":        "too_personal",
		"6281234567890":       "too_personal",
		"kopi susu gula aren": "",
	} {
		if got := auth.CheckPassword(password, m); got != want {
			t.Errorf("CheckPassword(%q) = %q, want %q", password, got, want)
		}
	}
}

func TestTokensDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		token, err := auth.NewToken(rand.Reader)
		if err != nil || len(token) != 32 || seen[token] {
			t.Fatalf("token %q, %v", token, err)
		}
		seen[token] = true
	}
}

// However failures are spread in time: the first Free cost nothing, a wait never passes Most, and each failure
// beyond Free blocks at least as long as the one before it did.
func TestBrakeLaws(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := auth.PairBrake
		now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
		var tries auth.Tries
		last := time.Duration(0)
		for i := range rapid.IntRange(1, 60).Draw(t, "failures") {
			now = now.Add(time.Duration(rapid.IntRange(0, 3600).Draw(t, "gap")) * time.Second)
			tries = b.Fail(tries, now)
			wait := b.Wait(tries, now)
			switch {
			case i < b.Free && wait != 0:
				t.Fatalf("failure %d of %d free ones waits %v", i+1, b.Free, wait)
			case i >= b.Free && wait < last, wait > b.Most:
				t.Fatalf("failure %d waits %v after %v", i+1, wait, last)
			}
			last = wait
		}
		if tries = b.Fail(tries, now.Add(b.Forget+time.Second)); tries.Failures != 1 {
			t.Fatalf("%d failures are remembered after %v", tries.Failures, b.Forget)
		}
	})
}
