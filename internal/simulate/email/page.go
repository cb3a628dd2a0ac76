package email

import (
	"embed"
	"errors"
	"fmt"
	"net/http"
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
		Act: p.act, Receive: p.actFile, Media: p.media, Watch: p.Watch, Ended: p.Context().Done(),
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
	Do       string `json:"do"`
	Customer string `json:"customer"`
	Name     string `json:"name"`
	Address  string `json:"address"`
	Subject  string `json:"subject"`
	Text     string `json:"text"`
	Answers  int    `json:"answers"`
	All      bool   `json:"all"`
	Kind     string `json:"kind"`
	N        int    `json:"n"`
	Switch   bool   `json:"switch"`
}

func (p *Provider) act(r *http.Request) error {
	var a action
	if err := booth.Wish(r, &a); err != nil {
		return err
	}
	switch a.Do {
	case "customer":
		if all := letters.Addresses(a.Address); len(all) != 1 {
			return errors.New("email: an address is needed")
		}
		p.Customer(a.Address, a.Name)
		return nil
	case "fail":
		p.FailNext(max(a.N, 1), FaultKind(a.Kind))
		return nil
	case "heal":
		p.Heal()
		return nil
	case "revoke":
		p.Revoke(a.Switch)
		return nil
	case "renumber":
		return p.Renumber()
	}
	c, err := p.byKey(a.Customer)
	if err != nil {
		return err
	}
	return c.do(a)
}

func (c *Customer) do(a action) error {
	w := Written{Subject: a.Subject, Text: a.Text, Answers: a.Answers, All: a.All}
	switch a.Do {
	case "write":
	case "auto":
		w.Headers = []string{"Auto-Submitted: auto-replied", "Precedence: bulk"}
	case "sample":
		s, ok := samples[a.Kind]
		if !ok {
			return fmt.Errorf("email: no sample %q", a.Kind)
		}
		s.Answers, s.All = a.Answers, a.All
		w = s
	default:
		return fmt.Errorf("email: nobody can %q", a.Do)
	}
	_, err := c.Write(w)
	return err
}

func (p *Provider) byKey(key string) (*Customer, error) {
	n, err := strconv.Atoi(key)
	p.Lock()
	defer p.Unlock()
	if err != nil || n < 0 || n >= len(p.people) {
		return nil, fmt.Errorf("email: no customer %q", key)
	}
	return &Customer{p, p.people[n]}, nil
}

// actFile lets a customer send the request's body as an attachment.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	f, err := booth.Received(r, 25<<20)
	if err != nil {
		return err
	}
	answers, _ := strconv.Atoi(q.Get("answers"))
	_, err = c.Write(Written{Subject: q.Get("subject"), Text: q.Get("caption"), Answers: answers, Files: []booth.File{f}})
	return err
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
