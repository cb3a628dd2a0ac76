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

// send hands one thing over and notes what became of it.
func (l *lane) send(ctx context.Context, q sapa.Send) error {
	out, failure, err := l.prepare(ctx, q)
	if err != nil {
		return err
	}
	var receipt channel.Receipt
	if failure == nil && out != nil {
		within, cancel := context.WithTimeout(ctx, sendTime)
		receipt, err = l.live.Send(within, *out)
		cancel()
		if err != nil && !errors.As(err, &failure) {
			failure = &channel.Failure{Class: channel.Lost, Code: "lost", Detail: "no answer"}
		}
	}
	if failure != nil {
		return l.failed(ctx, q, failure)
	}
	return l.sent(ctx, q, receipt)
}

// sent notes that the provider took something.
func (l *lane) sent(ctx context.Context, q sapa.Send, receipt channel.Receipt) error {
	if q.Kind != sapa.SendMessage {
		return l.box.store.Write(ctx, func(tx *store.Tx) error { return l.done(ctx, tx, q) })
	}
	_, err := l.box.store.Change(ctx, l.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: l.box.now(), box: l.box}
		if err := l.done(ctx, tx, q); err != nil {
			return err
		}
		return s.took(ctx, q, receipt)
	})
	return err
}

// done takes something out of the line that was handed over.
func (l *lane) done(ctx context.Context, tx *store.Tx, q sapa.Send) error {
	if _, err := tx.FinishSend(ctx, l.Workspace, q.ID); err != nil {
		return err
	}
	now := l.box.now()
	if !l.box.sent.worth(l.Channel, now, lifeEvery) {
		return nil
	}
	return tx.NoteSuccess(ctx, l.Workspace, l.Channel, now)
}

// took stores the provider's id of a message. Its status may be further already: a report can be faster than the answer.
func (s *step) took(ctx context.Context, q sapa.Send, receipt channel.Receipt) error {
	m, err := s.Message(ctx, s.Workspace.ID, q.Message)
	if err != nil {
		return err
	}
	c, err := s.Conversation(ctx, s.Workspace.ID, q.Conversation)
	if err != nil {
		return err
	}
	if m.ProviderID == "" {
		m.ProviderID = receipt.ProviderID
	}
	if m.Status == sapa.Queued || m.Status == sapa.Unsure {
		m.Status, m.FailureCode, m.FailureDetail = sapa.Sent, "", ""
	}
	others := receipt.Others
	if receipt.External != "" {
		others = append(others, receipt.External)
	}
	if err := s.Alias(ctx, c.Contact, c.Channel, others); err != nil {
		return err
	}
	return s.settled(ctx, c, m, sapa.SystemActor(), "taken")
}

// failed does what a failure asks for.
func (l *lane) failed(ctx context.Context, q sapa.Send, f *channel.Failure) error {
	if q.Kind.Repeatable() && f.Class == channel.Lost {
		f = &channel.Failure{Class: channel.Temporary, Code: f.Code, Provider: f.Provider, Detail: f.Detail}
	}
	now := l.box.now()
	switch f.Class {
	case channel.Temporary:
		q.Attempts++
		if q.Attempts >= sendTries {
			return l.box.settleSend(ctx, q, sapa.Failed, f)
		}
		q.Due = now.Add(max(f.RetryAfter, backOff(q.Attempts)))
	case channel.PairBusy:
		q.Attempts++
		if q.Attempts >= sendTries {
			return l.box.settleSend(ctx, q, sapa.Failed, f)
		}
		// The provider asks for 4^n seconds ("Error codes", 131056).
		q.Due = now.Add(max(f.RetryAfter, min(time.Hour, time.Second<<(2*min(q.Attempts, 6)))))
	case channel.Busy:
		q.Attempts++
		q.Due = now.Add(max(f.RetryAfter, backOff(min(q.Attempts, 6))))
		l.hold(q.Due)
	case channel.Refused:
		q.Due = now
		if err := l.box.fallIll(ctx, l.ch, f); err != nil {
			return err
		}
		l.mu.Lock()
		l.ill = true
		l.mu.Unlock()
	case channel.Lost:
		return l.box.settleSend(ctx, q, sapa.Unsure, f)
	default:
		return l.box.settleSend(ctx, q, sapa.Failed, f)
	}
	return l.box.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffSend(ctx, q) })
}

// hold stops the whole lane until a moment. What waits in the database carries its own time, so a restart keeps no
// hold but asks the provider once more.
func (l *lane) hold(until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until.After(l.until) {
		l.until = until
	}
}

// settleSend ends a send that was not taken, or nobody knows of. What the provider reported of the message meanwhile
// holds.
func (b *Inbox) settleSend(ctx context.Context, q sapa.Send, to sapa.Status, f *channel.Failure) error {
	if q.Kind != sapa.SendMessage {
		return b.store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.FinishSend(ctx, q.Workspace, q.ID)
			return err
		})
	}
	_, err := b.store.Change(ctx, q.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		if _, err := s.FinishSend(ctx, q.Workspace, q.ID); err != nil {
			return err
		}
		m, err := s.Message(ctx, q.Workspace, q.Message)
		if err != nil {
			return err
		}
		if m.Status == sapa.Queued {
			m.Status, m.FailureCode, m.FailureDetail = to, f.Code, failureDetail(f)
		}
		c, err := s.Conversation(ctx, q.Workspace, q.Conversation)
		if err != nil {
			return err
		}
		return s.settled(ctx, c, m, sapa.SystemActor(), f.Code)
	})
	return err
}

func failureDetail(f *channel.Failure) string {
	if f.Provider == "" {
		return f.Detail
	}
	return "(" + f.Provider + ") " + f.Detail
}

// settleLost looks at what a process had begun to send when it died: nobody knows whether it was taken. What may be done
// twice is done again; a message becomes unsure, and a person decides.
func (b *Inbox) settleLost(ctx context.Context, l store.Lane) error {
	lost, err := b.store.SendsUnderWay(ctx, l.Workspace, l.Channel)
	if err != nil {
		return err
	}
	for _, q := range lost {
		if q.Kind.Repeatable() {
			q.Due = b.now()
			err = b.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOffSend(ctx, q) })
		} else {
			err = b.settleSend(ctx, q, sapa.Unsure, &channel.Failure{Code: "lost"})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// failAll fails what waits for a channel that will never send again.
func (b *Inbox) failAll(ctx context.Context, l store.Lane, code string) error {
	for {
		due, err := b.store.DueSends(ctx, l.Workspace, l.Channel, b.now(), sweepBatch)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, q := range due {
			if err := b.settleSend(ctx, q, sapa.Failed, &channel.Failure{Code: code}); err != nil {
				return err
			}
		}
	}
}
