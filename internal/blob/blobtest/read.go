package blobtest

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/blob"
)

func passesReaderTest(t *testing.T, s blob.Store) {
	body := make([]byte, 3000)
	rand.Read(body)
	r, _, err := s.Open(t.Context(), Put(t, s, body))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := iotest.TestReader(r, body); err != nil {
		t.Error(err)
	}
}

// readsRanges reads as browsers do when a video is wound forward: through http.ServeContent.
func readsRanges(t *testing.T, s blob.Store) {
	body := make([]byte, 100_000)
	rand.Read(body)
	key := Put(t, s, body)
	for header, want := range map[string][]byte{
		"":                     body,
		"bytes=0-0":            body[:1],
		"bytes=99999-":         body[99_999:],
		"bytes=-10":            body[99_990:],
		"bytes=50000-50999":    body[50_000:51_000],
		"bytes=70000-99999999": body[70_000:],
	} {
		if got := serve(t, s, key, header); !bytes.Equal(got, want) {
			t.Errorf("range %q gave %d bytes, want %d", header, len(got), len(want))
		}
	}
}

func serve(t *testing.T, s blob.Store, key blob.Key, byteRange string) []byte {
	t.Helper()
	r, object, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	if byteRange != "" {
		request.Header.Set("Range", byteRange)
	}
	answer := httptest.NewRecorder()
	answer.Header().Set("Content-Type", "video/mp4")
	http.ServeContent(answer, request, "", object.ModTime, r)
	return answer.Body.Bytes()
}

func concurrent(t *testing.T, s blob.Store) {
	shared := NewKey(t)
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			body := bytes.Repeat(fmt.Appendf(nil, "%04d", i), 1000)
			own := NewKey(t)
			for _, key := range []blob.Key{own, shared} {
				if err := s.Put(t.Context(), key, bytes.NewReader(body), 4000, "text/plain"); err != nil {
					t.Error(err)
				}
			}
			if got := read(t, s, own); !bytes.Equal(got, body) {
				t.Errorf("object %d came back changed", i)
			}
		})
	}
	group.Wait()
	// Whoever was last, the bytes are one writer's, never a mixture.
	if got := read(t, s, shared); len(got) != 4000 || !bytes.Equal(got, bytes.Repeat(got[:4], 1000)) {
		t.Error("an object put by many at once is a mixture of them")
	}
}

// read is for use outside the test's own goroutine, where ending the test is not allowed.
func read(t *testing.T, s blob.Store, key blob.Key) []byte {
	r, _, err := s.Open(t.Context(), key)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer r.Close()
	body, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return body
}

// behavesLikeMap does the same random things to the store and to a map, and wants to see the same in both.
func behavesLikeMap(t *testing.T, s blob.Store) {
	rapid.Check(t, func(rt *rapid.T) {
		keys := []blob.Key{NewKey(t), NewKey(t)}
		known := map[blob.Key][]byte{}
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			key := rapid.SampledFrom(keys).Draw(rt, "key")
			if rapid.Bool().Draw(rt, "delete") {
				delete(known, key)
				if err := s.Delete(t.Context(), key); err != nil {
					rt.Fatal(err)
				}
			} else {
				known[key] = rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(rt, "body")
				put(rt, s, key, known[key])
			}
		}
		for _, key := range keys {
			if body, kept := known[key]; kept {
				wantBody(rt, s, key, body)
			} else {
				wantMissing(rt, s, key)
			}
		}
	})
}
