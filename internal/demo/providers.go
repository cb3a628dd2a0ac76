package demo

import (
	"log/slog"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/simulate/company"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Providers are the simulated providers of the demo.
type Providers struct {
	Number *whatsapp.Provider
	Page   *direct.Provider
	Insta  *direct.Provider
	Bot    *telegram.Provider
	Shop   *company.Provider
	Mail   *email.Provider
}

// NewProviders makes them, by this clock.
func NewProviders(log *slog.Logger, now func() time.Time) (Providers, error) {
	mail, err := NewMail(log, now)
	return Providers{
		Number: NewProvider(log, now), Page: NewMessenger(log, now), Insta: NewInstagram(log, now), Bot: NewTelegram(log, now),
		Shop: NewCompany(log, now), Mail: mail,
	}, err
}

// Graph is the one address of Meta's.
func (p Providers) Graph() Graph {
	return Graph{WhatsApp: p.Number, Messenger: p.Page, Instagram: p.Insta}
}

// Accounts are the company's at all of them, each with a tempo of its own.
func (p Providers) Accounts(a *admin.Admin, tempo func() Tempo) []Account {
	page := func(of *direct.Provider) *Page { return &Page{Provider: of, Admin: a, Tempo: tempo()} }
	return []Account{
		(&Number{Provider: p.Number, Admin: a, Tempo: tempo()}).Account(),
		page(p.Page).Messenger(),
		page(p.Page).Comments(),
		page(p.Insta).Instagram(),
		page(p.Insta).Pictures(),
		(&Bot{Provider: p.Bot, Admin: a, Tempo: tempo()}).Account(),
		(&Shop{Provider: p.Shop, Admin: a, Tempo: tempo()}).Account(),
		(&Mailbox{Provider: p.Mail, Admin: a, Tempo: tempo()}).Account(),
	}
}
