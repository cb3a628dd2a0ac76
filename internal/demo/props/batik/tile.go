package batik

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// unit is how many units of drawing one repeat of a pattern is wide.
const unit = 1000

// tile is one repeat of a pattern. What reaches over an edge comes in again at the other side.
type tile struct {
	Palette
	canvas        *ink.Canvas
	width, height float64 // units
	scale         float64 // pixels in a unit
}

// newTile is an empty repeat of the pattern, pixels wide; tall is its height in widths.
func newTile(p Palette, pixels, tall float64) *tile {
	width := max(8, math.Round(pixels))
	height := max(8, math.Round(width*tall))
	return &tile{p, ink.New(int(width), int(height), p.Ground), unit, unit * height / width, width / unit}
}

func (t *tile) paint(shape ink.Path, color ink.Color) {
	from, to := shape.Bounds()
	for dx := -t.width; dx <= t.width; dx += t.width {
		for dy := -t.height; dy <= t.height; dy += t.height {
			if to.X+dx < 0 || from.X+dx > t.width || to.Y+dy < 0 || from.Y+dy > t.height {
				continue
			}
			t.canvas.Paint(shape.Through(ink.Translate(dx, dy).Then(ink.Scale(t.scale, t.scale))), color)
		}
	}
}

func (t *tile) line(path ink.Path, width float64, color ink.Color) {
	t.paint(path.Stroke(width), color)
}

func (t *tile) dot(x, y, radius float64, color ink.Color) { t.paint(ink.Circle(x, y, radius), color) }

// petal is an ellipse whose near end is that far from x, y, in the direction of the angle.
func petal(x, y, angle, start, length, width float64) ink.Path {
	return ink.Ellipse(start+length/2, 0, length/2, width/2).Through(ink.Rotate(angle)).Move(x, y)
}

// leaf is a petal with two sharp ends.
func leaf(x, y, angle, start, length, width float64) ink.Path {
	end := start + length
	half := ink.From(start, 0).Curve(start+length*0.3, -width*0.7, end-length*0.3, -width*0.7, end, 0).
		Curve(end-length*0.3, width*0.7, start+length*0.3, width*0.7, start, 0)
	return half.Path().Through(ink.Rotate(angle)).Move(x, y)
}
