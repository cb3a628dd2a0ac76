package whatsapp

import (
	"slices"
	"strconv"
	"time"
)

// shownLog is how many requests and deliveries the page shows, shownThread how many messages.
const (
	shownLog    = 60
	shownThread = 300
)

// pageState is everything the page shows.
type pageState struct {
	Version    int            `json:"version"`
	Customers  []pagePerson   `json:"customers"`
	Customer   string         `json:"customer"`
	Thread     []Message      `json:"thread"`
	Typing     bool           `json:"typing"`
	WindowEnds *time.Time     `json:"window_ends"`
	Now        time.Time      `json:"now"`
	Connect    []ConnectValue `json:"connect"`
	URL        string         `json:"url"`
	Callback   string         `json:"callback"`
	Verify     string         `json:"verify_token"`
	Subscribed bool           `json:"subscribed"`
	Phone      pagePhone      `json:"phone"`
	Mode       Mode           `json:"mode"`
	Held       bool           `json:"held"`
	Waiting    int            `json:"waiting"`
	Spoil      int            `json:"spoil"`
	Immediate  bool           `json:"immediate"`
	Receipts   string         `json:"receipts"`
	Limits     pageLimits     `json:"limits"`
	Token      int            `json:"token"`
	Denied     bool           `json:"denied"`
	Faults     []pageFault    `json:"faults"`
	Templates  []pageTemplate `json:"templates"`
	Requests   []pageRequest  `json:"requests"`
	Deliveries []pageDelivery `json:"deliveries"`
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

type pageFault struct {
	Left int       `json:"left"`
	On   Operation `json:"on"`
	Kind FaultKind `json:"kind"`
	Code int       `json:"code"`
}

type pageTemplate struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Status   string `json:"status"`
}

type pageRequest struct {
	At     time.Time `json:"at"`
	Number int       `json:"number"`
	On     Operation `json:"on"`
	Line   string    `json:"line"`
	Body   string    `json:"body"`
	Status int       `json:"status"`
	Answer string    `json:"answer"`
}

type pageDelivery struct {
	Delivery
	Text string `json:"text"`
}

// state is what the page shows with that customer's thread open; the first customer's when there is no such key.
func (p *Provider) state(key string) pageState {
	p.mu.Lock()
	defer p.mu.Unlock()
	phone := p.phones[0]
	s := pageState{
		Version: p.version, Customers: []pagePerson{}, Thread: []Message{}, Now: p.o.Now(), Connect: p.ConnectValues(), URL: p.url, Callback: p.callback,
		Verify: p.verify, Subscribed: p.subscribed, Phone: pagePhone{phone.Name, phone.Number, or(phone.Quality, "GREEN")}, Mode: p.mode,
		Held: p.held, Waiting: len(p.queue), Spoil: p.spoil, Immediate: p.o.Immediate, Receipts: p.o.Receipts.word(), Token: p.tokenFault,
		Denied: p.denied, Limits: pageLimits{p.o.Limits.PerSecond, int(p.o.Limits.Pair / time.Second)}, Faults: []pageFault{},
		Templates: []pageTemplate{}, Requests: []pageRequest{}, Deliveries: []pageDelivery{},
	}
	p.statePeople(&s, key)
	p.stateLog(&s)
	for _, t := range p.templates {
		s.Templates = append(s.Templates, pageTemplate{t.Name, t.Language, t.Status})
	}
	for _, f := range p.faults {
		s.Faults = append(s.Faults, pageFault{f.left, f.fault.On, f.fault.Kind, f.fault.Code})
	}
	for _, r := range p.refusals {
		s.Faults = append(s.Faults, pageFault{r.left, OpSend, "refused", r.code})
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
	n, err := strconv.Atoi(key)
	if err != nil || n < 0 || n >= len(p.people) {
		n = 0
	}
	if n >= len(p.people) {
		return
	}
	c := p.people[n]
	s.Customer, s.Typing = strconv.Itoa(n), p.o.Now().Before(c.typingUntil)
	if !c.last.IsZero() {
		ends := c.last.Add(window)
		s.WindowEnds = &ends
	}
	for _, m := range c.thread[max(0, len(c.thread)-shownThread):] {
		s.Thread = append(s.Thread, *m)
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

func (p *Provider) stateLog(s *pageState) {
	for _, r := range slices.Backward(p.requests[max(0, len(p.requests)-shownLog):]) {
		s.Requests = append(s.Requests, pageRequest{r.At, r.Number, r.Operation, r.Method + " " + r.Path, r.Body, r.Status, r.Answer})
	}
	for _, d := range slices.Backward(p.deliveries[max(0, len(p.deliveries)-shownLog):]) {
		s.Deliveries = append(s.Deliveries, pageDelivery{d, string(d.Body[:min(len(d.Body), 16<<10)])})
	}
}
