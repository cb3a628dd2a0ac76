package whatsapp

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// pageFiles are the page on which people write as customers.
//
//go:embed page
var pageFiles embed.FS

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

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	content, err := io.ReadAll(io.LimitReader(r.Body, meta.MaxBody))
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
	p.Lock()
	defer p.Unlock()
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
