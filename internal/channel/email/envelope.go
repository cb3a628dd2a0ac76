package email

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// envelope says where in the mailbox a mail lies. It is the first line of a delivery, and the mail is below it.
type envelope struct {
	Folder   string `json:"folder"`
	Validity uint32 `json:"validity"`
	UID      uint32 `json:"uid"`
	// Received is when the server got it.
	Received time.Time `json:"received,omitzero"`
	// Cut tells that it was too large to be fetched whole, Size how many bytes it has there.
	Cut  bool  `json:"cut,omitempty"`
	Size int64 `json:"size,omitempty"`
	// Trouble is why it could not be fetched at all; empty when it was.
	Trouble string `json:"trouble,omitempty"`
}

// seal puts the envelope above a mail.
func (e envelope) seal(raw []byte) []byte {
	head, err := json.Marshal(e)
	if err != nil {
		return raw
	}
	return append(append(head, '\n'), raw...)
}

// unseal takes the envelope off. What has none is a mail of unknown whereabouts.
func unseal(body []byte) (envelope, []byte) {
	var e envelope
	head, rest, ok := bytes.Cut(body, []byte("\n"))
	if !ok || len(head) == 0 || head[0] != '{' || json.Unmarshal(head, &e) != nil {
		return envelope{}, body
	}
	return e, rest
}

// fileRef is what a file of a mail is fetched by: where the mail lies, which of its leaves it is, and the mail's own id, by
// which it is found again when the server has numbered its mails anew.
type fileRef struct {
	validity, uid uint32
	leaf          int
	id            string
}

func (r fileRef) String() string { return fmt.Sprintf("%d %d %d %s", r.validity, r.uid, r.leaf, r.id) }

func readRef(ref string) (fileRef, bool) {
	parts := strings.SplitN(ref, " ", 4)
	if len(parts) != 4 {
		return fileRef{}, false
	}
	validity, err1 := strconv.ParseUint(parts[0], 10, 32)
	uid, err2 := strconv.ParseUint(parts[1], 10, 32)
	leaf, err3 := strconv.Atoi(parts[2])
	return fileRef{uint32(validity), uint32(uid), leaf, parts[3]}, err1 == nil && err2 == nil && err3 == nil && leaf >= 0
}

// Envelope is the first line of a delivery, for tests and simulators that make some.
func Envelope(d channel.Delivery) (validity, uid uint32) {
	e, _ := unseal(d.Body)
	return e.Validity, e.UID
}
