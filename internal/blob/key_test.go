package blob_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"testing"

	"github.com/sapa-inbox/sapa/internal/blob"
)

func TestNewKeyWritesAllBits(t *testing.T) {
	key, err := blob.NewKey(bytes.NewReader([]byte("0123456789abcdef-not read")))
	if want := blob.Key("gaytemzugu3doobzmfrggzdfmy"); err != nil || key != want {
		t.Errorf("key is %q, %v; want %q", key, err, want)
	}
	if err := key.Check(); err != nil {
		t.Error(err)
	}
}

func TestNewKeyDiffers(t *testing.T) {
	seen := map[blob.Key]bool{}
	for range 1000 {
		key, err := blob.NewKey(rand.Reader)
		if err != nil || seen[key] {
			t.Fatalf("key %q, %v: seen before: %v", key, err, seen[key])
		}
		seen[key] = true
	}
}

func TestNewKeyNeedsSixteenBytes(t *testing.T) {
	if key, err := blob.NewKey(bytes.NewReader(make([]byte, 15))); !errors.Is(err, io.ErrUnexpectedEOF) || key != "" {
		t.Errorf("key %q, %v; want an error", key, err)
	}
}
