// Package booth is what simulated providers share: the frame of the page on which people write as customers, and telling
// everybody who waits that something has changed.
package booth

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// files are what all pages load: the looks, and talking to the simulator.
//
//go:embed page
var files embed.FS

// policy lets the page load nothing from elsewhere and run nothing that is not a file of its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// File is one that somebody sent.
type File struct {
	Type, Name string
	Bytes      []byte
}

// Page is the page of a simulator: index.html at /, everything else below /simulate/.
type Page struct {
	// Name is the simulator's command, such as "whatsapp", and Provider what it is in words.
	Name, Provider string
	// Files are the page's own: main.js, which draws it, with what it needs, and its icon.svg.
	Files fs.FS
	// URL is the simulator's own address; empty when nobody has said.
	URL func() string
	// State is everything the page shows, with one customer's thread.
	State func(customer string) any
	// Act does what the page asks for, Receive takes a file from a customer.
	Act, Receive func(*http.Request) error
	// Media finds a file of a thread.
	Media func(id string) (File, bool)
	// Watch answers a number that grows with each change and a channel that is closed by the next one.
	Watch func() (int, <-chan struct{})
	// Ended is closed when the simulator is.
	Ended <-chan struct{}
}

// ServeHTTP serves the page.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !p.ownHost(r.Host) {
		http.Error(w, "This simulator is asked for by its own address only; see sapa simulate "+p.Name+" --url.", http.StatusMisdirectedRequest)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	rest, own := strings.CutPrefix(r.URL.Path, "/simulate/")
	switch {
	case r.URL.Path == "/" && r.Method == http.MethodGet:
		p.frame(w)
	case !own:
		http.NotFound(w, r)
	case r.Method == http.MethodPost && r.Header.Get("X-Simulate") == "":
		// Another site's page can post to this machine, but not with a header of its own.
		http.Error(w, "missing X-Simulate", http.StatusForbidden)
	case r.Method == http.MethodPost && rest == "act":
		p.servePlain(w, r, p.Act)
	case r.Method == http.MethodPost && rest == "file":
		p.servePlain(w, r, p.Receive)
	case r.Method != http.MethodGet:
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	case rest == "state":
		Answer(w, http.StatusOK, p.State(r.URL.Query().Get("customer")))
	case rest == "events":
		p.events(w, r)
	case strings.HasPrefix(rest, "media/"):
		p.media(w, strings.TrimPrefix(rest, "media/"))
	default:
		p.asset(w, r, rest)
	}
}

// ownHost keeps other sites from reaching the page by a name of theirs that points to this machine.
func (p *Page) ownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	own, err := url.Parse(p.URL())
	return name == "localhost" || net.ParseIP(strings.Trim(name, "[]")) != nil || err == nil && own.Host != "" && own.Host == host
}

// frame serves the page itself, which is the same for all simulators but for its name.
func (p *Page) frame(w http.ResponseWriter) {
	text, err := files.ReadFile("page/index.html")
	if err != nil {
		http.Error(w, "no page", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(bytes.Replace(text, []byte("{{provider}}"), []byte(html.EscapeString(p.Provider)), 1))
}

// asset serves one of the page's own files, or of those that all pages share.
func (p *Page) asset(w http.ResponseWriter, r *http.Request, name string) {
	for _, all := range []fs.FS{p.Files, files} {
		below, err := fs.Sub(all, "page")
		if err != nil || path.Base(name) != name {
			break
		}
		if _, err := fs.Stat(below, name); err == nil {
			http.ServeFileFS(w, r, below, name)
			return
		}
	}
	http.NotFound(w, r)
}

// servePlain answers 204, or 400 with the reason.
func (p *Page) servePlain(w http.ResponseWriter, r *http.Request, do func(*http.Request) error) {
	if err := do(r); err != nil {
		Answer(w, http.StatusBadRequest, map[string]string{"error": strings.TrimPrefix(err.Error(), p.Name+": ")})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// shown are the types the page shows; everything else is only downloaded, so that no file becomes a page of ours.
var shown = []string{"image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/"}

func (p *Page) media(w http.ResponseWriter, id string) {
	f, ok := p.Media(id)
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	inline := false
	for _, s := range shown {
		inline = inline || strings.HasPrefix(f.Type, s)
	}
	contentType := f.Type
	if !inline {
		contentType = "application/octet-stream"
		name := f.Name
		if name == "" {
			name = "file"
		}
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	}
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write(f.Bytes)
}

// calm is how often the page is told of changes at most.
const calm = 100 * time.Millisecond

// events tells the page of changes as they come.
func (p *Page) events(w http.ResponseWriter, r *http.Request) {
	flusher := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		version, changed := p.Watch()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", version); err != nil || flusher.Flush() != nil {
			return
		}
		pause := time.NewTimer(calm)
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-p.Ended:
			return
		}
		select {
		case <-pause.C:
		case <-r.Context().Done():
			return
		case <-p.Ended:
			return
		}
	}
}

// Answer writes JSON.
func Answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
