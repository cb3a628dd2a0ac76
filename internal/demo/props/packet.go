package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// packet is folded cloth in a clear bag, with the shop's sticker on it.
func (s *stage) packet() {
	s.begin(900, 1200, wood(pick(s, ink.Hex(0xb98f61), ink.Hex(0x8e6a49), ink.Hex(0xd3c2a6)), 200, s.noise))
	colors, motif := batik.Green, 2
	if s.tells("ukuran") {
		colors, motif = s.palette(), 1
	}
	s.Within(ink.RotateAbout(s.between(-6, 6), 450, 600), func() {
		bag := ink.RoundRect(120, 120, 660, 960, 22)
		s.shadow(bag, 26)
		cloth := drape(s.motifAt(motif, colors, 0.7), s.creased(900, 1200, 80, 5, 24))
		s.Round(ink.RoundRect(150, 190, 600, 850, 20), 14, cloth)
		s.Soft(ink.Rect(444, 190, 8, 850), 6, ink.Faded(ink.Hex(0x000000), 0.35))
		s.plastic(bag)
		s.sticker()
	})
}

// plastic is the shine and the seams of a clear bag.
func (s *stage) plastic(bag ink.Path) {
	s.Paint(bag, ink.Faded(white, 0.13))
	s.Line(bag, 4, ink.Faded(white, 0.55))
	s.Paint(ink.Rect(124, 150, 652, 26), ink.Faded(white, 0.30))
	s.Inside(bag, func() {
		for range 9 {
			x, y := s.between(80, 760), s.between(120, 1040)
			length, slope := s.between(60, 260), s.between(0.3, 1.1)
			shine := ink.Smooth(ink.Pt(x, y), ink.Pt(x+length*0.5, y-length*slope*0.6), ink.Pt(x+length, y-length*slope))
			s.Soft(ink.Ribbon(shine[0], func(t float64) float64 { return 18 * t * (1 - t) * 3 }), 5,
				ink.Faded(white, s.between(0.3, 0.6)))
		}
		s.Soft(ink.Polygon(ink.Pt(140, 520), ink.Pt(420, 130), ink.Pt(500, 130), ink.Pt(140, 640)), 14,
			ink.Faded(white, 0.22))
	})
}

// sticker tells what should be in the bag.
func (s *stage) sticker() {
	s.Soft(ink.RoundRect(214, 476, 480, 390, 14), 6, ink.Faded(ink.Hex(0x000000), 0.35))
	s.Fill(ink.RoundRect(210, 470, 480, 390, 14), plainPaper(ink.Hex(0xfdfbf5), s.noise))
	s.Paint(ink.RoundRect(210, 470, 480, 84, 14), brown)
	s.Paint(ink.Rect(210, 530, 480, 24), brown)
	s.emblem(262, 512, 26, white)
	s.Text(304, 527, ink.Type{Face: ink.Bold, Size: 41, Color: white}, shop)
	product, label, value := "Selendang Truntum", "Warna", "MOCCA"
	if s.tells("ukuran") {
		product, label, value = "Kemeja Parang Klitik", "Ukuran", sizeIn(s.name, "M")
	}
	s.Text(236, 606, ink.Type{Face: ink.Bold, Size: 37, Color: dark}, product)
	s.Text(236, 672, ink.Type{Size: 33, Color: muted}, label)
	style := ink.Type{Face: ink.Bold, Size: 108, Align: ink.Right, Color: dark}
	if len(value) > 3 {
		style.Size = 76
	}
	s.Text(662, 718, style, value)
	s.barcode(236, 748, 428, 66)
	s.Text(450, 842, ink.Type{Face: ink.Mono, Size: 23, Align: ink.Center, Color: dark}, s.airwaybill())
}
