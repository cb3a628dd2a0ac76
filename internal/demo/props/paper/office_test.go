package paper_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo/props/paper"
)

// unzipped reads all parts, each of which must be well-formed XML; names is their order.
func unzipped(t *testing.T, body []byte) (parts map[string]string, names []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
		names = append(names, f.Name)
		mustParse(t, f.Name, string(text))
	}
	return parts, names
}

func mustParse(t *testing.T, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// Every part is listed with a type, and every relation leads to a part.
func mustHoldTogether(t *testing.T, parts map[string]string, names []string) {
	t.Helper()
	if names[0] != "[Content_Types].xml" {
		t.Errorf("begins with %s", names[0])
	}
	for name, text := range parts {
		listed := strings.Contains(parts[names[0]], `PartName="/`+name+`"`)
		if own := strings.HasSuffix(name, ".rels") || name == names[0]; own == listed {
			t.Errorf("%s has a type of its own: %v", name, listed)
		}
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		var list struct {
			Relationship []struct {
				Target string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(text), &list); err != nil || len(list.Relationship) == 0 {
			t.Fatalf("%s: %v", name, err)
		}
		for _, r := range list.Relationship {
			if _, ok := parts[path.Join(path.Dir(path.Dir(name)), r.Target)]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, r.Target)
			}
		}
	}
}

func TestXLSX(t *testing.T) {
	body, err := paper.XLSX(paper.New("Ukuran <kloter> & 1", everyLine))
	if err != nil {
		t.Fatal(err)
	}
	parts, names := unzipped(t, body)
	mustHoldTogether(t, parts, names)
	cells := cellsOf(t, parts["xl/worksheets/sheet1.xml"])
	for name, want := range map[string]string{
		"A1": "Ukuran <kloter> & 1", "A3": "Tanggal: 14 Maret 2026", "A5": "Rincian", "C6": "Harga",
		"A7": `Kemeja (L) \ biru`,
		"B7": "=2", "C7": "=265000", "C9": "=530001", "A10": "satu",
	} {
		if cells[name] != want {
			t.Errorf("%s holds %q, want %q", name, cells[name], want)
		}
	}
}

// cellsOf are a worksheet's cells by name; numbers begin with an equals sign.
func cellsOf(t *testing.T, text string) map[string]string {
	t.Helper()
	var sheet struct {
		Rows []struct {
			Cells []struct {
				Name   string `xml:"r,attr"`
				Number string `xml:"v"`
				Text   string `xml:"is>t"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal([]byte(text), &sheet); err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for _, row := range sheet.Rows {
		for _, cell := range row.Cells {
			if cells[cell.Name] = cell.Text; cell.Number != "" {
				cells[cell.Name] = "=" + cell.Number
			}
		}
	}
	return cells
}

// What looks like a number and is a name for something stays a text.
func TestXLSXKeepsNumbersThatAreNames(t *testing.T) {
	body, err := paper.XLSX(paper.New("Judul", []string{"Nomor\tIsi", "0812\t1,5", "0\t12 cm"}))
	if err != nil {
		t.Fatal(err)
	}
	parts, _ := unzipped(t, body)
	cells := cellsOf(t, parts["xl/worksheets/sheet1.xml"])
	for name, want := range map[string]string{"A4": "0812", "B4": "1,5", "A5": "=0", "B5": "12 cm"} {
		if cells[name] != want {
			t.Errorf("%s holds %q, want %q", name, cells[name], want)
		}
	}
}

func TestDOCX(t *testing.T) {
	sheet := paper.New("Draf <wawancara>", append(everyLine, "Pendek\tbaris", "satu"))
	sheet.Letterhead = paper.Letterhead{Name: "Toko", Line: "Jalan", Contact: "surel"}
	body, err := paper.DOCX(sheet)
	if err != nil {
		t.Fatal(err)
	}
	parts, names := unzipped(t, body)
	mustHoldTogether(t, parts, names)
	var document struct {
		Paragraphs []string `xml:"body>p>r>t"`
		Cells      []string `xml:"body>tbl>tr>tc>p>r>t"`
	}
	if err := xml.Unmarshal([]byte(parts["word/document.xml"]), &document); err != nil {
		t.Fatal(err)
	}
	if got := document.Paragraphs; len(got) != 10 || got[0] != "Toko" || got[2] != "Draf <wawancara>" || got[6] != "•  satu" {
		t.Errorf("paragraphs %q", got)
	}
	if got := document.Cells; len(got) != 14 || got[3] != `Kemeja (L) \ biru` || got[11] != "Rp530.001" {
		t.Errorf("%d cells %q", len(got), got)
	}
}
