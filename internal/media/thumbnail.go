package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/draw"
)

const (
	// ThumbnailSide is the longest side of a thumbnail in a conversation, in pixels: twice what it takes on the
	// screen, for screens with two dots a pixel.
	ThumbnailSide = 480
	// maxMemory is how many bytes a decoder may need: the largest accepted photo, kept with 4 bytes a pixel, fits.
	maxMemory = 4*MaxPixels + 16<<20
	// maxDecoding ends pictures built to take for ever, such as a JPEG of a hundred thousand scans.
	maxDecoding = 30 * time.Second
	// jpegQuality shows no blocks at this size and gives some 30 KB.
	jpegQuality = 80
)

// Picture is an encoded picture.
type Picture struct {
	Bytes         []byte
	MIME          string // image/jpeg, or image/png when it has transparent parts
	Width, Height int    // pixels
}

// Thumbnail draws a small copy of a JPEG, PNG, GIF or WebP picture whose longer side is at most maxSide pixels, upright
// and without any metadata; of a moving picture, the first image. A picture that is smaller keeps its size.
// It fails with ErrUnsupported, ErrMalformed or ErrTooLarge, or when ctx ends. One call may take a few seconds and
// some 200 MB, so the caller must bound how many run at once.
func Thumbnail(ctx context.Context, r io.ReadSeeker, t Type, maxSide int) (Picture, error) {
	c, err := newCursor(r)
	if err != nil {
		return Picture{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, maxDecoding)
	defer cancel()
	f, err := measure(c, t)
	if err == nil {
		err = f.checkMemory()
	}
	var full image.Image
	if err == nil {
		full, err = decode(ctx, c, t)
	}
	if c.src.failure != nil {
		err = c.src.failure
	}
	if err != nil {
		return Picture{}, err
	}
	return encode(turn(shrink(full, maxSide), f.turned))
}

func (f frame) checkMemory() error {
	if err := f.checkPixels(); err != nil {
		return err
	}
	if f.memory > maxMemory {
		return fmt.Errorf("%w: %d by %d pixels need %d MB to decode", ErrTooLarge, f.width, f.height, f.memory>>20)
	}
	return nil
}

// decode reads the whole picture. A decoder that panics on a crafted file must not take the server with it.
func decode(ctx context.Context, c *cursor, t Type) (full image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: the decoder gave up: %v", ErrMalformed, r)
		}
	}()
	if err := c.moveTo(0); err != nil {
		return nil, err
	}
	r := &patient{ctx: ctx, r: c}
	switch t.MIME {
	case "image/jpeg":
		full, err = jpeg.Decode(r)
	case "image/png":
		full, err = png.Decode(r)
	case "image/gif":
		full, err = gif.Decode(r)
	case "image/webp":
		full, err = decodeWebP(ctx, c)
	default:
		return nil, ErrUnsupported
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrMalformed) {
		err = fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return full, err
}

// patient reads until the context ends. Decoders read a few kilobytes at a time, so it stops them soon after.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

// shrink scales in two steps. The second, which looks best, keeps a row of floats for each line of its source; after
// the first, quick one, that is at most four times the thumbnail instead of 50 million pixels.
func shrink(full image.Image, maxSide int) *image.RGBA {
	size := fit(full.Bounds().Size(), maxSide)
	if rough := fit(full.Bounds().Size(), 4*maxSide); rough != full.Bounds().Size() {
		full = scale(draw.ApproxBiLinear, full, rough)
	}
	return scale(draw.CatmullRom, full, size)
}

func scale(scaler draw.Scaler, src image.Image, size image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: size})
	scaler.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	return dst
}

// fit is the size with its longer side at most maxSide, in the same proportions and at least one pixel each way.
func fit(size image.Point, maxSide int) image.Point {
	longer := max(size.X, size.Y)
	if longer <= maxSide {
		return size
	}
	return image.Point{max(1, size.X*maxSide/longer), max(1, size.Y*maxSide/longer)}
}

func encode(small *image.RGBA) (Picture, error) {
	var b bytes.Buffer
	p := Picture{MIME: "image/jpeg", Width: small.Bounds().Dx(), Height: small.Bounds().Dy()}
	var err error
	if small.Opaque() {
		err = jpeg.Encode(&b, small, &jpeg.Options{Quality: jpegQuality})
	} else {
		p.MIME = "image/png"
		err = png.Encode(&b, small)
	}
	p.Bytes = b.Bytes()
	return p, err
}
