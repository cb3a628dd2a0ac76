package ink

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is a design of letters.
type Face int

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
	Mono
)

// Align says which part of a text stands at its x.
type Align float64

// The alignments.
const (
	Left   Align = 0
	Center Align = 0.5
	Right  Align = 1
)

// Type is how a text is set. Size is the height of the line's body in pixels: capitals are about 0.7 of it.
type Type struct {
	Face  Face
	Size  float64
	Align Align
	Color Color
	Space float64 // extra room after each letter, in pixels
}

// Text writes one line with its letters standing on y.
func (c *Canvas) Text(x, y float64, style Type, text string) {
	c.Paint(c.Letters(x, y, style, text), style.Color)
}

// Width is how far the text reaches.
func (c *Canvas) Width(style Type, text string) float64 {
	_, width := c.set(style, text)
	return width
}

// Letters is the shape of a text.
func (c *Canvas) Letters(x, y float64, style Type, text string) Path {
	shape, width := c.set(style, text)
	return shape.Move(x-width*float64(style.Align), y)
}

func (c *Canvas) set(style Type, text string) (Path, float64) {
	face := c.face(style.Face)
	em := fixed.I(int(face.UnitsPerEm()))
	scale := style.Size / (float64(em) / 64)
	var shape Path
	x := 0.0
	for _, r := range text {
		glyph, err := face.GlyphIndex(&c.glyphs, r)
		if err != nil {
			continue
		}
		if segments, err := face.LoadGlyph(&c.glyphs, glyph, em, nil); err == nil {
			outlines := letter(segments, x, scale)
			if r == '0' && style.Face != Mono {
				outlines = unslashed(outlines)
			}
			shape = append(shape, outlines...)
		}
		if advance, err := face.GlyphAdvance(&c.glyphs, glyph, em, font.HintingNone); err == nil {
			x += float64(advance)/64*scale + style.Space
		}
	}
	return shape, x - style.Space
}

// face reads a font when it is first needed. The fonts are part of the program, so reading them cannot fail.
func (c *Canvas) face(face Face) *sfnt.Font {
	if known, ok := c.faces[face]; ok {
		return known
	}
	source := [][]byte{Regular: goregular.TTF, Bold: gobold.TTF, Italic: goitalic.TTF, Mono: gomono.TTF}[face]
	parsed, err := sfnt.Parse(source)
	if err != nil {
		panic(err)
	}
	c.faces[face] = parsed
	return parsed
}

func letter(segments sfnt.Segments, left, scale float64) Path {
	at := func(p fixed.Point26_6) Point { return Pt(left+float64(p.X)/64*scale, float64(p.Y)/64*scale) }
	var shape Path
	var outline Outline
	for _, s := range segments {
		a, b := at(s.Args[0]), at(s.Args[1])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			shape = outline.addTo(shape)
			outline = From(a.X, a.Y)
		case sfnt.SegmentOpLineTo:
			outline = outline.Line(a.X, a.Y)
		case sfnt.SegmentOpQuadTo:
			outline = outline.quad(a, b)
		}
	}
	return outline.addTo(shape)
}

// quad is a short curve with one handle, as TrueType letters have them.
func (o Outline) quad(handle, end Point) Outline {
	const pieces = 5
	start := o.line[len(o.line)-1]
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		o.line = append(o.line, between(between(start, handle, t), between(handle, end, t), t))
	}
	return o
}

func (o Outline) addTo(shape Path) Path {
	if len(o.line) < 3 {
		return shape
	}
	return append(shape, o.line)
}

// unslashed is a zero without the stroke through it, which in amounts of money looks like a computer's.
func unslashed(zero Path) Path {
	outerFrom, outerTo := zero[:1].Bounds()
	holeFrom, holeTo := zero[1:].Bounds()
	k := Scale((holeTo.X-holeFrom.X)/(outerTo.X-outerFrom.X), (holeTo.Y-holeFrom.Y)/(outerTo.Y-outerFrom.Y))
	hole := zero[:1].Move(-outerFrom.X, -outerFrom.Y).Through(k).Move(holeFrom.X, holeFrom.Y)
	return Join(zero[:1], hole.Hole())
}
