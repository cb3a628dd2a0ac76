package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"io"

	"golang.org/x/image/webp"
)

func decodeWebP(ctx context.Context, c *cursor) (image.Image, error) {
	r, err := stillWebP(c)
	if err != nil {
		return nil, err
	}
	m, err := webp.Decode(&patient{ctx: ctx, r: r})
	switch lossy := m.(type) {
	case *image.YCbCr:
		widen(lossy)
	case *image.NYCbCrA:
		widen(&lossy.YCbCr)
	}
	return m, err
}

// widen spreads the values of lossy WebP, brightness from 16 to 235 and colour from 16 to 240 (ITU-R BT.601, which
// RFC 9649 names in section 2.5), over the whole range that Go's YCbCr stands for. Without it black would be grey.
func widen(m *image.YCbCr) {
	var brightness, colour [256]byte
	for i := range brightness {
		brightness[i] = byte(min(max((i-16)*255/219, 0), 255))
		colour[i] = byte(min(max((i-128)*255/224+128, 0), 255))
	}
	for i, y := range m.Y {
		m.Y[i] = brightness[y]
	}
	for _, plane := range [][]byte{m.Cb, m.Cr} {
		for i, v := range plane {
			plane[i] = colour[v]
		}
	}
}

// frameHead is the length of what comes before the picture in an ANMF chunk (RFC 9649, section 2.7.1.1): place, size,
// duration and flags. Numbers have 3 bytes.
const frameHead = 16

// stillWebP gives the file itself or, since the decoder knows no moving pictures, the first image of one as a file of
// its own. An image smaller than the whole, which the format permits, stays that size.
func stillWebP(c *cursor) (io.Reader, error) {
	var first []byte
	err := walkRIFF(c, "WEBP", func(kind string, size int64) (err error) {
		if kind == "ANMF" && first == nil {
			first, err = io.ReadAll(io.LimitReader(c, size))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if first == nil {
		return c, c.moveTo(0)
	}
	return aloneWebP(first)
}

// aloneWebP wraps the chunks of an image into a file. The extended header tells its size, and whether its
// transparency precedes it in a chunk of its own.
func aloneWebP(still []byte) (io.Reader, error) {
	if len(still) < frameHead {
		return nil, fmt.Errorf("%w: a WebP image cut short", ErrMalformed)
	}
	const alphaFlag = 0x10
	size, chunks := still[6:12], still[frameHead:]
	f := frame{width: 1 + uint24(size), height: 1 + uint24(size[3:]), turned: upright}
	f.memory = f.pixels() * webpMemory
	if err := f.checkMemory(); err != nil {
		return nil, err // it may be larger than the whole, whose size alone was checked
	}
	header := make([]byte, 4, 10)
	if bytes.HasPrefix(chunks, []byte("ALPH")) {
		header[0] = alphaFlag
	}
	b := append([]byte("WEBPVP8X\x0a\x00\x00\x00"), append(header, size...)...)
	b = append(b, chunks...)
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(b)))
	return io.MultiReader(bytes.NewReader(head), bytes.NewReader(b)), nil
}

func uint24(b []byte) int {
	return int(b[0]) | int(b[1])<<8 | int(b[2])<<16
}
