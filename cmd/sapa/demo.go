package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"sync"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

type demoCommand struct {
	Listen   string  `help:"Address to listen on." default:"localhost:8080" env:"SAPA_LISTEN"`
	Database string  `help:"An empty PostgreSQL database to use instead of SQLite." placeholder:"ADDRESS"`
	Quiet    bool    `help:"No simulated customers: only the past, and what you write yourself."`
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
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	provider := demo.NewProvider(newLog(settings))
	provider.SetURL("http://" + listener.Addr().String())
	page := demo.NewMessenger(newLog(settings))
	page.SetURL(provider.URL())
	_, hangUp := host(demo.Graph{WhatsApp: provider, Messenger: page}, listener)
	defer func() { err = errors.Join(err, hangUp()) }()
	beside, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return err
	}
	_, hangUpBeside := host(page, beside) // the page on which one writes to the Page
	defer func() { err = errors.Join(err, hangUpBeside()) }()
	settings.GraphURL = provider.URL()
	if err := app.Migrate(ctx, settings); err != nil {
		return err
	}
	fmt.Println("  Writing the last 30 days of", demo.Company, "…")
	clock := &demo.Clock{}
	var life sync.WaitGroup
	defer life.Wait()
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
		shop := &demo.Page{Provider: page, Admin: a.Admin, Log: newLog(settings), Origin: number.Origin, Pace: c.Pace}
		pageChannel, err := shop.Connect(ctx, seeded.Owner)
		if err != nil {
			return err
		}
		life.Go(func() {
			if shop.Open(ctx, pageChannel) && !c.Quiet {
				shop.Run(ctx)
			}
		})
		c.greet(provider.URL(), "http://"+beside.Addr().String())
		c.enliven(ctx, &life, a, number, channel, seeded)
		return nil
	})
}

// enliven opens the number, on whose page anybody can write, and lets the simulated customers live until ctx ends.
func (c demoCommand) enliven(ctx context.Context, life *sync.WaitGroup, a *app.App, number *demo.Number, channel sapa.Channel, seeded demo.Seeded) {
	life.Go(func() {
		if !number.Open(ctx, channel) || c.Quiet {
			return
		}
		if err := number.Run(ctx); err != nil {
			number.Log.Warn("simulator", "error", err)
		}
	})
	if c.Quiet {
		return
	}
	s := &demo.Simulator{
		Inbox: a.Inbox, Signals: a.Hub, Log: number.Log, Chance: rand.New(rand.NewPCG(rand.Uint64(), 1)), Pace: c.Pace,
	}
	life.Go(func() { _ = s.Run(ctx, seeded) })
}

// greet prints the address and whom one can be.
func (c demoCommand) greet(number, page string) {
	fmt.Printf("\n  Sapa's demo is ready. Open this address:\n\n      %s\n\n  and sign in as any of these, with the password %q:\n\n",
		config.Serve{Listen: c.Listen}.Origin(), demo.Password)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, p := range demo.People {
		fmt.Fprintf(w, "      %s\t%s\t%s\n", p.Role, p.Email, p.Name)
	}
	_ = w.Flush()
	fmt.Printf("\n  Write to its WhatsApp number as a customer yourself:\n\n      %s\n", number)
	fmt.Printf("\n  And to its Facebook Page:\n\n      %s\n", page)
	fmt.Print("\n  Everything here is invented and is gone when you stop it with Ctrl+C.\n\n")
}
