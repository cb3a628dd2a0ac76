package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
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

// signature signs a body with a secret; empty for a secret that is none.
func signature(secret, id, at string, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretHead))
	if err != nil || len(key) == 0 || !strings.HasPrefix(secret, secretHead) {
		return ""
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + at + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Sign writes the headers of a body that is signed at a moment, with each of the secrets: while one replaces another, the
// other side may know either.
func Sign(header http.Header, id string, at time.Time, body []byte, secrets ...string) {
	seconds := strconv.FormatInt(at.Unix(), 10)
	var all []string
	for _, secret := range secrets {
		if s := signature(secret, id, seconds, body); s != "" {
			all = append(all, s)
		}
	}
	header.Set(signedID, id)
	header.Set(signedAt, seconds)
	header.Set(signedBy, strings.Join(all, " "))
}

// Signed tells whether a body was signed with one of the secrets, and about now.
func Signed(header http.Header, now time.Time, body []byte, secrets ...string) bool {
	for _, name := range []string{signedID, signedAt, signedBy} {
		if len(header.Values(name)) != 1 {
			return false
		}
	}
	id, at := header.Get(signedID), header.Get(signedAt)
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil || id == "" || len(id) > signedIDBytes || len(body) == 0 || time.Unix(seconds, 0).Sub(now).Abs() > tolerance {
		return false
	}
	for _, secret := range secrets {
		want := signature(secret, id, at, body)
		for _, given := range strings.Fields(header.Get(signedBy)) {
			if want != "" && hmac.Equal([]byte(given), []byte(want)) {
				return true
			}
		}
	}
	return false
}
