package direct

import (
	"embed"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// pageFiles are the page on which people write as customers, and the dialog for signing in.
//
//go:embed page
var pageFiles embed.FS

// booth is the page of the fake.
func (p *Provider) booth() booth.Page {
	return booth.Page{
		Name: p.form.Name, Provider: p.form.Provider, Files: pageFiles, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: booth.Receive(p.byKey, meta.MaxBody, send),
		Media: func(id string) (booth.File, bool) {
			p.Lock()
			defer p.Unlock()
			f, ok := p.files[id]
			return booth.File{Type: f.Type, Name: f.Name, Bytes: f.Bytes}, ok
		},
	}
}

// pageState is everything the page shows.
type pageState struct {
	meta.State
	Customers  []pagePerson         `json:"customers"`
	Customer   string               `json:"customer"`
	Thread     []Message            `json:"thread"`
	Typing     bool                 `json:"typing"`
	LastAt     *time.Time           `json:"last_at"`
	Connect    []booth.ConnectValue `json:"connect"`
	App        []booth.ConnectValue `json:"app"`
	Page       Page                 `json:"page"`
	Product    string               `json:"product"`
	Limit      int                  `json:"limit"`
	HumanAgent bool                 `json:"human_agent"`
	PerSecond  int                  `json:"per_second"`
	Receipts   string               `json:"receipts"`
	Posts      []Published          `json:"posts"` // nil where nobody comments
	Comments   []Comment            `json:"comments"`
	Withheld   bool                 `json:"withheld"`
}

type pagePerson struct {
	Profile
	Key         string `json:"key"`
	Offline     bool   `json:"offline"`
	Unreachable bool   `json:"unreachable"`
	Private     bool   `json:"private"`
	Unread      int    `json:"unread"`
}

// state is what the page shows with that customer's thread open; the first customer's when there is no such key.
func (p *Provider) state(key string) pageState {
	p.Lock()
	defer p.Unlock()
	_, secret := p.Account()
	s := pageState{
		State: p.State(), Customers: []pagePerson{}, Thread: []Message{}, Connect: p.ConnectValues(), Page: p.o.Pages[0], Product: p.form.Name, Limit: max(p.form.TextRunes, p.form.TextBytes),
		App:        []booth.ConnectValue{{Name: "SAPA_META_APP_ID", Label: "App ID", Value: p.o.AppID}, {Name: "SAPA_META_APP_SECRET", Label: "App secret", Value: secret}},
		HumanAgent: p.o.HumanAgent, PerSecond: p.o.PerSecond, Receipts: p.o.Receipts.word(),
	}
	if p.form.Comments {
		s.Posts, s.Comments, s.Withheld = p.shownPosts(), p.shownComments(), p.board.withheld
	}
	for i, c := range p.people {
		one := pagePerson{Profile: c.Profile, Key: strconv.Itoa(i), Offline: c.offline, Unreachable: c.unreachable, Private: c.private}
		for _, m := range c.thread {
			if m.FromBusiness && m.Status == "delivered" {
				one.Unread++
			}
		}
		s.Customers = append(s.Customers, one)
	}
	c, chosen := booth.Chosen(p.people, key)
	if c == nil {
		return s
	}
	s.Customer, s.Typing, s.Thread = chosen, p.Now().Before(c.typingUntil), booth.Shown(c.thread)
	if !c.last.IsZero() {
		s.LastAt = &c.last
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

// byKey is a customer by the page's key.
func (p *Provider) byKey(key string) (*Customer, error) {
	p.Lock()
	defer p.Unlock()
	one, err := booth.ByKey(p.people, key)
	return &Customer{p, one}, err
}

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	booth.Ask
	Text    string     `json:"text"`
	ID      string     `json:"id"`
	Quote   string     `json:"quote"`
	Kind    string     `json:"kind"`
	On      string     `json:"on"`
	Name    string     `json:"name"`
	Token   string     `json:"token"`
	Switch  bool       `json:"switch"`
	N       int        `json:"n"`
	Code    int        `json:"code"`
	Seconds int        `json:"seconds"`
	Mode    *meta.Mode `json:"mode"`
}

func (a action) extras() []Extra {
	if a.Quote == "" {
		return nil
	}
	return []Extra{Quote(a.Quote)}
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return booth.Did(func() { c.Text(a.Text, a.extras()...) }) },
	"ad": func(c *Customer, a action) error {
		return booth.Did(func() { c.Text(a.Text, FromAd("6045246247433", "Batik tulis asli", "kampanye")) })
	},
	"press":  func(c *Customer, a action) error { return booth.Did(func() { c.Press(a.Text, "GET_STARTED", a.Name) }) },
	"follow": func(c *Customer, a action) error { return booth.Did(func() { c.Follow(a.Name) }) },
	"share": func(c *Customer, a action) error {
		return booth.Did(func() { c.Share("post", a.Name, "https://www.facebook.com/p/1") })
	},
	"story":   func(c *Customer, a action) error { return booth.Did(func() { c.AnswerStory(a.Text) }) },
	"mention": func(c *Customer, _ action) error { return booth.Did(func() { c.Mention() }) },
	"vanish":  func(c *Customer, _ action) error { return booth.Did(func() { c.Vanish() }) },
	"unsend":  func(c *Customer, a action) error { return booth.Did(func() { c.Unsend(a.ID) }) },
	"strange": func(c *Customer, _ action) error { return booth.Did(func() { c.Strange() }) },
	"react":   func(c *Customer, a action) error { return booth.Did(func() { c.React(a.ID, a.Text) }) },
	"edit":    func(c *Customer, a action) error { return booth.Did(func() { c.Edit(a.ID, a.Text) }) },
	"choose": func(c *Customer, a action) error {
		_, err := c.Choose(a.ID, a.Kind)
		return err
	},
	"seen": func(c *Customer, _ action) error { return booth.Did(c.ReadAll) },
	"echo": func(c *Customer, a action) error { return booth.Did(func() { c.Answered(a.Text) }) },
	"comment": func(c *Customer, a action) error {
		_, err := c.Comment(a.ID, a.Text)
		return err
	},
	"edit_comment":   func(c *Customer, a action) error { return booth.Did(func() { c.EditComment(a.ID, a.Text) }) },
	"remove_comment": func(c *Customer, a action) error { return booth.Did(func() { c.RemoveComment(a.ID) }) },
	"like_comment":   func(c *Customer, a action) error { return booth.Did(func() { c.LikeElsewhere(a.ID) }) },
	"handed":         func(c *Customer, _ action) error { return booth.Did(c.Handed) },
	"aside":          func(c *Customer, a action) error { return booth.Did(func() { c.Aside(a.Text) }) },
	"offline":        func(c *Customer, a action) error { return booth.Did(func() { c.SetOffline(a.Switch) }) },
	"unreachable":    func(c *Customer, a action) error { return booth.Did(func() { c.SetUnreachable(a.Switch) }) },
	"private":        func(c *Customer, a action) error { return booth.Did(func() { c.SetPrivate(a.Switch) }) },
	"age":            func(c *Customer, a action) error { return booth.Did(func() { c.Age(time.Duration(a.N) * time.Hour) }) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, action) error{
	"customer": func(p *Provider, a action) error {
		if a.ID == "" || a.Name == "" {
			return errors.New("direct: an id and a name are needed")
		}
		return booth.Did(func() { p.Customer(a.ID, a.Name) })
	},
	"publish": func(p *Provider, a action) error { return booth.Did(func() { p.Publish(a.Text, File{}) }) },
	"live":    func(p *Provider, a action) error { return booth.Did(func() { p.GoLive(a.Text) }) },
	"over":    func(p *Provider, a action) error { return booth.Did(func() { p.EndLive(a.ID) }) },
	"page_comment": func(p *Provider, a action) error {
		_, err := p.CommentElsewhere(a.ID, a.Text)
		return err
	},
	"page_hide": func(p *Provider, a action) error {
		return booth.Did(func() { p.HideElsewhere(a.ID, a.Switch) })
	},
	"page_remove": func(p *Provider, a action) error { return booth.Did(func() { p.RemoveElsewhere(a.ID) }) },
	"withheld":    func(p *Provider, a action) error { return booth.Did(func() { p.Withhold(a.Switch) }) },
	"fail": func(p *Provider, a action) error {
		f := meta.Fault{On: meta.Operation(a.On), Kind: meta.FaultKind(a.Kind), Code: a.Code, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return booth.Did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":   func(p *Provider, _ action) error { return booth.Did(p.Heal) },
	"killed": func(p *Provider, a action) error { return booth.Did(func() { p.KillToken(a.Code) }) },
	"denied": func(p *Provider, a action) error {
		return booth.Did(func() { p.DenyPermission(a.Switch) })
	},
	"subscribed":  func(p *Provider, a action) error { return booth.Did(func() { p.SetSubscribed(a.Switch) }) },
	"human_agent": func(p *Provider, a action) error { return booth.Did(func() { p.SetHumanAgent(a.Switch) }) },
	"per_second":  func(p *Provider, a action) error { return booth.Did(func() { p.SetPerSecond(a.N) }) },
	"receipts": func(p *Provider, a action) error {
		return booth.Did(func() { p.SetReceipts(Receipts{None: a.Kind == "none", Read: a.Kind == "read"}) })
	},
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("direct: no mode")
		}
		a.Mode.Delay = min(max(a.Mode.Delay, 0), time.Hour)
		return booth.Did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ action) error { return booth.Did(p.Hold) },
	"release": func(p *Provider, _ action) error { return booth.Did(p.Release) },
	"spoil": func(p *Provider, a action) error {
		return booth.Did(func() { p.SpoilSignatures(max(a.N, 1)) })
	},
	"foreign": func(p *Provider, _ action) error {
		return booth.Did(func() { p.Foreign("999999999999999", "Pesan untuk Halaman lain") })
	},
	"expire":  func(p *Provider, _ action) error { return booth.Did(p.ExpireLinks) },
	"enforce": func(p *Provider, a action) error { return booth.Did(func() { p.Enforce(a.Switch) }) },
	"replay": func(p *Provider, a action) error {
		_, err := p.Replay(p.Context(), a.N)
		return err
	},
	"callback": func(p *Provider, a action) error { return p.SetCallback(p.Context(), a.Text, a.Token) },
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	return booth.Desk[action, *Provider, *Customer]{Provider: providerActions, Customer: customerActions}.Act(r, p, p.byKey)
}

// send lets a customer send a file.
func send(c *Customer, sent booth.File, q url.Values) error {
	c.Send(meta.Or(q.Get("kind"), "file"), File{Bytes: sent.Bytes, Type: sent.Type, Name: sent.Name}, action{Quote: q.Get("quote")}.extras()...)
	return nil
}
