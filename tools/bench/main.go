// Command bench measures Sapa from outside, on SQLite and PostgreSQL, prints tables, and writes docs/benchmarks.md anew.
package main

import (
	"context"
	_ "embed" // for what was learned
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/floor"
	"github.com/sapa-inbox/sapa/tools/bench/lists"
	"github.com/sapa-inbox/sapa/tools/bench/load"
	"github.com/sapa-inbox/sapa/tools/bench/report"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// learned is what the figures taught, written by hand.
//
//go:embed learned.md
var learned string

// part is one of the things that are measured.
type part struct {
	name    string
	measure func(context.Context, run.Options) ([]report.Section, error)
}

// parts are measured, and stand in the document, in this order.
var parts = []part{
	{"load", load.Measure},
	{"disk", load.Disk},
	{"lists", lists.Measure},
	{"floor", floor.Measure},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, args []string) error {
	began := time.Now()
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	only := flags.String("only", "", "`parts` to measure, separated by commas; all when empty: "+strings.Join(names(), ", "))
	engines := flags.String("engine", "sqlite,postgres", "`engines` to measure on")
	small := flags.Bool("small", false, "a short run on little data, to try the benchmark itself")
	page := flags.String("page", "docs/benchmarks.md", "`file` to write; empty writes none")
	slowed := flags.Bool("slowed", false, "this process runs on a disk that is held up; used by the part disk itself")
	o := run.Options{Say: say(began)}
	flags.StringVar(&o.Binary, "binary", "bin/sapa", "the `program` to measure")
	flags.StringVar(&o.Folder, "folder", ".cache/bench", "`folder` for the databases, which are used again by the next run")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.Small, o.Engines = *small, strings.Split(*engines, ",")
	if *slowed {
		return load.Slowed(ctx, o, os.Stdout)
	}
	var sections []report.Section
	for _, p := range parts {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), p.name) {
			continue
		}
		o.Say("measuring %s", p.name)
		found, err := p.measure(ctx, o)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if err := report.Print(os.Stdout, found...); err != nil {
			return err
		}
		for _, s := range found {
			s.Part = p.name
			sections = append(sections, s)
		}
	}
	if *page == "" {
		return nil
	}
	return write(*page, began, sections)
}

// write writes what was measured, and what was learned, into a page. What was not measured this time stays as it stands there.
func write(path string, began time.Time, sections []report.Section) error {
	const last = "learned"
	p := report.Page{Title: "Benchmarks", Intro: report.Intro("make bench", began), Sections: sections}
	p.Sections = append(p.Sections, report.Section{Part: last, Title: "What was learned", Text: []string{learned}})
	if err := p.Keep(path, append(names(), last)); err != nil {
		return err
	}
	return p.Write(path)
}

func names() []string {
	var all []string
	for _, p := range parts {
		all = append(all, p.name)
	}
	return all
}

// say prints progress with the time since the start.
func say(start time.Time) func(string, ...any) {
	return func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.0f s  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
}
