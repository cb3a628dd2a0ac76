package media

import (
	"fmt"
	"time"
)

// aacLength counts the frames of an ADTS stream, of 1,024 samples each (ISO 13818-7, section 6.2).
func aacLength(c *cursor) (time.Duration, error) {
	rates := [16]int{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350}
	const head, samples = 7, 1024
	var frames, rate int
	for c.size-c.at >= head {
		h, err := c.read(head)
		if err != nil {
			return 0, err
		}
		size := int64(h[3]&3)<<11 | int64(h[4])<<3 | int64(h[5])>>5
		if h[0] != 0xFF || h[1]&0xF6 != 0xF0 || size < head {
			break // what follows the frames, such as an ID3v1 block
		}
		frames += 1 + int(h[6]&3)
		rate = rates[h[2]>>2&15]
		if err := c.skip(size - head); err != nil {
			return 0, err
		}
	}
	if frames == 0 {
		return 0, fmt.Errorf("%w: no AAC frame", ErrMalformed)
	}
	return duration(float64(frames)*samples, float64(rate)), nil
}

// amrLength counts the frames of an AMR file, of 20 ms each. Their size follows from the mode in their first byte
// (RFC 4867, section 5; sizes without that byte).
func amrLength(c *cursor) (time.Duration, error) {
	const narrow, wide = "#!AMR\n", "#!AMR-WB\n"
	sizes := [16]int64{12, 13, 15, 17, 19, 20, 26, 31, 5}
	magic, err := c.read(min(c.size, int64(len(wide))))
	if err != nil {
		return 0, err
	}
	start := int64(len(narrow))
	if string(magic) == wide {
		sizes, start = [16]int64{17, 23, 32, 36, 40, 46, 50, 58, 60, 5}, int64(len(wide))
	} else if len(magic) < len(narrow) || string(magic[:len(narrow)]) != narrow {
		return 0, fmt.Errorf("%w: no AMR file", ErrMalformed)
	}
	var frames int
	for err = c.moveTo(start); err == nil && !c.ended(); frames++ {
		var head []byte
		if head, err = c.read(1); err == nil {
			err = c.skip(sizes[head[0]>>3&15])
		}
	}
	return duration(float64(frames), 50), err
}
