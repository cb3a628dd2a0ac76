package paper

import (
	"bytes"
	"fmt"
	"math"
	"strings"
)

// An A4 page and its margins, in points of 1/72 inch; y counts from the lower edge, as PDF does.
const (
	pageWidth    = 595
	pageHeight   = 842
	sideMargin   = 56.0
	bottomMargin = 56.0
	rightEdge    = pageWidth - sideMargin
)

// The colours: red, green and blue from 0 to 1.
const (
	black = "0.13 0.13 0.15"
	grey  = "0.42 0.42 0.45"
	brown = "0.42 0.25 0.11"
	sand  = "0.96 0.93 0.87"
	thin  = "0.82 0.78 0.72"
	green = "0.07 0.52 0.32"
)

// page is a page in the making; y is where the next line's top may be.
type page struct {
	content bytes.Buffer
	size    float64
	y       float64
}

func newPage(size float64) *page { return &page{size: size, y: pageHeight - 50} }

func (p *page) put(format string, args ...any) { fmt.Fprintf(&p.content, format+"\n", args...) }

// text sets one line with its letters on y.
func (p *page) text(x, y float64, bold bool, size float64, color, text string) {
	font := "F1"
	if bold {
		font = "F2"
	}
	p.put("BT /%s %.2f Tf %s rg %.2f %.2f Td %s Tj ET", font, size, color, x, y, literal(text))
}

func (p *page) box(x, y, width, height float64, color string) {
	p.put("%s rg %.2f %.2f %.2f %.2f re f", color, x, y, width, height)
}

func (p *page) draw(s Sheet) {
	if s.Letterhead != (Letterhead{}) {
		p.letterhead(s.Letterhead)
	}
	if s.Logo {
		p.logo(pageWidth/2, p.y-150, 120)
		p.y -= 310
		p.text((pageWidth-width(s.Title, true, 30))/2, p.y, true, 30, "0.12 0.31 0.47", s.Title)
		p.y -= 40
	} else {
		p.text(sideMargin, p.y-20, true, 20, black, s.Title)
		p.y -= 40
	}
	for _, b := range s.blocks {
		p.block(b)
	}
}

func (p *page) letterhead(l Letterhead) {
	p.flower(sideMargin+21, p.y-17, 21)
	p.text(sideMargin+54, p.y-14, true, 19, brown, l.Name)
	p.text(sideMargin+54, p.y-29, false, 9, grey, l.Line)
	p.text(rightEdge-width(l.Contact, false, 9), p.y-29, false, 9, grey, l.Contact)
	p.box(sideMargin, p.y-46, rightEdge-sideMargin, 1.6, brown)
	p.y -= 66
}

// flower is the mark of eight petals.
func (p *page) flower(x, y, radius float64) {
	p.put("q %s rg 1 0 0 1 %.2f %.2f cm", brown, x, y)
	for k := range 8 {
		sin, cos := math.Sincos(float64(k) * math.Pi / 4)
		p.put("q %.4f %.4f %.4f %.4f 0 0 cm", cos, sin, -sin, cos)
		p.put("%.2f 0 m %.2f %.2f %.2f %.2f %.2f 0 c %.2f %.2f %.2f %.2f %.2f 0 c f Q", radius*0.26,
			radius*0.45, radius*0.28, radius*0.85, radius*0.28, radius,
			radius*0.85, -radius*0.28, radius*0.45, -radius*0.28, radius*0.26)
	}
	p.put("Q")
}

// logo is a company's mark: a star over water, in a ring.
func (p *page) logo(x, y, radius float64) {
	p.put("q 1 0 0 1 %.2f %.2f cm 0.12 0.31 0.47 rg 0.12 0.31 0.47 RG", x, y)
	const k = 0.5523 // of the radius: the handles of a circle of four curves
	p.put("%.2f w %.2f 0 m %.2f %.2f %.2f %.2f 0 %.2f c %.2f %.2f %.2f %.2f %.2f 0 c", radius*0.07, radius,
		radius, radius*k, radius*k, radius, radius, -radius*k, radius, -radius, radius*k, -radius)
	p.put("%.2f %.2f %.2f %.2f 0 %.2f c %.2f %.2f %.2f %.2f %.2f 0 c S", -radius, -radius*k, -radius*k, -radius, -radius,
		radius*k, -radius, radius, -radius*k, radius)
	p.star(0, radius*0.24, radius*0.52)
	p.put("0.95 0.65 0.16 RG %.2f w 1 J", radius*0.08)
	for row := range 3 {
		w, low := radius*(0.66-0.14*float64(row)), -radius*(0.34+0.17*float64(row))
		p.put("%.2f %.2f m %.2f %.2f %.2f %.2f 0 %.2f c %.2f %.2f %.2f %.2f %.2f %.2f c S", -w, low,
			-w*0.7, low+radius*0.12, -w*0.3, low+radius*0.12, low, w*0.3, low-radius*0.12, w*0.7, low-radius*0.12, w,
			low)
	}
	p.put("Q")
}

func (p *page) star(x, y, radius float64) {
	for k := range 10 {
		r := radius
		if k%2 == 1 {
			r *= 0.42
		}
		sin, cos := math.Sincos(math.Pi/2 + float64(k)*math.Pi/5)
		verb := "l"
		if k == 0 {
			verb = "m"
		}
		p.put("%.2f %.2f %s", x+r*cos, y+r*sin, verb)
	}
	p.put("f")
}

func (p *page) block(b block) {
	switch b.kind {
	case gap:
		p.y -= p.size * 0.8
	case heading:
		p.y -= p.size * 0.9
		p.text(sideMargin, p.y-p.size, true, p.size*1.15, brown, b.text)
		p.y -= p.size * 1.75
	case bullet:
		p.text(sideMargin+4, p.y-p.size, true, p.size, brown, "•")
		p.paragraph(b.text, 16)
	case stamp:
		p.stamp(b.text)
	case table:
		p.table(b.rows)
	case paragraph:
		p.paragraph(b.text, 0)
	}
}

// paragraph sets a text over the width of the page. What stands before a colon is printed grey, as forms do.
func (p *page) paragraph(text string, indent float64) {
	label, value, split := strings.Cut(text, ": ")
	if split && len(label) < 24 && indent == 0 {
		p.text(sideMargin, p.y-p.size, false, p.size, grey, label)
		p.lines(value, 118)
		return
	}
	p.lines(text, indent)
}

func (p *page) lines(text string, indent float64) {
	for _, line := range wrap(text, false, p.size, rightEdge-sideMargin-indent) {
		p.text(sideMargin+indent, p.y-p.size, false, p.size, black, line)
		p.y -= p.size * 1.5
	}
}

// stamp prints a word in a slanted frame at the right, over what is there.
func (p *page) stamp(text string) {
	w := width(text, true, 26) + 28
	p.put("q 0.978 0.208 -0.208 0.978 %.2f %.2f cm %s RG 2.4 w 0 0 %.2f 42 re S", rightEdge-w-24, p.y-34, green, w)
	p.text(14, 12, true, 26, green, text)
	p.put("Q")
}
