package props

import (
	"hash/fnv"
	"math/rand/v2"
	"path"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo/props/ink"
)

// stage is one picture in the making, with what decides how it turns out.
type stage struct {
	*ink.Canvas
	dice  *rand.Rand
	noise ink.Noise
	name  string    // the file's name in lower case, without its extension
	at    time.Time // when the picture was taken
}

func newStage(scene, name string, at time.Time) *stage {
	seed := hashOf(scene + "/" + name)
	base := path.Base(name)
	return &stage{
		dice:  rand.New(rand.NewPCG(seed, seed>>7)),
		noise: ink.Noise(seed),
		name:  strings.ToLower(strings.TrimSuffix(base, path.Ext(base))),
		at:    at,
	}
}

func hashOf(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// tells reports whether the name has one of the words in it.
func (s *stage) tells(words ...string) bool {
	for _, word := range words {
		if strings.Contains(s.name, word) {
			return true
		}
	}
	return false
}

// begin starts the drawing with a canvas of that size and what lies behind everything.
func (s *stage) begin(width, height int, ground ink.Shader) {
	s.Canvas = ink.New(width, height, ink.Hex(0xffffff))
	s.Everywhere(func(x, y float64, _ ink.Color) ink.Color { return ground(x, y) })
}

// between is a random number in that range.
func (s *stage) between(low, high float64) float64 { return low + (high-low)*s.dice.Float64() }

// pick is one of the values, at random.
func pick[T any](s *stage, values ...T) T { return values[s.dice.IntN(len(values))] }

// shadow darkens what lies under a shape that is that far above it, in pixels.
func (s *stage) shadow(shape ink.Path, height float64) {
	dark := ink.Faded(ink.Hex(0x150c06), 0.42)
	s.Soft(shape.Move(height*0.45, height*0.8), height, dark)
	s.Soft(shape.Move(1, 2), 3, dark)
}
