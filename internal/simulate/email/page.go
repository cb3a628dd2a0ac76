package email

import (
	"embed"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	letters "github.com/sapa-inbox/sapa/internal/mail"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// pageFiles are the page on which people write as customers.
//
//go:embed page
var pageFiles embed.FS

func (p *Provider) page(w http.ResponseWriter, r *http.Request) {
	page := booth.Page{
		Name: "email", Provider: "Email", Files: pageFiles, URL: p.URL, State: func(customer string) any { return p.state(customer) },
		Act: p.act, Receive: booth.Receive(p.byKey, 25<<20, sendFile), Media: p.media, Watch: p.Watch, Ended: p.Context().Done(),
	}
	page.ServeHTTP(w, r)
}

// state is what the page shows.
func (p *Provider) state(customer string) map[string]any {
	connect := p.ConnectValues()
	in, out := p.Servers()
	p.Lock()
	defer p.Unlock()
	people := []map[string]any{}
	chosen, thread := "", []Letter(nil)
	for _, x := range p.people {
		key := strconv.Itoa(x.key)
		people = append(people, map[string]any{"key": key, "name": x.name, "address": x.address})
		if key == customer || chosen == "" && customer == "" {
			chosen, thread = key, x.letters
		}
	}
	if chosen == "" && len(p.people) > 0 {
		chosen, thread = "0", p.people[0].letters
	}
	return map[string]any{
		"customer": chosen, "customers": people, "thread": append([]Letter{}, thread...), "address": p.options.Address, "connect": connect, "servers": in + "," + out,
		"listening": p.sessions > 0, "faults": p.faults, "down": p.down, "revoked": p.revoked, "log": p.log, "url": p.url, "samples": sampleNames(),
	}
}

// action is one wish of the page.
type action struct {
	booth.Ask
	Name    string `json:"name"`
	Address string `json:"address"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Answers int    `json:"answers"`
	All     bool   `json:"all"`
	Kind    string `json:"kind"`
	N       int    `json:"n"`
	Switch  bool   `json:"switch"`
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, action) error{
	"customer": func(p *Provider, a action) error {
		if all := letters.Addresses(a.Address); len(all) != 1 {
			return errors.New("an address is needed")
		}
		return booth.Did(func() { p.Customer(a.Address, a.Name) })
	},
	"fail": func(p *Provider, a action) error {
		return booth.Did(func() { p.FailNext(max(a.N, 1), FaultKind(a.Kind)) })
	},
	"heal":     func(p *Provider, _ action) error { return booth.Did(p.Heal) },
	"revoke":   func(p *Provider, a action) error { return booth.Did(func() { p.Revoke(a.Switch) }) },
	"renumber": func(p *Provider, _ action) error { return p.Renumber() },
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"write": func(c *Customer, a action) error { return c.send(a.written()) },
	"auto": func(c *Customer, a action) error {
		w := a.written()
		w.Headers = []string{"Auto-Submitted: auto-replied", "Precedence: bulk"}
		return c.send(w)
	},
	"sample": func(c *Customer, a action) error {
		w, ok := samples[a.Kind]
		if !ok {
			return fmt.Errorf("no sample %q", a.Kind)
		}
		w.Answers, w.All = a.Answers, a.All
		return c.send(w)
	},
}

func (a action) written() Written {
	return Written{Subject: a.Subject, Text: a.Text, Answers: a.Answers, All: a.All}
}

func (c *Customer) send(w Written) error {
	_, err := c.Write(w)
	return err
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	return booth.Desk[action, *Provider, *Customer]{Provider: providerActions, Customer: customerActions}.Act(r, p, p.byKey)
}

// byKey is a customer by the page's key.
func (p *Provider) byKey(key string) (*Customer, error) {
	p.Lock()
	defer p.Unlock()
	one, err := booth.ByKey(p.people, key)
	return &Customer{p, one}, err
}

// sendFile lets a customer send an attachment.
func sendFile(c *Customer, f booth.File, q url.Values) error {
	answers, _ := strconv.Atoi(q.Get("answers"))
	return c.send(Written{Subject: q.Get("subject"), Text: q.Get("caption"), Answers: answers, Files: []booth.File{f}})
}

// media finds a file of a customer's mail: customer-letter-file.
func (p *Provider) media(id string) (booth.File, bool) {
	var customer, letter, file int
	if n, err := fmt.Sscanf(id, "%d-%d-%d", &customer, &letter, &file); n != 3 || err != nil {
		return booth.File{}, false
	}
	p.Lock()
	defer p.Unlock()
	if customer < 0 || customer >= len(p.people) || letter < 1 || letter > len(p.people[customer].letters) {
		return booth.File{}, false
	}
	l := letters.Read(p.people[customer].letters[letter-1].Raw)
	if file < 0 || file >= len(l.Files) {
		return booth.File{}, false
	}
	return booth.File{Type: l.Files[file].Type, Name: l.Files[file].FileName(), Bytes: l.Files[file].Bytes()}, true
}
