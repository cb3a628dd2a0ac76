package media

import (
	"encoding/binary"
	"fmt"
	"io"
)

// oggWriter writes one logical stream of Opus as pages (RFC 3533), about one for each second.
type oggWriter struct {
	w       io.Writer
	begun   bool
	number  uint32
	granule int64 // samples up to here
	page    oggPageDraft
}

// oggPageDraft is the page that is being filled.
type oggPageDraft struct {
	segments []byte // lengths
	body     []byte
	samples  int64
}

// Flags of a page.
const (
	oggFirst = 2
	oggLast  = 4
)

// oggSerial names the stream within its file, which has no other.
const oggSerial = 1

// packet adds a packet of a track.
func (o *oggWriter) packet(of *opusTrack, packet []byte) error {
	if !o.begun {
		head, err := of.opusHead()
		if err != nil {
			return err
		}
		if err := o.begin(head); err != nil {
			return err
		}
	}
	samples := opusSamples(packet)
	segments := len(packet)/255 + 1
	if samples == 0 || segments > 255 {
		return fmt.Errorf("%w: no Opus packet", ErrMalformed)
	}
	if len(o.page.segments)+segments > 255 || o.page.samples >= 48000 {
		if err := o.flush(0); err != nil {
			return err
		}
	}
	for range segments - 1 {
		o.page.segments = append(o.page.segments, 255)
	}
	o.page.segments = append(o.page.segments, byte(len(packet)%255))
	o.page.body = append(o.page.body, packet...)
	o.page.samples += samples
	return nil
}

// begin writes the two pages that stand before the sound: what it is, and that nothing is told about it.
func (o *oggWriter) begin(head []byte) error {
	if len(head) > 255*254 {
		return fmt.Errorf("%w: an Opus head of %d bytes", ErrMalformed, len(head))
	}
	o.begun = true
	const vendor = "Sapa"
	tags := binary.LittleEndian.AppendUint32([]byte("OpusTags"), uint32(len(vendor)))
	tags = binary.LittleEndian.AppendUint32(append(tags, vendor...), 0)
	if err := o.alone(oggFirst, head); err != nil {
		return err
	}
	return o.alone(0, tags)
}

// alone writes a packet on a page of its own.
func (o *oggWriter) alone(flags byte, packet []byte) error {
	for range len(packet) / 255 {
		o.page.segments = append(o.page.segments, 255)
	}
	o.page.segments = append(o.page.segments, byte(len(packet)%255))
	o.page.body = packet
	return o.flush(flags)
}

// flush writes the page and begins the next.
func (o *oggWriter) flush(flags byte) error {
	o.granule += o.page.samples
	page := append([]byte("OggS"), 0, flags)
	page = binary.LittleEndian.AppendUint64(page, uint64(o.granule))
	page = binary.LittleEndian.AppendUint32(page, oggSerial)
	page = binary.LittleEndian.AppendUint32(page, o.number)
	page = append(page, 0, 0, 0, 0, byte(len(o.page.segments)))
	page = append(append(page, o.page.segments...), o.page.body...)
	binary.LittleEndian.PutUint32(page[22:], oggSum(page))
	o.number++
	o.page = oggPageDraft{}
	_, err := o.w.Write(page)
	return err
}

// close writes the last page. A stream without any sound is none.
func (o *oggWriter) close() error {
	if o.page.samples == 0 {
		return fmt.Errorf("%w: there is no sound", ErrMalformed)
	}
	return o.flush(oggLast)
}

// oggTable is the CRC of Ogg by bytes: the polynomial 0x04C11DB7, the highest bit first, and no inversion, which
// hash/crc32 does not know.
var oggTable = func() (table [256]uint32) {
	for i := range table {
		sum := uint32(i) << 24
		for range 8 {
			if sum&(1<<31) != 0 {
				sum = sum<<1 ^ 0x04C11DB7
			} else {
				sum <<= 1
			}
		}
		table[i] = sum
	}
	return table
}()

// oggSum is the checksum of a page whose own place for it is empty.
func oggSum(page []byte) (sum uint32) {
	for _, b := range page {
		sum = sum<<8 ^ oggTable[byte(sum>>24)^b]
	}
	return sum
}
