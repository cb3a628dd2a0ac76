package company_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/company"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Whoever brings something that makes no sense is told which field is wrong, and in which way.
func TestWhatIsWrongIsTold(t *testing.T) {
	t.Parallel()
	message := func(more string) string {
		return `{"events":[{"type":"message","id":"m-1","at":"2026-11-22T10:00:00Z","contact":{"id":"c-1"}` + more + `}]}`
	}
	event := func(text string) string { return `{"events":[` + text + `]}` }
	about := func(kind, more string) string {
		return event(`{"type":"` + kind + `","message":"m-1","at":"2026-11-22T10:00:00Z"` + more + `}`)
	}
	file := func(more string) string { return message(`,"files":[{"url":"https://x.example/a"` + more + `}]`) }
	for body, want := range map[string]string{
		`{}`: "events required", `{"events":[]}`: "events required", `{"events":{}}`: "events invalid", `{"event":[]}`: "event unknown", `{"events":[null]}`: "events.0.type required",
		event(strings.Repeat(`{},`, 100) + `{}`): "events too_many", event(`{"type":"hello"}`): "events.0.type not_an_option", event(`5`): "events.0.type required",
		message(""): "events.0.text required", message(`,"text":" "`): "events.0.text required", message(`,"text":5`): "events.0.text invalid",
		message(`,"text":"a\u0000b"`): "events.0.text invalid", message(`,"text":"` + strings.Repeat("é", 10_001) + `"`): "events.0.text too_long",
		message(`,"text":"x","txt":"y"`): "events.0.txt unknown", message(`,"text":"x","by":"bot"`): "events.0.by not_an_option",
		message(`,"text":"x","quote":" m"`): "events.0.quote invalid", message(`,"location":{"latitude":91,"longitude":0}`): "events.0.location invalid",
		message(`,"location":{"latitude":1,"longitude":0},"files":[{"url":"https://x.example/a"}]`):                                "events.0.files not_supported",
		message(`,"text":"x","files":[` + strings.Repeat(`{"url":"https://x.example/a"},`, 10) + `{"url":"https://x.example/a"}]`): "events.0.files too_many",
		message(`,"files":[{"url":"ftp://x.example/a"}]`):                                                                          "events.0.files.url invalid", file(`,"name":"` + strings.Repeat("n", 256) + `"`): "events.0.files.name too_long",
		file(`,"size":5`): "events.0.size unknown", file(`,"upload":"x"`): "events.0.files.upload alone",
		message(`,"files":[{"upload":"x"},{"upload":"x"}]`): "events.0.files.upload taken", message(`,"files":[{"upload":" x"}]`): "events.0.files.upload invalid",
		event(`{"type":"typing","at":"2026-11-22T10:00:00Z"}`):                                                                                     "events.0.contact.id required",
		event(`{"type":"typing","at":"2026-11-22T10:00:00Z","contact":"c","x":1}`):                                                                 "events.0.contact invalid",
		event(`{"type":"message","id":"m","at":"yesterday","contact":{"id":"c"},"text":"x"}`):                                                      "events.0.at invalid",
		event(`{"type":"message","id":"m","at":"0001-01-01T00:00:00Z","contact":{"id":"c"},"text":"x"}`):                                           "events.0.at invalid",
		event(`{"type":"message","id":"m","contact":{"id":"c"},"text":"x"}`):                                                                       "events.0.at required",
		event(`{"type":"message","at":"2026-11-22T10:00:00Z","contact":{"id":"c"},"text":"x"}`):                                                    "events.0.id required",
		event(`{"type":"message","id":"` + strings.Repeat("9", 201) + `","at":"2026-11-22T10:00:00Z","contact":{"id":"c"},"text":"x"}`):            "events.0.id invalid",
		event(`{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","text":"x"}`):                                                                "events.0.contact.id required",
		event(`{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c","phone":"12"},"text":"x"}`):                              "events.0.contact.phone invalid_phone",
		event(`{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c","email":"x"},"text":"x"}`):                               "events.0.contact.email invalid_email",
		event(`{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c","language":"xx"},"text":"x"}`):                           "events.0.contact.language not_an_option",
		event(`{"type":"message","id":"m","at":"2026-11-22T10:00:00Z","contact":{"id":"c","name":"` + strings.Repeat("n", 101) + `"},"text":"x"}`): "events.0.contact.name too_long",
		about("edit", `,"contact":{"id":"c"}`):                                                                                                     "events.0.text required", about("edit", `,"text":"x","emoji":"y"`): "events.0.emoji unknown",
		about("delete", `,"text":"x"`): "events.0.text unknown", about("reaction", `,"emoji":"👍"`): "events.0.contact required",
		about("reaction", `,"contact":{"id":"c"}`): "events.0.emoji required", about("status", `,"status":"gone"`): "events.0.status not_an_option",
		about("status", `,"status":"read","reason":"x"`): "events.0.reason not_supported", about("status", `,"status":"failed","contact":{"id":"c"}`): "events.0.contact unknown",
	} {
		elements, err := company.New().New(connected()).Parse(channel.Delivery{Body: []byte(body)})
		var told *sapa.Error
		if !errors.As(err, &told) || told.Kind != sapa.Invalid || len(elements) > 0 {
			t.Errorf("%.200s: %v, %d elements", body, err, len(elements))
			continue
		}
		if got := fmt.Sprint(told.Fields); got != "[{"+want+"}]" {
			t.Errorf("%.200s: %s, want %s", body, got, want)
		}
		if company.New().New(connected()).(channel.Strict).Refuse([]byte(body)) == nil {
			t.Errorf("%.200s is let in", body)
		}
	}
	for _, body := range []string{"", "x", `{"events":[]} {}`, `[]x`, `{"events":[{"type":"message"}`} {
		_, err := company.New().New(connected()).Parse(channel.Delivery{Body: []byte(body)})
		if sapa.CodeOf(err) != "bad_json" {
			t.Errorf("%q: %v", body, err)
		}
	}
	// One that is wrong refuses all, so that nobody need find out which were taken.
	two := `{"events":[{"type":"message","id":"m-1","at":"2026-11-22T10:00:00Z","contact":{"id":"c-1"},"text":"x"},{"type":"delete"}]}`
	if elements, err := company.New().New(connected()).Parse(channel.Delivery{Body: []byte(two)}); err == nil || len(elements) > 0 {
		t.Errorf("%v, %v", elements, err)
	}
}
