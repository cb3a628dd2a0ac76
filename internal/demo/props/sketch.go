package props

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

var graphite = ink.Hex(0x36363d)

// drawSketch shows a tailor's drawing of a kebaya, in pencil with a wash of colour.
func drawSketch(s *stage) {
	s.begin(900, 1200, plainPaper(ink.Hex(0xf6f0e2), s.noise))
	s.washes()
	s.figure()
	s.blouse()
	s.wrap()
	s.remarks()
	s.Snapshot(s.noise, 0.5)
}

// pencil draws a line two or three times, never quite the same.
func (s *stage) pencil(path ink.Path, width float64) {
	for range 2 + s.dice.IntN(2) {
		off, lean := s.between(0, 900), s.between(1.2, 2.6)
		for _, line := range path {
			if len(line) < 2 {
				continue
			}
			shaky := make([]ink.Point, len(line))
			for i, p := range line {
				shaky[i] = ink.Pt(p.X+lean*s.noise.At(p.X/60+off, p.Y/60), p.Y+lean*s.noise.At(p.X/60, p.Y/60+off))
			}
			stroke := ink.Ribbon(shaky, func(t float64) float64 {
				return width * (0.72 + 0.45*math.Sin(math.Pi*min(max(t, 0.06), 0.97)))
			})
			s.Paint(stroke, ink.Faded(graphite, s.between(0.5, 0.7)))
		}
	}
}

// both draws a line and its image on the other side of the figure.
func (s *stage) both(path ink.Path, width float64) {
	s.pencil(path, width)
	s.pencil(path.Through(ink.Scale(-1, 1).Then(ink.Translate(740, 0))), width)
}

// washes are the watercolours, put on before the pencil lines.
func (s *stage) washes() {
	tone := pick(s, ink.Hex(0xd98f95), ink.Hex(0x8fa9c9), ink.Hex(0xa9b98a))
	if s.tells("karet", "kebaya") {
		tone = ink.Hex(0xd98f95)
	}
	front := ink.Blob(ink.Pt(290, 316), ink.Pt(330, 300), ink.Pt(345, 372), ink.Pt(395, 372), ink.Pt(410, 300),
		ink.Pt(450, 316),
		ink.Pt(442, 430), ink.Pt(442, 530), ink.Pt(470, 706), ink.Pt(430, 726), ink.Pt(370, 706), ink.Pt(310, 726),
		ink.Pt(270, 706),
		ink.Pt(298, 530), ink.Pt(298, 430))
	arm := ink.Blob(ink.Pt(290, 316), ink.Pt(266, 350), ink.Pt(242, 440), ink.Pt(208, 634), ink.Pt(230, 638),
		ink.Pt(262, 530), ink.Pt(294, 412))
	other := arm.Through(ink.Scale(-1, 1).Then(ink.Translate(740, 0)))
	skirt := ink.Blob(ink.Pt(276, 734), ink.Pt(370, 726), ink.Pt(464, 734), ink.Pt(456, 850), ink.Pt(424, 1084),
		ink.Pt(370, 1094),
		ink.Pt(316, 1084), ink.Pt(284, 850))
	for _, shape := range []ink.Path{front, arm, other} {
		s.wash(shape, tone)
	}
	s.wash(skirt, ink.Hex(0xb98a54))
}

func (s *stage) wash(shape ink.Path, tone ink.Color) {
	s.Soft(shape, 5, ink.Faded(tone, 0.42))
	s.Fill(shape, func(x, y float64) ink.Color {
		return ink.Faded(tone, 0.20+0.30*s.noise.Rough(x/70, y/70, 3))
	})
	s.Soft(shape.Stroke(7), 3, ink.Faded(ink.Lit(tone, 0.8), 0.28))
}

// figure is head, neck, hands and feet; the face is left to the reader, as tailors do.
func (s *stage) figure() {
	s.Line(ink.Polyline(ink.Pt(370, 80), ink.Pt(370, 1150)).Dashes(16, 12), 1.5, ink.Faded(graphite, 0.22))
	s.pencil(ink.Smooth(ink.Pt(336, 176), ink.Pt(339, 210), ink.Pt(370, 240), ink.Pt(401, 210), ink.Pt(404, 176)), 2.8)
	hair := ink.Blob(ink.Pt(332, 184), ink.Pt(334, 146), ink.Pt(370, 126), ink.Pt(406, 146), ink.Pt(408, 184),
		ink.Pt(396, 160),
		ink.Pt(370, 150), ink.Pt(344, 160))
	s.Soft(hair, 2, ink.Faded(graphite, 0.55))
	s.pencil(hair, 2.5)
	bun := ink.Ellipse(370, 112, 30, 20)
	s.Soft(bun, 2, ink.Faded(graphite, 0.45))
	s.pencil(bun, 2.8)
	s.pencil(ink.Smooth(ink.Pt(352, 104), ink.Pt(370, 118), ink.Pt(390, 106)), 2)
	s.pencil(ink.Polyline(ink.Pt(396, 100), ink.Pt(428, 84)), 3)
	s.both(ink.Smooth(ink.Pt(355, 230), ink.Pt(355, 262), ink.Pt(346, 282), ink.Pt(318, 294)), 2.8)
	s.both(ink.Smooth(ink.Pt(206, 640), ink.Pt(190, 672), ink.Pt(186, 716), ink.Pt(196, 734), ink.Pt(206, 700),
		ink.Pt(222, 672), ink.Pt(228, 642)), 2.4)
	s.both(ink.Smooth(ink.Pt(336, 1092), ink.Pt(326, 1122), ink.Pt(336, 1142), ink.Pt(356, 1134), ink.Pt(360, 1094)),
		2.6)
}

// blouse is the kebaya itself.
func (s *stage) blouse() {
	s.both(ink.Smooth(ink.Pt(318, 294), ink.Pt(290, 306), ink.Pt(268, 334), ink.Pt(242, 430), ink.Pt(220, 540),
		ink.Pt(204, 640)), 3.5)
	s.both(ink.Polyline(ink.Pt(204, 640), ink.Pt(231, 644)), 3)
	s.both(ink.Smooth(ink.Pt(231, 644), ink.Pt(262, 540), ink.Pt(294, 424)), 3)
	s.both(ink.Smooth(ink.Pt(294, 412), ink.Pt(302, 470), ink.Pt(300, 530), ink.Pt(282, 610), ink.Pt(264, 708)), 3.5)
	s.both(ink.Smooth(ink.Pt(322, 292), ink.Pt(340, 360), ink.Pt(349, 460), ink.Pt(351, 580), ink.Pt(369, 710)), 3.5)
	s.pencil(ink.Smooth(ink.Pt(264, 708), ink.Pt(300, 734), ink.Pt(340, 730), ink.Pt(370, 710), ink.Pt(400, 730),
		ink.Pt(440, 734),
		ink.Pt(476, 708)), 3.5)
	s.pencil(ink.Polyline(ink.Pt(341, 372), ink.Pt(399, 372)), 3)
	for y := 396.0; y < 620; y += 46 {
		s.pencil(ink.Circle(370, y, 5), 2)
	}
	for y := 492.0; y < 590; y += 13 {
		s.both(ink.Polyline(ink.Pt(299, y), ink.Pt(309, y+7), ink.Pt(297, y+13)), 2.2)
		s.both(ink.Polyline(ink.Pt(311, y+2), ink.Pt(328, y+5)), 1.6)
	}
	for y := 340.0; y < 620; y += 15 {
		x := 268 - (y-340)*0.19
		s.both(ink.Polyline(ink.Pt(x+6, y), ink.Pt(x+24, y+15)), 1.2)
	}
	s.lace()
}

// lace is the flowers of the brocade, few and quick.
func (s *stage) lace() {
	for _, at := range []ink.Point{{X: 320, Y: 430}, {X: 318, Y: 656}, {X: 262, Y: 440}, {X: 240, Y: 570},
		{X: 334, Y: 600}} {
		for k := range 5 {
			petal := ink.Ellipse(9, 0, 7, 3.5).Through(ink.Rotate(72*float64(k)+at.Y)).Move(at.X, at.Y)
			s.both(petal, 1.6)
		}
	}
	for k := range 17 {
		x := 268 + 12.7*float64(k)
		y := 704 + 15*math.Abs(math.Sin(float64(k)*0.39))
		s.pencil(ink.Arc(x, y, 6, 6, 180, 360), 1.8)
	}
}

// wrap is the cloth around the legs, with its pleats and a hint of parang.
func (s *stage) wrap() {
	s.both(ink.Smooth(ink.Pt(270, 724), ink.Pt(276, 830), ink.Pt(302, 980), ink.Pt(318, 1090)), 3.5)
	s.pencil(ink.Smooth(ink.Pt(318, 1090), ink.Pt(370, 1102), ink.Pt(422, 1090)), 3.5)
	for k := range 4 {
		x := 350 + 13*float64(k)
		s.pencil(ink.Smooth(ink.Pt(x, 734), ink.Pt(x-2, 900), ink.Pt(x+3, 1094)), 2)
	}
	for k := range 7 {
		y, inset := 768+44*float64(k), 5*float64(k)
		for _, x := range []float64{284 + inset, 404} {
			width := 58 - inset
			if width < 26 {
				continue
			}
			s.pencil(ink.Polyline(ink.Pt(x, y+30), ink.Pt(x+width, y-20)), 1.8)
			s.pencil(ink.Smooth(ink.Pt(x+8, y+40), ink.Pt(x+width*0.4, y+28), ink.Pt(x+width*0.5, y+12),
				ink.Pt(x+width*0.9, y+2)), 1.6)
		}
	}
}

// remarks are the tailor's notes beside the figure.
func (s *stage) remarks() {
	s.note(520, 150, 44, "Kebaya kutubaru")
	s.pencil(ink.Smooth(ink.Pt(520, 168), ink.Pt(680, 174), ink.Pt(850, 160)), 2.5)
	s.arrow(ink.Pt(548, 548), ink.Pt(446, 556))
	side := [2]string{"kupnat sempit", "jatuh di pinggang"}
	if s.tells("karet") {
		side = [2]string{"karet samping", "kanan & kiri, 12 cm"}
	}
	s.note(560, 546, 38, side[0])
	s.note(560, 590, 32, side[1])
	s.arrow(ink.Pt(548, 392), ink.Pt(386, 400))
	s.note(560, 400, 34, "kancing bungkus 5")
	s.arrow(ink.Pt(548, 790), ink.Pt(466, 800))
	s.note(560, 798, 34, "jarik parang,")
	s.note(560, 838, 34, "wiru 7 lipatan")
	s.detail()
	s.note(556, 1146, 30, "Rahmi, "+shop)
}

func (s *stage) note(x, y, size float64, text string) {
	s.Within(ink.RotateAbout(s.between(-2.6, -0.8), x, y), func() {
		s.Text(x, y, ink.Type{Face: ink.Italic, Size: size, Color: ink.Faded(graphite, 0.82)}, text)
	})
}

func (s *stage) arrow(from, to ink.Point) {
	s.pencil(ink.Smooth(from, ink.Pt((from.X+to.X)/2, (from.Y+to.Y)/2-14), to), 2.4)
	s.pencil(ink.Polyline(ink.Pt(to.X+20, to.Y-14), to, ink.Pt(to.X+22, to.Y+10)), 2.4)
}

// detail is the elastic drawn larger, in a circle.
func (s *stage) detail() {
	s.pencil(ink.Circle(712, 968, 106), 3)
	s.Soft(ink.Circle(712, 968, 98), 6, ink.Faded(ink.Hex(0xd98f95), 0.25))
	s.pencil(ink.Smooth(ink.Pt(668, 878), ink.Pt(656, 960), ink.Pt(664, 1060)), 3)
	s.pencil(ink.Smooth(ink.Pt(752, 876), ink.Pt(742, 960), ink.Pt(756, 1062)), 3)
	for k := range 9 {
		y := 896 + 17*float64(k)
		s.pencil(ink.Smooth(ink.Pt(662, y), ink.Pt(684, y+8), ink.Pt(704, y), ink.Pt(724, y+8), ink.Pt(746, y)), 2)
	}
}
