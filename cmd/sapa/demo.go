package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	log := newLog(settings)
	number, bot := demo.NewProvider(log), demo.NewTelegram(log)
	for _, p := range []provider{number, bot} {
		hangUp, err := open(p)
		if err != nil {
			return err
		}
		defer func() { _ = hangUp() }() // everything of it is forgotten anyway
	}
	settings.GraphURL, settings.TelegramURL = number.URL(), bot.URL()
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
		shop := &demo.Number{Provider: number, Admin: a.Admin, Origin: config.Serve{Listen: c.Listen}.Origin(), Tempo: c.tempo(log, 2)}
		robot := &demo.Bot{Provider: bot, Admin: a.Admin, Tempo: c.tempo(log, 3)}
		channel, err := shop.Connect(ctx, seeded.Owner)
		if err != nil {
			return err
		}
		if _, err := robot.Connect(ctx, seeded.Owner); err != nil {
			return err
		}
		c.greet(number.URL(), bot.URL())
		c.enliven(ctx, &life, a, shop, channel, robot, seeded)
		return nil
	})
}

// tempo is how the customers of one provider live.
func (c demoCommand) tempo(log *slog.Logger, stream uint64) demo.Tempo {
	return demo.Tempo{Log: log, Chance: rand.New(rand.NewPCG(rand.Uint64(), stream)), Pace: c.Pace}
}

// open lets a simulated provider answer on a free port of this machine.
func open(p provider) (hangUp func() error, err error) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, err
	}
	p.SetURL("http://" + listener.Addr().String())
	_, hangUp = host(p, listener)
	return hangUp, nil
}

// enliven opens the number, on whose page anybody can write, and lets the simulated customers live until ctx ends.
func (c demoCommand) enliven(ctx context.Context, life *sync.WaitGroup, a *app.App, shop *demo.Number, channel sapa.Channel, robot *demo.Bot, seeded demo.Seeded) {
	lives := func(run func(context.Context) error) {
		if err := run(ctx); err != nil {
			shop.Log.Warn("simulator", "error", err)
		}
	}
	life.Go(func() {
		if shop.Open(ctx, channel) && !c.Quiet {
			lives(shop.Run)
		}
	})
	if c.Quiet {
		return
	}
	life.Go(func() { lives(robot.Run) })
	s := &demo.Simulator{
		Inbox: a.Inbox, Signals: a.Hub, Log: shop.Log, Chance: rand.New(rand.NewPCG(rand.Uint64(), 1)), Pace: c.Pace,
	}
	life.Go(func() { _ = s.Run(ctx, seeded) })
}

// greet prints the address and whom one can be.
func (c demoCommand) greet(number, bot string) {
	fmt.Printf("\n  Sapa's demo is ready. Open this address:\n\n      %s\n\n  and sign in as any of these, with the password %q:\n\n",
		config.Serve{Listen: c.Listen}.Origin(), demo.Password)
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	for _, p := range demo.People {
		fmt.Fprintf(w, "      %s\t%s\t%s\n", p.Role, p.Email, p.Name)
	}
	_ = w.Flush()
	fmt.Printf("\n  Write to its WhatsApp number, or to its Telegram bot, as a customer yourself:\n\n      %s\n      %s\n", number, bot)
	fmt.Print("\n  Everything here is invented and is gone when you stop it with Ctrl+C.\n\n")
}
