package blob_test

import (
	"bytes"
	"io"
	"log"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sapa-inbox/sapa/internal/blob"
)

// said is one answer of an S3 server that may say anything.
type said struct {
	status        int
	etag, changed string
	size          int64 // as the server tells it when it is asked about the object; negative when it does not
	body          []byte
}

// anyS3 is a server that gives the answer of the moment.
func anyS3(f *testing.F) (*blob.S3, *atomic.Pointer[said]) {
	f.Helper()
	var now atomic.Pointer[said]
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		s := now.Load()
		h := w.Header()
		h.Set("ETag", s.etag)
		h.Set("Last-Modified", s.changed)
		if r.Method == http.MethodHead && s.size >= 0 {
			h.Set("Content-Length", strconv.FormatInt(s.size, 10))
		}
		w.WriteHeader(s.status)
		_, _ = w.Write(s.body)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of its own answers
	server.Start()
	f.Cleanup(server.Close)
	s, err := blob.OpenS3(blob.S3Config{Endpoint: server.URL, Bucket: "attachments", AccessKey: "key", SecretKey: "the-secret-of-the-bucket", PathStyle: true, Insecure: true})
	if err != nil {
		f.Fatal(err)
	}
	return s, &now
}

// statuses are those an answer may have. What is told to be tried again is, with pauses, and is left to the other tests.
var statuses = []int{200, 206, 204, 304, 400, 403, 404, 412, 416}

// Whatever an S3 server says of an object: it opens with a size and reads as that many bytes, or there is an error, which
// does not tell the keys.
func FuzzS3Answers(f *testing.F) {
	const day = "Mon, 02 Mar 2026 02:00:00 GMT"
	for i, body := range []string{
		"", "halo", "<Error><Code>NoSuchKey</Code><Message>x</Message></Error>", "<Error><Code>AccessDenied</Code></Error>", "<Error>", strings.Repeat("<a>", 5000), "\xff\xfe",
	} {
		f.Add(byte(i), `"abc"`, day, int64(4), []byte(body))
		f.Add(byte(0), `"abc"`, day, int64(len(body)), []byte(body))
	}
	for _, size := range []int64{-1, 0, 1, 3, 5, math.MaxInt64} {
		f.Add(byte(0), "", day, size, []byte("halo"))
	}
	f.Add(byte(0), `"a b`, "yesterday", int64(4), []byte("halo"))
	store, now := anyS3(f)
	key, err := blob.NewKey(bytes.NewReader(make([]byte, 16)))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status byte, etag, changed string, size int64, body []byte) {
		now.Store(&said{statuses[int(status)%len(statuses)], etag, changed, size, body})
		hold := func(err error) {
			if err != nil && strings.Contains(err.Error(), "the-secret-of-the-bucket") {
				t.Fatal(err)
			}
		}
		hold(store.Delete(t.Context(), key))
		hold(store.Check(t.Context()))
		r, object, err := store.Open(t.Context(), key)
		if err != nil {
			hold(err)
			return
		}
		defer r.Close()
		got, err := io.ReadAll(io.LimitReader(r, 1<<20))
		hold(err)
		if int64(len(got)) > object.Size || err == nil && int64(len(got)) < min(object.Size, 1<<20) || object.Size < 0 {
			t.Fatalf("%d bytes of %d, %v", len(got), object.Size, err)
		}
	})
}

// No text leads out of the folder of files: it is a key as NewKey makes them, or refused before a path is made of it.
func FuzzKeys(f *testing.F) {
	for _, seed := range []string{"", "..", "../../etc/passwd", strings.Repeat("a", 26), strings.Repeat("A", 26), strings.Repeat("/", 26), "abcdefghijklmnopqrstuvwx/.", strings.Repeat("a", 25) + "\x00", "unfinished"} {
		f.Add(seed)
	}
	disk, err := blob.OpenDisk(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = disk.Close() })
	f.Fuzz(func(t *testing.T, text string) {
		key := blob.Key(text)
		well := len(text) == 26 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") == ""
		if (key.Check() == nil) != well {
			t.Fatalf("%q: %v", text, key.Check())
		}
		err := disk.Put(t.Context(), key, strings.NewReader("halo"), 4, "text/plain")
		if (err == nil) != well {
			t.Fatalf("%q is put: %v", text, err)
		}
		if r, _, err := disk.Open(t.Context(), key); err == nil {
			got, _ := io.ReadAll(r)
			if _ = r.Close(); !well || string(got) != "halo" {
				t.Fatalf("%q opens to %q", text, got)
			}
		}
		if err := disk.Delete(t.Context(), key); (err == nil) != well {
			t.Fatalf("%q is removed: %v", text, err)
		}
	})
}
