package media

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngHead is what comes before the body of a chunk: its length and its kind. A checksum of 4 bytes follows the body.
const pngHead, pngSum = 8, 4

func pngStart(r io.Reader) error {
	var signature [len(pngSignature)]byte
	if _, err := io.ReadFull(r, signature[:]); err != nil {
		return malformed(err)
	}
	if string(signature[:]) != pngSignature {
		return fmt.Errorf("%w: no PNG file", ErrMalformed)
	}
	return nil
}

func pngChunk(r io.Reader) (kind string, size int64, err error) {
	var head [pngHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return "", 0, malformed(err)
	}
	return string(head[4:]), int64(binary.BigEndian.Uint32(head[:])), nil
}

// measurePNG looks no further than the first data: an orientation after it is what browsers ignore, too.
// Of several the first one counts.
func measurePNG(c *cursor) (frame, error) {
	var f frame
	if err := pngStart(c); err != nil {
		return f, err
	}
	for {
		kind, size, err := pngChunk(c)
		if err != nil {
			return f, err
		}
		body := c.at
		switch kind {
		case "IHDR":
			err = f.readIHDR(c)
		case "eXIf":
			if f.turned == 0 {
				f.turned = readOrientation(io.LimitReader(c, size))
			}
		case "IDAT", "IEND":
			f.turned = max(f.turned, upright)
			return f, nil
		}
		if err == nil {
			err = c.moveTo(body + size + pngSum)
		}
		if err != nil {
			return f, err
		}
	}
}

func (f *frame) readIHDR(c *cursor) error {
	head, err := c.read(13)
	if err != nil {
		return err
	}
	f.width = int(binary.BigEndian.Uint32(head))
	f.height = int(binary.BigEndian.Uint32(head[4:]))
	perPixel := int64(4)
	if depth := head[8]; depth == 16 {
		perPixel = 8
	}
	if interlaced := head[12] != 0; interlaced {
		perPixel *= 2
	}
	f.memory = f.pixels() * perPixel
	return nil
}

func writePNGChunk(w io.Writer, kind string, body []byte) error {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	_, err := w.Write(b)
	return err
}
