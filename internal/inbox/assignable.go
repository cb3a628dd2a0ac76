package inbox

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Assignable is a member a conversation could be given to.
type Assignable struct {
	sapa.Member
	// Inside tells that the member belongs to the conversation's department, or that there are none.
	Inside bool
	// Refused tells that whoever asked may not give it to them: they are of another department (spec ASG-11).
	Refused bool
	// Handled is how many conversations the member handles, as their limit counts them, Limit how many they may;
	// routing.NoLimit for any number. Known tells whether whoever asked may know: colleagues of their departments, and those they watch.
	Handled, Limit int
	Known          bool
}

// Assignable lists the active members but the one who has a conversation, for whoever may assign it.
func (b *Inbox) Assignable(ctx context.Context, by sapa.By, id sapa.ConversationID) ([]Assignable, error) {
	c, who, err := b.seen(ctx, by, id)
	if err == nil {
		err = who.Check(gates["Assignable"].Act, c.Facts)
	}
	if err != nil {
		return nil, err
	}
	members, err := b.store.Members(ctx, by.Workspace)
	if err != nil {
		return nil, err
	}
	ch, err := b.store.Channel(ctx, by.Workspace, c.Channel)
	if err != nil {
		return nil, err
	}
	loads, err := b.store.Loads(ctx, by.Workspace)
	if err != nil {
		return nil, err
	}
	limits := workload(who.Settings, []sapa.Channel{ch}, members)
	handled := map[sapa.MemberID]int{}
	for _, l := range loads {
		if limits.Mode != routing.PerChannel || l.Channel == ch.ID {
			handled[l.Member] += l.Handled
		}
	}
	var all []Assignable
	for _, m := range members {
		if m.State != sapa.Active || m.ID == c.Assignee {
			continue
		}
		one := assignable(who, m, c.Facts)
		one.Handled, one.Limit = handled[m.ID], limits.Limit(m.ID, ch.ID)
		all = append(all, one)
	}
	return all, nil
}

// assignable is how a member stands to a conversation and to whoever would give it to them.
func assignable(who access.Who, m sapa.Member, f sapa.Facts) Assignable {
	_, inside := m.In(f.Department)
	inside = inside || !who.Divided
	known := !who.Divided || who.Together(m) || who.Watches(m)
	return Assignable{Member: m, Inside: inside, Refused: !inside && !who.Supervises(), Known: known}
}
