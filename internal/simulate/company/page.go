package company

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// pageState is everything the page shows.
type pageState struct {
	Name      string        `json:"name"`
	URL       string        `json:"url"`
	Address   string        `json:"address"`
	Callback  string        `json:"callback"`
	Signs     bool          `json:"signs"` // a secret is known
	Customers []Profile     `json:"customers"`
	Customer  string        `json:"customer"`
	Thread    []Message     `json:"thread"`
	Typing    bool          `json:"typing"`
	Mode      Mode          `json:"mode"`
	Held      bool          `json:"held"`
	Waiting   int           `json:"waiting"`
	Faults    int           `json:"faults"`
	Calls     []Call        `json:"calls"`
	Brought   []pageBrought `json:"brought"`
}

type pageBrought struct {
	Delivery
	Text string `json:"text"`
}

// state is everything the page shows, with the thread of the customer who has this id, or of the first.
func (p *Provider) state(customer string) pageState {
	p.Lock()
	defer p.Unlock()
	s := pageState{
		Name: p.o.Name, URL: p.url, Address: p.url + "/sapa", Callback: p.callback, Signs: len(p.secrets) > 0, Customers: []Profile{}, Thread: []Message{},
		Mode: p.mode, Held: p.held, Waiting: len(p.queue), Faults: p.faults.Left(), Brought: []pageBrought{},
		Calls: booth.Logged(p.calls),
	}
	for _, one := range p.people {
		s.Customers = append(s.Customers, one.Profile)
	}
	for _, d := range booth.Logged(p.brought) {
		s.Brought = append(s.Brought, pageBrought{d, string(d.Body)})
	}
	who := p.person(customer)
	if who == nil && len(p.people) > 0 {
		who = p.people[0]
	}
	if who == nil {
		return s
	}
	s.Customer, s.Typing, s.Thread = who.ID, p.o.Now().Before(who.typing), booth.Shown(who.thread)
	return s
}

// known is a customer by their id.
func (p *Provider) known(id string) (*Customer, error) {
	p.Lock()
	defer p.Unlock()
	one := p.person(id)
	if one == nil {
		return nil, fmt.Errorf("no customer %q", id)
	}
	return &Customer{p, one}, nil
}

// send lets a customer send a file.
func send(c *Customer, f booth.File, q url.Values) error {
	return booth.Did(func() { c.Send(q.Get("caption"), f) })
}

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	booth.Ask
	Text    string   `json:"text"`
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Quote   string   `json:"quote"`
	Kind    string   `json:"kind"`
	Secret  string   `json:"secret"`
	N       int      `json:"n"`
	Status  int      `json:"status"`
	Mode    *Mode    `json:"mode"`
	Profile *Profile `json:"profile"`
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	return booth.Desk[action, *Provider, *Customer]{Provider: systemActions, Customer: customerActions}.Act(r, p, p.known)
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return booth.Did(func() { c.Text(a.Text, a.Quote) }) },
	"place": func(c *Customer, _ action) error {
		return booth.Did(func() { c.Place(Place{-6.1753924, 106.8271528, "Monas, Jakarta Pusat"}) })
	},
	"cash_desk": func(c *Customer, a action) error { return booth.Did(func() { c.CashDesk(a.Text) }) },
	"edit":      func(c *Customer, a action) error { return booth.Did(func() { c.Edit(a.ID, a.Text) }) },
	"delete":    func(c *Customer, a action) error { return booth.Did(func() { c.Delete(a.ID) }) },
	"react":     func(c *Customer, a action) error { return booth.Did(func() { c.React(a.ID, a.Text) }) },
	"report":    func(c *Customer, a action) error { return booth.Did(func() { c.Report(a.ID, a.Kind, a.Text) }) },
	"read_all":  func(c *Customer, _ action) error { return booth.Did(func() { c.ReadAll() }) },
}

// systemActions are what the page does with the system itself.
var systemActions = map[string]func(*Provider, action) error{
	"connect": func(p *Provider, a action) error {
		if a.Text == "" || a.Secret == "" {
			return errors.New("api: an address and a secret are needed")
		}
		return booth.Did(func() { p.Connect(a.Text, a.Secret) })
	},
	"learn": func(p *Provider, a action) error { return booth.Did(func() { p.Learn(a.Secret) }) },
	"customer": func(p *Provider, a action) error {
		who := Profile{ID: a.ID, Name: a.Name}
		if a.Profile != nil {
			who = *a.Profile
		}
		if who.ID == "" {
			return errors.New("api: an id is needed")
		}
		return booth.Did(func() { p.CustomerWith(who) })
	},
	"fail": func(p *Provider, a action) error {
		f := Fault{On: a.ID, Kind: booth.FaultKind(a.Kind), Status: a.Status, Says: a.Text, RetryAfter: 5 * time.Second}
		return booth.Did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":    func(p *Provider, _ action) error { return booth.Did(p.Heal) },
	"hold":    func(p *Provider, _ action) error { return booth.Did(p.Hold) },
	"release": func(p *Provider, _ action) error { return booth.Did(p.Release) },
	"spoil":   func(p *Provider, a action) error { return booth.Did(func() { p.SpoilSignatures(max(a.N, 1)) }) },
	"forget":  func(p *Provider, _ action) error { return booth.Did(p.ForgetFiles) },
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("api: no mode")
		}
		return booth.Did(func() { p.SetMode(*a.Mode) })
	},
}
