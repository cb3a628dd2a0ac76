package props

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// drawDamage shows what a customer complains about, from close by.
func drawDamage(s *stage) {
	switch {
	case s.tells("robek", "sobek", "jahitan"):
		s.tear()
	case s.tells("luntur"):
		s.bleed()
	case s.tells("noda", "bercak", "kotor"):
		s.spill()
	default:
		pick(s, s.tear, s.spill)()
	}
	s.Snapshot(s.noise, s.between(-0.5, 0.5))
}

// tear is a seam under a sleeve that came open.
func (s *stage) tear() {
	p := s.palette()
	folds := s.creased(900, 1200, 65, 9, 62)
	pattern := s.motif(p, 0.95)
	s.begin(900, 1200, drape(pattern, folds))
	seam := ink.Smooth(ink.Pt(690, -40), ink.Pt(600, 180), ink.Pt(500, 420), ink.Pt(440, 640), ink.Pt(430, 900),
		ink.Pt(470, 1240))
	sleeve := ink.Polygon(append(seam[0], ink.Pt(1000, 1240), ink.Pt(1000, -40))...)
	s.Fill(sleeve, drape(pattern.Through(ink.RotateAbout(38, 450, 600)), folds))
	s.Soft(seam.Stroke(18), 9, ink.Faded(ink.Hex(0x000000), 0.55))
	s.Line(seam.Move(10, 0).Dashes(12, 9), 3, ink.Faded(p.Figure, 0.7))
	s.Line(seam.Move(-14, 0).Dashes(12, 9), 3, ink.Faded(p.Figure, 0.5))
	gap := s.rent()
	s.Line(gap, 12, ink.Lit(p.Figure, 0.92))
	s.Fill(gap, ink.Glow(ink.Hex(0x0d0907), ink.Hex(0x3a2a20), 462, 640, 200))
	s.Inside(gap, func() {
		s.Soft(ink.Ellipse(486, 690, 60, 130), 16, ink.Faded(ink.Hex(0xe8cdb4), 0.32))
		s.Soft(gap.Stroke(30), 12, ink.Faded(ink.Hex(0x000000), 0.6))
	})
	s.strands(gap, p)
}

// rent is the outline of a torn seam: pointed at both ends, ragged at the sides.
func (s *stage) rent() ink.Path {
	var right, left []ink.Point
	for k := 0.0; k <= 24; k++ {
		t := k / 24
		y := 400 + 480*t
		x := 506 - 92*math.Sin(t*2.2)
		open := math.Sin(math.Pi*t) * 84
		right = append(right, ink.Pt(x+open*0.75+s.between(-7, 7), y))
		left = append([]ink.Point{ink.Pt(x-open*0.65+s.between(-7, 7), y)}, left...)
	}
	return ink.Polygon(append(right, left...)...)
}

// strands hang from the edge of a tear.
func (s *stage) strands(edge ink.Path, p batik.Palette) {
	rim := edge[0]
	for range 46 {
		at := rim[s.dice.IntN(len(rim))]
		inward := 1.0
		if at.X > 470 {
			inward = -1
		}
		length := s.between(16, 62)
		loose := ink.Smooth(at, ink.Pt(at.X+inward*length*0.5, at.Y+s.between(-14, 26)),
			ink.Pt(at.X+inward*length, at.Y+s.between(-20, 46)))
		s.Line(loose, s.between(1.6, 3.2), ink.Lit(p.Figure, s.between(0.75, 1.05)))
	}
	long := ink.Smooth(ink.Pt(430, 850), ink.Pt(390, 930), ink.Pt(440, 1000), ink.Pt(400, 1090), ink.Pt(430, 1130))
	s.Line(long.Move(6, 8), 4, ink.Faded(ink.Hex(0x000000), 0.4))
	s.Line(long, 3.5, p.Figure)
}

// bleed is a white shirt that was washed with a red dress.
func (s *stage) bleed() {
	linen := func(x, y float64) ink.Color {
		weave := 0.012 * math.Sin(x*1.7) * math.Sin(y*1.7)
		return ink.Lit(s.dyed(x, y), 1+weave)
	}
	s.begin(900, 1200, drape(linen, s.creased(900, 1200, 40, 9, 46)))
	s.Line(ink.Smooth(ink.Pt(-20, 1010), ink.Pt(300, 960), ink.Pt(620, 980), ink.Pt(920, 930)).Dashes(12, 8), 3,
		ink.Faded(ink.Hex(0x9a8f88), 0.6))
	p := s.palette()
	edge := ink.Smooth(ink.Pt(-40, 560), ink.Pt(140, 520), ink.Pt(330, 420), ink.Pt(520, 380), ink.Pt(640, 240),
		ink.Pt(700, -40))
	dress := ink.Polygon(append(edge[0], ink.Pt(-40, -40))...)
	s.shadow(dress, 24)
	s.Round(dress, 20, drape(s.motifAt(2, p, 0.9), s.creased(900, 1200, 130, 8, 66)))
	s.Line(edge.Move(-16, -18).Dashes(11, 8), 3, ink.Faded(p.Figure, 0.7))
}

// dyed is white cloth into which red has run, with darker rims where a stain dried.
func (s *stage) dyed(x, y float64) ink.Color {
	near := 1.05 - math.Hypot(x-230, y-330)/820
	depth := near + 0.55*s.noise.Rough(x/170, y/170, 4)
	stain := min(max((depth-0.28)*1.7, 0), 0.8)
	rim := math.Exp(-math.Pow((depth-0.33)/0.035, 2)) * 0.30
	return ink.Mix(ink.Hex(0xf3f0ec), ink.Hex(0xd0606a), stain+rim)
}

// spill is a stain on cloth: pale inside, with the dark rim of something that dried.
func (s *stage) spill() {
	pattern := s.motif(s.palette(), 0.9)
	x0, y0 := s.between(380, 520), s.between(520, 680)
	stained := func(x, y float64) ink.Color {
		far := math.Hypot(x-x0, (y-y0)*1.15) / 250
		depth := 1 - far + 0.35*s.noise.Rough(x/120, y/120, 4)
		body := min(max(depth*4, 0), 1) * 0.5
		rim := math.Exp(-math.Pow((depth-0.04)/0.05, 2)) * 0.6
		return ink.Mix(pattern(x, y), ink.Hex(0xa47a24), body+rim)
	}
	s.begin(900, 1200, drape(stained, s.creased(900, 1200, 30, 9, 60)))
}
