package paper

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf16"
)

// ErrTooLong says that a sheet does not fit on one page, even in small letters.
var ErrTooLong = errors.New("paper: more than one page")

// PDF is the sheet on one upright A4 page. It uses the fonts every viewer has.
func PDF(s Sheet) ([]byte, error) {
	for size := 10.5; size >= 7.5; size -= 0.5 {
		p := newPage(size)
		p.draw(s)
		if p.y >= bottomMargin {
			return file(s.Title, p.content.Bytes()), nil
		}
	}
	return nil, ErrTooLong
}

// file puts the objects of a document one after the other, and the table of where each one starts at the end.
func file(title string, content []byte) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 6 0 R "+
			"/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>", pageWidth, pageHeight),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<< /Title %s /Producer (Sapa) >>", unicodeText(title)),
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	starts := make([]int, len(objects))
	for i, object := range objects {
		starts[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, start := range starts {
		fmt.Fprintf(&out, "%010d 00000 n \n", start)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}

// literal is a text as a PDF string, in the Windows alphabet.
func literal(text string) string {
	var out bytes.Buffer
	out.WriteByte('(')
	for _, r := range text {
		switch b := windows(r); {
		case b == '(' || b == ')' || b == '\\':
			out.WriteByte('\\')
			out.WriteByte(b)
		case b < 0x20 || b > 0x7e:
			fmt.Fprintf(&out, "\\%03o", b)
		default:
			out.WriteByte(b)
		}
	}
	out.WriteByte(')')
	return out.String()
}

// unicodeText is a text as a PDF string outside the page, where the Windows alphabet is not understood.
func unicodeText(text string) string {
	var out bytes.Buffer
	out.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	out.WriteByte('>')
	return out.String()
}

// windows is a letter's number in the Windows alphabet; one that it lacks becomes a question mark.
func windows(r rune) byte {
	special := map[rune]byte{
		'€': 0x80, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97,
	}
	if b, ok := special[r]; ok {
		return b
	}
	if r < 0x80 || (r >= 0xa0 && r <= 0xff) {
		return byte(r)
	}
	return '?'
}
