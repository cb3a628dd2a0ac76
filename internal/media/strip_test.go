package media_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/image/webp"

	"github.com/sapa-inbox/sapa/internal/media"
)

// place is what clip.mov tells about where it was recorded; secret is in everything made here that must go.
const place, secret = "+06.2088-106.8456", "SECRET"

func strip(t testing.TB, body []byte, mime string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := media.Strip(&out, bytes.NewReader(body), typeOf(t, mime)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wantStripped checks that the file says nothing any more, shows the same, and stays as it is when stripped again.
func wantStripped(t *testing.T, body []byte, mime string) []byte {
	t.Helper()
	if !bytes.Contains(body, []byte(secret)) && !bytes.Contains(body, []byte(place)) {
		t.Fatal("there is nothing to strip")
	}
	got := strip(t, body, mime)
	if bytes.Contains(got, []byte(secret)) || bytes.Contains(got, []byte(place)) {
		t.Errorf("still there: %q", got)
	}
	if again := strip(t, got, mime); !bytes.Equal(again, got) {
		t.Error("stripping twice changes the file again")
	}
	before, errBefore := media.Inspect(bytes.NewReader(body), typeOf(t, mime))
	after, errAfter := media.Inspect(bytes.NewReader(got), typeOf(t, mime))
	if before != after || errBefore != nil || errAfter != nil {
		t.Errorf("facts were %+v, %v, and are %+v, %v", before, errBefore, after, errAfter)
	}
	return got
}

func TestStripJPEG(t *testing.T) {
	m := corners(300, 200)
	profile := segment(0xE2, "ICC_PROFILE\x00\x01\x01", "the colours")
	adobe := segment(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01")
	for orientation := range uint16(9) {
		body := join(jpegOf(m,
			segment(0xE0, "JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x02\x02", "SECRETaPrevi"),
			segment(0xE0, "JFXX\x00\x10SECRET"),
			exifSegment(tiff(binary.LittleEndian, orientation)),
			segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x:SECRET/>"),
			exifSegment(tiff(binary.BigEndian, 3)),
			profile, segment(0xE2, "MPF\x00SECRET"), adobe,
			segment(0xED, "Photoshop 3.0\x00SECRET"), segment(0xFE, secret),
		), "SECRET moving photo")
		got := wantStripped(t, body, "image/jpeg")
		header := segment(0xE0, "JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00")
		for _, kept := range [][]byte{header, profile, adobe} {
			if !bytes.Contains(got, kept) {
				t.Errorf("%q is gone", kept)
			}
		}
		if bare := decoded(t, jpeg.Decode, body); !samePixels(bare, decoded(t, jpeg.Decode, got)) {
			t.Error("the picture is another")
		}
		wantOrientation(t, got, orientation)
	}
}

// wantOrientation looks for the block that tells it: none for an upright picture.
func wantOrientation(t *testing.T, got []byte, orientation uint16) {
	t.Helper()
	at := bytes.Index(got, []byte("Exif\x00\x00"))
	if orientation <= 1 {
		if at >= 0 {
			t.Errorf("an upright picture has EXIF: %q", got[at:at+40])
		}
		return
	}
	field := join(uint16(0x112), uint16(3), uint32(1), orientation, uint16(0))
	want := join("Exif\x00\x00MM\x00*", uint32(8), uint16(1), field, uint32(0))
	if at < 0 || !bytes.HasPrefix(got[at:], want) {
		t.Errorf("orientation %d is gone", orientation)
	}
}

func TestStripKeepsCleanJPEG(t *testing.T) {
	body := jpegOf(corners(300, 200))
	if got := strip(t, body, "image/jpeg"); !bytes.Equal(got, body) {
		t.Error("a file without metadata is changed")
	}
}

// Fill bytes, restart markers and more than one scan are all allowed.
func TestStripJPEGWalksScans(t *testing.T) {
	head := join("\xFF\xD8", segment(0xC0, "\x08\x00\x08\x00\x08\x01\x01\x11\x00"))
	scan := join(segment(0xDA, "\x01\x01\x00\x00\x3F\x00"), "ab\xFF\x00cd\xFF\xD3ef", strings.Repeat("x", 9000))
	padded := join("\xFF\xFF\xFF", segment(0xC4, "table")[1:])
	body := join(head, scan, padded, scan, segment(0xFE, secret), scan, "\xFF\xFF\xFF\xD9", secret)
	want := join(head, scan, segment(0xC4, "table"), scan, scan, "\xFF\xD9")
	if got := strip(t, body, "image/jpeg"); !bytes.Equal(got, want) {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
	broken := body[:len(body)-20-len(secret)]
	if got := strip(t, broken, "image/jpeg"); !bytes.HasPrefix(want, got) || len(got) < len(want)-30 {
		t.Errorf("of a picture that breaks off %d bytes are left", len(got))
	}
}

func TestStripPNG(t *testing.T) {
	m := corners(30, 20)
	for orientation := range uint16(9) {
		body := join(pngOf(m,
			pngChunk("tEXt", "Author\x00SECRET"), pngChunk("zTXt", secret), pngChunk("iTXt", secret), pngChunk("tIME", secret),
			pngChunk("eXIf", tiff(binary.BigEndian, orientation)), pngChunk("eXIf", tiff(binary.BigEndian, 8)),
			pngChunk("gAMA", uint32(45455)),
		), secret)
		got := wantStripped(t, body, "image/png")
		if !bytes.Contains(got, pngChunk("gAMA", uint32(45455))) {
			t.Error("the colours are gone")
		}
		if !samePixels(m, decoded(t, png.Decode, got)) {
			t.Error("the picture is another")
		}
	}
}

func TestStripWebP(t *testing.T) {
	for orientation := range uint16(9) {
		body := webpWithMetadata(t, orientation)
		got := wantStripped(t, body, "image/webp")
		if len(got) != len(body)-len(secret) {
			t.Errorf("of %d bytes %d are left, want all but what follows the end", len(body), len(got))
		}
		if flags := got[20]; flags != 0x08 {
			t.Errorf("flags are %#x, want EXIF alone", flags)
		}
		if !samePixels(decoded(t, webp.Decode, fixture(t, "lossy.webp")), decoded(t, webp.Decode, got)) {
			t.Error("the picture is another")
		}
	}
}

// webpWithMetadata is lossy.webp in the extended form, of 40 by 30 pixels.
func webpWithMetadata(t testing.TB, orientation uint16) []byte {
	picture := fixture(t, "lossy.webp")[12:]
	header := riffChunk("VP8X", []byte("\x0C\x00\x00\x00\x27\x00\x00\x1D\x00\x00"))
	exif := riffChunk("EXIF", tiff(binary.LittleEndian, orientation))
	short, xmp := riffChunk("EXIF", []byte(secret)), riffChunk("XMP ", []byte(secret+"."))
	return join(riff("WEBP", header, picture, exif, short, xmp), secret)
}

func TestStripVideo(t *testing.T) {
	xmp := box("uuid", "0123456789abcdef", secret)
	for name, c := range map[string]struct {
		mime string
		body []byte
	}{
		"mov":           {"video/quicktime", fixture(t, "clip.mov")},
		"mp4 with XMP":  {"video/mp4", join(fixture(t, "clip.mp4"), xmp)},
		"long boxes":    {"video/mp4", join(longMP4()[:len(longMP4())-108], xmp)},
		"up to the end": {"video/mp4", join(longMP4()[:len(longMP4())-108], uint32(0), "uuid", secret)},
		"in the header": {"video/mp4", movieHead(box("udta", "\xA9xyz", secret), box("meta", secret))},
		"in the track":  {"video/mp4", movieHead(box("trak", box("udta", secret), box("meta", secret)))},
	} {
		t.Run(name, func(t *testing.T) {
			got := wantStripped(t, c.body, c.mime)
			if len(got) != len(c.body) {
				t.Errorf("has %d bytes instead of %d: the positions in its tables are wrong now", len(got), len(c.body))
			}
			if data := bytes.Index(c.body, []byte("mdat")); data >= 0 && got[data] != 'm' {
				t.Error("the pictures have moved")
			}
		})
	}
}

func TestStripCopiesOtherTypes(t *testing.T) {
	for _, mime := range []string{"application/pdf", "audio/ogg", "image/gif", "image/heic", "text/plain"} {
		if got := strip(t, []byte("as it is"), mime); string(got) != "as it is" {
			t.Errorf("%s became %q", mime, got)
		}
	}
}

func TestStripRefusesOtherBytes(t *testing.T) {
	for _, mime := range []string{"image/jpeg", "image/png", "image/webp"} {
		for _, body := range []string{"", "x", "these are not the bytes you are looking for"} {
			if err := media.Strip(io.Discard, strings.NewReader(body), typeOf(t, mime)); !errors.Is(err, media.ErrMalformed) {
				t.Errorf("%s of %q: %v, want ErrMalformed", mime, body, err)
			}
		}
	}
}

func TestStripPassesErrors(t *testing.T) {
	broken := errors.New("the line broke")
	for mime, files := range seeds(t) {
		for _, body := range files {
			r := io.MultiReader(bytes.NewReader(body[:len(body)/2]), iotest.ErrReader(broken))
			if err := media.Strip(io.Discard, r, typeOf(t, mime)); !errors.Is(err, broken) {
				t.Errorf("%s: reading: %v", mime, err)
			}
			if err := media.Strip(brokenWriter{broken}, bytes.NewReader(body), typeOf(t, mime)); !errors.Is(err, broken) {
				t.Errorf("%s: writing: %v", mime, err)
			}
		}
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

// FuzzStrip: what was stripped says the same about itself as before, and stays the same when stripped again.
func FuzzStrip(f *testing.F) {
	types := media.Types()
	for i, known := range types {
		for _, seed := range seeds(f)[known.MIME] {
			f.Add(byte(i), seed)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, body []byte) {
		known := types[int(which)%len(types)]
		var once, twice bytes.Buffer
		err := media.Strip(&once, bytes.NewReader(body), known)
		if err != nil {
			if !errors.Is(err, media.ErrMalformed) {
				t.Errorf("%s: %v", known.MIME, err)
			}
			return
		}
		if once.Len() > len(body) {
			t.Errorf("%s: grew from %d to %d bytes", known.MIME, len(body), once.Len())
		}
		err = media.Strip(&twice, bytes.NewReader(once.Bytes()), known)
		if err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("%s: stripped again: %v, %d bytes become %d", known.MIME, err, once.Len(), twice.Len())
		}
		before, errBefore := media.Inspect(bytes.NewReader(body), known)
		after, errAfter := media.Inspect(bytes.NewReader(once.Bytes()), known)
		if errBefore == nil && (errAfter != nil || before != after) {
			t.Errorf("%s: facts were %+v, and are %+v, %v", known.MIME, before, after, errAfter)
		}
	})
}

func decoded(t *testing.T, decode func(io.Reader) (image.Image, error), body []byte) image.Image {
	t.Helper()
	m, err := decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			ar, ag, ab, aa := a.At(x, y).RGBA()
			br, bg, bb, ba := b.At(x, y).RGBA()
			if [4]uint32{ar, ag, ab, aa} != [4]uint32{br, bg, bb, ba} {
				return false
			}
		}
	}
	return true
}
