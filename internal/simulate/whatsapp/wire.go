package whatsapp

import (
	"fmt"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
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
	all, err := meta.PlainJSON(rest(s))
	if err != nil || s.Part == nil {
		return all, err
	}
	part, err := meta.PlainJSON(s.Part)
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

func encode(e envelope) []byte { return meta.Encode(e) }

// Sign is the X-Hub-Signature-256 of a body.
func Sign(secret string, body []byte) string { return meta.Sign(secret, body) }

// Escape writes JSON as Meta puts it on the wire.
func Escape(plain []byte) []byte { return meta.Escape(plain) }
