package demo

import (
	"context"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Page is the shop's Facebook Page: a simulated Messenger on this machine, and customers who write to it.
type Page struct {
	Provider *direct.Provider
	Admin    *admin.Admin
	// Origin is where the house is reached, such as http://localhost:8080.
	Origin string
	Tempo
}

// NewMessenger makes the simulated Messenger of the demo.
func NewMessenger(log *slog.Logger) *direct.Provider {
	return messenger.New(direct.Options{
		Options: meta.Options{Log: log, Subscribed: true}, HumanAgent: true, Pages: []direct.Page{{ID: direct.DefaultPage, Name: Company}},
	})
}

// Connect connects the Page as a channel, as an administrator would by the form.
func (p *Page) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	name := "Messenger " + Company
	config := map[string]any{"human_agent_tag": true}
	for _, v := range p.Provider.ConnectValues() {
		config[v.Name] = v.Value
	}
	return p.Admin.ConnectChannel(ctx, owner, "fb_messenger", admin.Connection{Name: &name, Config: config})
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

// Open lets the provider bring deliveries once the house answers its door; false when ctx ended before.
func (p *Page) Open(ctx context.Context, ch sapa.Channel) bool {
	return openDoor(ctx, p.Provider, p.Admin, p.Origin, ch)
}

// Run lets the customers write until ctx ends.
func (p *Page) Run(ctx context.Context) error {
	return p.live(ctx, len(followers), func(i int) (*answering, error) {
		f := followers[i]
		c := p.Provider.Customer(f.id, f.name)
		f.opens(c)
		return &answering{goesOn: f.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: c.ReadAll, says: func(text string) { c.Text(text) }}, nil
	})
}

// Graph is the one address of Meta's API behind which both of the demo's providers are; its page is that of WhatsApp.
type Graph struct {
	WhatsApp  *whatsapp.Provider
	Messenger *direct.Provider
}

// pages are the paths that belong to Messenger.
var pages = regexp.MustCompile(`^/v\d+\.\d+/(` + direct.DefaultPage + `|71234567\d+|me|oauth|dialog)(/|$)`)

// URL is the address of both.
func (g Graph) URL() string { return g.WhatsApp.URL() }

// SetURL tells both their address.
func (g Graph) SetURL(url string) {
	g.WhatsApp.SetURL(url)
	g.Messenger.SetURL(url)
}

// ServeHTTP hands a request to the provider it is for.
func (g Graph) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if pages.MatchString(r.URL.Path) || strings.HasPrefix(r.URL.Path, "/cdn/") {
		g.Messenger.ServeHTTP(w, r)
		return
	}
	g.WhatsApp.ServeHTTP(w, r)
}

// Close ends what both have begun.
func (g Graph) Close() {
	g.WhatsApp.Close()
	g.Messenger.Close()
}
