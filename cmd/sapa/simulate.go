package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/email"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// simulateCommand holds one command for each provider that can be simulated.
type simulateCommand struct {
	WhatsApp  simulateWhatsAppCommand  `cmd:"" name:"whatsapp" help:"Be WhatsApp: the Graph API for Sapa, and a page on which you write as a customer and switch on failures."`
	Messenger simulateMessengerCommand `cmd:"" name:"messenger" help:"Be Facebook Messenger: the Graph API for Sapa, the dialog for signing in, and a page on which you write as a customer and switch on failures."`
	Instagram simulateInstagramCommand `cmd:"" name:"instagram" help:"Be Instagram: the Graph API for Sapa, the dialog for signing in, and a page on which you write as a customer and switch on failures."`
	API       simulateAPICommand       `cmd:"" name:"api" help:"Be a company's own system for the channel API, and a page on which you write as its customers and switch on failures."`
	Email     simulateEmailCommand     `cmd:"" help:"Be a mail provider: IMAP and SMTP for Sapa, and a page on which you write and read mail as a customer and switch on failures."`
	Telegram  simulateTelegramCommand  `cmd:"" help:"Be Telegram: the Bot API for Sapa, and a page on which you write as a customer and switch on failures."`
}

// provider is a simulated one.
type provider interface {
	http.Handler
	Close()
	URL() string
	SetURL(string)
}

// stand is where a simulator listens and is reached.
type stand struct {
	Listen string `help:"Address to listen on. Whoever reaches it can write as any customer." default:"localhost:9090"`
	URL    string `help:"Address at which Sapa reaches the simulator, when it is another one." name:"url" placeholder:"URL"`
}

// listen finds the address.
func (s stand) listen() (listener net.Listener, own string, err error) {
	if listener, err = net.Listen("tcp", s.Listen); err != nil {
		return nil, "", fmt.Errorf("%w: choose another address with --listen", err)
	}
	if own = strings.TrimSuffix(s.URL, "/"); own == "" {
		own = "http://" + reachable(s.Listen, listener.Addr())
	}
	return listener, own, nil
}

// serve lets a provider answer until it is told to stop. Everything is forgotten then.
func (s stand) serve(ctx context.Context, listener net.Listener, p provider, greet func()) error {
	failed, stop := host(p, listener)
	greet()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	return errors.Join(err, stop())
}

// host serves a simulated provider until stop, or until it fails.
func host(p provider, at net.Listener) (failed <-chan error, stop func() error) {
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(at) }()
	return ended, func() error {
		p.Close() // ends what hangs, so that the server can stop
		return server.Close()
	}
}

// named divides what a flag holds: what somebody is known by, which is said in the refusal, and a name.
func named(flag, by, text string) (id, name string, err error) {
	id, name, ok := strings.Cut(text, "=")
	if !ok || id == "" || name == "" {
		return "", "", fmt.Errorf("--%s=%s: %s, = and a name are expected", flag, text, by)
	}
	return id, name, nil
}

// logAt is a log of a level that kong has checked.
func logAt(text string) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(text))
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// caller is how a simulator of Meta's reaches Sapa.
type caller struct {
	Callback    string `help:"Address of Sapa's webhook. It can be set on the page as well, once Sapa shows it." placeholder:"URL"`
	VerifyToken string `help:"Token that Sapa expects in the handshake."`
}

// call asks the callback whether it is there, and prints what came of it.
func (c caller) call(ctx context.Context, p interface {
	SetCallback(ctx context.Context, callback, verifyToken string) error
}) {
	if c.Callback == "" {
		return
	}
	if err := p.SetCallback(ctx, c.Callback, c.VerifyToken); err != nil {
		fmt.Printf("     (Deliveries go to %s all the same: %v)\n", c.Callback, err)
		return
	}
	fmt.Printf("     (Done already: %s has answered.)\n", c.Callback)
}

type simulateWhatsAppCommand struct {
	stand
	caller
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
	"instagram_account": direct.DefaultAccount, "messenger_page": direct.DefaultPage, "messenger_app": direct.DefaultAppID,
	"telegram_token": telegram.DefaultToken, "email_address": email.DefaultAddress, "email_password": email.DefaultPassword,
}

// Run is the provider until it is told to stop.
func (c simulateWhatsAppCommand) Run(ctx context.Context) error {
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

// provider makes it, with its customers.
func (c simulateWhatsAppCommand) provider(own string) (*whatsapp.Provider, error) {
	p := whatsapp.New(whatsapp.Options{
		Log: logAt(c.LogLevel), URL: own, AppSecret: c.AppSecret, AccessToken: c.AccessToken, WABA: c.WABAID, VerifyToken: c.VerifyToken,
		Callback: c.Callback, Subscribed: true,
		Phones: []whatsapp.Phone{{ID: c.PhoneNumberID, Number: c.Number, Name: c.Name}},
	})
	for _, customer := range c.Customer {
		number, name, err := named("customer", "a number", customer)
		if err != nil {
			return nil, err
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
	c.call(ctx, p)
	fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
}

type simulateTelegramCommand struct {
	stand
	Token    string   `help:"Token of the bot, which Sapa must show." default:"${telegram_token}"`
	Name     string   `help:"The bot's name." default:"Toko Kain Nusantara"`
	Customer []string `help:"A customer to begin with, as number=name. Can be given more than once." placeholder:"NUMBER=NAME" default:"5550101=Rina Kartika,5550102=Budi Santoso,5550103=Dewi Lestari"`
	LogLevel string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// Run is the provider until it is told to stop.
func (c simulateTelegramCommand) Run(ctx context.Context) error {
	listener, own, err := c.listen()
	if err != nil {
		return err
	}
	p := telegram.New(telegram.Options{Log: logAt(c.LogLevel), URL: own, Token: c.Token, Name: c.Name, Plain: true})
	for _, customer := range c.Customer {
		number, name, ok := strings.Cut(customer, "=")
		id, err := strconv.ParseInt(number, 10, 64)
		if !ok || err != nil || id <= 0 || name == "" {
			return errors.Join(fmt.Errorf("--customer=%s: a number, = and a name are expected", customer), listener.Close())
		}
		p.Customer(id, name)
	}
	return c.serve(ctx, listener, p, func() {
		fmt.Printf("\n  The Telegram simulator is ready. Write as a customer at\n\n      %s\n\n  1. Start Sapa so that it talks to the simulator:\n\n      SAPA_TELEGRAM_URL=%s sapa serve\n\n  2. In Sapa, add a Telegram channel with this token:\n\n      %s\n", own, own, c.Token)
		fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
	})
}
