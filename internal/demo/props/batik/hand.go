package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// ByHand makes a pattern less perfect: lines waver a little and the dye took unevenly.
func ByHand(pattern ink.Shader, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		dx, dy := 1.6*seed.At(x/23, y/23), 1.6*seed.At(x/23+90, y/23)
		light := 1 + 0.07*seed.At(x/70, y/70) + 0.05*seed.At(x/19, y/19)
		return ink.Lit(pattern(x+dx, y+dy), light)
	}
}

// Brocade is a woven flower pattern in two tones of one colour, with a thread of a third. The repeat is in pixels.
func Brocade(c ink.Color, repeat float64) ink.Shader {
	t := newTile(Palette{Ground: c, Figure: ink.Lit(c, 1.45), Middle: ink.Lit(c, 0.72), Accent: ink.Lit(c, 1.8)},
		repeat, 1)
	t.blossom(250, 260, t.Figure, t.Accent)
	t.blossom(750, 760, t.Figure, t.Accent)
	for _, side := range []float64{0, 500} {
		vine := ink.Smooth(ink.Pt(side+250, side-80), ink.Pt(side+400, side+100), ink.Pt(side+360, side+420),
			ink.Pt(side+520, side+560), ink.Pt(side+750, side+420))
		t.line(vine, 20, t.Figure)
		for k := range 5 {
			at := vine[0][4+8*k]
			t.paint(leaf(at.X, at.Y, -40+80*float64(k%2), 6, 120, 56), t.Figure)
		}
	}
	return t.canvas.Repeated()
}
