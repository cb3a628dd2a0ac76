package inbox

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// drainBatch is how many deliveries are read at once.
	drainBatch = 64
	// portion is how many elements are ingested in one change when all goes well. More would save little, and keep those
	// who want to write waiting for longer.
	portion = 64
	// drainPause is how long nobody looks when nobody rang: another process may have left something.
	drainPause = time.Second
	// earlyTries is how often a status of a message that is not here is tried again, over half a minute: what is not here
	// then was sent by another program.
	earlyTries = 4
	// patience is how often a delivery is tried that fails for a while, over some three hours.
	patience = 12
)

// RunIngest ingests what was accepted until ctx ends.
func (b *Inbox) RunIngest(ctx context.Context) error {
	return b.attend(ctx, b.accepted, drainPause, func() (int, error) { return b.IngestWaiting(ctx) })
}

// attend does something again and again: at once while there is more to do, else when somebody rings or after a pause.
func (b *Inbox) attend(ctx context.Context, bell <-chan struct{}, pause time.Duration, do func() (int, error)) error {
	for {
		n, err := do()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			b.log.Error("looking after what waits", "error", err)
		}
		if n > 0 && err == nil {
			continue
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-bell:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// IngestWaiting takes one batch of the deliveries that wait, and answers how many there were.
func (b *Inbox) IngestWaiting(ctx context.Context) (int, error) {
	waiting, err := b.store.WaitingDeliveries(ctx, b.now(), drainBatch)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, group := range byWorkspace(waiting) {
		failed = errors.Join(failed, b.drain(ctx, group))
	}
	return len(waiting), failed
}

func byWorkspace(all []sapa.Delivery) [][]sapa.Delivery {
	groups := map[sapa.WorkspaceID][]sapa.Delivery{}
	for _, d := range all {
		groups[d.Workspace] = append(groups[d.Workspace], d)
	}
	var out [][]sapa.Delivery
	for _, ws := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, groups[ws])
	}
	return out
}

// parsed is a delivery in our words.
type parsed struct {
	sapa.Delivery
	elements []element
	// missed is what is switched off of it.
	missed []missed
}

// element is one element of a delivery, with the channel it is for.
type element struct {
	sapa.Inbound
	ch   sapa.Channel
	spec channel.Spec
}

// drain ingests deliveries of one workspace: in few changes when they are well, else each on its own.
func (b *Inbox) drain(ctx context.Context, group []sapa.Delivery) error {
	ear, err := b.listen(ctx, group[0].Workspace)
	if err != nil {
		return err
	}
	var good []parsed
	for _, d := range group {
		p, err := ear.parse(d)
		if err != nil {
			if err := b.putOff(ctx, d, err); err != nil {
				return err
			}
			continue
		}
		good = append(good, p)
	}
	var failed error
	for _, some := range portions(good) {
		if _, err := b.ingestAll(ctx, some, true); err == nil {
			continue
		}
		for _, p := range some {
			failed = errors.Join(failed, b.drainOne(ctx, p))
		}
	}
	return failed
}

// portions divides deliveries for changes of about portion elements each, in their order.
func portions(all []parsed) [][]parsed {
	var out [][]parsed
	size := portion
	for _, p := range all {
		if size >= portion {
			out, size = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], p)
		size += len(p.elements)
	}
	return out
}

// drainOne ingests one delivery, if need be element by element, so that one that is broken does not hold up the others.
func (b *Inbox) drainOne(ctx context.Context, p parsed) error {
	if _, err := b.ingestAll(ctx, []parsed{p}, true); err == nil {
		return nil
	}
	early := tries{}
	var broken error
	for _, e := range p.elements {
		alone := parsed{Delivery: p.Delivery, elements: []element{e}}
		waits, err := b.ingestAll(ctx, []parsed{alone}, false)
		if err != nil {
			broken = err
			continue
		}
		early[p.ID] = max(early[p.ID], waits[p.ID])
	}
	if broken == nil {
		return b.store.Write(ctx, func(tx *store.Tx) error { return b.finish(ctx, tx, []parsed{p}, early) })
	}
	return b.putOff(ctx, p.Delivery, broken)
}

// ear reads the deliveries of one workspace. It is made anew for each batch, so that it knows what the channels are now.
type ear struct {
	box *Inbox
	all []sapa.Channel
	// live are the channels opened so far.
	live map[sapa.ChannelID]opened
}

type opened struct {
	channel.Channel
	spec channel.Spec
	err  error
}

func (b *Inbox) listen(ctx context.Context, ws sapa.WorkspaceID) (*ear, error) {
	all, err := b.store.Channels(ctx, ws)
	return &ear{box: b, all: all, live: map[sapa.ChannelID]opened{}}, err
}

// parse turns a delivery into elements for its channel and those of its siblings that are on.
func (e *ear) parse(d sapa.Delivery) (parsed, error) {
	i := slices.IndexFunc(e.all, func(c sapa.Channel) bool { return c.ID == d.Channel })
	if i < 0 {
		return parsed{}, sapa.Missing("channel")
	}
	if e.all[i].State != sapa.ChannelOn {
		return parsed{}, sapa.Errorf(sapa.Unavailable, "channel_off", "the channel is not on")
	}
	p := parsed{Delivery: d}
	for _, sibling := range e.box.siblings(e.all[i], e.all) {
		live := e.open(sibling)
		if live.err != nil {
			return p, live.err
		}
		elements, err := live.Parse(channel.Delivery{Body: d.Body, At: d.At})
		if err != nil {
			return p, sapa.Errorf(sapa.Invalid, "not_understood", "%s", err)
		}
		p.missed = append(p.missed, missedBy(sibling.ID, live.Channel, d.Body)...)
		for _, in := range elements {
			in.Channel = sibling.ID
			p.elements = append(p.elements, element{in, sibling, live.spec})
		}
	}
	return p, nil
}

func (e *ear) open(ch sapa.Channel) opened {
	o, ok := e.live[ch.ID]
	if !ok {
		o.Channel, o.spec, o.err = e.box.connect(ch)
		e.live[ch.ID] = o
	}
	return o
}

// tries is how often deliveries are worth trying that hold something that came too early.
type tries map[sapa.DeliveryID]int

// ingestAll ingests all elements of some deliveries in one change, in the order of the provider's clock, and answers
// which held something that came too early. With done, what became of the deliveries is noted in the same change.
func (b *Inbox) ingestAll(ctx context.Context, group []parsed, done bool) (tries, error) {
	order := byClock(group)
	early := tries{}
	queued := false
	number, err := b.store.ChangeFor(ctx, group[0].Workspace, ofPeople(order), func(tx *store.Tx) error {
		clear(early)
		s := &step{Tx: tx, now: b.now(), box: b}
		defer func() { queued = s.queued }()
		for _, o := range order {
			err := s.element(ctx, o.ch, o.spec, o.Inbound)
			switch {
			case errors.Is(err, errEarly):
				early[o.from] = max(early[o.from], worthTrying(o.Kind))
			case errors.Is(err, errIgnored):
			case err != nil:
				return err
			}
		}
		if !done {
			return nil
		}
		return b.finish(ctx, tx, group, early)
	})
	if err == nil && number == 0 && done {
		// Nothing happened that is worth a number, and then nothing at all was committed.
		err = b.store.Write(ctx, func(tx *store.Tx) error { return b.finish(ctx, tx, group, early) })
	}
	if queued && err == nil {
		wake(b.enqueued)
	}
	return early, err
}

// finish notes what became of deliveries that were ingested: done, or to be looked at again when something in them came
// too early.
func (b *Inbox) finish(ctx context.Context, tx *store.Tx, group []parsed, early tries) error {
	var done []sapa.DeliveryID
	for _, p := range group {
		if p.Attempts >= early[p.ID] {
			if err := countMissed(ctx, tx, p); err != nil {
				return err
			}
			done = append(done, p.ID)
			continue
		}
		d := p.Delivery
		d.Attempts++
		d.State = sapa.DeliveryWaiting
		if _, err := tx.PutOffDelivery(ctx, d, b.now().Add(backOff(d.Attempts))); err != nil {
			return err
		}
	}
	if len(done) == 0 {
		return nil
	}
	if err := b.noteDeliveries(ctx, tx, group); err != nil {
		return err
	}
	_, err := tx.FinishDeliveries(ctx, group[0].Workspace, done)
	return err
}

// noteDeliveries stores when each channel was last brought something.
func (b *Inbox) noteDeliveries(ctx context.Context, tx *store.Tx, group []parsed) error {
	for _, p := range group {
		for _, ch := range p.receivers() {
			if !b.brought.worth(ch, b.now(), lifeEvery) {
				continue
			}
			if err := tx.NoteDelivery(ctx, p.Workspace, ch, p.At); err != nil {
				return err
			}
		}
	}
	return nil
}

// receivers are the channels a delivery was for, whatever address it came to; the one of the address when nothing in it
// is for any.
func (p parsed) receivers() []sapa.ChannelID {
	var out []sapa.ChannelID
	for _, e := range p.elements {
		if !slices.Contains(out, e.ch.ID) {
			out = append(out, e.ch.ID)
		}
	}
	if len(out) == 0 {
		return []sapa.ChannelID{p.Channel}
	}
	return out
}

// putOff notes why a delivery could not be ingested: what will not get better waits for a person, the rest for a while.
func (b *Inbox) putOff(ctx context.Context, d sapa.Delivery, why error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	kind := sapa.KindOf(why)
	d.Attempts++
	if store.Away(why) {
		d.Attempts = min(d.Attempts, patience-1) // the database is ill, not the delivery: it waits for the repair
	}
	d.State = sapa.DeliveryWaiting
	d.FailureCode, d.FailureDetail = sapa.CodeOf(why), why.Error()
	lasting := kind == sapa.Invalid || kind == sapa.Conflict || kind == sapa.NotFound || kind == sapa.TooLarge
	if lasting || (d.Attempts >= patience && d.FailureCode != "channel_off") {
		d.State = sapa.DeliveryStuck
		return b.stick(ctx, d)
	}
	err := b.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.PutOffDelivery(ctx, d, b.now().Add(backOff(d.Attempts)))
		return err
	})
	if err == nil && d.FailureCode != "channel_off" {
		b.log.Error("a delivery could not be ingested", "delivery", d.ID, "error", why)
	}
	return err
}

// stick puts a delivery before a person, and tells the screens that there is one.
func (b *Inbox) stick(ctx context.Context, d sapa.Delivery) error {
	b.log.Warn("a delivery waits for a person", "channel", d.Channel, "delivery", d.ID, "code", d.FailureCode)
	_, err := b.store.Change(ctx, d.Workspace, func(tx *store.Tx) error {
		ch, err := tx.Channel(ctx, d.Workspace, d.Channel)
		if err != nil {
			return err
		}
		kept, err := tx.PutOffDelivery(ctx, d, b.now())
		if err != nil || !kept {
			return err
		}
		tx.Emit(sapa.Event{
			Kind: sapa.ChannelUpdated, At: b.now(), Actor: sapa.SystemActor(), Why: "delivery_stuck", Subject: int64(d.Channel),
			Data: map[string]any{"state": string(ch.State)},
		})
		return nil
	})
	return err
}

// backOff is how long to wait after so many failures: 2, 4, 8 … seconds, half an hour at most.
func backOff(attempts int) time.Duration {
	return min(30*time.Minute, time.Second<<min(attempts, 11))
}

// keepDeliveries is how long ingested deliveries are kept, for a person who asks what really came.
const keepDeliveries = 7 * 24 * time.Hour

// ForgetDeliveries removes old ingested deliveries, a batch at a time, and answers how many.
func (b *Inbox) ForgetDeliveries(ctx context.Context) (int, error) {
	var n int64
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		n, err = tx.ForgetDeliveries(ctx, b.now().Add(-keepDeliveries), sweepBatch)
		return err
	})
	return int(n), err
}
