package props

import (
	"strconv"

	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// drawCloth shows cloth as a shop or a customer would photograph it.
func drawCloth(s *stage) {
	switch {
	case s.tells("celup", "contoh"):
		s.swatches()
	case s.tells("selendang", "pasmina", "syal"):
		s.scarf()
	case s.tells("tiga"):
		s.rolls(3)
	case s.tells("dua"):
		s.rolls(2)
	default:
		s.spread()
	}
	s.Snapshot(s.noise, s.between(-0.2, 0.8))
}

// spread is one cloth on a table, its edge and a strip of the table in view.
func (s *stage) spread() {
	table := wood(pick(s, ink.Hex(0x8b6542), ink.Hex(0xb08a5e), ink.Hex(0x5f4430)), 190, s.noise)
	s.begin(900, 1200, ink.Flat(white))
	s.Fill(ink.Rect(0, 0, 900, 320), table)
	width, height := s.Size()
	pattern := s.motif(s.palette(), 1).Through(ink.RotateAbout(s.between(-14, 14), 450, 600))
	cloth := drape(pattern, s.creased(width, height, s.between(20, 70), 9, 62))
	drop := s.between(-70, 70)
	edge := ink.Smooth(ink.Pt(-60, 190-drop), ink.Pt(190, 150-drop/2), ink.Pt(430, 172), ink.Pt(700, 132+drop/2),
		ink.Pt(980, 160+drop))
	shape := ink.Polygon(append(edge[0], ink.Pt(980, 1300), ink.Pt(-60, 1300))...)
	s.shadow(shape.Move(-6, -22), 22)
	s.Fill(shape, cloth)
	s.hem(edge)
}

// hem is the line of stitches along an edge.
func (s *stage) hem(edge ink.Path) {
	s.Line(edge.Move(0, 3), 7, ink.Faded(ink.Hex(0xfff6e0), 0.30))
	s.Line(edge.Move(0, 26).Dashes(11, 8), 2.5, ink.Faded(ink.Hex(0xfff6e0), 0.65))
	s.Line(edge.Move(0, 30), 3, ink.Faded(ink.Hex(0x000000), 0.22))
}

// rolls is a number of folded cloths side by side, each of other colours or another pattern.
func (s *stage) rolls(count int) {
	s.begin(1200, 900, wood(ink.Hex(0xb7936a), 230, s.noise))
	colors := []batik.Palette{batik.Sogan, batik.Indigo, batik.Maroon}
	if s.tells("warna") {
		colors = []batik.Palette{batik.Sogan, batik.Purple, batik.Green}
	}
	first, width := s.dice.IntN(len(motifs)), 1020/float64(count)
	for i := range count {
		pattern := s.motifAt(first+i, colors[i%len(colors)], 0.8)
		if s.tells("warna") {
			pattern = s.motif(colors[i%len(colors)], 0.62)
		}
		s.bundle(90+width*float64(i)+12, 70+26*float64(i%2), width-24, 730, pattern)
	}
}

// bundle is one cloth folded to a rectangle, its layers to be seen at the lower edge.
func (s *stage) bundle(x, y, width, height float64, pattern ink.Shader) {
	tilt := ink.RotateAbout(s.between(-1.6, 1.6), x+width/2, y+height/2)
	s.Within(tilt, func() {
		s.shadow(ink.RoundRect(x, y, width, height+34, 16), 26)
		for layer := 4; layer >= 0; layer-- {
			drop := 9 * float64(layer)
			light := 0.80 - 0.09*float64(layer)
			shape := ink.RoundRect(x+2*float64(layer), y+20, width-3*float64(layer), height-20+drop, 12)
			s.Fill(shape, func(x, y float64) ink.Color { return ink.Lit(pattern(x+40*float64(layer), y), light) })
			s.Line(shape, 1.5, ink.Faded(ink.Hex(0x000000), 0.35))
		}
		soft := drape(pattern, s.creased(1200, 900, 85, 4, 10))
		shape := ink.RoundRect(x, y, width, height, 12)
		s.Fill(shape, soft)
		s.Soft(ink.Rect(x+width*0.48, y, 7, height), 5, ink.Faded(ink.Hex(0x000000), 0.28))
		s.Soft(ink.Rect(x, y+height-14, width, 14), 6, ink.Faded(ink.Hex(0x000000), 0.30))
		s.Soft(ink.Rect(x+2, y+3, width-4, 10), 5, ink.Faded(ink.Hex(0xffffff), 0.22))
	})
}

// scarf is a shawl over a rail, with its fringe.
func (s *stage) scarf() {
	s.begin(900, 1200, plaster(ink.Hex(0xd9cfc0), s.noise))
	colors := s.palette()
	pattern := s.motifAt(2, colors, 0.95)
	cloth := drape(pattern, s.hanging(900, 1200, 5.5, 24))
	s.shadow(ink.Rect(0, 118, 900, 26), 16)
	left := ink.From(225, 110).Curve(215, 400, 190, 700, 205, 1010).Line(500, 1032).
		Curve(515, 760, 478, 420, 470, 110).Path()
	right := ink.From(440, 110).Curve(455, 420, 440, 560, 450, 800).Line(712, 780).Curve(700, 520, 690, 330, 690, 110).
		Path()
	s.fringe(458, 800, 706, 780, colors)
	s.shadow(right, 16)
	s.Fill(right, func(x, y float64) ink.Color { return ink.Lit(cloth(x, y), 0.80) })
	s.fringe(208, 1008, 496, 1030, colors)
	s.shadow(left, 20)
	s.Fill(left, cloth)
	s.Fill(ink.RoundRect(-20, 92, 940, 34, 17), ink.Down(ink.Hex(0xa9794a), ink.Hex(0x4e3219), 92, 128))
	s.Fill(ink.From(222, 116).Curve(220, 78, 240, 82, 300, 80).Line(640, 80).Curve(685, 82, 692, 84, 692, 116).
		Line(690, 150).Line(222, 150).Path(), cloth)
	s.Soft(ink.Rect(222, 76, 470, 16), 9, ink.Faded(ink.Hex(0xffffff), 0.35))
}

func (s *stage) fringe(x1, y1, x2, y2 float64, colors batik.Palette) {
	for k := range 34 {
		t := float64(k) / 33
		x, y := x1+(x2-x1)*t, y1+(y2-y1)*t
		sway := s.between(-9, 9)
		strand := ink.Smooth(ink.Pt(x, y-8), ink.Pt(x+sway, y+34), ink.Pt(x+sway*0.4, y+s.between(62, 88)))
		s.Line(strand, 4.5, ink.Lit(colors.Ground, s.between(0.7, 1.5)))
		s.Paint(ink.Circle(x, y+6, 4), ink.Lit(colors.Figure, 0.9))
	}
}

// swatches are three cuttings from the dye bath with their numbers.
func (s *stage) swatches() {
	s.begin(1200, 900, wood(ink.Hex(0xe2d8c8), 260, s.noise))
	for i, tone := range []float64{1.16, 1.0, 0.80} {
		x, y := 90+352*float64(i), 150+40*float64(i%2)
		colors := batik.Pink
		colors.Ground = ink.Lit(colors.Ground, tone)
		colors.Middle, colors.Accent = ink.Lit(colors.Middle, tone), ink.Lit(colors.Accent, tone)
		s.Within(ink.RotateAbout(s.between(-5, 5), x+155, y+230), func() {
			s.swatch(x, y, s.motifAt(2, colors, 0.8))
			s.numbered(x+155, y-24, strconv.Itoa(i+1))
		})
	}
}

func (s *stage) swatch(x, y float64, pattern ink.Shader) {
	const width, height, tooth = 310, 500, 14.0
	var rim []ink.Point
	add := func(px, py float64) { rim = append(rim, ink.Pt(px, py)) }
	for d := 0.0; d < width; d += tooth {
		add(x+d, y-5*float64(int(d/tooth)%2))
	}
	for d := 0.0; d < height; d += tooth {
		add(x+width+5*float64(int(d/tooth)%2), y+d)
	}
	for d := float64(width); d > 0; d -= tooth {
		add(x+d, y+height+5*float64(int(d/tooth)%2))
	}
	for d := float64(height); d > 0; d -= tooth {
		add(x-5*float64(int(d/tooth)%2), y+d)
	}
	s.shadow(ink.Polygon(rim...), 12)
	s.Fill(ink.Polygon(rim...), drape(pattern, s.creased(1200, 900, 60, 5, 13)))
}

// numbered is a paper label with a number, pinned on with a brass pin.
func (s *stage) numbered(x, y float64, text string) {
	s.shadow(ink.RoundRect(x-62, y-20, 124, 116, 8), 8)
	s.Fill(ink.RoundRect(x-62, y-20, 124, 116, 8), plainPaper(ink.Hex(0xfdf9ef), s.noise))
	s.Text(x, y+78, ink.Type{Face: ink.Bold, Size: 92, Align: ink.Center, Color: ink.Hex(0x3b2a23)}, text)
	s.Paint(ink.Circle(x, y-4, 9), ink.Hex(0xb98d33))
	s.Paint(ink.Circle(x-2, y-7, 4), ink.Hex(0xf3dc9a))
}
