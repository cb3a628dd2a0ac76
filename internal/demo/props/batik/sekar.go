package batik

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// SekarJagad is a map of islands, each with a pattern of its own. The repeat is the size of an island in pixels; the
// islands themselves never repeat.
func SekarJagad(p Palette, repeat float64, seed ink.Noise) ink.Shader {
	swapped := Palette{Ground: p.Figure, Figure: p.Ground, Middle: p.Middle, Accent: p.Accent}
	warm := Palette{Ground: p.Middle, Figure: p.Figure, Middle: p.Ground, Accent: p.Figure}
	fills := []ink.Shader{
		Kawung(p, repeat*0.42), Truntum(swapped, repeat*0.5), Truntum(warm, repeat*0.4),
		Ceplok(p, repeat*0.55), Kawung(warm, repeat*0.3), Parang(swapped, repeat*0.3),
	}
	return func(x, y float64) ink.Color {
		wave := repeat * 0.20
		wx := x + wave*seed.At(x/repeat*1.3, y/repeat*1.3)
		wy := y + wave*seed.At(x/repeat*1.3+50, y/repeat*1.3)
		which, coast := island(wx/repeat, wy/repeat, seed)
		switch {
		case coast < 0.03:
			return p.Figure
		case coast < 0.05:
			return p.Ground
		}
		return fills[int(which*float64(len(fills)))](x, y)
	}
}

// island finds the one a point lies on: a number from 0 to 1 that tells it from others, and how far off its coast is.
func island(x, y float64, seed ink.Noise) (which, coast float64) {
	column, row := int(math.Floor(x)), int(math.Floor(y))
	centre := func(i, j int) (float64, float64) {
		return float64(i) + 0.15 + 0.7*seed.Cell(i, j), float64(j) + 0.15 + 0.7*(seed+1).Cell(i, j)
	}
	nearest, second := math.Inf(1), math.Inf(1)
	var nx, ny, sx, sy float64
	for i := column - 1; i <= column+1; i++ {
		for j := row - 1; j <= row+1; j++ {
			cx, cy := centre(i, j)
			d := math.Hypot(cx-x, cy-y)
			switch {
			case d < nearest:
				nearest, second, sx, sy = d, nearest, nx, ny
				nx, ny, which = cx, cy, (seed+2).Cell(i, j)
			case d < second:
				second, sx, sy = d, cx, cy
			}
		}
	}
	return which, (second*second - nearest*nearest) / (2 * math.Hypot(sx-nx, sy-ny))
}
