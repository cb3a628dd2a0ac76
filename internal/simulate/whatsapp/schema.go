package whatsapp

import (
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// where is a place in a request: the names on the way to it.
type where []string

// param is the place as the Graph API writes it in most errors: template['components'][0]['type'].
func (w where) param() string {
	var b strings.Builder
	for i, name := range w {
		switch {
		case i == 0:
			b.WriteString(name)
		case isNumber(name):
			b.WriteString("[" + name + "]")
		default:
			b.WriteString("['" + name + "']")
		}
	}
	return b.String()
}

// dotted is the place as it writes it for a missing parameter: text.body.
func (w where) dotted() string { return strings.Join(w, ".") }

func (w where) at(name string) where { return append(slices.Clip(w), name) }

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// rule checks one value.
type rule func(v any, at where) *GraphError

// field is one name of an object.
type field struct {
	name string
	must bool
	rule rule
}

func need(name string, r rule) field { return field{name, true, r} }

func may(name string, r rule) field { return field{name, false, r} }

// missing is the answer for a parameter that is not there.
func missing(at where) *GraphError { return Fail(131008).Explained("Parameter name: %s", at.dotted()) }

// object permits these names and no others.
func object(fields ...field) rule {
	return func(v any, at where) *GraphError {
		o, ok := v.(map[string]any)
		if !ok {
			return meta.Invalid("Param %s must be a JSON object.", at.param())
		}
		for _, f := range fields {
			value, ok := o[f.name]
			if !ok || value == nil {
				if f.must {
					return missing(at.at(f.name))
				}
				continue
			}
			if e := f.rule(value, at.at(f.name)); e != nil {
				return e
			}
		}
		return unexpected(o, fields, at)
	}
}

// unexpected refuses names that the object does not have.
func unexpected(o map[string]any, fields []field, at where) *GraphError {
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			if len(at) == 0 {
				return meta.Invalid("Unexpected key \"%s\".", name)
			}
			return meta.Invalid("Unexpected key \"%s\" on param \"%s\".", name, at.param())
		}
	}
	return nil
}

// text permits a text of up to most characters; an empty one counts as missing.
func text(most int) rule {
	return func(v any, at where) *GraphError {
		s, ok := v.(string)
		switch {
		case !ok:
			return meta.Invalid("Param %s must be a string.", at.param())
		case strings.TrimSpace(s) == "":
			return missing(at)
		case utf8.RuneCountInString(s) > most:
			return meta.Invalid("Param %s must be at most %d characters long.", at.param(), most)
		}
		return nil
	}
}

// anyText permits an empty text as well.
func anyText(most int) rule {
	return func(v any, at where) *GraphError {
		if s, ok := v.(string); ok && s == "" {
			return nil
		}
		return text(most)(v, at)
	}
}

// sized is a text whose length the interactive kinds complain about in words of their own.
func sized(what string, most int) rule {
	return func(v any, at where) *GraphError {
		s, ok := v.(string)
		if !ok {
			return meta.Invalid("Param %s must be a string.", at.param())
		}
		if n := utf8.RuneCountInString(s); strings.TrimSpace(s) == "" || n > most {
			return Fail(131009).Explained("%s length invalid. Min length: 1, Max length: %d", what, most)
		}
		return nil
	}
}

// oneOf permits these words.
func oneOf(words ...string) rule {
	return func(v any, at where) *GraphError {
		s, ok := v.(string)
		if !ok || !slices.Contains(words, s) {
			return meta.Invalid("Param %s must be one of {%s} - got \"%v\".", at.param(), strings.ToUpper(strings.Join(words, ", ")), v)
		}
		return nil
	}
}

func pattern(re *regexp.Regexp) rule {
	return func(v any, at where) *GraphError {
		if s, ok := v.(string); !ok || !re.MatchString(s) {
			return meta.Invalid("Param %s is not valid.", at.param())
		}
		return nil
	}
}

func boolean(v any, at where) *GraphError {
	if _, ok := v.(bool); !ok {
		return meta.Invalid("Param %s must be a boolean.", at.param())
	}
	return nil
}

// between permits a number, which may come as a text.
func between(least, most float64) rule {
	return func(v any, at where) *GraphError {
		n, ok := number(v)
		if !ok {
			return meta.Invalid("Param %s must be a number.", at.param())
		}
		if n < least || n > most {
			return Fail(131009).Explained("%s must be between %g and %g", at.dotted(), least, most)
		}
		return nil
	}
}

// address permits the address of a file on the web.
func address(v any, at where) *GraphError {
	s, _ := v.(string)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(s) > 2048 {
		return meta.Invalid("Param %s is not a valid URI.", at.param())
	}
	return nil
}

// list permits that many elements.
func list(least, most int, each rule) rule {
	return func(v any, at where) *GraphError {
		elements, ok := v.([]any)
		switch {
		case !ok:
			return meta.Invalid("Param %s must be an array.", at.param())
		case len(elements) < least || len(elements) > most:
			return Fail(131009).Explained("Invalid %s count. Min allowed: %d, Max allowed: %d", at[len(at)-1], least, most)
		}
		for i, element := range elements {
			if e := each(element, at.at(strconv.Itoa(i))); e != nil {
				return e
			}
		}
		return nil
	}
}

// both applies one rule after the other.
func both(rules ...rule) rule {
	return func(v any, at where) *GraphError {
		for _, r := range rules {
			if e := r(v, at); e != nil {
				return e
			}
		}
		return nil
	}
}

// number reads a number or a text of one.
func number(v any) (float64, bool) {
	var s string
	switch n := v.(type) {
	case json.Number:
		s = n.String()
	case string:
		s = n
	default:
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// dig reads along names; nil when one is missing. Numbers are places in arrays.
func dig(v any, names ...string) any {
	for _, name := range names {
		switch o := v.(type) {
		case map[string]any:
			v = o[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(o) {
				return nil
			}
			v = o[i]
		default:
			return nil
		}
	}
	return v
}

// digText is dig for a text; empty when it is missing.
func digText(v any, names ...string) string {
	s, _ := dig(v, names...).(string)
	return s
}

// digList is dig for an array.
func digList(v any, names ...string) []any {
	l, _ := dig(v, names...).([]any)
	return l
}
