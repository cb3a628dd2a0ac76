package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// joglo is the open hall of the café, with lunch on the table.
func (s *stage) joglo() {
	s.begin(1200, 900, ink.Down(ink.Hex(0xdfeef0), ink.Hex(0xa9c79a), 80, 470))
	s.garden()
	s.Fill(ink.Rect(0, 470, 1200, 430), paving(ink.Hex(0xb5694a), 380, 900, 240, s.noise))
	s.Soft(ink.Rect(0, 462, 1200, 22), 10, ink.Faded(ink.Hex(0x1f2d16), 0.6))
	s.beams()
	for _, x := range []float64{150, 1050} {
		s.post(x, 210, 560, 30)
	}
	for _, x := range []float64{345, 855} {
		s.post(x, 180, 620, 46)
	}
	s.lamp(600, 250)
	s.table()
}

// garden is what one sees between the posts, out of focus.
func (s *stage) garden() {
	for range 150 {
		green := ink.Mix(ink.Hex(0x2c5a2c), ink.Hex(0xa6c265), s.dice.Float64())
		s.Soft(ink.Circle(s.between(-40, 1240), s.between(250, 470), s.between(16, 60)), 7, ink.Faded(green, 0.55))
	}
	for range 24 {
		s.Soft(ink.Circle(s.between(0, 1200), s.between(360, 460), s.between(4, 10)), 3,
			ink.Faded(pick(s, ink.Hex(0xe86a8a), ink.Hex(0xf3c14b), ink.Hex(0xffffff)), 0.8))
	}
}

// beams are the roof from below: frames that rise step by step to the middle.
func (s *stage) beams() {
	timber := ink.Hex(0x4d2f1a)
	s.Fill(ink.Polygon(ink.Pt(-10, -10), ink.Pt(1210, -10), ink.Pt(1210, 170), ink.Pt(-10, 170)),
		wood(ink.Hex(0x3c2413), 60, s.noise))
	for step := range 5 {
		inset, y := 90*float64(step), 150-28*float64(step)
		frame := ink.Rect(60+inset, y, 1080-2*inset, 24)
		s.Soft(frame.Move(0, 10), 7, ink.Faded(ink.Hex(0x000000), 0.5))
		s.Fill(frame, ink.Down(ink.Lit(timber, 1.9), ink.Lit(timber, 1.0), y, y+24))
		for x := 76 + inset; x < 1124-inset; x += 34 {
			s.Paint(ink.Circle(x, y+12, 5), ink.Hex(0xc89b52))
		}
	}
	s.Fill(ink.Rect(-10, 168, 1220, 34), ink.Down(ink.Hex(0x7a4c29), ink.Hex(0x452813), 168, 202))
	s.Soft(ink.Rect(-10, 200, 1220, 14), 8, ink.Faded(ink.Hex(0x000000), 0.5))
}

// post is one of the wooden pillars, on its stone.
func (s *stage) post(x, top, bottom, width float64) {
	s.Soft(ink.Ellipse(x+20, bottom+12, width*1.5, 12), 9, ink.Faded(ink.Hex(0x000000), 0.5))
	s.Fill(ink.Rect(x-width/2, top, width, bottom-top), ink.Across(ink.Hex(0x9a6638), ink.Hex(0x40240f), x-width/2,
		x+width/2))
	for _, y := range []float64{top + 30, bottom - 90} {
		s.Paint(ink.Rect(x-width/2, y, width, 5), ink.Hex(0xc89b52))
		s.Paint(ink.Polygon(ink.Pt(x-width/2, y+40), ink.Pt(x, y+10), ink.Pt(x+width/2, y+40), ink.Pt(x, y+70)),
			ink.Faded(ink.Hex(0xc89b52), 0.7))
	}
	s.Fill(ink.From(x-width*0.6, bottom-24).Line(x+width*0.6, bottom-24).Line(x+width*0.85, bottom+14).
		Line(x-width*0.85, bottom+14).Path(),
		ink.Across(ink.Hex(0xb9b2a6), ink.Hex(0x6d675d), x-width, x+width))
}

func (s *stage) lamp(x, y float64) {
	s.Line(ink.Polyline(ink.Pt(x, 60), ink.Pt(x, y-40)), 4, ink.Hex(0x2a1a0f))
	s.Soft(ink.Circle(x, y, 120), 50, ink.Faded(ink.Hex(0xffd98a), 0.40))
	s.Round(ink.From(x-30, y-40).Line(x+30, y-40).Line(x+54, y+30).Line(x-54, y+30).Path(), 8,
		ink.Down(ink.Hex(0xb98033), ink.Hex(0xffe9b0), y-50, y+30))
	s.Paint(ink.Rect(x-58, y+28, 116, 7), ink.Hex(0x5a3717))
}

// table is the long table in front, laid for lunch.
func (s *stage) table() {
	top := ink.Polygon(ink.Pt(210, 610), ink.Pt(990, 610), ink.Pt(1190, 910), ink.Pt(10, 910))
	s.Soft(top.Move(0, 16), 20, ink.Faded(ink.Hex(0x000000), 0.5))
	s.Fill(top, wood(ink.Hex(0xa97a4a), 130, s.noise).Through(ink.Rotate(90)))
	runner := ink.Polygon(ink.Pt(490, 610), ink.Pt(710, 610), ink.Pt(790, 910), ink.Pt(410, 910))
	s.Fill(runner, s.motifAt(1, s.palette(), 0.42))
	s.Line(ink.Polyline(ink.Pt(490, 610), ink.Pt(410, 910)), 5, ink.Hex(0xe9c978))
	s.Line(ink.Polyline(ink.Pt(710, 610), ink.Pt(790, 910)), 5, ink.Hex(0xe9c978))
	s.rice(300, 770, 128)
	s.soup(610, 720, 104)
	s.tofu(910, 775, 116)
	s.ice(456, 660)
	s.ice(770, 664)
}

// dish is a plate seen from the side, that wide.
func (s *stage) dish(x, y, radius float64, glaze ink.Color) {
	s.Soft(ink.Ellipse(x+6, y+16, radius*1.04, radius*0.44), 10, ink.Faded(ink.Hex(0x000000), 0.5))
	s.Fill(ink.Ellipse(x, y+8, radius, radius*0.42), ink.Flat(ink.Lit(glaze, 0.72)))
	s.Fill(ink.Ellipse(x, y, radius, radius*0.42), ink.Across(ink.Lit(glaze, 1.05), ink.Lit(glaze, 0.86), x-radius,
		x+radius))
	s.Line(ink.Ellipse(x, y+2, radius*0.74, radius*0.29), 2.5, ink.Faded(ink.Hex(0x000000), 0.18))
}

func (s *stage) rice(x, y, radius float64) {
	s.dish(x, y, radius, ink.Hex(0xf2efe6))
	s.Paint(ink.Ellipse(x, y+2, radius*0.82, radius*0.33), ink.Hex(0x3f7d3a))
	for k := range 9 {
		lean := -0.8 + 0.2*float64(k)
		s.Line(ink.Polyline(ink.Pt(x, y+2), ink.Pt(x+radius*lean, y+radius*0.3*(1-lean*lean))), 1.5,
			ink.Faded(ink.Hex(0x1f4d22), 0.5))
	}
	mound := ink.From(x-58, y).Curve(x-54, y-74, x+54, y-74, x+58, y).Curve(x+40, y+22, x-40, y+22, x-58, y).Path()
	s.Round(mound, 12, plainPaper(ink.Hex(0xfffdf5), s.noise))
	s.Inside(mound, func() {
		for range 170 {
			at := ink.Pt(x+s.between(-56, 56), y+s.between(-60, 18))
			s.Paint(ink.Ellipse(0, 0, 5, 2).Through(ink.Rotate(s.between(0, 180))).Move(at.X, at.Y),
				ink.Faded(ink.Hex(0xcfc7b2), 0.45))
		}
	})
	s.Paint(ink.Ellipse(x+84, y+4, 20, 11), ink.Hex(0xc2271f))
	s.Paint(ink.Ellipse(x+80, y, 8, 4), ink.Hex(0xf0705a))
}

func (s *stage) soup(x, y, radius float64) {
	s.Soft(ink.Ellipse(x+6, y+66, radius*0.8, 20), 10, ink.Faded(ink.Hex(0x000000), 0.5))
	bowl := ink.From(x-radius, y).Curve(x-radius*0.94, y+54, x-radius*0.5, y+74, x, y+74).
		Curve(x+radius*0.5, y+74, x+radius*0.94, y+54, x+radius, y).Path()
	s.Fill(bowl, ink.Across(ink.Hex(0xf4f1ea), ink.Hex(0xb9b4aa), x-radius, x+radius))
	s.Line(ink.Smooth(ink.Pt(x-radius*0.93, y+26), ink.Pt(x, y+54), ink.Pt(x+radius*0.93, y+26)), 6, ink.Hex(0x2f5fa5))
	s.Paint(ink.Ellipse(x, y, radius, radius*0.36), ink.Hex(0xfaf8f2))
	broth := ink.Ellipse(x, y+3, radius*0.9, radius*0.30)
	s.Fill(broth, ink.Glow(ink.Hex(0xe0aa4e), ink.Hex(0xa8681f), x-20, y-6, radius))
	s.Inside(broth, func() {
		for range 16 {
			cx, cy := x+s.between(-70, 70), y+s.between(-16, 24)
			color := pick(s, ink.Hex(0x8a5a2b), ink.Hex(0xf6e7bf), ink.Hex(0xd98b3f), ink.Hex(0xfff7e2))
			s.Round(ink.Ellipse(cx, cy, s.between(9, 18), s.between(5, 9)), 3, ink.Flat(color))
		}
		for range 40 {
			s.Paint(ink.Rect(x+s.between(-80, 80), y+s.between(-22, 28), 5, 2.5), ink.Hex(0x4f8f3a))
		}
	})
}

func (s *stage) tofu(x, y, radius float64) {
	s.dish(x, y, radius, ink.Hex(0xe4ded0))
	for k := range 6 {
		cx, cy := x-54+36*float64(k%3)+8*float64(k/3), y-14+26*float64(k/3)
		s.Round(ink.RoundRect(cx-20, cy-6, 46, 24, 5), 4, ink.Flat(ink.Hex(0x6b3a17)))
		s.Round(ink.Polygon(ink.Pt(cx-20, cy-4), ink.Pt(cx-8, cy-16), ink.Pt(cx+38, cy-16), ink.Pt(cx+26, cy-4)), 3,
			ink.Flat(ink.Hex(0xa9642c)))
	}
	for range 5 {
		s.Paint(ink.Ellipse(0, 0, 15, 4).Through(ink.Rotate(s.between(-30, 30))).
			Move(x+s.between(56, 84), y+s.between(-14, 16)), ink.Hex(0x3f8a3c))
	}
}

// ice is a glass of es gempol: pink rice balls in coconut milk.
func (s *stage) ice(x, y float64) {
	s.Soft(ink.Ellipse(x+6, y+34, 44, 12), 7, ink.Faded(ink.Hex(0x000000), 0.5))
	glass := ink.From(x-40, y-82).Line(x+40, y-82).Line(x+30, y+36).Line(x-30, y+36).Path()
	s.Fill(glass, ink.Across(ink.Hex(0xf9e3e3), ink.Hex(0xd9aab0), x-40, x+40))
	s.Inside(glass, func() {
		for range 14 {
			s.Round(ink.Circle(x+s.between(-30, 30), y+s.between(-50, 30), s.between(8, 13)), 3,
				ink.Flat(pick(s, ink.Hex(0xf39ab0), ink.Hex(0xffffff), ink.Hex(0xf7c5d0))))
		}
	})
	s.Paint(ink.Ellipse(x, y-82, 40, 11), ink.Hex(0xfff3f0))
	s.Line(ink.Polyline(ink.Pt(x+8, y-60), ink.Pt(x+34, y-128)), 7, ink.Hex(0xd4434f))
	s.Paint(ink.Polygon(ink.Pt(x-32, y-70), ink.Pt(x-24, y-70), ink.Pt(x-20, y+26), ink.Pt(x-25, y+26)),
		ink.Faded(white, 0.6))
}
