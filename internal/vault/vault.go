// Package vault keeps the secrets of channels: it seals them with a key that is not in the database, so that a copy of
// the database tells nobody a token.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Vault seals and opens secrets. It is safe for parallel use.
type Vault struct {
	aead   cipher.AEAD
	derive []byte
	random io.Reader
}

// keySize is that of AES-256.
const keySize = 32

// Open makes a vault with the key in a setting, which is keySize bytes in base64, or, when that is empty, with the key in
// a file, which is made with a random one at the first use and readable for its owner only.
func Open(setting, file string, random io.Reader) (*Vault, error) {
	key, err := readKey(setting, file, random)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(part(key, "seal"))
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return &Vault{aead: aead, derive: part(key, "derive"), random: random}, nil
}

func readKey(setting, file string, random io.Reader) ([]byte, error) {
	if setting != "" {
		return decode(setting, "the secret key in the settings")
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		text, err = makeKey(file, random)
	}
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return decode(string(text), file)
}

func decode(text, where string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != keySize {
		return nil, fmt.Errorf("vault: %s is not %d bytes in base64", where, keySize)
	}
	return key, nil
}

// makeKey writes a new key. Two processes that start at the same moment agree on one of theirs: a link to a name that
// is taken fails, and then the other's key is read.
func makeKey(file string, random io.Reader) ([]byte, error) {
	key := make([]byte, keySize)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, err
	}
	draft, err := os.CreateTemp(filepath.Dir(file), ".key-")
	if err != nil {
		return nil, err
	}
	defer os.Remove(draft.Name())
	_, err = draft.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(draft.Name(), file); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return os.ReadFile(file)
}

// part derives a key for one use.
func part(key []byte, use string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("sapa vault " + use))
	return mac.Sum(nil)
}

// Seal encrypts secrets for one owner; they open for nobody else. No secrets at all seal to nil.
func (v *Vault) Seal(owner string, secrets map[string]string) ([]byte, error) {
	if len(secrets) == 0 {
		return nil, nil
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	nonce := make([]byte, v.aead.NonceSize(), v.aead.NonceSize()+len(plain)+v.aead.Overhead())
	if _, err := io.ReadFull(v.random, nonce); err != nil {
		return nil, fmt.Errorf("vault: %w", err)
	}
	return v.aead.Seal(nonce, nonce, plain, []byte(owner)), nil
}

// ErrKey means that secrets were sealed with another key, or for another owner.
var ErrKey = errors.New("vault: the secrets do not open with this key")

// Open decrypts what Seal made for the owner.
func (v *Vault) Open(owner string, sealed []byte) (map[string]string, error) {
	if len(sealed) == 0 {
		return map[string]string{}, nil
	}
	if len(sealed) < v.aead.NonceSize() {
		return nil, ErrKey
	}
	plain, err := v.aead.Open(nil, sealed[:v.aead.NonceSize()], sealed[v.aead.NonceSize():], []byte(owner))
	if err != nil {
		return nil, ErrKey
	}
	var secrets map[string]string
	if err := json.Unmarshal(plain, &secrets); err != nil {
		return nil, ErrKey
	}
	return secrets, nil
}

// Token derives a word for an owner that nobody can guess and that need not be kept: 32 hexadecimal digits.
func (v *Vault) Token(owner string) string {
	mac := hmac.New(sha256.New, v.derive)
	mac.Write([]byte(owner))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
