package report

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Chart is a picture of lines over a common axis.
type Chart struct {
	// File is the picture's name, ending in .svg.
	File, Title, X, Y string
	// LogX spaces the axis by powers of ten.
	LogX  bool
	Lines []Line
	// Aim is a height that is drawn as a dashed line; zero for none.
	Aim float64
}

// Line is one series.
type Line struct {
	Name   string
	Points []Point
}

// Point is a measured value.
type Point struct{ X, Y float64 }

// The picture's size and the room around the drawing, in pixels.
const (
	width, height            = 760, 360
	left, right, top, bottom = 64, 150, 44, 48
)

// colours can be told apart on white, also by people who see fewer of them (Okabe and Ito's set).
var colours = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"}

// SVG draws the chart on its own white ground, so that it can be read on a dark page as well.
func (c Chart) SVG() string {
	s := c.scale()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="system-ui, sans-serif" font-size="12" fill="#333">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, `<title>%s</title><rect width="%d" height="%d" rx="8" fill="#fff"/>`+"\n", html.EscapeString(c.Title), width, height)
	text(&b, left, 24, "start", "600", "#111", c.Title)
	c.axes(&b, s)
	if c.Aim > 0 {
		y := s.y(c.Aim)
		fmt.Fprintf(&b, `<path d="M%d %.1fH%d" stroke="#777" stroke-dasharray="5 4" fill="none"/>`+"\n", left, y, width-right)
		text(&b, left+6, y-5, "start", "400", "#555", "aim "+number(c.Aim))
	}
	for i, l := range c.Lines {
		c.line(&b, s, l, colours[i%len(colours)])
	}
	c.names(&b, s)
	b.WriteString("</svg>\n")
	return b.String()
}

// scale maps values to places.
type scale struct {
	fromX, toX, toY float64
	logX            bool
}

func (c Chart) scale() scale {
	s := scale{fromX: math.Inf(1), toX: math.Inf(-1), toY: c.Aim, logX: c.LogX}
	for _, l := range c.Lines {
		for _, p := range l.Points {
			s.fromX, s.toX, s.toY = min(s.fromX, p.X), max(s.toX, p.X), max(s.toY, p.Y)
		}
	}
	if s.fromX > s.toX {
		s.fromX, s.toX = 0, 1
	}
	if s.fromX == s.toX {
		s.toX = s.fromX + 1
	}
	s.toY = s.toY * 1.08
	if s.toY == 0 {
		s.toY = 1
	}
	return s
}

func (s scale) x(v float64) float64 {
	from, to := s.fromX, s.toX
	if s.logX {
		v, from, to = math.Log10(v), math.Log10(from), math.Log10(to)
	}
	return left + (v-from)/(to-from)*(width-left-right)
}

func (s scale) y(v float64) float64 { return height - bottom - v/s.toY*(height-top-bottom) }

func (c Chart) axes(b *strings.Builder, s scale) {
	for v, step := 0.0, nice(s.toY/5); v <= s.toY; v += step {
		fmt.Fprintf(b, `<path d="M%d %.1fH%d" stroke="#e4e4e4" fill="none"/>`+"\n", left, s.y(v), width-right)
		text(b, left-8, s.y(v)+4, "end", "400", "#555", number(v))
	}
	for _, v := range s.marks() {
		text(b, s.x(v), height-bottom+18, "middle", "400", "#555", number(v))
	}
	text(b, (left+width-right)/2, height-12, "middle", "400", "#333", c.X)
	text(b, left-50, top-8, "start", "400", "#333", c.Y)
}

// marks are the values written under the axis.
func (s scale) marks() []float64 {
	var all []float64
	if s.logX {
		for v := math.Pow(10, math.Ceil(math.Log10(s.fromX)-1e-9)); v <= s.toX*1.001; v *= 10 {
			all = append(all, v)
		}
		return all
	}
	step := nice((s.toX - s.fromX) / 6)
	for v := math.Ceil(s.fromX/step) * step; v <= s.toX*1.001; v += step {
		all = append(all, v)
	}
	return all
}

func (c Chart) line(b *strings.Builder, s scale, l Line, colour string) {
	var path strings.Builder
	for i, p := range l.Points {
		fmt.Fprintf(&path, "%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[i == 0], s.x(p.X), s.y(p.Y))
	}
	fmt.Fprintf(b, `<path d="%s" stroke="%s" stroke-width="2" stroke-linejoin="round" fill="none"/>`+"\n", path.String(), colour)
	if len(l.Points) <= 12 {
		for _, p := range l.Points {
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>`+"\n", s.x(p.X), s.y(p.Y), colour)
		}
	}
}

// names writes each line's name beside its end, moved apart where they would lie on each other.
func (c Chart) names(b *strings.Builder, s scale) {
	type name struct {
		y      float64
		colour string
		text   string
	}
	var all []name
	for i, l := range c.Lines {
		if len(l.Points) > 0 {
			all = append(all, name{s.y(l.Points[len(l.Points)-1].Y) + 4, colours[i%len(colours)], l.Name})
		}
	}
	slices.SortFunc(all, func(a, b name) int { return int(math.Copysign(1, a.y-b.y)) })
	last := math.Inf(-1)
	for i := range all {
		all[i].y = max(all[i].y, last+15)
		last = all[i].y
	}
	over := max(0, last-(height-bottom+4))
	for _, n := range all {
		text(b, width-right+10, n.y-over, "start", "600", n.colour, n.text)
	}
}

func text(b *strings.Builder, x, y float64, anchor, weight, colour, words string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" font-weight="%s" fill="%s">%s</text>`+"\n", x, y, anchor, weight, colour, html.EscapeString(words))
}

// nice rounds a step up to 1, 2 or 5 times a power of ten.
func nice(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 5} {
		if step <= m*power*1.0001 {
			return m * power
		}
	}
	return 10 * power
}

// number writes a value as short as an axis needs it.
func number(v float64) string {
	switch {
	case v >= 1e6:
		return strconv.FormatFloat(v/1e6, 'g', 3, 64) + " M"
	case v >= 1e4:
		return strconv.FormatFloat(v/1e3, 'g', 3, 64) + " k"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}
