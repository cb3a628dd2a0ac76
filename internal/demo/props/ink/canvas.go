package ink

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// Canvas is an opaque picture in the making. It is not safe for several goroutines at once.
type Canvas struct {
	pixels *image.RGBA
	place  Matrix
	inside *image.Alpha // where drawing is allowed; nil for everywhere
	raster vector.Rasterizer
	faces  map[Face]*sfnt.Font
	glyphs sfnt.Buffer
}

// New is a canvas of one colour, which must be opaque.
func New(width, height int, ground Color) *Canvas {
	c := &Canvas{pixels: image.NewRGBA(image.Rect(0, 0, width, height)), place: Identity(), faces: map[Face]*sfnt.Font{}}
	draw.Draw(c.pixels, c.pixels.Bounds(), image.NewUniform(color.NRGBA(ground)), image.Point{}, draw.Src)
	return c
}

// Size is the width and height in pixels.
func (c *Canvas) Size() (width, height float64) {
	size := c.pixels.Bounds().Size()
	return float64(size.X), float64(size.Y)
}

// Within draws with every shape moved by m. Shaders keep the coordinates of the canvas.
func (c *Canvas) Within(m Matrix, drawing func()) {
	outer := c.place
	c.place = m.Then(outer)
	drawing()
	c.place = outer
}

// Inside draws only where the shape is.
func (c *Canvas) Inside(shape Path, drawing func()) {
	outer := c.inside
	inner := c.mask(shape, 0)
	if outer != nil {
		both(inner, outer)
	}
	c.inside = inner
	drawing()
	c.inside = outer
}

// both keeps of the mask what the other one allows as well.
func both(mask, other *image.Alpha) {
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		for x := mask.Rect.Min.X; x < mask.Rect.Max.X; x++ {
			i := mask.PixOffset(x, y)
			mask.Pix[i] = uint8(int(mask.Pix[i]) * int(other.AlphaAt(x, y).A) / 255)
		}
	}
}

// Paint covers a shape with a colour.
func (c *Canvas) Paint(shape Path, color Color) { c.blend(c.mask(shape, 0), Flat(color)) }

// Fill covers a shape with what the shader says.
func (c *Canvas) Fill(shape Path, shader Shader) { c.blend(c.mask(shape, 0), shader) }

// Line draws along a path with a round pen.
func (c *Canvas) Line(path Path, width float64, color Color) { c.Paint(path.Stroke(width), color) }

// Soft covers a shape whose edge is blurred over about twice the radius.
func (c *Canvas) Soft(shape Path, radius float64, color Color) {
	mask := c.mask(shape, int(2*radius)+2)
	blur(mask, int(radius+0.5))
	c.blend(mask, Flat(color))
}

// Round covers a shape with what the shader says, darker towards the edge over about twice the radius, as a thing that
// is round or soft would look.
func (c *Canvas) Round(shape Path, radius float64, shader Shader) {
	mask := c.mask(shape, 0)
	depth := image.NewAlpha(mask.Rect)
	copy(depth.Pix, mask.Pix)
	blur(depth, int(radius+0.5))
	c.blend(mask, func(x, y float64) Color {
		inner := float64(depth.AlphaAt(int(x), int(y)).A) / 255
		return Lit(shader(x, y), 0.45+0.58*inner)
	})
}

// Everywhere runs the whole canvas through a function of place and present colour.
func (c *Canvas) Everywhere(change func(x, y float64, now Color) Color) {
	size := c.pixels.Bounds().Size()
	for y := range size.Y {
		row := c.pixels.Pix[y*c.pixels.Stride:][:4*size.X]
		for x := range size.X {
			p := row[4*x : 4*x+4 : 4*x+4]
			to := change(float64(x), float64(y), Color{p[0], p[1], p[2], 255})
			p[0], p[1], p[2] = to.R, to.G, to.B
		}
	}
}

// mask is how much of each pixel the shape covers; margin is what to leave around it, in pixels.
func (c *Canvas) mask(shape Path, margin int) *image.Alpha {
	shape = shape.Through(c.place)
	from, to := shape.Bounds()
	bounds := image.Rect(int(math.Floor(from.X)), int(math.Floor(from.Y)), int(math.Ceil(to.X)), int(math.Ceil(to.Y))).
		Inset(-margin).Intersect(c.pixels.Bounds().Inset(-margin))
	mask := image.NewAlpha(bounds)
	if bounds.Empty() {
		return mask
	}
	c.raster.Reset(bounds.Dx(), bounds.Dy())
	c.raster.DrawOp = draw.Src
	trace(&c.raster, shape, float64(bounds.Min.X), float64(bounds.Min.Y))
	c.raster.Draw(mask, bounds, image.Opaque, image.Point{})
	return mask
}

func trace(raster *vector.Rasterizer, shape Path, left, top float64) {
	for _, line := range shape {
		for i, p := range line {
			if i == 0 {
				raster.MoveTo(float32(p.X-left), float32(p.Y-top))
				continue
			}
			raster.LineTo(float32(p.X-left), float32(p.Y-top))
		}
		raster.ClosePath()
	}
}

func (c *Canvas) blend(mask *image.Alpha, shader Shader) {
	area := mask.Rect.Intersect(c.pixels.Rect)
	if c.inside != nil {
		area = area.Intersect(c.inside.Rect)
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		cover := mask.Pix[mask.PixOffset(area.Min.X, y):]
		row := c.pixels.Pix[c.pixels.PixOffset(area.Min.X, y):]
		for i := range area.Dx() {
			part := uint32(cover[i])
			if part > 0 && c.inside != nil {
				part = part * uint32(c.inside.AlphaAt(area.Min.X+i, y).A) / 255
			}
			if part > 0 {
				over(row[4*i:4*i+3:4*i+3], shader(float64(area.Min.X+i), float64(y)), part)
			}
		}
	}
}

func over(p []uint8, color Color, cover uint32) {
	k := cover * uint32(color.A) // of 255·255
	const full = 255 * 255
	p[0] = uint8((uint32(p[0])*(full-k) + uint32(color.R)*k + full/2) / full)
	p[1] = uint8((uint32(p[1])*(full-k) + uint32(color.G)*k + full/2) / full)
	p[2] = uint8((uint32(p[2])*(full-k) + uint32(color.B)*k + full/2) / full)
}
