package ink

import "math"

// Stroke is the shape of a round pen of that width drawn along every line of the path.
func (p Path) Stroke(width float64) Path {
	var shape Path
	for _, line := range p {
		shape = append(shape, trail(line, func(int) float64 { return width / 2 })...)
	}
	return shape
}

// Ribbon is a stroke along the points whose width, asked for from 0 (start) to 1 (end), may change.
func Ribbon(spine []Point, width func(along float64) float64) Path {
	last := float64(len(spine) - 1)
	return trail(spine, func(i int) float64 { return width(float64(i)/last) / 2 })
}

// trail is a pen's way along a line. Its pieces share their edges instead of overlapping, because where two outlines
// both cover half of a pixel the pixel would be taken for full; only around sharp corners they overlap.
func trail(line []Point, radius func(i int) float64) Path {
	line, numbers := distinct(line)
	if len(line) == 1 {
		return Path{roundEnd(line[0], Pt(0, radius(0)), 360)}
	}
	var shape Path
	looped := line[0] == line[len(line)-1]
	for i := range line[1:] {
		from, to := radius(numbers[i]), radius(numbers[i+1])
		here := across(line[i], line[i+1])
		a, sharpA := joint(line, i, here, looped)
		b, sharpB := joint(line, i+1, here, looped)
		a, b = a.times(from), b.times(to)
		shape = append(shape, []Point{line[i].minus(a), line[i+1].minus(b), line[i+1].plus(b), line[i].plus(a)})
		if sharpA {
			shape = append(shape, roundEnd(line[i], here.times(from), 180))
		}
		if sharpB {
			shape = append(shape, roundEnd(line[i+1], here.times(-to), 180))
		}
	}
	return shape
}

// distinct drops points that lie on the one before, and tells which are left.
func distinct(line []Point) (points []Point, numbers []int) {
	for i, p := range line {
		if i == 0 || p.to(line[i-1]) > 1e-9 {
			points, numbers = append(points, p), append(numbers, i)
		}
	}
	return points, numbers
}

// across is the direction to the right of the way from a to b, of length 1.
func across(a, b Point) Point {
	along := b.minus(a).times(1 / a.to(b))
	return Pt(-along.Y, along.X)
}

// joint is where, beside point i, the edge of a piece ends that itself goes across here. At a bend it is halfway to the
// next piece; at a sharp corner or an end the piece stands alone and needs a round cap.
func joint(line []Point, i int, here Point, looped bool) (edge Point, sharp bool) {
	last := len(line) - 1
	if (i == 0 || i == last) && !looped {
		return here, true
	}
	before, after := across(line[(i+last-1)%last], line[i]), across(line[i%last], line[i%last+1])
	straight := before.X*after.X + before.Y*after.Y
	if straight < 0.5 {
		return here, true
	}
	return before.plus(after).times(1 / (1 + straight)), false
}

// roundEnd is a half circle about a point, or a whole one, that begins at an arm's end and runs on clockwise as drawn.
func roundEnd(at, arm Point, degrees float64) []Point {
	n := int(degrees/360*(10+4*math.Sqrt(arm.length()))) + 2
	points := make([]Point, n+1)
	for i := range points {
		sin, cos := math.Sincos(degrees * math.Pi / 180 * float64(i) / float64(n))
		points[i] = at.plus(Pt(arm.X*cos-arm.Y*sin, arm.X*sin+arm.Y*cos))
	}
	return points
}

// Dashes cuts each line of the path into pieces of that length with gaps between.
func (p Path) Dashes(on, off float64) Path {
	var cut Path
	for _, line := range p {
		cut = append(cut, dashed(line, on, off)...)
	}
	return cut
}

func dashed(line []Point, on, off float64) Path {
	var cut Path
	walked := 0.0
	drawing := false
	for i := 1; i < len(line); i++ {
		length := line[i-1].to(line[i])
		for step := 0.0; step < length; step++ {
			at := between(line[i-1], line[i], step/length)
			inside := math.Mod(walked+step, on+off) < on
			switch {
			case inside && !drawing:
				cut = append(cut, []Point{at})
			case inside:
				cut[len(cut)-1] = append(cut[len(cut)-1], at)
			}
			drawing = inside
		}
		walked += length
	}
	return cut
}
