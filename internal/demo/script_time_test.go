package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
)

// session is how long a conversation stays with its agent after the customer's last message.
const session = 24 * time.Hour

func starts(t *testing.T) []time.Time {
	t.Helper()
	zone, err := time.LoadLocation(demo.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return []time.Time{
		time.Date(2026, time.March, 1, 0, 0, 1, 0, zone),
		time.Date(2026, time.August, 17, 11, 45, 0, 0, zone),
		time.Date(2026, time.December, 31, 23, 59, 59, 0, zone),
	}
}

func TestDialoguesLieInTheLastThirtyDays(t *testing.T) {
	for _, now := range starts(t) {
		for _, dialogue := range demo.Dialogues {
			began := dialogue.Began(now)
			if began.Before(now.AddDate(0, 0, -30)) || began.Add(dialogue.Span()).After(now) {
				t.Errorf("%s: from %v for %v, now is %v", title(dialogue), began, dialogue.Span(), now)
			}
		}
	}
}

func TestDialoguesArePlacedInOneWay(t *testing.T) {
	for _, dialogue := range demo.Dialogues {
		recent := dialogue.Days == 0 && dialogue.At == 0 && dialogue.Ago > 0
		past := dialogue.Days > 0 && dialogue.At > 0 && dialogue.At < 24*time.Hour && dialogue.Ago == 0
		if !recent && !past {
			t.Errorf("%s: days %d, at %v, ago %v", title(dialogue), dialogue.Days, dialogue.At, dialogue.Ago)
		}
	}
}

func TestDurationsAreSane(t *testing.T) {
	for _, dialogue := range demo.Dialogues {
		for n, line := range dialogue.Lines {
			if line.After < 0 || line.After > 72*time.Hour || n > 0 && line.After < 5*time.Second {
				t.Errorf("%s: %v after the line before", place(dialogue, n), line.After)
			}
		}
	}
}

func TestAgentsWriteByDay(t *testing.T) {
	now := starts(t)[1]
	for _, dialogue := range demo.Dialogues {
		if dialogue.Days == 0 {
			continue
		}
		at := dialogue.Began(now)
		for n, line := range dialogue.Lines {
			at = at.Add(line.After)
			if line.From != demo.FromCustomer && (at.Hour() < 7 || at.Hour() >= 22) {
				t.Errorf("%s: %s works at %s", place(dialogue, n), demo.People[line.By].Short, at.Format("15:04"))
			}
		}
	}
}

func TestDialoguesOfOneCustomerFollowEachOther(t *testing.T) {
	for _, now := range starts(t) {
		byCustomer := map[int][]demo.Dialogue{}
		for _, dialogue := range demo.Dialogues {
			byCustomer[dialogue.Customer] = append(byCustomer[dialogue.Customer], dialogue)
		}
		for _, dialogues := range byCustomer {
			slices.SortFunc(dialogues, func(a, b demo.Dialogue) int { return a.Began(now).Compare(b.Began(now)) })
			for i, dialogue := range dialogues[:len(dialogues)-1] {
				mustEndBefore(t, dialogue, dialogues[i+1], now)
			}
		}
	}
}

// mustEndBefore holds because a message after anything but a resolved conversation would continue that one.
func mustEndBefore(t *testing.T, dialogue, next demo.Dialogue, now time.Time) {
	t.Helper()
	if dialogue.End != demo.EndResolved {
		t.Errorf("%s: ends %q but the customer has a later dialogue", title(dialogue), dialogue.End)
	}
	if gap := next.Began(now).Sub(dialogue.Began(now).Add(dialogue.Span())); gap < time.Hour {
		t.Errorf("%s: only %v until the next dialogue", title(dialogue), gap)
	}
}

// replay walks a dialogue through the states of a conversation, as the product would.
type replay struct {
	t        *testing.T
	dialogue demo.Dialogue
	handler  int
	heard    time.Time
	waiting  bool
}

func TestDialoguesEndInTheStateTheySay(t *testing.T) {
	for _, now := range starts(t) {
		for _, dialogue := range demo.Dialogues {
			r := &replay{t: t, dialogue: dialogue, handler: demo.Nobody}
			at := dialogue.Began(now)
			for n, line := range dialogue.Lines {
				at = at.Add(line.After)
				r.expire(at)
				r.take(n, line, at)
			}
			r.expire(now)
			r.mustEnd()
		}
	}
}

func (r *replay) expire(at time.Time) {
	if r.handler != demo.Nobody && at.Sub(r.heard) >= session {
		r.handler, r.waiting = demo.Nobody, false
	}
}

func (r *replay) take(n int, line demo.Line, at time.Time) {
	switch line.From {
	case demo.FromCustomer:
		r.heard = at
		r.waiting = r.handler == demo.Nobody
	case demo.FromAgent:
		if r.handler == demo.Nobody {
			r.handler = line.By
		}
		r.mustSee(n, line.By)
	case demo.FromNote:
		r.mustSee(n, line.By)
		r.mustReach(n, line)
		if line.To != demo.Nobody {
			r.handler = line.To
		}
	}
}

// mustSee holds because a conversation somebody handles is invisible to the other agents.
func (r *replay) mustSee(n, person int) {
	if !r.sees(person) {
		r.t.Errorf("%s: %s cannot see what %s handles", place(r.dialogue, n),
			demo.People[person].Short, demo.People[r.handler].Short)
	}
}

func (r *replay) sees(person int) bool {
	return r.handler == demo.Nobody || r.handler == person || demo.People[person].Role != "agent"
}

// mustReach holds because a mention is of use only to somebody who sees the conversation now or gets it next.
func (r *replay) mustReach(n int, line demo.Line) {
	for _, match := range mention.FindAllStringSubmatch(line.Text, -1) {
		index := indexOf(match[1])
		gets := func(l demo.Line) bool { return l.To == index }
		if !r.sees(index) && !slices.ContainsFunc(r.dialogue.Lines[n:], gets) {
			r.t.Errorf("%s: @%s cannot see the note", place(r.dialogue, n), match[1])
		}
	}
}

func (r *replay) mustEnd() {
	var ok bool
	switch r.dialogue.End {
	case demo.EndHandled:
		ok = r.handler != demo.Nobody
	case demo.EndQueued:
		ok = r.handler == demo.Nobody && r.waiting
	case demo.EndInactive:
		ok = r.handler == demo.Nobody && !r.waiting
	case demo.EndResolved:
		ok = answered(r.dialogue) || r.dialogue.Lines[len(r.dialogue.Lines)-1].From == demo.FromNote
	}
	if !ok {
		r.t.Errorf("%s: does not end %q", title(r.dialogue), r.dialogue.End)
	}
}
