package telegram

import (
	"cmp"
	"embed"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// pageFiles are the page on which people write as customers.
//
//go:embed page
var pageFiles embed.FS

// page serves everything that is not the Bot API.
func (p *Provider) page(w http.ResponseWriter, r *http.Request) {
	page := booth.Page{
		Name: "telegram", Provider: "Telegram", Files: pageFiles, URL: p.URL, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: booth.Receive(p.byKey, maxBody, send),
		Media: p.Media, Watch: p.Watch, Ended: p.Context().Done(),
	}
	page.ServeHTTP(w, r)
}

// send lets a customer send a file.
func send(c *Customer, f booth.File, q url.Values) error {
	if q.Get("kind") == "voice" {
		f.Type = "audio/ogg"
	}
	c.Send(cmp.Or(q.Get("kind"), "document"), f, q.Get("caption"), action{Quote: q.Get("quote")}.extras()...)
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

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	booth.Ask
	Text    string `json:"text"`
	Name    string `json:"name"`
	ID      int64  `json:"id"`
	Quote   string `json:"quote"`
	Kind    string `json:"kind"`
	On      string `json:"on"`
	Extra   string `json:"extra"` // "forwarded"
	Switch  bool   `json:"switch"`
	N       int    `json:"n"`
	Code    int    `json:"code"`
	Seconds int    `json:"seconds"`

	Latitude  float64  `json:"latitude"`
	Longitude float64  `json:"longitude"`
	Profile   *Profile `json:"profile"`
	Mode      *Mode    `json:"mode"`
}

func (a action) extras() []Extra {
	var extras []Extra
	if id, err := strconv.ParseInt(a.Quote, 10, 64); err == nil && id != 0 {
		extras = append(extras, Quote(id))
	}
	if a.Extra == "forwarded" {
		extras = append(extras, Forwarded())
	}
	return extras
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return booth.Did(func() { c.Text(a.Text, a.extras()...) }) },
	"location": func(c *Customer, a action) error {
		return booth.Did(func() { c.Location(a.Latitude, a.Longitude, a.Name, a.Text, a.extras()...) })
	},
	"contact": func(c *Customer, a action) error {
		return booth.Did(func() { c.Contact(a.Name, a.Text, a.extras()...) })
	},
	"dice":  func(c *Customer, _ action) error { return booth.Did(func() { c.Dice() }) },
	"react": func(c *Customer, a action) error { return booth.Did(func() { c.React(a.ID, a.Text) }) },
	"edit":  func(c *Customer, a action) error { return booth.Did(func() { c.Edit(a.ID, a.Text) }) },
	"press": func(c *Customer, a action) error { return c.Press(a.ID, a.Text) },
	"block": func(c *Customer, a action) error { return booth.Did(func() { c.Block(a.Switch) }) },
	"leave": func(c *Customer, _ action) error { return booth.Did(c.Leave) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, action) error{
	"customer": func(p *Provider, a action) error {
		if a.Profile == nil || a.Profile.ID <= 0 || a.Profile.Name == "" {
			return errors.New("telegram: an id and a name are needed")
		}
		return booth.Did(func() { p.CustomerWith(*a.Profile) })
	},
	"fail": func(p *Provider, a action) error {
		f := Fault{On: a.On, Kind: FaultKind(a.Kind), Code: a.Code, Says: a.Text, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return booth.Did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":     func(p *Provider, _ action) error { return booth.Did(p.Heal) },
	"revoke":   func(p *Provider, a action) error { return booth.Did(func() { p.Revoke(a.Switch) }) },
	"compete":  func(p *Provider, a action) error { return booth.Did(func() { p.Compete(a.Switch) }) },
	"hijack":   func(p *Provider, a action) error { return booth.Did(func() { p.Hijack(a.Text) }) },
	"renumber": func(p *Provider, a action) error { return booth.Did(func() { p.Renumber(max(a.ID, 1)) }) },
	"limits": func(p *Provider, a action) error {
		return booth.Did(func() { p.SetLimits(Limits{Pair: time.Duration(a.Seconds) * time.Second, Burst: a.N}) })
	},
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("telegram: no mode")
		}
		return booth.Did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ action) error { return booth.Did(p.Hold) },
	"release": func(p *Provider, _ action) error { return booth.Did(p.Release) },
	"forget":  func(p *Provider, _ action) error { return booth.Did(p.ForgetFiles) },
}
