package demo_test

import (
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/demo"
)

func TestOpenersAndFollowUps(t *testing.T) {
	atLeast(t, "openers", len(demo.Openers), 120)
	atLeast(t, "subjects", len(demo.FollowUps), 10)
	opened := map[string]int{}
	for _, opener := range demo.Openers {
		opened[opener.Subject]++
		mustHaveSequel(t, opener)
	}
	for subject, phrases := range demo.FollowUps {
		atLeast(t, "follow-ups about "+subject, len(phrases), 8)
		atLeast(t, "openers about "+subject, opened[subject], 1)
	}
	atLeast(t, "thanks", len(demo.Thanks), 40)
	atLeast(t, "impatient phrases", len(demo.Impatient), 20)
}

// mustHaveSequel holds because a simulated customer keeps to one subject and one language.
func mustHaveSequel(t *testing.T, opener demo.Opener) {
	t.Helper()
	same := 0
	for _, phrase := range demo.FollowUps[opener.Subject] {
		if phrase.Language == opener.Language {
			same++
		}
	}
	atLeast(t, "follow-ups to "+opener.Text, same, 2)
}

func TestPhrasesAreMostlyIndonesian(t *testing.T) {
	english, all := 0, 0
	for text, language := range phrases(t) {
		mustBeText(t, "a phrase", text)
		mustBeLanguage(t, text, language)
		all++
		if language == "en" {
			english++
		}
	}
	if english*12 < all/3 || english*12 > all {
		t.Errorf("%d of %d phrases are English, want about one in twenty", english, all)
	}
	for name, list := range map[string][]demo.Phrase{"thanks": demo.Thanks, "impatient": demo.Impatient} {
		if !slices.ContainsFunc(list, func(p demo.Phrase) bool { return p.Language == "en" }) {
			t.Errorf("nothing English in %s", name)
		}
	}
}

// phrases are all texts of the simulator with their language. A text that stands twice in one list fails.
func phrases(t *testing.T) map[string]string {
	t.Helper()
	lists := [][]demo.Phrase{demo.Thanks, demo.Impatient, {}}
	for _, opener := range demo.Openers {
		lists[2] = append(lists[2], opener.Phrase)
	}
	for _, followUps := range demo.FollowUps {
		lists = append(lists, followUps)
	}
	all := map[string]string{}
	for _, list := range lists {
		seen := map[string]string{}
		for _, phrase := range list {
			mustBeNew(t, seen, phrase.Text, "a phrase")
			all[phrase.Text] = phrase.Language
		}
	}
	return all
}

func TestNoLongTextStandsTwice(t *testing.T) {
	seen := map[string]string{}
	check := func(text, where string) {
		if len([]rune(text)) > 40 {
			mustBeNew(t, seen, text, where)
		}
	}
	for _, dialogue := range demo.Dialogues {
		for n, line := range dialogue.Lines {
			check(line.Text, place(dialogue, n))
		}
	}
	for text := range phrases(t) {
		check(text, "a phrase")
	}
}
