package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// gamis is a long dress with long sleeves.
func (s *stage) gamis(p batik.Palette, size float64) {
	cloth := drape(s.motif(p, size*0.85), s.hanging(900, 1200, 5.5, 15))
	body := ink.From(398, 208).Curve(364, 230, 336, 242, 312, 258).Curve(330, 340, 346, 400, 346, 480).
		Curve(344, 640, 290, 900, 236, 1148).Curve(350, 1180, 550, 1180, 664, 1148).
		Curve(610, 900, 556, 640, 554, 480).Curve(554, 400, 570, 340, 588, 258).Curve(564, 242, 536, 230, 502, 208).
		Curve(486, 246, 414, 246, 398, 208).Path()
	sleeve := ink.From(314, 256).Curve(274, 286, 258, 360, 244, 470).Curve(230, 600, 196, 720, 178, 800).
		Curve(206, 824, 252, 832, 282, 824).Curve(294, 720, 320, 600, 346, 490).Curve(350, 410, 336, 330, 314, 256).
		Path()
	left, right := mirrored(sleeve)
	s.shadow(ink.Join(body, left, right.Hole()), 28)
	s.neck(p)
	s.piece(left, cloth, 14)
	s.piece(right, cloth, -14)
	s.piece(body, cloth, 0)
	s.hems(body, p, 1120)
	s.yoke(p)
}

// dress is knee-long with short sleeves and a tied waist.
func (s *stage) dress(p batik.Palette, size float64) {
	cloth := drape(s.motif(p, size), s.hanging(900, 1200, 6, 16))
	top := ink.From(388, 208).Curve(344, 232, 304, 248, 272, 268).Curve(300, 350, 318, 420, 330, 560).
		Line(570, 560).Curve(582, 420, 600, 350, 628, 268).Curve(596, 248, 556, 232, 512, 208).
		Curve(494, 276, 406, 276, 388, 208).Path()
	skirt := ink.From(330, 558).Curve(300, 700, 240, 860, 206, 1030).Curve(330, 1068, 570, 1068, 694, 1030).
		Curve(660, 860, 600, 700, 570, 558).Path()
	sleeve := ink.From(274, 266).Curve(218, 296, 190, 350, 170, 420).Curve(204, 452, 254, 468, 302, 464).
		Curve(312, 400, 300, 330, 274, 266).Path()
	left, right := mirrored(sleeve)
	s.shadow(ink.Join(top, skirt, left, right.Hole()), 26)
	s.neck(p)
	s.piece(left, cloth, 24)
	s.piece(right, cloth, -24)
	s.piece(top, cloth, 0)
	s.piece(skirt, cloth, 0)
	s.hems(skirt, p, 1008)
	s.sash(p)
	s.yoke(p)
}

// trim is the colour of borders and bands: darker than the cloth, or its second colour when that is pale.
func trim(p batik.Palette) ink.Color {
	if p.Ground.G > 160 {
		return p.Middle
	}
	return ink.Lit(p.Ground, 0.85)
}

func (s *stage) neck(p batik.Palette) {
	s.Paint(ink.Ellipse(450, 216, 62, 22), ink.Lit(p.Ground, 0.45))
	s.Line(ink.Arc(450, 206, 60, 18, 180, 360), 9, trim(p))
}

// hems is the darker border along the lower edge.
func (s *stage) hems(body ink.Path, p batik.Palette, y float64) {
	s.Inside(body, func() {
		for i, width := range []float64{46, 10} {
			bow := ink.From(150, y+float64(i)*-34).Curve(330, y+36, 570, y+36, 750, y+float64(i)*-34).Trace()
			s.Line(bow, width, ink.Faded(trim(p), 0.85))
		}
		s.Line(ink.From(150, y).Curve(330, y+36, 570, y+36, 750, y).Trace().Dashes(4, 12), 7, ink.Faded(p.Figure, 0.9))
	})
}

// sash is the band tied at the waist.
func (s *stage) sash(p batik.Palette) {
	band := trim(p)
	s.Round(ink.From(326, 540).Curve(400, 552, 500, 552, 574, 540).Line(576, 578).Curve(500, 592, 400, 592, 324, 578).
		Path(), 8,
		ink.Flat(band))
	for _, end := range []float64{-1, 1} {
		s.Round(ink.From(450, 560).Curve(450+end*30, 620, 450+end*36, 690, 450+end*58, 760).
			Line(450+end*14, 768).Curve(450+end*12, 690, 450-end*4, 620, 450, 560).Path(), 8, ink.Flat(band))
		s.Round(ink.From(450, 562).Curve(450+end*70, 505, 450+end*96, 560, 450+end*70, 584).
			Curve(450+end*40, 600, 450+end*20, 580, 450, 562).Path(), 8, ink.Flat(ink.Lit(band, 1.2)))
	}
	s.Round(ink.Circle(450, 564, 17), 6, ink.Flat(ink.Lit(band, 1.3)))
}

// yoke is the trimmed slit at the front of the neck.
func (s *stage) yoke(p batik.Palette) {
	s.Line(ink.From(392, 210).Curve(410, 250, 490, 250, 508, 210).Trace(), 13, trim(p))
	s.Line(ink.Polyline(ink.Pt(450, 240), ink.Pt(450, 400)), 20, trim(p))
	s.Line(ink.Polyline(ink.Pt(450, 244), ink.Pt(450, 398)), 2, ink.Faded(ink.Hex(0x000000), 0.5))
	for y := 262.0; y < 400; y += 30 {
		s.Paint(ink.Circle(450, y, 6.5), p.Figure)
		s.Paint(ink.Circle(448.5, y-1.5, 2.5), ink.Hex(0xffffff))
	}
}

// kebaya is the fitted blouse; a reference for the tailor stands on a dress form, with skirt and beads.
func (s *stage) kebaya() {
	model := s.tells("referensi", "model")
	if !model {
		s.hung(1, func(p batik.Palette, size float64) {
			s.Within(ink.Translate(-450, -200).Then(ink.Scale(1.28, 1.28)).Then(ink.Translate(450, 196)), func() {
				s.kutubaru(p, size)
			})
		})
		return
	}
	s.begin(900, 1200, plaster(ink.Hex(0xe8dfd6), s.noise))
	s.Fill(ink.Rect(0, 1070, 900, 130), wood(ink.Hex(0xa9835a), 120, s.noise))
	s.Soft(ink.Ellipse(450, 1120, 260, 34), 22, ink.Faded(ink.Hex(0x000000), 0.35))
	s.form()
	s.skirt()
	s.kutubaru(batik.Palette{Ground: ink.Hex(0xc98f86), Figure: ink.Hex(0xf6e3d7), Middle: ink.Hex(0xb0726b),
		Accent: ink.Hex(0xf2d9a8)}, 0.5)
	s.beading()
}

// form is the tailor's dress form: a neck above and a foot below.
func (s *stage) form() {
	linen := plainPaper(ink.Hex(0xd8c7a8), s.noise)
	s.Round(ink.From(414, 130).Curve(412, 180, 404, 205, 380, 224).Line(520, 224).Curve(496, 205, 488, 180, 486, 130).
		Path(), 14, linen)
	s.Round(ink.Ellipse(450, 128, 38, 13), 6, ink.Flat(ink.Hex(0x8a5c2f)))
	s.Round(ink.RoundRect(440, 96, 20, 30, 8), 5, ink.Flat(ink.Hex(0x8a5c2f)))
}

// skirt is the wrapped batik with its pleats in front, and the train of the blouse behind it.
func (s *stage) skirt() {
	cloth := drape(s.motifAt(1, batik.Sogan, 0.5), s.hanging(900, 1200, 3, 9))
	train := ink.From(340, 640).Curve(300, 820, 292, 980, 300, 1120).Curve(420, 1150, 600, 1160, 742, 1136).
		Curve(650, 1040, 590, 860, 566, 640).Path()
	lace := drape(batik.Brocade(ink.Hex(0xb97f77), 110), s.hanging(900, 1200, 7, 16))
	s.shadow(train, 12)
	s.Round(train, 20, lace)
	s.Line(ink.From(300, 1116).Curve(420, 1146, 600, 1156, 738, 1132).Trace().Dashes(3, 11), 7, ink.Hex(0xf6e3d7))
	shape := ink.From(322, 600).Curve(310, 800, 330, 980, 346, 1118).Curve(420, 1134, 490, 1134, 556, 1118).
		Curve(574, 980, 592, 800, 578, 600).Path()
	s.Round(shape, 30, cloth)
	for k := range 4 {
		x := 420 + 17*float64(k)
		s.Soft(ink.Polyline(ink.Pt(x, 610), ink.Pt(x+6, 1126)).Stroke(6), 3, ink.Faded(ink.Hex(0x000000), 0.42))
	}
}

// kutubaru is the blouse itself, with the panel that joins its two fronts.
func (s *stage) kutubaru(p batik.Palette, _ float64) {
	lace := drape(batik.Brocade(p.Ground, 120), s.hanging(900, 1200, 3.4, 9))
	body := ink.From(376, 214).Curve(340, 236, 304, 250, 272, 274).Curve(306, 370, 336, 460, 338, 540).
		Curve(330, 610, 306, 670, 296, 736).Curve(360, 800, 420, 776, 450, 742).
		Curve(480, 776, 540, 800, 604, 736).Curve(594, 670, 570, 610, 562, 540).Curve(564, 460, 594, 370, 628, 274).
		Curve(596, 250, 560, 236, 524, 214).Line(484, 420).Line(416, 420).Path()
	sleeve := ink.From(274, 272).Curve(226, 304, 208, 372, 192, 460).Curve(176, 560, 166, 680, 162, 772).
		Curve(184, 786, 208, 788, 228, 784).Curve(242, 680, 290, 580, 330, 500).Curve(330, 420, 306, 344, 274, 272).
		Path()
	left, right := mirrored(sleeve)
	s.shadow(ink.Join(body, left, right.Hole()), 22)
	s.Paint(ink.From(376, 214).Line(524, 214).Line(486, 440).Line(414, 440).Path(), ink.Lit(p.Ground, 0.4))
	s.piece(left, lace, 10)
	s.piece(right, lace, -10)
	s.piece(body, lace, 0)
	s.Round(ink.From(398, 360).Line(502, 360).Line(486, 600).Line(414, 600).Path(), 16,
		ink.Flat(ink.Lit(p.Ground, 1.08)))
	s.lapels(body, p)
}

// lapels is the trimming of the front edges and of the hem, and the buttons of the panel.
func (s *stage) lapels(body ink.Path, p batik.Palette) {
	left, right := mirrored(ink.From(378, 214).Line(414, 420).Curve(416, 540, 424, 640, 450, 738).Trace())
	for _, edge := range []ink.Path{left, right} {
		s.Line(edge, 12, ink.Lit(p.Ground, 1.35))
		s.Line(edge.Dashes(3, 9), 6, ink.Lit(p.Accent, 1.3))
	}
	s.Inside(body, func() {
		hem := ink.From(294, 728).Curve(360, 792, 420, 768, 450, 734).Curve(480, 768, 540, 792, 606, 728).Trace()
		s.Line(hem, 16, ink.Lit(p.Ground, 1.3))
		s.Line(hem.Move(0, -22).Dashes(3, 14), 7, ink.Lit(p.Accent, 1.3))
	})
	for y := 392.0; y < 600; y += 42 {
		s.Paint(ink.Circle(450, y, 7), ink.Lit(p.Accent, 1.2))
		s.Paint(ink.Circle(448, y-2, 2.6), ink.Hex(0xffffff))
	}
}

// beading is sequins on the shoulders, thinning out downwards.
func (s *stage) beading() {
	for range 420 {
		x, y := s.between(-1, 1), s.dice.ExpFloat64()*46
		at := ink.Pt(450+x*170, 246+22*x*x+y)
		if (at.X > 384 && at.X < 516) || y > 190 {
			continue
		}
		size := s.between(1.4, 3.8)
		s.Paint(ink.Circle(at.X, at.Y, size), pick(s, ink.Hex(0xfff6da), ink.Hex(0xf4d9a4), ink.Hex(0xffffff),
			ink.Hex(0xe6b98e)))
	}
}
