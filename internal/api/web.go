package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// web serves the built web app: its files, and for every other path its one page, which finds its way itself.
type web struct {
	files fs.FS
	index []byte
	csp   string
	// worker is the file that /sw.js is answered with.
	worker string
}

// The service worker, and the one that takes it off every browser that has it.
const (
	worker    = "sw.js"
	workerOff = "sw-off.js"
)

// NewWeb makes the handler of a built web app. Beside its files it needs csp.json, the hashes of the page's inline
// blocks, which the build writes. With noWorker, browsers that have the service worker are told to drop it.
func NewWeb(files fs.FS, noWorker bool) (http.Handler, error) {
	index, err := fs.ReadFile(files, "index.html")
	if err != nil {
		return nil, fmt.Errorf("api: web app: %w", err)
	}
	raw, err := fs.ReadFile(files, "csp.json")
	if err != nil {
		return nil, fmt.Errorf("api: web app: %w", err)
	}
	var hashes struct{ Script, Style []string }
	if err := json.Unmarshal(raw, &hashes); err != nil {
		return nil, fmt.Errorf("api: web app: csp.json: %w", err)
	}
	s := &web{files: files, index: index, csp: contentPolicy(hashes.Script, hashes.Style), worker: worker}
	if noWorker {
		s.worker = workerOff
	}
	return s, nil
}

// contentPolicy lets the page run its own files and the inline blocks of the build, and nothing else.
func contentPolicy(script, style []string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' " + strings.Join(script, " "),
		"style-src 'self' " + strings.Join(style, " "),
		"connect-src 'self'", "img-src 'self' blob: data:", "media-src 'self' blob:", "font-src 'self'", "manifest-src 'self'", "worker-src 'self'",
		"frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
	}, "; ")
}

// ServeHTTP satisfies http.Handler.
func (s *web) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.NotFound(w, r)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == worker {
		name = s.worker
	}
	if info, err := fs.Stat(s.files, name); err == nil && !info.IsDir() && name != "index.html" && name != "csp.json" {
		s.file(w, r, name)
		return
	}
	// A missing file must not be answered with the page: browsers would keep it as that file.
	if path.Ext(name) != "" {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", s.csp)
	serveCompressed(w, r, s.index)
}

// builtTypes are the types of what the build writes. The machine's own list may lack one, or have a strange one.
var builtTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".png": "image/png", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}

func typeOfFile(name string) string {
	ext := path.Ext(name)
	return cmp.Or(builtTypes[ext], mime.TypeByExtension(ext), "application/octet-stream")
}

// encodings are the forms the build writes beside each file, best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// file serves a file in the best form the browser takes. Names below assets hold a hash of the content, so they are
// kept for good; the others are asked for again each time.
func (s *web) file(w http.ResponseWriter, r *http.Request, name string) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Content-Type", typeOfFile(name))
	h.Add("Vary", "Accept-Encoding")
	for _, e := range encodings {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), e.name) {
			continue
		}
		if small, err := fs.ReadFile(s.files, name+e.suffix); err == nil {
			h.Set("Content-Encoding", e.name)
			_, _ = w.Write(small)
			return
		}
	}
	body, err := fs.ReadFile(s.files, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
