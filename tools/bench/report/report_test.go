package report

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wellFormed fails unless text is XML a browser would draw.
func wellFormed(t *testing.T, text string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
}

// A picture is drawn whatever the figures are, and nothing in it is a number that is none.
func TestSVG(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]Chart{
		"none":      {Title: "<none>"},
		"one point": {Lines: []Line{{Name: "a & b", Points: []Point{{X: 5, Y: 0}}}}},
		"growth":    {LogX: true, Aim: 50, Lines: []Line{{"a", []Point{{1e4, 3}, {1e5, 3.2}, {1e6, 3.1}}}, {"b", []Point{{1e4, 3}, {1e6, 3.1}}}}},
		"flat":      {Lines: []Line{{"a", []Point{{0, 0}, {60, 0}}}}},
	} {
		drawn := c.SVG()
		wellFormed(t, drawn)
		if strings.Contains(drawn, "NaN") || strings.Contains(drawn, "Inf") {
			t.Errorf("%s: %s", name, drawn)
		}
		if got := strings.Count(drawn, `stroke-width="2"`); got != len(c.Lines) {
			t.Errorf("%s: %d lines are drawn of %d", name, got, len(c.Lines))
		}
	}
}

// A page has its sections' words, figures and pictures, and the pictures are where it says.
func TestPage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "figures.md")
	table := Table{Head: []string{"what", "figure"}}
	table.Add("a|b", "12")
	section := Section{Title: "One", Text: []string{"Measured."}, Tables: []Table{table}, Charts: []Chart{{File: "one.svg", Title: "Growth"}}}
	if err := (Page{Title: "Figures", Intro: "Hello.", Sections: []Section{section}}).Write(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Figures\n\nHello.\n\n## One\n\nMeasured.\n\n| what | figure |\n| --- | --- |\n| a\\|b | 12 |\n\n![Growth](figures/one.svg)\n"
	if string(text) != want {
		t.Errorf("got %q", text)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "figures", "one.svg")); err != nil {
		t.Error(err)
	}
}

// A run of one part replaces that part's sections, however many it has and had, keeps the others word for word with the day and the load
// they were measured at, and keeps the order of the parts.
func TestKeep(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "figures.md")
	parts := []string{"load", "floor", "lists", "learned"}
	write := func(intro string, sections ...Section) string {
		t.Helper()
		p := Page{Title: "Figures", Intro: intro, Sections: sections}
		if err := errors.Join(p.Keep(path, parts), p.Write(path)); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	of := func(part, title, text string) Section { return Section{Part: part, Title: title, Text: []string{text}} }
	write("Written by `make bench` on 2026-01-02, on 2 cores. The machine's load over the last 15 minutes of it was 1.50: it had other work.",
		of("load", "What comes in", "Much."), of("load", "What goes out", "Little."), of("lists", "Lists", "Fast."), of("lists", "Deep lists", "Too."), of("learned", "Learned", "A."))
	write("Written by `make bench` on 2026-01-03, on 2 cores. The machine's load over the last 15 minutes of it was 2.",
		of("lists", "Lists anew", "Faster."), of("learned", "Learned", "B."))
	got := write("Written by `make bench` on 2026-01-04, on 2 cores.", of("floor", "A pick", "Quick."), of("learned", "Learned", "C."))
	want := `# Figures

Written by ` + "`make bench`" + ` on 2026-01-04, on 2 cores.

## What comes in

<!-- part load -->

_Measured on 2026-01-02. The machine's load over the last 15 minutes of it was 1.50: it had other work._

Much.

## What goes out

<!-- part load -->

_Measured on 2026-01-02. The machine's load over the last 15 minutes of it was 1.50: it had other work._

Little.

## A pick

<!-- part floor -->

Quick.

## Lists anew

<!-- part lists -->

_Measured on 2026-01-03. The machine's load over the last 15 minutes of it was 2._

Faster.

## Learned

<!-- part learned -->

C.
`
	if got != want {
		t.Errorf("got %s", got)
	}
	// What nobody knows the origin of is not thrown away.
	if err := os.WriteFile(path, []byte("# Figures\n\n## By hand\n\nDear.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (&Page{}).Keep(path, parts); err == nil {
		t.Error("a section that is of no part is lost")
	}
}
