//go:build turnable

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
)

// serve runs a house whose clock is turned forward by lines on the standard input, such as 61s. Only the journeys in e2e have
// a program with it: they do not wait for hours.
func serve(ctx context.Context, c config.Config, s config.Serve, ready func(context.Context, *app.App) error) error {
	var clock turnable
	return serveWith(ctx, c, s, clock.now, func(ctx context.Context, a *app.App) error {
		go clock.follow(ctx, a, os.Stdin)
		return ready(ctx, a)
	})
}

// turnable is a clock that is ahead of the real one by as much as it was turned.
type turnable struct{ ahead atomic.Int64 }

func (t *turnable) now() time.Time { return time.Now().Add(time.Duration(t.ahead.Load())) }

// follow turns the clock, does what has become due by that, and says so.
func (t *turnable) follow(ctx context.Context, a *app.App, lines io.Reader) {
	for in := bufio.NewScanner(lines); in.Scan(); {
		by, err := time.ParseDuration(in.Text())
		t.ahead.Add(int64(by))
		_, sweeping := a.Inbox.Sweep(ctx)
		if err = errors.Join(err, sweeping, a.Admin.KeepPresence(ctx)); err != nil {
			fmt.Fprintln(os.Stderr, "sapa: turning the clock:", err)
		}
		fmt.Println("turned by", by)
	}
}
