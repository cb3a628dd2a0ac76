// Command soak keeps Sapa busy for an hour, half of it on each database, looks whether anything grows, and writes
// docs/soak.md anew.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/load"
	"github.com/sapa-inbox/sapa/tools/bench/report"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := soak(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func soak(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("soak", flag.ExitOnError)
	engines := flags.String("engine", "sqlite,postgres", "`engines`, which share the time")
	whole := flags.Duration("for", time.Hour, "how long all of it takes")
	folder := flags.String("folder", ".cache/soak", "`folder` for the databases, which are removed in the end")
	page := flags.String("page", "docs/soak.md", "`file` to write; empty writes none")
	k := load.Soak{Say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }}
	flags.StringVar(&k.Binary, "binary", "bin/sapa", "the `program`")
	flags.Float64Var(&k.Rate, "rate", 240, "deliveries a second")
	flags.DurationVar(&k.Every, "every", 10*time.Second, "how often to look")
	if err := flags.Parse(args); err != nil {
		return err
	}
	began := time.Now()
	var runs []load.Soaked
	names := strings.Split(*engines, ",")
	k.For = *whole / time.Duration(len(names))
	for _, name := range names {
		run, err := on(ctx, k, name, *folder)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		runs = append(runs, run)
	}
	sections := k.Report(runs)
	if err := report.Print(os.Stdout, sections...); err != nil || *page == "" {
		return err
	}
	return report.Page{Title: "Soak", Intro: report.Intro("make soak", began), Sections: sections}.Write(*page)
}

// on soaks a house on one engine.
func on(ctx context.Context, k load.Soak, engine, folder string) (_ load.Soaked, err error) {
	site, err := house.OpenSite(ctx, engine, folder)
	if err != nil {
		return load.Soaked{}, err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	version, err := site.Version(ctx)
	if err != nil {
		return load.Soaked{}, err
	}
	k.Say("%s for %s, %.0f deliveries a second", version, k.For, k.Rate)
	samples, err := k.Run(ctx, site)
	return load.Soaked{Engine: version, Samples: samples}, err
}
