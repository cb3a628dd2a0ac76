package props_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/media"
)

func TestDocumentKinds(t *testing.T) {
	lines := []string{"Tanggal: 14 Maret 2026", "", "Barang\tJumlah\tHarga", "Kemeja <L> & \"M\"\t2\tRp265.000",
		"Total\t\tRp530.000"}
	for name, want := range map[string]string{"a.pdf": ".pdf", "A.PDF": ".pdf", "b.docx": ".docx", "c.xlsx": ".xlsx"} {
		body, err := props.Document(name, "Contoh", lines)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, ok := media.Sniff(body[:min(len(body), media.HeadSize)], name); !ok || got.Ext != want {
			t.Errorf("%s is taken for %q", name, got.MIME)
		}
		if again, _ := props.Document(name, "Contoh", lines); !bytes.Equal(body, again) {
			t.Errorf("%s written twice differs", name)
		}
	}
	for _, name := range []string{"a.txt", "a", "", "pdf"} {
		if body, err := props.Document(name, "Contoh", lines); err == nil {
			t.Errorf("%q: %d bytes", name, len(body))
		}
	}
}

func TestLetterheadIsTheShopsAlone(t *testing.T) {
	for name, want := range map[string]bool{"invoice.pdf": true, "CV-Fajar.pdf": false, "logo-perusahaan.pdf": false} {
		body, err := props.Document(name, "Judul", []string{"Isi"})
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(body, []byte("(Batik Kencana)")); got != want {
			t.Errorf("%s: letterhead %v, want %v", name, got, want)
		}
	}
}

func TestDocumentAtWritesTheDay(t *testing.T) {
	for name, want := range map[string]string{
		"invoice-BK-24390.pdf":      "(14 Maret 2026)",
		"invoice-BK-24390-rev1.pdf": "(11 Maret 2026)",
		"surat-lain.pdf":            "(14 Maret 2026)",
	} {
		body, err := props.DocumentAt(name, morning)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
}

// Whoever opens an invoice and adds it up finds it right.
func TestPapersAddUp(t *testing.T) {
	checked := 0
	for _, name := range props.KnownPapers() {
		_, lines := props.LinesOf(name, morning)
		sum := 0
		for _, line := range lines {
			cells := strings.Split(line, "\t")
			last := rupiah(cells[len(cells)-1])
			switch {
			case len(cells) == 1:
				sum = 0
			case strings.HasPrefix(line, "Total"):
				checked++
				if last != sum {
					t.Errorf("%s: the total is %d, not %d", name, sum, last)
				}
			case len(cells) == 4 && rupiah(cells[2]) > 0 && rupiah(cells[1])*rupiah(cells[2]) != last:
				t.Errorf("%s: %q does not multiply", name, line)
			default:
				sum += last
			}
		}
	}
	if checked < 4 {
		t.Errorf("only %d totals found", checked)
	}
}

// rupiah reads an amount; what is none counts as 0.
func rupiah(cell string) int {
	amount, err := strconv.Atoi(strings.ReplaceAll(strings.TrimPrefix(cell, "Rp"), ".", ""))
	if err != nil {
		return 0
	}
	return amount
}
