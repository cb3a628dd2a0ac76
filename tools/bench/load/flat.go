package load

import (
	"fmt"
	"math"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/report"
)

// Soaked is what a soak of an engine saw.
type Soaked struct {
	Engine  string
	Samples []Sample
}

// gauge is something that must not grow.
type gauge struct {
	name, unit, file string
	// slack is by how much it may grow before it counts: what goes up and down with what happens.
	slack float64
	of    func(Sample) float64
	aim   float64
}

// gauges are what a soak looks at.
var gauges = []gauge{
	{"Memory (RSS)", "MB", "memory.svg", 16, func(s Sample) float64 { return float64(s.RSS) / (1 << 20) }, 0},
	{"Go heap", "MB", "heap.svg", 8, func(s Sample) float64 { return float64(s.Heap) / (1 << 20) }, 0},
	{"Oldest delivery that waits", "ms", "queue.svg", 100, func(s Sample) float64 { return milliseconds(s.Waiting) }, 0},
	{"p99 to the agent's screen", "ms", "screen.svg", 100, func(s Sample) float64 { return milliseconds(s.Delays.at(.99)) }, 250},
	{"Goroutines", "", "goroutines.svg", 10, func(s Sample) float64 { return float64(s.Goroutines) }, 0},
	{"File handles", "", "files.svg", 10, func(s Sample) float64 { return float64(s.Files) }, 0},
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// warming is the part of a soak in which caches fill, which does not count.
const warming = .2

// growth is by how much something grew, without the beginning: the rise of the straight line that fits best.
func growth(samples []Sample, of func(Sample) float64) float64 {
	samples = samples[int(warming*float64(len(samples))):]
	var n, x, y, xx, xy float64
	for _, s := range samples {
		h, v := s.After.Hours(), of(s)
		n, x, y, xx, xy = n+1, x+h, y+v, xx+h*h, xy+h*v
	}
	if below := n*xx - x*x; below != 0 {
		return (n*xy - x*y) / below * (samples[len(samples)-1].After - samples[0].After).Hours()
	}
	return 0
}

// span is the least, the mean and the most of something, without the beginning.
func span(samples []Sample, of func(Sample) float64) (least, mean, most float64) {
	samples = samples[int(warming*float64(len(samples))):]
	least, most = math.Inf(1), math.Inf(-1)
	for _, s := range samples {
		v := of(s)
		least, mean, most = min(least, v), mean+v/float64(len(samples)), max(most, v)
	}
	return least, mean, most
}

// Report tells whether anything grew.
func (k Soak) Report(runs []Soaked) []report.Section {
	table := report.Table{Head: []string{"", "engine", "least", "mean", "most", "growth", "flat"}}
	var charts []report.Chart
	for _, g := range gauges {
		chart := report.Chart{File: g.file, Title: g.name, X: "minutes", Y: g.unit, Aim: g.aim}
		for _, run := range runs {
			least, mean, most := span(run.Samples, g.of)
			grown, flat := growth(run.Samples, g.of), "yes"
			if grown > max(g.slack, mean/10) {
				flat = "no"
			}
			table.Add(g.name, run.Engine, figure(least, g.unit), figure(mean, g.unit), figure(most, g.unit), figure(grown, g.unit), flat)
			chart.Lines = append(chart.Lines, line(run, g.of))
		}
		charts = append(charts, chart)
	}
	texts := []string{fmt.Sprintf("For %s on each engine, one after the other, on a fresh database: %.0f signed deliveries a second with a message each, two of a hundred from "+
		"somebody new, an agent who looks on and answers two a second through the fake provider. A look every %s. The first fifth, in which caches fill, does not count.", k.For, k.Rate, k.Every),
		counts(runs), "Growth is the rise of the straight line that fits best, over the whole time. Something is flat when it grew by less than what goes up and down " +
			"with what happens (16 MB of memory, 8 MB of heap, 100 ms, 10 goroutines or handles), or than a tenth."}
	return []report.Section{{Title: "At the target rate", Text: texts, Tables: []report.Table{table}, Charts: charts}}
}

// counts tells how much came in and went out.
func counts(runs []Soaked) string {
	text := "Every message that was accepted came to the agent's screen:"
	for _, run := range runs {
		n := 0
		for _, s := range run.Samples {
			n += len(s.Delays)
		}
		text += fmt.Sprintf(" %d on %s,", n, run.Engine)
	}
	return text[:len(text)-1] + "; the soak ends with an error otherwise."
}

// line is something over time.
func line(run Soaked, of func(Sample) float64) report.Line {
	l := report.Line{Name: run.Engine}
	for _, s := range run.Samples {
		l.Points = append(l.Points, report.Point{X: s.After.Minutes(), Y: of(s)})
	}
	return l
}

func figure(v float64, unit string) string {
	digits := 0
	if math.Abs(v) < 10 && v != math.Trunc(v) {
		digits = 1
	}
	if unit == "" {
		return fmt.Sprintf("%.*f", digits, v)
	}
	return fmt.Sprintf("%.*f %s", digits, v, unit)
}
