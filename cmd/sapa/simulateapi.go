package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/sapa-inbox/sapa/internal/simulate/company"
)

type simulateAPICommand struct {
	stand
	Callback string   `help:"Address of the channel in Sapa. It can be set on the page as well, once Sapa shows it." placeholder:"URL"`
	Secret   string   `help:"Secret of the channel, which Sapa shows once." placeholder:"SECRET"`
	Name     string   `help:"The company's name." default:"Toko Kain Nusantara"`
	Customer []string `help:"A customer to begin with, as id=name. Can be given more than once." placeholder:"ID=NAME" default:"c-17=Rina Kartika,c-18=Budi Santoso,c-19=Dewi Lestari"`
	LogLevel string   `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// Run is the company's system until it is told to stop.
func (c simulateAPICommand) Run(ctx context.Context) error {
	listener, own, err := c.listen()
	if err != nil {
		return err
	}
	p := company.New(company.Options{Log: logAt(c.LogLevel), URL: own, Name: c.Name, Callback: c.Callback, Secret: c.Secret})
	for _, customer := range c.Customer {
		id, name, err := named("customer", "an id", customer)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		p.Customer(id, name)
	}
	return c.serve(ctx, listener, p, func() {
		fmt.Printf("\n  The shop is ready. Write as one of its customers at\n\n      %s\n\n  1. Start Sapa with permission to reach it:\n\n      SAPA_PRIVATE_URLS=%s sapa serve\n\n  2. In Sapa, add an API channel with this address:\n\n      %s\n", own, own, p.Address())
		fmt.Print("\n  3. Paste the channel's address and secret into the page.\n\n  Nothing leaves this machine. Everything is forgotten when you stop it with Ctrl+C.\n\n")
	})
}
