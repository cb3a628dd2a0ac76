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

// dated is a moment as a bank writes it: 14 Mar 2026, 09.46 WIB.
func dated(at time.Time) string {
	return fmt.Sprintf("%d %s %d, %s", at.Day(), months[at.Month()-1], at.Year(), at.Format("15.04 MST"))
}

// jakarta is the zone of the shop; Indonesia has no summer time.
var jakarta = time.FixedZone("WIB", 7*60*60)

// local is a moment in its own zone if that is one of Indonesia's, else in the shop's.
func local(at time.Time) time.Time {
	switch name, _ := at.Zone(); name {
	case "WIB", "WITA", "WIT":
		return at
	}
	return at.In(jakarta)
}

// payment is what a receipt proves.
type payment struct {
	amount int // rupiah
	payer  string
	payee  string
	note   string
	before time.Duration // how long before the picture it was made
}

// made is when it was, for a picture taken at that moment.
func (p payment) made(at time.Time) time.Time { return at.Add(-p.before) }

const shop = "Batik Kencana"

// payments are those the script's receipts are about, by the name of the file.
var payments = map[string]payment{
	"bukti-transfer-galih":      {277_000, "Galih Wicaksono", shop, "BK-24417", 4 * time.Minute},
	"bukti-tf-mega":             {284_000, "Mega Sihombing", shop, "BK-24433", 25 * time.Minute},
	"struk-atm-yuli":            {210_000, "Yuli Astuti", shop, "", 6 * time.Minute},
	"bukti-pelunasan-1":         {1_000_000, "Linda Gunawan", shop, "Pelunasan tirai 1/2", 4 * time.Minute},
	"bukti-pelunasan-2":         {700_000, "Linda Gunawan", shop, "Pelunasan tirai 2/2", 3 * time.Minute},
	"bukti-transfer-arif":       {590_000, "Arif Budiman", shop, "BK-24801", 5 * time.Minute},
	"bukti-dp-seragam":          {15_400_000, "Niken Larasati", shop, "Uang muka seragam", 3 * time.Minute},
	"bukti-transfer-syamsuddin": {2_046_000, "Syamsuddin Daeng Ngalle", shop, "Sarung 10 lembar", 4 * time.Minute},
	"qris-workshop-tika":        {300_000, "", shop, "Kelas batik Sabtu, 2 orang", 2 * time.Minute},
	"bukti-refund-bk-24470":     {325_000, shop, "Zahra Assegaf", "Pengembalian BK-24470", 2 * time.Minute},
}

// payment is the one the name is known for, or a plausible one.
func (s *stage) payment() payment {
	if known, ok := payments[s.name]; ok {
		return known
	}
	payers := []string{"Ratna Puspita", "Ahmad Fauzan", "Melati Siregar", "Yusuf Hidayat", "Clara Wijaya", "Nurul Aini"}
	return payment{
		amount: 1000 * (85 + s.dice.IntN(900)), payer: pick(s, payers...), payee: shop,
		note: fmt.Sprintf("BK-%d", 24800+s.dice.IntN(190)), before: time.Duration(2+s.dice.IntN(9)) * time.Minute,
	}
}
