package media

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// StripJPEG copies a JPEG file without EXIF, XMP, IPTC, comments and whatever follows the picture, such as a second
// picture or the video of a moving photo. It keeps the colour profile, and the orientation in an EXIF block of
// its own. A file that breaks off within the picture is copied as far as it goes.
func StripJPEG(dst io.Writer, src io.Reader) error {
	return stripWith(dst, src, stripJPEG)
}

func stripJPEG(w *bufio.Writer, r *bufio.Reader) error {
	if err := jpegStart(r); err != nil {
		return err
	}
	w.Write([]byte{0xFF, markerSOI})
	for hasEXIF := false; ; {
		s, err := nextSegment(r)
		if err != nil {
			return err
		}
		kept := s.stripped()
		if s.exif() != nil && hasEXIF {
			kept = jpegSegment{}
		}
		hasEXIF = hasEXIF || s.exif() != nil
		if err := writeSegment(w, kept); err != nil {
			return err
		}
		if s.marker == markerEOI {
			return nil
		}
		if s.marker == markerSOS {
			if err := copyScan(w, r); err != nil {
				return err
			}
			if _, err := r.Peek(1); errors.Is(err, io.EOF) {
				return nil
			}
		}
	}
}

// stripped is the segment as it may stay, with marker 0 for not at all.
func (s jpegSegment) stripped() jpegSegment {
	switch {
	case s.exif() != nil:
		if turned := orientation(s.exif()); turned != upright {
			return jpegSegment{markerEXIF, append([]byte(exifName), onlyOrientation(turned)...)}
		}
		return jpegSegment{}
	case s.marker == markerAPP0:
		return s.withoutPreview()
	case s.marker == markerICC && bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00")),
		s.marker == markerAPPE && bytes.HasPrefix(s.body, []byte("Adobe")):
		return s // without them the colours would be wrong
	case s.marker >= markerAPP0 && s.marker <= markerAPPF, s.marker == markerCOM:
		return jpegSegment{}
	}
	return s
}

// withoutPreview keeps the first 14 bytes of a JFIF header and says that no preview follows.
func (s jpegSegment) withoutPreview() jpegSegment {
	const size = 14
	if len(s.body) < size || !bytes.HasPrefix(s.body, []byte("JFIF\x00")) {
		return jpegSegment{}
	}
	body := bytes.Clone(s.body[:size])
	body[12], body[13] = 0, 0
	return jpegSegment{s.marker, body}
}

func writeSegment(w *bufio.Writer, s jpegSegment) error {
	if s.marker == 0 {
		return nil
	}
	w.Write([]byte{0xFF, s.marker})
	if !alone(s.marker) {
		w.Write(binary.BigEndian.AppendUint16(nil, uint16(len(s.body)+2)))
	}
	_, err := w.Write(s.body) // a bufio.Writer keeps its first error
	return err
}

// copyScan copies compressed data up to the next marker, or to the end of a file that breaks off.
func copyScan(w *bufio.Writer, r *bufio.Reader) error {
	for {
		data, err := r.ReadSlice(0xFF)
		if err == nil {
			data = data[:len(data)-1]
			err = r.UnreadByte()
		}
		if _, failed := w.Write(data); failed != nil {
			return failed
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == nil {
			err = copyEscape(w, r)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, errMarker) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

var errMarker = errors.New("media: a marker follows")

// copyEscape copies a 0xFF that belongs to the data: followed by 0 or by a restart marker. One followed by another is
// padding and left out. Before any other marker it stops with errMarker.
func copyEscape(w *bufio.Writer, r *bufio.Reader) error {
	pair, err := r.Peek(2)
	if err != nil {
		return err
	}
	switch next := pair[1]; {
	case next == 0 || next >= markerRST0 && next <= markerRST7:
		w.Write(pair)
		_, err = r.Discard(2)
	case next == 0xFF:
		_, err = r.Discard(1)
	default:
		return errMarker
	}
	return err
}
