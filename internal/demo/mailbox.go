package demo

import (
	"context"
	"log/slog"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// Mailbox is the shop's mailbox at a simulated mail provider on this machine, and customers who write to it. The house
// fetches what they write.
type Mailbox struct {
	Provider *email.Provider
	Admin    *admin.Admin
	Tempo
}

// NewMail starts the simulated mail provider of the demo.
func NewMail(log *slog.Logger, now func() time.Time) (*email.Provider, error) {
	return email.New(email.Options{Log: log, Now: now, Address: "halo@batikkencana.example"})
}

// Connect connects the mailbox as a channel, as an administrator would by the form.
func (m *Mailbox) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	name := "Email " + Company
	// What was written before the house listens for the first time is fetched as well.
	config := map[string]any{"history": "month"}
	for _, v := range m.Provider.ConnectValues() {
		config[v.Name] = v.Value
	}
	return m.Admin.ConnectChannel(ctx, owner, "mailbox", admin.Connection{Name: &name, Config: config})
}

// Account is the mailbox.
func (m *Mailbox) Account() Account {
	return Account{
		Via: ViaMail, Kind: sapa.Messages, Connect: m.Connect, Run: m.Run, guest: m.guest,
		settle: func(context.Context) error { return nil }, // who waits for a mail looks until it is there
	}
}

func (m *Mailbox) guest(d Dialogue) (guest, error) {
	who := Customers[d.Customer]
	c := m.Provider.Customer(who.Email, who.Name)
	return guest{says: func(line Line, body []byte) error {
		w := goesOnBy(c, email.Written{Subject: d.Title, Text: line.Text, CC: d.CC})
		if body != nil {
			w.Files = []booth.File{jpeg(line, body)}
		}
		_, err := c.Write(w)
		return err
	}}, nil
}

// goesOnBy makes a mail an answer to the last that the customer got, if there is one.
func goesOnBy(c *email.Customer, w email.Written) email.Written {
	if got := c.Inbox(); len(got) > 0 {
		w.Answers, w.Subject = got[len(got)-1].Number, ""
	}
	return w
}

// correspondent is a customer who writes mails, with how they go on once answered.
type correspondent struct {
	name, address string
	first         email.Written
	goesOn        []string
}

// correspondents are invented, like everybody here.
var correspondents = []correspondent{
	{"Ratih Kusumawardani", "ratih@kantor.example", email.Written{
		Subject: "Seragam batik untuk 30 karyawan",
		Text:    "Selamat siang,\n\nKami ingin memesan seragam batik untuk 30 karyawan, ukuran campur.\nApakah bisa selesai bulan depan?\n\nSalam,\nRatih",
	}, []string{"Baik, ukurannya saya kirim besok.\n\nSalam,\nRatih"}},
	{"Surya Dharma", "surya.dharma@client.example", email.Written{
		Subject: "Nota pesanan BK-24410", Text: "Mohon dikirim notanya dalam bentuk PDF untuk laporan kantor.\n\nTerima kasih.",
	}, []string{"Sudah saya terima, terima kasih banyak."}},
}

// Run lets the customers write until ctx ends.
func (m *Mailbox) Run(ctx context.Context) error {
	return m.live(ctx, len(correspondents), func(i int) (*answering, error) {
		one := correspondents[i]
		c := m.Provider.Customer(one.address, one.name)
		if _, err := c.Write(one.first); err != nil {
			return nil, err
		}
		return &answering{
			goesOn: one.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: func() {},
			says: func(text string) { _, _ = c.Write(goesOnBy(c, email.Written{Text: text})) }, // a mailbox in memory takes everything
		}, nil
	})
}
