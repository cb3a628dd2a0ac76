package ink

import "math"

// Noise is a smooth random field, the same for the same seed.
type Noise uint64

// At is the field at a point, from -1 to 1, 0 on average; it changes over a distance of about 1.
func (n Noise) At(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int64(fx), int64(fy)
	x, y = x-fx, y-fy
	u, v := ease(x), ease(y)
	top := n.slope(ix, iy, x, y)*(1-u) + n.slope(ix+1, iy, x-1, y)*u
	bottom := n.slope(ix, iy+1, x, y-1)*(1-u) + n.slope(ix+1, iy+1, x-1, y-1)*u
	return 1.4 * (top*(1-v) + bottom*v)
}

// Rough adds finer and finer fields, each half as strong: clouds, wood, stains.
func (n Noise) Rough(x, y float64, octaves int) float64 {
	sum, strength := 0.0, 0.5
	for i := range octaves {
		sum += strength * (n+Noise(i)).At(x, y)
		x, y, strength = 2*x+17, 2*y+31, strength/2
	}
	return sum
}

// Cell is a random number from 0 to 1 for each whole x, y.
func (n Noise) Cell(x, y int) float64 {
	return float64(n.hash(int64(x), int64(y))>>11) / (1 << 53)
}

func (n Noise) hash(x, y int64) uint64 {
	h := uint64(n)*0x9e3779b97f4a7c15 ^ uint64(x)*0xbf58476d1ce4e5b9 ^ uint64(y)*0x94d049bb133111eb
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// slope is one corner's share: a slope in one of eight directions.
func (n Noise) slope(ix, iy int64, x, y float64) float64 {
	const d = 0.7071
	switch n.hash(ix, iy) >> 61 {
	case 0:
		return x
	case 1:
		return -x
	case 2:
		return y
	case 3:
		return -y
	case 4:
		return d * (x + y)
	case 5:
		return d * (x - y)
	case 6:
		return d * (y - x)
	}
	return -d * (x + y)
}

func ease(t float64) float64 { return t * t * t * (t*(t*6-15) + 10) }
