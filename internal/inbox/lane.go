package inbox

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// lane sends for one channel.
type lane struct {
	store.Lane
	box  *Inbox
	ch   sapa.Channel
	spec channel.Spec
	live channel.Sender
	pace *pace
	// running counts the sends under way, each of which says when it has ended.
	running int
	ended   chan struct{}

	mu     sync.Mutex
	ill    bool
	failed []error
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
	return &lane{
		Lane: l, box: b, ch: ch, spec: spec, live: sender, pace: b.pace(ch.ID, spec.Caps), ended: make(chan struct{}, parallel),
	}, nil
}

// run hands over what is due and first in its room, each as soon as there is a place for it: one that takes long holds
// up its own room and no other. It ends when nothing is left to do now.
func (l *lane) run(ctx context.Context) error {
	for ctx.Err() == nil && !l.stopped() {
		due, err := l.due(ctx)
		if err != nil {
			l.note(err)
			break
		}
		if len(due) == 0 && l.running == 0 {
			break
		}
		if len(due) == 0 {
			l.oneEnds() // and makes way for the next of its room
		}
		if err := l.handOver(ctx, due); err != nil {
			l.note(err)
		}
	}
	for l.running > 0 {
		l.oneEnds()
	}
	return errors.Join(l.failed...)
}

// stopped tells whether nothing more may be begun.
func (l *lane) stopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ill || len(l.failed) > 0 || l.pace.held(l.box.now())
}

func (l *lane) note(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = append(l.failed, err)
}

// oneEnds waits for the end of one of the sends under way.
func (l *lane) oneEnds() {
	<-l.ended
	l.running--
}

// places waits until something more may be begun, and answers how many.
func (l *lane) places() int {
	for l.running == parallel {
		l.oneEnds()
	}
	for l.running > 0 {
		select {
		case <-l.ended:
			l.running--
			continue
		default:
		}
		break
	}
	return parallel - l.running
}

// due reads what can be begun now: of what a contact would get too soon, the time is moved.
func (l *lane) due(ctx context.Context) ([]sapa.Send, error) {
	all, err := l.box.store.DueSends(ctx, l.Workspace, l.Channel, l.box.now(), lookAhead)
	if err != nil {
		return nil, err
	}
	var now []sapa.Send
	for _, q := range all {
		at := l.box.now()
		if q.Kind != sapa.SendMessage {
			now = append(now, q)
			continue
		}
		wait := l.pace.tooSoon(l.spec.Caps, q.Room, at)
		if wait <= 0 {
			now = append(now, q)
			continue
		}
		q.Due = at.Add(wait)
		if err := l.box.putOffSend(ctx, q); err != nil {
			return nil, err
		}
	}
	return now, nil
}

// handOver begins with all of them, as fast as places and the account's pace permit.
func (l *lane) handOver(ctx context.Context, due []sapa.Send) error {
	for len(due) > 0 && !l.stopped() {
		n := min(l.places(), len(due))
		for range n {
			if err := l.pace.account.Wait(ctx); err != nil {
				return nil // told to stop; nothing has begun
			}
		}
		if err := l.begin(ctx, due[:n]); err != nil {
			return err
		}
		due = due[n:]
	}
	return nil
}

// begin marks sends as under way and asks the provider. What was taken back meanwhile is not sent, nor what another
// process has begun with.
func (l *lane) begin(ctx context.Context, some []sapa.Send) error {
	if ctx.Err() != nil {
		return nil
	}
	ids := make([]sapa.SendID, len(some))
	for i, q := range some {
		ids[i] = q.ID
	}
	// From here on nothing may be missed, even when the program is told to stop.
	stopping, ctx := ctx, context.WithoutCancel(ctx)
	var begun []sapa.SendID
	err := l.box.store.Write(ctx, func(tx *store.Tx) (err error) {
		begun, err = tx.BeginSends(ctx, l.Workspace, ids)
		return err
	})
	if err != nil {
		return err
	}
	for _, q := range some {
		if !slices.Contains(begun, q.ID) {
			continue
		}
		l.running++
		go func() {
			if err := l.send(ctx, stopping, q); err != nil {
				l.note(err)
			}
			l.ended <- struct{}{}
		}()
	}
	return nil
}
