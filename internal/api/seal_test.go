package api

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var nouns = []noun{aMember, aChannel, aContact, aConversation, aMessage, aSession, aPlace, aRow, aWorkspace}

func sealed(t testing.TB, secret string) numbered {
	t.Helper()
	s, err := newSeal([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A public id opens to what it was made of, for its own noun and with its own secret, and tells nothing by its looks.
func TestPublicIDs(t *testing.T) {
	t.Parallel()
	s, other := sealed(t, "rahasia"), sealed(t, "rahasia lain")
	rapid.Check(t, func(t *rapid.T) {
		n, number := rapid.SampledFrom(nouns).Draw(t, "noun"), rapid.Int64Range(1, math.MaxInt64).Draw(t, "number")
		id := s.id(n, number)
		if got, ok := s.number(n, id); got != number || !ok || len(id) != 26 {
			t.Fatalf("%q opens to %d, %v", id, got, ok)
		}
		for _, wrong := range nouns {
			if _, ok := s.number(wrong, id); ok != (wrong == n) {
				t.Fatalf("%q, of noun %d, opens as %d: %v", id, n, wrong, ok)
			}
		}
		if _, ok := other.number(n, id); ok {
			t.Fatalf("%q opens with another secret", id)
		}
		if next := s.id(n, number-1); next != "" && common(id, next) > 10 {
			t.Fatalf("neighbours look alike: %q and %q", id, next)
		}
	})
	for _, n := range nouns {
		if id := s.id(n, 0); id != "" {
			t.Errorf("nothing is called %q", id)
		}
	}
}

// common is how many characters two texts begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// A text that opens was made by us: there is no second spelling of an id, and no way to make one up.
func FuzzNumber(f *testing.F) {
	s := sealed(f, "rahasia")
	for _, n := range nouns {
		f.Add(s.id(n, 1))
		f.Add(s.cursor(time.UnixMicro(1_700_000_000_000_000), int64(n)))
	}
	for _, seed := range []string{"", "x", strings.Repeat("0", 26), strings.Repeat("z", 26), strings.Repeat("0", 52), strings.ToUpper(s.id(aMember, 1)), s.id(aMember, 1) + "=", s.id(aMember, 1) + "\n", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		opened := 0
		for _, n := range nouns {
			number, ok := s.number(n, id)
			if !ok {
				continue
			}
			if opened++; number <= 0 || s.id(n, number) != id || opened > 1 {
				t.Fatalf("%q opens to %d of noun %d", id, number, n)
			}
		}
		if at, row, ok := s.place(id); ok && s.cursor(at, row) != id {
			t.Fatalf("%q opens to the place %v, %d", id, at, row)
		}
	})
}
