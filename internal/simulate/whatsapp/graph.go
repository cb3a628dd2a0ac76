package whatsapp

import (
	"net/http"
	"slices"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// handler finds what a path asks for and names the operation; nil when there is no such path.
func (p *Provider) handler(c *meta.Call, parts []string) meta.HandlerFunc {
	switch {
	case len(parts) == 0:
		c.Op = OpBytes
		return p.bytes
	case len(parts) == 1:
		return p.object(c, parts[0])
	case len(parts) == 2:
		return p.edge(c, parts[0], parts[1])
	}
	return nil
}

// object is what lies under an id itself.
func (p *Provider) object(c *meta.Call, id string) meta.HandlerFunc {
	switch {
	case c.R.Method == http.MethodDelete:
		c.Op = OpDelete
		return func(*meta.Call) (any, *GraphError) { return p.deleteMedia(id) }
	case c.R.Method != http.MethodGet:
		c.Op = OpPhone
		return refuse
	case p.findPhone(id) != nil:
		c.Op = OpPhone
		return func(c *meta.Call) (any, *GraphError) {
			return p.phoneFields(*p.findPhone(id), c.R.URL.Query().Get("fields"))
		}
	case id == p.o.WABA:
		c.Op = OpPhone
		return p.account
	}
	c.Op = OpMedia
	return func(c *meta.Call) (any, *GraphError) { return p.locate(c, id) }
}

// edge is what hangs on an id.
func (p *Provider) edge(c *meta.Call, id, name string) meta.HandlerFunc {
	phone, method := p.findPhone(id), c.R.Method
	edges := []struct {
		name, method string
		mine         bool
		op           Operation
		handle       meta.HandlerFunc
	}{
		{"messages", http.MethodPost, phone != nil, operationOf(c.Body), func(c *meta.Call) (any, *GraphError) { return p.messages(c, *phone) }},
		{"media", http.MethodPost, phone != nil, OpUpload, p.upload},
		{"message_templates", http.MethodGet, id == p.o.WABA, OpTemplates, p.listTemplates},
		{"phone_numbers", http.MethodGet, id == p.o.WABA, OpPhone, p.listPhones},
		{"subscribed_apps", http.MethodGet, id == p.o.WABA, OpSubscribe, p.subscription},
		{"subscribed_apps", http.MethodPost, id == p.o.WABA, OpSubscribe, p.subscribe},
		{"subscribed_apps", http.MethodDelete, id == p.o.WABA, OpSubscribe, p.unsubscribe},
	}
	known := false
	for _, e := range edges {
		if e.name != name {
			continue
		}
		known = true
		c.Large = e.op == OpUpload
		if c.Op = e.op; e.method == method && e.mine {
			return e.handle
		}
	}
	if !known {
		return nil
	}
	return refuse
}

func refuse(*meta.Call) (any, *GraphError) { return nil, meta.UnknownObject() }

func (p *Provider) findPhone(id string) *Phone {
	p.Lock()
	defer p.Unlock()
	if i := slices.IndexFunc(p.phones, func(n Phone) bool { return n.ID == id }); i >= 0 {
		phone := p.phones[i]
		return &phone
	}
	return nil
}
