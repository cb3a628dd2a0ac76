package ink

import "math"

// Path is a shape: one or more outlines, curves already broken into short straight pieces. Filling closes each outline.
// Where outlines overlap and run the same way round, the shape is their union; the other way round cuts a hole.
type Path [][]Point

// Polygon is a closed outline with straight sides.
func Polygon(corners ...Point) Path {
	return Path{append(corners[:len(corners):len(corners)], corners[0])}
}

// Polyline is an open line through the points.
func Polyline(points ...Point) Path { return Path{points} }

// Rect is an upright rectangle.
func Rect(x, y, width, height float64) Path {
	return Polygon(Pt(x, y), Pt(x+width, y), Pt(x+width, y+height), Pt(x, y+height))
}

// RoundRect is an upright rectangle with rounded corners.
func RoundRect(x, y, width, height, radius float64) Path {
	r := min(radius, width/2, height/2)
	const k = 0.4477 // of the radius: where the handles of a quarter circle end
	return From(x+r, y).Line(x+width-r, y).Curve(x+width-r*k, y, x+width, y+r*k, x+width, y+r).
		Line(x+width, y+height-r).Curve(x+width, y+height-r*k, x+width-r*k, y+height, x+width-r, y+height).
		Line(x+r, y+height).Curve(x+r*k, y+height, x, y+height-r*k, x, y+height-r).
		Line(x, y+r).Curve(x, y+r*k, x+r*k, y, x+r, y).Path()
}

// Ellipse is an upright ellipse about a centre.
func Ellipse(x, y, radiusX, radiusY float64) Path {
	return Path{arc(x, y, radiusX, radiusY, 0, 360)}
}

// Circle is a circle about a centre.
func Circle(x, y, radius float64) Path { return Ellipse(x, y, radius, radius) }

// Arc is the open part of an ellipse from one angle to another; 0 points right, 90 down.
func Arc(x, y, radiusX, radiusY, from, to float64) Path {
	return Path{arc(x, y, radiusX, radiusY, from, to)}
}

func arc(x, y, radiusX, radiusY, from, to float64) []Point {
	turn := math.Abs(to-from) / 360
	n := max(3, int(turn*(10+3*math.Sqrt(max(radiusX, radiusY)))))
	points := make([]Point, n+1)
	for i := range points {
		sin, cos := math.Sincos((from + (to-from)*float64(i)/float64(n)) * math.Pi / 180)
		points[i] = Pt(x+radiusX*cos, y+radiusY*sin)
	}
	return points
}

// Smooth is an open curve through the points.
func Smooth(points ...Point) Path {
	n := len(points)
	padded := append([]Point{points[0]}, points...)
	return Path{spline(append(padded, points[n-1]))}
}

// Blob is a closed curve through the points.
func Blob(points ...Point) Path {
	n := len(points)
	around := append([]Point{points[n-1]}, points...)
	return Path{spline(append(around, points[0], points[1%n]))}
}

// spline runs through all points but the first and the last, which only give direction.
func spline(p []Point) []Point {
	const pieces = 10
	line := []Point{p[1]}
	for i := 1; i+2 < len(p); i++ {
		for k := 1; k <= pieces; k++ {
			line = append(line, catmullRom(p[i-1], p[i], p[i+1], p[i+2], float64(k)/pieces))
		}
	}
	return line
}

func catmullRom(a, b, c, d Point, t float64) Point {
	return b.plus(c.minus(a).times(t / 2)).
		plus(a.times(2).minus(b.times(5)).plus(c.times(4)).minus(d).times(t * t / 2)).
		plus(b.minus(c).times(3).plus(d).minus(a).times(t * t * t / 2))
}

// Join puts the outlines of several paths in one.
func Join(paths ...Path) Path {
	var all Path
	for _, path := range paths {
		all = append(all, path...)
	}
	return all
}

// Through is the path as m moves it.
func (p Path) Through(m Matrix) Path {
	moved := make(Path, len(p))
	for i, line := range p {
		moved[i] = make([]Point, len(line))
		for k, point := range line {
			moved[i][k] = m.Apply(point)
		}
	}
	return moved
}

// Move is the path moved by x, y.
func (p Path) Move(x, y float64) Path { return p.Through(Translate(x, y)) }

// Hole is the same shape run the other way round, to be joined to a larger one.
func (p Path) Hole() Path {
	turned := make(Path, len(p))
	for i, line := range p {
		turned[i] = make([]Point, len(line))
		for k, point := range line {
			turned[i][len(line)-1-k] = point
		}
	}
	return turned
}

// Bounds are the top left and the bottom right corner of the smallest upright rectangle around the path.
func (p Path) Bounds() (from, to Point) {
	from, to = Pt(math.Inf(1), math.Inf(1)), Pt(math.Inf(-1), math.Inf(-1))
	for _, line := range p {
		for _, q := range line {
			from, to = Pt(min(from.X, q.X), min(from.Y, q.Y)), Pt(max(to.X, q.X), max(to.Y, q.Y))
		}
	}
	return from, to
}

// Outline builds one closed outline of straight sides and curves.
type Outline struct{ line []Point }

// From begins an outline.
func From(x, y float64) Outline { return Outline{[]Point{Pt(x, y)}} }

// Line goes straight to x, y.
func (o Outline) Line(x, y float64) Outline { return Outline{append(o.line, Pt(x, y))} }

// Curve goes to x, y, leaving towards the first handle and arriving from the second.
func (o Outline) Curve(x1, y1, x2, y2, x, y float64) Outline {
	const pieces = 14
	a, b, c, d := o.line[len(o.line)-1], Pt(x1, y1), Pt(x2, y2), Pt(x, y)
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		ab, bc, cd := between(a, b, t), between(b, c, t), between(c, d, t)
		o.line = append(o.line, between(between(ab, bc, t), between(bc, cd, t), t))
	}
	return o
}

// Bend goes to x, y, pulled towards one handle.
func (o Outline) Bend(x1, y1, x, y float64) Outline {
	a := o.line[len(o.line)-1]
	return o.Curve(a.X+(x1-a.X)*2/3, a.Y+(y1-a.Y)*2/3, x+(x1-x)*2/3, y+(y1-y)*2/3, x, y)
}

// Path is the finished outline.
func (o Outline) Path() Path { return Polygon(o.line...) }

// Trace is the line as it is, not closed.
func (o Outline) Trace() Path { return Path{o.line} }
