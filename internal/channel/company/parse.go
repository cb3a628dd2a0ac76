package company

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// most is how many events one delivery may hold.
const most = 100

// Parse satisfies channel.Channel. Whoever writes to us can read what is wrong, so nothing is guessed: a field that is not
// known, or not of its type, refuses the whole delivery.
func (a *account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	var in struct {
		Events []json.RawMessage `json:"events"`
	}
	if field, code := decode(d.Body, &in); code != "" {
		return nil, badJSON(field, code)
	}
	switch {
	case len(in.Events) == 0:
		return nil, sapa.BadField("events", "required")
	case len(in.Events) > most:
		return nil, sapa.BadField("events", "too_many")
	}
	var wrong sapa.Fields
	all := make([]sapa.Inbound, 0, len(in.Events))
	for i, raw := range in.Events {
		r := reader{at: fmt.Sprintf("events.%d", i), wrong: &wrong}
		one := r.event(raw)
		if one.Kind == "" {
			continue // a hint, or what is wrong
		}
		one.Channel = a.id
		all = append(all, one)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return all, nil
}

func badJSON(field, code string) error {
	if field == "" {
		return sapa.Errorf(sapa.Invalid, "bad_json", "the body is not the JSON of a delivery")
	}
	return sapa.BadField(field, code)
}

// decode reads JSON and nothing behind it; it answers which field is wrong, if one is to blame, and a word for it.
func decode(raw []byte, into any) (field, code string) {
	in := json.NewDecoder(bytes.NewReader(raw))
	in.DisallowUnknownFields()
	err := in.Decode(into)
	if err == nil {
		if _, err = in.Token(); err == io.EOF {
			return "", ""
		}
		return "", "bad_json"
	}
	var odd *json.UnmarshalTypeError
	if errors.As(err, &odd) {
		return odd.Field, "invalid"
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return strings.Trim(name, `"`), "unknown"
	}
	return "", "bad_json"
}

// reader reads one event and notes what is wrong with it.
type reader struct {
	at    string
	wrong *sapa.Fields
}

func (r reader) check(ok bool, field, code string) { r.wrong.Check(ok, r.at+"."+field, code) }

// into reads the event as one of its type; false when it is none.
func (r reader) into(raw []byte, event any) bool {
	field, code := decode(raw, event)
	if code == "" {
		return true
	}
	at := r.at
	if field != "" {
		at += "." + field
	}
	r.wrong.Add(at, code)
	return false
}

// event reads one event by its type.
func (r reader) event(raw []byte) sapa.Inbound {
	var head struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(raw, &head) // what is wrong beside the type is told below
	switch head.Type {
	case "message":
		return r.message(raw)
	case "edit":
		return r.edit(raw)
	case "delete":
		return r.delete(raw)
	case "reaction":
		return r.reaction(raw)
	case "status":
		return r.status(raw)
	case typing:
		r.typing(raw)
		return sapa.Inbound{}
	}
	r.check(head.Type != "", "type", "required")
	r.check(head.Type == "", "type", "not_an_option")
	return sapa.Inbound{}
}

// base is what every event has.
type base struct {
	Type string `json:"type"`
	At   string `json:"at"`
}

// moment reads when something happened. Without it nobody knew what came first, or whether the same came twice.
func (r reader) moment(text string) time.Time {
	r.check(text != "", "at", "required")
	at, err := time.Parse(time.RFC3339, text)
	sound := err == nil && at.UTC().Year() >= 1970 && at.UTC().Year() <= 9999
	r.check(sound || text == "", "at", "invalid")
	if !sound {
		return time.Time{}
	}
	return at.UTC()
}

// idBytes is the longest id a company's system may have for something.
const idBytes = 200

// id reads an id that must be there.
func (r reader) id(text, field string) string {
	r.check(text != "", field, "required")
	r.check(len(text) <= idBytes && sapa.Storable(text) && strings.TrimSpace(text) == text, field, "invalid")
	return text
}

// text reads words of at most so many runes.
func (r reader) text(text, field string, runes int) string {
	r.check(sapa.Storable(text), field, "invalid")
	r.check(len([]rune(text)) <= runes, field, "too_long")
	return text
}
