package telegram

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"net/http"
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
		Name: "telegram", Provider: "Telegram", Files: pageFiles, URL: p.URL, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: p.actFile,
		Media: p.Media, Watch: p.Watch, Ended: p.Context().Done(),
	}
	page.ServeHTTP(w, r)
}

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	f, err := booth.Received(r, maxBody)
	if err != nil {
		return err
	}
	if q.Get("kind") == "voice" {
		f.Type = "audio/ogg"
	}
	c.Send(cmp.Or(q.Get("kind"), "document"), f, q.Get("caption"), action{Quote: q.Get("quote")}.extras()...)
	return nil
}

// byKey is a customer by the page's key.
func (p *Provider) byKey(key string) (*Customer, error) {
	n, err := strconv.Atoi(key)
	p.Lock()
	defer p.Unlock()
	if err != nil || n < 0 || n >= len(p.people) {
		return nil, fmt.Errorf("telegram: no customer %q", key)
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
		return do(p, a)
	}
	do, ok := customerActions[a.Do]
	if !ok {
		return fmt.Errorf("telegram: nobody can %q", a.Do)
	}
	c, err := p.byKey(a.Customer)
	if err != nil {
		return err
	}
	return do(c, a)
}

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	Do       string `json:"do"`
	Customer string `json:"customer"`
	Text     string `json:"text"`
	Name     string `json:"name"`
	ID       int64  `json:"id"`
	Quote    string `json:"quote"`
	Kind     string `json:"kind"`
	On       string `json:"on"`
	Extra    string `json:"extra"` // "forwarded"
	Switch   bool   `json:"switch"`
	N        int    `json:"n"`
	Code     int    `json:"code"`
	Seconds  int    `json:"seconds"`

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

// did is for actions that cannot fail.
func did(f func()) error {
	f()
	return nil
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return did(func() { c.Text(a.Text, a.extras()...) }) },
	"location": func(c *Customer, a action) error {
		return did(func() { c.Location(a.Latitude, a.Longitude, a.Name, a.Text, a.extras()...) })
	},
	"contact": func(c *Customer, a action) error { return did(func() { c.Contact(a.Name, a.Text, a.extras()...) }) },
	"dice":    func(c *Customer, _ action) error { return did(func() { c.Dice() }) },
	"react":   func(c *Customer, a action) error { return did(func() { c.React(a.ID, a.Text) }) },
	"edit":    func(c *Customer, a action) error { return did(func() { c.Edit(a.ID, a.Text) }) },
	"press":   func(c *Customer, a action) error { return c.Press(a.ID, a.Text) },
	"block":   func(c *Customer, a action) error { return did(func() { c.Block(a.Switch) }) },
	"leave":   func(c *Customer, _ action) error { return did(c.Leave) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, action) error{
	"customer": func(p *Provider, a action) error {
		if a.Profile == nil || a.Profile.ID <= 0 || a.Profile.Name == "" {
			return errors.New("telegram: an id and a name are needed")
		}
		return did(func() { p.CustomerWith(*a.Profile) })
	},
	"fail": func(p *Provider, a action) error {
		f := Fault{On: a.On, Kind: FaultKind(a.Kind), Code: a.Code, Says: a.Text, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":     func(p *Provider, _ action) error { return did(p.Heal) },
	"revoke":   func(p *Provider, a action) error { return did(func() { p.Revoke(a.Switch) }) },
	"compete":  func(p *Provider, a action) error { return did(func() { p.Compete(a.Switch) }) },
	"hijack":   func(p *Provider, a action) error { return did(func() { p.Hijack(a.Text) }) },
	"renumber": func(p *Provider, a action) error { return did(func() { p.Renumber(max(a.ID, 1)) }) },
	"limits": func(p *Provider, a action) error {
		return did(func() { p.SetLimits(Limits{Pair: time.Duration(a.Seconds) * time.Second, Burst: a.N}) })
	},
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("telegram: no mode")
		}
		return did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ action) error { return did(p.Hold) },
	"release": func(p *Provider, _ action) error { return did(p.Release) },
	"forget":  func(p *Provider, _ action) error { return did(p.ForgetFiles) },
}
