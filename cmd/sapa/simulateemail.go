package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

type simulateEmailCommand struct {
	stand
	Address  string   `help:"The business's address." default:"${email_address}"`
	Password string   `help:"Password that Sapa must show." default:"${email_password}"`
	IMAPPort int      `help:"Port of the IMAP server." name:"imap-port" default:"9143"`
	SMTPPort int      `help:"Port of the SMTP server." name:"smtp-port" default:"9587"`
	Customer []string `help:"A customer to begin with, as address=name. Can be given more than once." placeholder:"ADDRESS=NAME" default:"rina@pelanggan.example=Rina Kartika,budi@pelanggan.example=Budi Santoso,dewi@kantor.example=Dewi Lestari"`
	LogLevel string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// Run is the provider until it is told to stop.
func (c simulateEmailCommand) Run(ctx context.Context) error {
	listener, own, err := c.listen()
	if err != nil {
		return err
	}
	p, err := email.New(email.Options{
		Address: c.Address, Password: c.Password, URL: own, IMAPPort: c.IMAPPort, SMTPPort: c.SMTPPort, Log: logAt(c.LogLevel),
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	for _, customer := range c.Customer {
		address, name, err := named("customer", "an address", customer)
		if err == nil && !strings.Contains(address, "@") {
			err = fmt.Errorf("--customer=%s: %s is no address", customer, address)
		}
		if err != nil {
			p.Close()
			return errors.Join(err, listener.Close())
		}
		p.Customer(address, name)
	}
	return c.serve(ctx, listener, p, func() { greetEmail(p) })
}

// greetEmail prints where the page is and what to type into Sapa.
func greetEmail(p *email.Provider) {
	in, out := p.Servers()
	fmt.Printf("\n  The mail simulator is ready. Write as a customer at\n\n      %s\n\n  1. Start Sapa so that it may reach the simulator:\n\n      SAPA_MAIL_SERVERS=%s,%s sapa serve\n\n  2. In Sapa, add an Email channel with these values:\n\n", p.URL(), in, out)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, v := range p.ConnectValues() {
		fmt.Fprintf(w, "      %s\t%s\n", v.Label, v.Words)
	}
	_ = w.Flush()
	fmt.Print("\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
}
