package batik_test

import (
	"math"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// shares is which part of a cloth each colour covers.
func shares(cloth ink.Shader) map[ink.Color]float64 {
	const side = 200
	found := map[ink.Color]float64{}
	for y := range side {
		for x := range side {
			found[cloth(float64(x)*1.7, float64(y)*1.7)] += 1.0 / (side * side)
		}
	}
	return found
}

var motifs = map[string]func(p batik.Palette) ink.Shader{
	"kawung":       func(p batik.Palette) ink.Shader { return batik.Kawung(p, 150) },
	"parang":       func(p batik.Palette) ink.Shader { return batik.Parang(p, 130) },
	"truntum":      func(p batik.Palette) ink.Shader { return batik.Truntum(p, 170) },
	"mega mendung": func(p batik.Palette) ink.Shader { return batik.MegaMendung(p, 300) },
	"ceplok":       func(p batik.Palette) ink.Shader { return batik.Ceplok(p, 200) },
	"sekar jagad":  func(p batik.Palette) ink.Shader { return batik.SekarJagad(p, 200, 5) },
}

// Each pattern shows ground and figure, and dyes with what the palette has.
func TestMotifsShowTheirColours(t *testing.T) {
	for name, motif := range motifs {
		for _, p := range []batik.Palette{batik.Sogan, batik.Indigo, batik.White} {
			found := shares(motif(p))
			if found[p.Ground] < 0.04 || found[p.Ground] > 0.85 || found[p.Figure] < 0.02 {
				t.Errorf("%s: ground covers %.2f, figure %.2f", name, found[p.Ground], found[p.Figure])
			}
		}
	}
}

// A stamp that does not meet its neighbour is seen at once on a long cloth.
func TestStampsMeet(t *testing.T) {
	step := 130 * math.Sqrt2 / 2 // along the row, which leans
	for name, c := range map[string]struct {
		cloth  ink.Shader
		dx, dy float64
	}{
		"kawung": {batik.Kawung(batik.Sogan, 150), 150, 150}, "truntum": {batik.Truntum(batik.Sogan, 170), 170, 0},
		"ceplok":       {batik.Ceplok(batik.Sogan, 200), 0, 200},
		"mega mendung": {batik.MegaMendung(batik.Indigo, 300), 300, 270},
		"parang":       {batik.Parang(batik.Sogan, 130), step, -step},
		"brocade":      {batik.Brocade(ink.Hex(0x131b3a), 120), 120, 120},
	} {
		differ := 0
		for i := range 4000 {
			x, y := float64(i%80)*2.3, float64(i/80)*3.1
			if a, b := c.cloth(x, y), c.cloth(x+c.dx, y+c.dy); distance(a, b) > 12 {
				differ++
			}
		}
		if differ > 0 {
			t.Errorf("%s: %d points differ from the next repeat", name, differ)
		}
	}
}

// Along a line that crosses the seam, the picture may change no faster than elsewhere: no edge cuts a figure.
func TestFiguresCrossTheSeam(t *testing.T) {
	for name, c := range map[string]struct {
		cloth ink.Shader
		side  float64
	}{
		"kawung": {batik.Kawung(batik.Sogan, 150), 150}, "truntum": {batik.Truntum(batik.Sogan, 170), 170},
		"ceplok": {batik.Ceplok(batik.Sogan, 200), 200}, "brocade": {batik.Brocade(ink.Hex(0x804040), 120), 120},
	} {
		seam, usual := 0.0, 0.0
		for y := range int(c.side) {
			seam += distance(c.cloth(c.side-1, float64(y)), c.cloth(c.side, float64(y)))
			for k := 1; k < 6; k++ {
				x := c.side * float64(k) / 7
				usual += distance(c.cloth(x-1, float64(y)), c.cloth(x, float64(y))) / 5
			}
		}
		if seam > 2*usual+300 {
			t.Errorf("%s: changes by %.0f at the seam, by %.0f elsewhere", name, seam, usual)
		}
	}
}

func distance(a, b ink.Color) float64 {
	return math.Abs(float64(a.R)-float64(b.R)) + math.Abs(float64(a.G)-float64(b.G)) + math.Abs(float64(a.B)-float64(b.B))
}

func TestIslandsNeverRepeat(t *testing.T) {
	cloth, other := batik.SekarJagad(batik.Sogan, 100, 5), batik.SekarJagad(batik.Sogan, 100, 6)
	same := 0
	for i := range 1000 {
		x, y := float64(i%40)*9, float64(i/40)*13
		if cloth(x, y) == other(x, y) {
			same++
		}
	}
	if same > 700 {
		t.Errorf("two seeds agree on %d of 1000 points", same)
	}
}

func TestByHandStaysClose(t *testing.T) {
	plain := batik.Kawung(batik.Sogan, 150)
	cloth := batik.ByHand(plain, 9)
	changed, sum := 0, 0.0
	for i := range 4000 {
		x, y := float64(i%80)*2.3, float64(i/80)*3.1
		d := distance(plain(x, y), cloth(x, y))
		if sum += d; d > 0 {
			changed++
		}
	}
	if changed < 2000 || sum/4000 > 60 {
		t.Errorf("%d points changed, by %.0f on average", changed, sum/4000)
	}
}
