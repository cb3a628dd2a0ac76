package media

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
)

// The JPEG markers that matter here (ITU T.81, table B.1), without their leading 0xFF.
const (
	markerSOF0 = 0xC0 // baseline; a frame header, as are most up to 0xCF
	markerSOF2 = 0xC2 // progressive
	markerDHT  = 0xC4
	markerJPG  = 0xC8
	markerDAC  = 0xCC
	markerRST0 = 0xD0
	markerRST7 = 0xD7
	markerSOI  = 0xD8
	markerEOI  = 0xD9
	markerSOS  = 0xDA
	markerAPP0 = 0xE0
	markerEXIF = 0xE1
	markerICC  = 0xE2
	markerAPPE = 0xEE
	markerAPPF = 0xEF
	markerCOM  = 0xFE
	markerTEM  = 0x01
)

const exifName = "Exif\x00\x00"

// jpegSegment is a marker with what belongs to it, without its length.
type jpegSegment struct {
	marker byte
	body   []byte
}

func jpegStart(r *bufio.Reader) error {
	head, err := r.Peek(2)
	if err != nil {
		return malformed(err)
	}
	if head[0] != 0xFF || head[1] != markerSOI {
		return fmt.Errorf("%w: no JPEG file", ErrMalformed)
	}
	_, err = r.Discard(2)
	return err
}

// nextSegment reads a marker and its body. Between segments any number of 0xFF may stand.
func nextSegment(r *bufio.Reader) (jpegSegment, error) {
	marker, err := r.ReadByte()
	if err == nil && marker != 0xFF {
		return jpegSegment{}, fmt.Errorf("%w: no JPEG marker where one must be", ErrMalformed)
	}
	for err == nil && marker == 0xFF {
		marker, err = r.ReadByte()
	}
	if err != nil {
		return jpegSegment{}, malformed(err)
	}
	if alone(marker) {
		return jpegSegment{marker: marker}, nil
	}
	body, err := segmentBody(r)
	return jpegSegment{marker: marker, body: body}, err
}

// alone reports whether a marker has no length and body.
func alone(marker byte) bool {
	return marker == markerTEM || marker >= markerRST0 && marker <= markerEOI
}

func segmentBody(r *bufio.Reader) ([]byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, malformed(err)
	}
	size := int(binary.BigEndian.Uint16(length[:])) - len(length)
	if size < 0 {
		return nil, fmt.Errorf("%w: a JPEG segment of negative length", ErrMalformed)
	}
	body := make([]byte, size)
	_, err := io.ReadFull(r, body)
	return body, malformed(err)
}

func (s jpegSegment) startsFrame() bool {
	return s.marker >= markerSOF0 && s.marker <= 0xCF &&
		s.marker != markerDHT && s.marker != markerJPG && s.marker != markerDAC
}

// exif is the EXIF block in the segment, nil when it holds none.
func (s jpegSegment) exif() []byte {
	if s.marker != markerEXIF || len(s.body) < len(exifName) || string(s.body[:len(exifName)]) != exifName {
		return nil
	}
	return s.body[len(exifName):]
}

// measureJPEG reads segments up to the first scan. Of several EXIF blocks the first one counts.
func measureJPEG(r *bufio.Reader) (frame, error) {
	var f frame
	if err := jpegStart(r); err != nil {
		return f, err
	}
	for {
		s, err := nextSegment(r)
		switch {
		case err != nil:
			return f, err
		case s.marker == markerSOS || s.marker == markerEOI:
			f.turned = max(f.turned, upright)
			return f, nil
		case s.startsFrame():
			err = f.readSOF(s)
		case s.exif() != nil && f.turned == 0:
			f.turned = orientation(s.exif())
		}
		if err != nil {
			return f, err
		}
	}
}

// readSOF reads a frame header: precision, height, width, then 3 bytes for each component.
func (f *frame) readSOF(s jpegSegment) error {
	const head, component = 6, 3
	if len(s.body) < head || len(s.body) < head+component*int(s.body[5]) {
		return fmt.Errorf("%w: a JPEG frame header cut short", ErrMalformed)
	}
	f.height = int(binary.BigEndian.Uint16(s.body[1:]))
	f.width = int(binary.BigEndian.Uint16(s.body[3:]))
	f.memory = jpegMemory(f.pixels(), s)
	return nil
}

// jpegMemory counts a byte for each sample, and for progressive pictures four more: image/jpeg keeps every
// coefficient as an int32 until the last scan. Four components are converted into a second picture at the end.
func jpegMemory(pixels int64, sof jpegSegment) int64 {
	var samples, largest int64
	components := sof.body[6:]
	for i := range int(sof.body[5]) {
		sampling := components[3*i+1]
		share := int64(sampling>>4) * int64(sampling&0x0F)
		samples += share
		largest = max(largest, share)
	}
	if largest == 0 {
		return 0
	}
	memory := (pixels*samples + largest - 1) / largest
	if sof.marker == markerSOF2 {
		memory *= 5
	}
	if sof.body[5] == 4 {
		memory += 4 * pixels
	}
	return memory
}
