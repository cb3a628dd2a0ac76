package inbox

import (
	"context"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// dispatchPause is how long nobody looks for something to send when nobody rang.
	dispatchPause = time.Second
	// parallel is how many messages of one channel are handed over at the same time, each of another room.
	parallel = 16
	// lookAhead is how many rooms are looked up at once.
	lookAhead = 256
	// sendTime is how long a provider may take to answer. Files may take a second more for each sendRate bytes.
	sendTime = 45 * time.Second
	sendRate = 64 << 10
	// hintTime is how long a provider may take for a hint, which is soon worth nothing.
	hintTime = 5 * time.Second
	// sendTries is how often a message is tried that the provider cannot take for a while, over some ten minutes.
	sendTries = 9
)

// lanes are the channels this process is sending for.
type lanes struct {
	sync.Mutex
	busy  map[sapa.ChannelID]bool
	paces map[sapa.ChannelID]*pace
	done  sync.WaitGroup
}

// RunDispatch sends what waits until ctx ends, and then waits for the answers to what is under way.
func (b *Inbox) RunDispatch(ctx context.Context) error {
	err := b.attend(ctx, b.enqueued, dispatchPause, func() (int, error) { return 0, b.startLanes(ctx) })
	b.lanes.done.Wait()
	return err
}

// Dispatch sends what is due now, and answers when everything under way has its answer.
func (b *Inbox) Dispatch(ctx context.Context) error {
	err := b.startLanes(ctx)
	b.lanes.done.Wait()
	return err
}

// startLanes begins to send for each channel that has something to send, unless this process does already.
func (b *Inbox) startLanes(ctx context.Context) error {
	waiting, err := b.store.Lanes(ctx)
	if err != nil {
		return err
	}
	for _, l := range waiting {
		if !b.occupy(l.Channel) {
			continue
		}
		b.lanes.done.Go(func() {
			defer b.vacate(l.Channel)
			if err := b.runLane(ctx, l); err != nil && ctx.Err() == nil {
				b.log.Error("sending", "channel", l.Channel, "error", err)
			}
		})
	}
	return nil
}

// occupy answers false when this process sends for the channel already.
func (b *Inbox) occupy(id sapa.ChannelID) bool {
	b.lanes.Lock()
	defer b.lanes.Unlock()
	if b.lanes.busy[id] {
		return false
	}
	if b.lanes.busy == nil {
		b.lanes.busy = map[sapa.ChannelID]bool{}
	}
	b.lanes.busy[id] = true
	return true
}

func (b *Inbox) vacate(id sapa.ChannelID) {
	b.lanes.Lock()
	defer b.lanes.Unlock()
	delete(b.lanes.busy, id)
}

// runLane sends what is due for a channel until nothing is left to do now, while it holds the lease.
func (b *Inbox) runLane(ctx context.Context, l store.Lane) error {
	idle, err := b.idle(ctx, l)
	if err != nil || idle {
		return err
	}
	mine := b.sendingLease(l)
	if held, err := mine.take(ctx); err != nil || !held {
		return err
	}
	ctx, stop := mine.keep(ctx)
	defer stop()
	if err := b.settleLost(ctx, l); err != nil {
		return err
	}
	run, err := b.newLane(ctx, l)
	if err != nil || run == nil {
		return err
	}
	return run.run(ctx)
}

// idle tells that nothing can be done for a channel now: looking is cheaper than taking the lease.
func (b *Inbox) idle(ctx context.Context, l store.Lane) (bool, error) {
	under, err := b.store.SendsUnderWay(ctx, l.Workspace, l.Channel)
	if err != nil || len(under) > 0 {
		return false, err
	}
	ch, err := b.store.Channel(ctx, l.Workspace, l.Channel)
	if err != nil {
		return false, err
	}
	resting := ch.State == sapa.ChannelOff || (ch.State == sapa.ChannelOn && ch.Health.State == sapa.Ill)
	if resting || b.onHold(l.Channel) {
		return true, nil
	}
	due, err := b.store.DueSends(ctx, l.Workspace, l.Channel, b.now(), 1)
	return len(due) == 0, err
}

func (b *Inbox) onHold(id sapa.ChannelID) bool {
	b.lanes.Lock()
	p := b.lanes.paces[id]
	b.lanes.Unlock()
	return p != nil && p.held(b.now())
}
