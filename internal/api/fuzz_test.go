package api

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// A body that is taken means one thing only: whoever reads it anew, or reads its first and its last field of a name, finds
// the same, and all of it can be stored.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `{"name":"A","name":"B"}`, `{"addreſs":"A","ADDRESS":"B"}`, `{"K":1,"k":2}`, `[{"a":{"b":1,"B":2}}]`, `{"a":"\u0000"}`, `{"a":"\ud800"}`, `{"a":1e400}`, "", "{", `{"a":1}{}`, `"a" "b"`,
		strings.Repeat("[", 11_000), strings.Repeat(`{"a":`, 500) + "1" + strings.Repeat("}", 500), `{"\u0061":1,"a":2}`, "\ufeff{}", `{"a":[1,2,{"x":null}]}`, "\xff", `{"İ":1,"i":2}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var tree any
		if unmarshal(raw, &tree) != nil {
			return
		}
		if !storable(tree) {
			t.Fatalf("%q cannot be stored", raw)
		}
		holdSingular(t, tree)
		again, err := json.Marshal(tree)
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		var second any
		if err := unmarshal(again, &second); err != nil {
			t.Fatalf("%q becomes %q: %v", raw, again, err)
		}
	})
}

// holdSingular holds every object to names that no reader takes for one another.
func holdSingular(t *testing.T, tree any) {
	switch node := tree.(type) {
	case []any:
		for _, entry := range node {
			holdSingular(t, entry)
		}
	case map[string]any:
		for name, value := range node {
			for other := range node {
				if name != other && strings.EqualFold(name, other) {
					t.Fatalf("%q and %q stand beside each other", name, other)
				}
			}
			holdSingular(t, value)
		}
	}
}

// Whatever a caller writes into X-Forwarded-For: the address is the connection's, or what the trusted proxy wrote last.
func FuzzForwarded(f *testing.F) {
	for _, seed := range []string{"", "203.0.113.7", "10.0.0.1, 203.0.113.7", "203.0.113.7,", "unknown", "[2001:db8::1]:80", "2001:db8::1%eth0", "203.0.113.7:1234", ",,,", strings.Repeat("1.2.3.4,", 1000), "\x00", "::ffff:10.0.0.1"} {
		f.Add(seed, "192.0.2.1:5000")
		f.Add(seed, "[2001:db8::9]:5000")
	}
	f.Add("", "")
	f.Add("", "@")
	f.Fuzz(func(t *testing.T, line, remote string) {
		r := &http.Request{RemoteAddr: remote, Header: http.Header{"X-Forwarded-For": {"198.51.100.1", line}}}
		proud, trusting := &API{}, &API{Parts: Parts{TrustProxy: true}}
		connection := (&API{}).address(&http.Request{RemoteAddr: remote, Header: http.Header{}})
		if got := proud.address(r); got != connection {
			t.Fatalf("without trust %q from %q is %v", line, remote, got)
		}
		last := strings.TrimSpace(line[strings.LastIndex(line, ",")+1:])
		want, err := netip.ParseAddr(last)
		if err != nil {
			want = connection
		}
		if got := trusting.address(r); got != want {
			t.Fatalf("%q from %q is %v, not %v", line, remote, got, want)
		}
	})
}

// Of all addresses of a file only the one that was signed opens it, and only for its time.
func FuzzLink(f *testing.F) {
	s, now := sealed(f, "rahasia"), time.Unix(1_700_000_000, 0)
	whole := s.link(7, "kunci", wholeFile, now)
	_, query, _ := strings.Cut(whole, "?")
	signed, err := url.ParseQuery(query)
	if err != nil {
		f.Fatal(err)
	}
	until := now.Truncate(linkLife).Add(2 * linkLife).Unix()
	for _, one := range []string{signed.Get("s"), "", signed.Get("s") + "=", strings.ToLower(signed.Get("s"))} {
		f.Add(int64(7), "kunci", "f", until, one)
		f.Add(int64(8), "kunci", "f", until, one)
		f.Add(int64(7), "kunci|f", "", until, one)
		f.Add(int64(7), "kunci", "t", until+1, one)
	}
	f.Fuzz(func(t *testing.T, workspace int64, key, what string, ends int64, signature string) {
		l := fileLink{sapa.WorkspaceID(workspace), key, what, ends}
		genuine := l == fileLink{7, "kunci", wholeFile, until} && signature == signed.Get("s")
		if opens := s.opens(l, signature, now); opens != genuine {
			t.Fatalf("%+v with %q opens: %v", l, signature, opens)
		}
		if s.opens(l, signature, time.Unix(until, 0)) {
			t.Fatalf("%+v opens for ever", l)
		}
	})
}
