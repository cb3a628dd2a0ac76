package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/sapa-inbox/sapa/internal/api"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/web"
	"github.com/sapa-inbox/sapa/widget"
)

type serveCommand struct {
	config.Config
	config.Serve
}

// Run serves until it is told to stop.
func (c serveCommand) Run(ctx context.Context) error {
	if err := app.Migrate(ctx, c.Config); err != nil {
		return err
	}
	return serve(ctx, c.Config, c.Serve, func(ctx context.Context, a *app.App) error { return greet(ctx, a, c.Serve) })
}

// serveWith runs the house by a clock; ready is called when it listens.
func serveWith(ctx context.Context, c config.Config, s config.Serve, now func() time.Time, ready func(context.Context, *app.App) error) (err error) {
	log := newLog(c)
	page, script, err := built(log, s)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.Listen)
	if err != nil {
		return fmt.Errorf("%w: choose another address with --listen", err)
	}
	a, err := app.New(ctx, app.Options{Config: c, Serve: s, Log: log, Web: page, Widget: script, Version: version, Now: now})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := ready(ctx, a); err != nil {
		return errors.Join(err, listener.Close())
	}
	return a.Run(ctx, listener)
}

// built reads the web app and the widget.
func built(log *slog.Logger, s config.Serve) (http.Handler, []byte, error) {
	script, err := widget.Built()
	if err != nil {
		return nil, nil, fmt.Errorf("the widget is not built, run `make build`: %w", err)
	}
	page, err := api.NewWeb(web.Built(), s.NoWorker)
	if err != nil {
		return nil, nil, fmt.Errorf("the web app is not built, run `make build`: %w", err)
	}
	log.Debug("web app and widget read", "widget_bytes", len(script))
	return page, script, nil
}

// greet prints the one address to open.
func greet(ctx context.Context, a *app.App, s config.Serve) error {
	open, err := a.Admin.SetUpOpen(ctx)
	if err != nil {
		return err
	}
	address := s.Origin()
	if open {
		code, err := a.Admin.SetUpCode(ctx)
		if err != nil {
			return err
		}
		// Behind the #, the code reaches no log of any server or proxy.
		address += "/set-up#" + code
	}
	_, err = fmt.Fprintf(os.Stdout, "\n  Sapa is ready. Open this address:\n\n      %s\n\n", address)
	return err
}
