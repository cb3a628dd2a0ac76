package main

import (
	"context"
	"log/slog"
	"net"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/company"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// demoProviders are the simulated providers of the demo.
type demoProviders struct {
	number *whatsapp.Provider
	page   *direct.Provider
	insta  *direct.Provider
	bot    *telegram.Provider
	shop   *company.Provider
	// pages are where one writes to each as a customer.
	pages []demoPage
	stops []func() error
}

// demoPage is an address by what one writes to there.
type demoPage struct{ name, address string }

func newDemoProviders(log *slog.Logger) *demoProviders {
	return &demoProviders{number: demo.NewProvider(log), page: demo.NewMessenger(log), insta: demo.NewInstagram(log), bot: demo.NewTelegram(log), shop: demo.NewCompany(log)}
}

// beside is a provider at a second address, for its page alone: it is reached by another.
type beside struct{ provider }

func (beside) SetURL(string) {}

// open lets each provider answer on a free port of this machine. All of Meta's are behind one address, as the real ones
// are.
func (p *demoProviders) open() error {
	for _, one := range []struct {
		name string
		provider
	}{
		{"WhatsApp number", demo.Graph{WhatsApp: p.number, Messenger: p.page, Instagram: p.insta}},
		{"Facebook Page", beside{p.page}},
		{"Instagram account", beside{p.insta}},
		{"Telegram bot", p.bot},
		{"Shop's own app", p.shop},
	} {
		listener, err := net.Listen("tcp", "localhost:0")
		if err != nil {
			return err
		}
		address := "http://" + listener.Addr().String()
		one.SetURL(address)
		_, stop := host(one.provider, listener)
		p.stops = append(p.stops, stop)
		p.pages = append(p.pages, demoPage{one.name, address})
	}
	return nil
}

// hangUp ends all of them. Everything of theirs is forgotten anyway, so nothing that goes wrong matters.
func (p *demoProviders) hangUp() {
	for _, stop := range p.stops {
		_ = stop()
	}
}

// crowd is the customers at one provider.
type crowd struct {
	// open lets the provider reach the house; false when ctx ended before.
	open func(ctx context.Context) bool
	run  func(ctx context.Context) error
}

// connect connects an account at each provider as a channel.
func (c demoCommand) connect(ctx context.Context, a *admin.Admin, p *demoProviders, owner sapa.By, log *slog.Logger) ([]crowd, error) {
	origin := config.Serve{Listen: c.Listen}.Origin()
	number := &demo.Number{Provider: p.number, Admin: a, Origin: origin, Tempo: c.tempo(log, 2)}
	page := &demo.Page{Provider: p.page, Admin: a, Origin: origin, Tempo: c.tempo(log, 4)}
	posts := &demo.Page{Provider: p.page, Admin: a, Origin: origin, Tempo: c.tempo(log, 6)}
	insta := &demo.Page{Provider: p.insta, Admin: a, Origin: origin, Tempo: c.tempo(log, 5)}
	feed := &demo.Page{Provider: p.insta, Admin: a, Origin: origin, Tempo: c.tempo(log, 7)}
	bot := &demo.Bot{Provider: p.bot, Admin: a, Tempo: c.tempo(log, 3)}
	shop := &demo.Shop{Provider: p.shop, Admin: a, Origin: origin, Tempo: c.tempo(log, 6)}
	numbers, err := number.Connect(ctx, owner)
	if err != nil {
		return nil, err
	}
	pages, err := page.Connect(ctx, owner)
	if err != nil {
		return nil, err
	}
	if _, err := posts.ConnectComments(ctx, owner); err != nil {
		return nil, err
	}
	accounts, err := insta.ConnectInstagram(ctx, owner)
	if err != nil {
		return nil, err
	}
	if _, err := bot.Connect(ctx, owner); err != nil {
		return nil, err
	}
	if err := shop.Connect(ctx, owner); err != nil {
		return nil, err
	}
	return []crowd{
		{func(ctx context.Context) bool { return number.Open(ctx, numbers) }, number.Run},
		{func(ctx context.Context) bool { return page.Open(ctx, pages) }, page.Run},
		{func(ctx context.Context) bool { return posts.Open(ctx, pages) }, posts.RunComments}, // they come to the Page's address
		{func(ctx context.Context) bool { return insta.Open(ctx, accounts) }, insta.RunInstagram},
		{func(ctx context.Context) bool { return feed.Open(ctx, accounts) }, feed.RunInstagramComments},
		{func(context.Context) bool { return true }, bot.Run}, // the house fetches
		{func(context.Context) bool { return true }, shop.Run},
	}, nil
}
