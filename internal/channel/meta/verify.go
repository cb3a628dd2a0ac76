package meta

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Verify is that of channel.Verifier. The signature is over the very bytes, in lower-case hexadecimal; the older header
// with SHA-1 counts for nothing.
func (a *Account) Verify(header http.Header, body []byte) error {
	given := header.Values("X-Hub-Signature-256")
	if len(given) != 1 {
		return errSignature()
	}
	genuine := false
	for _, secret := range a.appSecrets {
		genuine = hmac.Equal([]byte(given[0]), []byte("sha256="+digest(secret, body))) || genuine
	}
	if !genuine {
		return errSignature()
	}
	return nil
}

func digest(secret string, of []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(of)
	return hex.EncodeToString(mac.Sum(nil))
}

func errSignature() error {
	return sapa.Errorf(sapa.Forbidden, "bad_signature", "the delivery is not signed with the app's secret")
}

// Handshake is that of channel.Verifier.
func (a *Account) Handshake(query url.Values) (string, bool) {
	given, challenge := query.Get("hub.verify_token"), query.Get("hub.challenge")
	ok := a.verifyToken != "" && hmac.Equal([]byte(given), []byte(a.verifyToken))
	if !ok || query.Get("hub.mode") != "subscribe" || challenge == "" {
		return "", false
	}
	return challenge, true
}
