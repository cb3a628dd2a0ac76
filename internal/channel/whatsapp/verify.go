package whatsapp

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Verify satisfies channel.Verifier. The signature is over the very bytes, in lower-case hexadecimal; the older header
// with SHA-1 counts for nothing.
func (a *account) Verify(header http.Header, body []byte) error {
	given := header.Values("X-Hub-Signature-256")
	if len(given) != 1 {
		return errSignature()
	}
	genuine := false
	for _, secret := range a.appSecrets {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write(body)
		want := "sha256=" + hex.EncodeToString(mac.Sum(nil))
		genuine = hmac.Equal([]byte(given[0]), []byte(want)) || genuine
	}
	if !genuine {
		return errSignature()
	}
	return nil
}

func errSignature() error {
	return sapa.Errorf(sapa.Forbidden, "bad_signature", "the delivery is not signed with the app's secret")
}

// Handshake satisfies channel.Verifier.
func (a *account) Handshake(query url.Values) (string, bool) {
	given, challenge := query.Get("hub.verify_token"), query.Get("hub.challenge")
	ok := a.verifyToken != "" && hmac.Equal([]byte(given), []byte(a.verifyToken))
	if !ok || query.Get("hub.mode") != "subscribe" || challenge == "" {
		return "", false
	}
	return challenge, true
}

// Concerns satisfies channel.Verifier. A delivery may hold changes of several numbers.
func (a *account) Concerns(body []byte) bool {
	// As nearly all are written, and no text of a customer can be: in it, the quotation marks are escaped.
	if bytes.Contains(body, []byte(`"phone_number_id":"`+a.phone+`"`)) {
		return true
	}
	changes, ok := changesOf(body)
	if !ok {
		return true
	}
	for _, c := range changes {
		if a.concerned(c) {
			return true
		}
	}
	return false
}

// concerned tells whether a change is about this number or, where it names none, about its business account. A change
// that names neither is everybody's: somebody must see it.
func (a *account) concerned(c change) bool {
	switch {
	case c.phone != "":
		return c.phone == a.phone
	case c.waba != "":
		return c.waba == a.waba
	}
	return true
}
