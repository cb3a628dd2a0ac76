package config_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/config"
)

func TestOrigin(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		serve  config.Serve
		origin string
		secure bool
	}{
		{config.Serve{Listen: "localhost:8080"}, "http://localhost:8080", false},
		{config.Serve{Listen: ":8080"}, "http://localhost:8080", false},
		{config.Serve{Listen: ":8080", URL: "https://sapa.example/"}, "https://sapa.example", true},
		{config.Serve{Listen: ":8080", URL: "http://sapa.lan"}, "http://sapa.lan", false},
	} {
		if got := c.serve.Origin(); got != c.origin || c.serve.Secure() != c.secure {
			t.Errorf("%+v: %q, secure %v", c.serve, got, c.serve.Secure())
		}
		if err := c.serve.Validate(); err != nil {
			t.Errorf("%+v: %v", c.serve, err)
		}
	}
	for _, bad := range []string{"sapa.example", "ftp://sapa.example", "https://", "https://sapa.example/inbox", "https://sapa.example:x", "://"} {
		if err := (config.Serve{URL: bad}).Validate(); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// A file is read or refused by line; nothing in it brings the program down, and no line of it is skipped silently.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{
		"", "# comment\n\nSAPA_LISTEN=:8080\n", "SAPA_DATA = \"/var/lib/sapa\"", "SAPA_DATA", "=x", "SAPA_DATUM=x", " SAPA_URL=https://x?a=b ", "\xff=\x00",
		"SAPA_DATA=a\r\nSAPA_DATA=b\r\n", "export SAPA_DATA=x", strings.Repeat("a", 70_000), "SAPA_S3_BUCKET=x\nSAPA_METRICS_TOKEN=y\nSAPA_TRUST_PROXY=true",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		resolver, err := config.File(bytes.NewReader(raw))
		if (resolver == nil) == (err == nil) {
			t.Fatalf("%v, %v", resolver, err)
		}
		if err != nil {
			return
		}
		for _, line := range strings.Split(string(raw), "\n") {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "SAPA_") {
				t.Fatalf("the line %q was skipped", line)
			}
		}
	})
}
