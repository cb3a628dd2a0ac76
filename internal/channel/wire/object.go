// Package wire is what channels of providers share: reading JSON that may hold anything, and asking an API over HTTP so
// that it is known afterwards whether the request left. It stores nothing, retries nothing and keeps no time.
package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Object is a JSON object whose fields are read one by one. A field that is absent or of another type than asked for is
// its zero value, so that nothing odd in one place takes the rest with it.
type Object map[string]json.RawMessage

// Read makes an object of JSON; nil when it is none.
func Read(raw []byte) Object {
	var o Object
	if json.Unmarshal(raw, &o) != nil {
		return nil
	}
	return o
}

// Has tells whether a field is there and not null.
func (o Object) Has(name string) bool {
	raw := bytes.TrimSpace(o[name])
	return len(raw) > 0 && string(raw) != "null"
}

// Object answers a field that is an object itself; nil when it is none.
func (o Object) Object(name string) Object { return Read(o[name]) }

// List answers the entries of a list. An object in the place of a list is a list of one.
func (o Object) List(name string) []json.RawMessage {
	var list []json.RawMessage
	if json.Unmarshal(o[name], &list) == nil {
		return list
	}
	if Read(o[name]) != nil {
		return []json.RawMessage{o[name]}
	}
	return nil
}

// Objects answers those entries of a list that are objects.
func (o Object) Objects(name string) []Object {
	var all []Object
	for _, raw := range o.List(name) {
		if one := Read(raw); one != nil {
			all = append(all, one)
		}
	}
	return all
}

// Text answers a text, or a number as its digits: ids and times come as either.
func (o Object) Text(name string) string {
	var text string
	if json.Unmarshal(o[name], &text) == nil {
		return Storable(text)
	}
	var number json.Number
	if json.Unmarshal(o[name], &number) == nil {
		return string(number)
	}
	return ""
}

// idBytes is more than any id of a provider has, and less than what a database's index takes.
const idBytes = 512

// Key answers a text that can be an id; empty when it is too long for one.
func (o Object) Key(name string) string {
	text := strings.TrimSpace(o.Text(name))
	if len(text) > idBytes {
		return ""
	}
	return text
}

// Flag tells whether a field is true.
func (o Object) Flag(name string) bool {
	var flag bool
	return json.Unmarshal(o[name], &flag) == nil && flag
}

// Number answers a number, which may be written as a text; false when it is none.
func (o Object) Number(name string) (float64, bool) {
	number, err := strconv.ParseFloat(o.Text(name), 64)
	return number, err == nil && !math.IsNaN(number) && !math.IsInf(number, 0)
}

// latest is the last second of the year 9999, which is as far as the databases and JSON tell time.
const latest = 253402300799

// Seconds answers a time that is given in seconds since 1970; zero when it is none.
func (o Object) Seconds(name string) time.Time {
	seconds, err := strconv.ParseInt(o.Text(name), 10, 64)
	if err != nil || seconds <= 0 || seconds > latest {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// Millis answers a time that is given in thousandths of a second since 1970; zero when it is none.
func (o Object) Millis(name string) time.Time {
	millis, err := strconv.ParseInt(o.Text(name), 10, 64)
	if err != nil || millis <= 0 || millis > latest*1000 {
		return time.Time{}
	}
	return time.UnixMilli(millis).UTC()
}

// Texts answers those entries of a list that are texts.
func (o Object) Texts(name string) []string {
	var all []string
	for _, raw := range o.List(name) {
		if text := (Object{name: raw}).Text(name); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Storable is a text as both databases can keep it. What is not UTF-8 was replaced when the JSON was read.
func Storable(text string) string {
	if sapa.Storable(text) {
		return text
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
}

// Short is a text of at most so many runes.
func Short(text string, runes int) string {
	if cut := []rune(text); len(cut) > runes {
		return string(cut[:runes])
	}
	return text
}
