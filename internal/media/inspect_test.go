package media_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"image/gif"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/sapa-inbox/sapa/internal/media"
)

const ms = time.Millisecond

type measurement struct {
	name     string
	body     []byte
	mime     string
	becomes  string // empty when the type stays
	w, h     int
	duration time.Duration
	within   time.Duration // how far the duration may be off
}

func (m measurement) check(t *testing.T) {
	got, err := media.Inspect(bytes.NewReader(m.body), typeOf(t, m.mime))
	if err != nil {
		t.Fatal(err)
	}
	if want := cmp.Or(m.becomes, m.mime); got.Type.MIME != want {
		t.Errorf("type is %s, want %s", got.Type.MIME, want)
	}
	if got.Width != m.w || got.Height != m.h {
		t.Errorf("size is %d by %d, want %d by %d", got.Width, got.Height, m.w, m.h)
	}
	if off := (got.Duration - m.duration).Abs(); off > m.within {
		t.Errorf("duration is %v, want %v", got.Duration, m.duration)
	}
}

func TestInspectPictures(t *testing.T) {
	for _, m := range []measurement{
		{name: "jpeg", mime: "image/jpeg", body: jpegOf(corners(30, 20)), w: 30, h: 20},
		{name: "jpeg on its side", mime: "image/jpeg", w: 20, h: 30,
			body: jpegOf(corners(30, 20), exifSegment(tiff(binary.LittleEndian, 6)))},
		{name: "jpeg upside down", mime: "image/jpeg", w: 30, h: 20,
			body: jpegOf(corners(30, 20), exifSegment(tiff(binary.BigEndian, 3)))},
		{name: "jpeg with two orientations", mime: "image/jpeg", w: 20, h: 30,
			body: jpegOf(corners(30, 20), exifSegment(tiff(binary.BigEndian, 8)), exifSegment(tiff(binary.BigEndian, 1)))},
		{name: "jpeg with broken EXIF", mime: "image/jpeg", w: 30, h: 20,
			body: jpegOf(corners(30, 20), exifSegment([]byte("MM\x00*\xff\xff\xff\xff")))},
		{name: "jpeg with orientation 9", mime: "image/jpeg", w: 30, h: 20,
			body: jpegOf(corners(30, 20), exifSegment(tiff(binary.BigEndian, 9)))},
		{name: "png", mime: "image/png", body: pngOf(corners(30, 20)), w: 30, h: 20},
		{name: "png on its side", mime: "image/png", w: 20, h: 30,
			body: pngOf(corners(30, 20), pngChunk("eXIf", tiff(binary.BigEndian, 8)))},
		{name: "gif", mime: "image/gif", body: gifOf(30, 20), w: 30, h: 20},
		{name: "lossy webp", mime: "image/webp", body: fixture(t, "lossy.webp"), w: 40, h: 30},
		{name: "lossless webp", mime: "image/webp", body: fixture(t, "lossless.webp"), w: 40, h: 30},
		{name: "transparent webp", mime: "image/webp", body: fixture(t, "alpha.webp"), w: 20, h: 20},
		{name: "moving webp", mime: "image/webp", body: fixture(t, "anim.webp"), w: 24, h: 24},
		{name: "webp on its side, shown as it is", mime: "image/webp", body: webpWithMetadata(t, 6), w: 40, h: 30},
		{name: "heic, of which nothing is known", mime: "image/heic", body: fixture(t, "photo.heic")},
	} {
		t.Run(m.name, m.check)
	}
}

func gifOf(w, h int) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, corners(w, h), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestInspectSound(t *testing.T) {
	bare := afterFirstFrame(fixture(t, "cbr.mp3"))
	for _, m := range []measurement{
		{name: "opus", mime: "audio/ogg", body: fixture(t, "voice.ogg"), duration: 1500 * ms, within: 20 * ms},
		{name: "vorbis", mime: "audio/ogg", body: vorbis(), duration: 750 * ms},
		{name: "wav", mime: "audio/wav", body: wav(12000, 12000), duration: 1500 * ms},
		{name: "wav of unknown length", mime: "audio/wav", body: wav(0xFFFFFFFF, 12000), duration: 1500 * ms},
		{name: "wav of length 0", mime: "audio/wav", body: wav(0, 12000), duration: 1500 * ms},
		{name: "mp3", mime: "audio/mpeg", body: fixture(t, "cbr.mp3"), duration: 936 * ms, within: 80 * ms},
		{name: "mp3 of changing rate", mime: "audio/mpeg", body: fixture(t, "vbr.mp3"), duration: 936 * ms, within: 80 * ms},
		{name: "mp3 without a count", mime: "audio/mpeg", body: bare, duration: 936 * ms, within: 80 * ms},
		{name: "mp3 with a VBRI block", mime: "audio/mpeg", body: vbri(), duration: 26122 * ms, within: ms},
		{name: "aac", mime: "audio/aac", body: fixture(t, "voice.aac"), duration: 896 * ms, within: 130 * ms},
		{name: "amr", mime: "audio/amr", body: amr("#!AMR\n", 0x3C, 32, 75), duration: 1500 * ms},
		{name: "wide amr", mime: "audio/amr", body: amr("#!AMR-WB\n", 0x44, 61, 75), duration: 1500 * ms},
		{name: "m4a", mime: "audio/mp4", body: fixture(t, "voice.m4a"), duration: 750 * ms, within: 130 * ms},
		{name: "m4a taken for a video", mime: "video/mp4", becomes: "audio/mp4", body: fixture(t, "voice.m4a"),
			duration: 750 * ms, within: 130 * ms},
	} {
		t.Run(m.name, m.check)
	}
}

// What browsers record has no length in its header.
func TestInspectRecordings(t *testing.T) {
	for _, m := range []measurement{
		{name: "voice in webm", mime: "video/webm", becomes: "audio/webm", body: fixture(t, "chromium-voice.webm"),
			duration: 1470 * ms, within: 70 * ms},
		{name: "voice in mp4", mime: "video/mp4", becomes: "audio/mp4", body: fixture(t, "chromium-voice.m4a"),
			duration: 1470 * ms, within: 70 * ms},
		{name: "video in webm", mime: "video/webm", body: fixture(t, "chromium-video.webm"), w: 72, h: 96,
			duration: 1300 * ms, within: 200 * ms},
	} {
		t.Run(m.name, m.check)
	}
}

func TestInspectVideos(t *testing.T) {
	mp4 := fixture(t, "clip.mp4")
	for _, m := range []measurement{
		{name: "mp4", mime: "video/mp4", body: mp4, w: 64, h: 36, duration: 2 * time.Second},
		{name: "mp4 held upright", mime: "video/mp4", body: quarterTurned(t, mp4), w: 36, h: 64, duration: 2 * time.Second},
		{name: "mp4 with long boxes", mime: "video/mp4", body: longMP4(), duration: 90 * time.Second},
		{name: "mp4 in fragments", mime: "video/mp4", body: fragmentedMP4(), becomes: "audio/mp4", duration: 3 * time.Second},
		{name: "mp4 with a fragment count", mime: "video/mp4", body: announcedMP4(), duration: 7 * time.Second},
		{name: "mov", mime: "video/quicktime", body: fixture(t, "clip.mov"), w: 64, h: 36, duration: 2 * time.Second},
		{name: "3gp", mime: "video/3gpp", body: fixture(t, "clip.3gp"), w: 170, h: 96, duration: time.Second},
		{name: "webm", mime: "video/webm", body: fixture(t, "clip.webm"), w: 64, h: 36, duration: 2 * time.Second},
	} {
		t.Run(m.name, m.check)
	}
}

func vorbis() []byte {
	head := join("OggS\x00\x02", make([]byte, 8), "ABCD", make([]byte, 8), "\x01\x1e",
		"\x01vorbis", make([]byte, 4), "\x01", little(8000), make([]byte, 14))
	page := func(serial string, granule uint64) []byte {
		return join("OggS\x00\x00", binary.LittleEndian.AppendUint64(nil, granule), serial, make([]byte, 8), "\x00")
	}
	// The last pages are one within a packet, which has no position, and one of another stream.
	return join(head, page("ABCD", 2000), page("ABCD", 6000), page("ABCD", 1<<64-1), page("WXYZ", 99999))
}

// wav is 8-bit sound at 8,000 Hz, after a chunk of odd length, that claims one size and has another.
func wav(claims uint32, has int) []byte {
	format := join("\x01\x00\x01\x00", little(8000), little(8000), "\x01\x00\x08\x00")
	head := riff("WAVE", riffChunk("LIST", []byte("odd")), riffChunk("fmt ", format))
	return join(head, "data", little(claims), make([]byte, has))
}

// afterFirstFrame drops the ID3 block and the first frame of the file, in which the encoder left the count of frames.
func afterFirstFrame(mp3 []byte) []byte {
	frames := bytes.Split(mp3, mp3[45:47])
	return bytes.Join(append([][]byte{nil}, frames[2:]...), mp3[45:47])
}

// vbri is one MPEG-1 frame with a count of 1,000 frames as the Fraunhofer encoder writes it, and a second frame.
func vbri() []byte {
	frame := make([]byte, 417)
	copy(frame, "\xFF\xFB\x90\x00")
	first := bytes.Clone(frame)
	copy(first[36:], join("VBRI", make([]byte, 10), uint32(1000)))
	return join(first, frame)
}

func amr(magic string, head byte, size, frames int) []byte {
	frame := make([]byte, size)
	frame[0] = head
	return join(magic, bytes.Repeat(frame, frames))
}

// quarterTurned replaces the identity matrix of the track by a turn to the right.
func quarterTurned(t *testing.T, mp4 []byte) []byte {
	t.Helper()
	const one, minusOne = "\x00\x01\x00\x00", "\xff\xff\x00\x00"
	zero := strings.Repeat("\x00", 4)
	identity := one + zero + zero + zero + one
	at := bytes.Index(mp4, []byte("tkhd"))
	turned := bytes.Replace(mp4[at:], []byte(identity), []byte(zero+one+zero+minusOne+zero), 1)
	if at < 0 || bytes.Equal(turned, mp4[at:]) {
		t.Fatal("no matrix to turn")
	}
	return join(mp4[:at], turned)
}

// longMP4 uses 64-bit sizes and times, and a last box that goes on to the end.
func longMP4() []byte {
	mvhd := box("mvhd", "\x01\x00\x00\x00", make([]byte, 16), uint32(1000), uint64(90_000), make([]byte, 80))
	long := join(uint32(1), "moov", uint64(16+len(mvhd)), mvhd)
	return join(box("ftyp", "isom"), long, uint32(0), "mdat", make([]byte, 100))
}

func movieHead(extra ...[]byte) []byte {
	mvhd := box("mvhd", make([]byte, 12), uint32(1000), uint32(0), make([]byte, 80))
	tkhd := box("tkhd", make([]byte, 12), uint32(7), make([]byte, 68))
	mdhd := box("mdhd", make([]byte, 12), uint32(100), uint32(0), make([]byte, 4))
	hdlr := box("hdlr", make([]byte, 8), "soun", make([]byte, 12))
	trak := box("trak", tkhd, box("mdia", mdhd, hdlr))
	return join(box("ftyp", "isom"), box("moov", mvhd, trak, bytes.Join(extra, nil)))
}

// fragmentedMP4 has three fragments of a second each, which tell their duration in the three ways there are.
func fragmentedMP4() []byte {
	trex := box("trex", uint32(0), uint32(7), uint32(1), uint32(20), make([]byte, 8))
	moof := func(traf ...[]byte) []byte { return box("moof", box("traf", bytes.Join(traf, nil))) }
	return join(movieHead(box("mvex", trex)),
		moof(box("tfhd", uint32(0), uint32(7)), box("trun", uint32(0), uint32(5))),
		moof(box("tfhd", uint32(0x9), uint32(7), uint64(0), uint32(50)), box("trun", uint32(0), uint32(2))),
		moof(box("tfhd", uint32(0), uint32(7)), box("tfdt", uint32(0), uint32(200)),
			box("trun", uint32(0x301), uint32(2), uint32(0), uint32(40), uint32(9), uint32(60), uint32(9))),
		moof(box("tfhd", uint32(0), uint32(99)), box("trun", uint32(0), uint32(5000))),
	)
}

func announcedMP4() []byte {
	mvhd := box("mvhd", make([]byte, 12), uint32(1000), uint32(0xFFFFFFFF), make([]byte, 80))
	return join(box("ftyp", "isom"), box("moov", mvhd, box("mvex", box("mehd", "\x01\x00\x00\x00", uint64(7000)))))
}

func TestInspectRefusesLargePictures(t *testing.T) {
	bomb := func(w, h uint32) []byte {
		ihdr := pngChunk("IHDR", w, h, "\x08\x06\x00\x00\x00")
		return join("\x89PNG\r\n\x1a\n", ihdr, pngChunk("IDAT"), pngChunk("IEND"))
	}
	for _, c := range []struct {
		w, h uint32
		want error
	}{
		{8160, 6144, nil}, {8192, 6400, nil}, {8193, 6400, media.ErrTooLarge}, {1, 1 << 30, media.ErrTooLarge},
		{1<<32 - 1, 1<<32 - 1, media.ErrTooLarge}, {0, 5, media.ErrMalformed}, {5, 0, media.ErrMalformed},
	} {
		got, err := media.Inspect(bytes.NewReader(bomb(c.w, c.h)), typeOf(t, "image/png"))
		if !errors.Is(err, c.want) || got.Width != int(c.w) || got.Height != int(c.h) {
			t.Errorf("%d by %d: %d by %d, %v; want %v", c.w, c.h, got.Width, got.Height, err, c.want)
		}
	}
}

func TestInspectRefusesOtherBytes(t *testing.T) {
	for _, known := range media.Types() {
		if known.Kind == media.File || known.MIME == "image/heic" || known.MIME == "audio/mpeg" {
			continue // not looked into; and any bytes may precede the first frame of an MP3
		}
		for _, body := range []string{"", "x", "these are not the bytes you are looking for, not at all"} {
			if _, err := media.Inspect(strings.NewReader(body), known); !errors.Is(err, media.ErrMalformed) {
				t.Errorf("%s of %q: %v, want ErrMalformed", known.MIME, body, err)
			}
		}
	}
}

// A file sent half still tells what stands at its start.
func TestInspectOfHalfAFile(t *testing.T) {
	for name, mime := range map[string]string{"chromium-voice.webm": "audio/webm", "chromium-video.webm": "video/webm"} {
		whole := fixture(t, name)
		got, err := media.Inspect(bytes.NewReader(whole[:len(whole)/2+1]), typeOf(t, mime))
		if got.Duration < 100*ms || got.Duration > 1400*ms {
			t.Errorf("%s: half of it lasts %v, %v", name, got.Duration, err)
		}
	}
}

// An error of the reader is not taken for a fault of the file: the first may pass, the second stays.
func TestInspectPassesReaderErrors(t *testing.T) {
	broken := errors.New("the line broke")
	for _, known := range media.Types() {
		if known.Kind == media.File || known.MIME == "image/heic" {
			continue
		}
		_, err := media.Inspect(brokenFile{bytes.NewReader(make([]byte, 100)), iotest.ErrReader(broken)}, known)
		if !errors.Is(err, broken) || errors.Is(err, media.ErrMalformed) {
			t.Errorf("%s: %v, want the reader's own error", known.MIME, err)
		}
	}
}

type brokenFile struct {
	io.Seeker
	io.Reader
}

// Boxes within boxes and tracks without end would cost a stack and hours.
func TestInspectEnds(t *testing.T) {
	deep := []byte{}
	for range 1000 {
		deep = box("moov", deep)
	}
	many := movieHead(bytes.Repeat(box("trak"), 1000))
	for name, body := range map[string][]byte{"deep": deep, "many": many} {
		if _, err := media.Inspect(bytes.NewReader(body), typeOf(t, "video/mp4")); !errors.Is(err, media.ErrMalformed) {
			t.Errorf("%s: %v, want ErrMalformed", name, err)
		}
	}
}

func FuzzInspect(f *testing.F) {
	types := media.Types()
	for i, known := range types {
		for _, seed := range seeds(f)[known.MIME] {
			f.Add(byte(i), seed)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, body []byte) {
		known := types[int(which)%len(types)]
		got, err := media.Inspect(bytes.NewReader(body), known)
		if err != nil && !errors.Is(err, media.ErrMalformed) && !errors.Is(err, media.ErrTooLarge) {
			t.Errorf("%s: %v", known.MIME, err)
		}
		longest := 7 * 24 * time.Hour
		if got.Width < 0 || got.Height < 0 || got.Duration < 0 || got.Duration > longest || got.Type.MIME == "" {
			t.Errorf("%s: %+v", known.MIME, got)
		}
		if err == nil && int64(got.Width)*int64(got.Height) > media.MaxPixels && known.Kind == media.Image {
			t.Errorf("%s: %+v is too large", known.MIME, got)
		}
	})
}

// seeds are files of each type to start fuzzing with.
func seeds(t testing.TB) map[string][][]byte {
	m := corners(9, 6)
	return map[string][][]byte{
		"image/jpeg": {jpegOf(m), jpegOf(m, exifSegment(tiff(binary.BigEndian, 6)), segment(0xFE, "SECRET"))},
		"image/png":  {pngOf(m), pngOf(m, pngChunk("eXIf", tiff(binary.LittleEndian, 6)))},
		"image/gif":  {gifOf(9, 6)},
		"image/webp": {fixture(t, "lossy.webp"), fixture(t, "anim.webp"), fixture(t, "alpha.webp"), webpWithMetadata(t, 6)},
		"audio/ogg":  {fixture(t, "voice.ogg"), vorbis()},
		"audio/webm": {fixture(t, "chromium-voice.webm")},
		"audio/mpeg": {fixture(t, "cbr.mp3"), vbri()},
		"audio/mp4":  {fixture(t, "voice.m4a"), fixture(t, "chromium-voice.m4a"), fragmentedMP4()},
		"audio/aac":  {fixture(t, "voice.aac")},
		"audio/wav":  {wav(100, 100), wav(0, 100)},
		"audio/amr":  {amr("#!AMR\n", 0x3C, 32, 5), amr("#!AMR-WB\n", 0x44, 61, 5)},
		"video/mp4":  {fixture(t, "clip.mp4"), longMP4(), announcedMP4()},
		"video/webm": {fixture(t, "clip.webm"), fixture(t, "chromium-video.webm")},

		"video/quicktime": {fixture(t, "clip.mov")},
		"video/3gpp":      {fixture(t, "clip.3gp")},
	}
}
