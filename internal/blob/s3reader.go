package blob

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/minio/minio-go/v7"
)

// s3Reader reads an object by ranged requests: one for as long as it is read onwards, a new one after a Seek.
// It reads one version throughout, also when the object is replaced meanwhile.
type s3Reader struct {
	ctx     context.Context
	store   *S3
	key     Key
	version string
	size    int64
	at      int64         // where the next Read begins
	body    io.ReadCloser // the running request, nil for none; it stands at at
	ended   bool          // Close was called
}

func (r *s3Reader) Read(p []byte) (int, error) {
	switch {
	case r.ended:
		return 0, errors.New("blob: read after close")
	case r.at >= r.size:
		return 0, io.EOF
	case len(p) == 0:
		return 0, nil
	}
	if err := r.request(); err != nil {
		return 0, err
	}
	// Whoever reads was told the size: what a server sends beyond it is not the object.
	n, err := r.body.Read(p[:min(int64(len(p)), r.size-r.at)])
	r.at += int64(n)
	if errors.Is(err, io.EOF) && r.at < r.size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = r.store.wrap("read", r.key, err)
	}
	return n, err
}

func (r *s3Reader) Seek(distance int64, whence int) (int64, error) {
	to := distance
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		to += r.at
	case io.SeekEnd:
		to += r.size
	default:
		return 0, fmt.Errorf("blob: seek: whence %d is unknown", whence)
	}
	if to < 0 {
		return 0, errors.New("blob: seek before the start")
	}
	if to != r.at {
		r.drop()
	}
	r.at = to
	return to, nil
}

func (r *s3Reader) Close() error {
	r.ended = true
	r.drop()
	return nil
}

// request begins a response at the reader's place, unless one is running.
func (r *s3Reader) request() error {
	if r.body != nil {
		return nil
	}
	opts := minio.GetObjectOptions{}
	err := opts.SetMatchETag(r.version)
	if err == nil && r.at > 0 {
		err = opts.SetRange(r.at, 0)
	}
	if err == nil {
		r.body, _, _, err = r.store.client.GetObject(r.ctx, r.store.bucket, string(r.key), opts)
	}
	return r.store.wrap("read", r.key, err)
}

// drop ends the running request. Its error says nothing about bytes already read.
func (r *s3Reader) drop() {
	if r.body != nil {
		r.body.Close()
		r.body = nil
	}
}
