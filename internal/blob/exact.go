package blob

import (
	"cmp"
	"context"
	"errors"
	"io"
)

// exact reads from r until it has given left bytes. It fails with ErrSize when r ends sooner or goes on,
// and it does so before it hands out the last byte, so that a reader over the network never sees a
// complete body that is wrong.
type exact struct {
	ctx  context.Context
	r    io.Reader
	left int64
	err  error
}

func newExact(ctx context.Context, r io.Reader, size int64) *exact {
	return &exact{ctx: ctx, r: r, left: size}
}

func (e *exact) Read(p []byte) (int, error) {
	if e.err == nil {
		e.err = e.ctx.Err()
	}
	if e.err != nil {
		return 0, e.err
	}
	if e.left == 0 {
		e.err = e.expectEnd()
		return 0, e.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	return e.read(p)
}

func (e *exact) read(p []byte) (int, error) {
	n, err := e.r.Read(p[:min(int64(len(p)), e.left)])
	e.left -= int64(n)
	if e.left == 0 {
		if end := e.expectEnd(); end != io.EOF {
			n, e.err = 0, end
		}
		return n, e.err
	}
	e.err = err
	if errors.Is(err, io.EOF) {
		e.err = ErrSize
	}
	return n, e.err
}

// expectEnd returns io.EOF when r has no more bytes and they are still wanted.
func (e *exact) expectEnd() error {
	n, err := io.ReadFull(e.r, make([]byte, 1))
	if n > 0 {
		return ErrSize
	}
	return cmp.Or(e.ctx.Err(), err)
}
