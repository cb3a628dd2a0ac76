package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// Kawung is the cut sugar palm fruit: four ovals that meet in a point, over and over. The repeat is in pixels.
func Kawung(p Palette, repeat float64) ink.Shader {
	t := newTile(p, repeat, 1)
	for corner := range 4 {
		angle := 45 + 90*float64(corner)
		t.paint(petal(500, 500, angle, 52, 600, 330), p.Figure)
		t.line(petal(500, 500, angle, 98, 508, 240), 26, p.Middle)
		t.line(petal(500, 500, angle, 180, 344, 34), 20, p.Ground)
		t.seeds(angle)
	}
	t.star(0, 500)
	t.star(500, 0)
	t.dot(500, 500, 40, p.Accent)
	t.dot(0, 0, 40, p.Accent)
	return t.canvas.Repeated()
}

// seeds are the dots along both sides of an oval's middle.
func (t *tile) seeds(angle float64) {
	for _, side := range []float64{-62, 62} {
		for _, along := range []float64{270, 352, 434} {
			at := ink.Translate(along, side).Then(ink.Rotate(angle)).Apply(ink.Pt(0, 0))
			t.dot(500+at.X, 500+at.Y, 15, t.Middle)
		}
	}
}

// star fills the dark square between four ovals.
func (t *tile) star(x, y float64) {
	for k := range 4 {
		t.paint(leaf(x, y, 90*float64(k), 18, 130, 62), t.Middle)
		t.paint(leaf(x, y, 90*float64(k), 40, 70, 24), t.Figure)
		at := ink.Rotate(45 + 90*float64(k)).Apply(ink.Pt(84, 0))
		t.dot(x+at.X, y+at.Y, 17, t.Accent)
	}
	t.dot(x, y, 22, t.Figure)
}
