package demo

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Simulator lets customers keep writing: new ones come, answered ones go on and say thanks, forgotten ones get
// impatient. They speak through the same verbs as the widget's door.
type Simulator struct {
	Inbox *inbox.Inbox
	// Signals carries "is typing" to the agents.
	Signals interface{ Send(realtime.Signal) }
	Log     *slog.Logger
	Chance  *rand.Rand
	// Pace is how fast life is: 1 for ordinary, larger for tests.
	Pace float64

	talks []*talk
	made  int
}

// talk is one simulated customer in the middle of something.
type talk struct {
	Talk
	// turns is how often they have written since the start of the simulation.
	turns int
	// answered is the newest answer they have reacted to.
	answered sapa.ShownNumber
	// act is when they do next what they are about to do; zero while they wait.
	act       time.Time
	waiting   time.Time // since when nobody has answered
	impatient bool
	done      bool
}

// How life goes, before Pace.
const (
	lookEvery    = 2 * time.Second
	comeEvery    = 45 * time.Second // a new customer, on average
	thinkLeast   = 6 * time.Second  // before answering
	thinkMost    = 25 * time.Second
	patienceTime = 4 * time.Minute
	waitingMost  = 12 // customers who wait at the same time; nobody new comes while so many do
	talkative    = 5  // messages after which a customer says thanks for sure
)

// Run simulates until ctx ends.
func (s *Simulator) Run(ctx context.Context, from Seeded) error {
	for _, open := range from.Open {
		s.talks = append(s.talks, &talk{Talk: open, waiting: time.Now()})
	}
	tick := time.NewTicker(s.span(lookEvery))
	defer tick.Stop()
	come := time.Now().Add(s.span(comeEvery / 3))
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-tick.C:
			if now.After(come) && s.countWaiting() < waitingMost {
				s.comes(ctx, from, now)
				come = now.Add(s.span(time.Duration(float64(comeEvery) * (0.4 + 1.2*s.Chance.Float64()))))
			}
			s.look(ctx, now)
		}
	}
}

func (s *Simulator) span(d time.Duration) time.Duration { return time.Duration(float64(d) / s.Pace) }

func (s *Simulator) countWaiting() int {
	n := 0
	for _, t := range s.talks {
		if !t.done && !t.waiting.IsZero() && t.turns > 0 { // those of the past wait beside them
			n++
		}
	}
	return n
}

// comes lets a new customer write: one of the script who has nothing open, or, once all have, somebody new.
func (s *Simulator) comes(ctx context.Context, from Seeded, now time.Time) {
	opener := Openers[s.Chance.IntN(len(Openers))]
	who := s.Chance.IntN(len(Customers))
	external := External(who)
	for range len(Customers) {
		if Customers[who].Language == opener.Language && !s.busy(external) {
			break
		}
		who = (who + 1) % len(Customers)
		external = External(who)
	}
	if s.busy(external) {
		s.made++
		external = fmt.Sprintf("demo-guest-%04d", s.made)
	}
	channel := from.Channels[0]
	if opener.Subject == cafe {
		channel = from.Channels[1]
	}
	t := &talk{Talk: Talk{
		Visitor: inbox.Visitor{Channel: channel, External: external}, Who: Customers[who], Subject: opener.Subject,
	}}
	if s.says(ctx, t, opener.Text, now) {
		s.talks = append(s.talks, t)
	}
}

func (s *Simulator) busy(external string) bool {
	for _, t := range s.talks {
		if t.Visitor.External == external && !t.done {
			return true
		}
	}
	return false
}

// look lets every customer see what came, think, type and write.
func (s *Simulator) look(ctx context.Context, now time.Time) {
	left := s.talks[:0]
	for _, t := range s.talks {
		if err := s.step(ctx, t, now); err != nil && ctx.Err() == nil {
			s.Log.Warn("simulator", "error", err)
		}
		if !t.done {
			left = append(left, t)
		}
	}
	s.talks = left
}

func (s *Simulator) step(ctx context.Context, t *talk, now time.Time) error {
	page, err := s.Inbox.VisitorMessages(ctx, t.Visitor, 0, 1)
	if err != nil || len(page.Messages) == 0 {
		return err
	}
	last := page.Messages[0]
	answered := last.Direction == sapa.Out && last.Number > t.answered
	if answered {
		t.answered, t.waiting, t.act = last.Number, time.Time{}, now.Add(s.think())
		return s.Inbox.VisitorProgress(ctx, t.Visitor, last.Number, sapa.Read)
	}
	switch {
	case !t.act.IsZero() && now.After(t.act):
		return s.goesOn(ctx, t, now)
	case !t.act.IsZero() && now.After(t.act.Add(-s.span(4*time.Second))):
		return s.types(ctx, t)
	case !t.impatient && !t.waiting.IsZero() && now.Sub(t.waiting) > s.span(patienceTime):
		t.impatient = true
		s.says(ctx, t, s.pick(Impatient, t.Who.Language), now)
	}
	return nil
}

func (s *Simulator) think() time.Duration {
	return s.span(thinkLeast + time.Duration(s.Chance.Int64N(int64(thinkMost-thinkLeast))))
}

// goesOn says the next thing, or thanks and leaves.
func (s *Simulator) goesOn(ctx context.Context, t *talk, now time.Time) error {
	t.act = time.Time{}
	phrases := FollowUps[t.Subject]
	if len(phrases) == 0 || t.turns >= talkative || (t.turns > 1 && s.Chance.IntN(3) == 0) {
		t.done = true
		s.says(ctx, t, s.pick(Thanks, t.Who.Language), now)
		return nil
	}
	s.says(ctx, t, s.pick(phrases, t.Who.Language), now)
	return nil
}

// pick chooses a phrase in a language, or any when there is none.
func (s *Simulator) pick(phrases []Phrase, language string) string {
	var same []Phrase
	for _, p := range phrases {
		if p.Language == language {
			same = append(same, p)
		}
	}
	if len(same) == 0 {
		same = phrases
	}
	return same[s.Chance.IntN(len(same))].Text
}

func (s *Simulator) types(ctx context.Context, t *talk) error {
	c, room, err := s.Inbox.VisitorOpen(ctx, t.Visitor)
	if err != nil || c.ID == 0 {
		return err
	}
	s.Signals.Send(realtime.Signal{
		Kind: realtime.Typing, Workspace: t.Visitor.Channel.Workspace, Conversation: c.ID, Room: room.ID,
		Actor: sapa.ContactActor(room.Contact), Facts: c.Facts,
	})
	return nil
}

// says writes a message; false when it could not be stored, which the log tells.
func (s *Simulator) says(ctx context.Context, t *talk, text string, now time.Time) bool {
	s.made++
	_, err := s.Inbox.Ingest(ctx, t.Visitor.Channel, []sapa.Inbound{{
		Kind: sapa.InboundMessage, Channel: t.Visitor.Channel.ID, From: sender(t.Who, t.Visitor.External),
		ProviderID: fmt.Sprintf("%s:sim-%d-%d", t.Visitor.External, now.UnixNano(), s.made),
		Message:    sapa.InboundContent{Kind: sapa.Text, Text: text},
	}})
	if err != nil {
		if ctx.Err() == nil {
			s.Log.Warn("simulator: write", "error", err)
		}
		return false
	}
	t.turns++
	if t.waiting.IsZero() {
		t.waiting = now
	}
	return true
}
