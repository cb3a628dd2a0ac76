package channel

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// defaultMax bounds texts and lists whose field names no bound of its own, to keep a configuration small.
const defaultMax = 1000

var color = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Check reads an administrator's input against the fields: values of the right type, required ones present,
// nothing unknown. It answers the configuration to store, defaults filled in, or an Invalid error whose fields
// begin with "config.". The secrets named in kept are there already: without a new value they stay.
func (s Spec) Check(input map[string]any, kept ...string) (map[string]any, error) {
	var wrong sapa.Fields
	config := map[string]any{}
	for _, f := range s.Fields {
		value, given := input[f.Name]
		if !given || value == nil {
			value = f.Default
		}
		if (value == nil || value == "") && f.Secret && slices.Contains(kept, f.Name) {
			continue
		}
		f.Required = f.Required && f.Only.met(input, s.Fields)
		clean, code := f.check(value)
		wrong.Check(code == "", "config."+f.Name, code)
		if clean != nil {
			config[f.Name] = clean
		}
	}
	for name := range input {
		known := slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Name == name })
		wrong.Check(known, "config."+name, "unknown")
	}
	return config, wrong.Err()
}

// Moved tells whether the secrets of a configuration would be sent elsewhere than those of an earlier one.
func (s Spec) Moved(was, now map[string]any) bool {
	return slices.ContainsFunc(s.Aims, func(name string) bool {
		before, _ := was[name].(string)
		after, _ := now[name].(string)
		return before != after
	})
}

// Part takes the secret fields out of a checked configuration.
func (s Spec) Part(config map[string]any) (open map[string]any, secrets map[string]string) {
	open, secrets = map[string]any{}, map[string]string{}
	for name, value := range config {
		i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
		text, isText := value.(string)
		switch {
		case i < 0 || !s.Fields[i].Secret:
			open[name] = value
		case isText && text != "":
			secrets[name] = text
		}
	}
	return open, secrets
}

// check answers the value as it is stored, or the word for what is wrong with it.
func (f Field) check(value any) (any, string) {
	if value == nil {
		if f.Required {
			return nil, "required"
		}
		return nil, ""
	}
	switch f.Type {
	case SwitchField:
		on, ok := value.(bool)
		return on, unless(ok, "not_a_switch")
	case OriginsField:
		return f.checkOrigins(value)
	}
	text, ok := value.(string)
	if !ok {
		return nil, "not_a_text"
	}
	return f.checkText(strings.TrimSpace(text))
}

func (f Field) checkText(text string) (any, string) {
	switch {
	case text == "" && f.Required:
		return nil, "required"
	case utf8.RuneCountInString(text) > f.max():
		return nil, "too_long"
	case text != "" && f.Pattern != "" && !regexp.MustCompile(f.Pattern).MatchString(text):
		return nil, "invalid"
	case f.Type == ChoiceField && !slices.Contains(f.Options, text):
		return nil, "not_an_option"
	case f.Type == ColorField && !color.MatchString(strings.ToLower(text)):
		return nil, "not_a_color"
	case f.Type == ColorField:
		return strings.ToLower(text), ""
	}
	return text, ""
}

func (f Field) checkOrigins(value any) (any, string) {
	list, ok := texts(value)
	if !ok {
		return nil, "not_a_list"
	}
	if len(list) > f.max() {
		return nil, "too_many"
	}
	origins := make([]string, 0, len(list))
	for _, entry := range list {
		origin, ok := Origin(entry)
		if !ok {
			return nil, "not_an_origin"
		}
		if !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	return origins, ""
}

func (f Field) max() int {
	if f.Max > 0 {
		return f.Max
	}
	return defaultMax
}

// originHost is a name or address with perhaps a port, as it stands in an origin: letters outside of ASCII come in their
// xn-- form there.
var originHost = regexp.MustCompile(`^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(:[0-9]+)?$`)

// Origin reads a web origin: scheme, host and perhaps a port, as browsers send it. A path, a wildcard or another
// scheme than http and https is refused. It answers the origin in a browser's spelling.
func Origin(text string) (string, bool) {
	u, err := url.Parse(strings.ToLower(strings.TrimSpace(text)))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !originHost.MatchString(u.Host) || u.User != nil {
		return "", false
	}
	if (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	host := u.Host
	if (u.Scheme == "http" && u.Port() == "80") || (u.Scheme == "https" && u.Port() == "443") {
		host = strings.TrimSuffix(host, ":"+u.Port())
	}
	return u.Scheme + "://" + host, true
}

// texts reads a list of texts as it comes from JSON or from Go.
func texts(value any) ([]string, bool) {
	switch list := value.(type) {
	case []string:
		return list, true
	case []any:
		var out []string
		for _, entry := range list {
			text, ok := entry.(string)
			if !ok {
				return nil, false
			}
			out = append(out, text)
		}
		return out, true
	}
	return nil, false
}

// Texts reads a list of texts out of a stored configuration; anything else is an empty list.
func Texts(value any) []string {
	list, _ := texts(value)
	return list
}

func unless(ok bool, code string) string {
	if ok {
		return ""
	}
	return code
}
