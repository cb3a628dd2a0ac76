package whatsapp

import (
	"embed"
	"net/http"
	"net/url"

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
		Name: "whatsapp", Provider: "WhatsApp", Files: pageFiles, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: booth.Receive(p.byKey, meta.MaxBody, send),
		Media: func(id string) (booth.File, bool) {
			f, ok := p.Media(id)
			return booth.File{Type: f.Type, Name: f.Name, Bytes: f.Bytes}, ok
		},
	}
}

// send lets a customer send a file.
func send(c *Customer, sent booth.File, q url.Values) error {
	f := File{Bytes: sent.Bytes, Type: sent.Type, Name: sent.Name, Voice: q.Get("voice") != ""}
	if f.Voice {
		f.Type = "audio/ogg; codecs=opus"
	}
	c.Send(or(q.Get("kind"), "document"), f, q.Get("caption"), action{Quote: q.Get("quote")}.extras()...)
	return nil
}

// byKey is a customer by the page's key.
func (p *Provider) byKey(key string) (*Customer, error) {
	p.Lock()
	defer p.Unlock()
	one, err := booth.ByKey(p.people, key)
	return &Customer{p, one}, err
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	return booth.Desk[action, *Provider, *Customer]{Provider: providerActions, Customer: customerActions}.Act(r, p, p.byKey)
}
