package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// What came of asking a service.
const (
	allocationAssigned = "assigned"
	allocationWaits    = "waits"
	allocationFailed   = "failed"
)

// byService is the strategy and the rule of a pick that a service made.
const byService = "custom_allocation"

// standing reads a conversation that a service was asked about, inside a change; false when the answer counts no more: somebody
// took it, it is asked about anew, or the service was switched off.
func (s *step) standing(ctx context.Context, a store.Allocation) (sapa.Conversation, bool, error) {
	row, err := s.AllocationOf(ctx, a.Workspace, a.Conversation)
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.Conversation{}, false, nil
	}
	if err != nil || row.External != a.External || row.Attempts != a.Attempts {
		return sapa.Conversation{}, false, err
	}
	c, err := s.Conversation(ctx, a.Workspace, a.Conversation)
	return c, c.State == sapa.InQueue && asked(s.Workspace), err
}

func (b *Inbox) entry(a store.Allocation, answer allocation.Answer, outcome string) store.AllocationAnswer {
	return store.AllocationAnswer{
		Conversation: a.Conversation, At: b.now(), Attempt: a.Attempts, Outcome: outcome, Status: answer.Status, Took: answer.Took,
	}
}

// leaveQueued does what a service asks for that names nobody.
func (b *Inbox) leaveQueued(ctx context.Context, a store.Allocation, answer allocation.Answer) error {
	return b.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.EndAllocation(ctx, a); err != nil {
			return err
		}
		return tx.NoteAllocation(ctx, a.Workspace, b.entry(a, answer, allocationWaits))
	})
}

// appoint gives a conversation to the agent a service named, if it waits still and they can take it.
func (b *Inbox) appoint(ctx context.Context, a store.Allocation, answer allocation.Answer) error {
	var failure *allocation.Failure
	over := false
	_, err := b.store.Change(ctx, a.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		failure, over = nil, false
		c, stands, err := s.standing(ctx, a)
		if err != nil || !stands {
			over = err == nil
			return err
		}
		named, err := s.appointed(ctx, c, answer.Agent)
		if errors.As(err, &failure) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.EndAllocation(ctx, a); err != nil {
			return err
		}
		entry := b.entry(a, answer, allocationAssigned)
		entry.Named = named
		return s.NoteAllocation(ctx, a.Workspace, entry)
	})
	switch {
	case err != nil:
		return err
	case over:
		return b.store.Write(ctx, func(tx *store.Tx) error { return tx.EndAllocation(ctx, a) })
	case failure != nil:
		return b.miss(ctx, a, answer, *failure)
	}
	return nil
}

// appointed makes the agent a service named the assignee of what waits. When they cannot take it the error is a Failure.
func (s *step) appointed(ctx context.Context, c sapa.Conversation, id string) (sapa.MemberID, error) {
	f, err := floorOf(ctx, s.Reads, s.Workspace)
	if err != nil {
		return 0, err
	}
	ask, err := f.ask(ctx, s.Reads, s.Workspace.ID, store.Line{Department: c.Department, Channel: c.Channel})
	if err != nil {
		return 0, err
	}
	to, err := s.box.candidate(ctx, s.Reads, s.Workspace.ID, ask, id)
	if err != nil {
		return 0, err
	}
	why := routing.Why{Strategy: byService, Rule: byService, Load: to.Handled, Among: len(canTake(ask))}
	p := routing.Pick{Member: to.Member, Why: why, Last: ask.Last}
	if err := s.hand(ctx, f, c, p, lifecycle.AutoAssigned); err != nil {
		return 0, err
	}
	return to.Member, f.keep(ctx, s.Tx)
}

// candidate is the agent a service named, if they can take the conversation.
func (b *Inbox) candidate(ctx context.Context, r store.Reads, ws sapa.WorkspaceID, ask routing.Ask, id string) (routing.Candidate, error) {
	member, ok := b.ids.MemberOf(id)
	if !ok {
		return routing.Candidate{}, &allocation.Failure{Code: "agent_unknown"}
	}
	for _, c := range ask.Pool {
		if c.Member != member {
			continue
		}
		if bar := ask.Bar(c); bar != "" {
			return c, &allocation.Failure{Code: "agent_" + string(bar)}
		}
		return c, nil
	}
	m, err := r.Member(ctx, ws, member)
	switch {
	case sapa.KindOf(err) == sapa.NotFound:
		return routing.Candidate{}, &allocation.Failure{Code: "agent_unknown"}
	case err != nil:
		return routing.Candidate{}, err
	case m.State == sapa.Active && m.Presence.State != sapa.Online:
		return routing.Candidate{}, &allocation.Failure{Code: "agent_offline"}
	}
	return routing.Candidate{}, &allocation.Failure{Code: "agent_not_in_pool"}
}

// miss notes that a service gave no answer that counts: it is asked again, or supervisors are told and the workspace's fallback
// decides.
func (b *Inbox) miss(ctx context.Context, a store.Allocation, answer allocation.Answer, f allocation.Failure) error {
	entry := b.entry(a, answer, allocationFailed)
	entry.Code, entry.Detail = f.Code, f.Detail
	if !f.Lasting && a.Attempts < len(askingTimes) {
		claimed := a.Attempts
		a.Due = later(b.now(), a.Since.Add(askingTimes[a.Attempts]))
		return b.store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.PutOffAllocation(ctx, a, claimed); err != nil {
				return err
			}
			return tx.NoteAllocation(ctx, a.Workspace, entry)
		})
	}
	number, err := b.store.Change(ctx, a.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		c, stands, err := s.standing(ctx, a)
		if err != nil || !stands {
			return err
		}
		s.Emit(sapa.Event{
			Kind: sapa.AllocationFailed, At: s.now, Actor: sapa.SystemActor(), Why: f.Code, Conversation: c.ID, AfterSeq: c.LastSeq,
			Data: map[string]any{"tries": min(a.Attempts, len(askingTimes)), "fallback": settings.Of(s.Workspace.Settings).Text(settings.CustomAllocationFallback)},
		})
		if err := s.NoteAllocation(ctx, a.Workspace, entry); err != nil {
			return err
		}
		return s.fallBack(ctx, a, c)
	})
	if err == nil && number == 0 {
		return b.store.Write(ctx, func(tx *store.Tx) error { return tx.EndAllocation(ctx, a) })
	}
	return err
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// fallBack lets the workspace's fallback decide in place of the service: nobody, or a strategy, which waits until it finds
// somebody.
func (s *step) fallBack(ctx context.Context, a store.Allocation, c sapa.Conversation) error {
	strategy := fallbackOf(s.Workspace)
	if !strategy.Automatic() {
		return s.EndAllocation(ctx, a)
	}
	f, err := floorOf(ctx, s.Reads, s.Workspace)
	if err != nil {
		return err
	}
	found, err := s.pick(ctx, f, strategy, c)
	if err != nil {
		return err
	}
	if found.Member == 0 {
		claimed := a.Attempts
		a.Attempts, a.Due = fallen, s.now.Add(fallenPause)
		return s.PutOffAllocation(ctx, a, claimed)
	}
	if err := s.hand(ctx, f, c, found, lifecycle.AutoAssigned); err != nil {
		return err
	}
	if err := f.keep(ctx, s.Tx); err != nil {
		return err
	}
	return s.EndAllocation(ctx, a)
}

// fallBackAgain looks once more for somebody, in place of a service that failed.
func (b *Inbox) fallBackAgain(ctx context.Context, a store.Allocation) error {
	number, err := b.store.Change(ctx, a.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		c, stands, err := s.standing(ctx, a)
		if err != nil || !stands {
			return err
		}
		return s.fallBack(ctx, a, c)
	})
	if err != nil || number != 0 {
		return err
	}
	// Nobody was found, and then nothing was committed; or it is over.
	return b.store.Write(ctx, func(tx *store.Tx) error { return b.waitOn(ctx, tx, a) })
}

// hastenFallen lets a strategy that stands in for a workspace's service look at once for somebody again: there may be room now.
func (b *Inbox) hastenFallen(ctx context.Context, w sapa.Workspace) error {
	if !fallbackOf(w).Automatic() {
		return nil
	}
	hastened := false
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		hastened, err = tx.HastenAllocations(ctx, w.ID, fallen, b.now())
		return err
	})
	if hastened {
		wake(b.allocating)
	}
	return err
}

// fallbackOf is the strategy that stands in for a workspace's service; one that does not pick for none.
func fallbackOf(w sapa.Workspace) routing.Strategy {
	return routing.Strategy(settings.Of(w.Settings).Text(settings.CustomAllocationFallback))
}

// waitOn lets a conversation that a strategy found nobody for wait on, if it waits still.
func (b *Inbox) waitOn(ctx context.Context, tx *store.Tx, a store.Allocation) error {
	w, err := tx.Reads.Workspace(ctx, a.Workspace)
	if err != nil {
		return err
	}
	c, err := tx.Conversation(ctx, a.Workspace, a.Conversation)
	if err != nil {
		return err
	}
	if c.State != sapa.InQueue || !asked(w) || !fallbackOf(w).Automatic() {
		return tx.EndAllocation(ctx, a)
	}
	claimed := a.Attempts
	a.Attempts, a.Due = fallen, b.now().Add(fallenPause)
	return tx.PutOffAllocation(ctx, a, claimed)
}
