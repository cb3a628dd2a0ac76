package props_test

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/media"
)

func TestVoiceLasts(t *testing.T) {
	for _, want := range []time.Duration{0, time.Millisecond, 40 * time.Millisecond, 1500 * time.Millisecond,
		12 * time.Second} {
		body := props.Voice("a.ogg", want)
		kind, ok := media.Sniff(body, "a.ogg")
		if !ok || kind.MIME != "audio/wav" {
			t.Fatalf("%v: taken for %q", want, kind.MIME)
		}
		facts, err := media.Inspect(bytes.NewReader(body), kind)
		if err != nil || facts.Duration != want {
			t.Errorf("plays for %v, %v; want %v", facts.Duration, err, want)
		}
	}
	if got, want := len(props.Voice("a.ogg", -time.Second)), len(props.Voice("a.ogg", 0)); got != want {
		t.Errorf("a negative length gives %d bytes, want %d", got, want)
	}
}

// A sound that is cut off clicks.
func TestVoiceBeginsAndEndsInSilence(t *testing.T) {
	body := props.Voice("a.ogg", time.Second)
	if first, last := binary.LittleEndian.Uint16(body[44:]), binary.LittleEndian.Uint16(body[len(body)-2:]); first|last != 0 {
		t.Errorf("begins with %d, ends with %d", first, last)
	}
}

func TestVoicesDiffer(t *testing.T) {
	one := props.Voice("pesan-suara-hendra.ogg", time.Second)
	if !bytes.Equal(one, props.Voice("pesan-suara-hendra.ogg", time.Second)) {
		t.Error("spoken twice, it differs")
	}
	if bytes.Equal(one, props.Voice("pesan-suara-ujang.ogg", time.Second)) {
		t.Error("two names have one voice")
	}
}

// loudness is the mean strength, from 0 to 1, of each piece of 50 milliseconds.
func loudness(t *testing.T, wav []byte) []float64 {
	t.Helper()
	const piece, head = 800, 44
	var list []float64
	for at := head; at+2*piece <= len(wav); at += 2 * piece {
		sum := 0.0
		for i := range piece {
			v := float64(int16(binary.LittleEndian.Uint16(wav[at+2*i:]))) / 32768
			if v > 0.95 || v < -0.95 {
				t.Fatal("too loud")
			}
			sum += max(v, -v)
		}
		list = append(list, sum/piece)
	}
	return list
}

// Speech goes up and down and stops for breath; a tone or a hiss does not.
func TestVoiceSpeaksAndPauses(t *testing.T) {
	loud, quiet, turns := 0, 0, 0
	pieces := loudness(t, props.Voice("pesan-suara-hendra.ogg", 34*time.Second))
	for i, strength := range pieces {
		switch {
		case strength > 0.05:
			loud++
		case strength < 0.01:
			quiet++
		}
		if i > 1 && (pieces[i]-pieces[i-1])*(pieces[i-1]-pieces[i-2]) < 0 {
			turns++
		}
	}
	if n := len(pieces); loud < n/3 || quiet < n/20 || quiet > n/2 || turns < n/3 {
		t.Errorf("of %d pieces %d are loud, %d quiet, and it turns %d times", n, loud, quiet, turns)
	}
}
