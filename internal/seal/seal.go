// Package seal turns database numbers into texts that others may have: they tell nobody how many there are, cannot be
// guessed, and open to the same numbers again (ADR 0002). It keeps nothing and knows no noun.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
)

// Block is what one seal holds.
type Block [aes.BlockSize]byte

// Seal seals blocks with one key. The zero Seal hides nothing: it is for houses that speak to nobody.
type Seal struct{ key cipher.Block }

// letters leave out those that are taken for others.
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// New makes the seal for one purpose from the installation's secret.
func New(secret []byte, purpose string) (Seal, error) {
	key, err := aes.NewCipher(Derive(secret, purpose)[:16])
	if err != nil {
		return Seal{}, fmt.Errorf("seal: %w", err)
	}
	return Seal{key}, nil
}

// Derive makes a key of 32 bytes for one purpose from the installation's secret.
func Derive(secret []byte, purpose string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(purpose))
	return mac.Sum(nil)
}

// Close is a block as a text of 26 letters and digits.
func (s Seal) Close(b Block) string {
	if s.key != nil {
		s.key.Encrypt(b[:], b[:])
	}
	return Letters(b[:])
}

// Letters writes bytes as sealed texts are written, in the open.
func Letters(b []byte) string { return letters.EncodeToString(b) }

// Open is the block of a text; false for what no seal closes. Whoever asks checks that it holds what they put in.
func (s Seal) Open(text string) (Block, bool) {
	var b Block
	raw, err := letters.DecodeString(text)
	if err != nil || len(raw) != len(b) || Letters(raw) != text {
		return b, false
	}
	copy(b[:], raw)
	if s.key != nil {
		s.key.Decrypt(b[:], b[:])
	}
	return b, true
}
