//go:build !turnable

package main

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
)

// serve runs the house; ready is called when it listens.
func serve(ctx context.Context, c config.Config, s config.Serve, ready func(context.Context, *app.App) error) error {
	return serveWith(ctx, c, s, time.Now, ready)
}
