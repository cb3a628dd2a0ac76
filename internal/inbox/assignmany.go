package inbox

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Given is one of many conversations to assign: what it is, and who handled it when the giver saw it, zero for nobody.
type Given struct {
	Conversation sapa.ConversationID
	From         sapa.MemberID
}

// AssignMany gives many conversations to one member, each in a change of its own, and answers what became of each in their
// order: nil for what is assigned. What cannot be assigned stays as it is and stops no other.
func (b *Inbox) AssignMany(ctx context.Context, by sapa.By, all []Given, h Handover) ([]error, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return nil, err
	}
	if err := who.Need(gates["AssignMany"].Need); err != nil {
		return nil, err
	}
	if err := b.mayTake(ctx, by, h.To); err != nil {
		return nil, err
	}
	became := make([]error, len(all))
	for i, one := range all {
		h.From = &one.From
		if became[i] = b.Assign(ctx, by, one.Conversation, h); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return became, nil
}

// mayTake is an error when nobody of the workspace who is active has the number.
func (b *Inbox) mayTake(ctx context.Context, by sapa.By, to sapa.MemberID) error {
	m, err := b.store.Member(ctx, by.Workspace, to)
	if sapa.KindOf(err) == sapa.NotFound || err == nil && m.State != sapa.Active {
		return sapa.BadField("to", "not_active")
	}
	return err
}
