package demo

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/instagram"
	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Page is the shop's Facebook Page, or its account at Instagram: a simulated Messenger or Instagram on this machine, and
// customers who write to it.
type Page struct {
	Provider *direct.Provider
	Admin    *admin.Admin
	Tempo

	posts map[int]string // ids of what was posted, by the place in a list
}

// NewMessenger makes the simulated Messenger of the demo.
func NewMessenger(log *slog.Logger, now func() time.Time) *direct.Provider {
	return messenger.New(direct.Options{
		Options: meta.Options{Log: log, Now: now, Subscribed: true}, HumanAgent: true, Pages: []direct.Page{{ID: direct.DefaultPage, Name: Company}},
	})
}

// NewInstagram makes the simulated Instagram of the demo.
func NewInstagram(log *slog.Logger, now func() time.Time) *direct.Provider {
	return instagram.New(direct.Options{
		Options: meta.Options{Log: log, Now: now, Subscribed: true}, HumanAgent: true,
		Pages: []direct.Page{{ID: direct.DefaultPage, Name: Company, Account: direct.DefaultAccount, Username: "batikkencana"}},
	})
}

// Connect connects the Page as a channel of Messenger, as an administrator would by the form.
func (p *Page) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	return p.connect(ctx, owner, "fb_messenger", "Messenger "+Company, map[string]any{"human_agent_tag": true})
}

// ConnectInstagram connects the account as a channel of Instagram, whose messages and comments are switched on.
func (p *Page) ConnectInstagram(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	return p.connect(ctx, owner, "instagram", "Instagram "+Company, map[string]any{"human_agent_tag": true, "messages": true, "comments": true})
}

func (p *Page) connect(ctx context.Context, owner sapa.By, kind, name string, config map[string]any) (sapa.Channel, error) {
	for _, v := range p.Provider.ConnectValues() {
		config[v.Name] = v.Value
	}
	return p.Admin.ConnectChannel(ctx, owner, kind, admin.Connection{Name: &name, Config: config})
}

// follower is a customer on Messenger, with what they do first and how they go on once answered.
type follower struct {
	id, name string
	opens    func(*direct.Customer)
	goesOn   []string
}

// followers are invented, like everybody here.
var followers = []follower{
	{"7123456780000101", "Lina Marlina", func(c *direct.Customer) {
		c.Text("Kak, yang di iklan batik sogan masih ada?", direct.FromAd("6045246247433", "Batik sogan tulis", "iklan-sogan"))
	}, []string{"Mau yang ukuran M ya kak"}},
	{"7123456780000102", "Hendra Gunawan", func(c *direct.Customer) {
		c.Press("Mulai", "GET_STARTED", "kartu-nama")
		c.Text("Jam bukanya sampai jam berapa?")
	}, []string{"Siap, nanti sore saya ke toko"}},
	{"7123456780000103", "Yulia Safitri", func(c *direct.Customer) {
		c.Share("post", "Seragam keluarga motif truntum", "https://www.facebook.com/batikkencana/posts/1")
		c.Text("Yang seperti di postingan ini bisa pesan 12 potong?")
	}, []string{"Oke kak, saya tunggu perhitungannya 🙏"}},
}

// fans are those who write at Instagram.
var fans = []follower{
	{"4987650000000201", "Kirana Ayu", func(c *direct.Customer) {
		c.AnswerStory("Kak, kain yang di story masih ada? 😍")
	}, []string{"Aku ambil satu ya kak"}},
	{"4987650000000202", "Bayu Prakoso", func(c *direct.Customer) {
		c.Press("Ongkir ke luar kota", "ICE_SHIPPING", "")
		c.Text("Ke Makassar berapa ya?")
	}, []string{"Oke, saya tunggu nomor resinya"}},
	{"4987650000000203", "Mega Putri", func(c *direct.Customer) {
		c.Mention()
		c.Text("Makasih kak, kebayanya cantik banget 🙏")
	}, []string{"Siap, nanti aku tag lagi"}},
}

// Messenger is the Page as an account of Messenger.
func (p *Page) Messenger() Account {
	return Account{
		Via: ViaMessenger, Kind: sapa.Messages, Connect: p.Connect, Open: openDoor(p.Provider, p.Admin), Run: p.Run,
		guest: p.writer("71234567801"), settle: p.Provider.Settle,
	}
}

// Instagram is the account at Instagram, with its messages.
func (p *Page) Instagram() Account {
	return Account{
		Via: ViaInstagram, Kind: sapa.Messages, Connect: p.ConnectInstagram, Open: openDoor(p.Provider, p.Admin), Run: p.RunInstagram,
		guest: p.writer("49876500001"), settle: p.Provider.Settle,
	}
}

// customer is somebody of the script; ids of such begin so.
func (p *Page) customer(ids string, d Dialogue) *direct.Customer {
	return p.Provider.Customer(fmt.Sprintf("%s%05d", ids, d.Customer), Customers[d.Customer].Name)
}

func (p *Page) writer(ids string) func(Dialogue) (guest, error) {
	return func(d Dialogue) (guest, error) {
		c := p.customer(ids, d)
		return guest{reads: c.ReadAll, says: func(line Line, body []byte) error {
			switch {
			case line.Story:
				c.AnswerStory(line.Text)
			case line.Kind == KindImage:
				c.Send("image", direct.File{Bytes: body, Type: "image/jpeg", Name: line.File})
			default:
				c.Text(line.Text)
			}
			return nil
		}}, nil
	}
}

// Run lets the customers write at Messenger until ctx ends.
func (p *Page) Run(ctx context.Context) error { return p.crowd(ctx, followers) }

// RunInstagram lets the customers write at Instagram until ctx ends.
func (p *Page) RunInstagram(ctx context.Context) error { return p.crowd(ctx, fans) }

func (p *Page) crowd(ctx context.Context, all []follower) error {
	return p.live(ctx, len(all), func(i int) (*answering, error) {
		f := all[i]
		c := p.Provider.Customer(f.id, f.name)
		f.opens(c)
		return &answering{goesOn: f.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: c.ReadAll, says: func(text string) { c.Text(text) }}, nil
	})
}

// Graph is the one address of Meta's API behind which the demo's providers are; its page is that of WhatsApp.
type Graph struct {
	WhatsApp             *whatsapp.Provider
	Messenger, Instagram *direct.Provider
}

// pages are the paths that belong to Messenger, posts and comments of the Page among them, accounts those that belong to Instagram. "me" is the Page, which is the one
// the account is linked to.
var (
	pages    = regexp.MustCompile(`^/v\d+\.\d+/(` + direct.DefaultPage + `|\d+_\d+|71234567\d+|me|oauth|dialog)(/|$)`)
	accounts = regexp.MustCompile(`^/v\d+\.\d+/(` + direct.DefaultAccount + `|49876500\d+|178956\d{11}|178734\d{11})(/|$)`)
)

// URL is the address of all.
func (g Graph) URL() string { return g.WhatsApp.URL() }

// SetURL tells all their address.
func (g Graph) SetURL(url string) {
	g.WhatsApp.SetURL(url)
	g.Messenger.SetURL(url)
	g.Instagram.SetURL(url)
}

// ServeHTTP hands a request to the provider it is for.
func (g Graph) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case accounts.MatchString(path), strings.HasPrefix(path, "/cdn/") && g.Instagram.Holds(r.URL.Query().Get("id")):
		g.Instagram.ServeHTTP(w, r)
	case pages.MatchString(path), strings.HasPrefix(path, "/cdn/"):
		g.Messenger.ServeHTTP(w, r)
	default:
		g.WhatsApp.ServeHTTP(w, r)
	}
}

// Close ends what all have begun.
func (g Graph) Close() {
	g.WhatsApp.Close()
	g.Messenger.Close()
	g.Instagram.Close()
}
