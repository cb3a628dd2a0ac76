package media

import (
	"encoding/binary"
	"io"
)

const (
	// upright is the orientation of a picture that needs no turning.
	upright = 1
	// orientationField is the number of the Orientation field (Exif 3.0, section 4.6.5).
	orientationField = 0x0112
	// shortField is the TIFF type of a 16-bit number.
	shortField = 3
	// maxTIFF is how much of an EXIF block is looked at; the orientation stands in its first directory.
	maxTIFF = 64 << 10
)

// readOrientation reads an EXIF block and gives its orientation, upright when it tells none. EXIF is decoration:
// a broken block does not make the picture unusable.
func readOrientation(r io.Reader) int {
	block, err := io.ReadAll(io.LimitReader(r, maxTIFF))
	if err != nil {
		return upright
	}
	return orientation(block)
}

// orientation finds the orientation in the first directory of a TIFF structure, which is what EXIF is.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	first := int64(order.Uint32(tiff[4:]))
	if first > int64(len(tiff))-2 {
		return upright
	}
	fields := tiff[first:]
	for i := range int(order.Uint16(fields)) {
		at := 2 + 12*i
		if at+12 > len(fields) {
			break
		}
		if order.Uint16(fields[at:]) == orientationField {
			return orientationValue(order, fields[at:])
		}
	}
	return upright
}

func orientationValue(order binary.ByteOrder, field []byte) int {
	value := int(order.Uint16(field[8:]))
	if order.Uint16(field[2:]) != shortField || value < 1 || value > 8 {
		return upright
	}
	return value
}

// tiffSize is the length of what onlyOrientation gives.
const tiffSize = 26

// onlyOrientation is an EXIF block that tells the orientation and nothing else.
func onlyOrientation(turned int) []byte {
	b := append(make([]byte, 0, tiffSize), "MM\x00*\x00\x00\x00\x08"...)
	for _, n := range []uint16{1, orientationField, shortField, 0, 1, uint16(turned), 0, 0, 0} {
		b = binary.BigEndian.AppendUint16(b, n)
	}
	return b
}
