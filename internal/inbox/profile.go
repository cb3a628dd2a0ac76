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
	profilePause = 2 * time.Second
	// profilesOnce is how many are asked for at the same time.
	profilesOnce = 8
	// profileTime is how long one answer may take.
	profileTime = 20 * time.Second
	// profileTries is how often a provider is asked who somebody is, over some four minutes. They stay without a name then
	// until they open another conversation.
	profileTries = 7
)

// RunProfiles asks providers who contacts are that have no name, until ctx ends.
func (b *Inbox) RunProfiles(ctx context.Context) error {
	return b.attend(ctx, nil, profilePause, func() (int, error) { return b.ProfilesDue(ctx) })
}

// ProfilesDue asks for a few of those whose time has come, and answers how many.
func (b *Inbox) ProfilesDue(ctx context.Context) (int, error) {
	due, err := b.store.DueProfiles(ctx, b.now(), profilesOnce)
	if err != nil {
		return 0, err
	}
	return len(due), atOnce(due, func(p store.DueProfile) error { return b.profile(ctx, p) })
}

// atOnce does something with all of them at the same time.
func atOnce[T any](all []T, do func(T) error) error {
	var running sync.WaitGroup
	failed := make([]error, len(all))
	for i, one := range all {
		running.Go(func() { failed[i] = do(one) })
	}
	running.Wait()
	return errors.Join(failed...)
}

// profile asks who somebody is, unless another process is at it.
func (b *Inbox) profile(ctx context.Context, p store.DueProfile) error {
	claimed, now := false, b.now()
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		claimed, err = tx.ClaimProfile(ctx, p, now, now.Add(2*profileTime))
		return err
	})
	if err != nil || !claimed {
		return err
	}
	who, why := b.ask(ctx, p)
	if why == nil {
		return b.introduce(ctx, p, who)
	}
	p.Asks++
	return b.store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.PutOffProfile(ctx, p, b.nextAsk(p.Asks, why)) })
}

func (b *Inbox) ask(ctx context.Context, p store.DueProfile) (sapa.Sender, error) {
	ch, err := b.store.Channel(ctx, p.Workspace, p.Channel)
	if err != nil {
		return sapa.Sender{}, err
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return sapa.Sender{}, err
	}
	profiler, ok := live.(channel.Profiler)
	if !ok || ch.State == sapa.ChannelDisconnected {
		return sapa.Sender{}, &channel.Failure{Class: channel.Permanent, Code: "not_supported"}
	}
	within, cancel := context.WithTimeout(ctx, profileTime)
	defer cancel()
	return profiler.Profile(within, p.External)
}

// nextAsk is when to ask once more after so many times in vain; zero for never.
func (b *Inbox) nextAsk(asks int, why error) time.Time {
	var f *channel.Failure
	wait := backOff(asks)
	if errors.As(why, &f) {
		if f.Class == channel.Permanent {
			return time.Time{}
		}
		wait = max(wait, f.RetryAfter)
	}
	if asks >= profileTries {
		return time.Time{}
	}
	return b.now().Add(wait)
}

// introduce notes who somebody is. A name an agent has written meanwhile stays.
func (b *Inbox) introduce(ctx context.Context, p store.DueProfile, who sapa.Sender) error {
	_, err := b.store.Change(ctx, p.Workspace, func(tx *store.Tx) error {
		s := &step{Tx: tx, now: b.now(), box: b}
		if err := s.PutOffProfile(ctx, p, time.Time{}); err != nil {
			return err
		}
		err := s.referred(ctx, sapa.Inbound{Channel: p.Channel, From: who})
		if errors.Is(err, errIgnored) {
			return nil
		}
		return err
	})
	return err
}
