// Package ink draws pictures: shapes with smooth edges, letters, shadows and the flaws of a photo. It knows nothing of
// what is drawn. Lengths are in pixels from the top left corner, angles in degrees clockwise.
package ink

import "math"

// Point is a place on a canvas.
type Point struct{ X, Y float64 }

// Pt is the point at x, y.
func Pt(x, y float64) Point { return Point{x, y} }

func (p Point) plus(q Point) Point        { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) minus(q Point) Point       { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) times(k float64) Point     { return Point{p.X * k, p.Y * k} }
func (p Point) length() float64           { return math.Hypot(p.X, p.Y) }
func (p Point) to(q Point) float64        { return q.minus(p).length() }
func between(a, b Point, t float64) Point { return a.plus(b.minus(a).times(t)) }

// Matrix moves points: x' = A·x + B·y + C, y' = D·x + E·y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity leaves every point where it is.
func Identity() Matrix { return Matrix{A: 1, E: 1} }

// Translate moves by x, y.
func Translate(x, y float64) Matrix { return Matrix{1, 0, x, 0, 1, y} }

// Scale stretches away from the origin.
func Scale(x, y float64) Matrix { return Matrix{x, 0, 0, 0, y, 0} }

// Rotate turns about the origin.
func Rotate(degrees float64) Matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Matrix{cos, -sin, 0, sin, cos, 0}
}

// RotateAbout turns about the point at x, y.
func RotateAbout(degrees, x, y float64) Matrix {
	return Translate(-x, -y).Then(Rotate(degrees)).Then(Translate(x, y))
}

// Onto maps the unit square onto the parallelogram with these three corners: of 0,0, of 1,0 and of 0,1.
func Onto(origin, right, down Point) Matrix {
	r, d := right.minus(origin), down.minus(origin)
	return Matrix{r.X, d.X, origin.X, r.Y, d.Y, origin.Y}
}

// Then is m followed by next.
func (m Matrix) Then(next Matrix) Matrix {
	return Matrix{
		next.A*m.A + next.B*m.D, next.A*m.B + next.B*m.E, next.A*m.C + next.B*m.F + next.C,
		next.D*m.A + next.E*m.D, next.D*m.B + next.E*m.E, next.D*m.C + next.E*m.F + next.F,
	}
}

// Apply moves one point.
func (m Matrix) Apply(p Point) Point {
	return Point{m.A*p.X + m.B*p.Y + m.C, m.D*p.X + m.E*p.Y + m.F}
}

// Inverse undoes m, which must not flatten the plane.
func (m Matrix) Inverse() Matrix {
	k := 1 / (m.A*m.E - m.B*m.D)
	return Matrix{
		m.E * k, -m.B * k, (m.B*m.F - m.E*m.C) * k,
		-m.D * k, m.A * k, (m.D*m.C - m.A*m.F) * k,
	}
}
