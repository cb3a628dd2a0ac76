package props

import (
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// drawPlace shows the shop from the street, its café, or a gate where a parcel was handed over.
func drawPlace(s *stage) {
	switch {
	case s.tells("serah", "terima", "pagar", "rumah"):
		s.gate()
	case s.tells("joglo", "kedai", "makan"):
		s.joglo()
	default:
		s.front()
	}
	s.Snapshot(s.noise, s.between(0, 0.8))
}

// paving is a floor that runs towards the horizon, its tiles that wide at the lower edge of the picture.
func paving(base ink.Color, horizon, bottom, tile float64, seed ink.Noise) ink.Shader {
	flat := tiles(base, tile, seed)
	return func(x, y float64) ink.Color {
		depth := (bottom - horizon) / max(y-horizon, 4)
		c := flat((x-600)*depth+6000, 900*depth)
		return ink.Lit(c, 1.06-0.10*min(depth, 4)/4)
	}
}

// plant is a pot with leaves.
func (s *stage) plant(x, y, size float64) {
	s.Soft(ink.Ellipse(x+size*0.1, y, size*0.42, size*0.10), size*0.06, ink.Faded(ink.Hex(0x000000), 0.45))
	for range 34 {
		angle := s.between(-172, -8)
		length := size * s.between(0.5, 1.05)
		green := ink.Mix(ink.Hex(0x1f4d24), ink.Hex(0x77a043), s.dice.Float64())
		leaf := ink.From(0, 0).Curve(length*0.3, -length*0.16, length*0.7, -length*0.13, length, 0).
			Curve(length*0.7, length*0.13, length*0.3, length*0.10, 0, 0).Path()
		s.Paint(leaf.Through(ink.Rotate(angle)).Move(x, y-size*0.52), green)
	}
	pot := ink.From(x-size*0.30, y-size*0.56).Line(x+size*0.30, y-size*0.56).Line(x+size*0.21, y).Line(x-size*0.21, y).
		Path()
	s.Round(pot, size*0.06, ink.Across(ink.Hex(0xc9764a), ink.Hex(0x7d3d20), x-size*0.3, x+size*0.3))
	s.Round(ink.RoundRect(x-size*0.33, y-size*0.62, size*0.66, size*0.11, 4), size*0.03,
		ink.Across(ink.Hex(0xd98757), ink.Hex(0x8c4726), x-size*0.3, x+size*0.3))
}
