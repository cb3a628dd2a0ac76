package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// The headers of a message that is signed as Standard Webhooks says, and how its secrets begin.
const (
	signedID   = "Webhook-Id"
	signedAt   = "Webhook-Timestamp"
	signedBy   = "Webhook-Signature"
	secretHead = "whsec_"
)

// tolerance is how far the clocks of both sides may be apart ("Standard Webhooks", verifying the timestamp).
const tolerance = 5 * time.Minute

// signedIDBytes is the longest id of a signed message.
const signedIDBytes = 255

// begun is what signs a body with a secret, up to where the body begins; nil for a secret that is none.
func begun(secret, id, at string) hash.Hash {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretHead))
	if err != nil || len(key) == 0 || !strings.HasPrefix(secret, secretHead) {
		return nil
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + at + "."))
	return mac
}

func ended(mac hash.Hash) string { return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)) }

// Counting are the secrets to sign with that count at a moment, the newest first: the present one, and for a while the one
// before.
func Counting(secrets map[string]string, now time.Time) []string {
	var all []string
	if secret := secrets[channel.Secret]; secret != "" {
		all = append(all, secret)
	}
	until, err := strconv.ParseInt(secrets[channel.FormerUntil], 10, 64)
	if former := secrets[channel.FormerSecret]; former != "" && err == nil && now.Unix() < until {
		all = append(all, former)
	}
	return all
}

// Sign writes the headers of a body that is signed at a moment, with each of the secrets: while one replaces another, the
// other side may know either.
func Sign(header http.Header, id string, at time.Time, body []byte, secrets ...string) {
	seconds := strconv.FormatInt(at.Unix(), 10)
	var all []string
	for _, secret := range secrets {
		if mac := begun(secret, id, seconds); mac != nil {
			mac.Write(body)
			all = append(all, ended(mac))
		}
	}
	header.Set(signedID, id)
	header.Set(signedAt, seconds)
	header.Set(signedBy, strings.Join(all, " "))
}

// Signed tells whether a body was signed with one of the secrets, and about now.
func Signed(header http.Header, now time.Time, body []byte, secrets ...string) bool {
	proof, ok := Begin(header, now, secrets...)
	if !ok || len(body) == 0 {
		return false
	}
	_, _ = proof.Write(body)
	return proof.Holds()
}

// Proof tells whether a body that comes in pieces was signed. What is written to it is not kept.
type Proof struct {
	macs  []hash.Hash
	given []string
}

// Begin begins to prove a body by its headers; false when no body can go with them now.
func Begin(header http.Header, now time.Time, secrets ...string) (*Proof, bool) {
	for _, name := range []string{signedID, signedAt, signedBy} {
		if len(header.Values(name)) != 1 {
			return nil, false
		}
	}
	id, at := header.Get(signedID), header.Get(signedAt)
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil || id == "" || len(id) > signedIDBytes || time.Unix(seconds, 0).Sub(now).Abs() > tolerance {
		return nil, false
	}
	p := &Proof{given: strings.Fields(header.Get(signedBy))}
	for _, secret := range secrets {
		if mac := begun(secret, id, at); mac != nil {
			p.macs = append(p.macs, mac)
		}
	}
	return p, len(p.macs) > 0 && len(p.given) > 0
}

// Write satisfies io.Writer.
func (p *Proof) Write(b []byte) (int, error) {
	for _, mac := range p.macs {
		mac.Write(b)
	}
	return len(b), nil
}

// Holds tells whether what was written was signed with one of the secrets.
func (p *Proof) Holds() bool {
	for _, mac := range p.macs {
		want := ended(mac)
		for _, given := range p.given {
			if hmac.Equal([]byte(given), []byte(want)) {
				return true
			}
		}
	}
	return false
}
