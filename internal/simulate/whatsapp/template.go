package whatsapp

import (
	"encoding/base64"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// Template is an approved text, as the API lists it.
type Template struct {
	Name       string      `json:"name"`
	Format     string      `json:"parameter_format"` // POSITIONAL or NAMED
	Components []Component `json:"components"`
	Language   string      `json:"language"`
	// Status is APPROVED, PENDING, REJECTED, PAUSED or DISABLED.
	Status   string `json:"status"`
	Category string `json:"category"` // UTILITY, MARKETING or AUTHENTICATION
	ID       string `json:"id"`
	Rejected string `json:"rejected_reason,omitempty"`
}

// Component is one part of a template.
type Component struct {
	Type    string         `json:"type"`             // HEADER, BODY, FOOTER or BUTTONS
	Format  string         `json:"format,omitempty"` // of a header: TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION
	Text    string         `json:"text,omitempty"`
	Example map[string]any `json:"example,omitempty"`
	Buttons []Button       `json:"buttons,omitempty"`
}

// Button is one button of a template.
type Button struct {
	Type    string   `json:"type"` // QUICK_REPLY, URL, PHONE_NUMBER or COPY_CODE
	Text    string   `json:"text"`
	URL     string   `json:"url,omitempty"`
	Phone   string   `json:"phone_number,omitempty"`
	Example []string `json:"example,omitempty"`
}

func (t *Template) part(kind string) *Component {
	i := slices.IndexFunc(t.Components, func(c Component) bool { return c.Type == kind })
	if i < 0 {
		return nil
	}
	return &t.Components[i]
}

// places are the names between double braces, in order and once each.
var places = regexp.MustCompile(`\{\{\s*([A-Za-z0-9_]+)\s*\}\}`)

func placesOf(s string) []string {
	var names []string
	for _, m := range places.FindAllStringSubmatch(s, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// SetTemplate adds a template or replaces the one of the same name and language, without a word to the business.
func (p *Provider) SetTemplate(t Template) {
	p.Change(func() {
		t.ID = or(t.ID, p.newNumber())
		if old := p.findTemplate(t.Name, t.Language); old != nil {
			*old = t
			return
		}
		p.templates = append(p.templates, t)
	})
}

// findTemplate is one by name and language; nil for none. The lock is held.
func (p *Provider) findTemplate(name, language string) *Template {
	i := slices.IndexFunc(p.templates, func(t Template) bool { return t.Name == name && t.Language == language })
	if i < 0 {
		return nil
	}
	return &p.templates[i]
}

// Templates are all of them.
func (p *Provider) Templates() []Template {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.templates)
}

// listTemplates serves them in pages.
func (p *Provider) listTemplates(c *meta.Call) (any, *GraphError) {
	q := c.R.URL.Query()
	limit, start := 25, 0
	if said := q.Get("limit"); said != "" {
		n, err := strconv.Atoi(said)
		if err != nil || n < 1 {
			return nil, meta.Invalid("Param limit must be a positive number.")
		}
		limit = min(n, 100)
	}
	if after := q.Get("after"); after != "" {
		plain, err := base64.RawURLEncoding.DecodeString(after)
		if start, _ = strconv.Atoi(string(plain)); err != nil || start <= 0 {
			return nil, meta.Invalid("Invalid cursors values.")
		}
	}
	some := p.filteredTemplates(q.Get("name"), q.Get("language"), q.Get("status"))
	start = min(start, len(some))
	page := some[start:min(start+limit, len(some))]
	paging := map[string]any{"cursors": map[string]string{"before": cursor(start), "after": cursor(start + len(page))}}
	if start+len(page) < len(some) {
		q.Set("after", cursor(start+len(page)))
		paging["next"] = "http://" + c.R.Host + c.R.URL.Path + "?" + q.Encode()
	}
	if len(page) == 0 {
		return map[string]any{"data": []any{}}, nil
	}
	return chosenFields(page, q.Get("fields"), paging)
}

func cursor(n int) string { return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(n))) }

func (p *Provider) filteredTemplates(name, language, status string) []Template {
	var some []Template
	for _, t := range p.Templates() {
		if (name == "" || strings.Contains(t.Name, name)) && (language == "" || t.Language == language) && (status == "" || t.Status == status) {
			some = append(some, t)
		}
	}
	return some
}

func chosenFields(page []Template, fields string, paging map[string]any) (any, *GraphError) {
	data := make([]any, len(page))
	for i, t := range page {
		all := map[string]any{
			"id": t.ID, "name": t.Name, "language": t.Language, "status": t.Status, "category": t.Category, "components": t.Components,
			"parameter_format": t.Format, "rejected_reason": or(t.Rejected, "NONE"), "quality_score": map[string]any{"score": "UNKNOWN"},
			"previous_category": "", "correct_category": t.Category, "library_template_name": "", "message_send_ttl_seconds": 2592000,
		}
		usual := []string{"name", "parameter_format", "components", "language", "status", "category", "id"}
		if fields != "" {
			// The real one adds the format to its answer whatever was asked for, as the recorded ones show.
			fields += ",parameter_format"
		}
		chosen, e := choose(all, fields, usual, "WhatsAppMessageTemplate")
		if e != nil {
			return nil, e
		}
		data[i] = chosen
	}
	return map[string]any{"data": data, "paging": paging}, nil
}

// sendable is the template a request names, or why it cannot be sent; the lock is held.
func (p *Provider) sendable(body any) (*Template, *GraphError) {
	name, language := digText(body, "name"), digText(body, "language", "code")
	t := p.findTemplate(name, language)
	if t == nil {
		return nil, Fail(132001).Explained("template name (%s) does not exist in %s", name, language)
	}
	switch t.Status {
	case "APPROVED":
		return t, nil
	case "PAUSED":
		return nil, Fail(132015)
	case "DISABLED":
		return nil, Fail(132016)
	}
	return nil, Fail(132001).Explained("template name (%s) does not exist in %s", name, language)
}

// filled is a template with its values in their places.
type filled struct {
	header, body, footer string
	options              []Option
	media, link          string
}

// fillTemplate checks the values of a request against the template's places.
func fillTemplate(t *Template, body any) (filled, *GraphError) {
	f := filled{}
	values := map[string][]any{}
	for _, c := range digList(body, "components") {
		name := digText(c, "type")
		if name == "button" {
			n, _ := number(dig(c, "index"))
			name += strconv.Itoa(int(n))
		}
		if _, twice := values[name]; twice {
			return f, meta.Invalid("Param template['components'] has the component %s twice.", name)
		}
		values[name] = digList(c, "parameters")
		if values[name] == nil {
			values[name] = []any{}
		}
	}
	if e := f.fillHeader(t, values["header"]); e != nil {
		return f, e
	}
	b := or(t.part("BODY"), &Component{})
	text, e := fillText("body", b.Text, t.Format, values["body"])
	if e != nil {
		return f, e
	}
	if f.body = text; len([]rune(text)) > 1024 {
		return f, Fail(132005).Explained("The translated text of the body is too long.")
	}
	f.footer = or(t.part("FOOTER"), &Component{}).Text
	return f, f.fillButtons(t, values)
}

// fillText puts values into a text's places.
func fillText(what, text, format string, values []any) (string, *GraphError) {
	names := placesOf(text)
	if len(values) != len(names) {
		return "", Fail(132000).Explained("%s: number of localizable_params (%d) does not match the expected number of params (%d)", what, len(values), len(names))
	}
	words := map[string]string{}
	for i, v := range values {
		name := strconv.Itoa(i + 1)
		if digText(v, "type") != "text" {
			return "", Fail(132012).Explained("%s: Format mismatch, expected TEXT, received %s", what, strings.ToUpper(digText(v, "type")))
		}
		if format == "NAMED" {
			name = digText(v, "parameter_name")
		} else if digText(v, "parameter_name") != "" {
			return "", Fail(100).Explained("%s: parameter_name is only for templates with named parameters", what)
		}
		if !slices.Contains(names, name) {
			return "", Fail(100).Explained("%s: Parameter name is missing or empty", what)
		}
		words[name] = digText(v, "text")
	}
	if len(words) != len(names) {
		return "", Fail(132000).Explained("%s: number of localizable_params (%d) does not match the expected number of params (%d)", what, len(words), len(names))
	}
	return places.ReplaceAllStringFunc(text, func(s string) string { return words[places.FindStringSubmatch(s)[1]] }), nil
}

// fillHeader takes a line of text or a file.
func (f *filled) fillHeader(t *Template, values []any) *GraphError {
	h := t.part("HEADER")
	switch {
	case h == nil && len(values) == 0:
		return nil
	case h == nil:
		return Fail(132000).Explained("header: number of localizable_params (%d) does not match the expected number of params (0)", len(values))
	case h.Format == "TEXT":
		text, e := fillText("header", h.Text, t.Format, values)
		f.header = text
		return e
	}
	got := "UNKNOWN"
	if len(values) == 1 {
		got = strings.ToUpper(digText(values[0], "type"))
	}
	if got != h.Format {
		return Fail(132012).Explained("header: Format mismatch, expected %s, received %s", h.Format, got)
	}
	kind := strings.ToLower(h.Format)
	f.media, f.link = digText(values[0], kind, "id"), digText(values[0], kind, "link")
	return nil
}

// fillButtons makes what the customer can press.
func (f *filled) fillButtons(t *Template, values map[string][]any) *GraphError {
	all := or(t.part("BUTTONS"), &Component{}).Buttons
	for i, b := range all {
		given := values["button"+strconv.Itoa(i)]
		delete(values, "button"+strconv.Itoa(i))
		o := Option{Title: b.Text}
		switch b.Type {
		case "QUICK_REPLY":
			o.ID = b.Text
			if len(given) > 0 {
				o.ID = or(digText(given[0], "payload"), b.Text)
			}
		case "URL":
			if strings.Contains(b.URL, "{{") && len(given) == 0 {
				return Fail(131008).Explained("buttons: Button at index %d of type Url requires a parameter", i)
			}
			if !strings.Contains(b.URL, "{{") && len(given) > 0 {
				return Fail(132000).Explained("buttons: Button at index %d of type Url does not take a parameter", i)
			}
			o.Link = b.URL
			if len(given) > 0 {
				o.Link = places.ReplaceAllLiteralString(b.URL, digText(given[0], "text"))
			}
		case "PHONE_NUMBER":
			o.Link = "tel:" + b.Phone
		}
		f.options = append(f.options, o)
	}
	for name := range values {
		if strings.HasPrefix(name, "button") {
			e := Fail(132000).Explained("buttons: there is no button at index %s", strings.TrimPrefix(name, "button"))
			e.Status = http.StatusBadRequest
			return e
		}
	}
	return nil
}
