package props

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"time"
)

// sampleRate is in samples a second: what a telephone call in good quality has.
const sampleRate = 16_000

// Voice is a WAV file (16 kHz, 16 bit, mono) of exactly that length, to the sample, that sounds like somebody murmuring
// in the next room: syllables, a melody, pauses, but no words. Each name has its own voice. The same arguments give the
// same bytes; a length of 0 or less gives a file without sound.
func Voice(name string, length time.Duration) []byte {
	count := max(0, int(math.Round(length.Seconds()*sampleRate)))
	seed := hashOf("voice/" + name)
	m := newMouth(rand.New(rand.NewPCG(seed, seed>>9)))
	sound := make([]float64, 0, count)
	for len(sound) < count {
		sound = m.phrase(sound)
	}
	sound = sound[:count]
	settle(sound, m.dice)
	return wav(sound)
}

// settle brings the voice to a usual loudness, as a telephone does, lays a little hiss under it and fades both ends.
func settle(sound []float64, dice *rand.Rand) {
	power := 1e-12
	for _, v := range sound {
		power += v * v / float64(len(sound))
	}
	gain := 0.16 / math.Sqrt(power)
	fade := min(sampleRate/25, len(sound)/2)
	for i := range sound {
		edge := 1.0
		if near := min(i, len(sound)-1-i); near < fade {
			edge = float64(near) / float64(fade)
		}
		sound[i] = (0.8*math.Tanh(gain*sound[i]) + 0.0012*(2*dice.Float64()-1)) * edge
	}
}

// wav puts samples from -1 to 1 in a file.
func wav(sound []float64) []byte {
	const head, bytesEach = 44, 2
	size := uint32(len(sound) * bytesEach)
	out := bytes.NewBuffer(make([]byte, 0, head+int(size)))
	put := func(values ...any) {
		for _, v := range values {
			// Writing numbers and bytes to a buffer cannot fail.
			_ = binary.Write(out, binary.LittleEndian, v)
		}
	}
	put([]byte("RIFF"), head-8+size, []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1), uint32(sampleRate),
		uint32(sampleRate*bytesEach), uint16(bytesEach), uint16(8*bytesEach), []byte("data"), size)
	for _, v := range sound {
		out.Write(binary.LittleEndian.AppendUint16(nil, uint16(int16(v*32767))))
	}
	return out.Bytes()
}
