package seal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/seal"
)

// What was closed opens to the same, with its own key only, and nothing else opens to it.
func TestSeal(t *testing.T) {
	t.Parallel()
	one := made(t, "rahasia", "satu")
	others := []seal.Seal{made(t, "rahasia", "dua"), made(t, "lain", "satu"), {}}
	rapid.Check(t, func(t *rapid.T) {
		var b seal.Block
		copy(b[:], rapid.SliceOfN(rapid.Byte(), len(b), len(b)).Draw(t, "block"))
		text := one.Close(b)
		if got, ok := one.Open(text); got != b || !ok || len(text) != 26 {
			t.Fatalf("%x is %q, which opens to %x", b, text, got)
		}
		for _, other := range others {
			if got, _ := other.Open(text); got == b {
				t.Fatalf("%q opens with another key", text)
			}
		}
		for _, odd := range []string{text[1:], text + "0", strings.ToUpper(text) + "-", " " + text, text[:25] + "u"} {
			if _, ok := one.Open(odd); ok {
				t.Fatalf("%q opens", odd)
			}
		}
	})
}

func made(t *testing.T, secret, purpose string) seal.Seal {
	t.Helper()
	s, err := seal.New([]byte(secret), purpose)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
