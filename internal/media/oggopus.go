package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// OggOpus copies the Opus sound of a WebM file, as browsers record it, into an Ogg file, as messengers take it. The
// sound stays as it is, packet by packet. A file with other sound is ErrUnsupported.
func OggOpus(w io.Writer, r io.ReadSeeker) error {
	c, err := newCursor(r)
	if err != nil {
		return err
	}
	in := &opusTracks{}
	out := &oggWriter{w: w}
	first, _, err := element(c)
	if err == nil && first != elementEBML {
		err = fmt.Errorf("%w: no WebM file", ErrMalformed)
	}
	if err == nil {
		err = c.moveTo(0)
	}
	for err == nil && !c.ended() {
		var id uint64
		var size int64
		if id, size, err = element(c); err == nil {
			err = in.visit(c, id, size, out)
		}
	}
	if err != nil {
		return err
	}
	return out.close()
}

// Further elements of WebM, of a track with sound.
const (
	elementTrackNumber  = 0xD7
	elementCodec        = 0x86
	elementCodecPrivate = 0x63A2
	elementAudio        = 0xE1
	elementChannels     = 0x9F
)

// opusTracks finds the first track with Opus.
type opusTracks struct {
	tracks []*opusTrack
}

type opusTrack struct {
	number   uint64
	codec    string
	head     []byte // as Ogg wants it at the beginning; empty when the file has none
	channels uint64
}

// visit reads an element of interest and skips the others, as inspectWebM does.
func (t *opusTracks) visit(c *cursor, id uint64, size int64, out *oggWriter) error {
	switch id {
	case elementSegment, elementTracks, elementCluster, elementBlockGroup, elementAudio:
		return nil
	case elementTrackEntry:
		if len(t.tracks) == maxTracks {
			return fmt.Errorf("%w: too many WebM tracks", ErrMalformed)
		}
		t.tracks = append(t.tracks, &opusTrack{channels: 1})
		return nil
	case elementBlock, elementSimpleBlock:
		return t.block(c, size, out)
	}
	if len(t.tracks) == 0 {
		return c.skip(size)
	}
	return t.tracks[len(t.tracks)-1].describe(c, id, size)
}

// describe reads what the file says of a track.
func (t *opusTrack) describe(c *cursor, id uint64, size int64) (err error) {
	var text []byte
	switch id {
	case elementTrackNumber:
		t.number, err = number(c, size)
	case elementChannels:
		t.channels, err = number(c, size)
	case elementCodec:
		text, err = c.read(size)
		t.codec = string(bytes.TrimRight(text, "\x00"))
	case elementCodecPrivate:
		t.head, err = c.read(size)
	default:
		err = c.skip(size)
	}
	return err
}

// block copies the packet of a block of the first Opus track.
func (t *opusTracks) block(c *cursor, size int64, out *oggWriter) error {
	end := c.at + size
	track, _, err := vint(c)
	if err != nil {
		return err
	}
	b, err := c.read(3)
	if err != nil {
		return err
	}
	if end > c.size || end < c.at {
		return fmt.Errorf("%w: a WebM block that ends outside", ErrMalformed)
	}
	chosen := t.chosen()
	switch {
	case chosen == nil:
		return ErrUnsupported
	case track != chosen.number:
		return c.moveTo(end)
	case b[2]&lacing != 0:
		return ErrUnsupported
	}
	packet, err := c.read(end - c.at)
	if err != nil {
		return err
	}
	return out.packet(chosen, packet)
}

// lacing are the flags of a block that holds several packets; no browser writes such for Opus.
const lacing = 0x06

func (t *opusTracks) chosen() *opusTrack {
	for _, track := range t.tracks {
		if track.codec == "A_OPUS" {
			return track
		}
	}
	return nil
}

// opusHead is how an Ogg stream with Opus begins (RFC 7845, section 5.1).
func (t *opusTrack) opusHead() ([]byte, error) {
	if len(t.head) >= 19 && bytes.HasPrefix(t.head, []byte("OpusHead")) {
		return t.head, nil
	}
	if t.channels < 1 || t.channels > 2 {
		return nil, ErrUnsupported
	}
	head := append([]byte("OpusHead"), 1, byte(t.channels), 0, 0)
	head = binary.LittleEndian.AppendUint32(head, 48000)
	return append(head, 0, 0, 0), nil
}

// opusSamples is how long a packet plays, in samples at 48 kHz (RFC 6716, section 3.1); 0 for what is no packet.
func opusSamples(packet []byte) int64 {
	if len(packet) == 0 {
		return 0
	}
	var frame int64
	switch config := packet[0] >> 3; {
	case config < 12: // speech: 10, 20, 40 or 60 ms
		frame = [4]int64{480, 960, 1920, 2880}[config&3]
	case config < 16: // both: 10 or 20 ms
		frame = [2]int64{480, 960}[config&1]
	default: // music: 2.5, 5, 10 or 20 ms
		frame = [4]int64{120, 240, 480, 960}[config&3]
	}
	frames := int64(1)
	switch packet[0] & 3 {
	case 1, 2:
		frames = 2
	case 3:
		if len(packet) < 2 {
			return 0
		}
		frames = int64(packet[1] & 0x3f)
	}
	if frames*frame > 5760 { // 120 ms
		return 0
	}
	return frames * frame
}
