package media_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/media"
)

// oggStream is a stream as a reader finds it.
type oggStream struct {
	packets  [][]byte
	granules []int64
	flags    []byte
}

// readOgg takes an Ogg file apart, checking numbers and checksums by the letter of RFC 3533.
func readOgg(t testing.TB, file []byte) oggStream {
	t.Helper()
	var s oggStream
	var open []byte
	for n := uint32(0); len(file) > 0; n++ {
		if len(file) < 27 || string(file[:4]) != "OggS" || file[4] != 0 {
			t.Fatalf("page %d does not begin as one", n)
		}
		segments := int(file[26])
		size := 27 + segments
		for _, length := range file[27 : 27+segments] {
			size += int(length)
		}
		page := bytes.Clone(file[:size])
		sum := binary.LittleEndian.Uint32(page[22:])
		clear(page[22:26])
		if got := slowSum(page); got != sum || binary.LittleEndian.Uint32(page[18:]) != n {
			t.Fatalf("page %d has number %d and sum %08x, not %08x", n, binary.LittleEndian.Uint32(page[18:]), sum, got)
		}
		body := page[27+segments:]
		for _, length := range page[27 : 27+segments] {
			open, body = append(open, body[:length]...), body[length:]
			if length < 255 {
				s.packets, open = append(s.packets, open), nil
			}
		}
		s.flags, s.granules = append(s.flags, page[5]), append(s.granules, int64(binary.LittleEndian.Uint64(page[6:])))
		file = file[size:]
	}
	return s
}

// slowSum is the checksum bit by bit.
func slowSum(page []byte) (sum uint32) {
	for _, b := range page {
		sum ^= uint32(b) << 24
		for range 8 {
			high := sum >> 31
			sum = sum<<1 ^ high*0x04C11DB7
		}
	}
	return sum
}

// ebml is an element of WebM with a known length of 8 bytes.
func ebml(id uint32, body []byte) []byte {
	head := bytes.TrimLeft(binary.BigEndian.AppendUint32(nil, id), "\x00")
	head = append(head, 1)
	head = append(head, binary.BigEndian.AppendUint64(nil, uint64(len(body)))[1:]...)
	return append(head, body...)
}

// recorded is a WebM file with these packets of one track.
func recorded(codec string, head []byte, packets ...[]byte) []byte {
	track := slices.Concat(ebml(0xD7, []byte{1}), ebml(0x83, []byte{2}), ebml(0x86, []byte(codec)), ebml(0xE1, ebml(0x9F, []byte{1})))
	if head != nil {
		track = append(track, ebml(0x63A2, head)...)
	}
	cluster := ebml(0xE7, []byte{0})
	for i, p := range packets {
		block := append([]byte{0x81, byte(i >> 8), byte(i), 0x80}, p...)
		if i%3 == 0 {
			cluster = append(cluster, ebml(0xA0, ebml(0xA1, block))...)
			continue
		}
		cluster = append(cluster, ebml(0xA3, block)...)
	}
	return slices.Concat(ebml(0x1A45DFA3, ebml(0x4282, []byte("webm"))), ebml(0x18538067, slices.Concat(ebml(0x1654AE6B, ebml(0xAE, track)), ebml(0x1F43B675, cluster))))
}

var opusHead = []byte("OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00")

// What Chromium records becomes an Ogg file of the same length, that begins and ends as one must.
func TestOggOpusOfARecording(t *testing.T) {
	t.Parallel()
	recording, err := os.ReadFile("testdata/chromium-voice.webm")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := media.OggOpus(&out, bytes.NewReader(recording)); err != nil {
		t.Fatal(err)
	}
	s := readOgg(t, out.Bytes())
	if !bytes.HasPrefix(s.packets[0], []byte("OpusHead")) || !bytes.HasPrefix(s.packets[1], []byte("OpusTags")) || s.flags[0] != 2 || s.flags[len(s.flags)-1] != 4 {
		t.Errorf("it begins with %q and %q, the pages are %v", s.packets[0], s.packets[1], s.flags)
	}
	for _, p := range s.packets[2:] {
		if !bytes.Contains(recording, p) {
			t.Error("a packet is not the recording's")
		}
	}
	kind, ok := media.Sniff(out.Bytes(), "suara.webm")
	if !ok || kind.MIME != "audio/ogg" {
		t.Fatalf("it is %v", kind)
	}
	facts, err := media.Inspect(bytes.NewReader(out.Bytes()), kind)
	before, _ := media.Inspect(bytes.NewReader(recording), mustType(t, "audio/webm"))
	if err != nil || (facts.Duration-before.Duration).Abs() > 80*time.Millisecond || facts.Duration == 0 {
		t.Errorf("it lasts %v, the recording %v, %v", facts.Duration, before.Duration, err)
	}
}

func mustType(t *testing.T, mime string) media.Type {
	t.Helper()
	kind, ok := media.ByMIME(mime)
	if !ok {
		t.Fatal(mime)
	}
	return kind
}

// Whatever the packets are, they come out as they went in, and the pages count their samples.
func TestOggOpusKeepsPackets(t *testing.T) {
	t.Parallel()
	// The first byte of packets of 20 ms, 60 ms, 2.5 ms, twice 20 ms, and 2 of 20 ms by count.
	kinds := []struct {
		first   []byte
		samples int64
	}{{[]byte{9 << 3}, 960}, {[]byte{11 << 3}, 2880}, {[]byte{16 << 3}, 120}, {[]byte{31<<3 | 1}, 1920}, {[]byte{13<<3 | 3, 2}, 1920}}
	rapid.Check(t, func(r *rapid.T) {
		var packets [][]byte
		var total int64
		for range rapid.IntRange(1, 200).Draw(r, "packets") {
			kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(r, "kind")]
			size := rapid.SampledFrom([]int{0, 1, 100, 253, 254, 255, 508, 509, 1275, 40_000}).Draw(r, "size")
			packets = append(packets, append(bytes.Clone(kind.first), bytes.Repeat([]byte{7}, size)...))
			total += kind.samples
		}
		var out bytes.Buffer
		if err := media.OggOpus(&out, bytes.NewReader(recorded("A_OPUS", opusHead, packets...))); err != nil {
			r.Fatal(err)
		}
		s := readOgg(t, out.Bytes())
		if !slices.EqualFunc(s.packets[2:], packets, bytes.Equal) || !bytes.Equal(s.packets[0], opusHead) {
			r.Fatalf("%d packets went in, %d came out", len(packets), len(s.packets)-2)
		}
		if last := s.granules[len(s.granules)-1]; last != total || !slices.IsSorted(s.granules) {
			r.Fatalf("the pages count %v, there are %d samples", s.granules, total)
		}
	})
}

// A recording without a head gets one; what is no recording with Opus is refused.
func TestOggOpusOfOtherFiles(t *testing.T) {
	t.Parallel()
	packet := []byte{9 << 3, 1, 2, 3}
	var out bytes.Buffer
	if err := media.OggOpus(&out, bytes.NewReader(recorded("A_OPUS", nil, packet))); err != nil {
		t.Fatal(err)
	}
	if head := readOgg(t, out.Bytes()).packets[0]; len(head) != 19 || head[8] != 1 || head[9] != 1 {
		t.Errorf("the head is %q", head)
	}
	laced := recorded("A_OPUS", opusHead, packet)
	laced[bytes.LastIndex(laced, packet)-1] |= 0x02
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"Vorbis":                   {recorded("A_VORBIS", nil, packet), media.ErrUnsupported},
		"several packets in one":   {laced, media.ErrUnsupported},
		"no packet":                {recorded("A_OPUS", opusHead), media.ErrMalformed},
		"an empty packet":          {recorded("A_OPUS", opusHead, []byte{}), media.ErrMalformed},
		"a packet of 122 ms":       {recorded("A_OPUS", opusHead, []byte{31<<3 | 3, 7}), media.ErrMalformed},
		"a packet without frames":  {recorded("A_OPUS", opusHead, []byte{31<<3 | 3, 0}), media.ErrMalformed},
		"a packet that is too big": {recorded("A_OPUS", opusHead, append([]byte{9 << 3}, make([]byte, 66_000)...)), media.ErrMalformed},
		"cut off":                  {recorded("A_OPUS", opusHead, packet)[:len(recorded("A_OPUS", opusHead, packet))-2], media.ErrMalformed},
		"an Ogg file":              {[]byte("OggS and so on"), media.ErrMalformed},
		"nothing":                  {nil, media.ErrMalformed},
	} {
		if err := media.OggOpus(&bytes.Buffer{}, bytes.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever the bytes are, they become a proper Ogg file or an error.
func FuzzOggOpus(f *testing.F) {
	recording, err := os.ReadFile("testdata/chromium-voice.webm")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(recording)
	f.Add(recorded("A_OPUS", opusHead, []byte{9 << 3, 1}))
	f.Fuzz(func(t *testing.T, file []byte) {
		var out bytes.Buffer
		if err := media.OggOpus(&out, bytes.NewReader(file)); err == nil {
			readOgg(t, out.Bytes())
		}
	})
}
