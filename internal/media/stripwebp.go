package media

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
)

// stripWebP blanks EXIF and XMP in place: the size of the file stands at its start and must stay true.
func stripWebP(w *bufio.Writer, r *bufio.Reader) error {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return malformed(err)
	}
	if string(head[:4]) != "RIFF" || string(head[8:]) != "WEBP" {
		return fmt.Errorf("%w: no WebP file", ErrMalformed)
	}
	w.Write(head[:])
	left := int64(binary.LittleEndian.Uint32(head[4:])) - 4
	for left >= 8 {
		var chunk [8]byte
		if _, err := io.ReadFull(r, chunk[:]); err != nil {
			return malformed(err)
		}
		size := int64(binary.LittleEndian.Uint32(chunk[4:]))
		size = min(size+size&1, left-8)
		if err := stripWebPChunk(w, r, chunk, size); err != nil {
			return err
		}
		left -= 8 + size
	}
	return nil
}

// stripWebPChunk copies one chunk with its padding. XMP becomes a chunk of unknown name, which readers must skip.
func stripWebPChunk(w *bufio.Writer, r *bufio.Reader, head [8]byte, size int64) error {
	switch string(head[:4]) {
	case "EXIF":
		w.Write(head[:])
		return blankEXIF(w, r, size)
	case "XMP ":
		copy(head[:4], "JUNK")
		w.Write(head[:])
		return blank(w, r, size)
	case "VP8X":
		w.Write(head[:])
		return withoutXMPFlag(w, r, size)
	}
	w.Write(head[:])
	return copyUpTo(w, r, size)
}

// blankEXIF keeps the orientation where there is room for it.
func blankEXIF(w *bufio.Writer, r *bufio.Reader, size int64) error {
	body := &io.LimitedReader{R: r, N: size}
	turned := readOrientation(body)
	read := size - body.N
	if read < tiffSize {
		return blank(w, io.MultiReader(io.LimitReader(zeros{}, read), r), size)
	}
	w.Write(onlyOrientation(turned))
	return blank(w, io.MultiReader(io.LimitReader(zeros{}, read-tiffSize), r), size-tiffSize)
}

// withoutXMPFlag clears the bit of the extended header that announces XMP.
func withoutXMPFlag(w *bufio.Writer, r *bufio.Reader, size int64) error {
	if size < 1 {
		return nil
	}
	flags, err := r.ReadByte()
	if err != nil {
		return malformed(err)
	}
	w.WriteByte(flags &^ 0x04)
	return copyUpTo(w, r, size-1)
}
