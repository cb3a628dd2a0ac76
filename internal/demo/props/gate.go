package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// gate is a green fence with the house number, a stall behind it, and the parcel that was left there.
func (s *stage) gate() {
	s.begin(900, 1200, ink.Down(ink.Hex(0xa9cbe4), ink.Hex(0xeef3ee), 0, 420))
	s.house()
	s.stall()
	s.Fill(ink.Rect(0, 930, 900, 270), paving(ink.Hex(0xb7afa2), 820, 1200, 260, s.noise))
	s.bars()
	s.pillar(0, 150)
	s.pillar(744, 170)
	s.numberPlate(829, 470, "7")
	s.left()
}

func (s *stage) house() {
	s.Fill(ink.Rect(-10, 260, 920, 700), plaster(ink.Hex(0xe8dcc8), s.noise))
	roof := ink.Polygon(ink.Pt(-20, 270), ink.Pt(60, 110), ink.Pt(840, 110), ink.Pt(920, 270))
	s.Paint(roof, ink.Hex(0x9c4f31))
	s.Inside(roof, func() {
		for row := range 8 {
			y := 124 + 18*float64(row)
			s.Line(ink.Polyline(ink.Pt(-20, y), ink.Pt(920, y)), 3, ink.Faded(ink.Hex(0x4a1f10), 0.35))
		}
	})
	s.Soft(ink.Rect(-10, 266, 920, 30), 12, ink.Faded(ink.Hex(0x000000), 0.4))
	s.Paint(ink.Rect(470, 380, 200, 300), ink.Hex(0x5a3a22))
	s.Fill(ink.Rect(486, 396, 168, 284), wood(ink.Hex(0x94663a), 84, s.noise))
	s.Paint(ink.Circle(634, 556, 8), ink.Hex(0xd9b25c))
}

// stall is a small shop at the house: a counter, jars and strips of sachets.
func (s *stage) stall() {
	s.Paint(ink.Rect(150, 400, 280, 300), ink.Hex(0x4a3524))
	s.Fill(ink.Rect(164, 414, 252, 180), ink.Glow(ink.Hex(0xffe2a0), ink.Hex(0x77522f), 290, 440, 220))
	for column := range 7 {
		x := 172 + 35*float64(column)
		color := pick(s, ink.Hex(0xd3343c), ink.Hex(0x2f73c4), ink.Hex(0xf2b530), ink.Hex(0x3f9a55), ink.Hex(0x8a4fb0))
		for row := range 3 + s.dice.IntN(2) {
			s.Paint(ink.RoundRect(x, 418+29*float64(row), 26, 26, 3), ink.Lit(color, 0.85+0.1*float64(row%2)))
			s.Paint(ink.Rect(x+5, 428+29*float64(row), 16, 5), ink.Faded(white, 0.8))
		}
	}
	for k := range 5 {
		x := 182 + 48*float64(k)
		s.Paint(ink.RoundRect(x, 540, 36, 54, 6), ink.Faded(ink.Hex(0xdfeef2), 0.75))
		s.Paint(ink.RoundRect(x+3, 560, 30, 34, 4), pick(s, ink.Hex(0xc98a3c), ink.Hex(0xe4c46a), ink.Hex(0xb0563c)))
		s.Paint(ink.RoundRect(x-1, 532, 38, 11, 4), ink.Hex(0xb8323a))
	}
	s.Fill(ink.Rect(140, 594, 300, 110), wood(ink.Hex(0x9c7246), 60, s.noise))
	s.Paint(ink.Rect(132, 586, 316, 14), ink.Hex(0x6d4826))
	s.Paint(ink.RoundRect(168, 336, 244, 60, 6), ink.Hex(0xf4d13d))
	s.Text(290, 382, ink.Type{Face: ink.Bold, Size: 42, Align: ink.Center, Color: ink.Hex(0xb3202a)}, "WARUNG")
}

// bars are the two leaves of the gate.
func (s *stage) bars() {
	s.Soft(ink.Rect(150, 936, 600, 26), 12, ink.Faded(ink.Hex(0x000000), 0.45))
	iron := ink.Hex(0x2f7d4b)
	for k := range 19 {
		x := 158 + 31.5*float64(k)
		bar := ink.RoundRect(x, 500, 13, 446, 6)
		s.Paint(bar.Move(5, 4), ink.Faded(ink.Hex(0x000000), 0.25))
		s.Fill(bar, ink.Across(ink.Lit(iron, 1.35), ink.Lit(iron, 0.65), x, x+13))
		s.Paint(ink.Polygon(ink.Pt(x-4, 504), ink.Pt(x+6.5, 468), ink.Pt(x+17, 504)), iron)
	}
	for _, y := range []float64{540, 740, 912} {
		s.Paint(ink.Rect(150, y+5, 600, 18), ink.Faded(ink.Hex(0x000000), 0.22))
		s.Fill(ink.Rect(150, y, 600, 18), ink.Down(ink.Lit(iron, 1.35), ink.Lit(iron, 0.65), y, y+18))
	}
	for _, x := range []float64{437, 450} {
		s.Fill(ink.Rect(x, 490, 12, 456), ink.Across(ink.Lit(iron, 1.25), ink.Lit(iron, 0.6), x, x+12))
	}
	s.Paint(ink.RoundRect(424, 690, 54, 40, 8), ink.Hex(0x59606a))
	s.Line(ink.Arc(451, 690, 15, 18, 180, 360), 6, ink.Hex(0x8b939d))
}

func (s *stage) pillar(x, width float64) {
	s.Soft(ink.Rect(x+14, 440, width, 520), 16, ink.Faded(ink.Hex(0x000000), 0.35))
	s.Round(ink.Rect(x, 420, width, 540), 14, plaster(ink.Hex(0xd6cdbd), s.noise+3))
	s.Round(ink.RoundRect(x-12, 386, width+24, 42, 6), 8, plaster(ink.Hex(0xb9ad99), s.noise+4))
}

func (s *stage) numberPlate(x, y float64, number string) {
	s.Soft(ink.RoundRect(x-52, y-20, 110, 126, 10), 6, ink.Faded(ink.Hex(0x000000), 0.4))
	s.Paint(ink.RoundRect(x-55, y-24, 110, 126, 10), ink.Hex(0x1d3f78))
	s.Line(ink.RoundRect(x-47, y-16, 94, 110, 6), 3, white)
	s.Text(x, y+78, ink.Type{Face: ink.Bold, Size: 104, Align: ink.Center, Color: white}, number)
}

// left is the shop's parcel at the foot of the gate.
func (s *stage) left() {
	near, left, right, down := ink.Pt(330, 930), ink.Pt(236, 892), ink.Pt(560, 880), 150.0
	far := ink.Pt(left.X+right.X-near.X, left.Y+right.Y-near.Y)
	under := func(p ink.Point) ink.Point { return ink.Pt(p.X, p.Y+down) }
	s.Soft(ink.Polygon(under(left), under(near), under(right), ink.Pt(far.X+40, far.Y+down)).Move(14, 14), 18,
		ink.Faded(ink.Hex(0x000000), 0.55))
	board := ink.Hex(0xc79c66)
	s.Fill(ink.Polygon(left, near, right, far), cardboard(ink.Lit(board, 1.14), s.noise))
	s.Fill(ink.Polygon(left, near, under(near), under(left)), cardboard(ink.Lit(board, 0.76), s.noise))
	s.Fill(ink.Polygon(near, right, under(right), under(near)), cardboard(board, s.noise))
	s.Paint(ink.Rect(0.40, 0, 0.2, 1).Through(ink.Onto(left, near, far)), ink.Faded(ink.Hex(0xdcb873), 0.8))
	s.Within(ink.Scale(1.0/300, 1.0/150).Then(ink.Onto(near, right, under(near))), func() {
		print := ink.Faded(ink.Hex(0x4a2a12), 0.8)
		s.emblem(70, 76, 32, print)
		s.Paint(ink.RoundRect(128, 26, 148, 96, 5), ink.Hex(0xfbfaf6))
		s.barcode(140, 36, 124, 30)
		s.Text(202, 92, ink.Type{Face: ink.Bold, Size: 20, Align: ink.Center, Color: dark}, "Halimah T.")
		s.Text(202, 113, ink.Type{Size: 16, Align: ink.Center, Color: dark}, "Serang")
	})
}
