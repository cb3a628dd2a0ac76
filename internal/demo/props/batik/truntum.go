package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// Truntum is the night sky of small flowers that parents wear at a wedding. The repeat is in pixels.
func Truntum(p Palette, repeat float64) ink.Shader {
	t := newTile(p, repeat, 1)
	t.blossom(250, 250, p.Figure, p.Accent)
	t.blossom(750, 750, p.Figure, p.Accent)
	t.bud(750, 250)
	t.bud(250, 750)
	for column := range 2 {
		for row := range 4 {
			x, y := 500*float64(column), 250*float64(row)
			t.sprinkle(x, y)
			t.sprinkle(x+250, y+125)
		}
	}
	return t.canvas.Repeated()
}

func (t *tile) blossom(x, y float64, petals, heart ink.Color) {
	for k := range 8 {
		angle := 45 * float64(k)
		length := 158.0
		if k%2 == 1 {
			length = 128
		}
		t.paint(leaf(x, y, angle, 42, length, 66), petals)
		t.line(ink.Polyline(ink.Pt(62, 0), ink.Pt(30+length*0.72, 0)).Through(ink.Rotate(angle)).Move(x, y), 12,
			t.Middle)
		tip := ink.Rotate(angle + 22.5).Apply(ink.Pt(178, 0))
		t.dot(x+tip.X, y+tip.Y, 13, heart)
	}
	t.dot(x, y, 50, heart)
	t.dot(x, y, 26, t.Ground)
}

func (t *tile) bud(x, y float64) {
	for k := range 4 {
		angle := 45 + 90*float64(k)
		t.paint(petal(x, y, angle, 26, 66, 40), t.Middle)
		tip := ink.Rotate(angle + 45).Apply(ink.Pt(86, 0))
		t.dot(x+tip.X, y+tip.Y, 12, t.Figure)
	}
	t.dot(x, y, 22, t.Figure)
}

// sprinkle is a few drops of wax on the bare ground.
func (t *tile) sprinkle(x, y float64) {
	t.dot(x-22, y+8, 9, t.Middle)
	t.dot(x+22, y+8, 9, t.Middle)
	t.dot(x, y-18, 9, t.Accent)
}
