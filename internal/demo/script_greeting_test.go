package demo_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo"
)

var greeting = regexp.MustCompile(`(?i)(?:^(?:halo )?|selamat |sugeng |good )` +
	`(pagi|siang|sore|malam|enjing|morning)(?:$|[ ,.])`)

// hours are from and before which a greeting is natural.
var hours = map[string][2]int{
	"pagi": {5, 11}, "enjing": {5, 11}, "morning": {5, 12},
	"siang": {10, 15}, "sore": {15, 18}, "malam": {18, 24},
}

func TestGreetingsFitTheClock(t *testing.T) {
	now, found := starts(t)[1], 0
	for _, dialogue := range demo.Dialogues {
		at := dialogue.Began(now)
		for n, line := range dialogue.Lines {
			at = at.Add(line.After)
			match := greeting.FindStringSubmatch(line.Text)
			if match == nil {
				continue
			}
			found++
			span := hours[strings.ToLower(match[1])]
			if dialogue.Days == 0 || at.Hour() < span[0] || at.Hour() >= span[1] {
				t.Errorf("%s: %q at %s", place(dialogue, n), line.Text, at.Format("15:04"))
			}
		}
	}
	atLeast(t, "greetings", found, 20)
}

func TestPhrasesFitAnyHour(t *testing.T) {
	for text := range phrases(t) {
		if greeting.MatchString(text) {
			t.Errorf("%q fits only a part of the day", text)
		}
	}
}
