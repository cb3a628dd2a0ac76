package load

import (
	"context"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/report"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// Measure measures what comes in, what goes out and what it takes, on each engine.
func Measure(ctx context.Context, o run.Options) ([]report.Section, error) {
	var all []engine
	for _, name := range o.Engines {
		e, err := on(ctx, o, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, e)
	}
	return []report.Section{inboundSection(o, all), repliesSection(o, all), memorySection(o, all), growthSection(o, all)}, nil
}

func inboundSection(o run.Options, all []engine) report.Section {
	size := sizes(o)[len(sizes(o))-1]
	s := report.Section{Title: "What comes in", Text: []string{
		fmt.Sprintf("Signed deliveries of WhatsApp to a house of %s conversations, brought by %d connections as fast as they are taken, of a thousand people who write all the time and, two in a hundred, "+
			"somebody new; an agent looks on. *Accepted* is answered with 200: the delivery is on the disk. *Ingested* is in its conversation. The ceiling is how many transactions a second the engine itself commits "+
			"that insert one row of the same size and do nothing else, asked for by as many connections, measured just before. Where the disk of a machine does not make a commit wait, the ceiling is "+
			"the processor's, and a share of it says mostly how much more than one bare insert a delivery is.", report.Thousands(size), conns),
		fmt.Sprintf("The aims: accepted %.1f × the ceiling, ingested %.1f ×, both at least %d a second.", acceptAim, ingestAim, leastRate),
	}}
	s.Tables = inboundTables(all, size)
	return s
}

// inboundTables are the rates and the delays of the houses of a size.
func inboundTables(all []engine, size int) []report.Table {
	t := report.Table{Head: []string{"Deliveries of", "Engine", "ceiling", "accepted", "aim", "ingested", "aim", "processor for each"}}
	for _, e := range all {
		in := e.inbound[size]
		for _, r := range []struct {
			name string
			rates
		}{{"one message", in.One}, {"five messages, five statuses", in.Ten}} {
			t.Add(r.name, e.name, fmt.Sprintf("%.0f/s", in.Ceiling), share(r.Accepted, in.Ceiling), report.Verdict(r.Accepted >= acceptAim*in.Ceiling && r.Accepted >= leastRate),
				share(r.Ingested, in.Ceiling), report.Verdict(r.Ingested >= ingestAim*in.Ceiling && r.Ingested >= leastRate), fmt.Sprintf("%d µs", r.CPU.Microseconds()))
		}
	}
	delayed := report.Table{Head: []string{"From the provider to an agent's screen", "Engine", "rate", "p50", "p95", "p99", "aim"}}
	for _, e := range all {
		in := e.inbound[size]
		for _, part := range []struct {
			of float64
			delays
		}{{.5, in.Half}, {.8, in.Most}} {
			delayed.Add(fmt.Sprintf("at %.0f %% of the highest rate", part.of*100), e.name, fmt.Sprintf("%.0f/s", part.of*in.One.Ingested),
				duration(part.at(.5)), duration(part.at(.95)), duration(part.at(.99)), report.Verdict(part.at(.99) < screenAim))
		}
	}
	return []report.Table{t, delayed}
}

func repliesSection(o run.Options, all []engine) report.Section {
	t := report.Table{Head: []string{"Engine", "replies"}}
	for _, e := range all {
		t.Add(e.name, fmt.Sprintf("%.0f/s", e.replies))
	}
	return report.Section{Title: "What goes out", Tables: []report.Table{t}, Text: []string{fmt.Sprintf(
		"Replies of %d people who write at the same time in a hundred conversations, from the first request until the fake provider, which runs on the same machine, has taken the last. "+
			"The pace WhatsApp asks for, %d a second for a number, is switched off.", writers, 80)}}
}

func memorySection(o run.Options, all []engine) report.Section {
	s := report.Section{Title: "Memory, start and size", Text: []string{fmt.Sprintf(
		"Of the program alone, on a house of %s conversations. RSS is what the system gave it, heap what Go's objects take of that. Live connections are those of %d signed-in members. "+
			"Under load, %d deliveries a second come for ten minutes; *growth* is the rise of the straight line that fits best, without the first fifth.",
		report.Thousands(sizes(o)[len(sizes(o))-1]), 50, leastRate)}}
	t := report.Table{Head: []string{"", "Engine", "figure", "aim"}}
	c := report.Chart{File: "memory.svg", Title: fmt.Sprintf("Memory (RSS) at %d deliveries a second", leastRate), X: "minutes", Y: "MB"}
	for _, e := range all {
		m := e.memory
		t.Add("ready after", e.name, duration(m.start), report.Verdict(m.start < startAim))
		t.Add("idle", e.name, used(m.idle.RSS, m.idle.Heap), report.Verdict(m.idle.RSS < idleAim))
		for _, c := range []struct {
			name string
			house.Usage
			aim string
		}{{"just opened", m.crowded, ""}, {"open for three minutes", m.settled, report.Verdict(m.perConnection(m.settled) < connAim)}} {
			t.Add(fmt.Sprintf("with %s live connections, %s", report.Thousands(m.connections), c.name), e.name,
				fmt.Sprintf("%s; %.1f KB for each", used(c.RSS, c.Heap), float64(m.perConnection(c.Usage))/1024), c.aim)
		}
		of := func(s Sample) float64 { return float64(s.RSS) / (1 << 20) }
		_, mean, most := span(m.load, of)
		grown := growth(m.load, of)
		t.Add("under load", e.name, fmt.Sprintf("mean %.0f MB, most %.0f MB, growth %.1f MB", mean, most, grown), report.Verdict(grown < max(gauges[0].slack, mean/10)))
		c.Lines = append(c.Lines, line(Soaked{e.name, m.load}, of))
	}
	if len(all) > 0 {
		t.Add("the program", "", fmt.Sprintf("%.1f MB", float64(all[0].memory.binary)/(1<<20)), "")
	}
	s.Tables, s.Charts = []report.Table{t}, []report.Chart{c}
	return s
}

func growthSection(o run.Options, all []engine) report.Section {
	s := report.Section{Title: "What comes in as the history grows", Text: []string{
		"Deliveries of one message a second, by how many conversations there are, with ten messages each; and what a delivery and its message take on disk.",
	}}
	t := report.Table{Head: []string{"", "Engine"}}
	for _, size := range sizes(o) {
		t.Head = append(t.Head, report.Thousands(size))
	}
	c := report.Chart{File: "inbound.svg", Title: "Deliveries a second as the history grows", X: "conversations", Y: "a second", LogX: true, Aim: leastRate}
	for _, e := range all {
		for _, f := range []struct {
			name  string
			of    func(inbound) float64
			drawn bool
			unit  string
		}{
			{"ceiling", func(in inbound) float64 { return in.Ceiling }, false, "/s"},
			{"accepted", func(in inbound) float64 { return in.One.Accepted }, true, "/s"},
			{"ingested", func(in inbound) float64 { return in.One.Ingested }, true, "/s"},
			{"p99 to the screen at 80 %", func(in inbound) float64 { return milliseconds(in.Most.at(.99)) }, false, " ms"},
			{"on disk, delivery and message", func(in inbound) float64 { return float64(in.Bytes) }, false, " bytes"},
		} {
			row, l := []string{f.name, e.name}, report.Line{Name: f.name + ", " + short(e.name)}
			for _, size := range sizes(o) {
				v := f.of(e.inbound[size])
				row = append(row, fmt.Sprintf("%.0f%s", v, f.unit))
				l.Points = append(l.Points, report.Point{X: float64(size), Y: v})
			}
			t.Add(row...)
			if f.drawn {
				c.Lines = append(c.Lines, l)
			}
		}
	}
	s.Tables, s.Charts = []report.Table{t}, []report.Chart{c}
	return s
}

func share(rate, ceiling float64) string { return fmt.Sprintf("%.2f × (%.0f/s)", rate/ceiling, rate) }

func duration(d time.Duration) string { return fmt.Sprintf("%.1f ms", milliseconds(d)) }

func used(rss, heap int64) string {
	return fmt.Sprintf("%.0f MB RSS, %.0f MB heap", float64(rss)/(1<<20), float64(heap)/(1<<20))
}

// short is an engine's name without its version.
func short(name string) string {
	if len(name) > 6 && name[:6] == "SQLite" {
		return "SQLite"
	}
	return "PostgreSQL"
}
