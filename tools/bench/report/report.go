// Package report is what a measurement says: text and tables for the terminal and for a page, and pictures.
package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// Section is one part of a report.
type Section struct {
	// Part is what measured it: a word. See Page.Keep.
	Part  string
	Title string
	// Text is paragraphs of Markdown in front of the tables.
	Text   []string
	Tables []Table
	Charts []Chart
	// kept is the whole section as an earlier run wrote it.
	kept string
}

// Table is figures with their names. Every row has as many cells as the head.
type Table struct {
	Head []string
	Rows [][]string
}

// Add appends a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Print writes sections for somebody at a terminal; pictures are only drawn in pages.
func Print(w io.Writer, sections ...Section) error {
	for _, s := range sections {
		if _, err := fmt.Fprintf(w, "\n== %s\n", s.Title); err != nil {
			return err
		}
		for _, t := range s.Tables {
			columns := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
			for _, row := range append([][]string{t.Head}, t.Rows...) {
				fmt.Fprintln(columns, strings.Join(row, "\t"))
			}
			if err := columns.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Page is a document that is written anew by each run.
type Page struct {
	Title string
	// Intro is Markdown under the title.
	Intro    string
	Sections []Section
}

// Write writes the page to path, and its pictures into the folder beside it that has the page's name.
func (p Page) Write(path string) error {
	folder := strings.TrimSuffix(path, ".md")
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", p.Title, strings.TrimSpace(p.Intro))
	for _, s := range p.Sections {
		s.markdown(&b, filepath.Base(folder))
		for _, c := range s.Charts {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(folder, c.File), []byte(c.SVG()), 0o644); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func (s Section) markdown(b *strings.Builder, folder string) {
	if s.kept != "" {
		b.WriteString(s.kept)
		return
	}
	fmt.Fprintf(b, "\n## %s\n", s.Title)
	if s.Part != "" {
		fmt.Fprintf(b, "\n%s\n", mark(s.Part))
	}
	for _, text := range s.Text {
		fmt.Fprintf(b, "\n%s\n", strings.TrimSpace(text))
	}
	for _, t := range s.Tables {
		b.WriteString("\n")
		line(b, t.Head)
		line(b, slicesOf("---", len(t.Head)))
		for _, row := range t.Rows {
			line(b, row)
		}
	}
	for _, c := range s.Charts {
		fmt.Fprintf(b, "\n![%s](%s/%s)\n", c.Title, folder, c.File)
	}
}

func line(b *strings.Builder, cells []string) {
	b.WriteString("|")
	for _, cell := range cells {
		fmt.Fprintf(b, " %s |", strings.ReplaceAll(cell, "|", `\|`))
	}
	b.WriteString("\n")
}

func slicesOf(s string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s
	}
	return all
}
