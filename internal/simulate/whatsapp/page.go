package whatsapp

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// pageFiles are the page on which people write as customers.
//
//go:embed page
var pageFiles embed.FS

// policy lets the page load nothing from elsewhere and run nothing that is not a file of its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// page serves everything that is not the Graph API.
func (p *Provider) page(w http.ResponseWriter, r *http.Request) {
	if !p.ownHost(r.Host) {
		http.Error(w, "This simulator is asked for by its own address only; see sapa simulate whatsapp --url.", http.StatusMisdirectedRequest)
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
	case r.Method == http.MethodPost && rest == "act":
		p.servePlain(w, r, p.act)
	case r.Method == http.MethodPost && rest == "file":
		p.servePlain(w, r, p.actFile)
	case r.Method != http.MethodGet:
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	case rest == "state":
		answer(w, http.StatusOK, p.state(r.URL.Query().Get("customer")))
	case rest == "events":
		p.events(w, r)
	case strings.HasPrefix(rest, "media/"):
		p.pageMedia(w, strings.TrimPrefix(rest, "media/"))
	default:
		p.asset(w, r, rest)
	}
}

// ownHost keeps other sites from reaching the page by a name of theirs that points to this machine.
func (p *Provider) ownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	p.mu.Lock()
	own, err := url.Parse(p.o.URL)
	p.mu.Unlock()
	return name == "localhost" || net.ParseIP(strings.Trim(name, "[]")) != nil || err == nil && own.Host != "" && own.Host == host
}

func (p *Provider) asset(w http.ResponseWriter, r *http.Request, name string) {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil || path.Base(name) != name {
		http.NotFound(w, r)
		return
	}
	http.ServeFileFS(w, r, files, name)
}

// servePlain answers 204, or 400 with the reason.
func (p *Provider) servePlain(w http.ResponseWriter, r *http.Request, do func(*http.Request) error) {
	if err := do(r); err != nil {
		answer(w, http.StatusBadRequest, map[string]string{"error": strings.TrimPrefix(err.Error(), "whatsapp: ")})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// shown are the types the page shows; everything else is only downloaded, so that no file becomes a page of ours.
var shown = []string{"image/jpeg", "image/png", "image/webp", "audio/", "video/"}

func (p *Provider) pageMedia(w http.ResponseWriter, id string) {
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
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(or(f.Name, "file")))
	}
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write(f.Bytes)
}

// calm is how often the page is told of changes at most.
const calm = 100 * time.Millisecond

// events tells the page of changes as they come.
func (p *Provider) events(w http.ResponseWriter, r *http.Request) {
	flusher := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		p.mu.Lock()
		version, changed := p.version, p.changed
		p.mu.Unlock()
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

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	content, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return err
	}
	f := File{Bytes: content, Type: or(r.Header.Get("Content-Type"), "application/octet-stream"), Name: q.Get("name"), Voice: q.Get("voice") != ""}
	if f.Voice {
		f.Type = "audio/ogg; codecs=opus"
	}
	var extras []Extra
	if id := q.Get("quote"); id != "" {
		extras = append(extras, Quote(id))
	}
	c.Send(or(q.Get("kind"), "document"), f, q.Get("caption"), extras...)
	return nil
}

// byKey is a customer by the page's key.
func (p *Provider) byKey(key string) (*Customer, error) {
	n, err := strconv.Atoi(key)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil || n < 0 || n >= len(p.people) {
		return nil, fmt.Errorf("whatsapp: no customer %q", key)
	}
	return &Customer{p, p.people[n]}, nil
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	var a action
	d := json.NewDecoder(io.LimitReader(r.Body, 1<<20))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return err
	}
	if do, ok := providerActions[a.Do]; ok {
		return do(p, r.Context(), a)
	}
	do, ok := customerActions[a.Do]
	if !ok {
		return fmt.Errorf("whatsapp: nobody can %q", a.Do)
	}
	c, err := p.byKey(a.Customer)
	if err != nil {
		return err
	}
	return do(c, a)
}
