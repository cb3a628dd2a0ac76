package props

import (
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

var (
	ground = ink.Hex(0xf3f5f8)
	bad    = ink.Hex(0xc62f36)
	brown  = ink.Hex(0x6b3f1d)
)

// drawScreen shows what somebody saw on a phone.
func drawScreen(s *stage) {
	s.begin(810, 1440, ink.Flat(ground))
	switch {
	case s.tells("voucher", "kode", "promo"):
		s.basket()
	case s.tells("resi", "lacak"):
		s.tracking()
	case s.tells("mutasi", "saldo"):
		s.statement()
	default:
		pick(s, s.basket, s.tracking, s.statement)()
	}
}

// bar is the top of the screen: the phone's status line and the app's title.
func (s *stage) bar(title string, color ink.Color) {
	s.Paint(ink.Rect(0, 0, 810, 176), color)
	s.Text(48, 48, ink.Type{Face: ink.Bold, Size: 29, Color: white}, s.at.Format("15.04"))
	for k := range 4 {
		height := 8 + 6*float64(k)
		s.Paint(ink.RoundRect(620+12*float64(k), 49-height, 8, height, 2), white)
	}
	s.Text(676, 49, ink.Type{Face: ink.Bold, Size: 22, Color: white}, "4G")
	s.Line(ink.RoundRect(718, 27, 44, 22, 6), 2.5, white)
	s.Paint(ink.RoundRect(722, 31, 6+float64(s.dice.IntN(30)), 14, 3), white)
	s.Line(ink.Polyline(ink.Pt(68, 104), ink.Pt(46, 126), ink.Pt(68, 148)), 5, white)
	s.Text(104, 141, ink.Type{Face: ink.Bold, Size: 41, Color: white}, title)
}

// panel is a white card across the screen.
func (s *stage) panel(y, height float64) {
	s.Soft(ink.RoundRect(32, y+5, 746, height, 22), 8, ink.Faded(ink.Hex(0x24324a), 0.13))
	s.Paint(ink.RoundRect(32, y, 746, height, 22), white)
}

func (s *stage) pair(y float64, label, value string, face ink.Face) {
	s.Text(68, y, ink.Type{Face: face, Size: 33, Color: dark}, label)
	s.Text(742, y, ink.Type{Face: face, Size: 33, Align: ink.Right, Color: dark}, value)
}

// warning is a tinted box with a sign and lines of text.
func (s *stage) warning(y float64, lines ...string) {
	height := 42 + 44*float64(len(lines))
	s.Paint(ink.RoundRect(68, y, 674, height, 16), ink.Hex(0xfdecec))
	s.Paint(ink.Circle(112, y+height/2, 24), bad)
	s.Text(112, y+height/2+14, ink.Type{Face: ink.Bold, Size: 38, Align: ink.Center, Color: white}, "!")
	for i, line := range lines {
		s.Text(154, y+54+44*float64(i), ink.Type{Size: 31, Color: ink.Hex(0x8f1d24)}, line)
	}
}

func (s *stage) bigButton(y float64, text string, color ink.Color) {
	s.Paint(ink.RoundRect(32, y, 746, 104, 24), color)
	s.Text(405, y+65, ink.Type{Face: ink.Bold, Size: 38, Align: ink.Center, Color: white}, text)
}

// basket is the shop's own page, where a voucher is refused.
func (s *stage) basket() {
	s.bar("Keranjang", brown)
	s.panel(208, 250)
	picture := s.motifAt(0, s.palette(), 0.6)
	s.Fill(ink.RoundRect(64, 240, 170, 186, 14), picture)
	s.Text(266, 284, ink.Type{Face: ink.Bold, Size: 35, Color: dark}, "Kemeja Kawung Senja")
	s.Text(266, 330, ink.Type{Size: 30, Color: muted}, "Ukuran M · lengan pendek")
	s.Text(266, 410, ink.Type{Face: ink.Bold, Size: 40, Color: brown}, rupiah(265_000))
	s.Text(742, 410, ink.Type{Size: 33, Align: ink.Right, Color: muted}, "1 ×")
	s.panel(490, 330)
	s.Text(68, 550, ink.Type{Face: ink.Bold, Size: 35, Color: dark}, "Kode voucher")
	s.Line(ink.RoundRect(68, 578, 460, 84, 14), 3, bad)
	s.Text(94, 633, ink.Type{Face: ink.Mono, Size: 37, Color: dark}, "KENCANA10")
	s.Paint(ink.RoundRect(548, 578, 194, 84, 14), brown)
	s.Text(645, 632, ink.Type{Face: ink.Bold, Size: 34, Align: ink.Center, Color: white}, "Pakai")
	s.warning(686, "Kode belum bisa dipakai.")
	s.panel(852, 318)
	s.pair(918, "Subtotal", rupiah(265_000), ink.Regular)
	s.pair(984, "Potongan", rupiah(0), ink.Regular)
	s.pair(1050, "Ongkos kirim", rupiah(18_000), ink.Regular)
	s.Paint(ink.Rect(68, 1078, 674, 2), rule)
	s.pair(1134, "Total", rupiah(283_000), ink.Bold)
	s.bigButton(1218, "Bayar sekarang", brown)
	s.home()
}

// tracking is a courier's page that does not know the number typed in.
func (s *stage) tracking() {
	blue := ink.Hex(0x1d3f8f)
	s.bar("Lacak kiriman", blue)
	s.panel(208, 300)
	s.Text(68, 268, ink.Type{Size: 32, Color: muted}, "Nomor resi")
	s.Line(ink.RoundRect(68, 292, 674, 88, 14), 3, ink.Hex(0xaab4c4))
	s.Text(94, 350, ink.Type{Face: ink.Mono, Size: 40, Color: dark},
		fmt.Sprintf("SOCO0882%05d", 10000+s.dice.IntN(90000)))
	s.Paint(ink.RoundRect(68, 402, 674, 82, 14), blue)
	s.Text(405, 455, ink.Type{Face: ink.Bold, Size: 35, Align: ink.Center, Color: white}, "Lacak")
	s.lostBox(405, 690)
	s.Text(405, 918, ink.Type{Face: ink.Bold, Size: 46, Align: ink.Center, Color: dark}, "Resi tidak ditemukan")
	for i, line := range []string{"Periksa kembali nomor resi Anda.", "Data baru muncul paling lambat",
		"24 jam setelah paket diserahkan."} {
		s.Text(405, 978+46*float64(i), ink.Type{Size: 33, Align: ink.Center, Color: muted}, line)
	}
	s.bigButton(1168, "Hubungi layanan pelanggan", blue)
	s.home()
}

// lostBox is a parcel with a question mark.
func (s *stage) lostBox(x, y float64) {
	s.Paint(ink.Circle(x, y, 150), ink.Hex(0xe4eaf6))
	s.Paint(ink.Polygon(ink.Pt(x-90, y-30), ink.Pt(x, y+6), ink.Pt(x, y+100), ink.Pt(x-90, y+60)), ink.Hex(0xc99b63))
	s.Paint(ink.Polygon(ink.Pt(x+90, y-30), ink.Pt(x, y+6), ink.Pt(x, y+100), ink.Pt(x+90, y+60)), ink.Hex(0xa97a45))
	s.Paint(ink.Polygon(ink.Pt(x-90, y-30), ink.Pt(x, y-66), ink.Pt(x+90, y-30), ink.Pt(x, y+6)), ink.Hex(0xdcb888))
	s.Paint(ink.Circle(x+84, y-84, 48), bad)
	s.Text(x+84, y-61, ink.Type{Face: ink.Bold, Size: 64, Align: ink.Center, Color: white}, "?")
}

// statement is a list of payments, two of them alike.
func (s *stage) statement() {
	of := banks[2]
	s.bar("Mutasi rekening", of.brand)
	s.panel(208, 172)
	s.Text(68, 270, ink.Type{Size: 31, Color: muted}, "Saldo efektif")
	s.Text(68, 336, ink.Type{Face: ink.Bold, Size: 52, Color: dark},
		rupiah(1_000*(120+s.dice.IntN(700))+s.dice.IntN(1000)))
	s.Text(48, 446, ink.Type{Face: ink.Bold, Size: 34, Color: dark}, "Hari ini")
	s.panel(474, 852)
	first := s.at.Add(-16 * time.Minute)
	earlier := func(part float64) time.Time {
		midnight := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, first.Location())
		return first.Add(-time.Duration(part * float64(first.Sub(midnight))))
	}
	entries := []struct {
		what, where string
		amount      int
		at          time.Time
		twice       bool
	}{
		{"QRIS", shop, -265_000, first.Add(2 * time.Minute), true},
		{"QRIS", shop, -265_000, first, true},
		{"Transfer masuk", "Gaji bulanan", 3_450_000, earlier(0.1), false},
		{"Pulsa", "Paket data 12 GB", -58_000, earlier(0.22), false},
		{"QRIS", "Warung Bu Sum", -23_000, earlier(0.3), false},
	}
	for i, e := range entries {
		y := 496 + 164*float64(i)
		if e.twice {
			s.Paint(ink.RoundRect(44, y, 722, 152, 14), ink.Hex(0xfff5dc))
		}
		s.entry(y, e.what, e.where, e.amount, e.at)
	}
	s.home()
}

func (s *stage) entry(y float64, what, where string, amount int, at time.Time) {
	tint, sign, color := ink.Hex(0xfbe3e1), "-", bad
	if amount > 0 {
		tint, sign, color = ink.Hex(0xdff3e8), "+", good
	}
	s.Paint(ink.Circle(104, y+76, 38), tint)
	arrow := ink.Polyline(ink.Pt(-13, 4), ink.Pt(0, -10), ink.Pt(13, 4))
	stem := ink.Polyline(ink.Pt(0, -10), ink.Pt(0, 16))
	turn := ink.Identity()
	if amount > 0 {
		turn = ink.Rotate(180)
	}
	s.Line(ink.Join(arrow, stem).Through(turn).Move(104, y+74), 5, color)
	s.Text(166, y+62, ink.Type{Face: ink.Bold, Size: 34, Color: dark}, where)
	s.Text(166, y+108, ink.Type{Size: 29, Color: muted}, what+" · "+at.Format("15.04"))
	s.Text(742, y+82, ink.Type{Face: ink.Bold, Size: 35, Align: ink.Right, Color: color},
		sign+rupiah(max(amount, -amount)))
}

// home is the bar at the bottom of a phone.
func (s *stage) home() { s.Paint(ink.RoundRect(275, 1406, 260, 10, 5), ink.Hex(0x1c2430)) }
