package vault_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/vault"
)

// What does not come from Seal for this owner does not open; a restored database may hold anything there.
func FuzzOpen(f *testing.F) {
	// The same in every process that searches.
	v, err := vault.Open(key(1), "", bytes.NewReader(make([]byte, 64)))
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := v.Seal("wk_1", secrets)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{nil, sealed, sealed[:12], sealed[:11], sealed[12:], bytes.Repeat([]byte{0}, 64), append(bytes.Clone(sealed), sealed...)} {
		f.Add("wk_1", seed)
		f.Add("wk_2", seed)
	}
	f.Fuzz(func(t *testing.T, owner string, raw []byte) {
		got, err := v.Open(owner, raw)
		switch genuine := owner == "wk_1" && bytes.Equal(raw, sealed); {
		case genuine && (err != nil || !maps.Equal(got, secrets)):
			t.Fatalf("%v, %v", got, err)
		case !genuine && len(raw) > 0 && !errors.Is(err, vault.ErrKey), len(raw) == 0 && (err != nil || len(got) > 0):
			t.Fatalf("%q of %q opens: %v, %v", raw, owner, got, err)
		}
	})
}

// A key from a setting is 32 bytes in base64, or is refused without being told.
func FuzzKeySetting(f *testing.F) {
	for _, seed := range []string{"x", key(1), key(1) + "\n", " " + key(1), key(1) + "=", key(1)[:40], strings.Repeat("A", 44), "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" {
			return // none is given
		}
		raw, bad := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
		v, err := vault.Open(text, "", rand.Reader)
		if (err == nil) != (bad == nil && len(raw) == 32) || (v == nil) == (err == nil) {
			t.Fatalf("%q: %v", text, err)
		}
		if err != nil && len(text) > 12 && strings.Contains(err.Error(), text) {
			t.Fatalf("the refusal tells the key: %v", err)
		}
	})
}
