package telegram

import (
	"slices"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// pageState is everything the page shows.
type pageState struct {
	Version    int                  `json:"version"`
	Customers  []pagePerson         `json:"customers"`
	Customer   string               `json:"customer"`
	Thread     []Message            `json:"thread"`
	Typing     bool                 `json:"typing"`
	Connect    []booth.ConnectValue `json:"connect"`
	URL        string               `json:"url"`
	Bot        pageBot              `json:"bot"`
	Webhook    string               `json:"webhook"`
	Polled     *time.Time           `json:"polled"` // when updates were last asked for
	Mode       Mode                 `json:"mode"`
	Held       bool                 `json:"held"`
	Waiting    int                  `json:"waiting"`
	Revoked    bool                 `json:"revoked"`
	Competing  bool                 `json:"competing"`
	Limits     pageLimits           `json:"limits"`
	Faults     []pageFault          `json:"faults"`
	Requests   []pageRequest        `json:"requests"`
	Deliveries []pageDelivery       `json:"deliveries"`
}

type pagePerson struct {
	Profile
	Key     string `json:"key"`
	Blocked bool   `json:"blocked"`
	Gone    bool   `json:"gone"`
}

type pageBot struct {
	Name string `json:"name"`
	User string `json:"user"`
}

type pageLimits struct {
	Pair  int `json:"pair"`
	Burst int `json:"burst"`
}

type pageFault struct {
	Left int       `json:"left"`
	On   string    `json:"on"`
	Kind FaultKind `json:"kind"`
	Code int       `json:"code"`
}

type pageRequest struct {
	At     time.Time `json:"at"`
	Number int       `json:"number"`
	On     string    `json:"on"`
	Body   string    `json:"body"`
	Status int       `json:"status"`
	Answer string    `json:"answer"`
}

type pageDelivery struct {
	Delivery
	Text string `json:"text"`
}

// state is everything the page shows, with the thread of the customer who has this key, or of the first.
func (p *Provider) state(key string) pageState {
	p.Lock()
	defer p.Unlock()
	s := pageState{
		Version: p.Version(), Customers: []pagePerson{}, Thread: []Message{}, Connect: p.ConnectValues(), URL: p.url, Bot: pageBot{p.o.Name, p.o.User},
		Webhook: p.hook.url, Mode: p.mode, Held: p.held, Waiting: len(p.queue), Revoked: p.dead, Competing: p.rival,
		Limits: pageLimits{int(p.o.Limits.Pair / time.Second), p.o.Limits.Burst}, Faults: []pageFault{}, Requests: []pageRequest{}, Deliveries: []pageDelivery{},
	}
	for i, one := range p.people {
		s.Customers = append(s.Customers, pagePerson{one.Profile, strconv.Itoa(i), one.blocked, one.gone})
	}
	if one, chosen := booth.Chosen(p.people, key); one != nil {
		s.Customer, s.Typing, s.Thread = chosen, p.o.Now().Before(one.typing), booth.Shown(one.thread)
	}
	for _, f := range p.faults {
		s.Faults = append(s.Faults, pageFault{f.Left, f.Fault.On, f.Fault.Kind, f.Fault.Code})
	}
	p.logged(&s)
	return s
}

// logged fills in what came and went; the lock is held. Asking for updates is what happens all the time: only when.
func (p *Provider) logged(s *pageState) {
	for _, r := range slices.Backward(p.requests) {
		if r.Method == "getUpdates" && r.Status == 200 {
			if s.Polled == nil {
				s.Polled = &r.At
			}
			continue
		}
		s.Requests = append(s.Requests, pageRequest{r.At, r.Number, r.Method, r.Body, r.Status, r.Answer})
	}
	s.Requests = s.Requests[:min(len(s.Requests), booth.ShownLog)]
	for _, d := range booth.Logged(p.brought) {
		s.Deliveries = append(s.Deliveries, pageDelivery{d, string(d.Body)})
	}
}
