package channel_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// What is taken as a page's origin is one as browsers spell it, and stays what it is.
func FuzzOrigin(f *testing.F) {
	for _, seed := range []string{
		"", "https://Toko.Example/", "http://toko.example:80", "https://a.b:443", "https://*.example", "https://a@b", "https://a/b", "https://a?b", "https://a#b", "javascript:alert(1)",
		"https://[::1]:8080", "https://[::1", "https://xn--a.example", "https://tökö.example", "//a.example", "null", "https://a.example:", "https://a.example:99999", "file:///etc", "https://a.example\r\nX: y", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		origin, ok := channel.Origin(text)
		if !ok {
			if origin != "" {
				t.Fatalf("%q is refused as %q", text, origin)
			}
			return
		}
		scheme, host, _ := strings.Cut(origin, "://")
		if again, still := channel.Origin(origin); again != origin || !still || scheme != "http" && scheme != "https" || host == "" || strings.ContainsAny(host, "/?#@* \r\n\t\\%'\"<>;,") {
			t.Fatalf("%q becomes %q, then %q, %v", text, origin, again, still)
		}
	})
}

// A template filled with any values has each in its places as it is, within the limits, and nothing in a value is taken
// for a place; or it is refused with the value's name.
func FuzzFill(f *testing.F) {
	for _, seed := range [][4]string{
		{"Halo {{1}}", "https://x.id/{{1}}", "Budi", "a1"}, {"{{1}} {{1}} {{nama}}", "", "{{1}}", ""}, {"{{ 1 }} {{1", "{{1}}{{2}}", "x", "{{2}}"}, {"{{01}}{{1}}", "", "$1", "${1}"},
		{strings.Repeat("{{1}}", 300), "", "abcd", ""}, {"a\x00{{1}}", "", "a\x00b", "a b"}, {"{{99999999999999999999}}", "{{_}}", "a\nb", "\u2028"}, {"\xff{{1}}", "", "\xff", ""}, {"{{1}}", "", "    ", "    x    y"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, body, link, value, ending string) {
		template := sapa.Template{Name: "x", Language: "id", State: sapa.TemplateApproved, TemplateParts: sapa.TemplateParts{
			Body: body, Buttons: []sapa.TemplateButton{{Kind: "url", URL: link}, {Kind: "reply"}},
		}}
		values := map[string]string{}
		for _, p := range channel.Places(template.TemplateParts) {
			values[p.Name] = value
			if strings.HasPrefix(p.Name, "button.") {
				values[p.Name] = ending
			}
		}
		use, err := channel.Fill(template, values)
		if err != nil {
			e, ok := errors.AsType[*sapa.Error](err)
			if !ok || e.Kind != sapa.Invalid || len(e.Fields) == 0 || len(values) == 0 || use.Name != "" {
				t.Fatalf("%+v, %v", use, err)
			}
			return
		}
		for name, clean := range use.Values {
			if !sapa.Storable(clean) || clean != strings.TrimSpace(values[name]) || clean == "" || strings.ContainsAny(clean, "\n\r\t") {
				t.Fatalf("%s is %q", name, clean)
			}
		}
		if len(use.Values) > 0 && use.Parts.Body != body && utf8.RuneCountInString(use.Parts.Body) > 1024 {
			t.Fatalf("a text of %d runes", utf8.RuneCountInString(use.Parts.Body))
		}
		if places := channel.Places(sapa.TemplateParts{Body: body}); len(places) == 1 && places[0].Name == "body.1" {
			if want := strings.ReplaceAll(body, "{{1}}", use.Values["body.1"]); use.Parts.Body != want {
				t.Fatalf("%q with %q becomes %q", body, value, use.Parts.Body)
			}
		} else if len(places) == 0 && use.Parts.Body != body {
			t.Fatalf("%q has no place, and becomes %q", body, use.Parts.Body)
		}
	})
}
