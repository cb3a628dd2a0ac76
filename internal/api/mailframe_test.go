package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The page for the HTML of mails has an origin of its own, runs only what we wrote, and fetches pictures only where the
// address says so; nobody but our own pages may frame it.
func TestMailFrame(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	anybody := h.Anonymous()
	for path, pictures := range map[string]string{"/mail/frame": "img-src data: blob:;", "/mail/frame?pictures": "img-src data: blob: https:;"} {
		a := anybody.Want(http.StatusOK, "GET", path, nil)
		policy := a.Header.Get("Content-Security-Policy")
		for _, want := range []string{
			"sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox;", "default-src 'none';", "script-src 'sha256-", pictures,
			"frame-ancestors 'self'", "base-uri 'none'", "form-action 'none'",
		} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: %q is not in %q", path, want, policy)
			}
		}
		if strings.Contains(policy, "allow-same-origin") || strings.Contains(policy, "script-src 'unsafe") || strings.Contains(policy, "connect-src") {
			t.Errorf("%s: %q", path, policy)
		}
		if a.Header.Get("Referrer-Policy") != "no-referrer" || a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("ETag") == "" {
			t.Errorf("%s: %v", path, a.Header)
		}
		if page := string(a.Body); strings.Count(page, "<script>") != 1 || strings.Count(page, "</script>") != 1 || strings.Count(page, "</style>") != 1 {
			t.Errorf("the page says %s", page)
		}
	}
	same := anybody.Do("GET", "/mail/frame", nil, "If-None-Match", anybody.Do("GET", "/mail/frame", nil).Header.Get("ETag"))
	if same.Status != http.StatusNotModified {
		t.Errorf("the same page once more: %d", same.Status)
	}
}
