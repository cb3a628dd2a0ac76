package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

const (
	// oggHead is the fixed part of a page header (RFC 3533, section 6); one byte for each segment follows it.
	oggHead = 27
	// oggPage is the largest page: header, 255 segments, 255 bytes in each.
	oggPage = oggHead + 255 + 255*255
)

// oggLength reads how far the sound goes from the last page: pages count samples from the start. Opus and Vorbis only.
func oggLength(c *cursor) (time.Duration, error) {
	rate, skipped, serial, err := oggStart(c)
	if err != nil || rate == 0 {
		return 0, err
	}
	tail := min(c.size, 2*oggPage)
	if err := c.moveTo(c.size - tail); err != nil {
		return 0, err
	}
	pages, err := c.read(tail)
	if err != nil {
		return 0, err
	}
	return duration(float64(lastGranule(pages, serial)-skipped), float64(rate)), nil
}

// oggStart reads the first page. Opus always counts at 48 kHz, and its first samples are not played (RFC 7845).
func oggStart(c *cursor) (rate, skipped int64, serial []byte, err error) {
	head, err := c.read(oggHead)
	if err != nil {
		return 0, 0, nil, err
	}
	if string(head[:4]) != "OggS" {
		return 0, 0, nil, fmt.Errorf("%w: no Ogg file", ErrMalformed)
	}
	if err := c.skip(int64(head[26])); err != nil {
		return 0, 0, nil, err
	}
	packet, err := c.read(16)
	switch {
	case err != nil:
		return 0, 0, nil, err
	case bytes.HasPrefix(packet, []byte("OpusHead")):
		rate, skipped = 48000, int64(binary.LittleEndian.Uint16(packet[10:]))
	case bytes.HasPrefix(packet, []byte("\x01vorbis")):
		rate = int64(binary.LittleEndian.Uint32(packet[12:]))
	}
	return rate, skipped, head[14:18], nil
}

// lastGranule is the position of the last page that ends a packet of the stream, 0 when there is none.
func lastGranule(pages, serial []byte) int64 {
	for end := len(pages); ; {
		at := bytes.LastIndex(pages[:end], []byte("OggS"))
		if at < 0 {
			return 0
		}
		end = at
		if len(pages)-at < oggHead || !bytes.Equal(pages[at+14:at+18], serial) {
			continue
		}
		if granule := int64(binary.LittleEndian.Uint64(pages[at+6:])); granule >= 0 {
			return granule
		}
	}
}
