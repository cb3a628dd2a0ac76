package inbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	checkPause = 15 * time.Second
	// checkWell and checkIll are how often an account is asked how it does: one that is not well more often, so that
	// nobody reads of a trouble that is long over.
	checkWell = time.Hour
	checkIll  = 5 * time.Minute
	checkTime = time.Minute
)

// RunCheckups asks the providers how the channels' accounts do until ctx ends.
func (b *Inbox) RunCheckups(ctx context.Context) error {
	return b.attend(ctx, b.checking, checkPause, func() (int, error) { return b.CheckDue(ctx) })
}

// CheckDue asks about the accounts whose time has come, and answers how many that were.
func (b *Inbox) CheckDue(ctx context.Context) (int, error) {
	due, err := b.store.ChannelsToCheck(ctx, b.now(), sweepBatch)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, ch := range due {
		_, err := b.checkUp(ctx, ch)
		failed = errors.Join(failed, err)
	}
	return len(due), failed
}

// CheckChannel asks a channel's provider how the account does. It answers the channel as it is then, and one line for
// each thing that sending and receiving need. For administrators.
func (b *Inbox) CheckChannel(ctx context.Context, by sapa.By, id sapa.ChannelID) (sapa.Channel, []channel.Finding, error) {
	ch, err := b.manage(ctx, by, "CheckChannel", id)
	if err != nil {
		return ch, nil, err
	}
	b.anew.ring()
	findings, err := b.checkUp(ctx, ch)
	if err != nil {
		return ch, nil, err
	}
	ch, err = b.store.Channel(ctx, by.Workspace, id)
	return ch, findings, err
}

// SubscribeChannel asks a channel's provider to bring deliveries.
func (b *Inbox) SubscribeChannel(ctx context.Context, by sapa.By, id sapa.ChannelID) error {
	ch, err := b.manage(ctx, by, "SubscribeChannel", id)
	if err != nil {
		return err
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return err
	}
	checker, ok := live.(channel.Checker)
	if !ok {
		return sapa.Errorf(sapa.Conflict, "not_supported", "the channel has nobody to ask")
	}
	within, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	defer b.anew.ring()
	return asError(checker.Subscribe(within))
}

// asError makes a provider's failure one of ours.
func asError(err error) error {
	var f *channel.Failure
	if !errors.As(err, &f) {
		return err
	}
	kind := sapa.Conflict
	if f.Class == channel.Temporary || f.Class == channel.Busy || f.Class == channel.Lost {
		kind = sapa.Unavailable
	}
	return sapa.Errorf(kind, f.Code, "the provider refused").With("detail", failureDetail(f))
}

// checkUp asks the provider and stores what it says, and the templates there are. A channel of our own has nobody to ask.
func (b *Inbox) checkUp(ctx context.Context, ch sapa.Channel) ([]channel.Finding, error) {
	within, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	live, _, err := b.connect(ch)
	if err != nil {
		health := sapa.Health{State: sapa.Ill, Code: sapa.CodeOf(err)}
		return []channel.Finding{{What: "secrets", Code: health.Code}}, b.saveHealth(ctx, ch, health, nil)
	}
	checker, ok := live.(channel.Checker)
	if !ok {
		return []channel.Finding{}, nil
	}
	health, findings := checker.Check(within)
	if health, findings, err = b.checkListening(ctx, ch, live, health, findings); err != nil {
		return nil, err
	}
	var templates []sapa.Template
	if templater, ok := live.(channel.Templater); ok && health.State != sapa.Ill {
		// Without an answer those known stay: the next check asks again.
		if templates, err = templater.Templates(within); err == nil && templates == nil {
			templates = []sapa.Template{}
		}
	}
	return findings, b.saveHealth(ctx, ch, health, templates)
}

// lineListening is the line of a check about an account that is listened for.
const lineListening = "listening"

// checkListening adds how listening for a channel stands to what its provider says. Whoever hears nothing can send still.
func (b *Inbox) checkListening(ctx context.Context, ch sapa.Channel, live channel.Channel, health sapa.Health, findings []channel.Finding) (sapa.Health, []channel.Finding, error) {
	listener, ok := live.(channel.Listener)
	if !ok || !listener.Listens() {
		return health, findings, nil
	}
	l, err := b.store.Listening(ctx, ch.Workspace, ch.ID)
	if l.Code != "" && health.State == sapa.Well {
		health.State, health.Code, health.Detail = sapa.Limited, l.Code, l.Detail
	}
	return health, append(findings, channel.Finding{What: lineListening, OK: l.Code == "", Code: l.Code, Detail: l.Detail}), err
}

// saveHealth stores how an account does and tells everybody. Templates replace those there are; nil leaves them.
func (b *Inbox) saveHealth(ctx context.Context, ch sapa.Channel, health sapa.Health, templates []sapa.Template) error {
	_, err := b.store.Change(ctx, ch.Workspace, func(tx *store.Tx) error {
		now := b.now()
		ch, err := tx.Channel(ctx, ch.Workspace, ch.ID)
		if err != nil {
			return err
		}
		was := ch.Health
		ch.Health = keepTimes(health, was, now)
		ch.CheckAt = now.Add(checkIll)
		if health.State == sapa.Well {
			ch.CheckAt = now.Add(checkWell)
		}
		if ch.State == sapa.ChannelDisconnected {
			ch.CheckAt = time.Time{}
		}
		if templates != nil {
			if err := tx.ReplaceTemplates(ctx, ch.Workspace, ch.ID, templates); err != nil {
				return err
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.ChannelUpdated, At: now, Actor: sapa.SystemActor(), Why: "checked", Subject: int64(ch.ID), Data: map[string]any{"health": string(health.State), "state": string(ch.State)}})
		return tx.SaveHealth(ctx, ch)
	})
	wake(b.enqueued)
	return err
}

// keepTimes carries over what a new look at the account does not tell.
func keepTimes(now, was sapa.Health, at time.Time) sapa.Health {
	now.Since = at
	if now.State == was.State && now.Code == was.Code && !was.Since.IsZero() {
		now.Since = was.Since
	}
	if now.Facts == nil {
		now.Facts = was.Facts
	}
	return now
}

// fallIll notes that the provider refuses the account: nothing is sent until a check finds it well again.
func (b *Inbox) fallIll(ctx context.Context, ch sapa.Channel, f *channel.Failure) error {
	b.log.Warn("a channel fell ill", "channel", ch.ID, "code", f.Code, "provider", f.Provider)
	health := sapa.Health{State: sapa.Ill, Code: f.Code, Detail: failureDetail(f)}
	return b.saveHealth(ctx, ch, health, nil)
}

// manage reads a channel of a provider on behalf of a member who may change channels.
func (b *Inbox) manage(ctx context.Context, by sapa.By, verb string, id sapa.ChannelID) (sapa.Channel, error) {
	if err := b.mayManage(ctx, by, verb); err != nil {
		return sapa.Channel{}, err
	}
	ch, err := b.store.Channel(ctx, by.Workspace, id)
	if err == nil && ch.State == sapa.ChannelDisconnected {
		err = sapa.Missing("channel")
	}
	return ch, err
}

// lately remembers when something was last done for each of some things, so that it is not done all the time.
type lately[K comparable] struct {
	sync.Mutex
	at map[K]time.Time
}

// lifeEvery is how exact the times of the last success and the last delivery are.
const lifeEvery = time.Minute

// latelyMost bounds what is remembered: beyond it, all is forgotten, and something is done once more than needed.
const latelyMost = 10_000

// worth tells whether it is time to do it again for one of them, and notes that it is done now.
func (l *lately[K]) worth(one K, now time.Time, every time.Duration) bool {
	l.Lock()
	defer l.Unlock()
	if last, ok := l.at[one]; ok && now.Sub(last) < every {
		return false
	}
	if l.at == nil || len(l.at) > latelyMost {
		l.at = map[K]time.Time{}
	}
	l.at[one] = now
	return true
}
