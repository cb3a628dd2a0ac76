package direct

import (
	"net/http"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// The operations.
const (
	OpSend                     = meta.OpSend
	OpRead      meta.Operation = "read" // mark as seen, typing
	OpPage      meta.Operation = "page"
	OpProfile   meta.Operation = "profile"
	OpSubscribe meta.Operation = "subscribe"
	OpLogin     meta.Operation = "login"
)

// route finds what a path asks for; nil when there is no such path.
func (p *Provider) route(c *meta.Call, parts []string) meta.HandlerFunc {
	if h := p.commentRoute(c, parts); h != nil {
		return h
	}
	switch path := strings.Join(parts, "/"); {
	case path == "dialog/oauth":
		c.Op, c.Open = OpLogin, true
		return p.dialog
	case path == "oauth/access_token":
		c.Op, c.Open = OpLogin, true
		return p.token
	case path == "me/accounts":
		c.Op = OpLogin
		return p.accounts
	case parts[0] == "cdn" && len(parts) == 2:
		c.Op, c.Open = meta.OpBytes, true
		return func(c *meta.Call) (any, *meta.GraphError) { return p.bytes(c, parts[1]) }
	case len(parts) == 1 && c.R.Method == http.MethodGet:
		return p.object(c, parts[0])
	case len(parts) == 2:
		return p.edge(c, parts[0], parts[1])
	}
	return nil
}

// object is what lies under an id itself: a Page, or a person who wrote to it.
func (p *Provider) object(c *meta.Call, id string) meta.HandlerFunc {
	if page, ok := p.page(id); ok {
		c.Op = OpPage
		return func(c *meta.Call) (any, *meta.GraphError) {
			if p.form.Linked && id == page.Account {
				return choose(c, map[string]any{"id": page.Account, "name": page.Name, "username": page.Username}, "IGUser")
			}
			return choose(c, map[string]any{"id": page.ID, "name": page.Name}, "Page")
		}
	}
	c.Op = OpProfile
	return func(c *meta.Call) (any, *meta.GraphError) {
		p.Lock()
		defer p.Unlock()
		who := p.find(id)
		if who == nil || who.private {
			return nil, meta.UnknownObject()
		}
		if p.form.Linked {
			return choose(c, map[string]any{
				"id": who.ID, "name": strings.TrimSpace(who.First + " " + who.Last), "username": who.username(), "profile_pic": "https://scontent.cdninstagram.com/v/p.jpg?id=" + who.ID,
			}, "IGUser")
		}
		return choose(c, map[string]any{
			"id": who.ID, "first_name": who.First, "last_name": who.Last, "profile_pic": "https://platform-lookaside.fbsbx.com/platform/profilepic/?psid=" + who.ID,
		}, "User")
	}
}

// choose keeps the fields that were asked for, and the id.
func choose(c *meta.Call, all map[string]any, node string) (any, *meta.GraphError) {
	some := map[string]any{"id": all["id"]}
	for _, name := range strings.Split(meta.Or(c.R.URL.Query().Get("fields"), "id"), ",") {
		value, ok := all[strings.TrimSpace(name)]
		if !ok {
			return nil, meta.Invalid("Tried accessing nonexisting field (%s) on node type (%s)", name, node)
		}
		some[name] = value
	}
	return some, nil
}

// edge is what hangs on an id.
func (p *Provider) edge(c *meta.Call, id, name string) meta.HandlerFunc {
	page, mine := p.page(id)
	switch {
	case name == "messages":
		c.Op = operationOf(c)
	case name == "subscribed_apps":
		c.Op = OpSubscribe
	default:
		return nil
	}
	if !mine {
		return func(*meta.Call) (any, *meta.GraphError) { return nil, meta.UnknownObject() }
	}
	handlers := map[string]meta.HandlerFunc{
		"POST messages":          func(c *meta.Call) (any, *meta.GraphError) { return p.messages(c, page) },
		"GET subscribed_apps":    p.subscription,
		"POST subscribed_apps":   p.subscribe,
		"DELETE subscribed_apps": p.unsubscribe,
	}
	if h := handlers[c.R.Method+" "+name]; h != nil {
		return h
	}
	return func(*meta.Call) (any, *meta.GraphError) {
		return nil, meta.Invalid("Unsupported %s request", c.R.Method)
	}
}

func (p *Provider) page(id string) (Page, bool) {
	if id == "me" {
		return p.o.Pages[0], true
	}
	i := slices.IndexFunc(p.o.Pages, func(page Page) bool { return page.ID == id || p.form.Linked && page.Account == id })
	if i < 0 {
		return Page{}, false
	}
	return p.o.Pages[i], true
}

var success = map[string]bool{"success": true}

func (p *Provider) subscription(*meta.Call) (any, *meta.GraphError) {
	if !p.Subscribed() {
		return map[string]any{"data": []any{}}, nil
	}
	app := map[string]any{"id": p.o.AppID, "name": "Sapa", "link": "https://www.facebook.com/games/?app_id=" + p.o.AppID, "subscribed_fields": p.form.Fields}
	return map[string]any{"data": []any{app}}, nil
}

func (p *Provider) subscribe(c *meta.Call) (any, *meta.GraphError) {
	asked := c.R.URL.Query().Get("subscribed_fields")
	if asked == "" {
		return nil, meta.Invalid("The parameter subscribed_fields is required.")
	}
	for field := range strings.SplitSeq(asked, ",") {
		if !slices.Contains(p.form.Fields, field) {
			return nil, meta.Invalid("Param subscribed_fields[0] must be one of {%s} - got \"%s\".", strings.Join(p.form.Fields, ", "), field)
		}
	}
	p.SetSubscribed(true)
	return success, nil
}

func (p *Provider) unsubscribe(*meta.Call) (any, *meta.GraphError) {
	p.SetSubscribed(false)
	return success, nil
}
