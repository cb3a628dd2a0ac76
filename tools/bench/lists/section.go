package lists

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/report"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// Measure asks all questions on each engine and at each size.
func Measure(ctx context.Context, o run.Options) ([]report.Section, error) {
	var results []result
	for _, engine := range o.Engines {
		r, err := on(ctx, o, engine)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", engine, err)
		}
		results = append(results, r)
	}
	return sections(sizes(o), results), nil
}

func on(ctx context.Context, o run.Options, engine string) (_ result, err error) {
	r := result{engine: engine, found: map[int][]Found{}, size: map[int]int64{}}
	site, err := house.OpenSite(ctx, engine, o.Folder)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	if r.version, err = site.Version(ctx); err != nil {
		return r, err
	}
	for _, size := range sizes(o) {
		o.Say("%s: a house of %d conversations", engine, size)
		if r.found[size], err = at(ctx, o, site, size); err != nil {
			return r, err
		}
		if r.size[size], err = site.Size(ctx, fmt.Sprintf("past%d", size)); err != nil {
			return r, err
		}
	}
	return r, nil
}

func sections(sizes []int, results []result) []report.Section {
	largest := sizes[len(sizes)-1]
	s := report.Section{Title: "Lists, conversations and search", Text: []string{
		fmt.Sprintf("On %s conversations and %s messages, %d clients ask one thing after the other without a pause. The times are from the request to the last byte of the answer, in milliseconds. "+
			"The aim is %s in 95 of 100 cases, and a page deep down within %.1f times page 1.",
			report.Thousands(largest), report.Thousands(largest*10), clients, aim, flatAim),
	}}
	t := report.Table{Head: []string{"Question"}}
	for _, r := range results {
		t.Head = append(t.Head, r.version+" p50", "p95", "p99", "aim")
	}
	for i := range results[0].found[largest] {
		row := []string{results[0].found[largest][i].Question}
		for _, r := range results {
			f := r.found[largest][i]
			row = append(row, milliseconds(f.P50), milliseconds(f.P95), milliseconds(f.P99), judge(f, r.found[largest]))
		}
		t.Add(row...)
	}
	s.Tables = append(s.Tables, t)
	return []report.Section{s, growth(sizes, results)}
}

// judge says whether a question met its aims.
func judge(f Found, all []Found) string {
	verdict := "met"
	if f.P95 >= aim {
		verdict = "missed"
	}
	for _, other := range all {
		if other.Question != f.First || f.First == "" {
			continue
		}
		ratio := float64(f.P95) / float64(other.P95)
		if ratio > flatAim {
			verdict = "missed"
		}
		verdict += fmt.Sprintf(", %.2f × page 1", ratio)
	}
	return verdict
}

// grown are the questions whose growth is drawn.
var grown = []string{
	"list: all", "list: resolved", "open a conversation: itself, messages, drafts, contact", "search: a word of very few messages",
	"search: a word of every third message",
}

// growth shows how the same questions fare as the history grows.
func growth(sizes []int, results []result) report.Section {
	s := report.Section{Title: "Lists and search as the history grows", Text: []string{
		"The 95th percentile, in milliseconds, by how many conversations there are, with ten messages each.",
	}}
	t := report.Table{Head: []string{"Question", "Engine"}}
	for _, size := range sizes {
		t.Head = append(t.Head, report.Thousands(size))
	}
	for _, r := range results {
		c := report.Chart{
			File: "lists-" + r.engine + ".svg", Title: "Lists and search on " + r.version, X: "conversations", Y: "p95, ms", LogX: true,
			Aim: float64(aim / time.Millisecond),
		}
		disk := []string{"size on disk", r.version}
		for _, size := range sizes {
			disk = append(disk, fmt.Sprintf("%d MB", r.size[size]>>20))
		}
		t.Add(disk...)
		for _, name := range grown {
			line, row := report.Line{Name: short(name)}, []string{name, r.version}
			for _, size := range sizes {
				f := named(r.found[size], name)
				line.Points = append(line.Points, report.Point{X: float64(size), Y: float64(f.P95.Microseconds()) / 1000})
				row = append(row, milliseconds(f.P95))
			}
			t.Add(row...)
			c.Lines = append(c.Lines, line)
		}
		s.Charts = append(s.Charts, c)
	}
	s.Tables = append(s.Tables, t)
	return s
}

// shortened are names that have room beside a line of a chart.
var shortened = map[string]string{
	"open a conversation: itself, messages, drafts, contact": "open one",
	"search: a word of very few messages":                    "search: rare",
	"search: a word of every third message":                  "search: common",
}

func short(name string) string {
	if s := shortened[name]; s != "" {
		return s
	}
	return name
}

func named(all []Found, name string) Found {
	for _, f := range all {
		if f.Question == name {
			return f
		}
	}
	return Found{}
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
