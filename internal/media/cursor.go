package media

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"
)

const (
	// maxField is the largest piece of a container that is read at once: ample for a table of one fragment.
	maxField = 1 << 20
	// maxSteps ends the walk through a container made of ever smaller pieces. An hour of speech has 60,000 packets,
	// an hour of video five times as many, and a packet takes some seven reads.
	maxSteps = 1 << 22
	// maxDuration is where a duration stops being believable.
	maxDuration = 7 * 24 * time.Hour
)

// cursor walks a file forwards and backwards with few reads. Every failure to find what should be there is ErrMalformed;
// an error of the reader itself is passed on, and kept in case a decoder hides it.
type cursor struct {
	src   *source
	buf   *bufio.Reader
	at    int64
	size  int64
	steps int
}

func newCursor(src io.ReadSeeker) (*cursor, error) {
	size, err := src.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	s := &source{ReadSeeker: src}
	return &cursor{src: s, buf: bufio.NewReader(s), size: size}, nil
}

// source remembers the first error of a reader.
type source struct {
	io.ReadSeeker
	failure error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.ReadSeeker.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && s.failure == nil {
		s.failure = err
	}
	return n, err
}

// Read serves decoders that want a plain reader.
func (c *cursor) Read(p []byte) (int, error) {
	n, err := c.buf.Read(p)
	c.at += int64(n)
	return n, err
}

// read gives the next n bytes.
func (c *cursor) read(n int64) ([]byte, error) {
	c.steps++
	if n < 0 || n > maxField || n > c.size-c.at || c.steps > maxSteps {
		return nil, ErrMalformed
	}
	b := make([]byte, n)
	got, err := io.ReadFull(c.buf, b)
	c.at += int64(got)
	return b, malformed(err)
}

// moveTo goes to a place in the file, its end included.
func (c *cursor) moveTo(at int64) error {
	if at < 0 || at > c.size {
		return ErrMalformed
	}
	if ahead := at - c.at; ahead >= 0 && ahead <= int64(c.buf.Buffered()) {
		_, err := c.buf.Discard(int(ahead))
		c.at = at
		return err
	}
	if _, err := c.src.Seek(at, io.SeekStart); err != nil {
		return err
	}
	c.buf.Reset(c.src)
	c.at = at
	return nil
}

// skip goes on by n bytes, or to the end when there are fewer: a cut-off file is still worth describing.
func (c *cursor) skip(n int64) error {
	if n < 0 {
		return ErrMalformed
	}
	return c.moveTo(c.at + min(n, c.size-c.at))
}

func (c *cursor) ended() bool { return c.at >= c.size }

// malformed turns the end of the file, where more was expected, into ErrMalformed.
func malformed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it ends too soon", ErrMalformed)
	}
	return err
}

// duration is units counted at rate per second; 0 when that is nothing, or nothing believable.
func duration(units, rate float64) time.Duration {
	seconds := units / rate
	if !(seconds > 0 && seconds < maxDuration.Seconds()) {
		return 0
	}
	return time.Duration(seconds * float64(time.Second))
}
