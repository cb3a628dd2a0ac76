package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// Parang is the row of blades that lean like waves, once kept for kings. The repeat is in pixels, along the row.
func Parang(p Palette, repeat float64) ink.Shader {
	t := newTile(p, repeat, 1.9)
	for k := range 2 {
		left := 500 * float64(k)
		t.blade(ink.Translate(left, 0))
		t.echo(ink.Translate(left, 0))
		t.echo(ink.Rotate(180).Then(ink.Translate(left+1110, t.height)))
	}
	t.beads()
	return t.canvas.Repeated().Through(ink.Rotate(-45))
}

// blade is the long S from one edge of the row to the other.
func (t *tile) blade(m ink.Matrix) {
	h := t.height
	spine := ink.Smooth(ink.Pt(40, h*0.17), ink.Pt(215, h*0.185), ink.Pt(310, h*0.30), ink.Pt(305, h*0.5),
		ink.Pt(300, h*0.70), ink.Pt(395, h*0.815), ink.Pt(570, h*0.83))[0]
	swell := func(k float64) ink.Path {
		return ink.Ribbon(spine, func(along float64) float64 {
			off := 2*along - 1
			return k * (70 + 240*(1-off*off))
		}).Through(m)
	}
	t.paint(swell(1), t.Figure)
	t.paint(swell(0.78), t.Middle)
	t.paint(swell(0.58), t.Figure)
	middle := ink.Path{spine[12 : len(spine)-12]}.Through(m)
	t.line(middle, 30, t.Ground)
	for _, at := range middle[0][6 : len(middle[0])-4] {
		t.dot(at.X, at.Y, 6, t.Accent)
	}
}

// echo is the short curl that fills the hollow of a blade.
func (t *tile) echo(m ink.Matrix) {
	h := t.height
	curl := ink.Smooth(ink.Pt(350, h*0.165), ink.Pt(470, h*0.20), ink.Pt(535, h*0.29), ink.Pt(545, h*0.42))[0]
	t.paint(ink.Ribbon(curl, func(along float64) float64 { return 118 - 96*along }).Through(m), t.Figure)
	t.paint(ink.Ribbon(curl, func(along float64) float64 { return 60 - 54*along }).Through(m), t.Middle)
	tip := m.Apply(ink.Pt(546, h*0.465))
	t.dot(tip.X, tip.Y, 22, t.Accent)
}

// beads is the row of lozenges between two rows of blades.
func (t *tile) beads() {
	band := t.height * 0.085
	t.paint(ink.Rect(-50, -band, t.width+100, 2*band), t.Ground)
	for _, y := range []float64{-band, band} {
		t.line(ink.Polyline(ink.Pt(-50, y), ink.Pt(t.width+50, y)), 44, t.Figure)
		t.line(ink.Polyline(ink.Pt(-50, y*0.66), ink.Pt(t.width+50, y*0.66)), 18, t.Middle)
	}
	for k := range 4 {
		x := 250*float64(k) + 125
		t.paint(leaf(x, 0, 0, -92, 184, 112), t.Figure)
		t.dot(x, 0, 24, t.Middle)
		t.dot(x+125, 0, 20, t.Accent)
	}
}
