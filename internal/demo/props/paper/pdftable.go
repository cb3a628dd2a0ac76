package paper

const cellPadding = 7.0

// table prints rows with a tinted head and thin lines; the last column ends at the right margin.
func (p *page) table(rows [][]string) {
	edges := p.edges(rows)
	p.y -= p.size * 0.4
	for i, row := range rows {
		p.row(row, edges, rows, i == 0)
	}
	p.y -= p.size * 0.6
}

// edges are where the columns begin, and where the last one ends. Each is as wide as its longest cell needs; the first
// column that holds words takes what is left, or gives what is missing.
func (p *page) edges(rows [][]string) []float64 {
	widths := make([]float64, columns(rows))
	sum, widest := 0.0, 0
	for column := range widths {
		for i, row := range rows {
			if column < len(row) {
				widths[column] = max(widths[column], width(row[column], i == 0 || sums(row), p.size)+2*cellPadding)
			}
		}
		if widths[column] > widths[widest] {
			widest = column
		}
		sum += widths[column]
	}
	widths[widest] += rightEdge - sideMargin - sum
	edges := []float64{sideMargin}
	for _, w := range widths {
		edges = append(edges, edges[len(edges)-1]+w)
	}
	return edges
}

// row prints one row, as high as its longest cell when wrapped.
func (p *page) row(row []string, edges []float64, rows [][]string, head bool) {
	bold := head || sums(row)
	cells, most := make([][]string, len(row)), 1
	for i, cell := range row {
		cells[i] = wrap(cell, bold, p.size, edges[i+1]-edges[i]-2*cellPadding+0.1)
		most = max(most, len(cells[i]))
	}
	height := p.size * (0.75 + 1.3*float64(most))
	if bold {
		p.box(sideMargin, p.y-height, rightEdge-sideMargin, height, sand)
	}
	for i, lines := range cells {
		for n, line := range lines {
			x := edges[i] + cellPadding
			if numeric(rows, i) {
				x = edges[i+1] - cellPadding - width(line, bold, p.size)
			}
			p.text(x, p.y-p.size*(1.25+1.3*float64(n)), bold, p.size, black, line)
		}
	}
	p.y -= height
	p.box(sideMargin, p.y, rightEdge-sideMargin, 0.7, thin)
}
