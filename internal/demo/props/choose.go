package props

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/demo/props/batik"
	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// shades are the colours a name may tell, in the order they are looked for.
var shades = []struct {
	words   string
	palette batik.Palette
}{
	{"broken-white putih white krem", batik.White},
	{"navy", batik.Navy},
	{"hijau green lumut", batik.Green},
	{"marun maroon", batik.Maroon},
	{"merah luntur lasem red", batik.Red},
	{"ungu purple", batik.Purple},
	{"pink celup", batik.Pink},
	{"hitam black", batik.Black},
	{"biru indigo blue mega", batik.Indigo},
	{"mocca mocha cokelat", batik.Mocha},
	{"sogan solo", batik.Sogan},
}

// palette is the one the name tells, or else any of the usual ones.
func (s *stage) palette() batik.Palette {
	usual := pick(s, batik.Sogan, batik.Indigo, batik.Maroon, batik.Green, batik.Sogan, batik.Black)
	for _, shade := range shades {
		if s.tells(strings.Fields(shade.words)...) {
			return shade.palette
		}
	}
	return usual
}

// motifs are the patterns a name may tell; the repeat is what looks right when one pixel is about a millimetre.
var motifs = []struct {
	words string
	draw  func(p batik.Palette, size float64, seed ink.Noise) ink.Shader
}{
	{"kawung", func(p batik.Palette, k float64, _ ink.Noise) ink.Shader { return batik.Kawung(p, 150*k) }},
	{"parang lereng", func(p batik.Palette, k float64, _ ink.Noise) ink.Shader { return batik.Parang(p, 130*k) }},
	{"truntum", func(p batik.Palette, k float64, _ ink.Noise) ink.Shader { return batik.Truntum(p, 170*k) }},
	{"mega mendung", func(p batik.Palette, k float64, _ ink.Noise) ink.Shader { return batik.MegaMendung(p, 460*k) }},
	{"sido mukti ceplok", func(p batik.Palette, k float64, _ ink.Noise) ink.Shader { return batik.Ceplok(p, 210*k) }},
	{"sekar jagad", func(p batik.Palette, k float64, seed ink.Noise) ink.Shader {
		return batik.SekarJagad(p, 210*k, seed)
	}},
}

// motif is the pattern the name tells, or else any, in those colours. A size of 1 suits cloth seen close by.
func (s *stage) motif(p batik.Palette, size float64) ink.Shader {
	chosen := s.dice.IntN(len(motifs))
	for i, motif := range motifs {
		if s.tells(strings.Fields(motif.words)...) {
			chosen = i
		}
	}
	return s.motifAt(chosen, p, size)
}

func (s *stage) motifAt(number int, p batik.Palette, size float64) ink.Shader {
	return batik.ByHand(motifs[number%len(motifs)].draw(p, size, s.noise), s.noise+40)
}

// shelf is the colours on the shelves of the shop.
var shelf = []batik.Palette{batik.Sogan, batik.Indigo, batik.Maroon, batik.Green, batik.Purple, batik.Red}
