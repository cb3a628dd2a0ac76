package meta

import (
	"embed"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// pageFiles are what the pages of all products share.
//
//go:embed page
var pageFiles embed.FS

// policy lets the page load nothing from elsewhere and run nothing that is not a file of its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// page serves everything that is not the Graph API.
func (p *Core) page(w http.ResponseWriter, r *http.Request) {
	if !p.ownHost(r.Host) {
		http.Error(w, "This simulator is asked for by its own address only; see --url.", http.StatusMisdirectedRequest)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	rest, own := strings.CutPrefix(r.URL.Path, "/simulate/")
	switch {
	case r.URL.Path == "/" && r.Method == http.MethodGet:
		p.asset(w, r, "index.html")
	case !own:
		http.NotFound(w, r)
	case r.Method == http.MethodPost && r.Header.Get("X-Simulate") == "":
		// Another site's page can post to this machine, but not with a header of its own.
		http.Error(w, "missing X-Simulate", http.StatusForbidden)
	case r.Method == http.MethodPost && p.product.Acts[rest] != nil:
		p.servePlain(w, r, p.product.Acts[rest])
	case r.Method != http.MethodGet:
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	case rest == "state":
		Answer(w, http.StatusOK, p.product.State(r.URL.Query().Get("customer")))
	case rest == "events":
		p.events(w, r)
	case strings.HasPrefix(rest, "media/"):
		p.product.Media(w, strings.TrimPrefix(rest, "media/"))
	default:
		p.asset(w, r, rest)
	}
}

// ownHost keeps other sites from reaching the page by a name of theirs that points to this machine.
func (p *Core) ownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	p.Lock()
	own, err := url.Parse(p.o.URL)
	p.Unlock()
	return name == "localhost" || net.ParseIP(strings.Trim(name, "[]")) != nil || err == nil && own.Host != "" && own.Host == host
}

func (p *Core) asset(w http.ResponseWriter, r *http.Request, name string) {
	files, err := fs.Sub(p.product.Page, "page")
	if err != nil || path.Base(name) != name {
		http.NotFound(w, r)
		return
	}
	if _, err := fs.Stat(files, name); err != nil {
		if files, err = fs.Sub(pageFiles, "page"); err != nil {
			http.NotFound(w, r)
			return
		}
	}
	http.ServeFileFS(w, r, files, name)
}

// servePlain answers 204, or 400 with the reason.
func (p *Core) servePlain(w http.ResponseWriter, r *http.Request, do func(*http.Request) error) {
	if err := do(r); err != nil {
		Answer(w, http.StatusBadRequest, map[string]string{"error": p.product.Plain(err)})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// calm is how often the page is told of changes at most.
const calm = 100 * time.Millisecond

// events tells the page of changes as they come.
func (p *Core) events(w http.ResponseWriter, r *http.Request) {
	flusher := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		p.Lock()
		version, changed := p.version, p.changed
		p.Unlock()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", version); err != nil || flusher.Flush() != nil {
			return
		}
		pause := time.NewTimer(calm)
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-p.ctx.Done():
			return
		}
		select {
		case <-pause.C:
		case <-r.Context().Done():
			return
		case <-p.ctx.Done():
			return
		}
	}
}
