package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Happening is an event of a conversation's timeline, with where the conversation belongs.
type Happening struct {
	sapa.Event
	Channel    sapa.ChannelID
	Department sapa.DepartmentID
}

// compare is the order in which things happened.
func (h Happening) compare(other Happening) int {
	return cmp.Or(h.At.Compare(other.At), cmp.Compare(h.Number, other.Number), cmp.Compare(h.Index, other.Index))
}

// History is what really happened in a stretch of time.
type History struct {
	// Arrivals are what came, oldest first, and Given what became of each of them.
	Arrivals []Arrival
	Given    []Given
}

// busyUnknown is how long an agent is taken to be busy with a conversation where no other one tells.
const busyUnknown = 30 * time.Minute

// HistoryOf tells from events what came into the queue between two moments, how long it waited, and how long agents were busy
// with it. What waited or was handled when the stretch began is there from the first moment; what was handled when it ended
// was so until the end, however early it was given out. The order of the events does not matter.
func HistoryOf(events []Happening, from, until time.Time) History {
	if !slices.IsSortedFunc(events, Happening.compare) { // as they are read they are, and a million of them is not copied
		events = slices.SortedFunc(slices.Values(events), Happening.compare)
	}
	f := fold{from: from, until: until, open: map[sapa.ConversationID]*spell{}}
	for _, e := range events {
		if !e.At.Before(from) && e.At.Before(until) {
			f.event(e)
		}
	}
	return f.history()
}

// fold is a history in the making.
type fold struct {
	from, until time.Time
	open        map[sapa.ConversationID]*spell
	done        []spell
}

// spell is one stay of a conversation in the queue and with whoever took it.
type spell struct {
	Arrival
	conversation sapa.ConversationID
	// given is when it was given out; zero while it waits.
	given  time.Time
	member sapa.MemberID
	// over tells that it ended within the stretch.
	over bool
}

func (f *fold) event(e Happening) {
	f.recall(e)
	switch e.Kind {
	case sapa.ConversationOpened:
		f.begins(e, e.At, e.Actor.Member())
	case sapa.ConversationReopened:
		f.begins(e, e.At, 0)
	case sapa.ConversationAssigned, sapa.ConversationTransferred:
		f.goesTo(e, sapa.MemberID(e.Subject))
	case sapa.ConversationUnassigned:
		f.ends(e)
		f.begins(e, e.At, 0)
	case sapa.ConversationInactive, sapa.ConversationResolved:
		f.ends(e)
	}
}

// recall puts right what is not known of a conversation from before the stretch, by what an event says of how it was.
func (f *fold) recall(e Happening) {
	if f.open[e.Conversation] != nil || e.Was == nil {
		return
	}
	switch e.Was.State {
	case sapa.InQueue:
		f.begins(e, f.from, 0)
	case sapa.Handled:
		f.begins(e, f.from, e.Was.Assignee)
	}
}

// begins has a conversation wait from a moment on, or be with a member.
func (f *fold) begins(e Happening, at time.Time, held sapa.MemberID) {
	s := &spell{Arrival: Arrival{At: at, Channel: e.Channel, Department: e.Department, Held: held}, conversation: e.Conversation, member: held}
	if held != 0 {
		s.given = at
	}
	f.open[e.Conversation] = s
}

// goesTo gives a conversation to a member. One that waits for nobody, since its session ended, is theirs at once.
func (f *fold) goesTo(e Happening, to sapa.MemberID) {
	s := f.open[e.Conversation]
	if s == nil {
		f.begins(e, e.At, to)
		return
	}
	if s.given.IsZero() {
		s.given, s.member = e.At, to
	}
}

// ends closes a stay. What a member resolved in the queue took none of their time; what ended there by itself needed nobody.
func (f *fold) ends(e Happening) {
	s := f.open[e.Conversation]
	if s == nil {
		return
	}
	delete(f.open, e.Conversation)
	if s.given.IsZero() {
		if e.Actor.Member() == 0 {
			return
		}
		s.given, s.member = e.At, e.Actor.Member()
	}
	s.Busy, s.over = e.At.Sub(s.given), true
	f.done = append(f.done, *s)
}

func (f *fold) history() History {
	usual := f.usual()
	for _, s := range f.open {
		s.Busy = usual
		if !s.given.IsZero() {
			s.Busy = f.until.Sub(s.At)
		}
		f.done = append(f.done, *s)
	}
	slices.SortFunc(f.done, func(x, y spell) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.conversation, y.conversation))
	})
	var h History
	for _, s := range f.done {
		wait := f.until.Sub(s.At)
		if !s.given.IsZero() {
			wait = s.given.Sub(s.At)
		}
		h.Arrivals, h.Given = append(h.Arrivals, s.Arrival), append(h.Given, Given{Member: s.member, Wait: wait})
	}
	return h
}

// usual is how long agents were busy with one conversation in the middle of all.
func (f *fold) usual() time.Duration {
	var all []time.Duration
	for _, s := range f.done {
		if s.Busy > 0 {
			all = append(all, s.Busy)
		}
	}
	if len(all) == 0 {
		return busyUnknown
	}
	slices.Sort(all)
	return all[len(all)/2]
}
