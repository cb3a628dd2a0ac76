package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

type demoCommand struct {
	Listen   string  `help:"Address to listen on." default:"localhost:8080" env:"SAPA_LISTEN"`
	Database string  `help:"An empty PostgreSQL database to use instead of SQLite." placeholder:"ADDRESS"`
	Quiet    bool    `help:"No simulated customers: only the past."`
	Pace     float64 `help:"How fast the simulated customers live; 1 is ordinary." default:"1"`
	LogLevel string  `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"warn"`
}

// Run fills a throw-away house and serves it until it is told to stop. Everything goes with it.
func (c demoCommand) Run(ctx context.Context) (err error) {
	if c.Pace <= 0 {
		return errors.New("--pace: a number above 0 is expected")
	}
	data, err := os.MkdirTemp("", "sapa-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	settings := config.Config{Data: filepath.Join(data, "data"), Database: c.Database, LogLevel: c.LogLevel}
	provider := demo.NewProvider(newLog(settings))
	defer provider.Close()
	page, err := open(provider)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, page.Close()) }()
	settings.GraphURL = provider.URL()
	if err := app.Migrate(ctx, settings); err != nil {
		return err
	}
	fmt.Println("  Writing the last 30 days of", demo.Company, "…")
	clock := &demo.Clock{}
	var simulation sync.WaitGroup
	defer simulation.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	return serveWith(ctx, settings, config.Serve{Listen: c.Listen}, clock.Now, func(ctx context.Context, a *app.App) error {
		seeded, err := (&demo.Seeder{Admin: a.Admin, Inbox: a.Inbox, Clock: clock}).Seed(ctx)
		if err != nil {
			return err
		}
		number := &demo.Number{
			Provider: provider, Admin: a.Admin, Log: newLog(settings), Chance: rand.New(rand.NewPCG(rand.Uint64(), 2)),
			Origin: config.Serve{Listen: c.Listen}.Origin(), Pace: c.Pace,
		}
		channel, err := number.Connect(ctx, seeded.Owner)
		if err != nil {
			return err
		}
		c.greet(provider.URL())
		if c.Quiet {
			return nil
		}
		simulation.Go(func() {
			if err := number.Run(ctx, channel); err != nil {
				number.Log.Warn("simulator", "error", err)
			}
		})
		s := &demo.Simulator{
			Inbox: a.Inbox, Signals: a.Hub, Log: newLog(settings), Chance: rand.New(rand.NewPCG(rand.Uint64(), 1)), Pace: c.Pace,
		}
		simulation.Go(func() { _ = s.Run(ctx, seeded) })
		return nil
	})
}

// open serves a simulated provider on a free port of this machine.
func open(p *whatsapp.Provider) (*http.Server, error) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, err
	}
	p.SetURL("http://" + listener.Addr().String())
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return server, nil
}

// greet prints the address and whom one can be.
func (c demoCommand) greet(page string) {
	fmt.Printf("\n  Sapa's demo is ready. Open this address:\n\n      %s\n\n  and sign in as any of these, with the password %q:\n\n",
		config.Serve{Listen: c.Listen}.Origin(), demo.Password)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, p := range demo.People {
		fmt.Fprintf(w, "      %s\t%s\t%s\n", p.Role, p.Email, p.Name)
	}
	_ = w.Flush()
	fmt.Printf("\n  Write to its WhatsApp number as a customer yourself:\n\n      %s\n", page)
	fmt.Print("\n  Everything here is invented and is gone when you stop it with Ctrl+C.\n\n")
}
