package media_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"testing"
	"testing/iotest"

	"github.com/sapa-inbox/sapa/internal/media"
)

func thumbnail(t testing.TB, body []byte, mime string, maxSide int) (media.Picture, image.Image) {
	t.Helper()
	p, err := media.Thumbnail(t.Context(), bytes.NewReader(body), typeOf(t, mime), maxSide)
	if err != nil {
		t.Fatal(err)
	}
	m, format, err := image.Decode(bytes.NewReader(p.Bytes))
	if err != nil || "image/"+format != p.MIME {
		t.Fatalf("thumbnail is %s, %v; said to be %s", format, err, p.MIME)
	}
	if size := m.Bounds().Size(); size != (image.Point{p.Width, p.Height}) {
		t.Errorf("thumbnail is %v, said to be %d by %d", size, p.Width, p.Height)
	}
	return p, m
}

func TestThumbnailSizes(t *testing.T) {
	for _, c := range []struct{ w, h, side, wantW, wantH int }{
		{300, 200, 480, 300, 200}, // never larger than the picture
		{300, 200, 300, 300, 200},
		{300, 200, 150, 150, 100},
		{200, 300, 150, 100, 150},
		{3000, 2000, 150, 150, 100}, // in two steps
		{2000, 3, 100, 100, 1},      // never without pixels
		{3, 2000, 100, 1, 100},
		{1, 1, 100, 1, 1},
	} {
		p, _ := thumbnail(t, jpegOf(corners(c.w, c.h)), "image/jpeg", c.side)
		if p.Width != c.wantW || p.Height != c.wantH || p.MIME != "image/jpeg" {
			t.Errorf("%d by %d within %d is %d by %d of %s, want %d by %d",
				c.w, c.h, c.side, p.Width, p.Height, p.MIME, c.wantW, c.wantH)
		}
	}
}

func TestThumbnailOfEachType(t *testing.T) {
	for mime, body := range map[string][]byte{
		"image/jpeg": jpegOf(corners(600, 450)),
		"image/png":  pngOf(corners(600, 450)),
		"image/gif":  gifOf(600, 450),
	} {
		_, m := thumbnail(t, body, mime, 60)
		wantCorners(t, mime, m, [4]color.Color{red, green, blue, color.White})
	}
	for _, name := range []string{"lossy.webp", "lossless.webp"} {
		p, m := thumbnail(t, fixture(t, name), "image/webp", 20)
		// The test picture of ffmpeg has a black bar at the left and a red one further on.
		if p.Width != 20 || p.Height != 15 || near(m.At(1, 1), m.At(10, 1)) {
			t.Errorf("%s: %d by %d, without colours", name, p.Width, p.Height)
		}
	}
}

// Cameras store what their sensor sees and note how they were held. The letters are where the corners of the scene
// (a b on top, c d below) are stored for each orientation, after the figure in Exif 3.0, section 4.6.5.
func TestThumbnailIsUpright(t *testing.T) {
	stored := []string{"", "abcd", "badc", "dcba", "cdab", "acbd", "bdac", "dbca", "cadb"}
	scene := map[byte]color.Color{'a': red, 'b': green, 'c': blue, 'd': color.White}
	for orientation := 1; orientation <= 8; orientation++ {
		w, h := 90, 60
		if orientation >= 5 {
			w, h = h, w
		}
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				m.Set(x, y, scene[stored[orientation][x*2/w+y*2/h*2]])
			}
		}
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			exif := tiff(order, uint16(orientation))
			for mime, body := range map[string][]byte{
				"image/jpeg": jpegOf(m, exifSegment(exif)),
				"image/png":  pngOf(m, pngChunk("eXIf", exif)),
			} {
				p, got := thumbnail(t, body, mime, 45)
				if p.Width != 45 || p.Height != 30 {
					t.Errorf("orientation %d: %d by %d, want 45 by 30", orientation, p.Width, p.Height)
				}
				wantCorners(t, fmt.Sprintf("%s, orientation %d", mime, orientation), got,
					[4]color.Color{scene['a'], scene['b'], scene['c'], scene['d']})
				if bytes.Contains(p.Bytes, []byte("Exif")) || bytes.Contains(p.Bytes, []byte(secret)) {
					t.Errorf("orientation %d: the thumbnail has metadata", orientation)
				}
			}
		}
	}
}

var (
	red   = color.NRGBA{255, 0, 0, 255}
	green = color.NRGBA{0, 255, 0, 255}
	blue  = color.NRGBA{0, 0, 255, 255}
)

// wantCorners compares the corners: on top from left to right, then below.
func wantCorners(t *testing.T, name string, m image.Image, want [4]color.Color) {
	t.Helper()
	w, h := m.Bounds().Dx()-1, m.Bounds().Dy()-1
	for i, at := range []image.Point{{w / 10, h / 10}, {w - w/10, h / 10}, {w / 10, h - h/10}, {w - w/10, h - h/10}} {
		if got := m.At(at.X, at.Y); !near(got, want[i]) {
			t.Errorf("%s: corner %d is %v, want %v", name, i, got, want[i])
		}
	}
}

// near allows for what compression changes.
func near(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	const slack = 40 << 8
	for _, pair := range [3][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		if max(pair[0], pair[1])-min(pair[0], pair[1]) > slack {
			return false
		}
	}
	return true
}

func TestThumbnailKeepsTransparency(t *testing.T) {
	m := corners(300, 200)
	for x := range 100 {
		m.Set(x, x, color.Transparent)
	}
	for name, body := range map[string][]byte{"image/png": pngOf(m), "image/webp": fixture(t, "alpha.webp")} {
		if p, m := thumbnail(t, body, name, 100); p.MIME != "image/png" || opaque(m) {
			t.Errorf("%s: the thumbnail is %s", name, p.MIME)
		}
	}
}

func opaque(m image.Image) bool { return m.(interface{ Opaque() bool }).Opaque() }

// The picture is plain red at 40 % opacity. Lossy WebP keeps colours in a narrower range than JPEG does.
func TestThumbnailOfLossyWebPHasFullColours(t *testing.T) {
	_, m := thumbnail(t, fixture(t, "alpha.webp"), "image/webp", 100)
	got := color.NRGBAModel.Convert(m.At(10, 10)).(color.NRGBA)
	if got.R < 248 || got.G > 8 || got.B > 8 || got.A < 97 || got.A > 107 {
		t.Errorf("red became %v", got)
	}
	// The same test picture in both forms; compressed hard, the lossy one is off by 12 of 255 on average, and by 17 in a narrow range.
	_, lossy := thumbnail(t, fixture(t, "lossy.webp"), "image/webp", 100)
	_, lossless := thumbnail(t, fixture(t, "lossless.webp"), "image/webp", 100)
	if off := difference(lossy, lossless); off > 14 {
		t.Errorf("the lossy picture is off by %.1f", off)
	}
}

// difference is the mean difference of two pictures of the same size, 0 to 255.
func difference(a, b image.Image) float64 {
	var sum, count float64
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			for _, pair := range [3][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
				sum += float64(max(pair[0], pair[1])-min(pair[0], pair[1])) / 257
				count++
			}
		}
	}
	return sum / count
}

// A moving picture shows its first image.
func TestThumbnailOfMovingPicture(t *testing.T) {
	full := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{red})
	next := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{blue})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{full, next}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	if _, m := thumbnail(t, b.Bytes(), "image/gif", 30); !near(m.At(15, 10), red) {
		t.Errorf("shows %v, want red", m.At(15, 10))
	}
	// The two images of this one differ in a figure in the middle; both have a red bar at the right of the black one.
	p, m := thumbnail(t, fixture(t, "anim.webp"), "image/webp", 480)
	if p.Width != 24 || p.Height != 24 || near(m.At(1, 1), m.At(10, 1)) {
		t.Errorf("%d by %d, without colours", p.Width, p.Height)
	}
}

// swollen makes the first image of a moving picture claim 16,384 pixels each way.
func swollen(webp []byte) []byte {
	at := bytes.Index(webp, []byte("ANMF")) + 8
	return join(webp[:at+6], "\xff\x3f\x00\xff\x3f\x00", webp[at+12:])
}

func TestThumbnailRefuses(t *testing.T) {
	header := func(w, h uint32, depth, interlace byte) []byte {
		ihdr := pngChunk("IHDR", w, h, []byte{depth, 6, 0, 0, interlace})
		return join("\x89PNG\r\n\x1a\n", ihdr, pngChunk("IDAT"), pngChunk("IEND"))
	}
	sof := func(marker byte, w, h uint16, components string) []byte {
		return join("\xFF\xD8", segment(marker, "\x08", h, w, byte(len(components)/3), components), segment(0xDA))
	}
	const full, halved = "\x01\x11\x00\x02\x11\x00\x03\x11\x00", "\x01\x22\x00\x02\x11\x00\x03\x11\x00"
	for name, c := range map[string]struct {
		mime string
		body []byte
		want error
	}{
		"too many pixels":               {"image/png", header(100_000, 1000, 8, 0), media.ErrTooLarge},
		"16 bits a colour":              {"image/png", header(8000, 6000, 16, 0), media.ErrTooLarge},
		"interlaced":                    {"image/png", header(8000, 6000, 8, 1), media.ErrTooLarge},
		"8 bits, but nothing follows":   {"image/png", header(8000, 6000, 8, 0), media.ErrMalformed},
		"progressive":                   {"image/jpeg", sof(0xC2, 8000, 6000, full), media.ErrTooLarge},
		"progressive, colours halved":   {"image/jpeg", sof(0xC2, 8000, 6000, halved), media.ErrTooLarge},
		"progressive of a usual phone":  {"image/jpeg", sof(0xC2, 4000, 3000, full), media.ErrMalformed},
		"baseline, but nothing follows": {"image/jpeg", sof(0xC0, 8000, 6000, full), media.ErrMalformed},
		"a frame header cut short":      {"image/jpeg", sof(0xC0, 80, 60, full[:6])[:14], media.ErrMalformed},
		"cut off":                       {"image/jpeg", jpegOf(corners(300, 200))[:900], media.ErrMalformed},
		"moving webp cut off":           {"image/webp", fixture(t, "anim.webp")[:80], media.ErrMalformed},
		"moving webp of a large image":  {"image/webp", swollen(fixture(t, "anim.webp")), media.ErrTooLarge},
		"heic":                          {"image/heic", fixture(t, "photo.heic"), media.ErrUnsupported},
		"video":                         {"video/mp4", fixture(t, "clip.mp4"), media.ErrUnsupported},
		"another type":                  {"image/gif", pngOf(corners(9, 9)), media.ErrMalformed},
		"nothing":                       {"image/jpeg", nil, media.ErrMalformed},
	} {
		p, err := media.Thumbnail(t.Context(), bytes.NewReader(c.body), typeOf(t, c.mime), 100)
		if !errors.Is(err, c.want) || p.Bytes != nil {
			t.Errorf("%s: %d bytes, %v; want %v", name, len(p.Bytes), err, c.want)
		}
	}
}

func TestThumbnailObeysContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for mime, files := range seeds(t) {
		if known := typeOf(t, mime); known.Kind == media.Image {
			if _, err := media.Thumbnail(ctx, bytes.NewReader(files[0]), known, 10); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v, want the context's error", mime, err)
			}
		}
	}
}

func TestThumbnailPassesReaderErrors(t *testing.T) {
	broken := errors.New("the line broke")
	body := jpegOf(corners(900, 600))
	_, err := media.Thumbnail(t.Context(), &breaking{bytes.NewReader(body), 5000, broken}, typeOf(t, "image/jpeg"), 10)
	if !errors.Is(err, broken) || errors.Is(err, media.ErrMalformed) {
		t.Errorf("%v, want the reader's own error", err)
	}
}

// breaking is a file that fails once so many bytes were read.
type breaking struct {
	*bytes.Reader
	left int
	err  error
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return iotest.ErrReader(b.err).Read(p)
	}
	n, err := b.Reader.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

func FuzzThumbnail(f *testing.F) {
	var pictures []media.Type
	for _, known := range media.Types() {
		if known.Kind == media.Image {
			pictures = append(pictures, known)
			for _, seed := range seeds(f)[known.MIME] {
				f.Add(byte(len(pictures)-1), seed)
			}
		}
	}
	f.Fuzz(func(t *testing.T, which byte, body []byte) {
		known := pictures[int(which)%len(pictures)]
		// Only small pictures: the fuzzer is to find wrong code, not to measure how fast a large one is.
		facts, err := media.Inspect(bytes.NewReader(body), known)
		if err == nil && facts.Width*facts.Height > 1<<16 {
			t.Skip()
		}
		p, err := media.Thumbnail(t.Context(), bytes.NewReader(body), known, 16)
		if err != nil {
			if !errors.Is(err, media.ErrMalformed) && !errors.Is(err, media.ErrTooLarge) && !errors.Is(err, media.ErrUnsupported) {
				t.Errorf("%s: %v", known.MIME, err)
			}
			return
		}
		if p.Width < 1 || p.Height < 1 || max(p.Width, p.Height) > 16 {
			t.Errorf("%s: %d by %d", known.MIME, p.Width, p.Height)
		}
	})
}

func BenchmarkThumbnail(b *testing.B) {
	body := jpegOf(corners(4000, 3000)) // as a phone takes them: 12 megapixels
	b.ReportAllocs()
	for b.Loop() {
		thumbnail(b, body, "image/jpeg", media.ThumbnailSide)
	}
}
