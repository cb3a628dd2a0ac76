package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sapa-inbox/sapa/internal/api"
)

// builtWeb is a web app as the build leaves it.
func builtWeb() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html": "the page", "csp.json": `{"script":["'sha256-x'"],"style":["'sha256-y'"]}`, "app.webmanifest": "{}", "favicon.svg": "<svg/>",
		"sw.js": "keep", "sw-off.js": "take off", "sw-off.js.br": "take off in brotli", "assets/app-1a2b.js": "run",
		"assets/app-1a2b.js.br": "run in brotli", "assets/app-1a2b.js.gz": "run in gzip", "assets/app-1a2b.css": "{}",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// look asks a web app for a path.
func look(t *testing.T, noWorker bool, method, path string, headers ...string) *http.Response {
	t.Helper()
	w, err := api.NewWeb(builtWeb(), noWorker)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	return answer.Result()
}

func textOf(t *testing.T, r *http.Response) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "\r\n\r\n")
	return body
}

// Files have their types, hashed ones are kept for good, and every other path is the page, which is never kept.
func TestWebApp(t *testing.T) {
	t.Parallel()
	const page, js, forGood = "text/html; charset=utf-8", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"
	for _, c := range []struct {
		request      string
		status       int
		kind, caches string
	}{
		{"GET /", 200, page, "no-store"},
		{"GET /inbox/mine", 200, page, "no-store"},
		{"HEAD /", 200, page, "no-store"},
		{"GET /index.html", 404, "", ""},
		{"GET /csp.json", 404, "", ""},
		{"GET /assets", 200, page, "no-store"},
		{"GET /assets/app-0000.js", 404, "", ""},
		{"GET /assets/../csp.json", 404, "", ""},
		{"POST /", 404, "", ""},
		{"GET /assets/app-1a2b.js", 200, js, forGood},
		{"GET /assets/app-1a2b.css", 200, "text/css; charset=utf-8", forGood},
		{"GET /app.webmanifest", 200, "application/manifest+json", "no-cache"},
		{"GET /favicon.svg", 200, "image/svg+xml", "no-cache"},
		{"GET /sw.js", 200, js, "no-cache"},
	} {
		method, path, _ := strings.Cut(c.request, " ")
		a := look(t, false, method, path)
		if a.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.request, a.StatusCode, c.status)
		} else if c.status == 200 && (a.Header.Get("Content-Type") != c.kind || a.Header.Get("Cache-Control") != c.caches) {
			t.Errorf("%s: %q %q, want %q %q", c.request, a.Header.Get("Content-Type"), a.Header.Get("Cache-Control"), c.kind, c.caches)
		}
	}
}

// The page runs its own files and the build's inline blocks, and stands in nobody's frame.
func TestWebAppRunsOnlyItsOwn(t *testing.T) {
	t.Parallel()
	policy := look(t, false, "GET", "/").Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self' 'sha256-x'", "style-src 'self' 'sha256-y'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy+";", want+";") {
			t.Errorf("the policy has no %q: %s", want, policy)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("the policy permits what it should not: %s", policy)
	}
}

// Each browser gets the smallest form it takes.
func TestWebAppCompressed(t *testing.T) {
	t.Parallel()
	for accepted, want := range map[string]string{"br, gzip": "br run in brotli", "gzip": "gzip run in gzip", "": " run"} {
		a := look(t, false, "GET", "/assets/app-1a2b.js", "Accept-Encoding", accepted)
		if got := a.Header.Get("Content-Encoding") + " " + textOf(t, a); got != want || a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("who takes %q gets %q, want %q", accepted, got, want)
		}
	}
}

// An operator can take the service worker off every browser: what they ask for by its name is the one that goes.
func TestServiceWorkerTakenOff(t *testing.T) {
	t.Parallel()
	for accepted, want := range map[string]string{"": "take off", "br": "take off in brotli"} {
		if got := textOf(t, look(t, true, "GET", "/sw.js", "Accept-Encoding", accepted)); got != want {
			t.Errorf("/sw.js is %q, want %q", got, want)
		}
	}
	if got := textOf(t, look(t, false, "GET", "/sw.js")); got != "keep" {
		t.Errorf("without the setting /sw.js is %q", got)
	}
}
