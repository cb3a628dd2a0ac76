package media

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// fields is the body of a small box: a version, three bytes of flags, then numbers. What is missing reads as 0.
type fields []byte

func (m *mp4) fields(body span) (fields, error) {
	if err := m.c.moveTo(body.start); err != nil {
		return nil, err
	}
	b, err := m.c.read(body.end - body.start)
	return b, err
}

func (b fields) version() byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func (b fields) flags() uint32 { return b.uint32(0) & 0xFFFFFF }

func (b fields) uint32(at int) uint32 {
	if at+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[at:])
}

// wide reads a time: 4 bytes at the one place in version 0, 8 bytes at the other in version 1. All bits set, in either
// width, stand for unknown, which is 0 here.
func (b fields) wide(at0, at1 int) uint64 {
	if b.version() == 1 {
		n := uint64(b.uint32(at1))<<32 | uint64(b.uint32(at1+4))
		if n == math.MaxUint64 {
			n = 0
		}
		return n
	}
	n := b.uint32(at0)
	if n == math.MaxUint32 {
		n = 0
	}
	return uint64(n)
}

// clock reads units per second and a length, which follow two times of 4 or 8 bytes.
func (b fields) clock(at int) (rate uint32, length uint64) {
	if b.version() == 1 {
		return b.uint32(at + 16), b.wide(0, at+20)
	}
	return b.uint32(at + 8), b.wide(at+12, 0)
}

// fragment is what a traf box told so far.
type fragment struct {
	track  *mp4Track
	start  uint64
	sample uint32 // duration of a sample that does not say
}

// visitFragment handles the boxes of a moof box: a browser that records MP4 writes the sound in fragments, and leaves
// the length in the header at 0.
func (m *mp4) visitFragment(kind string, body span) error {
	if kind != "traf" {
		return nil
	}
	var f fragment
	return m.walk(body, func(kind string, body span) error {
		if kind != "tfhd" && kind != "tfdt" && kind != "trun" {
			return nil
		}
		b, err := m.fields(body)
		switch kind {
		case "tfhd":
			f.readHeader(m, b)
		case "tfdt":
			f.start = b.wide(4, 4)
		case "trun":
			f.readRun(b)
		}
		return err
	})
}

// readHeader finds the track and the duration of its samples, which some optional fields may precede.
func (f *fragment) readHeader(m *mp4, b fields) {
	const hasBase, hasDescription, hasDuration = 0x1, 0x2, 0x8
	f.track = m.track(b.uint32(4))
	if f.track == nil {
		return
	}
	f.sample, f.start = f.track.sample, f.track.end
	at := 8
	if b.flags()&hasBase != 0 {
		at += 8
	}
	if b.flags()&hasDescription != 0 {
		at += 4
	}
	if b.flags()&hasDuration != 0 {
		f.sample = b.uint32(at)
	}
}

// readRun adds up the durations of a run of samples.
func (f *fragment) readRun(b fields) {
	const hasBase, hasFirstFlags, hasDuration, perSample = 0x1, 0x4, 0x100, 0xF00
	if f.track == nil {
		return
	}
	flags, samples := b.flags(), b.uint32(4)
	if flags&hasDuration == 0 {
		f.start += uint64(samples) * uint64(f.sample)
	} else {
		at := 8
		for _, optional := range []uint32{hasBase, hasFirstFlags} {
			if flags&optional != 0 {
				at += 4
			}
		}
		step := 4 * bits.OnesCount32(flags&perSample)
		for ; samples > 0 && at+4 <= len(b); samples-- {
			f.start += uint64(b.uint32(at))
			at += step
		}
	}
	f.track.end = max(f.track.end, f.start)
}
