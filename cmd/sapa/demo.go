package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/demo"
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
	log := newLog(settings)
	clock := &demo.Clock{}
	made, err := demo.NewProviders(log, clock.Now)
	if err != nil {
		return err
	}
	providers := &demoProviders{Providers: made}
	defer providers.hangUp()
	if err := providers.open(); err != nil {
		return err
	}
	providers.reach(&settings)
	if err := app.Migrate(ctx, settings); err != nil {
		return err
	}
	fmt.Println("  Writing the last 30 days of", demo.Company, "…")
	var life sync.WaitGroup
	defer life.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	return serveWith(ctx, settings, config.Serve{Listen: c.Listen}, clock.Now, func(ctx context.Context, a *app.App) error {
		seeder := demo.Seeder{
			Admin: a.Admin, Inbox: a.Inbox, Clock: clock, House: a.Handler(), Accounts: providers.Accounts(a.Admin, c.tempo(log)),
		}
		seeded, err := seeder.Seed(ctx)
		if err != nil {
			return err
		}
		c.greet(providers)
		c.enliven(ctx, &life, a, seeded, log)
		return nil
	})
}

// tempo is how the customers of one account live.
func (c demoCommand) tempo(log *slog.Logger) func() demo.Tempo {
	return func() demo.Tempo {
		return demo.Tempo{Log: log, Chance: rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), Pace: c.Pace}
	}
}

// enliven opens the providers' doors, so that anybody can write on their pages, and lets the simulated customers live until
// ctx ends.
func (c demoCommand) enliven(ctx context.Context, life *sync.WaitGroup, a *app.App, seeded demo.Seeded, log *slog.Logger) {
	origin := config.Serve{Listen: c.Listen}.Origin()
	if c.Quiet {
		life.Go(func() { seeded.OpenDoors(ctx, origin) })
		return
	}
	life.Go(func() { seeded.Live(ctx, origin, log) })
	s := &demo.Simulator{Inbox: a.Inbox, Signals: a.Hub, Log: log, Chance: rand.New(rand.NewPCG(rand.Uint64(), 1)), Pace: c.Pace}
	life.Go(func() { _ = s.Run(ctx, seeded) })
}

// greet prints the address and whom one can be.
func (c demoCommand) greet(providers *demoProviders) {
	fmt.Printf("\n  Sapa's demo is ready. Open this address:\n\n      %s\n\n  and sign in as any of these, with the password %q:\n\n",
		config.Serve{Listen: c.Listen}.Origin(), demo.Password)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, p := range demo.People {
		fmt.Fprintf(w, "      %s\t%s\t%s\n", p.Role, p.Email, p.Name)
	}
	_ = w.Flush()
	fmt.Print("\n  Write as a customer yourself:\n\n")
	for _, p := range providers.pages {
		fmt.Fprintf(w, "      %s\t%s\n", p.address, p.name)
	}
	_ = w.Flush()
	fmt.Print("\n  Everything here is invented and is gone when you stop it with Ctrl+C.\n\n")
}
