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
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// Bot is the shop's bot at a simulated Telegram on this machine, and customers who write to it. The house fetches what
// they write, as from the real one.
type Bot struct {
	Provider *telegram.Provider
	Admin    *admin.Admin
	Tempo
}

// NewTelegram makes the simulated Telegram of the demo.
func NewTelegram(log *slog.Logger, now func() time.Time) *telegram.Provider {
	return telegram.New(telegram.Options{Log: log, Now: now, Name: Company, User: "batik_kencana_bot"})
}

// Connect connects the bot as a channel, as an administrator would by the form.
func (b *Bot) Connect(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	name := "Telegram " + Company
	return b.Admin.ConnectChannel(ctx, owner, "telegram", admin.Connection{Name: &name, Config: map[string]any{"bot_token": telegram.DefaultToken}})
}

// botWriter is a customer on Telegram, with what they say first and how they go on once answered.
type botWriter struct {
	profile telegram.Profile
	opens   func(*telegram.Customer) error
	goesOn  []string
}

func writes(words string) func(*telegram.Customer) error {
	return func(c *telegram.Customer) error {
		c.Text(words)
		return nil
	}
}

// botWriters are invented, like everybody here.
var botWriters = []botWriter{
	{telegram.Profile{ID: 5550201, Name: "Bayu Saputra", User: "bayusap", Language: "id"}, writes("/start"),
		[]string{"Mau tanya kain batik cap per meter, harganya berapa kak?", "Kalau ambil 20 meter dapat potongan?", "Siap, saya kabari besok"}},
	{telegram.Profile{ID: 5550202, Name: "Intan Permata", Language: "id"}, func(c *telegram.Customer) error {
		body, err := props.PictureAt("garment", "dress batik.jpg", time.Now())
		if err != nil {
			return err
		}
		c.Send("photo", booth.File{Bytes: body, Type: "image/jpeg"}, "Ada yang model begini ukuran L?")
		return nil
	}, []string{"Yang hijau saja kak", "Oke saya ambil satu, kirim ke Bandung ya"}},
	{telegram.Profile{ID: 5550203, Name: "Daniel Hartono", User: "dhartono", Language: "en"}, writes("Hi, do you ship to Singapore?"),
		[]string{"Great. How long does it take?", "Perfect, I will order tonight 👍"}},
	{telegram.Profile{ID: 5550204, Name: "Wahyu Ningsih", Language: "id"}, func(c *telegram.Customer) error {
		first := c.Text("Pesanan 2304 kok belum sampai ya kak? Ditunggu buat acara Sabtu")
		c.Edit(first, "Pesanan 2340 kok belum sampai ya kak? Ditunggu buat acara Sabtu")
		return nil
	}, []string{"Alhamdulillah, semoga sampai tepat waktu", "Terima kasih kak 🙏"}},
}

// Account is the bot.
func (b *Bot) Account() Account {
	return Account{Via: ViaTelegram, Kind: sapa.Messages, Connect: b.Connect, Run: b.Run, guest: b.guest, settle: b.Provider.Settle}
}

func (b *Bot) guest(d Dialogue) (guest, error) {
	who := Customers[d.Customer]
	c := b.Provider.CustomerWith(telegram.Profile{ID: 5551000 + int64(d.Customer), Name: who.Name, Language: who.Language})
	return guest{says: func(line Line, body []byte) error {
		if line.Kind == KindImage {
			c.Send("photo", jpeg(line, body), line.Text)
		} else {
			c.Text(line.Text)
		}
		return nil
	}}, nil
}

// Run lets the customers write until ctx ends.
func (b *Bot) Run(ctx context.Context) error {
	return b.live(ctx, len(botWriters), func(i int) (*answering, error) {
		w := botWriters[i]
		c := b.Provider.CustomerWith(w.profile)
		if err := w.opens(c); err != nil {
			return nil, fmt.Errorf("demo: %s: %w", w.profile.Name, err)
		}
		return &answering{goesOn: w.goesOn, inbox: func() int { return len(c.Inbox()) }, reads: func() {}, says: func(text string) { c.Text(text) }}, nil
	})
}
