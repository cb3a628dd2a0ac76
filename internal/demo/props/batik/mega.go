package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// MegaMendung is the rain cloud of Cirebon: each cloud grows deeper in colour, ring by ring. The repeat is in pixels.
func MegaMendung(p Palette, repeat float64) ink.Shader {
	t := newTile(p, repeat, 0.9)
	rings := []ink.Color{
		p.Figure, ink.Mix(p.Figure, p.Accent, 0.5), p.Accent, ink.Mix(p.Accent, p.Middle, 0.5), p.Middle,
		ink.Mix(p.Middle, p.Ground, 0.5), p.Figure,
	}
	for _, at := range [...]ink.Matrix{
		ink.Scale(1.1, 1.1).Then(ink.Translate(255, 210)), ink.Scale(-0.9, 0.9).Then(ink.Translate(760, 385)),
		ink.Scale(-0.95, 0.95).Then(ink.Translate(180, 640)), ink.Scale(1.05, 1.05).Then(ink.Translate(690, 790)),
	} {
		for i, color := range rings {
			size := 1 - 0.145*float64(i)
			t.paint(cloud().Through(ink.Scale(size, size)).Through(at), color)
		}
	}
	t.drizzle()
	return t.canvas.Repeated()
}

// cloud is the outline of one cloud about its middle, 600 units wide, with a tail at both ends.
func cloud() ink.Path {
	var shape ink.Path
	for _, puff := range [...][3]float64{
		{0, -30, 112}, {-118, 8, 84}, {122, 2, 90}, {0, 36, 96}, {-205, 40, 46}, {212, 38, 50}, {66, -112, 58},
		{-74, -96, 52},
	} {
		shape = append(shape, ink.Ellipse(puff[0], puff[1], puff[2]*1.08, puff[2]*0.86)...)
	}
	left := ink.From(-190, 12).Curve(-250, 10, -290, 40, -335, 22).Curve(-310, 76, -240, 92, -180, 76).Path()
	right := ink.From(190, 76).Curve(250, 92, 310, 70, 340, 14).Curve(290, 34, 250, 6, 190, 10).Path()
	return ink.Join(shape, left.Hole(), right.Hole())
}

// drizzle is the rows of dots that fill the sky.
func (t *tile) drizzle() {
	for _, at := range [...]ink.Point{{X: 520, Y: 130}, {X: 20, Y: 395}, {X: 470, Y: 560}, {X: 950, Y: 620}} {
		for k := range 5 {
			t.dot(at.X-48+24*float64(k), at.Y+8*float64(k%2), 7, t.Accent)
		}
	}
}
