package media

import (
	"bufio"
	"fmt"
	"image"
	"image/gif"
	"io"

	"golang.org/x/image/webp"
)

// frame is a picture as it is stored.
type frame struct {
	width, height int
	turned        int   // EXIF orientation, 1 to 8; 1 is upright
	memory        int64 // bytes a decoder needs at its peak, rounded up
}

// shown is the size after turning the picture as its orientation demands.
func (f frame) shown() (width, height int) {
	if f.turned >= 5 {
		return f.height, f.width
	}
	return f.width, f.height
}

func (f frame) pixels() int64 { return int64(f.width) * int64(f.height) }

func (f frame) checkPixels() error {
	if f.width <= 0 || f.height <= 0 {
		return fmt.Errorf("%w: a picture without pixels", ErrMalformed)
	}
	// Each side first: the product of two large ones could overflow.
	if f.width > MaxPixels || f.height > MaxPixels || f.pixels() > MaxPixels {
		return fmt.Errorf("%w: %d by %d pixels", ErrTooLarge, f.width, f.height)
	}
	return nil
}

// measure reads the size of a picture from its header.
func measure(c *cursor, t Type) (frame, error) {
	if err := c.moveTo(0); err != nil {
		return frame{}, err
	}
	switch t.MIME {
	case "image/jpeg":
		return measureJPEG(bufio.NewReader(c))
	case "image/png":
		return measurePNG(c)
	case "image/gif":
		return measureGIF(c)
	case "image/webp":
		return measureWebP(c)
	}
	return frame{}, ErrUnsupported
}

func measureGIF(r io.Reader) (frame, error) {
	cfg, err := gif.DecodeConfig(r)
	return configured(cfg, 1, err)
}

// webpMemory is how many bytes a pixel the WebP decoder needs: 4 for the lossless form, and as many to transform it.
const webpMemory = 8

// measureWebP tells no orientation: Chromium does not turn WebP pictures, so neither do thumbnails.
func measureWebP(r io.Reader) (frame, error) {
	cfg, err := webp.DecodeConfig(r)
	return configured(cfg, webpMemory, err)
}

func configured(cfg image.Config, bytesPerPixel int64, err error) (frame, error) {
	if err != nil {
		return frame{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	f := frame{width: cfg.Width, height: cfg.Height, turned: upright}
	f.memory = f.pixels() * bytesPerPixel
	return f, nil
}
