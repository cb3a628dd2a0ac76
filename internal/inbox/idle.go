package inbox

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// moveOn lets the idle rule act on a conversation whose agent has not answered in time (spec ASG-8): somebody else gets
// it, or the search goes on later, or it is given up.
func (s *step) moveOn(ctx context.Context, c sapa.Conversation) error {
	rule := settings.Of(s.Workspace.Settings).Idle()
	if due := rule.Due(c); due.IsZero() || due.After(s.now) {
		return nil
	}
	f, err := floorOf(ctx, s.Reads, s.Workspace)
	if err != nil {
		return err
	}
	ask, err := f.ask(ctx, s.Reads, s.Workspace.ID, store.Line{Department: c.Department, Channel: c.Channel})
	if err != nil {
		return err
	}
	pick, spell := rule.Next(c, strategyOf(s.Workspace), ask)
	before := c
	c.Idle = &spell
	if pick.Member != 0 {
		if err := s.hand(ctx, f, c, pick, lifecycle.IdleMoved); err != nil {
			return err
		}
		return f.keep(ctx, s.Tx)
	}
	at, err := f.channel(ctx, s, c.Channel)
	if err != nil {
		return err
	}
	c.Due = lifecycle.Due(c, s.clock(at.Channel, at.Spec, c.Kind))
	kind := sapa.ConversationUnanswered
	if spell.Held {
		kind = sapa.ConversationHeld
	}
	return s.moved(ctx, before, c, sapa.Event{
		Kind: kind, Actor: sapa.SystemActor(), Why: string(lifecycle.IdleMoved), Subject: int64(c.Assignee), Data: map[string]any{"pick": pick.Why},
	})
}
