package whatsapp

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// envelope is a delivery's body.
type envelope struct {
	Object string  `json:"object"`
	Entry  []entry `json:"entry"`
}

type entry struct {
	ID      string   `json:"id"`
	Time    int64    `json:"time,omitempty"`
	Changes []change `json:"changes"`
}

type change struct {
	Value any    `json:"value"`
	Field string `json:"field"`
}

// value is what the fields messages and smb_message_echoes carry.
type value struct {
	Product  string        `json:"messaging_product"`
	Metadata metadata      `json:"metadata"`
	Contacts []contact     `json:"contacts,omitempty"`
	Messages []any         `json:"messages,omitempty"`
	Statuses []any         `json:"statuses,omitempty"`
	Echoes   []any         `json:"message_echoes,omitempty"`
	Errors   []statusError `json:"errors,omitempty"`
}

type metadata struct {
	Number string `json:"display_phone_number"`
	ID     string `json:"phone_number_id"`
}

type contact struct {
	Profile contactProfile `json:"profile"`
	WaID    string         `json:"wa_id,omitempty"`
	BSUID   string         `json:"user_id,omitempty"`
}

type contactProfile struct {
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
}

// sent is a message of a customer, with the part named like its type put in by MarshalJSON.
type sent struct {
	From      string        `json:"from,omitempty"`
	To        string        `json:"to,omitempty"`
	ID        string        `json:"id"`
	Timestamp string        `json:"timestamp"`
	Type      string        `json:"type"`
	Part      any           `json:"-"`
	Errors    []statusError `json:"errors,omitempty"`
	Context   *quoteContext `json:"context,omitempty"`
	Referral  *Referral     `json:"referral,omitempty"`
	FromBSUID string        `json:"from_user_id,omitempty"`
}

// MarshalJSON puts the part under the name that is the type.
func (s sent) MarshalJSON() ([]byte, error) {
	type rest sent
	all, err := plainJSON(rest(s))
	if err != nil || s.Part == nil {
		return all, err
	}
	part, err := plainJSON(s.Part)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(all[:len(all)-1:len(all)-1], ",%q:%s}", s.Type, part), nil
}

type quoteContext struct {
	From       string `json:"from,omitempty"`
	ID         string `json:"id,omitempty"`
	Forwarded  bool   `json:"forwarded,omitempty"`
	Frequently bool   `json:"frequently_forwarded,omitempty"`
}

// Referral is the ad or post a customer came from.
type Referral struct {
	URL       string `json:"source_url"`
	ID        string `json:"source_id"`
	Type      string `json:"source_type"` // "ad" or "post"
	Body      string `json:"body,omitempty"`
	Headline  string `json:"headline,omitempty"`
	MediaType string `json:"media_type,omitempty"`
	ImageURL  string `json:"image_url,omitempty"`
	ClickID   string `json:"ctwa_clid,omitempty"`
}

type filePart struct {
	Caption  string `json:"caption,omitempty"`
	FileName string `json:"filename,omitempty"`
	MIME     string `json:"mime_type"`
	Sum      string `json:"sha256"`
	ID       string `json:"id"`
	URL      string `json:"url,omitempty"`
	Animated *bool  `json:"animated,omitempty"`
	Voice    *bool  `json:"voice,omitempty"`
}

type statusUpdate struct {
	ID        string        `json:"id"`
	Status    string        `json:"status"`
	Timestamp string        `json:"timestamp"`
	WaID      string        `json:"recipient_id,omitempty"`
	BSUID     string        `json:"recipient_user_id,omitempty"`
	Pricing   *pricing      `json:"pricing,omitempty"`
	Opaque    string        `json:"biz_opaque_callback_data,omitempty"`
	Errors    []statusError `json:"errors,omitempty"`
}

type pricing struct {
	Billable bool   `json:"billable"`
	Model    string `json:"pricing_model"`
	Type     string `json:"type"`
	Category string `json:"category"`
}

func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// plainJSON is JSON without Go's own escaping of <, > and &.
func plainJSON(v any) ([]byte, error) {
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
func Sign(secret string, body []byte) string { return "sha256=" + digest(secret, body) }

func digest(secret string, of []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(of)
	return hex.EncodeToString(mac.Sum(nil))
}

// encode makes a delivery's body.
func encode(e envelope) []byte {
	plain, err := plainJSON(e)
	if err != nil {
		panic(err) // only values of this package and of customers' JSON, which was decoded before, come here
	}
	return Escape(plain)
}
