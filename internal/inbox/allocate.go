package inbox

import (
	"context"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	allocatePause = time.Second
	// askers is how many services are asked at the same time, askersEach how often that of one workspace is: a slow one holds up
	// no other.
	askers     = 32
	askersEach = 4
	// askTime is how long nobody else asks while one is at it; after that they must have died.
	askTime = allocation.Patience + 10*time.Second
	// fallen is the number of attempts of a conversation that waits for a strategy to find somebody in place of the service.
	fallen = 100
	// fallenPause is how long that waits when nobody rings.
	fallenPause = time.Minute
)

// askingTimes are when a service is asked, counted from when the conversation began to wait.
var askingTimes = []time.Duration{0, 5 * time.Second, 30 * time.Second}

// asking counts the services this process is asking.
type asking struct {
	sync.Mutex
	all int
	of  map[sapa.WorkspaceID]int
}

// enter takes a place; false when none is free.
func (a *asking) enter(ws sapa.WorkspaceID) bool {
	a.Lock()
	defer a.Unlock()
	if a.all >= askers || a.of[ws] >= askersEach {
		return false
	}
	if a.of == nil {
		a.of = map[sapa.WorkspaceID]int{}
	}
	a.all++
	a.of[ws]++
	return true
}

func (a *asking) leave(ws sapa.WorkspaceID) {
	a.Lock()
	defer a.Unlock()
	a.all--
	if a.of[ws]--; a.of[ws] == 0 {
		delete(a.of, ws)
	}
}

// RunAllocate asks companies' services who takes what waits until ctx ends, and then waits for the answers under way.
func (b *Inbox) RunAllocate(ctx context.Context) error {
	var under sync.WaitGroup
	defer under.Wait()
	return b.attend(ctx, b.allocating, allocatePause, func() (int, error) { return b.startAsking(ctx, &under) })
}

// AllocateDue asks about some of the conversations whose time has come, and answers how many those were.
func (b *Inbox) AllocateDue(ctx context.Context) (int, error) {
	var under sync.WaitGroup
	defer under.Wait()
	return b.startAsking(ctx, &under)
}

// startAsking begins to ask about conversations whose time has come, as many as there are places for.
func (b *Inbox) startAsking(ctx context.Context, under *sync.WaitGroup) (int, error) {
	workspaces, err := b.store.Allocating(ctx)
	if err != nil {
		return 0, err
	}
	begun := 0
	for _, ws := range workspaces {
		due, err := b.store.DueAllocations(ctx, ws, b.now(), askersEach)
		if err != nil {
			return begun, err
		}
		for _, a := range due {
			if !b.asking.enter(ws) {
				break // whoever makes way rings the bell
			}
			claimed, err := b.claimAllocation(ctx, a)
			if err != nil || !claimed {
				b.asking.leave(ws)
				if err != nil {
					return begun, err
				}
				continue
			}
			begun++
			a.Attempts++
			under.Go(func() { b.attendAllocation(ctx, a) })
		}
	}
	return begun, nil
}

func (b *Inbox) attendAllocation(ctx context.Context, a store.Allocation) {
	defer wake(b.allocating)
	defer b.asking.leave(a.Workspace)
	if err := b.allocate(ctx, a); err != nil && ctx.Err() == nil {
		b.log.Error("asking who takes a conversation", "conversation", a.Conversation, "error", err)
	}
}

// claimAllocation answers false when somebody else is at it.
func (b *Inbox) claimAllocation(ctx context.Context, a store.Allocation) (claimed bool, err error) {
	now := b.now()
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		claimed, err = tx.ClaimAllocation(ctx, a, now, now.Add(askTime))
		return err
	})
	return claimed, err
}

// allocate asks once about a conversation that was claimed, and does what is answered.
func (b *Inbox) allocate(ctx context.Context, a store.Allocation) error {
	if a.Attempts > fallen {
		return b.fallBackAgain(ctx, a)
	}
	w, err := b.store.Workspace(ctx, a.Workspace)
	if err != nil {
		return err
	}
	c, err := b.store.Conversation(ctx, a.Workspace, a.Conversation)
	if err != nil {
		return err
	}
	if !asked(w) || c.State != sapa.InQueue {
		return b.store.Write(ctx, func(tx *store.Tx) error { return tx.EndAllocation(ctx, a) })
	}
	if a.Attempts > len(askingTimes) {
		// Whoever asked for the last time died before the answer counted.
		return b.miss(ctx, a, allocation.Answer{}, allocation.Failure{Code: "answer_lost", Lasting: true})
	}
	q, err := b.question(ctx, w, c)
	if err != nil {
		return err
	}
	q.ID = a.External
	answer, failure := b.askService(ctx, w, settings.Of(w.Settings).Text(settings.CustomAllocationURL), q)
	switch {
	case ctx.Err() != nil:
		return b.askAgain(context.WithoutCancel(ctx), a)
	case failure != nil:
		return b.miss(ctx, a, answer, *failure)
	case answer.Agent == "":
		return b.leaveQueued(ctx, a, answer)
	}
	return b.appoint(ctx, a, answer)
}

// asked tells whether a workspace's service decides who takes what waits.
func asked(w sapa.Workspace) bool { return settings.Of(w.Settings).On(settings.CustomAllocation) }

// askService asks a workspace's service. Secrets that do not open are none.
func (b *Inbox) askService(ctx context.Context, w sapa.Workspace, address string, q allocation.Question) (allocation.Answer, *allocation.Failure) {
	service, err := b.service(w)
	if err != nil {
		return allocation.Answer{}, &allocation.Failure{Code: allocation.NoSecret, Lasting: true}
	}
	service.Address = address
	return service.Ask(ctx, q)
}

// askAgain lets a try not count that was broken off because the program stops: the next one to look asks at once.
func (b *Inbox) askAgain(ctx context.Context, a store.Allocation) error {
	claimed := a.Attempts
	a.Attempts, a.Due = claimed-1, b.now()
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffAllocation(ctx, a, claimed) })
}

// awaits lets the workspace's service be asked, where there is one, who takes a conversation that enters a queue by the change
// under way.
func (s *step) awaits(ctx context.Context, before, after sapa.Conversation) error {
	entered := after.State == sapa.InQueue && (before.State != sapa.InQueue || before.Department != after.Department)
	if !entered || !asked(s.Workspace) {
		return nil
	}
	return s.QueueAllocation(ctx, after.ID, allocationID(s.box.sends, after.ID, s.Number), s.now)
}
