package whatsapp

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// object is a JSON object whose fields are read one by one. A field that is absent or of another type than asked for is
// its zero value, so that nothing odd in one place takes the rest with it.
type object map[string]json.RawMessage

// read makes an object of JSON; nil when it is none.
func read(raw []byte) object {
	var o object
	if json.Unmarshal(raw, &o) != nil {
		return nil
	}
	return o
}

func (o object) has(name string) bool {
	raw := bytes.TrimSpace(o[name])
	return len(raw) > 0 && string(raw) != "null"
}

func (o object) object(name string) object { return read(o[name]) }

// list answers the entries of a list. An object in the place of a list is a list of one.
func (o object) list(name string) []json.RawMessage {
	var list []json.RawMessage
	if json.Unmarshal(o[name], &list) == nil {
		return list
	}
	if read(o[name]) != nil {
		return []json.RawMessage{o[name]}
	}
	return nil
}

func (o object) objects(name string) []object {
	var all []object
	for _, raw := range o.list(name) {
		if one := read(raw); one != nil {
			all = append(all, one)
		}
	}
	return all
}

// text answers a text, or a number as its digits: ids and times come as either.
func (o object) text(name string) string {
	var text string
	if json.Unmarshal(o[name], &text) == nil {
		return storable(text)
	}
	var number json.Number
	if json.Unmarshal(o[name], &number) == nil {
		return string(number)
	}
	return ""
}

// idBytes is more than any id of WhatsApp has, and less than what a database's index takes.
const idBytes = 512

// key answers a text that can be an id; empty when it is too long for one.
func (o object) key(name string) string {
	text := strings.TrimSpace(o.text(name))
	if len(text) > idBytes {
		return ""
	}
	return text
}

func (o object) flag(name string) bool {
	var flag bool
	return json.Unmarshal(o[name], &flag) == nil && flag
}

func (o object) number(name string) (float64, bool) {
	number, err := strconv.ParseFloat(o.text(name), 64)
	return number, err == nil && !math.IsNaN(number) && !math.IsInf(number, 0)
}

// latest is the last second of the year 9999, which is as far as the databases and JSON tell time.
const latest = 253402300799

// seconds answers a time that is given in seconds since 1970; zero when it is none.
func (o object) seconds(name string) time.Time {
	seconds, err := strconv.ParseInt(o.text(name), 10, 64)
	if err != nil || seconds <= 0 || seconds > latest {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// storable is a text as both databases can keep it. What is not UTF-8 was replaced when the JSON was read.
func storable(text string) string {
	if sapa.Storable(text) {
		return text
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
}

// short is a text of at most so many runes.
func short(text string, runes int) string {
	if cut := []rune(text); len(cut) > runes {
		return string(cut[:runes])
	}
	return text
}
