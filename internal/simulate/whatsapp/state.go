package whatsapp

import (
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// pageState is everything the page shows.
type pageState struct {
	meta.State
	Customers  []pagePerson         `json:"customers"`
	Customer   string               `json:"customer"`
	Thread     []Message            `json:"thread"`
	Typing     bool                 `json:"typing"`
	WindowEnds *time.Time           `json:"window_ends"`
	Connect    []booth.ConnectValue `json:"connect"`
	Phone      pagePhone            `json:"phone"`
	Immediate  bool                 `json:"immediate"`
	Receipts   string               `json:"receipts"`
	Limits     pageLimits           `json:"limits"`
	Templates  []pageTemplate       `json:"templates"`
}

type pagePerson struct {
	Profile
	Key         string `json:"key"`
	Offline     bool   `json:"offline"`
	Stopped     bool   `json:"stopped"`
	Unreachable bool   `json:"unreachable"`
	Unread      int    `json:"unread"`
}

type pagePhone struct {
	Name    string `json:"name"`
	Number  string `json:"number"`
	Quality string `json:"quality"`
}

type pageLimits struct {
	PerSecond int `json:"per_second"`
	Pair      int `json:"pair"`
}

type pageTemplate struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Status   string `json:"status"`
}

// state is what the page shows with that customer's thread open; the first customer's when there is no such key.
func (p *Provider) state(key string) pageState {
	p.Lock()
	defer p.Unlock()
	phone := p.phones[0]
	s := pageState{
		State: p.State(), Customers: []pagePerson{}, Thread: []Message{}, Connect: p.ConnectValues(), Templates: []pageTemplate{},
		Phone: pagePhone{phone.Name, phone.Number, or(phone.Quality, "GREEN")}, Immediate: p.o.Immediate, Receipts: p.o.Receipts.word(),
		Limits: pageLimits{p.o.Limits.PerSecond, int(p.o.Limits.Pair / time.Second)},
	}
	p.statePeople(&s, key)
	for _, t := range p.templates {
		s.Templates = append(s.Templates, pageTemplate{t.Name, t.Language, t.Status})
	}
	for _, r := range p.refusals {
		s.Faults = append(s.Faults, meta.StateFault{Left: r.left, On: OpSend, Kind: "refused", Code: r.code})
	}
	return s
}

func (r Receipts) word() string {
	switch {
	case r.None:
		return "none"
	case r.Read:
		return "read"
	}
	return "delivered"
}

func (p *Provider) statePeople(s *pageState, key string) {
	for i, c := range p.people {
		s.Customers = append(s.Customers, pagePerson{
			Profile: c.Profile, Key: strconv.Itoa(i), Offline: c.offline, Stopped: c.stopped, Unreachable: c.unreachable, Unread: c.unread(),
		})
	}
	c, chosen := booth.Chosen(p.people, key)
	if c == nil {
		return
	}
	s.Customer, s.Typing, s.Thread = chosen, p.Now().Before(c.typingUntil), booth.Shown(c.thread)
	if !c.last.IsZero() {
		ends := c.last.Add(window)
		s.WindowEnds = &ends
	}
}

// unread is how many messages of the business have come and were not read.
func (c *person) unread() int {
	n := 0
	for _, m := range c.thread {
		if m.FromBusiness && m.Status == "delivered" && m.Type != "reaction" && m.Type != "revoke" {
			n++
		}
	}
	return n
}
