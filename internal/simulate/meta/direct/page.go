package direct

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/http"
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
		Name: p.form.Name, Provider: p.form.Provider, Files: pageFiles, State: func(customer string) any { return p.state(customer) }, Act: p.act, Receive: p.actFile,
		Media: func(id string) (booth.File, bool) {
			p.Lock()
			defer p.Unlock()
			f, ok := p.files[id]
			return booth.File{Type: f.Type, Name: f.Name, Bytes: f.Bytes}, ok
		},
	}
}

// shownThread is how many messages the page shows.
const shownThread = 300

// pageState is everything the page shows.
type pageState struct {
	meta.State
	Customers  []pagePerson   `json:"customers"`
	Customer   string         `json:"customer"`
	Thread     []Message      `json:"thread"`
	Typing     bool           `json:"typing"`
	LastAt     *time.Time     `json:"last_at"`
	Connect    []ConnectValue `json:"connect"`
	App        []ConnectValue `json:"app"`
	Page       Page           `json:"page"`
	Product    string         `json:"product"`
	Limit      int            `json:"limit"`
	HumanAgent bool           `json:"human_agent"`
	PerSecond  int            `json:"per_second"`
	Receipts   string         `json:"receipts"`
	Posts      []Published    `json:"posts"` // nil where nobody comments
	Comments   []Comment      `json:"comments"`
	Withheld   bool           `json:"withheld"`
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
		App:        []ConnectValue{{"SAPA_META_APP_ID", "App ID", p.o.AppID}, {"SAPA_META_APP_SECRET", "App secret", secret}},
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
	if len(p.people) == 0 {
		return s
	}
	n, err := strconv.Atoi(key)
	if err != nil || n < 0 || n >= len(p.people) {
		n = 0
	}
	c := p.people[n]
	s.Customer, s.Typing = strconv.Itoa(n), p.Now().Before(c.typingUntil)
	if !c.last.IsZero() {
		s.LastAt = &c.last
	}
	for _, m := range c.thread[max(0, len(c.thread)-shownThread):] {
		s.Thread = append(s.Thread, *m)
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
	n, err := strconv.Atoi(key)
	p.Lock()
	defer p.Unlock()
	if err != nil || n < 0 || n >= len(p.people) {
		return nil, fmt.Errorf("direct: no customer %q", key)
	}
	return &Customer{p, p.people[n]}, nil
}

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	Do       string     `json:"do"`
	Customer string     `json:"customer"`
	Text     string     `json:"text"`
	ID       string     `json:"id"`
	Quote    string     `json:"quote"`
	Kind     string     `json:"kind"`
	On       string     `json:"on"`
	Name     string     `json:"name"`
	Token    string     `json:"token"`
	Switch   bool       `json:"switch"`
	N        int        `json:"n"`
	Code     int        `json:"code"`
	Seconds  int        `json:"seconds"`
	Mode     *meta.Mode `json:"mode"`
}

func (a action) extras() []Extra {
	if a.Quote == "" {
		return nil
	}
	return []Extra{Quote(a.Quote)}
}

// did is for actions that cannot fail.
func did(f func()) error {
	f()
	return nil
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return did(func() { c.Text(a.Text, a.extras()...) }) },
	"ad": func(c *Customer, a action) error {
		return did(func() { c.Text(a.Text, FromAd("6045246247433", "Batik tulis asli", "kampanye")) })
	},
	"press":  func(c *Customer, a action) error { return did(func() { c.Press(a.Text, "GET_STARTED", a.Name) }) },
	"follow": func(c *Customer, a action) error { return did(func() { c.Follow(a.Name) }) },
	"share": func(c *Customer, a action) error {
		return did(func() { c.Share("post", a.Name, "https://www.facebook.com/p/1") })
	},
	"story":   func(c *Customer, a action) error { return did(func() { c.AnswerStory(a.Text) }) },
	"mention": func(c *Customer, _ action) error { return did(func() { c.Mention() }) },
	"vanish":  func(c *Customer, _ action) error { return did(func() { c.Vanish() }) },
	"unsend":  func(c *Customer, a action) error { return did(func() { c.Unsend(a.ID) }) },
	"strange": func(c *Customer, _ action) error { return did(func() { c.Strange() }) },
	"react":   func(c *Customer, a action) error { return did(func() { c.React(a.ID, a.Text) }) },
	"edit":    func(c *Customer, a action) error { return did(func() { c.Edit(a.ID, a.Text) }) },
	"choose": func(c *Customer, a action) error {
		_, err := c.Choose(a.ID, a.Kind)
		return err
	},
	"seen": func(c *Customer, _ action) error { return did(c.ReadAll) },
	"echo": func(c *Customer, a action) error { return did(func() { c.Answered(a.Text) }) },
	"comment": func(c *Customer, a action) error {
		_, err := c.Comment(a.ID, a.Text)
		return err
	},
	"edit_comment":   func(c *Customer, a action) error { return did(func() { c.EditComment(a.ID, a.Text) }) },
	"remove_comment": func(c *Customer, a action) error { return did(func() { c.RemoveComment(a.ID) }) },
	"like_comment":   func(c *Customer, a action) error { return did(func() { c.LikeElsewhere(a.ID) }) },
	"handed":         func(c *Customer, _ action) error { return did(c.Handed) },
	"aside":          func(c *Customer, a action) error { return did(func() { c.Aside(a.Text) }) },
	"offline":        func(c *Customer, a action) error { return did(func() { c.SetOffline(a.Switch) }) },
	"unreachable":    func(c *Customer, a action) error { return did(func() { c.SetUnreachable(a.Switch) }) },
	"private":        func(c *Customer, a action) error { return did(func() { c.SetPrivate(a.Switch) }) },
	"age":            func(c *Customer, a action) error { return did(func() { c.Age(time.Duration(a.N) * time.Hour) }) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, context.Context, action) error{
	"customer": func(p *Provider, _ context.Context, a action) error {
		if a.ID == "" || a.Name == "" {
			return errors.New("direct: an id and a name are needed")
		}
		return did(func() { p.Customer(a.ID, a.Name) })
	},
	"publish": func(p *Provider, _ context.Context, a action) error { return did(func() { p.Publish(a.Text, File{}) }) },
	"live":    func(p *Provider, _ context.Context, a action) error { return did(func() { p.GoLive(a.Text) }) },
	"over":    func(p *Provider, _ context.Context, a action) error { return did(func() { p.EndLive(a.ID) }) },
	"page_comment": func(p *Provider, _ context.Context, a action) error {
		_, err := p.CommentElsewhere(a.ID, a.Text)
		return err
	},
	"page_hide": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.HideElsewhere(a.ID, a.Switch) })
	},
	"page_remove": func(p *Provider, _ context.Context, a action) error { return did(func() { p.RemoveElsewhere(a.ID) }) },
	"withheld":    func(p *Provider, _ context.Context, a action) error { return did(func() { p.Withhold(a.Switch) }) },
	"fail": func(p *Provider, _ context.Context, a action) error {
		f := meta.Fault{On: meta.Operation(a.On), Kind: meta.FaultKind(a.Kind), Code: a.Code, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"heal":   func(p *Provider, _ context.Context, _ action) error { return did(p.Heal) },
	"killed": func(p *Provider, _ context.Context, a action) error { return did(func() { p.KillToken(a.Code) }) },
	"denied": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.DenyPermission(a.Switch) })
	},
	"subscribed":  func(p *Provider, _ context.Context, a action) error { return did(func() { p.SetSubscribed(a.Switch) }) },
	"human_agent": func(p *Provider, _ context.Context, a action) error { return did(func() { p.SetHumanAgent(a.Switch) }) },
	"per_second":  func(p *Provider, _ context.Context, a action) error { return did(func() { p.SetPerSecond(a.N) }) },
	"receipts": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.SetReceipts(Receipts{None: a.Kind == "none", Read: a.Kind == "read"}) })
	},
	"mode": func(p *Provider, _ context.Context, a action) error {
		if a.Mode == nil {
			return errors.New("direct: no mode")
		}
		a.Mode.Delay = min(max(a.Mode.Delay, 0), time.Hour)
		return did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ context.Context, _ action) error { return did(p.Hold) },
	"release": func(p *Provider, _ context.Context, _ action) error { return did(p.Release) },
	"spoil": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.SpoilSignatures(max(a.N, 1)) })
	},
	"foreign": func(p *Provider, _ context.Context, _ action) error {
		return did(func() { p.Foreign("999999999999999", "Pesan untuk Halaman lain") })
	},
	"expire":  func(p *Provider, _ context.Context, _ action) error { return did(p.ExpireLinks) },
	"enforce": func(p *Provider, _ context.Context, a action) error { return did(func() { p.Enforce(a.Switch) }) },
	"replay": func(p *Provider, ctx context.Context, a action) error {
		_, err := p.Replay(ctx, a.N)
		return err
	},
	"callback": func(p *Provider, ctx context.Context, a action) error { return p.SetCallback(ctx, a.Text, a.Token) },
}

// act does what the page asks for.
func (p *Provider) act(r *http.Request) error {
	var a action
	if err := booth.Wish(r, &a); err != nil {
		return err
	}
	if do, ok := providerActions[a.Do]; ok {
		return do(p, r.Context(), a)
	}
	do, ok := customerActions[a.Do]
	if !ok {
		return fmt.Errorf("direct: nobody can %q", a.Do)
	}
	c, err := p.byKey(a.Customer)
	if err != nil {
		return err
	}
	return do(c, a)
}

// actFile lets a customer send the request's body as a file.
func (p *Provider) actFile(r *http.Request) error {
	q := r.URL.Query()
	c, err := p.byKey(q.Get("customer"))
	if err != nil {
		return err
	}
	sent, err := booth.Received(r, meta.MaxBody)
	if err != nil {
		return err
	}
	f := File{Bytes: sent.Bytes, Type: sent.Type, Name: sent.Name}
	c.Send(meta.Or(q.Get("kind"), "file"), f, action{Quote: q.Get("quote")}.extras()...)
	return nil
}
