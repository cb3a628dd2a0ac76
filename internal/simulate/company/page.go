package company

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// shownLog is how many calls and deliveries the page shows, shownThread how many messages.
const (
	shownLog    = 60
	shownThread = 300
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
		Calls: slices.Clone(p.calls[max(0, len(p.calls)-shownLog):]),
	}
	for _, one := range p.people {
		s.Customers = append(s.Customers, one.Profile)
	}
	for _, d := range p.brought[max(0, len(p.brought)-shownLog):] {
		s.Brought = append(s.Brought, pageBrought{d, string(d.Body)})
	}
	who := p.person(customer)
	if who == nil && len(p.people) > 0 {
		who = p.people[0]
	}
	if who == nil {
		return s
	}
	s.Customer, s.Typing = who.ID, p.o.Now().Before(who.typing)
	for _, m := range who.thread[max(0, len(who.thread)-shownThread):] {
		s.Thread = append(s.Thread, *m)
	}
	return s
}

// known is a customer by their id.
func (p *Provider) known(id string) (*Customer, error) {
	p.Lock()
	defer p.Unlock()
	one := p.person(id)
	if one == nil {
		return nil, fmt.Errorf("api: no customer %q", id)
	}
	return &Customer{p, one}, nil
}

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.known(q.Get("customer"))
	if err != nil {
		return err
	}
	f, err := booth.Received(r, largestFile)
	if err != nil {
		return err
	}
	c.Send(q.Get("caption"), f)
	return nil
}

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	Do       string   `json:"do"`
	Customer string   `json:"customer"`
	Text     string   `json:"text"`
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Quote    string   `json:"quote"`
	Kind     string   `json:"kind"`
	Secret   string   `json:"secret"`
	N        int      `json:"n"`
	Status   int      `json:"status"`
	Mode     *Mode    `json:"mode"`
	Profile  *Profile `json:"profile"`
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	var a action
	if err := booth.Wish(r, &a); err != nil {
		return err
	}
	if do, ok := systemActions[a.Do]; ok {
		return do(p, a)
	}
	do, ok := customerActions[a.Do]
	if !ok {
		return fmt.Errorf("api: nobody can %q", a.Do)
	}
	c, err := p.known(a.Customer)
	if err != nil {
		return err
	}
	do(c, a)
	return nil
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action){
	"text":      func(c *Customer, a action) { c.Text(a.Text, a.Quote) },
	"place":     func(c *Customer, _ action) { c.Place(Place{-6.1753924, 106.8271528, "Monas, Jakarta Pusat"}) },
	"cash_desk": func(c *Customer, a action) { c.CashDesk(a.Text) },
	"edit":      func(c *Customer, a action) { c.Edit(a.ID, a.Text) },
	"delete":    func(c *Customer, a action) { c.Delete(a.ID) },
	"react":     func(c *Customer, a action) { c.React(a.ID, a.Text) },
	"report":    func(c *Customer, a action) { c.Report(a.ID, a.Kind, a.Text) },
	"read_all":  func(c *Customer, _ action) { c.ReadAll() },
}

// systemActions are what the page does with the system itself.
var systemActions = map[string]func(*Provider, action) error{
	"connect": func(p *Provider, a action) error {
		if a.Text == "" || a.Secret == "" {
			return errors.New("api: an address and a secret are needed")
		}
		return did(func() { p.Connect(a.Text, a.Secret) })
	},
	"learn": func(p *Provider, a action) error { return did(func() { p.Learn(a.Secret) }) },
	"customer": func(p *Provider, a action) error {
		who := Profile{ID: a.ID, Name: a.Name}
		if a.Profile != nil {
			who = *a.Profile
		}
		if who.ID == "" {
			return errors.New("api: an id is needed")
		}
		return did(func() { p.CustomerWith(who) })
	},
	"fail": func(p *Provider, a action) error {
		f := Fault{On: a.ID, Kind: booth.FaultKind(a.Kind), Status: a.Status, Says: a.Text, RetryAfter: 5 * time.Second}
		return did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":    func(p *Provider, _ action) error { return did(p.Heal) },
	"hold":    func(p *Provider, _ action) error { return did(p.Hold) },
	"release": func(p *Provider, _ action) error { return did(p.Release) },
	"spoil":   func(p *Provider, a action) error { return did(func() { p.SpoilSignatures(max(a.N, 1)) }) },
	"forget":  func(p *Provider, _ action) error { return did(p.ForgetFiles) },
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("api: no mode")
		}
		return did(func() { p.SetMode(*a.Mode) })
	},
}

// did is for what cannot fail.
func did(f func()) error {
	f()
	return nil
}
