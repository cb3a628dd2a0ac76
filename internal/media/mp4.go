package media

import (
	"encoding/binary"
	"fmt"
)

// mp4 collects what the boxes of an MP4, QuickTime or 3GPP file tell (ISO 14496-12).
type mp4 struct {
	c      *cursor
	rate   uint32 // units of the whole file per second
	length uint64 // in those units; 0 when not told, as in a recording still running when it was written
	tracks []*mp4Track
	depth  int
}

const (
	// maxDepth is how deep boxes may lie in each other; the ones of interest lie four deep.
	maxDepth = 8
	// maxTracks bounds the search for the track of each fragment. A recording has two or three.
	maxTracks = 64
)

// mp4Track is one track. Times are in its own units.
type mp4Track struct {
	id            uint32
	rate          uint32
	length        uint64
	end           uint64 // where its last fragment ends
	sample        uint32 // duration of a sample in a fragment that does not say
	isVideo       bool
	width, height int // as shown
}

// span is the body of a box, from its first byte to the one after its last.
type span struct{ start, end int64 }

func inspectMP4(c *cursor, facts *Facts) error {
	m := mp4{c: c}
	err := m.walk(span{0, c.size}, m.visit)
	m.describe(facts)
	if err == nil && m.rate == 0 {
		err = fmt.Errorf("%w: no MP4 header", ErrMalformed)
	}
	return err
}

func (m *mp4) describe(facts *Facts) {
	facts.Duration = duration(float64(m.length), float64(m.rate))
	var hasVideo bool
	for _, t := range m.tracks {
		if m.length == 0 {
			facts.Duration = max(facts.Duration, duration(float64(max(t.end, t.length)), float64(t.rate)))
		}
		if t.isVideo && !hasVideo {
			hasVideo, facts.Width, facts.Height = true, t.width, t.height
		}
	}
	if !hasVideo && len(m.tracks) > 0 {
		facts.Type = asAudio(facts.Type)
	}
}

// walk visits the boxes of a span one after the other.
func (m *mp4) walk(within span, visit func(kind string, body span) error) error {
	if m.depth++; m.depth > maxDepth {
		return fmt.Errorf("%w: MP4 boxes nested too deep", ErrMalformed)
	}
	defer func() { m.depth-- }()
	for at := within.start; within.end-at >= 8; {
		if err := m.c.moveTo(at); err != nil {
			return err
		}
		kind, body, err := m.box(within.end)
		if err != nil {
			return err
		}
		if err := visit(kind, body); err != nil {
			return err
		}
		at = body.end
	}
	return nil
}

// box reads a box's head. A size of 0 means up to the end, 1 that a longer size follows. A body longer than what
// holds it is cut: files are sent half.
func (m *mp4) box(end int64) (string, span, error) {
	start := m.c.at
	head, err := m.c.read(8)
	if err != nil {
		return "", span{}, err
	}
	kind, size := string(head[4:]), uint64(binary.BigEndian.Uint32(head))
	if size == 1 {
		long, err := m.c.read(8)
		if err != nil {
			return "", span{}, err
		}
		size = binary.BigEndian.Uint64(long)
	}
	room := uint64(end - start)
	if size == 0 || size > room {
		size = room
	}
	body := span{m.c.at, start + int64(size)}
	if body.end < body.start {
		return "", span{}, fmt.Errorf("%w: an MP4 box smaller than its head", ErrMalformed)
	}
	return kind, body, nil
}

// visit handles the boxes above the tracks.
func (m *mp4) visit(kind string, body span) error {
	switch kind {
	case "moov", "mvex":
		return m.walk(body, m.visit)
	case "mvhd":
		return m.readMVHD(body)
	case "mehd":
		b, err := m.fields(body)
		if m.length == 0 {
			m.length = b.wide(4, 4)
		}
		return err
	case "trak":
		if len(m.tracks) == maxTracks {
			return fmt.Errorf("%w: too many MP4 tracks", ErrMalformed)
		}
		t := &mp4Track{}
		m.tracks = append(m.tracks, t)
		return m.walk(body, m.trackVisitor(t))
	case "trex":
		b, err := m.fields(body)
		if t := m.track(b.uint32(4)); t != nil {
			t.sample = b.uint32(12)
		}
		return err
	case "moof":
		return m.walk(body, m.visitFragment)
	}
	return nil
}

func (m *mp4) readMVHD(body span) error {
	b, err := m.fields(body)
	m.rate, m.length = b.clock(4)
	return err
}

// trackVisitor handles the boxes within a track.
func (m *mp4) trackVisitor(t *mp4Track) func(string, span) error {
	var visit func(kind string, body span) error
	visit = func(kind string, body span) error {
		if kind == "mdia" {
			return m.walk(body, visit)
		}
		if kind != "tkhd" && kind != "mdhd" && kind != "hdlr" {
			return nil
		}
		b, err := m.fields(body)
		switch kind {
		case "tkhd":
			t.readHeader(b)
		case "mdhd":
			t.rate, t.length = b.clock(4)
		case "hdlr":
			t.isVideo = t.isVideo || b.uint32(8) == handlerVideo
		}
		return err
	}
	return visit
}

// handlerVideo is "vide": the track is a moving picture.
const handlerVideo = 0x76696465

// readHeader reads the track's id and size. The size is in 16.16 fixed point. A matrix whose first number is 0
// turns the picture by a quarter.
func (t *mp4Track) readHeader(b fields) {
	times := 4
	if b.version() == 1 {
		times = 8
	}
	t.id = b.uint32(4 + 2*times)
	matrix := 4 + 2*times + 8 + times + 16
	t.width, t.height = int(b.uint32(matrix+36)>>16), int(b.uint32(matrix+40)>>16)
	if quarter := b.uint32(matrix) == 0 && b.uint32(matrix+4) != 0; quarter {
		t.width, t.height = t.height, t.width
	}
}

func (m *mp4) track(id uint32) *mp4Track {
	for _, t := range m.tracks {
		if t.id == id {
			return t
		}
	}
	return nil
}
