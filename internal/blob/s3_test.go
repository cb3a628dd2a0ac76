package blob_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/blob/blobtest"
)

func openS3(t *testing.T, cfg blob.S3Config) *blob.S3 {
	t.Helper()
	s, err := blob.OpenS3(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestS3Conforms(t *testing.T) {
	cfg := blobtest.StartS3(t)
	blobtest.Conform(t, func(t *testing.T) blob.Store { return openS3(t, cfg) })
}

func TestS3Server(t *testing.T) {
	cfg := blobtest.StartS3(t)
	t.Run("objects are named by their key and downloaded", func(t *testing.T) { wantHeaders(t, cfg) })
	t.Run("bucket as host name", func(t *testing.T) { wantHostStyle(t, cfg) })
	t.Run("a reader stays with the version it opened", func(t *testing.T) { wantOneVersion(t, cfg) })
	t.Run("check names what is wrong", func(t *testing.T) { wantClearChecks(t, cfg) })
}

func wantHeaders(t *testing.T, cfg blob.S3Config) {
	key := blobtest.Put(t, openS3(t, cfg), []byte("halo"))
	endpoint, err := url.Parse(cfg.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, "")})
	if err != nil {
		t.Fatal(err)
	}
	stat, err := client.StatObject(t.Context(), cfg.Bucket, string(key), minio.StatObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := stat.Metadata.Get("Content-Disposition"); got != "attachment" {
		t.Errorf("content disposition is %q, want attachment", got)
	}
	if stat.ContentType != "text/plain" {
		t.Errorf("content type is %q, want text/plain", stat.ContentType)
	}
}

// wantHostStyle reaches the server under bucket.s3.test, a name no resolver knows.
func wantHostStyle(t *testing.T, cfg blob.S3Config) {
	server := strings.TrimPrefix(cfg.Endpoint, "http://")
	var asked string
	cfg.Endpoint, cfg.PathStyle = "http://s3.test", false
	cfg.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		asked = address
		return (&net.Dialer{}).DialContext(ctx, network, server)
	}
	s := openS3(t, cfg)
	key := blobtest.Put(t, s, []byte("halo"))
	if got := readAll(t, s, key); got != "halo" {
		t.Errorf("read %q", got)
	}
	if want := cfg.Bucket + ".s3.test:80"; asked != want {
		t.Errorf("connected to %s, want %s", asked, want)
	}
}

func wantOneVersion(t *testing.T, cfg blob.S3Config) {
	s := openS3(t, cfg)
	key := blobtest.Put(t, s, []byte("first"))
	r, _, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := s.Put(t.Context(), key, strings.NewReader("other"), 5, ""); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err == nil {
		t.Errorf("read %q of an object that was replaced meanwhile, want an error", got)
	}
}

func wantClearChecks(t *testing.T, cfg blob.S3Config) {
	for want, change := range map[string]func(*blob.S3Config){
		`has no bucket "nowhere"`:                  func(c *blob.S3Config) { c.Bucket = "nowhere" },
		`refuses bucket "attachments": wrong keys`: func(c *blob.S3Config) { c.SecretKey = "not-the-secret" },
		`cannot be reached`:                        func(c *blob.S3Config) { c.Endpoint = "http://127.0.0.1:1" },
	} {
		changed := cfg
		change(&changed)
		err := openS3(t, changed).Check(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), changed.SecretKey) {
			t.Errorf("check: %v, want %q and no secret", err, want)
		}
	}
}

func TestOpenS3RefusesUnusableSettings(t *testing.T) {
	good := blob.S3Config{Endpoint: "https://s3.example.com", Bucket: "attachments", AccessKey: "a", SecretKey: "b"}
	openS3(t, good)
	for name, change := range map[string]func(*blob.S3Config){
		"no endpoint":         func(c *blob.S3Config) { c.Endpoint = "" },
		"host without scheme": func(c *blob.S3Config) { c.Endpoint = "s3.example.com" },
		"other scheme":        func(c *blob.S3Config) { c.Endpoint = "ftp://s3.example.com" },
		"plain http":          func(c *blob.S3Config) { c.Endpoint = "http://s3.example.com" },
		"path":                func(c *blob.S3Config) { c.Endpoint = "https://s3.example.com/attachments" },
		"keys in the URL":     func(c *blob.S3Config) { c.Endpoint = "https://a:b@s3.example.com" },
		"no bucket":           func(c *blob.S3Config) { c.Bucket = "" },
		"no access key":       func(c *blob.S3Config) { c.AccessKey = "" },
		"no secret key":       func(c *blob.S3Config) { c.SecretKey = "" },
	} {
		cfg := good
		change(&cfg)
		if _, err := blob.OpenS3(cfg); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestS3GivesUpOnAStalledServer reads from a server that sends half a body and then nothing, for ever.
func TestS3GivesUpOnAStalledServer(t *testing.T) {
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT")
		if r.Method == http.MethodGet {
			io.WriteString(w, "half ")
			w.(http.Flusher).Flush()
			<-ended
		}
	}))
	defer server.Close()
	defer close(ended)
	s := openS3(t, blob.S3Config{Endpoint: server.URL, Bucket: "attachments", AccessKey: "a", SecretKey: "b",
		PathStyle: true, Insecure: true, Stall: 50 * time.Millisecond})
	r, _, err := s.Open(t.Context(), blobtest.NewKey(t))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	var network net.Error
	if string(got) != "half " || !errors.As(err, &network) || !network.Timeout() {
		t.Errorf("read %q, %v; want the half that came and a time-out", got, err)
	}
}

// TestS3ServerThatClosesEarly must not look like a short object.
func TestS3ServerThatClosesEarly(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT")
		if r.Method == http.MethodHead {
			w.Header().Set("Content-Length", "10")
			return
		}
		io.WriteString(w, "half ")
	}))
	defer server.Close()
	s := openS3(t, blob.S3Config{Endpoint: server.URL, Bucket: "attachments", AccessKey: "a", SecretKey: "b",
		PathStyle: true, Insecure: true})
	r, _, err := s.Open(t.Context(), blobtest.NewKey(t))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("read %q, %v; want ErrUnexpectedEOF", got, err)
	}
}

func readAll(t *testing.T, s blob.Store, key blob.Key) string {
	t.Helper()
	r, _, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
