package main

import (
	"context"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/simulate/instagram"
	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// simulateDirect is what the commands for Meta's direct messages share.
type simulateDirect struct {
	stand
	caller
	AppID       string   `help:"Id of the app with which people sign in." name:"app-id" default:"${messenger_app}"`
	AppSecret   string   `help:"Secret of the app, which deliveries are signed with." default:"${whatsapp_secret}"`
	AccessToken string   `help:"Token of the first Page." default:"${whatsapp_token}"`
	Customer    []string `help:"A customer to begin with, as id=name. Can be given more than once." placeholder:"ID=NAME" default:"7123456789012345=Rina Kartika,7123456789012346=Budi Santoso,7123456789012347=Dewi Lestari"`
	HumanAgent  bool     `help:"Let the app answer for seven days, as Meta permits after a review." default:"true" negatable:""`
	LogLevel    string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

type simulateMessengerCommand struct {
	simulateDirect
	Page []string `help:"A Page, as id=name. Customers write to the first. Can be given more than once." placeholder:"ID=NAME" default:"${messenger_page}=Toko Kain Nusantara,1906385232743452=Toko Kain Cabang Solo"`
}

// Run is the provider until it is told to stop.
func (c simulateMessengerCommand) Run(ctx context.Context) error {
	var all []direct.Page
	for _, page := range c.Page {
		id, name, err := named("page", "an id", page)
		if err != nil {
			return err
		}
		all = append(all, direct.Page{ID: id, Name: name})
	}
	return c.run(ctx, "Messenger", "Facebook Messenger", messenger.New, all)
}

type simulateInstagramCommand struct {
	simulateDirect
	Account []string `help:"A professional account, as id=username. Customers write to the first. Can be given more than once." placeholder:"ID=USERNAME" default:"${instagram_account}=tokokain.nusantara,17841405793187219=tokokain.solo"`
}

// Run is the provider until it is told to stop.
func (c simulateInstagramCommand) Run(ctx context.Context) error {
	var all []direct.Page
	for i, account := range c.Account {
		id, username, err := named("account", "an id", account)
		if err != nil {
			return err
		}
		all = append(all, direct.Page{ID: fmt.Sprintf("19063852327434%02d", 51+i), Name: "Halaman " + username, Account: id, Username: username})
	}
	return c.run(ctx, "Instagram", "Instagram", instagram.New, all)
}

// run is a provider until it is told to stop: what it is called, what the channel in Sapa is called, and its Pages.
func (c simulateDirect) run(ctx context.Context, name, kind string, made func(direct.Options) *direct.Provider, pages []direct.Page) error {
	var customers []direct.Profile
	for _, customer := range c.Customer {
		id, who, err := named("customer", "an id", customer)
		if err != nil {
			return err
		}
		customers = append(customers, direct.Profile{ID: id, First: who})
	}
	listener, own, err := c.listen()
	if err != nil {
		return err
	}
	p := made(direct.Options{
		Options: meta.Options{
			Log: logAt(c.LogLevel), URL: own, AppSecret: c.AppSecret, AccessToken: c.AccessToken, VerifyToken: c.VerifyToken, Callback: c.Callback,
		},
		AppID: c.AppID, HumanAgent: c.HumanAgent, Pages: pages,
	})
	for _, who := range customers {
		p.Customer(who.ID, who.First)
	}
	p.Publish("Batik tulis motif truntum, baru selesai minggu ini. Stok terbatas!", direct.File{})
	p.Publish("Toko buka hari Minggu sampai pukul 17.00.", direct.File{})
	return c.serve(ctx, listener, p, func() { c.greet(ctx, p, name, kind) })
}

// greet prints where the page is and what to type into Sapa, and asks the callback whether it is there.
func (c simulateDirect) greet(ctx context.Context, p *direct.Provider, name, kind string) {
	own := p.URL()
	id, secret := p.App()
	fmt.Printf("\n  The %s simulator is ready. Write as a customer at\n\n      %s\n\n  1. Start Sapa so that it talks to the simulator:\n\n      SAPA_GRAPH_URL=%s SAPA_FACEBOOK_URL=%s SAPA_META_APP_ID=%s SAPA_META_APP_SECRET=%s sapa serve\n\n", name, own, own, own, id, secret)
	fmt.Printf("  2. In Sapa, add a channel of %s: sign in with Facebook, or fill in these values:\n\n", kind)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, v := range p.ConnectValues() {
		fmt.Fprintf(w, "      %s\t%s\n", v.Label, v.Value)
	}
	_ = w.Flush()
	fmt.Print("\n  3. Paste the webhook address and the verify token that Sapa shows into the page, and turn on deliveries in Sapa.\n")
	c.call(ctx, p)
	fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
}
