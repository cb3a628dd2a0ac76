package media

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// The elements of WebM that matter here (RFC 9559).
const (
	elementEBML          = 0x1A45DFA3
	elementSegment       = 0x18538067
	elementInfo          = 0x1549A966
	elementTimestampUnit = 0x2AD7B1 // nanoseconds
	elementDuration      = 0x4489   // in those units, a float
	elementTracks        = 0x1654AE6B
	elementTrackEntry    = 0xAE
	elementTrackType     = 0x83
	elementVideo         = 0xE0
	elementPixelWidth    = 0xB0
	elementPixelHeight   = 0xBA
	elementCluster       = 0x1F43B675
	elementClusterTime   = 0xE7
	elementBlockGroup    = 0xA0
	elementBlock         = 0xA1
	elementSimpleBlock   = 0xA3
)

// trackVideo is the track type of a moving picture.
const trackVideo = 1

// webm collects what the elements tell. Elements are visited in order and without regard to nesting: a browser that
// records writes segment and clusters with an unknown length, so their ends are not known anyway.
type webm struct {
	unit     float64 // nanoseconds
	length   float64 // units; 0 when not told
	cluster  uint64  // start of the cluster being read, in units
	last     uint64  // latest start of a block, in units
	hasVideo bool
	width    int
	height   int
}

// inspectWebM takes the duration from the header. Recordings made by browsers have none there; then it is the start
// of the last packet, short of the truth by that packet's 20 to 60 ms.
func inspectWebM(c *cursor, facts *Facts) error {
	w := webm{unit: 1e6}
	first, _, err := element(c)
	if err != nil {
		return err
	}
	if first != elementEBML {
		return fmt.Errorf("%w: no WebM file", ErrMalformed)
	}
	for err = c.moveTo(0); err == nil && !c.ended(); {
		var id uint64
		var size int64
		if id, size, err = element(c); err != nil {
			break
		}
		if id == elementCluster && w.length > 0 {
			break
		}
		err = w.visit(c, id, size)
	}
	w.describe(facts)
	return err
}

func (w *webm) describe(facts *Facts) {
	units := w.length
	if units == 0 {
		units = float64(w.last)
	}
	facts.Duration = duration(units*w.unit, 1e9)
	facts.Width, facts.Height = w.width, w.height
	if !w.hasVideo {
		facts.Type = asAudio(facts.Type)
	}
}

// visit reads an element of interest and skips the others. The bodies of containers are visited by themselves.
func (w *webm) visit(c *cursor, id uint64, size int64) error {
	switch id {
	case elementSegment, elementInfo, elementTracks, elementTrackEntry, elementVideo, elementCluster, elementBlockGroup:
		return nil
	case elementDuration:
		return w.readLength(c, size)
	case elementBlock, elementSimpleBlock:
		return w.readBlock(c, size)
	case elementTimestampUnit, elementTrackType, elementPixelWidth, elementPixelHeight, elementClusterTime:
		n, err := number(c, size)
		w.take(id, n)
		return err
	}
	return c.skip(size)
}

func (w *webm) take(id, n uint64) {
	switch id {
	case elementTimestampUnit:
		w.unit = float64(n)
	case elementTrackType:
		w.hasVideo = w.hasVideo || n == trackVideo
	case elementPixelWidth:
		w.width = int(min(n, math.MaxInt32))
	case elementPixelHeight:
		w.height = int(min(n, math.MaxInt32))
	case elementClusterTime:
		w.cluster = n
	}
}

func (w *webm) readLength(c *cursor, size int64) error {
	b, err := c.read(size)
	switch {
	case err != nil:
		return err
	case size == 4:
		w.length = float64(math.Float32frombits(binary.BigEndian.Uint32(b)))
	case size == 8:
		w.length = math.Float64frombits(binary.BigEndian.Uint64(b))
	}
	if !(w.length > 0) {
		w.length = 0
	}
	return nil
}

// readBlock reads the head of a block: its track, and its time relative to the cluster as a signed number.
func (w *webm) readBlock(c *cursor, size int64) error {
	end := c.at + size
	if _, _, err := vint(c); err != nil {
		return err
	}
	b, err := c.read(2)
	if err != nil {
		return err
	}
	if start := int64(w.cluster) + int64(int16(binary.BigEndian.Uint16(b))); start > 0 {
		w.last = max(w.last, uint64(start))
	}
	return c.moveTo(min(end, c.size))
}

// element reads the id and the size of the next element. An unknown size is 0: only containers have it.
func element(c *cursor) (id uint64, size int64, err error) {
	value, length, err := vint(c)
	if err != nil {
		return 0, 0, err
	}
	id = value | 1<<(7*length) // ids are written with their length marker
	value, length, err = vint(c)
	if unknown := uint64(1)<<(7*length) - 1; value == unknown {
		value = 0
	}
	return id, int64(value), err
}

// vint reads a number whose first set bit tells how many bytes it has, 1 to 8.
func vint(c *cursor) (value uint64, length int, err error) {
	head, err := c.read(1)
	if err != nil {
		return 0, 0, err
	}
	length = bits.LeadingZeros8(head[0]) + 1
	if length > 8 {
		return 0, 0, fmt.Errorf("%w: no WebM element", ErrMalformed)
	}
	rest, err := c.read(int64(length - 1))
	value = uint64(head[0]) &^ (1 << (8 - length))
	for _, b := range rest {
		value = value<<8 | uint64(b)
	}
	return value, length, err
}

// number reads an unsigned number of up to 8 bytes.
func number(c *cursor, size int64) (n uint64, err error) {
	if size > 8 {
		return 0, fmt.Errorf("%w: a WebM number of %d bytes", ErrMalformed, size)
	}
	b, err := c.read(size)
	for _, digit := range b {
		n = n<<8 | uint64(digit)
	}
	return n, err
}
