package demo

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/company"
)

// Shop is the shop's own app, a system on this machine that is connected by the channel API, and customers who write in it.
type Shop struct {
	Provider *company.Provider
	Admin    *admin.Admin
	Tempo

	secret string
}

// NewCompany makes the shop's own system of the demo.
func NewCompany(log *slog.Logger, now func() time.Time) *company.Provider {
	return company.New(company.Options{Log: log, Now: now, Name: Company})
}

// Connect connects the system as a channel, as an administrator would by the form.
func (s *Shop) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	name := "Aplikasi " + Company
	ch, err := s.Admin.ConnectChannel(ctx, owner, "api", admin.Connection{Name: &name, Config: map[string]any{"endpoint": s.Provider.Address()}})
	if err != nil {
		return ch, err
	}
	s.secret, _, err = s.Admin.MakeSecret(ctx, owner, ch.ID, 0)
	return ch, err
}

// Open gives the system the channel's address and the secret. What customers write waits until the house answers there.
func (s *Shop) Open(_ context.Context, ch sapa.Channel, origin string) bool {
	s.Provider.Connect(origin+"/hooks/"+ch.PublicKey, s.secret)
	return true
}

// Account is the system.
func (s *Shop) Account() Account {
	return Account{Via: ViaApp, Kind: sapa.Messages, Connect: s.Connect, Open: s.Open, Run: s.Run, guest: s.guest, settle: s.Provider.Settle}
}

func (s *Shop) guest(d Dialogue) (guest, error) {
	who := Customers[d.Customer]
	c := s.Provider.CustomerWith(company.Profile{
		ID: fmt.Sprintf("plg-%d", 1800+d.Customer), Name: who.Name, Phone: who.Phone, Email: who.Email, Language: who.Language,
	})
	return guest{reads: c.ReadAll, says: func(line Line, body []byte) error {
		if line.Kind == KindImage {
			c.Send(line.Text, jpeg(line, body))
		} else {
			c.Text(line.Text)
		}
		return nil
	}}, nil
}

// buyer is a customer in the shop's app, with what they say first and how they go on once answered.
type buyer struct {
	profile company.Profile
	opens   func(*company.Customer) error
	goesOn  []string
}

// buyers are invented, like everybody here.
var buyers = []buyer{
	{company.Profile{ID: "plg-2301", Name: "Nadia Rahma", Phone: "+6281355550201", Language: "id"}, func(c *company.Customer) error {
		c.Text("Kak, pesanan 2301 di aplikasi statusnya masih dikemas. Kapan dikirim?")
		return nil
	}, []string{"Oke, saya tunggu resinya", "Sudah masuk, terima kasih 🙏"}},
	{company.Profile{ID: "plg-2302", Name: "Arif Wibowo", Email: "arif@pelanggan.example", Language: "id"}, func(c *company.Customer) error {
		body, err := props.PictureAt("garment", "kemeja batik.jpg", time.Now())
		if err != nil {
			return err
		}
		c.Send("Kancingnya lepas satu waktu sampai. Bisa ditukar?", booth.File{Bytes: body, Type: "image/jpeg", Name: "kemeja.jpg"})
		return nil
	}, []string{"Bisa dijemput kurir saja, kak?", "Siap, alamatnya sama"}},
	{company.Profile{ID: "plg-2303", Name: "Grace Tan", Language: "en"}, func(c *company.Customer) error {
		c.Text("Hi, my voucher code says expired, but it was issued today.")
		return nil
	}, []string{"It works now, thank you!"}},
}

// Run lets the customers write until ctx ends.
func (s *Shop) Run(ctx context.Context) error {
	return s.live(ctx, len(buyers), func(i int) (*answering, error) {
		b := buyers[i]
		c := s.Provider.CustomerWith(b.profile)
		if err := b.opens(c); err != nil {
			return nil, fmt.Errorf("demo: %s: %w", b.profile.Name, err)
		}
		return &answering{goesOn: b.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: c.ReadAll, says: func(text string) { c.Text(text) }}, nil
	})
}
