// Package blobtest proves that a blob.Store keeps its promises, and starts a real S3 server for tests.
package blobtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"testing"
	"testing/iotest"
	"time"

	"github.com/sapa-inbox/sapa/internal/blob"
)

// multipart is larger than what the S3 client sends in one request (16 MiB), and not a multiple of it.
const multipart = 17<<20 + 11

// Conform runs the promises of blob.Store against stores made by open.
func Conform(t *testing.T, open func(t *testing.T) blob.Store) {
	for _, promise := range []struct {
		name string
		hold func(*testing.T, blob.Store)
	}{
		{"gives back what was put", givesBack},
		{"keeps empty objects", keepsEmpty},
		{"keeps objects of many parts", keepsLarge},
		{"replaces", replaces},
		{"knows what is missing", knowsMissing},
		{"deletes", deletes},
		{"refuses keys it did not make", refusesKeys},
		{"keeps nothing of a wrong size", keepsNothingOfWrongSize},
		{"keeps nothing of a failing reader", keepsNothingOfFailingReader},
		{"obeys the context", obeysContext},
		{"reads any range", readsRanges},
		{"passes the standard reader test", passesReaderTest},
		{"is safe for concurrent use", concurrent},
		{"says that it is well", isWell},
		{"behaves like a map", behavesLikeMap},
	} {
		t.Run(promise.name, func(t *testing.T) { promise.hold(t, open(t)) })
	}
}

// NewKey makes a random key or ends the test.
func NewKey(t testing.TB) blob.Key {
	t.Helper()
	key, err := blob.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Put keeps body under a new key or ends the test.
func Put(t testing.TB, s blob.Store, body []byte) blob.Key {
	t.Helper()
	key := NewKey(t)
	put(t, s, key, body)
	return key
}

// reporter is what a test and a property test have in common.
type reporter interface {
	Helper()
	Context() context.Context
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

func put(t reporter, s blob.Store, key blob.Key, body []byte) {
	t.Helper()
	// Hiding the buffer's other methods leaves what a request body has: Read.
	if err := s.Put(t.Context(), key, io.MultiReader(bytes.NewReader(body)), int64(len(body)), "text/plain"); err != nil {
		t.Fatal(err)
	}
}

func wantBody(t reporter, s blob.Store, key blob.Key, want []byte) {
	t.Helper()
	r, object, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("read %d bytes, %v; want the %d bytes put", len(got), err, len(want))
	}
	if object.Size != int64(len(want)) {
		t.Errorf("size is %d, want %d", object.Size, len(want))
	}
}

func wantMissing(t reporter, s blob.Store, key blob.Key) {
	t.Helper()
	r, _, err := s.Open(t.Context(), key)
	if err == nil {
		r.Close()
	}
	if !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("open: %v, want ErrNotFound", err)
	}
}

func givesBack(t *testing.T, s blob.Store) {
	key := Put(t, s, []byte("halo"))
	wantBody(t, s, key, []byte("halo"))
	r, object, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if age := time.Since(object.ModTime); age < -time.Minute || age > time.Minute {
		t.Errorf("was put %v ago, want just now", age)
	}
	if _, err := r.Read(make([]byte, 1)); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("read after close: %v, want an error other than EOF", err)
	}
}

func keepsEmpty(t *testing.T, s blob.Store) {
	wantBody(t, s, Put(t, s, nil), nil)
}

func keepsLarge(t *testing.T, s blob.Store) {
	body := make([]byte, multipart)
	rand.Read(body)
	wantBody(t, s, Put(t, s, body), body)
}

func replaces(t *testing.T, s blob.Store) {
	key := Put(t, s, []byte("the first and longer one"))
	put(t, s, key, []byte("second"))
	wantBody(t, s, key, []byte("second"))
}

func knowsMissing(t *testing.T, s blob.Store) {
	Put(t, s, []byte("another"))
	wantMissing(t, s, NewKey(t))
}

func deletes(t *testing.T, s blob.Store) {
	key, other := Put(t, s, []byte("halo")), Put(t, s, []byte("stays"))
	for range 2 {
		if err := s.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	wantMissing(t, s, key)
	wantBody(t, s, other, []byte("stays"))
}

func refusesKeys(t *testing.T, s blob.Store) {
	for _, key := range []blob.Key{"", "a", "../../../../../etc/passwd2", "unfinished", "aaaaaaaaaaaaaaaaaaaaaaaa/.",
		"AAAAAAAAAAAAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaaaaaaaaaaa\x00", "aaaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		r, _, err := s.Open(t.Context(), key)
		if err == nil {
			r.Close()
		}
		wantErrKey(t, "open", key, err)
		wantErrKey(t, "put", key, s.Put(t.Context(), key, bytes.NewReader(nil), 0, ""))
		wantErrKey(t, "delete", key, s.Delete(t.Context(), key))
	}
}

func wantErrKey(t *testing.T, verb string, key blob.Key, err error) {
	t.Helper()
	if !errors.Is(err, blob.ErrKey) {
		t.Errorf("%s %q: %v, want ErrKey", verb, key, err)
	}
}

func keepsNothingOfWrongSize(t *testing.T, s blob.Store) {
	for _, size := range []int64{0, 3, 5, multipart} {
		key := NewKey(t)
		err := s.Put(t.Context(), key, io.MultiReader(bytes.NewReader([]byte("halo"))), size, "text/plain")
		if !errors.Is(err, blob.ErrSize) {
			t.Errorf("4 bytes announced as %d: %v, want ErrSize", size, err)
		}
		wantMissing(t, s, key)
	}
}

func keepsNothingOfFailingReader(t *testing.T, s blob.Store) {
	broken := errors.New("the line broke")
	key, kept := NewKey(t), Put(t, s, []byte("kept"))
	for _, k := range []blob.Key{key, kept} {
		r := io.MultiReader(bytes.NewReader([]byte("ha")), iotest.ErrReader(broken))
		if err := s.Put(t.Context(), k, r, 4, "text/plain"); !errors.Is(err, broken) {
			t.Errorf("put: %v, want the reader's own error", err)
		}
	}
	wantMissing(t, s, key)
	wantBody(t, s, kept, []byte("kept"))
}

func obeysContext(t *testing.T, s blob.Store) {
	key := Put(t, s, []byte("halo"))
	ctx, cancel := context.WithCancel(t.Context())
	unborn := NewKey(t)
	r := io.MultiReader(bytes.NewReader([]byte("ha")), onRead(cancel), bytes.NewReader([]byte("lo")))
	errPut := s.Put(ctx, unborn, r, 4, "text/plain")
	_, _, errOpen := s.Open(ctx, key)
	for verb, err := range map[string]error{
		"put": errPut, "open": errOpen, "delete": s.Delete(ctx, key), "check": s.Check(ctx),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want the context's error", verb, err)
		}
	}
	wantMissing(t, s, unborn)
	wantBody(t, s, key, []byte("halo"))
}

// onRead is an empty reader that does something when it is reached.
type onRead func()

func (f onRead) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

func isWell(t *testing.T, s blob.Store) {
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
