package inbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

const (
	// renewTime is how long a provider may take to answer for a refresh token, and renewLease how long others wait for one
	// who asked and died.
	renewTime  = 40 * time.Second
	renewLease = 60 * time.Second
	// renewPause is how soon it is looked again what another one who asks has got.
	renewPause = 200 * time.Millisecond
	// tokenEarly is how long before its end a token is not used any more, tokenLasts how long one is whose end is not told.
	tokenEarly = time.Minute
	tokenLasts = 10 * time.Minute
	// keepTries is how often it is tried to store what a provider gave: it may never give it again.
	keepTries = 5
)

// Wraps seals values as a text that opens for its owner only.
type Wraps interface {
	Wrap(owner string, values map[string]string) (string, error)
	Unwrap(owner, text string) (map[string]string, error)
}

// tokens are those of one channel. It satisfies channel.Tokens.
type tokens struct {
	box *Inbox
	ch  sapa.Channel
}

// grant is what is kept of what a provider gave.
type grant struct {
	// from is a digest of the refresh token that was filled in: whoever fills in another one begins anew.
	from            string
	access, refresh string
	ends            time.Time
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func (k tokens) owner() string { return "tokens of " + k.ch.PublicKey }

// open reads what is kept; the zero grant for nothing, for what does not open with this key, and for what was filled in before.
func (k tokens) open(t store.Tokens, from string) grant {
	values, err := k.box.wraps.Unwrap(k.owner(), t.Sealed)
	if err != nil || values["from"] != from {
		return grant{from: from}
	}
	ends, _ := strconv.ParseInt(values["ends"], 10, 64) // written below
	return grant{from: from, access: values["access"], refresh: values["refresh"], ends: time.Unix(ends, 0)}
}

func (k tokens) seal(g grant) (string, error) {
	return k.box.wraps.Wrap(k.owner(), map[string]string{
		"from": g.from, "access": g.access, "refresh": g.refresh, "ends": strconv.FormatInt(g.ends.Unix(), 10),
	})
}

// usable is the access token, when there is one that has not ended and is not the spent one.
func (g grant) usable(spent string, now time.Time) (string, bool) {
	return g.access, g.access != "" && g.access != spent && now.Before(g.ends.Add(-tokenEarly))
}

// Access satisfies channel.Tokens.
func (k tokens) Access(ctx context.Context, first, spent string, renew channel.Renew) (string, bool, error) {
	from := digestOf(first)
	ctx, cancel := context.WithTimeout(ctx, renewLease)
	defer cancel()
	holder := fmt.Sprint(k.box.holder, " ", k.box.renewals.Add(1))
	for {
		kept, err := k.box.store.Tokens(ctx, k.ch.Workspace, k.ch.ID)
		if err != nil {
			return "", false, k.failed(err)
		}
		if access, ok := k.open(kept, from).usable(spent, k.box.now()); ok {
			return access, false, nil
		}
		taken, held, err := k.take(ctx, holder)
		if err != nil {
			return "", false, k.failed(err)
		}
		if held {
			// To its end, also when nobody waits for it any more: the provider may have replaced the token already.
			return k.replace(context.WithoutCancel(ctx), taken, holder, first, spent, renew)
		}
		timer := time.NewTimer(renewPause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return "", false, &channel.Failure{Class: channel.Temporary, Code: "unavailable", Detail: "somebody else asks for a token"}
		case <-timer.C:
		}
	}
}

// failed is the failure of our own database, of which a provider's account tells nothing.
func (k tokens) failed(err error) error {
	k.box.log.Error("keeping tokens", "channel", k.ch.ID, "error", err)
	return &channel.Failure{Class: channel.Temporary, Code: "unavailable", Detail: "the token could not be kept"}
}

// errOtherSecrets means that an administrator has filled in other secrets since the channel was opened.
var errOtherSecrets = sapa.Errorf(sapa.Conflict, "changed", "the channel was connected anew meanwhile")

// unchanged makes sure that the secrets are those the channel was opened with, so that what was filled in last wins.
func (k tokens) unchanged(ctx context.Context, tx *store.Tx) error {
	now, err := tx.Channel(ctx, k.ch.Workspace, k.ch.ID)
	if err == nil && !bytes.Equal(now.Sealed, k.ch.Sealed) {
		err = errOtherSecrets
	}
	return err
}

func (k tokens) take(ctx context.Context, holder string) (taken store.Tokens, held bool, err error) {
	now := k.box.now()
	err = k.box.store.Write(ctx, func(tx *store.Tx) error {
		if err := k.unchanged(ctx, tx); err != nil {
			return err
		}
		taken, held, err = tx.TakeTokens(ctx, k.ch.Workspace, k.ch.ID, holder, now, now.Add(renewLease))
		return err
	})
	return taken, held, err
}

// replace asks the provider, unless another one just did, and keeps what it gives.
func (k tokens) replace(ctx context.Context, taken store.Tokens, holder, first, spent string, renew channel.Renew) (string, bool, error) {
	was := k.open(taken, digestOf(first))
	if access, ok := was.usable(spent, k.box.now()); ok {
		return access, false, k.leave(ctx, holder)
	}
	refresh := was.refresh
	if refresh == "" {
		refresh = first
	}
	within, cancel := context.WithTimeout(ctx, renewTime)
	defer cancel()
	got, err := renew(within, refresh)
	if err != nil {
		_ = k.leave(ctx, holder) // it ends by itself
		return "", false, err
	}
	now := grant{from: was.from, access: got.Access, refresh: got.Refresh, ends: k.box.now().Add(tokenLasts)}
	if got.Refresh == "" {
		now.refresh = refresh
	}
	if got.Lasts > 0 {
		now.ends = k.box.now().Add(got.Lasts)
	}
	access, err := k.keep(ctx, taken.Version, now)
	return access, true, err
}

// keep stores what a provider gave. When another one was given something later, that is used.
func (k tokens) keep(ctx context.Context, version int64, g grant) (string, error) {
	sealed, err := k.seal(g)
	if err != nil {
		return "", k.failed(err)
	}
	stored := false
	for try := range keepTries {
		err = k.box.store.Write(ctx, func(tx *store.Tx) (err error) {
			if err = k.unchanged(ctx, tx); err == nil {
				stored, err = tx.ReplaceTokens(ctx, k.ch.Workspace, k.ch.ID, store.Tokens{Sealed: sealed, Version: version})
			}
			return err
		})
		if err == nil || errors.Is(err, errOtherSecrets) {
			break
		}
		k.box.log.Warn("a token is not kept yet", "channel", k.ch.ID, "error", err)
		time.Sleep(time.Duration(try) * renewPause)
	}
	if err != nil {
		return "", k.failed(err)
	}
	if !stored {
		kept, err := k.box.store.Tokens(ctx, k.ch.Workspace, k.ch.ID)
		if err != nil {
			return "", k.failed(err)
		}
		g = k.open(kept, g.from)
	}
	return g.access, nil
}

func (k tokens) leave(ctx context.Context, holder string) error {
	err := k.box.store.Write(ctx, func(tx *store.Tx) error { return tx.LeaveTokens(ctx, k.ch.Workspace, k.ch.ID, holder) })
	if err != nil {
		return k.failed(err)
	}
	return nil
}
