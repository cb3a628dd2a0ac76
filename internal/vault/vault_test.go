package vault_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/vault"
)

func open(t *testing.T, setting, file string) *vault.Vault {
	t.Helper()
	v, err := vault.Open(setting, file, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// key is a setting of 32 bytes.
func key(b byte) string { return base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{b}, 32)) }

var secrets = map[string]string{"access_token": "EAAJBsecret", "app_secret": "3f1c0de5"}

// What is sealed opens for its owner with the same key, and in no other way; sealed twice it looks different.
func TestSealing(t *testing.T) {
	t.Parallel()
	v := open(t, key(1), "")
	sealed, err := v.Seal("wk_1", secrets)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := open(t, key(1)+"\n", "").Open("wk_1", sealed); err != nil || !maps.Equal(got, secrets) {
		t.Errorf("%v, %v", got, err)
	}
	again, _ := v.Seal("wk_1", secrets)
	if bytes.Equal(again, sealed) || bytes.Contains(sealed, []byte("EAAJ")) || bytes.Contains(sealed, []byte("token")) {
		t.Error("the sealed form tells something")
	}
	for name, refused := range map[string]func() (map[string]string, error){
		"of another owner": func() (map[string]string, error) { return v.Open("wk_2", sealed) },
		"with another key": func() (map[string]string, error) { return open(t, key(2), "").Open("wk_1", sealed) },
		"cut off":          func() (map[string]string, error) { return v.Open("wk_1", sealed[:len(sealed)-1]) },
		"of a few bytes":   func() (map[string]string, error) { return v.Open("wk_1", sealed[:5]) },
		"prolonged":        func() (map[string]string, error) { return v.Open("wk_1", append(bytes.Clone(sealed), 0)) },
	} {
		if got, err := refused(); !errors.Is(err, vault.ErrKey) || got != nil || strings.Contains(err.Error(), "EAAJ") {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := v.Open("wk_1", changed); !errors.Is(err, vault.ErrKey) {
			t.Fatalf("changed at byte %d it still opens: %v", i, err)
		}
	}
}

// No secrets seal to nothing, and nothing opens to no secrets.
func TestNoSecrets(t *testing.T) {
	t.Parallel()
	v := open(t, key(1), "")
	if sealed, err := v.Seal("wk_1", nil); sealed != nil || err != nil {
		t.Errorf("%v, %v", sealed, err)
	}
	if got, err := v.Open("wk_1", nil); got == nil || len(got) != 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// The word of a handshake is the owner's own, the same after a restart, and another one with another key.
func TestToken(t *testing.T) {
	t.Parallel()
	v := open(t, key(1), "")
	token := v.Token("wk_1")
	if len(token) != 32 || token != open(t, key(1), "").Token("wk_1") {
		t.Errorf("%q", token)
	}
	if token == v.Token("wk_2") || token == open(t, key(2), "").Token("wk_1") {
		t.Error("somebody else has the same")
	}
}

// The file is made once, for its owner's eyes; twenty processes that start at the same moment agree on one key.
func TestKeyFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret.key")
	tokens := make([]string, 20)
	sapatest.Together(len(tokens), func(i int) {
		v, err := vault.Open("", file, rand.Reader)
		if err != nil {
			t.Error(err)
			return
		}
		tokens[i] = v.Token("wk_1")
	})
	for _, token := range tokens {
		if token != tokens[0] {
			t.Fatal("two processes have different keys")
		}
	}
	about, err := os.Stat(file)
	if err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", about.Mode(), err)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("beside the key lie %v, %v", left, err)
	}
	if open(t, key(7), file).Token("wk_1") == tokens[0] {
		t.Error("the setting does not win over the file")
	}
}

// A key that is none is refused in words that do not repeat it.
func TestKeysThatAreNone(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret.key")
	short := base64.StdEncoding.EncodeToString([]byte("sixteen bytes 16"))
	for _, bad := range []string{"a password", short, key(1) + "AAAA", "!!!"} {
		if _, err := vault.Open(bad, file, rand.Reader); err == nil || strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
		if err := os.WriteFile(file, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := vault.Open("", file, rand.Reader); err == nil || strings.Contains(err.Error(), bad) {
			t.Errorf("in a file, %q: %v", bad, err)
		}
	}
	if _, err := os.Stat(file); err != nil {
		t.Error("a file that cannot be read is kept, not replaced")
	}
}
