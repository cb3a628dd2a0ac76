package paper

import (
	"fmt"
	"strings"
)

// The styles of cells, by their place in the list of formats below.
const (
	plainCell = iota
	boldCell
	headCell
	numberCell
	rupiahCell
	boldRupiahCell
)

// XLSX is the sheet as an Excel workbook: each line a row, amounts as numbers one can sum.
func XLSX(s Sheet) ([]byte, error) {
	return bundle([]part{
		contentTypes(
			[2]string{"xl/workbook.xml", "spreadsheetml.sheet.main"},
			[2]string{"xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"},
			[2]string{"xl/styles.xml", "spreadsheetml.styles"}),
		relations("_rels/.rels", [2]string{"officeDocument", "xl/workbook.xml"}),
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
			`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Lembar 1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		relations("xl/_rels/workbook.xml.rels", [2]string{"worksheet", "worksheets/sheet1.xml"},
			[2]string{"styles", "styles.xml"}),
		{"xl/worksheets/sheet1.xml", worksheet(s)},
		{"xl/styles.xml", styles},
	})
}

const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;Rp&quot;#,##0"/></numFmts>` +
	`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/></font>` +
	`<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFF5EDDD"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf/></cellStyleXfs>` +
	`<cellXfs count="6"><xf/><xf fontId="2" applyFont="1"/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>` +
	`<xf numFmtId="1" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>` +
	`<xf fontId="1" numFmtId="164" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`

// grid is the rows of a worksheet in the making.
type grid struct {
	out    strings.Builder
	row    int
	widths []int // the longest text of each column, in letters
}

func worksheet(s Sheet) string {
	var g grid
	g.line(boldCell, s.Title)
	g.row++
	for _, b := range s.blocks {
		g.block(b)
	}
	var columns strings.Builder
	for i, width := range g.widths {
		fmt.Fprintf(&columns, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width+3)
	}
	list := ""
	if columns.Len() > 0 {
		list = `<cols>` + columns.String() + `</cols>`
	}
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + list +
		`<sheetData>` + g.out.String() + `</sheetData></worksheet>`
}

func (g *grid) block(b block) {
	switch b.kind {
	case gap:
		g.row++
	case heading, stamp:
		g.line(boldCell, b.text)
	case table:
		for i, row := range b.rows {
			g.tableRow(row, i == 0)
		}
	case paragraph, bullet:
		g.line(plainCell, b.text)
	}
}

// line is a row of one cell, which may run over its column's edge.
func (g *grid) line(style int, text string) {
	g.begin()
	g.text(0, style, text)
	g.end()
}

func (g *grid) tableRow(row []string, head bool) {
	g.begin()
	for column, text := range row {
		for len(g.widths) <= column {
			g.widths = append(g.widths, 0)
		}
		g.widths[column] = max(g.widths[column], len([]rune(text)))
		value, isAmount := amount(text)
		switch {
		case head:
			g.text(column, headCell, text)
		case isAmount:
			g.number(column, amountStyle(text, sums(row)), value)
		case sums(row):
			g.text(column, headCell, text)
		default:
			g.text(column, plainCell, text)
		}
	}
	g.end()
}

func amountStyle(text string, bold bool) int {
	switch {
	case !strings.HasPrefix(text, "Rp"):
		return numberCell
	case bold:
		return boldRupiahCell
	}
	return rupiahCell
}

func (g *grid) begin() {
	g.row++
	fmt.Fprintf(&g.out, `<row r="%d">`, g.row)
}

func (g *grid) end() { g.out.WriteString(`</row>`) }

func (g *grid) text(column, style int, text string) {
	fmt.Fprintf(&g.out, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, g.name(column),
		style, escaped(text))
}

func (g *grid) number(column, style, value int) {
	fmt.Fprintf(&g.out, `<c r="%s" s="%d"><v>%d</v></c>`, g.name(column), style, value)
}

// name is a cell's, such as B7; a sheet has at most 26 columns.
func (g *grid) name(column int) string { return fmt.Sprintf("%c%d", 'A'+rune(column), g.row) }
