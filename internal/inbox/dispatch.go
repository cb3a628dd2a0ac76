package inbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// dispatchPause is how long nobody looks for something to send when nobody rang.
	dispatchPause = time.Second
	// leaseTime is how long a process that died keeps others from sending for its channels.
	leaseTime = 15 * time.Second
	// parallel is how many messages of one channel are handed over at the same time, each of another room.
	parallel = 16
	// sendTime is how long a provider may take to answer.
	sendTime = 45 * time.Second
	// hintTime is how long a provider may take for a hint, which is soon worth nothing.
	hintTime = 5 * time.Second
	// sendTries is how often a message is tried that the provider cannot take for a while, over some twenty minutes.
	sendTries = 9
)

// lanes are the channels this process is sending for.
type lanes struct {
	sync.Mutex
	busy map[sapa.ChannelID]bool
	done sync.WaitGroup
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

// startLanes begins to send for each channel that has something to send, unless somebody does already.
func (b *Inbox) startLanes(ctx context.Context) error {
	waiting, err := b.store.Lanes(ctx)
	if err != nil {
		return err
	}
	for _, l := range waiting {
		b.lanes.Lock()
		begun := b.lanes.busy[l.Channel]
		if !begun {
			if b.lanes.busy == nil {
				b.lanes.busy = map[sapa.ChannelID]bool{}
			}
			b.lanes.busy[l.Channel] = true
		}
		b.lanes.Unlock()
		if begun {
			continue
		}
		b.lanes.done.Go(func() {
			if err := b.runLane(ctx, l); err != nil && ctx.Err() == nil {
				b.log.Error("sending", "channel", l.Channel, "error", err)
			}
			b.lanes.Lock()
			delete(b.lanes.busy, l.Channel)
			b.lanes.Unlock()
		})
	}
	return nil
}

// lane sends for one channel.
type lane struct {
	store.Lane
	box  *Inbox
	ch   sapa.Channel
	spec channel.Spec
	live channel.Sender
	pace *rate.Limiter
	// rooms pace what one contact gets.
	rooms map[sapa.RoomID]*rate.Limiter
	// stopped is why nothing more can be sent for now; set by any of the parallel sends.
	mu    sync.Mutex
	until time.Time
	ill   bool
}

// runLane sends what is due for a channel, while it holds the lease, until nothing is left to do now.
func (b *Inbox) runLane(ctx context.Context, l store.Lane) error {
	held, err := b.lease(ctx, l)
	if err != nil || !held {
		return err
	}
	defer func() {
		_ = b.store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
			return tx.EndLease(context.WithoutCancel(ctx), l.Workspace, l.Channel, b.holder)
		})
	}()
	if err := b.settleLost(ctx, l); err != nil {
		return err
	}
	run, err := b.newLane(ctx, l)
	if err != nil || run == nil {
		return err
	}
	for ctx.Err() == nil {
		n, err := run.round(ctx)
		if err != nil || n == 0 {
			return err
		}
		if held, err := b.lease(ctx, l); err != nil || !held {
			return err
		}
	}
	return nil
}

func (b *Inbox) lease(ctx context.Context, l store.Lane) (held bool, err error) {
	now := b.now()
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		held, err = tx.Lease(ctx, l.Workspace, l.Channel, b.holder, now, now.Add(leaseTime+sendTime))
		return err
	})
	return held, err
}

// newLane opens a channel for sending. It answers nil when nothing can be sent on it now; what can never be sent any
// more is failed.
func (b *Inbox) newLane(ctx context.Context, l store.Lane) (*lane, error) {
	ch, err := b.store.Channel(ctx, l.Workspace, l.Channel)
	if err != nil {
		return nil, err
	}
	if ch.State == sapa.ChannelDisconnected {
		return nil, b.failAll(ctx, l, "channel_disconnected")
	}
	if ch.State != sapa.ChannelOn || ch.Health.State == sapa.Ill {
		return nil, nil
	}
	live, spec, err := b.connect(ch)
	if err != nil {
		return nil, b.fallIll(ctx, ch, &channel.Failure{Class: channel.Refused, Code: sapa.CodeOf(err)})
	}
	sender, ok := live.(channel.Sender)
	if !ok {
		return nil, b.failAll(ctx, l, "not_supported")
	}
	pace := rate.NewLimiter(rate.Inf, 1)
	if spec.Caps.Rate > 0 {
		pace = rate.NewLimiter(rate.Limit(spec.Caps.Rate), max(1, spec.Caps.Rate/10))
	}
	return &lane{Lane: l, box: b, ch: ch, spec: spec, live: sender, pace: pace, rooms: map[sapa.RoomID]*rate.Limiter{}}, nil
}

// round hands over what is due and first in its room, and answers how many that were.
func (l *lane) round(ctx context.Context) (int, error) {
	if l.stopped() {
		return 0, nil
	}
	due, err := l.box.store.DueSends(ctx, l.Workspace, l.Channel, l.box.now(), parallel)
	if err != nil {
		return 0, err
	}
	due, err = l.paced(ctx, due)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	ids := make([]sapa.SendID, len(due))
	for i, q := range due {
		ids[i] = q.ID
	}
	err = l.box.store.Write(ctx, func(tx *store.Tx) error { return tx.BeginSends(ctx, l.Workspace, ids) })
	if err != nil {
		return 0, err
	}
	// From here on an answer must not be missed, even when the program is told to stop.
	ctx = context.WithoutCancel(ctx)
	var under sync.WaitGroup
	failed := make([]error, len(due))
	for i, q := range due {
		under.Go(func() { failed[i] = l.send(ctx, q) })
	}
	under.Wait()
	return len(due), errors.Join(failed...)
}

// paced waits for the account's pace and leaves out what a contact would get too soon.
func (l *lane) paced(ctx context.Context, due []sapa.Send) ([]sapa.Send, error) {
	var now []sapa.Send
	for _, q := range due {
		if wait := l.tooSoon(q); wait > 0 {
			q.Due = l.box.now().Add(wait)
			if err := l.box.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffSend(ctx, q) }); err != nil {
				return nil, err
			}
			continue
		}
		if err := l.pace.Wait(ctx); err != nil {
			return now, nil
		}
		now = append(now, q)
	}
	return now, nil
}

func (l *lane) tooSoon(q sapa.Send) time.Duration {
	if l.spec.Caps.Pair <= 0 || q.Kind != sapa.SendMessage {
		return 0
	}
	room := l.rooms[q.Room]
	if room == nil {
		room = rate.NewLimiter(rate.Every(l.spec.Caps.Pair), max(1, l.spec.Caps.PairBurst))
		l.rooms[q.Room] = room
	}
	at := l.box.now()
	r := room.ReserveN(at, 1)
	wait := r.DelayFrom(at)
	if wait > 0 {
		r.CancelAt(at)
	}
	return wait
}

func (l *lane) stopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ill || l.box.now().Before(l.until)
}
