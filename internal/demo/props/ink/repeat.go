package ink

import "math"

// Repeated covers the plane with copies of the canvas as it is when each pixel is asked for. Its top left corner is
// at the origin; between its pixels the colours are mixed.
func (c *Canvas) Repeated() Shader {
	size := c.pixels.Bounds().Size()
	width, height := float64(size.X), float64(size.Y)
	return func(x, y float64) Color {
		x -= width * math.Floor(x/width)
		y -= height * math.Floor(y/height)
		left, top := min(int(x), size.X-1), min(int(y), size.Y-1)
		right, bottom := (left+1)%size.X, (top+1)%size.Y
		u, v := int32((x-float64(left))*256), int32((y-float64(top))*256)
		a, b := c.pixel(left, top), c.pixel(right, top)
		d, e := c.pixel(left, bottom), c.pixel(right, bottom)
		mix := func(i int) uint8 {
			upper := int32(a[i])*(256-u) + int32(b[i])*u
			lower := int32(d[i])*(256-u) + int32(e[i])*u
			return uint8((upper*(256-v) + lower*v) >> 16)
		}
		return Color{mix(0), mix(1), mix(2), 255}
	}
}

func (c *Canvas) pixel(x, y int) []uint8 {
	at := y*c.pixels.Stride + 4*x
	return c.pixels.Pix[at : at+4 : at+4]
}
