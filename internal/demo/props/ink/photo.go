package ink

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math"

	"golang.org/x/image/draw"
)

// Snapshot makes a drawing look taken with a phone: light from one side, darker corners, a warm or cool cast and grain.
// Warmth is from -1 (cool) to 1 (warm).
func (c *Canvas) Snapshot(seed Noise, warmth float64) {
	width, height := c.Size()
	fromLeft := 0.10 * (seed.Cell(1, 1) - 0.5)
	warm, cool := 1+0.03*warmth, 1-0.05*warmth
	c.Everywhere(func(x, y float64, now Color) Color {
		u, v := x/width-0.5, y/height-0.5
		light := 1.02 - 0.36*(u*u+v*v) + fromLeft*u - 0.05*v
		grain := 2.5 * (seed.Cell(int(x), int(y)) + seed.Cell(int(x)+1, int(y)) - 1)
		shine := func(c uint8, k float64) uint8 {
			return uint8(math.Round(min(max(float64(c)*light*k+grain, 0), 255)))
		}
		return Color{shine(now.R, warm), shine(now.G, 1), shine(now.B, cool), 255}
	})
}

// JPEG encodes the canvas within limit bytes: at the best quality that does, else smaller.
func (c *Canvas) JPEG(limit int) ([]byte, error) {
	var out bytes.Buffer
	for pixels := c.pixels; ; pixels = smaller(pixels) {
		for _, quality := range []int{84, 72} {
			out.Reset()
			if err := jpeg.Encode(&out, pixels, &jpeg.Options{Quality: quality}); err != nil {
				return nil, fmt.Errorf("encode picture: %w", err)
			}
			if out.Len() <= limit || pixels.Rect.Dx() < 64 {
				return out.Bytes(), nil
			}
			if out.Len() > limit*7/5 {
				break // less quality alone would not do
			}
		}
	}
}

func smaller(full *image.RGBA) *image.RGBA {
	size := full.Rect.Size()
	small := image.NewRGBA(image.Rect(0, 0, size.X*7/8, size.Y*7/8))
	draw.CatmullRom.Scale(small, small.Rect, full, full.Rect, draw.Src, nil)
	return small
}

// PNG encodes the canvas without loss.
func (c *Canvas) PNG() ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, c.pixels); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return out.Bytes(), nil
}
