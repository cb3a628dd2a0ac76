package media_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/sapa-inbox/sapa/internal/media"
)

// The files in testdata were made once: those named chromium by MediaRecorder of Chromium 156, the others by ffmpeg,
// cwebp and heif-enc. clip.mov holds the place +06.2088-106.8456.

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func typeOf(t testing.TB, mime string) media.Type {
	t.Helper()
	known, ok := media.ByMIME(mime)
	if !ok {
		t.Fatalf("%s is not an allowed type", mime)
	}
	return known
}

func join(parts ...any) []byte {
	var b bytes.Buffer
	for _, part := range parts {
		switch p := part.(type) {
		case string:
			b.WriteString(p)
		case []byte:
			b.Write(p)
		default:
			if err := binary.Write(&b, binary.BigEndian, p); err != nil {
				panic(err)
			}
		}
	}
	return b.Bytes()
}

func little(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }

// corners is a picture of w by h pixels whose corners, a third of the sides each, are red, green, blue and white.
func corners(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, cornerColour(x*3/w, y*3/h))
		}
	}
	return m
}

func cornerColour(column, row int) color.Color {
	switch [2]int{column, row} {
	case [2]int{0, 0}:
		return color.NRGBA{255, 0, 0, 255}
	case [2]int{2, 0}:
		return color.NRGBA{0, 255, 0, 255}
	case [2]int{0, 2}:
		return color.NRGBA{0, 0, 255, 255}
	case [2]int{2, 2}:
		return color.White
	}
	return color.Black
}

func jpegOf(m image.Image, segments ...[]byte) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return join(b.Bytes()[:2], bytes.Join(segments, nil), b.Bytes()[2:])
}

func segment(marker byte, body ...any) []byte {
	b := join(body...)
	return join([]byte{0xFF, marker}, uint16(len(b)+2), b)
}

func exifSegment(tiff []byte) []byte { return segment(0xE1, "Exif\x00\x00", tiff) }

// tiff is an EXIF block as cameras write it, in either byte order: a maker, the orientation, a description.
func tiff(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order.String() == binary.BigEndian.String() {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 3)
	for _, field := range [][4]uint32{{0x010F, 2, 4, 0}, {0x0112, 3, 1, uint32(orientation)}, {0x010E, 2, 20, 50}} {
		b = order.AppendUint16(b, uint16(field[0]))
		b = order.AppendUint16(b, uint16(field[1]))
		b = order.AppendUint32(b, field[2])
		if field[1] == 3 {
			b = order.AppendUint16(b, uint16(field[3]))
			b = order.AppendUint16(b, 0)
		} else {
			b = order.AppendUint32(b, field[3])
		}
	}
	return append(order.AppendUint32(b, 0), "SECRET place and name"...)
}

func pngOf(m image.Image, chunks ...[]byte) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	const afterIHDR = 8 + 8 + 13 + 4
	return join(b.Bytes()[:afterIHDR], bytes.Join(chunks, nil), b.Bytes()[afterIHDR:])
}

func pngChunk(kind string, body ...any) []byte {
	b := join(body...)
	return join(uint32(len(b)), kind, b, crc32.ChecksumIEEE(join(kind, b)))
}

func riff(form string, chunks ...[]byte) []byte {
	b := join(form, bytes.Join(chunks, nil))
	return join("RIFF", little(uint32(len(b))), b)
}

func riffChunk(kind string, body []byte) []byte {
	return join(kind, little(uint32(len(body))), body, make([]byte, len(body)%2))
}

func box(kind string, body ...any) []byte {
	b := join(body...)
	return join(uint32(len(b)+8), kind, b)
}
