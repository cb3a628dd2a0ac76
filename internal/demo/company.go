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
	// Origin is where the house is reached, such as http://localhost:8080.
	Origin string
	Tempo
}

// NewCompany makes the shop's own system of the demo.
func NewCompany(log *slog.Logger) *company.Provider {
	return company.New(company.Options{Log: log, Name: Company})
}

// Connect connects the system as a channel, as an administrator would by the form, and gives it the address and the secret.
// What customers write waits until the house answers there.
func (s *Shop) Connect(ctx context.Context, owner sapa.By) error {
	name := "Aplikasi " + Company
	ch, err := s.Admin.ConnectChannel(ctx, owner, "api", admin.Connection{Name: &name, Config: map[string]any{"endpoint": s.Provider.Address()}})
	if err != nil {
		return err
	}
	secret, _, err := s.Admin.MakeSecret(ctx, owner, ch.ID, 0)
	if err != nil {
		return err
	}
	s.Provider.Connect(s.Origin+"/hooks/"+ch.PublicKey, secret)
	return nil
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
