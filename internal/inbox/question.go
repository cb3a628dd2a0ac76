package inbox

import (
	"context"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
	"github.com/sapa-inbox/sapa/internal/store"
)

// IDs are the ids by which others know things: those of the API.
type IDs interface {
	// Of is the public id of what an id of ours stands for, such as a sapa.MemberID.
	Of(id any) string
	// MemberOf is the way back; false for a text that is no member's id.
	MemberOf(id string) (sapa.MemberID, bool)
}

// allocationHead is how the ids of requests to companies' services begin.
const allocationHead = "sapa-a"

// allocationID is the id of a request about a conversation that entered the queue with a change: the same over all tries.
func allocationID(s seal.Seal, c sapa.ConversationID, change int64) string {
	var b seal.Block
	putHalf(b[len(b)-2*halfBytes:], int64(c))
	putHalf(b[len(b)-halfBytes:], change)
	return allocationHead + s.Close(b)
}

// question is what a service is asked about a conversation.
func (b *Inbox) question(ctx context.Context, w sapa.Workspace, c sapa.Conversation) (allocation.Question, error) {
	q := allocation.Question{
		Event: allocation.Event, Workspace: allocation.Named{ID: b.ids.Of(w.ID), Name: w.Name},
		Conversation: allocation.Conversation{
			ID: b.ids.Of(c.ID), Kind: c.Kind, Episode: c.Episode, Returning: c.Returning, OpenedAt: c.OpenedAt, WaitingSince: c.QueuedAt,
		},
	}
	person, err := b.store.Contact(ctx, w.ID, c.Contact)
	if err != nil {
		return q, err
	}
	q.Contact = allocation.Contact{
		ID: b.ids.Of(person.ID), Name: person.Name, Phone: person.Phone, Email: person.Email, Language: person.Language,
	}
	ch, err := b.store.Channel(ctx, w.ID, c.Channel)
	if err != nil {
		return q, err
	}
	q.Channel = allocation.Channel{ID: b.ids.Of(ch.ID), Kind: ch.Kind, Name: ch.Name}
	return q, b.whoCan(ctx, w, store.Line{Department: c.Department, Channel: c.Channel}, &q)
}

// whoCan fills in the department, who can take what waits in a line, and whom Sapa would pick.
func (b *Inbox) whoCan(ctx context.Context, w sapa.Workspace, l store.Line, q *allocation.Question) error {
	if l.Department != 0 {
		d, err := b.store.Department(ctx, w.ID, l.Department)
		if err != nil {
			return err
		}
		q.Department = &allocation.Named{ID: b.ids.Of(d.ID), Name: d.Name}
	}
	ask, err := b.askOf(ctx, w, l)
	if err != nil {
		return err
	}
	names, err := b.names(ctx, w.ID)
	if err != nil {
		return err
	}
	picked := routing.MinWorkload.Pick(ask).Member
	q.Eligible = []allocation.Agent{}
	for _, c := range canTake(ask) {
		agent := allocation.Agent{ID: b.ids.Of(c.Member), Name: names[c.Member], Handled: c.Handled}
		if room := ask.Limit.Room(c, l.Channel); room != routing.NoLimit {
			agent.Room = &room
		}
		q.Eligible = append(q.Eligible, agent)
		if c.Member == picked {
			q.Candidate = &agent
		}
	}
	slices.SortFunc(q.Eligible, func(x, y allocation.Agent) int {
		return strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name))
	})
	return nil
}

// askOf is what a strategy would be asked about a line now.
func (b *Inbox) askOf(ctx context.Context, w sapa.Workspace, l store.Line) (routing.Ask, error) {
	f, err := floorOf(ctx, b.store.Reads, w)
	if err != nil {
		return routing.Ask{}, err
	}
	return f.ask(ctx, b.store.Reads, w.ID, l)
}

func (b *Inbox) names(ctx context.Context, ws sapa.WorkspaceID) (map[sapa.MemberID]string, error) {
	members, err := b.store.Members(ctx, ws)
	names := make(map[sapa.MemberID]string, len(members))
	for _, m := range members {
		names[m.ID] = m.Name
	}
	return names, err
}

// canTake are those of a pool who can take a conversation.
func canTake(ask routing.Ask) []routing.Candidate {
	return slices.DeleteFunc(slices.Clone(ask.Pool), func(c routing.Candidate) bool { return ask.Bar(c) != "" })
}
