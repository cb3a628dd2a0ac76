package media

import (
	"bytes"
	"encoding/binary"
	"time"
)

// maxMP3Search is how far the first frame is looked for after the ID3 block: past any padding and stray bytes.
const maxMP3Search = 64 << 10

// mp3Frame is what the header of a layer III frame says.
type mp3Frame struct {
	bitrate int // bits per second
	rate    int // samples per second
	samples int // in one frame
	size    int // bytes in this frame
	side    int // bytes between the header and where the encoder may leave a count of frames
}

// mp3Length takes the count of frames the encoder left in the first one. Without it the bit rate is taken to be
// constant, so the duration is an estimate.
func mp3Length(c *cursor) (time.Duration, error) {
	start, err := afterID3(c)
	if err != nil {
		return 0, err
	}
	if err := c.moveTo(min(start, c.size)); err != nil {
		return 0, err
	}
	b, err := c.read(min(c.size-c.at, maxMP3Search))
	if err != nil {
		return 0, err
	}
	at, f, ok := findMP3Frame(b)
	if !ok {
		return 0, nil
	}
	if frames := f.count(b[at:]); frames > 0 {
		return duration(float64(frames)*float64(f.samples), float64(f.rate)), nil
	}
	return duration(float64(c.size-start-int64(at))*8, float64(f.bitrate)), nil
}

// afterID3 is where an ID3v2 block at the start ends. Its size is written with 7 bits a byte.
func afterID3(c *cursor) (int64, error) {
	head, err := c.read(10)
	if err != nil || string(head[:3]) != "ID3" {
		return 0, err
	}
	var size int64
	for _, b := range head[6:] {
		size = size<<7 | int64(b&0x7F)
	}
	if hasFooter := head[5]&0x10 != 0; hasFooter {
		size += 10
	}
	return 10 + size, nil
}

// findMP3Frame takes a header for one only when another follows where the frame ends, or the file does.
func findMP3Frame(b []byte) (at int, f mp3Frame, ok bool) {
	for ; at+4 <= len(b); at++ {
		f, ok = parseMP3Frame(b[at:])
		if !ok {
			continue
		}
		next := at + f.size
		if next+4 > len(b) {
			return at, f, true
		}
		if _, again := parseMP3Frame(b[next:]); again {
			return at, f, true
		}
	}
	return 0, mp3Frame{}, false
}

// Tables of ISO 11172-3 and 13818-3 for layer III: bit rates in kbit/s, and sampling rates of MPEG-1, which
// MPEG-2 halves and MPEG-2.5 quarters.
var (
	mp3Rates    = [4]int{44100, 48000, 32000, 0}
	mp3Bitrates = [2][16]int{
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0},
	}
)

func parseMP3Frame(b []byte) (mp3Frame, bool) {
	head := binary.BigEndian.Uint32(b)
	version, layer := head>>19&3, head>>17&3
	if head>>21 != 0x7FF || version == 1 || layer != 1 {
		return mp3Frame{}, false
	}
	f := mp3Frame{samples: 1152, side: 32, rate: mp3Rates[head>>10&3], bitrate: 1000 * mp3Bitrates[0][head>>12&15]}
	mono := head>>6&3 == 3
	if version != 3 {
		halvings := map[uint32]int{2: 1, 0: 2}[version]
		f = mp3Frame{samples: 576, side: 17, rate: f.rate >> halvings, bitrate: 1000 * mp3Bitrates[1][head>>12&15]}
	}
	if mono {
		f.side = map[int]int{32: 17, 17: 9}[f.side]
	}
	if f.rate == 0 || f.bitrate == 0 {
		return mp3Frame{}, false
	}
	f.size = f.samples/8*f.bitrate/f.rate + int(head>>9&1)
	return f, true
}

// count is the number of frames written by the encoder into the first frame: in a Xing or Info block, or a VBRI one.
func (f mp3Frame) count(b []byte) uint32 {
	const head, vbri = 4, 32
	if x := after(b, head+f.side); bytes.HasPrefix(x, []byte("Xing")) || bytes.HasPrefix(x, []byte("Info")) {
		if len(x) >= 12 && x[7]&1 != 0 {
			return binary.BigEndian.Uint32(x[8:])
		}
	}
	if v := after(b, head+vbri); bytes.HasPrefix(v, []byte("VBRI")) && len(v) >= 18 {
		return binary.BigEndian.Uint32(v[14:])
	}
	return 0
}

func after(b []byte, n int) []byte {
	return b[min(n, len(b)):]
}
