package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// drawGarment shows clothes on a hanger, on a dress form or on somebody.
func drawGarment(s *stage) {
	switch {
	case s.tells("kondangan", "dipakai"):
		s.guest()
	case s.tells("label"):
		s.labelled()
	case s.tells("kebaya", "kutubaru"):
		s.kebaya()
	case s.tells("gamis"):
		s.hung(0.74, s.gamis)
	case s.tells("dress", "daster", "blus"):
		s.hung(1, s.dress)
	default:
		s.hung(1, s.shirt)
	}
	s.Snapshot(s.noise, s.between(-0.1, 0.7))
}

// mirrored is a shape with its image on the other side of the middle of a garment.
func mirrored(shape ink.Path) (left, right ink.Path) {
	return shape, shape.Through(ink.Scale(-1, 1).Then(ink.Translate(900, 0))).Hole()
}

// piece is one cut of cloth, sewn on: its pattern runs at an angle of its own.
func (s *stage) piece(shape ink.Path, cloth ink.Shader, angle float64) {
	s.Round(shape, 26, cloth.Through(ink.RotateAbout(angle, 450, 500)))
	s.Line(shape, 2, ink.Faded(ink.Hex(0x000000), 0.30))
}

// seam is a stitched line.
func (s *stage) seam(path ink.Path, color ink.Color) {
	s.Line(path.Move(1, 3), 3, ink.Faded(ink.Hex(0x000000), 0.28))
	s.Line(path.Dashes(8, 6), 2, ink.Faded(color, 0.75))
}

// hung shows a garment before a wall, on a hanger of that width; 1 is a wide one.
func (s *stage) hung(width float64, garment func(p batik.Palette, size float64)) {
	s.begin(900, 1200, plaster(pick(s, ink.Hex(0xdcd5ca), ink.Hex(0xcfd6d3), ink.Hex(0xe3d8c4)), s.noise))
	s.shadow(ink.Rect(-20, 66, 940, 20), 18)
	s.Fill(ink.Rect(-20, 62, 940, 22), ink.Down(ink.Hex(0xb98a58), ink.Hex(0x5d3d1f), 62, 86))
	s.Within(ink.Translate(-450, 0).Then(ink.Scale(width, 1)).Then(ink.Translate(450, 0)), s.hanger)
	garment(s.palette(), 0.55)
}

func (s *stage) hanger() {
	hook := ink.Smooth(ink.Pt(450, 205), ink.Pt(450, 150), ink.Pt(474, 118), ink.Pt(480, 82), ink.Pt(450, 56),
		ink.Pt(421, 78))
	s.Line(hook.Move(7, 9), 7, ink.Faded(ink.Hex(0x000000), 0.22))
	s.Line(hook, 7, ink.Hex(0x8d9196))
	s.Line(hook.Move(-1.5, -1.5), 2, ink.Hex(0xe9edf0))
	bar := ink.From(450, 186).Curve(400, 190, 330, 226, 270, 280).Line(284, 300).Curve(340, 256, 400, 226, 450, 222).
		Path()
	left, right := mirrored(bar)
	for _, arm := range []ink.Path{left, right} {
		s.Fill(arm, ink.Down(ink.Hex(0xc89a63), ink.Hex(0x8a5c2f), 186, 300))
	}
}

// shirt is a kemeja with long sleeves.
func (s *stage) shirt(p batik.Palette, size float64) {
	cloth := drape(s.motif(p, size), s.hanging(900, 1200, 4.2, 9))
	body := ink.From(384, 208).Curve(330, 232, 280, 252, 236, 282).Curve(262, 380, 268, 430, 264, 500).
		Curve(262, 700, 254, 840, 250, 950).Curve(330, 996, 570, 996, 650, 950).
		Curve(646, 840, 638, 700, 636, 500).Curve(632, 430, 638, 380, 664, 282).Curve(620, 252, 570, 232, 516, 208).
		Path()
	sleeve := ink.From(238, 280).Curve(186, 312, 170, 372, 152, 470).Curve(138, 590, 122, 740, 114, 880).
		Curve(142, 898, 172, 902, 198, 898).Curve(210, 770, 238, 640, 266, 520).Curve(282, 430, 270, 350, 238, 280).
		Path()
	left, right := mirrored(sleeve)
	s.shadow(ink.Join(body, left, right.Hole()), 26)
	s.Paint(ink.Ellipse(450, 214, 74, 26), ink.Lit(p.Ground, 0.5))
	s.piece(left, cloth, 12)
	s.piece(right, cloth, -12)
	s.cuffs(p)
	s.piece(body, cloth, 0)
	s.placket(cloth, p, 232, 980)
	s.pocket(cloth, p)
	s.collar(cloth, p)
}

func (s *stage) cuffs(p batik.Palette) {
	left, right := mirrored(ink.From(116, 836).Curve(144, 854, 176, 858, 204, 854).Trace())
	s.seam(left, p.Figure)
	s.seam(right, p.Figure)
}

// placket is the strip with the buttons.
func (s *stage) placket(cloth ink.Shader, p batik.Palette, top, bottom float64) {
	strip := ink.Rect(434, top, 32, bottom-top)
	s.Fill(strip, func(x, y float64) ink.Color { return ink.Lit(cloth(x+37, y+21), 1.06) })
	s.Soft(ink.Rect(465, top, 5, bottom-top), 4, ink.Faded(ink.Hex(0x000000), 0.40))
	s.seam(ink.Polyline(ink.Pt(437, top), ink.Pt(437, bottom)), p.Figure)
	for y := top + 66; y < bottom-60; y += 104 {
		s.button(450, y)
	}
}

func (s *stage) button(x, y float64) {
	s.Soft(ink.Circle(x+2, y+3, 9), 3, ink.Faded(ink.Hex(0x000000), 0.5))
	s.Fill(ink.Circle(x, y, 9), ink.Down(ink.Hex(0x8c6440), ink.Hex(0x4b301b), y-9, y+9))
	s.Line(ink.Arc(x, y, 6.5, 6.5, 160, 330), 1.5, ink.Faded(ink.Hex(0xffffff), 0.5))
	for _, d := range []float64{-2.5, 2.5} {
		s.Paint(ink.Circle(x+d, y, 1.6), ink.Hex(0x1d120a))
	}
}

func (s *stage) pocket(cloth ink.Shader, p batik.Palette) {
	shape := ink.From(518, 430).Line(612, 430).Line(612, 528).Line(565, 552).Line(518, 528).Path()
	s.Fill(shape, func(x, y float64) ink.Color { return ink.Lit(cloth(x+6, y+4), 1.03) })
	s.Line(shape, 2, ink.Faded(ink.Hex(0x000000), 0.35))
	s.seam(ink.Polyline(ink.Pt(520, 446), ink.Pt(610, 446)), p.Figure)
}

// collar is a folded collar; the inside of the neck must be there already.
func (s *stage) collar(cloth ink.Shader, p batik.Palette) {
	leaf := ink.From(386, 190).Curve(366, 214, 360, 252, 372, 300).Line(450, 252).Curve(424, 244, 396, 226, 386, 190).
		Path()
	left, right := mirrored(leaf)
	s.Soft(ink.Join(left, right.Hole()).Move(2, 9), 8, ink.Faded(ink.Hex(0x000000), 0.45))
	back := ink.From(386, 192).Curve(420, 172, 480, 172, 514, 192).Curve(500, 208, 400, 208, 386, 192).Path()
	s.Fill(back, func(x, y float64) ink.Color { return ink.Lit(cloth(x, y+300), 0.62) })
	s.piece(left, cloth, 38)
	s.piece(right, cloth, -38)
	edge, other := mirrored(ink.From(380, 226).Curve(370, 250, 372, 270, 380, 286).Line(440, 250).Trace())
	s.seam(edge, p.Figure)
	s.seam(other, p.Figure)
}
