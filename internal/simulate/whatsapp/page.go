package whatsapp

import (
	"embed"
	"fmt"
	"net/http"
	"strconv"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// pageFiles are the page on which people write as customers.
//
//go:embed page
var pageFiles embed.FS

// booth is the page of a WhatsApp.
func (p *Provider) booth() booth.Page {
	return booth.Page{
		Name: "whatsapp", Provider: "WhatsApp", Files: pageFiles, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: p.actFile,
		Media: func(id string) (booth.File, bool) {
			f, ok := p.Media(id)
			return booth.File{Type: f.Type, Name: f.Name, Bytes: f.Bytes}, ok
		},
	}
}

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	sent, err := booth.Received(r, meta.MaxBody)
	if err != nil {
		return err
	}
	f := File{Bytes: sent.Bytes, Type: sent.Type, Name: sent.Name, Voice: q.Get("voice") != ""}
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
	if err := booth.Wish(r, &a); err != nil {
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
