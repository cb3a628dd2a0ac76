package ink_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

var (
	white = ink.Hex(0xffffff)
	black = ink.Hex(0x000000)
)

// drawn is what a canvas shows.
func drawn(t *testing.T, c *ink.Canvas) image.Image {
	t.Helper()
	body, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// red is how much of it a pixel has, from 0 to 255.
func red(picture image.Image, x, y int) int {
	r, _, _, _ := picture.At(x, y).RGBA()
	return int(r >> 8)
}

// darkness is how many pixels' worth of black there is on white.
func darkness(picture image.Image) float64 {
	sum := 0.0
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			sum += 1 - float64(red(picture, x, y))/255
		}
	}
	return sum
}

func TestShapesCoverTheirArea(t *testing.T) {
	for name, c := range map[string]struct {
		shape ink.Path
		want  float64
	}{
		"rectangle":         {ink.Rect(10.5, 10, 20, 10), 200},
		"half outside":      {ink.Rect(-10, 0, 20, 10), 100},
		"circle":            {ink.Circle(50, 50, 30), math.Pi * 900},
		"rounded rectangle": {ink.RoundRect(10, 10, 60, 40, 10), 2400 - (4-math.Pi)*100},
		"stroke":            {ink.Polyline(ink.Pt(20, 50), ink.Pt(80, 50)).Stroke(10), 600 + math.Pi*25},
		"crossing strokes":  {ink.Polyline(ink.Pt(20, 20), ink.Pt(80, 20), ink.Pt(20, 20)).Stroke(4), 240 + math.Pi*4},
		"ribbon": {ink.Ribbon([]ink.Point{{X: 20, Y: 50}, {X: 80, Y: 50}},
			func(t float64) float64 { return 20 * t }), 600 + math.Pi*50},
		"ring":   {ink.Join(ink.Rect(10, 10, 40, 40), ink.Rect(20, 20, 20, 20).Hole()), 1200},
		"union":  {ink.Join(ink.Rect(10, 10, 40, 40), ink.Rect(20, 20, 20, 20)), 1600},
		"turned": {ink.Rect(40, 40, 20, 20).Through(ink.RotateAbout(30, 50, 50)), 400},
		"dashes": {ink.Polyline(ink.Pt(10, 50), ink.Pt(90, 50)).Dashes(10, 10).Stroke(1),
			4 * (9 + math.Pi/4)},
		"nothing": {ink.Rect(200, 200, 20, 20), 0},
	} {
		canvas := ink.New(100, 100, white)
		canvas.Paint(c.shape, black)
		if got := darkness(drawn(t, canvas)); math.Abs(got-c.want) > 3+c.want*0.03 {
			t.Errorf("%s covers %.1f, want %.1f", name, got, c.want)
		}
	}
}

func TestBlurKeepsTheAmount(t *testing.T) {
	canvas := ink.New(200, 200, white)
	canvas.Soft(ink.Rect(80, 80, 40, 40), 12, black)
	picture := drawn(t, canvas)
	if got := darkness(picture); math.Abs(got-1600) > 160 {
		t.Errorf("covers %.0f, want 1600", got)
	}
	if edge := red(picture, 80, 100); edge < 80 || edge > 175 {
		t.Errorf("the edge is %d", edge)
	}
}

func TestInsideCutsOff(t *testing.T) {
	canvas := ink.New(100, 100, white)
	canvas.Inside(ink.Rect(20, 20, 30, 30), func() {
		canvas.Inside(ink.Rect(40, 0, 60, 100), func() { canvas.Paint(ink.Rect(0, 0, 100, 100), black) })
	})
	if got := darkness(drawn(t, canvas)); math.Abs(got-300) > 1 {
		t.Errorf("covers %.1f, want 300", got)
	}
	canvas.Paint(ink.Rect(0, 0, 100, 10), black)
	if got := darkness(drawn(t, canvas)); math.Abs(got-1300) > 1 {
		t.Errorf("afterwards covers %.1f, want 1300", got)
	}
}

func TestWithinMovesShapesAndComesBack(t *testing.T) {
	canvas := ink.New(100, 100, white)
	canvas.Within(ink.Translate(50, 0), func() {
		canvas.Within(ink.Scale(2, 1), func() { canvas.Paint(ink.Rect(0, 0, 10, 10), black) })
	})
	canvas.Paint(ink.Rect(0, 90, 10, 10), black)
	picture := drawn(t, canvas)
	for at, want := range map[image.Point]int{{X: 51, Y: 5}: 0, {X: 69, Y: 5}: 0, {X: 71, Y: 5}: 255,
		{X: 49, Y: 5}: 255, {X: 5, Y: 95}: 0} {
		if got := red(picture, at.X, at.Y); got != want {
			t.Errorf("at %v it is %d, want %d", at, got, want)
		}
	}
}

func TestMatrixInverse(t *testing.T) {
	m := ink.Rotate(33).Then(ink.Scale(2, -3)).Then(ink.Translate(7, 9))
	p := m.Then(m.Inverse()).Apply(ink.Pt(5, -4))
	if math.Hypot(p.X-5, p.Y+4) > 1e-9 {
		t.Errorf("comes back at %v", p)
	}
	for corner, want := range map[ink.Point]ink.Point{{X: 0, Y: 0}: {X: 3, Y: 4}, {X: 1, Y: 0}: {X: 9, Y: 5},
		{X: 0, Y: 1}: {X: 1, Y: 8}} {
		if got := ink.Onto(ink.Pt(3, 4), ink.Pt(9, 5), ink.Pt(1, 8)).Apply(corner); got != want {
			t.Errorf("%v goes to %v, want %v", corner, got, want)
		}
	}
}

func TestTextIsSetWhereAsked(t *testing.T) {
	canvas := ink.New(300, 60, white)
	style := ink.Type{Size: 40, Color: black}
	width := canvas.Width(style, "Rp265")
	for align, left := range map[ink.Align]float64{ink.Left: 150, ink.Center: 150 - width/2, ink.Right: 150 - width} {
		style.Align = align
		from, to := canvas.Letters(150, 45, style, "Rp265").Bounds()
		if math.Abs(from.X-left) > 5 || math.Abs(to.X-left-width) > 5 || from.Y < 5 || to.Y > 60 {
			t.Errorf("%v: from %v to %v", align, from, to)
		}
	}
	if got := canvas.Width(style, ""); got != 0 {
		t.Errorf("nothing is %v wide", got)
	}
	if twice := canvas.Width(style, "RpRp"); math.Abs(twice-2*canvas.Width(style, "Rp")) > 0.01 {
		t.Errorf("twice the text is %v wide", twice)
	}
}

// Amounts of money look wrong with the slashed zero of a programmer's font.
func TestZeroIsEmpty(t *testing.T) {
	for face, want := range map[ink.Face]int{ink.Regular: 255, ink.Bold: 255, ink.Mono: 0} {
		canvas := ink.New(100, 100, white)
		zero := canvas.Letters(50, 90, ink.Type{Face: face, Size: 100, Align: ink.Center}, "0")
		from, to := zero.Bounds()
		canvas.Paint(zero, black)
		picture := drawn(t, canvas)
		if got := red(picture, int((from.X+to.X)/2), int((from.Y+to.Y)/2)); got != want {
			t.Errorf("face %d: the middle is %d, want %d", face, got, want)
		}
		if got := red(picture, int(from.X)+4, int((from.Y+to.Y)/2)); got != 0 {
			t.Errorf("face %d: the side is %d", face, got)
		}
	}
}

func TestRepeatedMeetsItself(t *testing.T) {
	tile := ink.New(20, 10, white)
	tile.Fill(ink.Rect(0, 0, 20, 10), func(x, y float64) ink.Color { return ink.Hex(uint32(x)*10<<16 | uint32(y)*10) })
	pattern := tile.Repeated()
	for _, p := range []ink.Point{{X: 3, Y: 4}, {X: 19.5, Y: 9.5}, {X: 0, Y: 0}} {
		for _, q := range []ink.Point{{X: p.X + 20, Y: p.Y}, {X: p.X, Y: p.Y - 10}, {X: p.X - 40, Y: p.Y + 30}} {
			if pattern(p.X, p.Y) != pattern(q.X, q.Y) {
				t.Errorf("%v and %v differ", p, q)
			}
		}
	}
	if got, want := pattern(4.5, 2), ink.Hex(0x2d0014); got != want {
		t.Errorf("between pixels it is %v, want %v", got, want)
	}
}

func TestNoiseIsSmoothAndBounded(t *testing.T) {
	sum, most := 0.0, 0.0
	for i := range 10_000 {
		x, y := float64(i%100)*0.37-18, float64(i/100)*0.41-20
		v := ink.Noise(7).At(x, y)
		sum += v
		most = max(most, math.Abs(v))
		if step := math.Abs(v - ink.Noise(7).At(x+0.001, y)); step > 0.01 {
			t.Fatalf("jumps by %v at %v, %v", step, x, y)
		}
	}
	if most > 1.1 || most < 0.6 || math.Abs(sum/10_000) > 0.05 {
		t.Errorf("reaches %v, on average %v", most, sum/10_000)
	}
	if ink.Noise(7).At(0.5, 0.5) == ink.Noise(8).At(0.5, 0.5) {
		t.Error("two seeds give one field")
	}
}

func TestJPEGKeepsTheLimit(t *testing.T) {
	canvas := ink.New(400, 300, white)
	seed := ink.Noise(3)
	canvas.Everywhere(func(x, y float64, _ ink.Color) ink.Color {
		return ink.Lit(white, seed.Cell(int(x), int(y)))
	})
	for _, limit := range []int{1 << 20, 30 << 10, 8 << 10} {
		body, err := canvas.JPEG(limit)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := jpeg.DecodeConfig(bytes.NewReader(body))
		if err != nil || len(body) > limit {
			t.Errorf("%d bytes, limit %d, %v", len(body), limit, err)
		}
		if whole := picture.Width == 400; whole != (limit == 1<<20) {
			t.Errorf("limit %d: %d pixels wide", limit, picture.Width)
		}
	}
}

func TestColors(t *testing.T) {
	a, b := ink.Hex(0x102030), ink.Hex(0xf0e0d0)
	for k, want := range map[float64]ink.Color{-1: a, 0: a, 0.5: ink.Hex(0x808080), 1: b, 9: b} {
		if got := ink.Mix(a, b, k); got != want {
			t.Errorf("mixed by %v: %v, want %v", k, got, want)
		}
	}
	if got := ink.Lit(b, 2); got != white {
		t.Errorf("in bright light it is %v", got)
	}
	if got := ink.Lit(b, -1); got != black {
		t.Errorf("in no light it is %v", got)
	}
}
