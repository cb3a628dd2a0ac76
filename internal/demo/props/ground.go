package props

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// wood is a table of boards, each that many pixels wide.
func wood(base ink.Color, board float64, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		number := int(math.Floor(x / board))
		tone := 0.90 + 0.2*seed.Cell(number, 3)
		off := 400 * seed.Cell(number, 5)
		grain := seed.Rough(x/9+off, y/260+off, 3)
		rings := math.Sin((x/board+1.6*seed.At(x/160+off, y/420+off))*11) * 0.5
		light := tone * (1 + 0.16*grain + 0.05*rings)
		if gap := math.Abs(x - board*math.Round(x/board)); gap < 2.5 {
			light *= 0.45 + 0.2*gap
		}
		return ink.Lit(base, light)
	}
}

// plaster is a wall, lit from the upper left.
func plaster(base ink.Color, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		return ink.Lit(base, 1.05-0.00008*x-0.00009*y+0.025*seed.Rough(x/60, y/60, 3))
	}
}

// tiles is a floor of square tiles, each that many pixels wide.
func tiles(base ink.Color, side float64, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		i, j := int(math.Floor(x/side)), int(math.Floor(y/side))
		light := 0.97 + 0.06*seed.Cell(i, j) + 0.03*seed.Rough(x/40, y/40, 3)
		gap := min(math.Abs(x-side*math.Round(x/side)), math.Abs(y-side*math.Round(y/side)))
		if gap < 2.5 {
			light *= 0.80
		}
		return ink.Lit(base, light)
	}
}

// plainPaper has a little tooth.
func plainPaper(base ink.Color, seed ink.Noise) ink.Shader {
	return func(x, y float64) ink.Color {
		return ink.Lit(base, 1+0.018*seed.Rough(x/5, y/5, 2)+0.02*seed.At(x/300, y/300))
	}
}
