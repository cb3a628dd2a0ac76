package media

import (
	"encoding/binary"
	"fmt"
	"time"
)

// walkRIFF visits the chunks of a RIFF file of the given form, "WAVE" or "WEBP". The cursor stands at the body of
// the chunk; visit may leave it anywhere. A last chunk that is cut off is visited with the size it claims.
func walkRIFF(c *cursor, form string, visit func(kind string, size int64) error) error {
	if err := c.moveTo(0); err != nil {
		return err
	}
	head, err := c.read(12)
	if err != nil {
		return err
	}
	if string(head[:4]) != "RIFF" || string(head[8:]) != form {
		return fmt.Errorf("%w: no %s file", ErrMalformed, form)
	}
	for c.size-c.at >= 8 {
		head, err := c.read(8)
		if err != nil {
			return err
		}
		size, body := int64(binary.LittleEndian.Uint32(head[4:])), c.at
		if err := visit(string(head[:4]), size); err != nil {
			return err
		}
		// Bodies of odd length are followed by one byte of padding.
		if err := c.moveTo(min(body+size+size&1, c.size)); err != nil {
			return err
		}
	}
	return nil
}

// wavLength divides the size of the samples by the bytes per second. A recorder that could not go back to fill in
// the size leaves 0 or the largest number there; then the samples go on to the end of the file.
func wavLength(c *cursor) (time.Duration, error) {
	var rate, samples int64
	err := walkRIFF(c, "WAVE", func(kind string, size int64) error {
		switch kind {
		case "fmt ":
			head, err := c.read(16)
			if err != nil {
				return err
			}
			rate = int64(binary.LittleEndian.Uint32(head[8:]))
		case "data":
			samples = size
			if rest := c.size - c.at; size == 0 || size > rest {
				samples = rest
			}
		}
		return nil
	})
	return duration(float64(samples), float64(rate)), err
}
