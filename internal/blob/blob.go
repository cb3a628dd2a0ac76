// Package blob keeps the bytes of attachments, in a folder or in an S3 bucket.
// It does not know what the bytes are, which message they belong to or who may read them.
package blob

import (
	"context"
	"errors"
	"io"
	"time"
)

var (
	// ErrNotFound says that nothing is kept under the key.
	ErrNotFound = errors.New("blob: not found")
	// ErrKey says that a key was not made by NewKey. Nothing was touched.
	ErrKey = errors.New("blob: not a key")
	// ErrSize says that the bytes handed to Put were more or fewer than announced. Nothing was kept.
	ErrSize = errors.New("blob: size differs from the one announced")
)

// Object describes what is kept under a key.
type Object struct {
	Size    int64     // bytes
	ModTime time.Time // when it was put, to the second on S3
}

// Store keeps byte strings under random keys. Every implementation is safe for concurrent use
// and passes blobtest.Conform.
type Store interface {
	// Put keeps exactly size bytes of r under key, whole or not at all, and durably once it returns nil.
	// A second Put under the same key replaces the first. After an error from the network the bytes may be
	// there all the same: Put again, or Delete. The content type is recorded where the store has a place
	// for it; it is never used to show anything.
	Put(ctx context.Context, key Key, r io.Reader, size int64, contentType string) error
	// Open gives the bytes under key, to be closed by the caller, or ErrNotFound.
	// The context must live as long as the reader is used.
	Open(ctx context.Context, key Key) (io.ReadSeekCloser, Object, error)
	// Delete removes what is under key. That nothing is there is not an error.
	Delete(ctx context.Context, key Key) error
	// Check says whether the store can be used now, with an error an operator understands. It leaves nothing behind.
	Check(ctx context.Context) error
}
