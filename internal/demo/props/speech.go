package props

import (
	"math"
	"math/rand/v2"
)

// shape is a position of tongue and lips: where the mouth resonates, in Hz, and how loud voice and breath are then.
type shape struct {
	formants      [4]float64
	voice, breath float64
}

// vowels are a, i, u, e, o and the short e of Indonesian.
var vowels = [...]shape{
	{[4]float64{740, 1280, 2520, 3400}, 1, 0.02},
	{[4]float64{310, 2180, 2900, 3500}, 1.9, 0.02},
	{[4]float64{330, 840, 2300, 3300}, 1.5, 0.02},
	{[4]float64{480, 1880, 2560, 3450}, 1.3, 0.02},
	{[4]float64{470, 930, 2420, 3300}, 0.9, 0.02},
	{[4]float64{520, 1430, 2450, 3400}, 0.85, 0.02},
}

// consonants are m n, b d g, p t k (closed), s, l r, and h.
var consonants = [...]shape{
	{[4]float64{260, 1080, 2250, 3200}, 0.42, 0.01},
	{[4]float64{240, 1350, 2400, 3300}, 0.22, 0.01},
	{[4]float64{400, 1600, 2500, 3400}, 0, 0},
	{[4]float64{800, 2400, 3700, 5000}, 0, 0.045},
	{[4]float64{380, 1250, 2650, 3300}, 0.55, 0.02},
	{[4]float64{600, 1500, 2500, 3400}, 0.05, 0.05},
}

// mouth is one speaker.
type mouth struct {
	dice  *rand.Rand
	pitch float64 // Hz, in the middle of the voice
	size  float64 // 1 is a large man's; the formants rise with it
	pace  float64 // 1 is unhurried

	now      shape // slides towards what is being said
	tone     float64
	phase    float64 // of the vocal cords, from 0 to 1
	wobble   float64 // this period's departure from the pitch
	filters  [4]resonator
	lastWave float64
}

func newMouth(dice *rand.Rand) *mouth {
	return &mouth{
		dice: dice, pitch: 98 + 62*dice.Float64(), size: 1 + 0.13*dice.Float64(), pace: 0.9 + 0.25*dice.Float64(),
		now: vowels[5], tone: 1,
	}
}

// phrase says a few syllables with a falling melody, then draws breath.
func (m *mouth) phrase(sound []float64) []float64 {
	count := 4 + m.dice.IntN(7)
	for i := range count {
		along := float64(i) / float64(count)
		tone := 1.13 - 0.24*along + 0.12*(m.dice.Float64()-0.5)
		if i == count-1 && m.dice.IntN(3) == 0 {
			tone += 0.22 // a question, or more to come
		}
		sound = m.syllable(sound, tone, i == count-1)
	}
	pause := 0.16 + 0.55*m.dice.Float64()*m.dice.Float64()
	return m.hold(sound, shape{m.now.formants, 0, 0.006}, m.tone, pause)
}

func (m *mouth) syllable(sound []float64, tone float64, last bool) []float64 {
	start := consonants[m.dice.IntN(len(consonants))]
	vowel := vowels[m.dice.IntN(len(vowels))]
	sound = m.hold(sound, start, tone, m.pace*(0.035+0.04*m.dice.Float64()))
	if start.voice == 0 && start.breath == 0 {
		burst := shape{vowel.formants, 0, 0.16}
		sound = m.hold(sound, burst, tone, 0.012)
	}
	length := m.pace * (0.075 + 0.07*m.dice.Float64())
	if last {
		length *= 1.6
	}
	vowel.voice *= 0.75 + 0.25*m.dice.Float64()
	sound = m.hold(sound, vowel, tone, length)
	if m.dice.IntN(3) == 0 {
		sound = m.hold(sound, consonants[0], tone*0.98, m.pace*0.05)
	}
	return sound
}

// hold keeps the mouth moving towards a shape for some seconds.
func (m *mouth) hold(sound []float64, to shape, tone, seconds float64) []float64 {
	const step = 40 // samples between two settings of the filters
	for left := int(seconds * sampleRate); left > 0; left -= step {
		m.approach(to, tone)
		for range min(step, left) {
			sound = append(sound, m.sample())
		}
	}
	return sound
}

// approach goes part of the way, as muscles do.
func (m *mouth) approach(to shape, tone float64) {
	toward := func(now *float64, goal, part float64) { *now += (goal - *now) * part }
	bandwidths := [4]float64{70, 95, 140, 220}
	for i := range m.filters {
		toward(&m.now.formants[i], to.formants[i], 0.13)
		m.filters[i].tune(m.now.formants[i]*m.size, bandwidths[i])
	}
	toward(&m.now.voice, to.voice, 0.22)
	toward(&m.now.breath, to.breath, 0.35)
	toward(&m.tone, tone, 0.06)
}

func (m *mouth) sample() float64 {
	m.phase += m.pitch * m.tone * (1 + m.wobble) / sampleRate
	if m.phase >= 1 {
		m.phase--
		m.wobble = 0.02 * (m.dice.Float64() - 0.5)
	}
	noise := 2*m.dice.Float64() - 1
	wave := cords(m.phase)
	flow := (wave-m.lastWave)*6*m.now.voice + noise*m.now.breath*0.35
	m.lastWave = wave
	for i := range m.filters {
		flow = m.filters[i].pass(flow)
	}
	return flow
}

// cords is the air let through in one period: it swells, is cut off, and stays shut.
func cords(phase float64) float64 {
	const swells, closes = 0.42, 0.60
	switch {
	case phase < swells:
		return 0.5 * (1 - math.Cos(math.Pi*phase/swells))
	case phase < closes:
		return math.Cos(math.Pi / 2 * (phase - swells) / (closes - swells))
	}
	return 0
}

// resonator lets one frequency through more than others.
type resonator struct{ a, b, c, y1, y2 float64 }

func (r *resonator) tune(frequency, bandwidth float64) {
	decay := math.Exp(-math.Pi * bandwidth / sampleRate)
	r.b = 2 * decay * math.Cos(2*math.Pi*min(frequency, 7000)/sampleRate)
	r.c = -decay * decay
	r.a = 1 - r.b - r.c
}

func (r *resonator) pass(x float64) float64 {
	y := r.a*x + r.b*r.y1 + r.c*r.y2
	r.y1, r.y2 = y, r.y1
	return y
}
