package ink

import "math"

// Stroke is the shape of a round pen of that width drawn along every line of the path.
func (p Path) Stroke(width float64) Path {
	var shape Path
	for _, line := range p {
		for i, at := range line {
			shape = append(shape, dot(at, width/2))
			if i > 0 && line[i-1] != at {
				shape = append(shape, side(line[i-1], at, width/2, width/2))
			}
		}
	}
	return shape
}

// Ribbon is a stroke along the points whose width, asked for from 0 (start) to 1 (end), may change.
func Ribbon(spine []Point, width func(along float64) float64) Path {
	var shape Path
	last := float64(len(spine) - 1)
	for i, at := range spine {
		radius := width(float64(i)/last) / 2
		shape = append(shape, dot(at, radius))
		if i > 0 && spine[i-1] != at {
			shape = append(shape, side(spine[i-1], at, width(float64(i-1)/last)/2, radius))
		}
	}
	return shape
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

// dot and side run the same way round, so that a stroke that crosses itself has no holes.
func dot(at Point, radius float64) []Point {
	n := 6 + int(math.Sqrt(radius)*3)
	points := make([]Point, n)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		points[i] = Pt(at.X+radius*cos, at.Y+radius*sin)
	}
	return points
}

func side(a, b Point, ra, rb float64) []Point {
	along := b.minus(a).times(1 / a.to(b))
	across := Pt(-along.Y, along.X)
	return []Point{a.minus(across.times(ra)), b.minus(across.times(rb)), b.plus(across.times(rb)), a.plus(across.times(ra))}
}
