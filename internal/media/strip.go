package media

import (
	"bufio"
	"errors"
	"io"
)

// Strip copies a file without what tells where, when and by whom it was made: the place a phone writes into its
// photos and videos, names, comments, previews and what hides behind the end. How a picture is to be turned stays.
// It knows JPEG, PNG, WebP, MP4 and QuickTime; other types are copied as they are. Sound and picture are not
// encoded again. After an error, what was written to dst is of no use.
func Strip(dst io.Writer, src io.Reader, t Type) error {
	switch t.MIME {
	case "image/jpeg":
		return StripJPEG(dst, src)
	case "image/png":
		return stripWith(dst, src, stripPNG)
	case "image/webp":
		return stripWith(dst, src, stripWebP)
	case "video/mp4", "audio/mp4", "video/quicktime", "video/3gpp":
		return stripWith(dst, src, stripMP4)
	}
	_, err := io.Copy(dst, src)
	return err
}

func stripWith(dst io.Writer, src io.Reader, strip func(*bufio.Writer, *bufio.Reader) error) error {
	w := bufio.NewWriter(dst)
	if err := strip(w, bufio.NewReader(src)); err != nil {
		return err
	}
	return w.Flush()
}

// copyExactly copies n bytes and misses none.
func copyExactly(w io.Writer, r io.Reader, n int64) error {
	_, err := io.CopyN(w, r, n)
	return malformed(err)
}

// copyUpTo copies n bytes or what there is: the last chunk of a file sent half.
func copyUpTo(w io.Writer, r io.Reader, n int64) error {
	_, err := io.CopyN(w, r, n)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// zeros is an endless reader of zero bytes.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// blank reads n bytes or what there is, and writes as many zeros.
func blank(w io.Writer, r io.Reader, n int64) error {
	there, err := io.CopyN(io.Discard, r, n)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err = io.CopyN(w, zeros{}, there)
	return err
}
