package main

import (
	"net"

	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
)

// demoProviders are the simulated providers of the demo, as they are reached.
type demoProviders struct {
	demo.Providers
	// pages are where one writes to each as a customer.
	pages []demoPage
	stops []func() error
}

// demoPage is an address by what one writes to there.
type demoPage struct{ name, address string }

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
		{"WhatsApp number", p.Graph()},
		{"Facebook Page", beside{p.Page}},
		{"Instagram account", beside{p.Insta}},
		{"Telegram bot", p.Bot},
		{"Shop's own app", p.Shop},
		{"Mailbox", p.Mail},
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

// reach tells the house where the providers are.
func (p *demoProviders) reach(c *config.Config) {
	c.GraphURL, c.TelegramURL = p.Number.URL(), p.Bot.URL()
	c.PrivateURLs = []string{p.Shop.URL()}
	in, out := p.Mail.Servers()
	c.MailServers = []string{in, out}
}

// hangUp ends all of them. Everything of theirs is forgotten anyway, so nothing that goes wrong matters.
func (p *demoProviders) hangUp() {
	for _, stop := range p.stops {
		_ = stop()
	}
}
