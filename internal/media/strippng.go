package media

import (
	"bufio"
	"encoding/binary"
	"io"
)

// stripPNG leaves out text, times and EXIF, and what follows the end. An orientation becomes an EXIF block of its own.
func stripPNG(w *bufio.Writer, r *bufio.Reader) error {
	if err := pngStart(r); err != nil {
		return err
	}
	w.WriteString(pngSignature)
	for hasEXIF := false; ; {
		kind, size, err := pngChunk(r)
		if err != nil {
			return err
		}
		switch {
		case kind == "tEXt", kind == "zTXt", kind == "iTXt", kind == "tIME", kind == "eXIf" && hasEXIF:
			err = copyExactly(io.Discard, r, size+pngSum)
		case kind == "eXIf":
			hasEXIF = true
			err = stripPNGExif(w, r, size)
		default:
			err = copyPNGChunk(w, r, kind, size)
		}
		if err != nil || kind == "IEND" {
			return err
		}
	}
}

func copyPNGChunk(w *bufio.Writer, r *bufio.Reader, kind string, size int64) error {
	w.Write(binary.BigEndian.AppendUint32(nil, uint32(size)))
	w.WriteString(kind)
	return copyExactly(w, r, size+pngSum)
}

func stripPNGExif(w *bufio.Writer, r *bufio.Reader, size int64) error {
	body := &io.LimitedReader{R: r, N: size}
	turned := readOrientation(body)
	if err := copyExactly(io.Discard, r, body.N+pngSum); err != nil {
		return err
	}
	if turned == upright {
		return nil
	}
	return writePNGChunk(w, "eXIf", onlyOrientation(turned))
}
