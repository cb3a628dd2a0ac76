package outside_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/outside"
)

// Only what is a place on the internet is reached: of every special range its first and last address, of the neighbours
// beside it none is caught.
func TestPublic(t *testing.T) {
	t.Parallel()
	closed := []string{
		"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255",
		"169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.170", "192.0.2.1", "192.88.99.1",
		"192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.255", "224.0.0.1", "239.255.255.255",
		"240.0.0.0", "255.255.255.255",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:7f00:1", "::127.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1",
		"fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "ff02::1", "2001:2::1", "2001:10::1", "2001:20::1", "3fff::1", "5f00::1",
	}
	for _, text := range closed {
		if at := netip.MustParseAddr(text); outside.Public(at) {
			t.Errorf("%s passes for a place on the internet", at)
		}
	}
	for _, text := range []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "157.240.1.35",
		"169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
		"198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8", "2a03:2880:f12f:83::1", "2606:4700:4700::1111", "2404:6800::1",
	} {
		if at := netip.MustParseAddr(text); !outside.Public(at) {
			t.Errorf("%s is refused", at)
		}
	}
	if outside.Public(netip.Addr{}) {
		t.Error("no address at all passes")
	}
}

// inner is a server that must not be reached.
func inner(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "inside") }))
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, client *http.Client, address string) error {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.ReadAll(answer.Body)
	return err
}

// However an address of one's own house is written, it is not reached.
func TestNobodyGetsInside(t *testing.T) {
	t.Parallel()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner(t).URL, "http://"))
	for _, host := range []string{
		"127.0.0.1", "localhost", "LOCALHOST", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "0", "127.1",
		"2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "127.000.000.001", "0x7f.1", "127.0.0.1.", "[fe80::1%25lo]",
	} {
		if err := get(t, outside.New(), "http://"+host+":"+port+"/"); err == nil {
			t.Errorf("%s is reached", host)
		}
	}
	if err := get(t, outside.New(), "http://127.0.0.1:"+port+"/"); !errors.Is(err, outside.ErrPrivate) {
		t.Errorf("the refusal says %v", err)
	}
}

// What the operator named is reached, at that port and no other.
func TestWhatTheOperatorNamed(t *testing.T) {
	t.Parallel()
	named, other := inner(t), inner(t)
	client := outside.New(named.URL, "", "::", "nonsense")
	if err := get(t, client, named.URL); err != nil {
		t.Error(err)
	}
	if err := get(t, client, other.URL); !errors.Is(err, outside.ErrPrivate) {
		t.Errorf("another port: %v", err)
	}
}

// A redirect leads nowhere that a request would not, and not on for ever.
func TestRedirects(t *testing.T) {
	t.Parallel()
	hidden := inner(t)
	var to string
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }))
	t.Cleanup(door.Close)
	client := outside.New(door.URL)
	for _, to = range []string{hidden.URL, "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]" + strings.TrimPrefix(hidden.URL, "http://127.0.0.1")} {
		if err := get(t, client, door.URL); !errors.Is(err, outside.ErrPrivate) {
			t.Errorf("to %s: %v", to, err)
		}
	}
	for _, to = range []string{"file:///etc/passwd", "gopher://127.0.0.1/", door.URL} {
		if err := get(t, client, door.URL); err == nil {
			t.Errorf("a redirect to %s is followed", to)
		}
	}
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, door.URL, http.StatusFound) }))
	t.Cleanup(secure.Close)
	client = outside.New(secure.URL, door.URL)
	client.Transport.(*http.Transport).TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	if err := get(t, client, secure.URL); err == nil || !strings.Contains(err.Error(), "away from https") {
		t.Errorf("from https to http: %v", err)
	}
}

// Where a redirect comes from is told to nobody: a provider may want a token in the path.
func TestRedirectsTellNothing(t *testing.T) {
	t.Parallel()
	told := make(chan http.Header, 1)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { told <- r.Header }))
	t.Cleanup(other.Close)
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) }))
	t.Cleanup(door.Close)
	if err := get(t, outside.New(door.URL, other.URL), door.URL+"/bot123:secret/getMe"); err != nil {
		t.Fatal(err)
	}
	if header := <-told; header.Get("Referer") != "" {
		t.Errorf("the other host is told %q", header.Get("Referer"))
	}
}

// The address that was looked at is the one that is dialled: a name that answers differently the second time gains
// nothing. Every address of a name is looked at.
func TestRebinding(t *testing.T) {
	t.Parallel()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner(t).URL, "http://"))
	for _, name := range []string{"inside.example", "both.example", "turns.example"} {
		for range 3 {
			if err := get(t, outside.New(), "http://"+name+":"+port+"/"); !errors.Is(err, outside.ErrPrivate) {
				t.Errorf("%s leads inside: %v", name, err)
			}
		}
	}
}

// A server that never answers does not hold a request beyond the time whoever asks gives it.
func TestGivingUp(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	address := "http://" + silent.Addr().String()
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		conn, err := silent.Accept()
		if err == nil {
			defer conn.Close()
			_, _ = conn.Read(make([]byte, 1))
			stop()
		}
	}()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := outside.New(address).Do(r); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	transport := outside.New().Transport.(*http.Transport)
	for name, limit := range map[string]time.Duration{
		"the handshake": transport.TLSHandshakeTimeout, "the answer": transport.ResponseHeaderTimeout, "idle connections": transport.IdleConnTimeout,
	} {
		if limit <= 0 || limit > 2*time.Minute {
			t.Errorf("%s may take %v", name, limit)
		}
	}
	if transport.MaxResponseHeaderBytes <= 0 || transport.MaxResponseHeaderBytes > 1<<20 || transport.Proxy != nil {
		t.Errorf("heads of %d bytes, a proxy %v", transport.MaxResponseHeaderBytes, transport.Proxy != nil)
	}
}

// A head without an end is not read to the end.
func TestEndlessHead(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("a", 1<<20))
	}))
	t.Cleanup(server.Close)
	if err := get(t, outside.New(server.URL), server.URL); err == nil {
		t.Error("a megabyte of head was read")
	}
}

// What people fill in is reached by https only, but for what the operator named; and never in a private network.
func TestTyped(t *testing.T) {
	t.Parallel()
	named, other := inner(t), inner(t)
	client := outside.Typed(named.URL, "", "nonsense")
	if err := get(t, client, named.URL); err != nil {
		t.Error(err)
	}
	for _, address := range []string{other.URL, "http://example.com/", "ftp://example.com/"} {
		if err := get(t, client, address); !errors.Is(err, outside.ErrPlain) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := get(t, client, strings.Replace(other.URL, "http:", "https:", 1)); !errors.Is(err, outside.ErrPrivate) {
		t.Errorf("by https: %v", err)
	}
}

// What is handed over goes to where it was said to go: a redirect is an answer like any other.
func TestNothingIsHandedOn(t *testing.T) {
	t.Parallel()
	var reached atomic.Bool
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/there" {
			reached.Store(true)
			return
		}
		http.Redirect(w, r, "/there", http.StatusPermanentRedirect)
	}))
	t.Cleanup(door.Close)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, door.URL, strings.NewReader("a letter"))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := outside.New(door.URL).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusPermanentRedirect || reached.Load() {
		t.Errorf("%s, handed on: %v", answer.Status, reached.Load())
	}
}
