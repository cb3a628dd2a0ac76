package media

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// stripMP4 blanks the boxes that describe the recording (among them the place, in QuickTime's "©xyz") where they
// stand: the tables of the file hold positions, so nothing may move.
func stripMP4(w *bufio.Writer, r *bufio.Reader) error {
	return stripBoxes(w, r, math.MaxInt64, 0)
}

// stripBoxes copies boxes up to room bytes, or up to the end of the file.
func stripBoxes(w *bufio.Writer, r *bufio.Reader, room int64, depth int) error {
	for room >= 8 {
		head, body, err := readBoxHead(r, room)
		if depth == 0 && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
			return nil
		}
		if err != nil {
			return malformed(err)
		}
		room -= int64(len(head)) + body
		if err := stripBox(w, r, head, body, depth); err != nil {
			return err
		}
	}
	return copyUpTo(w, r, room)
}

func stripBox(w *bufio.Writer, r *bufio.Reader, head []byte, body int64, depth int) error {
	switch string(head[4:8]) {
	case "udta", "meta", "uuid":
		copy(head[4:8], "free")
		w.Write(head)
		return blank(w, r, body)
	case "moov", "trak":
		if depth >= maxDepth {
			return fmt.Errorf("%w: MP4 boxes nested too deep", ErrMalformed)
		}
		w.Write(head)
		return stripBoxes(w, r, body, depth+1)
	}
	w.Write(head)
	return copyUpTo(w, r, body)
}

// readBoxHead reads the size and kind of a box and gives them with the length of the body, all that is left for a box
// of size 0. A box longer than what holds it is cut to that.
func readBoxHead(r *bufio.Reader, room int64) (head []byte, body int64, err error) {
	head = make([]byte, 8, 16)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, 0, err
	}
	size := uint64(binary.BigEndian.Uint32(head))
	if size == 1 && room >= 16 {
		head = head[:16]
		if _, err := io.ReadFull(r, head[8:]); err != nil {
			return nil, 0, malformed(err)
		}
		size = binary.BigEndian.Uint64(head[8:])
	}
	if size == 0 || size > uint64(room) {
		size = uint64(room)
	}
	if size < uint64(len(head)) {
		return nil, 0, fmt.Errorf("%w: an MP4 box smaller than its head", ErrMalformed)
	}
	return head, int64(size) - int64(len(head)), nil
}
