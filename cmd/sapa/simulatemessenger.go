package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

type simulateMessengerCommand struct {
	stand
	caller
	AppID       string   `help:"Id of the app with which people sign in." name:"app-id" default:"${messenger_app}"`
	AppSecret   string   `help:"Secret of the app, which deliveries are signed with." default:"${whatsapp_secret}"`
	AccessToken string   `help:"Token of the first Page." default:"${whatsapp_token}"`
	Page        []string `help:"A Page, as id=name. Customers write to the first. Can be given more than once." placeholder:"ID=NAME" default:"${messenger_page}=Toko Kain Nusantara,1906385232743452=Toko Kain Cabang Solo"`
	Customer    []string `help:"A customer to begin with, as id=name. Can be given more than once." placeholder:"ID=NAME" default:"7123456789012345=Rina Kartika,7123456789012346=Budi Santoso,7123456789012347=Dewi Lestari"`
	HumanAgent  bool     `help:"Let the app answer for seven days, as Meta permits after a review." default:"true" negatable:""`
	LogLevel    string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// Run is the provider until it is told to stop.
func (c simulateMessengerCommand) Run(ctx context.Context) error {
	listener, own, err := c.listen()
	if err != nil {
		return err
	}
	p, err := c.provider(own)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	return c.serve(ctx, listener, p, func() { c.greet(ctx, p) })
}

// provider makes it, with its Pages and customers.
func (c simulateMessengerCommand) provider(own string) (*direct.Provider, error) {
	o := direct.Options{
		Options: meta.Options{
			Log: logAt(c.LogLevel), URL: own, AppSecret: c.AppSecret, AccessToken: c.AccessToken, VerifyToken: c.VerifyToken, Callback: c.Callback,
		},
		AppID: c.AppID, HumanAgent: c.HumanAgent,
	}
	for _, page := range c.Page {
		id, name, ok := strings.Cut(page, "=")
		if !ok || id == "" || name == "" {
			return nil, fmt.Errorf("--page=%s: an id, = and a name are expected", page)
		}
		o.Pages = append(o.Pages, direct.Page{ID: id, Name: name})
	}
	p := messenger.New(o)
	for _, customer := range c.Customer {
		id, name, ok := strings.Cut(customer, "=")
		if !ok || id == "" || name == "" {
			return nil, fmt.Errorf("--customer=%s: an id, = and a name are expected", customer)
		}
		p.Customer(id, name)
	}
	return p, nil
}

// greet prints where the page is and what to type into Sapa, and asks the callback whether it is there.
func (c simulateMessengerCommand) greet(ctx context.Context, p *direct.Provider) {
	own := p.URL()
	id, secret := p.App()
	fmt.Printf("\n  The Messenger simulator is ready. Write as a customer at\n\n      %s\n\n  1. Start Sapa so that it talks to the simulator:\n\n      SAPA_GRAPH_URL=%s SAPA_FACEBOOK_URL=%s SAPA_META_APP_ID=%s SAPA_META_APP_SECRET=%s sapa serve\n\n", own, own, own, id, secret)
	fmt.Print("  2. In Sapa, add a Facebook Messenger channel: sign in with Facebook, or fill in these values:\n\n")
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, v := range p.ConnectValues() {
		fmt.Fprintf(w, "      %s\t%s\n", v.Label, v.Value)
	}
	_ = w.Flush()
	fmt.Print("\n  3. Paste the webhook address and the verify token that Sapa shows into the page, and turn on deliveries in Sapa.\n")
	c.call(ctx, p)
	fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
}
