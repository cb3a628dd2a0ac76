package direct

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// File is a file's bytes with what is told of them.
type File struct {
	Bytes []byte
	Type  string
	Name  string
}

// keep stores a file and answers its id; the lock is held.
func (p *Provider) keep(f File) string {
	id := "1" + p.Random("0123456789", 15)
	p.files[id] = f
	return id
}

// link is the address of a file, with a signature of its own; the lock is held.
func (p *Provider) link(id string) string {
	name := p.files[id].Name
	if name == "" {
		name = id + map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "audio/mpeg": ".mp3", "video/mp4": ".mp4"}[p.files[id].Type]
	}
	return p.Own() + "/cdn/" + url.PathEscape(name) + "?id=" + id + "&oh=" + p.Random(meta.Letters, 32)
}

// Holds tells whether a file is one of this fake's.
func (p *Provider) Holds(id string) bool {
	p.Lock()
	defer p.Unlock()
	_, ok := p.files[id]
	return ok
}

// ExpireLinks lets the addresses of all files run out.
func (p *Provider) ExpireLinks() {
	p.Change(func() {
		for id := range p.files {
			p.gone[id] = true
		}
	})
}

// bytes answers with a file. Whoever has the address needs no token.
func (p *Provider) bytes(c *meta.Call, _ string) (any, *meta.GraphError) {
	p.Lock()
	id := c.R.URL.Query().Get("id")
	f, ok := p.files[id]
	gone := p.gone[id]
	p.Unlock()
	if !ok || gone || c.R.URL.Query().Get("oh") == "" {
		c.W.WriteHeader(http.StatusForbidden)
		_, _ = c.W.Write([]byte("URL signature expired"))
		return nil, nil
	}
	c.W.Header().Set("Content-Type", f.Type)
	c.W.Header().Set("Content-Length", strconv.Itoa(len(f.Bytes)))
	_, _ = c.W.Write(f.Bytes)
	return nil, nil
}
