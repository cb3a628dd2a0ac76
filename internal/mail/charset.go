package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

func charsetReader(charset string, in io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(strings.TrimSpace(charset))
	if err != nil {
		return nil, err
	}
	return enc.NewDecoder().Reader(in), nil
}

// toText makes text of bytes in a charset. Without one, or when the bytes are not of it, they are UTF-8 where they can be
// and Western otherwise.
func toText(b []byte, charset string) string {
	charset = strings.ToLower(strings.Trim(charset, " \"'"))
	vague := charset == "" || charset == "us-ascii" || charset == "ascii" || charset == "utf-8" || charset == "utf8" || charset == "unknown-8bit"
	if vague || strings.HasPrefix(charset, "x-unknown") {
		return raw8(b)
	}
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return raw8(b)
	}
	text, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return raw8(b)
	}
	return storable(string(text))
}

// raw8 reads bytes of which nobody said what they are.
func raw8(b []byte) string {
	if utf8.Valid(b) {
		return storable(string(b))
	}
	// A cut in the middle of a rune does not make it another charset.
	if valid := bytes.ToValidUTF8(b, nil); len(b)-len(valid) < 4 && len(b) > 64 {
		return storable(string(valid))
	}
	text, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return storable(string(text))
}

// storable drops what no database takes.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// decode takes a transfer encoding off.
func decode(b []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return decodeBase64(b)
	case "quoted-printable":
		return decodeQuoted(b)
	}
	return b
}

// decodeBase64 reads what is there, however it is wrapped, and stops where it ends.
func decodeBase64(b []byte) []byte {
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// decodeQuoted reads quoted-printable; what is no escape stays as it is.
func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] != '=' {
			out = append(out, b[i])
			continue
		}
		rest := b[i+1:]
		if soft := softBreak(rest); soft > 0 {
			i += soft
			continue
		}
		if len(rest) >= 2 && hex(rest[0]) >= 0 && hex(rest[1]) >= 0 {
			out = append(out, byte(hex(rest[0])<<4|hex(rest[1])))
			i += 2
			continue
		}
		out = append(out, '=')
	}
	return out
}

// softBreak is how many bytes after an equals sign are the end of a line that is none; zero when they are not.
func softBreak(b []byte) int {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\r':
		case '\n':
			return i + 1
		default:
			return 0
		}
	}
	return len(b)
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}
