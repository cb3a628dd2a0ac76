// Package paper writes small office files: one page of PDF, a Word document, an Excel sheet. It can do what a demo needs
// and no more: headings, paragraphs, lists and tables, in one language's letters (those of Western Europe).
package paper

import "strings"

// Letterhead is what a company prints at the top of its letters.
type Letterhead struct{ Name, Line, Contact string }

// Sheet is what a file holds. No Letterhead (the zero value) is a private person's paper.
type Sheet struct {
	Letterhead Letterhead
	Title      string
	Logo       bool // show a company's mark, large, above the title
	blocks     []block
}

type kind int

const (
	paragraph kind = iota
	heading
	bullet
	stamp
	gap
	table
)

// block is one line, or the rows of one table.
type block struct {
	kind kind
	text string
	rows [][]string
}

// New reads lines into a sheet. A line with tabs is a row of a table, and the first row of a table is its head; "# "
// begins a heading, "- " an item of a list, "! " a rubber stamp; an empty line leaves room; all others are paragraphs.
func New(title string, lines []string) Sheet {
	s := Sheet{Title: title}
	for _, line := range lines {
		s.add(line)
	}
	return s
}

func (s *Sheet) add(line string) {
	if strings.Contains(line, "\t") {
		s.addRow(strings.Split(line, "\t"))
		return
	}
	for prefix, kind := range map[string]kind{"# ": heading, "- ": bullet, "! ": stamp} {
		if text, ok := strings.CutPrefix(line, prefix); ok {
			s.blocks = append(s.blocks, block{kind: kind, text: text})
			return
		}
	}
	if line == "" {
		s.blocks = append(s.blocks, block{kind: gap})
		return
	}
	s.blocks = append(s.blocks, block{kind: paragraph, text: line})
}

func (s *Sheet) addRow(cells []string) {
	if n := len(s.blocks); n > 0 && s.blocks[n-1].kind == table {
		s.blocks[n-1].rows = append(s.blocks[n-1].rows, cells)
		return
	}
	s.blocks = append(s.blocks, block{kind: table, rows: [][]string{cells}})
}

// sums reports whether a row is a sum of those above it.
func sums(row []string) bool { return strings.HasPrefix(row[0], "Total") }

// columns is the largest number of cells in a row.
func columns(rows [][]string) int {
	most := 0
	for _, row := range rows {
		most = max(most, len(row))
	}
	return most
}

// numeric reports whether a column holds amounts, below its head: those are set flush right.
func numeric(rows [][]string, column int) bool {
	found := false
	for _, row := range rows[1:] {
		if column >= len(row) || row[column] == "" {
			continue
		}
		if _, ok := amount(row[column]); !ok {
			return false
		}
		found = true
	}
	return found
}

// amount reads 12, 1.250.000 or Rp1.250.000.
func amount(cell string) (int, bool) {
	digits := strings.ReplaceAll(strings.TrimPrefix(cell, "Rp"), ".", "")
	if digits == "" || len(digits) > 15 || len(digits) > 1 && digits[0] == '0' {
		return 0, false // an account or a telephone number is no amount
	}
	value := 0
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
		value = value*10 + int(r-'0')
	}
	return value, true
}
