package meta

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// PlainJSON is JSON without Go's own escaping of <, > and &.
func PlainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Escape writes JSON as Meta puts it on the wire: everything beyond ASCII as \u and lower-case digits, slashes as \/.
// Both occur in strings only, and Go's encoder never escapes a slash itself.
func Escape(plain []byte) []byte {
	escaped := make([]byte, 0, len(plain)+len(plain)/8)
	for len(plain) > 0 {
		r, size := utf8.DecodeRune(plain)
		switch {
		case r == '/':
			escaped = append(escaped, '\\', '/')
		case r < utf8.RuneSelf:
			escaped = append(escaped, byte(r))
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			escaped = fmt.Appendf(escaped, "\\u%04x\\u%04x", high, low)
		default:
			escaped = fmt.Appendf(escaped, "\\u%04x", r)
		}
		plain = plain[size:]
	}
	return escaped
}

// Sign is the X-Hub-Signature-256 of a body.
func Sign(secret string, body []byte) string { return "sha256=" + Digest(secret, body) }

// Digest is the HMAC-SHA256 of some bytes in hexadecimal.
func Digest(secret string, of []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(of)
	return hex.EncodeToString(mac.Sum(nil))
}

// Encode makes a delivery's body.
func Encode(v any) []byte {
	plain, err := PlainJSON(v)
	if err != nil {
		panic(err) // only values of the simulators and of customers' JSON, which was decoded before, come here
	}
	return Escape(plain)
}
