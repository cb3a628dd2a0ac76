package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// labelled is the collar of a shirt with its size label still on.
func (s *stage) labelled() {
	s.begin(900, 1200, wood(ink.Hex(0xc6a67c), 220, s.noise))
	p := batik.Sogan
	closer := ink.Translate(-450, -210).Then(ink.Scale(1.75, 1.75)).Then(ink.Rotate(-4)).Then(ink.Translate(430, 250))
	s.Within(closer, func() {
		s.shirtFront(p)
	})
	cord := ink.Smooth(ink.Pt(470, 330), ink.Pt(520, 420), ink.Pt(560, 500), ink.Pt(590, 560))
	s.Line(cord.Move(5, 7), 5, ink.Faded(ink.Hex(0x000000), 0.35))
	s.Line(cord, 5, ink.Hex(0xe8dcc0))
	s.Within(ink.RotateAbout(9, 590, 560), func() { s.sizeLabel(sizeIn(s.name, "XL")) })
}

// shirtFront is the upper part of a shirt, large.
func (s *stage) shirtFront(p batik.Palette) {
	cloth := drape(s.motifAt(1, p, 0.95), s.creased(900, 1200, 75, 5, 24))
	body := ink.From(384, 208).Curve(330, 232, 280, 252, 190, 282).Line(150, 900).Line(760, 900).Line(710, 282).
		Curve(620, 252, 570, 232, 516, 208).Path()
	s.shadow(body, 20)
	s.Paint(ink.Ellipse(450, 214, 74, 26), ink.Lit(p.Ground, 0.5))
	s.piece(body, cloth, 0)
	s.placket(cloth, p, 232, 900)
	s.collar(cloth, p)
}

// sizeLabel is the card of the shop with a size on it.
func (s *stage) sizeLabel(size string) {
	card := ink.RoundRect(430, 540, 320, 470, 20)
	s.shadow(card, 16)
	s.Fill(card, plainPaper(ink.Hex(0xf7efdd), s.noise))
	s.Line(ink.RoundRect(446, 556, 288, 438, 12), 3, ink.Hex(0x8a5b2a))
	s.Paint(ink.Circle(590, 584, 15), ink.Hex(0x7a5a34))
	s.Paint(ink.Circle(590, 584, 8), ink.Hex(0x2a1a10))
	brown := ink.Hex(0x4b2c17)
	s.emblem(590, 664, 44, brown)
	s.Text(590, 760, ink.Type{Face: ink.Bold, Size: 37, Align: ink.Center, Color: brown}, shop)
	s.Text(590, 796, ink.Type{Size: 24, Align: ink.Center, Color: brown, Space: 3}, "SURAKARTA")
	s.Text(590, 930, ink.Type{Face: ink.Bold, Size: 132, Align: ink.Center, Color: brown}, size)
	s.Text(590, 974, ink.Type{Size: 26, Align: ink.Center, Color: brown}, "100% katun primisima")
}

// emblem is the shop's sign: a flower of eight petals.
func (s *stage) emblem(x, y, radius float64, color ink.Color) {
	for k := range 8 {
		petal := ink.Ellipse(radius*0.62, 0, radius*0.38, radius*0.17)
		s.Paint(petal.Through(ink.Rotate(45*float64(k))).Move(x, y), color)
	}
	s.Paint(ink.Circle(x, y, radius*0.16), color)
}

// guest is somebody at a wedding, seen from behind.
func (s *stage) guest() {
	s.begin(900, 1200, ink.Down(ink.Hex(0x5a3427), ink.Hex(0x1f1210), 0, 1200))
	s.lights()
	s.carpet()
	p := batik.White
	cloth := drape(s.motifAt(5, p, 0.5), s.hanging(900, 1200, 6, 16))
	body := ink.From(376, 330).Curve(330, 344, 300, 366, 282, 400).Curve(310, 480, 330, 560, 326, 640).
		Curve(300, 800, 250, 960, 214, 1122).Curve(340, 1160, 560, 1160, 690, 1122).Curve(650, 960, 600, 800, 574, 640).
		Curve(570, 560, 590, 480, 618, 400).Curve(600, 366, 570, 344, 524, 330).Path()
	sleeve := ink.From(292, 384).Curve(246, 430, 230, 520, 232, 620).Curve(240, 690, 262, 742, 300, 770).
		Line(346, 742).Curve(330, 690, 322, 640, 326, 600).Curve(330, 520, 320, 450, 292, 384).Path()
	left, right := mirrored(sleeve)
	s.Soft(ink.Ellipse(450, 1140, 300, 34), 20, ink.Faded(ink.Hex(0x000000), 0.6))
	s.piece(body, cloth, 0)
	s.piece(left, cloth, 10)
	s.piece(right, cloth, -10)
	s.hems(body, p, 1096)
	s.veil()
	s.bag()
}

// veil is a hijab from behind.
func (s *stage) veil() {
	fold := drape(ink.Flat(ink.Hex(0x55807d)), s.hanging(900, 900, 5, 14))
	shape := ink.From(450, 146).Curve(392, 146, 364, 190, 366, 244).Curve(368, 296, 376, 320, 352, 352).
		Curve(320, 386, 292, 414, 280, 470).Curve(330, 540, 400, 580, 450, 600).Curve(500, 580, 570, 540, 620, 470).
		Curve(608, 414, 580, 386, 548, 352).Curve(524, 320, 532, 296, 534, 244).Curve(536, 190, 508, 146, 450, 146).
		Path()
	s.Soft(shape.Move(4, 14), 12, ink.Faded(ink.Hex(0x000000), 0.45))
	s.Round(shape, 30, fold)
	s.Inside(shape, func() {
		s.Soft(ink.Smooth(ink.Pt(366, 318), ink.Pt(420, 344), ink.Pt(480, 344), ink.Pt(534, 318)).Stroke(14), 9,
			ink.Faded(ink.Hex(0x122523), 0.45))
		s.Soft(ink.Ellipse(425, 196, 40, 26), 22, ink.Faded(ink.Hex(0xffffff), 0.22))
	})
}

func (s *stage) bag() {
	s.Line(ink.Smooth(ink.Pt(596, 440), ink.Pt(640, 560), ink.Pt(652, 690)), 5, ink.Hex(0xcaa24f))
	s.Round(ink.RoundRect(604, 690, 110, 78, 16), 10, ink.Down(ink.Hex(0xe0bf72), ink.Hex(0x94702f), 690, 768))
	s.Paint(ink.Circle(659, 716, 8), ink.Hex(0xfff3d0))
}

// lights is the decoration of the hall, out of focus.
func (s *stage) lights() {
	for range 70 {
		x, y := s.between(-40, 940), s.between(-20, 800)
		size := s.between(14, 62)
		tone := pick(s, ink.Hex(0xffd58a), ink.Hex(0xffb765), ink.Hex(0xfff0c8), ink.Hex(0xff9d7a))
		s.Soft(ink.Circle(x, y, size), 4, ink.Faded(tone, s.between(0.07, 0.28)))
	}
	for _, side := range []float64{110, 790} {
		for range 60 {
			y := s.between(180, 860)
			spread := 30 + (y-180)*0.10
			s.Soft(ink.Circle(side+s.between(-spread, spread), y, s.between(14, 40)), 9,
				ink.Faded(pick(s, ink.Hex(0xf6e6dc), ink.Hex(0xe9b8b0), ink.Hex(0xffffff), ink.Hex(0x6e8a5a)), 0.55))
		}
	}
}

func (s *stage) carpet() {
	s.Fill(ink.Polygon(ink.Pt(-10, 880), ink.Pt(910, 880), ink.Pt(910, 1210), ink.Pt(-10, 1210)),
		ink.Down(ink.Hex(0x3a2620), ink.Hex(0x5c3c30), 880, 1200))
	s.Fill(ink.Polygon(ink.Pt(330, 880), ink.Pt(570, 880), ink.Pt(820, 1210), ink.Pt(80, 1210)),
		ink.Down(ink.Hex(0x5e1420), ink.Hex(0x9c2433), 880, 1200))
	s.Soft(ink.Rect(-10, 860, 920, 30), 14, ink.Faded(ink.Hex(0x120a08), 0.6))
}
