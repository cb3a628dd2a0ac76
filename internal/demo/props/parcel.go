package props

import (
	"fmt"
	"strings"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// drawParcel shows a parcel that arrived, or the label on one.
func drawParcel(s *stage) {
	if s.tells("label", "ukuran", "plastik") {
		s.packet()
	} else {
		s.box(s.tells("basah", "rusak", "penyok"))
	}
	s.Snapshot(s.noise, s.between(-0.2, 0.6))
}

// The upper corners of the box, and how high it is, in pixels.
var (
	boxNear  = ink.Pt(490, 415)
	boxLeft  = ink.Pt(110, 268)
	boxRight = ink.Pt(1080, 250)
	boxFar   = ink.Pt(700, 103)
)

const deep = 380.0

func below(p ink.Point) ink.Point { return ink.Pt(p.X, p.Y+deep) }

func cardboard(base ink.Color, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		return ink.Lit(base, 1+0.05*seed.Rough(x/90, y/40, 3)+0.02*seed.At(x/3, y/60))
	}
}

// box is a carton on the floor, with its address.
func (s *stage) box(wet bool) {
	floor := tiles(pick(s, ink.Hex(0xd8d3c8), ink.Hex(0xc8bda8), ink.Hex(0xb9c0bd)), 330, s.noise)
	s.begin(1200, 900, floor.Through(ink.Onto(ink.Pt(120, 60), ink.Pt(120.95, 59.73), ink.Pt(119.07, 59.64))))
	foot := ink.Polygon(below(boxLeft), below(boxNear), below(boxRight), ink.Pt(boxFar.X, boxFar.Y+deep))
	s.Soft(foot.Move(26, 22), 34, ink.Faded(ink.Hex(0x000000), 0.55))
	if wet {
		s.puddle()
	}
	base := ink.Hex(0xc79c66)
	top := ink.Polygon(boxLeft, boxNear, boxRight, boxFar)
	side := ink.Polygon(boxLeft, boxNear, below(boxNear), below(boxLeft))
	front := ink.Polygon(boxNear, boxRight, below(boxRight), below(boxNear))
	s.Fill(top, cardboard(ink.Lit(base, 1.12), s.noise))
	s.Fill(side, cardboard(ink.Lit(base, 0.78), s.noise+1))
	s.Fill(front, cardboard(base, s.noise+2))
	s.flaps()
	s.Within(ink.Scale(1.0/520, 1.0/deep).Then(ink.Onto(boxNear, boxRight, below(boxNear))), func() { s.address(wet) })
	s.Within(ink.Scale(1.0/360, 1.0/deep).Then(ink.Onto(boxLeft, boxNear, below(boxLeft))), s.stamp)
	if wet {
		s.soak(side, front)
	}
	for _, edge := range []ink.Path{ink.Polyline(boxLeft, boxNear, boxRight), ink.Polyline(boxNear, below(boxNear))} {
		s.Line(edge, 2.5, ink.Faded(ink.Hex(0xf2d9af), 0.7))
	}
}

// flaps are the slit on top and the tape over it.
func (s *stage) flaps() {
	top := ink.Onto(boxLeft, boxNear, boxFar)
	slit := ink.Polyline(ink.Pt(0.5, 0), ink.Pt(0.5, 1)).Through(top)
	s.Line(slit, 3, ink.Faded(ink.Hex(0x3a2612), 0.7))
	tape := ink.Rect(0.40, 0, 0.20, 1).Through(top)
	s.Paint(tape, ink.Faded(ink.Hex(0xd9b26a), 0.72))
	s.Paint(ink.Rect(0.40, 0.0, 0.05, 1).Through(top), ink.Faded(white, 0.25))
	drop := ink.Onto(boxLeft, boxNear, below(boxLeft))
	s.Paint(ink.Rect(0.40, 0, 0.20, 0.26).Through(drop), ink.Faded(ink.Hex(0xb98d49), 0.8))
}

// stamp is the shop's name on the side, in units of a 360 by 330 face.
func (s *stage) stamp() {
	print := ink.Faded(ink.Hex(0x4a2a12), 0.78)
	s.emblem(180, 168, 46, print)
	s.Text(180, 258, ink.Type{Face: ink.Bold, Size: 40, Align: ink.Center, Color: print}, shop)
	s.Text(180, 290, ink.Type{Size: 21, Align: ink.Center, Color: print, Space: 5}, "SURAKARTA")
}

// address is the courier's label, in units of a 520 by 330 face.
func (s *stage) address(wet bool) {
	name, city := s.receiver()
	s.Paint(ink.RoundRect(84, 44, 350, 244, 6), ink.Faded(ink.Hex(0x000000), 0.18))
	s.Paint(ink.RoundRect(80, 38, 350, 244, 6), ink.Hex(0xfbfaf6))
	s.Text(98, 72, ink.Type{Face: ink.Bold, Size: 25, Color: dark}, "REGULER")
	s.Text(412, 72, ink.Type{Face: ink.Bold, Size: 25, Align: ink.Right, Color: dark}, strings.ToUpper(city))
	s.barcode(98, 84, 314, 50)
	s.Text(255, 156, ink.Type{Face: ink.Mono, Size: 19, Align: ink.Center, Color: dark}, s.airwaybill())
	s.Paint(ink.Rect(98, 166, 314, 2), dark)
	s.Text(98, 192, ink.Type{Size: 18, Color: muted}, "Kepada")
	s.Text(98, 222, ink.Type{Face: ink.Bold, Size: 27, Color: dark}, name)
	s.Text(98, 250, ink.Type{Size: 20, Color: dark}, city)
	s.Text(98, 273, ink.Type{Size: 17, Color: muted}, "Dari: "+shop+", Surakarta")
	if wet {
		s.Soft(ink.Ellipse(250, 260, 150, 46), 14, ink.Faded(ink.Hex(0x8f8468), 0.45))
	}
}

func (s *stage) airwaybill() string { return fmt.Sprintf("SOC00882%05d", 10000+s.dice.IntN(30000)) }

// receiver is the one the script's parcel went to, or somebody.
func (s *stage) receiver() (name, city string) {
	switch {
	case s.tells("medan"):
		return "Herman Situmorang", "Medan"
	case s.tells("kardus-basah"):
		return "Rosmala", "Kendari"
	}
	return pick(s, "Ratna Puspita", "Ahmad Fauzan", "Clara Wijaya"), pick(s, "Bandung", "Makassar", "Padang")
}

func (s *stage) barcode(x, y, width, height float64) {
	for at := 0.0; at < width-8; {
		bar := float64(1+s.dice.IntN(4)) * 1.7
		s.Paint(ink.Rect(x+at, y, min(bar, width-at), height), dark)
		at += bar + float64(1+s.dice.IntN(3))*1.7
	}
}

// soak is what rain did to a carton: dark board from below, a burst corner and the cloth behind it.
func (s *stage) soak(side, front ink.Path) {
	for _, face := range []ink.Path{side, front} {
		s.Inside(face, func() {
			s.Soft(s.waterline(430), 5, ink.Faded(ink.Hex(0x4a3218), 0.34))
			s.Soft(s.waterline(520), 16, ink.Faded(ink.Hex(0x35230f), 0.40))
			s.Line(s.waterline(430), 3, ink.Faded(ink.Hex(0x3a2610), 0.30))
		})
	}
	hole := s.ragged(ink.Pt(690, 790), ink.Pt(712, 690), ink.Pt(770, 628), ink.Pt(850, 640), ink.Pt(930, 585),
		ink.Pt(1010, 590),
		ink.Pt(1090, 530), ink.Pt(1090, 700))
	s.Inside(front, func() {
		s.Line(hole, 15, ink.Hex(0xdcc096))
		s.Fill(hole, drape(s.motifAt(0, s.palette(), 0.5), s.creased(1200, 900, 60, 6, 40)))
		s.Soft(hole.Stroke(34), 12, ink.Faded(ink.Hex(0x000000), 0.5))
	})
}

// ragged is a polygon whose sides are torn, not cut.
func (s *stage) ragged(corners ...ink.Point) ink.Path {
	var rim []ink.Point
	for i, from := range corners {
		to := corners[(i+1)%len(corners)]
		for k := range 7 {
			t := float64(k) / 7
			rim = append(rim, ink.Pt(from.X+(to.X-from.X)*t+s.between(-5, 5), from.Y+(to.Y-from.Y)*t+s.between(-5, 5)))
		}
	}
	return ink.Polygon(rim...)
}

// waterline is everything below a ragged edge about that far up.
func (s *stage) waterline(y float64) ink.Path {
	var rim []ink.Point
	for x := 60.0; x <= 1140; x += 30 {
		lift := 0.30 * max(x-490, (490-x)*1.1)
		rim = append(rim, ink.Pt(x, y+170-lift+46*s.noise.At(x/90, y)))
	}
	return ink.Polygon(append(ink.Smooth(rim...)[0], ink.Pt(1140, 900), ink.Pt(60, 900))...)
}

func (s *stage) puddle() {
	water := ink.Blob(ink.Pt(40, 690), ink.Pt(300, 690), ink.Pt(700, 700), ink.Pt(1100, 610), ink.Pt(1170, 700),
		ink.Pt(1000, 800),
		ink.Pt(640, 872), ink.Pt(280, 830))
	s.Soft(water, 8, ink.Faded(ink.Hex(0x51606a), 0.42))
	s.Soft(ink.Ellipse(940, 740, 120, 16), 8, ink.Faded(white, 0.5))
	s.Soft(ink.Ellipse(250, 770, 80, 9), 5, ink.Faded(white, 0.45))
}
