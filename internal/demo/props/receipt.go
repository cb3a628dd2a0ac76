package props

import (
	"fmt"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// bank is an invented bank and its colours.
type bank struct {
	name         string
	brand, light ink.Color
}

var banks = []bank{
	{"Bank Lereng Biru", ink.Hex(0x0b4f8a), ink.Hex(0x2f8fd0)},
	{"Bank Padi Emas", ink.Hex(0x8a4b08), ink.Hex(0xe09a2b)},
	{"Bank Pelita Samudra", ink.Hex(0x00645c), ink.Hex(0x18a58c)},
	{"Bank Kembang Sore", ink.Hex(0x7c1d4f), ink.Hex(0xd0558a)},
	{"Bank Rimba Nusa", ink.Hex(0x1f5a2c), ink.Hex(0x58a848)},
}

var (
	dark  = ink.Hex(0x1c2430)
	muted = ink.Hex(0x6b7585)
	rule  = ink.Hex(0xe3e7ed)
	good  = ink.Hex(0x12985a)
	white = ink.Hex(0xffffff)
)

// drawReceipt shows the proof of a payment.
func drawReceipt(s *stage) {
	p := s.payment()
	of := bankOf(p.payer)
	switch {
	case s.tells("atm", "struk"):
		s.slip(of, p)
		s.Snapshot(s.noise, 0.4)
	case s.tells("qris"):
		s.shared(of, p, "Pembayaran berhasil", [][2]string{
			{"Dibayar ke", p.payee}, {"Metode", "QRIS"}, {"Keterangan", p.note}, {"Biaya layanan", rupiah(0)},
		})
	default:
		s.shared(of, p, "Transfer berhasil", s.transferRows(p))
	}
}

// shopBank is where everybody pays to.
const shopBank = "Bank Padi Emas •••• 7215"

// bankOf is the one somebody uses, always the same.
func bankOf(payer string) bank {
	if payer == shop {
		return banks[1]
	}
	return banks[hashOf(payer)%uint64(len(banks))]
}

func (s *stage) transferRows(p payment) [][2]string {
	to := shopBank
	if p.payee != shop {
		to = fmt.Sprintf("%s •••• %04d", pick(s, banks...).name, s.dice.IntN(10000))
	}
	rows := [][2]string{{"Dari", p.payer}, {"Ke", p.payee}, {"Rekening", to}}
	if p.note != "" {
		rows = append(rows, [2]string{"Berita", p.note})
	}
	return append(rows, [2]string{"Biaya admin", rupiah(pick(s, 0, 0, 2500))})
}

// shared is a receipt as banking apps share it: a card on the bank's colours.
func (s *stage) shared(of bank, p payment, title string, rows [][2]string) {
	s.begin(900, 1240, ink.Down(of.light, of.brand, -100, 1100))
	s.rays(of)
	s.brand(of)
	card := s.card(56, 176, 788, 1008)
	s.Soft(card.Move(0, 14), 18, ink.Faded(ink.Hex(0x000000), 0.35))
	s.Paint(card, white)
	s.tick(450, 268, 54)
	s.Text(450, 388, ink.Type{Face: ink.Bold, Size: 48, Align: ink.Center, Color: dark}, title)
	s.Text(450, 438, ink.Type{Size: 31, Align: ink.Center, Color: muted}, dated(p.made(s.at)))
	s.Text(450, 548, ink.Type{Face: ink.Bold, Size: 88, Align: ink.Center, Color: of.brand}, rupiah(p.amount))
	s.perforation(610)
	y := 690.0
	for _, row := range rows {
		s.row(y, row[0], row[1])
		y += 78
	}
	s.Text(450, 1138, ink.Type{Face: ink.Mono, Size: 25, Align: ink.Center, Color: muted},
		fmt.Sprintf("No. ref %s%012d", s.at.Format("060102"), s.dice.Uint64N(1e12)))
}

// rays are pale bands behind the card, different for each bank.
func (s *stage) rays(of bank) {
	for k := range 7 {
		x := float64(k)*190 - 260 + 60*s.dice.Float64()
		band := ink.Polygon(ink.Pt(x, 0), ink.Pt(x+70, 0), ink.Pt(x+430, 1240), ink.Pt(x+300, 1240))
		s.Paint(band, ink.Faded(ink.Lit(of.light, 1.3), 0.13))
	}
}

func (s *stage) brand(of bank) {
	style := ink.Type{Face: ink.Bold, Size: 46, Align: ink.Left, Color: white}
	width := s.Width(style, of.name)
	left := 450 - (width+72)/2
	s.Paint(ink.Circle(left+26, 100, 28), white)
	for k := range 3 {
		angle := 120*float64(k) - 90
		s.Paint(ink.Ellipse(12, 0, 11, 6.5).Through(ink.Rotate(angle)).Move(left+26, 100), of.brand)
	}
	s.Text(left+72, 116, style, of.name)
}

// card is a sheet whose lower edge is torn off in scallops.
func (s *stage) card(x, y, width, height float64) ink.Path {
	o := ink.From(x, y+36).Bend(x, y, x+36, y).Line(x+width-36, y).Bend(x+width, y, x+width, y+36).
		Line(x+width, y+height)
	const scallops = 22
	step := width / scallops
	for k := range scallops {
		right := x + width - step*float64(k)
		o = o.Curve(right-step*0.2, y+height-22, right-step*0.8, y+height-22, right-step, y+height)
	}
	return o.Path()
}

func (s *stage) tick(x, y, radius float64) {
	s.Paint(ink.Circle(x, y, radius*1.28), ink.Faded(good, 0.15))
	s.Paint(ink.Circle(x, y, radius), good)
	s.Line(ink.Polyline(ink.Pt(x-radius*0.42, y+radius*0.04), ink.Pt(x-radius*0.1, y+radius*0.36),
		ink.Pt(x+radius*0.46, y-radius*0.32)),
		radius*0.19, white)
}

func (s *stage) perforation(y float64) {
	s.Line(ink.Polyline(ink.Pt(104, y), ink.Pt(796, y)).Dashes(16, 14), 3, rule)
}

// row is a label with its value; a long value is set smaller, so that both fit.
func (s *stage) row(y float64, label, value string) {
	s.Text(104, y, ink.Type{Size: 33, Color: muted}, label)
	style := ink.Type{Face: ink.Bold, Size: 35, Align: ink.Right, Color: dark}
	room := 680 - s.Width(ink.Type{Size: 33}, label)
	if width := s.Width(style, value); width > room {
		style.Size *= room / width
	}
	s.Text(796, y, style, value)
}

// slip is what a cash machine prints, photographed on a table.
func (s *stage) slip(of bank, p payment) {
	s.begin(900, 1200, wood(ink.Hex(0x9c744b), 210, s.noise))
	tilt := ink.RotateAbout(s.between(-5, 5), 450, 600)
	s.Within(tilt, func() {
		sheet := ink.From(205, 70).Curve(320, 60, 560, 82, 700, 66).Curve(712, 400, 690, 820, 704, 1128).
			Curve(560, 1140, 340, 1118, 198, 1132).Curve(212, 800, 192, 400, 205, 70).Path()
		s.shadow(sheet, 22)
		s.Round(sheet, 9, plainPaper(ink.Hex(0xf4f2ec), s.noise))
		s.Inside(sheet, func() {
			s.Soft(ink.Rect(190, 420, 530, 26), 22, ink.Faded(ink.Hex(0x5a5348), 0.28))
			s.Soft(ink.Rect(190, 396, 530, 16), 12, ink.Faded(white, 0.8))
		})
		s.print(slipLines(s, of, p))
	})
}

func slipLines(s *stage, of bank, p payment) []string {
	at := p.made(s.at)
	return []string{
		"*" + of.name, "ATM " + fmt.Sprintf("%04d", s.dice.IntN(10000)), "",
		"TANGGAL  " + at.Format("02/01/06"), "JAM      " + at.Format("15:04:05"),
		"KARTU    **** **** " + fmt.Sprintf("%04d", s.dice.IntN(10000)), "", "*TRANSFER BERHASIL", "",
		"KE    BATIK KENCANA", "REK   **** 7215", "DARI  " + p.payer, "", "*" + rupiah(p.amount), "",
		"REF " + fmt.Sprintf("%012d", s.dice.Uint64N(1e12)), "", "SIMPAN STRUK INI SEBAGAI", "BUKTI YANG SAH. TERIMA KASIH",
	}
}

// print sets lines as a thermal printer does; one that starts with a star is large and in the middle.
func (s *stage) print(lines []string) {
	grey := ink.Hex(0x34373f)
	y := 132.0
	for _, line := range lines {
		if line != "" && line[0] == '*' {
			s.Text(450, y+8, ink.Type{Face: ink.Bold, Size: 42, Align: ink.Center, Color: grey}, line[1:])
			y += 68
			continue
		}
		s.Text(240, y, ink.Type{Face: ink.Mono, Size: 26, Color: ink.Faded(grey, s.between(0.78, 0.95))}, line)
		y += 48
	}
}
