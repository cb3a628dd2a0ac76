package props

import (
	"math"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// relief is how high a cloth lies, known every few pixels.
type relief struct {
	columns, rows int
	heights       []float32
}

const reliefStep = 4

func newRelief(width, height float64, at func(x, y float64) float64) relief {
	r := relief{columns: int(width)/reliefStep + 3, rows: int(height)/reliefStep + 3}
	r.heights = make([]float32, r.columns*r.rows)
	for j := range r.rows {
		for i := range r.columns {
			r.heights[j*r.columns+i] = float32(at(float64(i*reliefStep), float64(j*reliefStep)))
		}
	}
	return r
}

// slope is how steep the cloth is at a point, to the right and downwards.
func (r relief) slope(x, y float64) (dx, dy float64) {
	x, y = x/reliefStep, y/reliefStep
	i, j := min(max(int(x), 0), r.columns-3), min(max(int(y), 0), r.rows-3)
	u, v := min(max(x-float64(i), 0), 1), min(max(y-float64(j), 0), 1)
	at := func(i, j int) float64 { return float64(r.heights[j*r.columns+i]) }
	mix := func(a, b, t float64) float64 { return a + (b-a)*t }
	left, middle, right := mix(at(i, j), at(i, j+1), v), mix(at(i+1, j), at(i+1, j+1), v),
		mix(at(i+2, j), at(i+2, j+1), v)
	upper, centre, lower := mix(at(i, j), at(i+1, j), u), mix(at(i, j+1), at(i+1, j+1), u),
		mix(at(i, j+2), at(i+1, j+2), u)
	dx = mix(middle-left, right-middle, u)
	dy = mix(centre-upper, lower-centre, v)
	return dx / reliefStep, dy / reliefStep
}

// drape lays a pattern over a relief: it bends with the folds, and light comes from the upper left.
func drape(pattern ink.Shader, r relief) ink.Shader {
	return func(x, y float64) ink.Color {
		dx, dy := r.slope(x, y)
		light := 1 - 0.55*dx - 0.70*dy
		light /= math.Sqrt(1 + 0.5*(dx*dx+dy*dy))
		return ink.Lit(pattern(x+9*dx, y+9*dy), min(max(light, 0.42), 1.38))
	}
}

// crease is one fold: a ridge along a line.
type crease struct {
	angle, away   float64 // the line's direction, and its distance from the middle in pixels
	width, height float64 // pixels
}

// creased is a relief of folds that run roughly in one direction, in degrees.
func (s *stage) creased(width, height, angle float64, count int, strength float64) relief {
	creases := make([]crease, count)
	for i := range creases {
		creases[i] = crease{
			angle:  (angle + s.between(-22, 22)) * math.Pi / 180,
			away:   s.between(-0.6, 0.6) * max(width, height),
			width:  s.between(50, 120),
			height: s.between(0.4, 1) * strength * pick(s, 1, 1, -0.7),
		}
	}
	return newRelief(width, height, func(x, y float64) float64 {
		sum := 0.35 * strength * s.noise.At(x/210, y/210)
		x, y = x-width/2+60*s.noise.At(x/330, y/330), y-height/2+60*s.noise.At(x/330+70, y/330)
		for _, c := range creases {
			sin, cos := math.Sincos(c.angle)
			d := (x*-sin + y*cos - c.away) / c.width
			fade := 0.6 + 0.4*math.Sin((x*cos+y*sin)/310+c.away)
			sum += c.height * fade * math.Exp(-d*d)
		}
		return sum
	})
}

// hanging is a relief of folds that fall downwards and open out.
func (s *stage) hanging(width, height, folds, strength float64) relief {
	phase := s.between(0, 6)
	return newRelief(width, height, func(x, y float64) float64 {
		wander := 0.9 * s.noise.At(x/260, y/700)
		wave := math.Sin((x/width*folds+wander)*2*math.Pi + phase)
		return strength * (wave + 0.2*math.Sin(2*wave+x/90)) * (0.35 + 0.65*y/height)
	})
}
