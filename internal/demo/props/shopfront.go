package props

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// front is the shop from the street.
func (s *stage) front() {
	s.begin(1200, 900, ink.Down(ink.Hex(0x8fbfe2), ink.Hex(0xe9f1f2), 0, 240))
	s.palms()
	s.Fill(ink.Rect(40, 190, 1120, 560), plaster(pick(s, ink.Hex(0xf0e2c4), ink.Hex(0xe9d8c2), ink.Hex(0xdfe3d2)),
		s.noise))
	s.roof()
	s.signboard()
	s.window(96, 452)
	s.window(764, 452)
	s.door()
	s.awning()
	s.street()
	for _, x := range []float64{70, 468, 734, 1132} {
		s.plant(x, 772, 118)
	}
}

func (s *stage) palms() {
	for _, x := range []float64{60, 1110} {
		for range 26 {
			frond := ink.Smooth(ink.Pt(0, 0), ink.Pt(70, -34), ink.Pt(140, -8))[0]
			shape := ink.Ribbon(frond, func(t float64) float64 { return 16 * (1 - t) })
			green := ink.Mix(ink.Hex(0x2d5a2f), ink.Hex(0x7f9f55), s.dice.Float64())
			s.Paint(shape.Through(ink.Rotate(s.between(-200, 20))).Move(x+s.between(-60, 60), s.between(40, 150)), green)
		}
	}
}

// roof is rows of clay tiles, hanging over the wall.
func (s *stage) roof() {
	slope := ink.Polygon(ink.Pt(150, 70), ink.Pt(1050, 70), ink.Pt(1196, 214), ink.Pt(4, 214))
	s.Soft(ink.Rect(30, 206, 1140, 34), 14, ink.Faded(ink.Hex(0x000000), 0.5))
	s.Inside(slope, func() {
		s.Paint(slope, ink.Hex(0x6b2f1c))
		for row := range 9 {
			y := 70 + 17*float64(row)
			for column := range 62 {
				x := 20*float64(column) - 10*float64(row%2)
				clay := ink.Lit(ink.Hex(0xb45f3a), 0.78+0.4*s.noise.Cell(column, row))
				s.Paint(ink.RoundRect(x, y-6, 19, 22, 9), clay)
			}
		}
	})
	s.Paint(ink.RoundRect(142, 58, 916, 18, 9), ink.Hex(0x8a4327))
	s.Paint(ink.Rect(2, 208, 1196, 12), ink.Hex(0x4a2a17))
}

func (s *stage) signboard() {
	board := ink.RoundRect(236, 240, 728, 118, 12)
	s.shadow(board, 10)
	s.Fill(board, wood(ink.Hex(0x5b3519), 400, s.noise).Through(ink.Rotate(90)))
	gold := ink.Hex(0xf1cd7a)
	s.Line(ink.RoundRect(248, 252, 704, 94, 8), 3, gold)
	s.emblem(304, 299, 38, gold)
	s.emblem(896, 299, 38, gold)
	title := ink.Type{Face: ink.Bold, Size: 66, Align: ink.Center, Color: ink.Hex(0x24130a)}
	s.Text(602, 325, title, shop)
	title.Color = gold
	s.Text(600, 322, title, shop)
}

// window is a shop window with a dressed form and folded cloth.
func (s *stage) window(x, y float64) {
	const width, height = 340, 250
	s.Paint(ink.RoundRect(x-16, y-16, width+32, height+32, 6), ink.Hex(0x4a2c18))
	glass := ink.Rect(x, y, width, height)
	s.Fill(glass, ink.Glow(ink.Hex(0xffe9b8), ink.Hex(0x8a5a34), x+width/2, y+90, 260))
	s.Inside(glass, func() {
		colors := s.palette()
		s.torso(x+96, y+58, s.motifAt(s.dice.IntN(5), colors, 0.32))
		for i := range 3 {
			s.stack(x+212, y+236-62*float64(i), s.dice.IntN(5))
		}
		s.Paint(ink.Polygon(ink.Pt(x+40, y), ink.Pt(x+120, y), ink.Pt(x-10, y+height), ink.Pt(x-90, y+height)),
			ink.Faded(white, 0.13))
		s.Paint(ink.Polygon(ink.Pt(x+210, y), ink.Pt(x+250, y), ink.Pt(x+120, y+height), ink.Pt(x+80, y+height)),
			ink.Faded(white, 0.10))
	})
	s.Paint(ink.Rect(x+width/2-4, y, 8, height), ink.Hex(0x4a2c18))
	s.Paint(ink.Rect(x-26, y+height+14, width+52, 16), ink.Hex(0x6b452a))
}

// torso is a dress form in a sleeveless batik.
func (s *stage) torso(x, y float64, cloth ink.Shader) {
	s.Paint(ink.Rect(x-4, y-34, 8, 230), ink.Hex(0x3a2413))
	s.Round(ink.Ellipse(x, y-16, 13, 22), 5, ink.Flat(ink.Hex(0xd8c29a)))
	shape := ink.From(x-22, y).Curve(x-40, y+4, x-52, y+14, x-52, y+34).Curve(x-40, y+60, x-36, y+84, x-38, y+104).
		Curve(x-58, y+150, x-70, y+190, x-76, y+220).Line(x+76, y+220).Curve(x+70, y+190, x+58, y+150, x+38, y+104).
		Curve(x+36, y+84, x+40, y+60, x+52, y+34).Curve(x+52, y+14, x+40, y+4, x+22, y).
		Curve(x+12, y+20, x-12, y+20, x-22, y).Path()
	s.Round(shape, 14, cloth)
}

func (s *stage) stack(x, y float64, motif int) {
	cloth := s.motifAt(motif, shelf[s.dice.IntN(len(shelf))], 0.22)
	for layer := range 3 {
		shape := ink.RoundRect(x-6, y-18-19*float64(layer), 124, 18, 7)
		s.Round(shape, 4, cloth)
	}
}

// door is two leaves of teak and glass, with the sign that says the shop is open.
func (s *stage) door() {
	s.Paint(ink.RoundRect(486, 430, 228, 330, 6), ink.Hex(0x3f2412))
	for _, x := range []float64{500, 604} {
		s.Fill(ink.Rect(x, 446, 96, 306), wood(ink.Hex(0x8a5a30), 96, s.noise))
		for row := range 2 {
			y := 462 + 150*float64(row)
			s.Fill(ink.RoundRect(x+14, y, 68, 128, 4), ink.Down(ink.Hex(0xffe3a6), ink.Hex(0xa06c3d), y-20, y+150))
			s.Paint(ink.Polygon(ink.Pt(x+24, y+4), ink.Pt(x+44, y+4), ink.Pt(x+34, y+124), ink.Pt(x+16, y+124)),
				ink.Faded(white, 0.16))
		}
	}
	s.Paint(ink.RoundRect(592, 590, 7, 52, 3), ink.Hex(0xe3bb62))
	s.Paint(ink.RoundRect(601, 590, 7, 52, 3), ink.Hex(0xe3bb62))
	s.Line(ink.Polyline(ink.Pt(620, 506), ink.Pt(652, 486), ink.Pt(684, 506)), 3, ink.Hex(0x3a2413))
	s.Paint(ink.RoundRect(606, 504, 92, 46, 6), ink.Hex(0x9c2433))
	s.Text(652, 537, ink.Type{Face: ink.Bold, Size: 29, Align: ink.Center, Color: white}, "BUKA")
}

// awning is the striped cloth over windows and door.
func (s *stage) awning() {
	stripe := pick(s, ink.Hex(0x8f2430), ink.Hex(0x1f4e79), ink.Hex(0x2f6b45))
	s.Soft(ink.Rect(70, 440, 1060, 40), 16, ink.Faded(ink.Hex(0x000000), 0.5))
	const count = 26
	for k := range count {
		color := stripe
		if k%2 == 1 {
			color = ink.Hex(0xf6ecd8)
		}
		upper := func(i int) float64 { return 100 + 1000/float64(count)*float64(i) }
		lower := func(i int) float64 { return 58 + 1084/float64(count)*float64(i) }
		panel := ink.From(upper(k), 372).Line(upper(k+1), 372).Line(lower(k+1), 440).
			Curve(lower(k+1), 468, lower(k), 468, lower(k), 440).Path()
		s.Fill(panel, func(_, y float64) ink.Color { return ink.Lit(color, 1.08-math.Max(0, y-372)/300) })
	}
	s.Paint(ink.Rect(96, 366, 1008, 9), ink.Hex(0x4a2c18))
}

func (s *stage) street() {
	s.Paint(ink.Rect(0, 744, 1200, 156), ink.Hex(0x9a958c))
	s.Fill(ink.Rect(0, 752, 1200, 150), paving(ink.Hex(0xbdb3a2), 690, 900, 150, s.noise))
	s.Soft(ink.Rect(0, 742, 1200, 16), 7, ink.Faded(ink.Hex(0x000000), 0.4))
	s.Paint(ink.Polygon(ink.Pt(478, 750), ink.Pt(722, 750), ink.Pt(740, 778), ink.Pt(460, 778)), ink.Hex(0xa39a8a))
	s.Paint(ink.Rect(460, 778, 280, 13), ink.Hex(0x857c6d))
}
