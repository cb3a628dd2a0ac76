package props

import (
	"fmt"
	"strconv"
	"time"
)

// rupiah is an amount as Indonesians write it: Rp1.250.000.
func rupiah(amount int) string {
	digits := strconv.Itoa(amount)
	text := ""
	for len(digits) > 3 {
		text = "." + digits[len(digits)-3:] + text
		digits = digits[:len(digits)-3]
	}
	return "Rp" + digits + text
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}

// dated is a moment as a bank writes it: 14 Mar 2026, 09.46.
func dated(at time.Time) string {
	return fmt.Sprintf("%d %s %d, %s", at.Day(), months[at.Month()-1], at.Year(), at.Format("15.04"))
}

// payment is what a receipt proves.
type payment struct {
	amount      int // rupiah
	payer       string
	payee       string
	note        string
	before      time.Duration // how long before the picture it was made
	referenceNo uint64
}

const shop = "Batik Kencana"

// payments are those the script's receipts are about, by the name of the file.
var payments = map[string]payment{
	"bukti-transfer-galih":      {amount: 277_000, payer: "Galih Wicaksono", note: "BK-24417", before: 4 * time.Minute},
	"bukti-tf-mega":             {amount: 284_000, payer: "Mega Sihombing", note: "BK-24433", before: 25 * time.Minute},
	"struk-atm-yuli":            {amount: 210_000, payer: "Yuli Astuti", before: 6 * time.Minute},
	"bukti-pelunasan-1":         {amount: 1_000_000, payer: "Linda Gunawan", note: "Pelunasan tirai 1/2", before: 4 * time.Minute},
	"bukti-pelunasan-2":         {amount: 700_000, payer: "Linda Gunawan", note: "Pelunasan tirai 2/2", before: 3 * time.Minute},
	"bukti-transfer-arif":       {amount: 590_000, payer: "Arif Budiman", note: "BK-24801", before: 5 * time.Minute},
	"bukti-dp-seragam":          {amount: 15_400_000, payer: "Niken Larasati", note: "Uang muka seragam", before: 3 * time.Minute},
	"bukti-transfer-syamsuddin": {amount: 2_046_000, payer: "Syamsuddin Daeng Ngalle", note: "Sarung 10", before: 4 * time.Minute},
	"qris-workshop-tika":        {amount: 300_000, note: "Kelas batik Sabtu, 2 orang", before: 2 * time.Minute},
	"bukti-refund-bk-24470": {amount: 325_000, payer: shop, payee: "Zahra Assegaf", note: "Pengembalian BK-24470",
		before: 2 * time.Minute},
}

// payment is the one the name is known for, or a plausible one.
func (s *stage) payment() payment {
	p, known := payments[s.name]
	if !known {
		p = payment{
			amount: 1000 * (85 + s.dice.IntN(900)),
			payer:  pick(s, "Ratna Puspita", "Ahmad Fauzan", "Melati Siregar", "Yusuf Hidayat", "Clara Wijaya", "Nurul Aini"),
			note:   fmt.Sprintf("BK-%d", 24800+s.dice.IntN(190)),
			before: time.Duration(2+s.dice.IntN(9)) * time.Minute,
		}
	}
	if p.payee == "" {
		p.payee = shop
	}
	p.referenceNo = s.dice.Uint64N(1e12)
	return p
}
