package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo/props/paper"
)

func written(t *testing.T, title string, lines ...string) []byte {
	t.Helper()
	body, err := paper.PDF(paper.New(title, lines))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

var everyLine = []string{
	"Tanggal: 14 Maret 2026", "", "# Rincian", "Barang\tJumlah\tHarga", "Kemeja (L) \\ biru\t2\tRp265.000",
	"Sangat panjang namanya sehingga tidak muat dalam satu baris dan harus dipotong menjadi beberapa baris " +
		"di kolom ini, lalu masih diteruskan dengan keterangan tentang warna, bahan, dan cara mencucinya\t1\tRp1",
	"Total\t\tRp530.001", "- satu", "! LUNAS", "Terima kasih – sampai jumpa",
}

func TestPDFTableOfObjectsIsTrue(t *testing.T) {
	sheet := paper.New("Kuitansi – Ñ", everyLine)
	sheet.Letterhead, sheet.Logo = paper.Letterhead{Name: "Toko", Line: "Jalan", Contact: "surel"}, true
	body, err := paper.PDF(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(body, []byte("%PDF-1.4\n")) || !bytes.HasSuffix(body, []byte("\n%%EOF\n")) {
		t.Error("does not begin and end as a PDF")
	}
	tail := regexp.MustCompile(`startxref\n(\d+)\n`).FindSubmatch(body)
	table := body[number(t, tail[1]):]
	if !bytes.HasPrefix(table, []byte("xref\n0 8\n0000000000 65535 f \n")) {
		t.Fatalf("no table where the end says: %.40q", table)
	}
	rows := regexp.MustCompile(`(\d{10}) 00000 n \n`).FindAllSubmatch(table, -1)
	if len(rows) != 7 {
		t.Fatalf("%d objects", len(rows))
	}
	for i, row := range rows {
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(body[number(t, row[1]):], []byte(want)) {
			t.Errorf("object %d is elsewhere", i+1)
		}
	}
}

func number(t *testing.T, digits []byte) int {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimLeft(string(digits), "0"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPDFStreamIsAsLongAsItSays(t *testing.T) {
	body := written(t, "Judul", everyLine...)
	said := regexp.MustCompile(`/Length (\d+) >>\nstream\n`).FindSubmatchIndex(body)
	length := number(t, body[said[2]:said[3]])
	if rest := body[said[1]+length:]; !bytes.HasPrefix(rest, []byte("\nendstream\n")) {
		t.Errorf("after the stream stands %.20q", rest)
	}
}

func TestPDFLetters(t *testing.T) {
	body := string(written(t, "Judul", `Kurung (L) dan \ garis`, "Satu – dua • tiga × empat é", "漢 🙂"))
	for _, want := range []string{`(Kurung \(L\) dan \\ garis)`, `(Satu \226 dua \225 tiga \327 empat \351)`, `(? ?)`,
		"<FEFF004A"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

var placed = regexp.MustCompile(`BT /F[12] ([\d.]+) Tf [\d. ]+ rg (-?[\d.]+) (-?[\d.]+) Td \((.*)\) Tj`)

// Nothing leaves the page, and long texts are broken, not cut.
func TestPDFStaysOnThePage(t *testing.T) {
	lines := append(everyLine, strings.Repeat("kata yang panjang ", 60))
	for range 9 {
		lines = append(lines, "# Judul", strings.Repeat("Kalimat yang agak panjang. ", 7))
	}
	body := written(t, "Judul", lines...)
	positions := placed.FindAllSubmatch(body, -1)
	if len(positions) < 40 {
		t.Fatalf("only %d lines", len(positions))
	}
	for _, at := range positions {
		size, _ := strconv.ParseFloat(string(at[1]), 64)
		x, _ := strconv.ParseFloat(string(at[2]), 64)
		y, _ := strconv.ParseFloat(string(at[3]), 64)
		if stamped := x == 14 && y == 12; !stamped && (x < 50 || x > 545 || y < 50 || y > 842) {
			t.Errorf("a line at %s, %s", at[2], at[3])
		}
		// Letters are rarely narrower than this on average.
		if x+0.45*size*float64(len(at[4])) > 560 {
			t.Errorf("too long: %.40s…", at[4])
		}
	}
	if got := strings.Count(string(body), "kata"); got != 60 {
		t.Errorf("%d of 60 words", got)
	}
}

func TestPDFTooLong(t *testing.T) {
	lines := make([]string, 120)
	for i := range lines {
		lines[i] = "satu baris"
	}
	if body, err := paper.PDF(paper.New("Judul", lines)); !errors.Is(err, paper.ErrTooLong) {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}
