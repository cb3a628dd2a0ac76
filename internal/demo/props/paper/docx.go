package paper

import (
	"fmt"
	"strings"
)

// DOCX is the sheet as a Word document.
func DOCX(s Sheet) ([]byte, error) {
	return bundle([]part{
		contentTypes([2]string{"word/document.xml", "wordprocessingml.document.main"}),
		relations("_rels/.rels", [2]string{"officeDocument", "word/document.xml"}),
		{"word/document.xml", document(s)},
	})
}

func document(s Sheet) string {
	var out strings.Builder
	out.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	if s.Letterhead != (Letterhead{}) {
		out.WriteString(wordLine(s.Letterhead.Name, `<w:b/><w:color w:val="6B3F1D"/><w:sz w:val="36"/>`))
		out.WriteString(wordLine(s.Letterhead.Line+" · "+s.Letterhead.Contact,
			`<w:color w:val="6B7585"/><w:sz w:val="18"/>`))
	}
	out.WriteString(wordLine(s.Title, `<w:b/><w:sz w:val="36"/>`))
	for _, b := range s.blocks {
		out.WriteString(wordBlock(b))
	}
	out.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>` +
		`</w:sectPr></w:body></w:document>`)
	return out.String()
}

func wordBlock(b block) string {
	switch b.kind {
	case heading:
		return wordLine(b.text, `<w:b/><w:color w:val="6B3F1D"/><w:sz w:val="26"/>`)
	case bullet:
		return wordLine("•  "+b.text, `<w:sz w:val="22"/>`)
	case stamp:
		return wordLine(b.text, `<w:b/><w:color w:val="12985A"/><w:sz w:val="32"/>`)
	case table:
		return wordTable(b.rows)
	}
	return wordLine(b.text, `<w:sz w:val="22"/>`)
}

// wordLine is a paragraph in one style.
func wordLine(text, style string) string {
	return `<w:p><w:pPr><w:spacing w:after="120"/></w:pPr><w:r><w:rPr>` +
		`<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>` + style +
		`</w:rPr><w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r></w:p>`
}

func wordTable(rows [][]string) string {
	var out strings.Builder
	out.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "bottom", "insideH"} {
		fmt.Fprintf(&out, `<w:%s w:val="single" w:sz="4" w:color="D1C7B7"/>`, side)
	}
	out.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>`)
	count := columns(rows)
	for range count {
		fmt.Fprintf(&out, `<w:gridCol w:w="%d"/>`, 9638/count)
	}
	out.WriteString(`</w:tblGrid>`)
	for i, row := range rows {
		style := `<w:sz w:val="22"/>`
		if i == 0 || sums(row) {
			style = `<w:b/><w:sz w:val="22"/>`
		}
		out.WriteString(`<w:tr>`)
		for column := range count {
			fmt.Fprintf(&out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, 9638/count,
				wordLine(cell(row, column), style))
		}
		out.WriteString(`</w:tr>`)
	}
	out.WriteString(`</w:tbl>`)
	return out.String()
}

// cell is empty where a row is shorter than the table.
func cell(row []string, column int) string {
	if column < len(row) {
		return row[column]
	}
	return ""
}
