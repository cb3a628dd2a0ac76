package channel

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Place is a value a template needs before it can be sent.
type Place struct {
	// Name is how the value is called in sapa.TemplateUse, such as "body.1" or "button.0.1".
	Name string `json:"name"`
	// Max is the longest value in runes.
	Max int `json:"max"`
}

// The longest texts of a template in runes, its values included ("Message templates: components", Meta).
const (
	headerRunes = 60
	bodyRunes   = 1024
	urlRunes    = 2000
	codeRunes   = 15
	replyRunes  = 256 // what comes back when a reply button is pressed
)

// placePattern is a place for a value in a template's text: {{1}} or {{name}}.
var placePattern = regexp.MustCompile(`\{\{([A-Za-z0-9_]+)\}\}`)

// Places lists which values a template needs, each once, in the order they are read.
func Places(parts sapa.TemplateParts) []Place {
	places := placesIn("header", parts.Header, headerRunes)
	places = append(places, placesIn("body", parts.Body, bodyRunes)...)
	for i, b := range parts.Buttons {
		at := buttonPlace(i)
		switch b.Kind {
		case "url":
			places = append(places, placesIn(at, b.URL, urlRunes)...)
		case "code":
			places = append(places, Place{Name: at + ".1", Max: codeRunes})
		}
	}
	return places
}

func buttonPlace(i int) string { return "button." + strconv.Itoa(i) }

// placesIn lists the places of one text. Numbered ones come by their number, named ones as they are read.
func placesIn(part, text string, most int) []Place {
	var names []string
	for _, found := range placePattern.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	slices.SortStableFunc(names, ComparePlaces)
	places := make([]Place, len(names))
	for i, name := range names {
		places[i] = Place{Name: part + "." + name, Max: most}
	}
	return places
}

// ComparePlaces orders the last parts of places' names: numbers by their value, anything else stays as it stands.
func ComparePlaces(a, b string) int {
	x, notX := strconv.Atoi(a)
	y, notY := strconv.Atoi(b)
	if notX != nil || notY != nil {
		return 0
	}
	return cmp.Compare(x, y)
}

// Fill puts values into a template. Values that are missing, too long, not of the template, or of a form that the
// provider refuses come back as an Invalid error whose fields are like "template.values.body.1"; a template that cannot
// be sent is a Conflict. A reply button's value, such as "button.0.1", is what comes back when it is pressed; it need
// not be given.
func Fill(t sapa.Template, values map[string]string) (sapa.TemplateUse, error) {
	use := sapa.TemplateUse{Name: t.Name, Language: t.Language}
	if t.State != sapa.TemplateApproved || t.Unsendable != "" {
		return use, sapa.Errorf(sapa.Conflict, "template_not_sendable", "the template cannot be sent").
			With("state", t.State).With("part", t.Unsendable)
	}
	var wrong sapa.Fields
	use.Values = checkValues(&wrong, t.TemplateParts, values)
	use.Parts = Preview(t.TemplateParts, use.Values)
	checkFilled(&wrong, use)
	if err := wrong.Err(); err != nil {
		return sapa.TemplateUse{}, err
	}
	return use, nil
}

// checkValues answers the values without space around them, and notes what is wrong with them.
func checkValues(wrong *sapa.Fields, parts sapa.TemplateParts, values map[string]string) map[string]string {
	clean := map[string]string{}
	for _, p := range takes(parts) {
		value, given := values[p.Name]
		value = strings.TrimSpace(value)
		if p.optional && !given {
			continue
		}
		word := checkValue(p.Place, value)
		wrong.Check(word == "", valueField(p.Name), word)
		clean[p.Name] = value
	}
	var unknown []string
	for name := range values {
		if _, ok := clean[name]; !ok {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		wrong.Add(valueField(name), "unknown")
	}
	if len(clean) == 0 {
		return nil
	}
	return clean
}

func valueField(name string) string { return "template.values." + name }

// taken is a place, or a value that may be left out.
type taken struct {
	Place
	optional bool
}

// takes lists every value a template takes.
func takes(parts sapa.TemplateParts) []taken {
	var all []taken
	for _, p := range Places(parts) {
		all = append(all, taken{Place: p})
	}
	for i, b := range parts.Buttons {
		if b.Kind == "reply" {
			all = append(all, taken{Place: Place{Name: buttonPlace(i) + ".1", Max: replyRunes}, optional: true})
		}
	}
	return all
}

// checkValue answers the word for what is wrong with a value. WhatsApp refuses line breaks, tabs and more than three
// spaces in a row; an address holds no space at all.
func checkValue(p Place, value string) string {
	switch {
	case value == "":
		return "required"
	case !sapa.Storable(value):
		return "invalid"
	case utf8.RuneCountInString(value) > p.Max:
		return "too_long"
	case strings.ContainsAny(value, "\n\r\t\v\f\u0085\u2028\u2029") || strings.Contains(value, "    "):
		return "bad_spaces"
	case strings.HasPrefix(p.Name, "button.") && strings.ContainsAny(value, " "):
		return "bad_spaces"
	}
	return ""
}

// checkFilled holds the texts with their values against the limits. The longest value of a text that is too long is
// the one to shorten.
func checkFilled(wrong *sapa.Fields, use sapa.TemplateUse) {
	checkPart(wrong, use.Values, "header.", use.Parts.Header, headerRunes)
	checkPart(wrong, use.Values, "body.", use.Parts.Body, bodyRunes)
	for i, b := range use.Parts.Buttons {
		checkPart(wrong, use.Values, buttonPlace(i)+".", b.URL, urlRunes)
	}
}

func checkPart(wrong *sapa.Fields, values map[string]string, prefix, text string, most int) {
	longest := ""
	for name, value := range values {
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		longer := cmp.Compare(utf8.RuneCountInString(value), utf8.RuneCountInString(values[longest]))
		if longest == "" || longer > 0 || (longer == 0 && name < longest) {
			longest = name
		}
	}
	known := func(f sapa.Field) bool { return f.Field == valueField(longest) }
	if longest != "" && utf8.RuneCountInString(text) > most && !slices.ContainsFunc(*wrong, known) {
		wrong.Add(valueField(longest), "too_long")
	}
}

// Preview is a template with the values that are there in their places; the other places stay as they are. A value is
// put in as it is: what looks like a place in it stays.
func Preview(parts sapa.TemplateParts, values map[string]string) sapa.TemplateParts {
	parts.Header = put("header", parts.Header, values)
	parts.Body = put("body", parts.Body, values)
	parts.Buttons = slices.Clone(parts.Buttons)
	for i := range parts.Buttons {
		parts.Buttons[i].URL = put(buttonPlace(i), parts.Buttons[i].URL, values)
	}
	return parts
}

func put(part, text string, values map[string]string) string {
	return placePattern.ReplaceAllStringFunc(text, func(place string) string {
		if value := values[part+"."+strings.Trim(place, "{}")]; value != "" {
			return value
		}
		return place
	})
}
