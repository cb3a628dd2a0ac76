package ink

import "math"

// Color is straight (not premultiplied) red, green, blue and opacity. The zero Color is invisible.
type Color struct{ R, G, B, A uint8 }

// Hex is the opaque colour written as 0xRRGGBB.
func Hex(rgb uint32) Color { return Color{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255} }

// Mix goes from a (t = 0) to b (t = 1); t outside is cut off.
func Mix(a, b Color, t float64) Color {
	k := int32(math.Round(min(max(t, 0), 1) * 256))
	mix := func(x, y uint8) uint8 { return uint8((int32(x)*(256-k) + int32(y)*k) >> 8) }
	return Color{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

// Lit is the colour in that much light: 1 leaves it, 0 is black, above 1 is brighter.
func Lit(c Color, light float64) Color {
	k := max(light, 0)
	lit := func(x uint8) uint8 { return uint8(min(255, float64(x)*k+0.5)) }
	return Color{lit(c.R), lit(c.G), lit(c.B), c.A}
}

// Faded is the colour at that opacity, from 0 to 1.
func Faded(c Color, opacity float64) Color {
	c.A = uint8(min(max(opacity, 0), 1)*255 + 0.5)
	return c
}

// Shader gives the colour of each pixel of a shape.
type Shader func(x, y float64) Color

// Flat is one colour everywhere.
func Flat(c Color) Shader { return func(_, _ float64) Color { return c } }

// Down goes from the first colour at the height y1 to the second at y2.
func Down(from, to Color, y1, y2 float64) Shader {
	return func(_, y float64) Color { return Mix(from, to, (y-y1)/(y2-y1)) }
}

// Across goes from the first colour at x1 to the second at x2.
func Across(from, to Color, x1, x2 float64) Shader {
	return func(x, _ float64) Color { return Mix(from, to, (x-x1)/(x2-x1)) }
}

// Glow goes from the first colour at the centre to the second at the radius.
func Glow(from, to Color, x, y, radius float64) Shader {
	return func(px, py float64) Color { return Mix(from, to, math.Hypot(px-x, py-y)/radius) }
}

// Through is the shader seen through m: what it shows at a point, it now shows where m puts that point.
func (s Shader) Through(m Matrix) Shader {
	back := m.Inverse()
	return func(x, y float64) Color {
		p := back.Apply(Pt(x, y))
		return s(p.X, p.Y)
	}
}
