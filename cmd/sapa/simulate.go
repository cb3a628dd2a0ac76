package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/messenger"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// simulateCommand holds one command for each provider that can be simulated.
type simulateCommand struct {
	WhatsApp  simulateWhatsAppCommand  `cmd:"" name:"whatsapp" help:"Be WhatsApp: the Graph API for Sapa, and a page on which you write as a customer and switch on failures."`
	Messenger simulateMessengerCommand `cmd:"" name:"messenger" help:"Be Facebook Messenger: the Graph API for Sapa, the dialog for signing in, and a page on which you write as a customer and switch on failures."`
}

type simulateWhatsAppCommand struct {
	Listen        string   `help:"Address to listen on. Whoever reaches it can write as any customer." default:"localhost:9090"`
	URL           string   `help:"Address at which Sapa reaches the simulator, when it is another one." name:"url" placeholder:"URL"`
	Callback      string   `help:"Address of Sapa's webhook. It can be set on the page as well, once Sapa shows it." placeholder:"URL"`
	VerifyToken   string   `help:"Token that Sapa expects in the handshake."`
	AppSecret     string   `help:"Secret that deliveries are signed with." default:"${whatsapp_secret}"`
	AccessToken   string   `help:"Token that Sapa must show." default:"${whatsapp_token}"`
	PhoneNumberID string   `help:"Id of the business's number." name:"phone-number-id" default:"${whatsapp_phone}"`
	WABAID        string   `help:"Id of the WhatsApp Business Account." name:"waba-id" default:"${whatsapp_waba}"`
	Number        string   `help:"The business's number as people see it." default:"+62 21-5000-1234"`
	Name          string   `help:"The business's name." default:"Toko Kain Nusantara"`
	Customer      []string `help:"A customer to begin with, as number=name. Can be given more than once." placeholder:"NUMBER=NAME" default:"6281234567801=Rina Kartika,6281234567802=Budi Santoso,6281234567803=Dewi Lestari"`
	LogLevel      string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// simulateDefaults are the values that flags above name.
var simulateDefaults = map[string]string{
	"whatsapp_secret": whatsapp.DefaultAppSecret, "whatsapp_token": whatsapp.DefaultAccessToken,
	"whatsapp_phone": whatsapp.DefaultPhone, "whatsapp_waba": whatsapp.DefaultWABA,
	"messenger_page": messenger.DefaultPage, "messenger_app": messenger.DefaultAppID,
}

// Run is the provider until it is told to stop. Everything is forgotten then.
func (c simulateWhatsAppCommand) Run(ctx context.Context) error {
	return simulate(ctx, c.Listen, c.provider, func(p *whatsapp.Provider) { c.greet(ctx, p) })
}

// simulator is a provider that can be closed.
type simulator interface {
	http.Handler
	Close()
}

// simulate serves a provider until it is told to stop.
func simulate[P simulator](ctx context.Context, listen string, start func(net.Addr) (P, error), greet func(P)) error {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("%w: choose another address with --listen", err)
	}
	p, err := start(listener.Addr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	failed, stop := host(p, listener)
	greet(p)
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	return errors.Join(err, stop())
}

// host serves a simulated provider until stop, or until it fails.
func host(p simulator, at net.Listener) (failed <-chan error, stop func() error) {
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(at) }()
	return ended, func() error {
		p.Close() // ends what hangs, so that the server can stop
		return server.Close()
	}
}

// provider makes it, with its customers.
func (c simulateWhatsAppCommand) provider(address net.Addr) (*whatsapp.Provider, error) {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // kong has checked it
	own := strings.TrimSuffix(c.URL, "/")
	if own == "" {
		own = "http://" + reachable(c.Listen, address)
	}
	p := whatsapp.New(whatsapp.Options{
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level})),
		URL: own, AppSecret: c.AppSecret, AccessToken: c.AccessToken, WABA: c.WABAID, VerifyToken: c.VerifyToken,
		Callback: c.Callback, Subscribed: true,
		Phones: []whatsapp.Phone{{ID: c.PhoneNumberID, Number: c.Number, Name: c.Name}},
	})
	for _, customer := range c.Customer {
		number, name, ok := strings.Cut(customer, "=")
		if !ok || number == "" || name == "" {
			return nil, fmt.Errorf("--customer=%s: a number, = and a name are expected", customer)
		}
		p.Customer(number, name)
	}
	return p, nil
}

// reachable is the address with a host that a browser can open.
func reachable(asked string, got net.Addr) string {
	host, _, err := net.SplitHostPort(asked)
	_, port, errPort := net.SplitHostPort(got.String())
	if err != nil || errPort != nil {
		return got.String()
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// greet prints where the page is and what to type into Sapa, and asks the callback whether it is there.
func (c simulateWhatsAppCommand) greet(ctx context.Context, p *whatsapp.Provider) {
	own := p.URL()
	fmt.Printf("\n  The WhatsApp simulator is ready. Write as a customer at\n\n      %s\n\n  1. Start Sapa so that it talks to the simulator:\n\n      SAPA_GRAPH_URL=%s sapa serve\n\n  2. In Sapa, add a WhatsApp channel with these values:\n\n", own, own)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, v := range p.ConnectValues() {
		fmt.Fprintf(w, "      %s\t%s\n", v.Label, v.Value)
	}
	_ = w.Flush()
	fmt.Print("\n  3. Paste the webhook address and the verify token that Sapa shows into the page.\n")
	if c.Callback != "" {
		if err := p.SetCallback(ctx, c.Callback, c.VerifyToken); err != nil {
			fmt.Printf("     (Deliveries go to %s all the same: %v)\n", c.Callback, err)
		} else {
			fmt.Printf("     (Done already: %s has answered.)\n", c.Callback)
		}
	}
	fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
}
