package demo

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Number is the shop's WhatsApp number: a simulated provider on this machine, and customers who write to it. What they
// write and what they are answered goes the whole way, deliveries and all.
type Number struct {
	Provider *whatsapp.Provider
	Admin    *admin.Admin
	Tempo
}

// shopNumber is the number as people see it. 5550 is no exchange of Surakarta's.
const shopNumber = "+62 271-5550-017"

// NewProvider makes the simulated WhatsApp of the demo.
func NewProvider(log *slog.Logger, now func() time.Time) *whatsapp.Provider {
	return whatsapp.New(whatsapp.Options{
		Log: log, Now: now, Subscribed: true, Phones: []whatsapp.Phone{{ID: whatsapp.DefaultPhone, Number: shopNumber, Name: Company}},
	})
}

// Connect connects the number as a channel, as an administrator would by the form.
func (n *Number) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	name := "WhatsApp " + Company
	config := map[string]any{}
	for field, value := range map[string]string{
		"phone_number_id": whatsapp.DefaultPhone, "waba_id": whatsapp.DefaultWABA, "access_token": whatsapp.DefaultAccessToken,
		"app_secret": whatsapp.DefaultAppSecret,
	} {
		config[field] = value
	}
	return n.Admin.ConnectChannel(ctx, owner, "whatsapp", admin.Connection{Name: &name, Config: config})
}

// writer is a customer on WhatsApp, with what they say first and how they go on once answered.
type writer struct {
	number, name string
	opens        func(*whatsapp.Customer) error
	goesOn       []string
}

func says(words string, extras ...whatsapp.Extra) func(*whatsapp.Customer) error {
	return func(c *whatsapp.Customer) error {
		c.Text(words, extras...)
		return nil
	}
}

// shows sends a picture of the script's kinds.
func shows(scene, file, caption string) func(*whatsapp.Customer) error {
	return func(c *whatsapp.Customer) error {
		body, err := props.PictureAt(scene, file, time.Now())
		if err != nil {
			return err
		}
		c.Send("image", whatsapp.File{Bytes: body, Type: "image/jpeg", Name: file}, caption)
		return nil
	}
}

// writers are invented, like everybody here; 5550 keeps their numbers out of use.
var writers = []writer{
	{"6281355500101", "Rina Kartika", says("Kak, batik couple yang di iklan masih ada ukuran L sama XL?", whatsapp.FromAd(whatsapp.Referral{
		URL: "https://fb.me/batikkencana", ID: "120226300000000001", Headline: "Batik couple seragam keluarga", Body: "Pesan minggu ini, kirim sebelum Lebaran.",
	})), []string{"Boleh kak, yang motif parang ya", "Totalnya berapa sama ongkir ke Semarang?", "Siap, saya transfer sore ini 🙏"}},
	{"6281355500102", "Ahmad Fauzan", shows("receipt", "bukti transfer bca.jpg", "Sudah saya transfer ya kak, tolong dicek"),
		[]string{"Oke ditunggu resinya", "Terima kasih banyak 👍"}},
	{"6281355500103", "Dewi Lestari", func(c *whatsapp.Customer) error {
		c.Location(-7.5666, 110.8243, "Alun-Alun Kidul", "Surakarta")
		c.Text("Saya di sini kak, ke tokonya lewat mana ya?")
		return nil
	}, []string{"Oh dekat ternyata, saya jalan kaki saja", "Ketemu kak, makasih!"}},
	{"6281355500104", "Agus Wijaya", shows("damage", "kemeja robek.jpg", "Kak ini pas dibuka jahitannya lepas, bisa ditukar?"),
		[]string{"Baik saya kirim balik besok", "Makasih responnya cepat"}},
	{"6281355500105", "Siti Rahma", says("Assalamualaikum, seragam pengajian 45 orang bisa custom warna hijau sage?"),
		[]string{"Ukurannya campur kak, nanti saya kirim daftarnya", "Kalau DP berapa persen?", "Siap, saya rapatkan dulu sama ibu-ibu 😊"}},
	{"6281355500106", "Made Wirawan", func(c *whatsapp.Customer) error {
		c.Text("Bisa kirim ke Denpasar? Ini kontak penerimanya")
		c.Contact("Ni Luh Ayu", "+62 813-5550-0199")
		return nil
	}, []string{"Ya betul, atas nama beliau", "Oke matur suksma"}},
	{"6281355500107", "Yusuf Hidayat", shows("garment", "kemeja lengan panjang coklat.jpg", "Yang seperti ini ready?"),
		[]string{"Ukuran M satu kak", "Bayar di tempat bisa?"}},
	{"6281355500108", "Maria Simbolon", says("Selamat siang, pesanan saya nomor 2291 sudah sampai mana ya?"),
		[]string{"Oh sudah di Medan, baik", "Terima kasih infonya"}},
}

// Account is the number.
func (n *Number) Account() Account {
	return Account{
		Via: ViaWhatsApp, Kind: sapa.Messages, Connect: n.Connect, Open: openDoor(n.Provider, n.Admin), Run: n.Run,
		guest: n.guest, settle: n.Provider.Settle,
	}
}

func (n *Number) guest(d Dialogue) (guest, error) {
	who := Customers[d.Customer]
	c := n.Provider.Customer(strings.TrimPrefix(who.Phone, "+"), who.Name)
	return guest{reads: c.ReadAll, says: func(line Line, body []byte) error {
		switch line.Kind {
		case KindImage:
			c.Send("image", whatsapp.File{Bytes: body, Type: "image/jpeg", Name: line.File}, line.Text)
		case KindLocation:
			c.Location(line.Latitude, line.Longitude, line.Text, "")
		default:
			c.Text(line.Text)
		}
		return nil
	}}, nil
}

// Run lets the customers write until ctx ends.
func (n *Number) Run(ctx context.Context) error {
	return n.live(ctx, len(writers), func(i int) (*answering, error) {
		w := writers[i]
		c := n.Provider.Customer(w.number, w.name)
		if err := w.opens(c); err != nil {
			return nil, fmt.Errorf("demo: %s: %w", w.name, err)
		}
		return &answering{goesOn: w.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: c.ReadAll, says: func(text string) { c.Text(text) }}, nil
	})
}
