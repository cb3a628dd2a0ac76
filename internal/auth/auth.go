// Package auth knows passwords, tokens and how to slow down who guesses them. It keeps nothing and decides nothing
// about permissions.
package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// tokenBytes is how much chance a token holds: 160 bits.
const tokenBytes = 20

var tokenText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewToken makes a token for a session or an invitation. Only its Hash is ever stored.
func NewToken(random io.Reader) (string, error) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("auth: token: %w", err)
	}
	return tokenText.EncodeToString(b), nil
}

// Hash is the stored form of a token. A token has too much chance in it for a slow hash to add anything.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// Equal compares two texts in a time that does not tell where they differ.
func Equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// Passwords hashes and compares passwords, a few at a time: each needs 19 MB.
type Passwords struct {
	params *argon2id.Params
	turn   chan struct{}
	// decoy is compared with when there is no such account, so that both cases take the same time.
	decoy string
}

// parallelHashes bounds the memory of a storm of sign-ins, and how much of two cores it takes.
const parallelHashes = 2

// NewPasswords makes the hasher with the parameters OWASP's Password Storage Cheat Sheet gives for argon2id:
// 19 MiB, 2 passes, 1 lane.
func NewPasswords() *Passwords { return newPasswords(19*1024, 2) }

// QuickPasswords makes a hasher whose hashes are worth nothing, for tests and throw-away demos full of accounts.
func QuickPasswords() *Passwords { return newPasswords(64, 1) }

func newPasswords(kib, passes uint32) *Passwords {
	p := &Passwords{
		params: &argon2id.Params{Memory: kib, Iterations: passes, Parallelism: 1, SaltLength: 16, KeyLength: 32},
		turn:   make(chan struct{}, parallelHashes),
	}
	// Well-formed, and the hash of no password: salt and key are chance.
	chance := make([]byte, p.params.SaltLength+p.params.KeyLength)
	_, _ = rand.Read(chance) // never fails, says its documentation
	text := base64.RawStdEncoding.EncodeToString
	p.decoy = fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", p.params.Memory, p.params.Iterations, p.params.Parallelism,
		text(chance[:p.params.SaltLength]), text(chance[p.params.SaltLength:]))
	return p
}

// Hash answers the encoded hash of a password.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer func() { <-p.turn }()
	hash, err := argon2id.CreateHash(password, p.params)
	if err != nil {
		return "", fmt.Errorf("auth: hash: %w", err)
	}
	return hash, nil
}

// Turn waits for a turn to compare passwords in, until done is called. What is looked up and noted within a turn
// happens for a few tries at a time only, so that a burst of guesses cannot run ahead of what slows guessing down.
func (p *Passwords) Turn(ctx context.Context) (done func(), err error) {
	if err := p.wait(ctx); err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { <-p.turn }), nil
}

// Match tells, within a turn, whether a password belongs to a hash. An empty hash belongs to nothing and takes as
// long to say so.
func (p *Passwords) Match(password, hash string) (bool, error) {
	real := hash != ""
	if !real {
		hash = p.decoy
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("auth: compare: %w", err)
	}
	return ok && real, nil
}

func (p *Passwords) wait(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The bounds of a password, in runes (spec ROL-4). The upper one keeps hashing cheap.
const (
	MinPassword = 10
	MaxPassword = 200
)

// CheckPassword answers the word for what is wrong with a new password, empty when it is fine: it must be long enough
// and not be one of the person's own name, email or phone.
func CheckPassword(password string, m sapa.Member) string {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return "too_short"
	case n > MaxPassword:
		return "too_long"
	}
	for _, own := range []string{m.Name, m.Email, m.Phone, strings.TrimPrefix(m.Phone, "+"), strings.Replace(m.Phone, "+62", "0", 1)} {
		if own != "" && strings.EqualFold(strings.TrimSpace(password), own) {
			return "too_personal"
		}
	}
	return ""
}
