package props

import (
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo/props/paper"
)

// letterhead is the shop's.
var letterhead = paper.Letterhead{
	Name:    shop,
	Line:    "Jl. Canting Emas No. 17, Laweyan, Surakarta",
	Contact: "halo@batikkencana.example",
}

// Document writes a file of the kind its name ends in: .pdf (one page), .docx or .xlsx. A line with tabs is a row of a
// table, the first row its head and one that starts with "Total" its sum; "# " begins a heading, "- " an item of a list,
// "! " a rubber stamp; an empty line leaves room. Papers that customers wrote, by their names, have no letterhead.
func Document(name, title string, lines []string) ([]byte, error) {
	sheet := paper.New(title, lines)
	known := strings.ToLower(name)
	sheet.Logo = strings.HasPrefix(known, "logo")
	if !private(known) {
		sheet.Letterhead = letterhead
	}
	switch path.Ext(known) {
	case ".pdf":
		return paper.PDF(sheet)
	case ".docx":
		return paper.DOCX(sheet)
	case ".xlsx":
		return paper.XLSX(sheet)
	}
	return nil, fmt.Errorf("props: no way to write %q", name)
}

// private reports whether a file comes from a customer.
func private(name string) bool {
	for _, prefix := range []string{"cv-", "media-kit", "logo", "draf-", "daftar-harga-mori", "ukuran-kloter"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// DocumentAt writes a document of the script with what it says there, dated at. Any other name gives a short letter.
func DocumentAt(name string, at time.Time) ([]byte, error) {
	if write, ok := papers[name]; ok {
		title, lines := write(local(at))
		return Document(name, title, lines)
	}
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	return Document(name, strings.ReplaceAll(stem, "-", " "), []string{
		"Tanggal: " + day(local(at)), "", "Terima kasih sudah menghubungi " + shop + ".",
		"Kalau ada yang kurang jelas, balas saja di percakapan ini.",
	})
}

// day is a date as on letters: 14 Maret 2026.
func day(at time.Time) string {
	names := strings.Fields("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember")
	return fmt.Sprintf("%d %s %d", at.Day(), names[at.Month()-1], at.Year())
}
