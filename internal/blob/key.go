package blob

import (
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// alphabet is RFC 4648 base32 in lower case: the same on file systems that ignore case.
const alphabet = "abcdefghijklmnopqrstuvwxyz234567"

// keyLength is 16 random bytes, 128 bits, written with 5 bits a letter.
const keyLength = 26

// Key names one object. It says nothing about what it names and cannot be guessed.
type Key string

// NewKey makes a key from 16 bytes of random, which is crypto/rand.Reader outside of tests.
func NewKey(random io.Reader) (Key, error) {
	var bits [16]byte
	if _, err := io.ReadFull(random, bits[:]); err != nil {
		return "", fmt.Errorf("blob: new key: %w", err)
	}
	return Key(base32.NewEncoding(alphabet).WithPadding(base32.NoPadding).EncodeToString(bits[:])), nil
}

// Check returns ErrKey unless k has the shape NewKey gives. The stores call it before they build a path or URL of k.
func (k Key) Check() error {
	if len(k) != keyLength || strings.Trim(string(k), alphabet) != "" {
		return fmt.Errorf("%w: %q", ErrKey, string(k))
	}
	return nil
}
