package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// Ceplok is a lattice with a rose in every lozenge, as in Sidomukti. The repeat is in pixels.
func Ceplok(p Palette, repeat float64) ink.Shader {
	t := newTile(p, repeat, 1)
	for _, width := range []float64{88, 52, 16} {
		color := map[float64]ink.Color{88: p.Middle, 52: p.Figure, 16: p.Middle}[width]
		t.line(ink.Polyline(ink.Pt(-600, -100), ink.Pt(1100, 1600)).Move(-500, 0), width, color)
		t.line(ink.Polyline(ink.Pt(1600, -100), ink.Pt(-100, 1600)).Move(0, 0), width, color)
		t.line(ink.Polyline(ink.Pt(-100, -600), ink.Pt(1600, 1100)), width, color)
		t.line(ink.Polyline(ink.Pt(600, -100), ink.Pt(-600, 1100)), width, color)
	}
	t.rose(500, 500)
	t.wings(0, 0)
	return t.canvas.Repeated()
}

func (t *tile) rose(x, y float64) {
	for k := range 8 {
		angle := 45 * float64(k)
		if k%2 == 0 {
			t.paint(petal(x, y, angle, 70, 230, 150), t.Figure)
			t.line(petal(x, y, angle, 108, 150, 78), 16, t.Middle)
			t.paint(petal(x, y, angle, 150, 76, 20), t.Ground)
			continue
		}
		t.paint(leaf(x, y, angle, 60, 150, 84), t.Accent)
	}
	t.dot(x, y, 74, t.Figure)
	t.dot(x, y, 46, t.Middle)
	t.dot(x, y, 20, t.Figure)
}

// wings is a pair of Garuda's wings, or near enough at the size of a stamp.
func (t *tile) wings(x, y float64) {
	for _, side := range []float64{-1, 1} {
		for k := range 4 {
			angle := -60 + 32*float64(k)
			feather := leaf(0, 0, angle, 60, 230-18*float64(k), 66).Through(ink.Scale(side, 1)).Move(x, y+30)
			t.paint(feather, t.Figure)
			rib := leaf(0, 0, angle, 90, 150-14*float64(k), 18).Through(ink.Scale(side, 1)).Move(x, y+30)
			t.paint(rib, t.Middle)
		}
	}
	t.paint(leaf(x, y, -90, -80, 300, 90), t.Accent)
	t.dot(x, y+60, 44, t.Figure)
	t.dot(x, y+60, 22, t.Middle)
}
