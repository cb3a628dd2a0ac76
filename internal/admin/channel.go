package admin

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The bounds of the ownership session in hours (spec CNV-6).
const (
	minSessionHours = 1
	maxSessionHours = 168
)

// Specs lists the kinds of channels one can connect.
func (a *Admin) Specs() []channel.Spec { return a.specs }

// Channels lists the channels of the workspace, disconnected ones too: history needs their names.
func (a *Admin) Channels(ctx context.Context, by sapa.By) ([]sapa.Channel, error) {
	return a.store.Channels(ctx, by.Workspace)
}

// ChannelByKey finds a channel that is on by its public key.
func (a *Admin) ChannelByKey(ctx context.Context, key string) (sapa.Channel, channel.Spec, error) {
	c, err := a.store.ChannelByKey(ctx, key)
	if err != nil {
		return c, channel.Spec{}, err
	}
	spec, ok := channel.Find(a.specs, c.Kind)
	if !ok || c.State != sapa.ChannelOn {
		return c, spec, sapa.Missing("channel")
	}
	return c, spec, nil
}

// Connection is what an administrator fills in for a channel. Nil leaves a field as it is.
type Connection struct {
	Name         *string
	Config       map[string]any
	SessionHours *int
	// On switches the channel on or off.
	On *bool
	// Grant is what EndLogin gave: the account's secrets come out of it. Empty for none.
	Grant string

	now time.Time
	// typed judges addresses.
	typed Typist
	// granted are the secrets that came out of the grant; nil for none.
	granted map[string]string
}

func (c Connection) apply(to *sapa.Channel, spec channel.Spec, secrets Secrets) error {
	var wrong sapa.Fields
	if c.Name != nil {
		name, ok := sapa.CleanName(*c.Name)
		wrong.Check(ok, "name", "too_long")
		wrong.Check(name != "", "name", "required")
		to.Name = name
	}
	if c.SessionHours != nil {
		to.SessionHours = *c.SessionHours
		wrong.Check(to.SessionHours >= minSessionHours && to.SessionHours <= maxSessionHours, "session_hours", "out_of_range")
	}
	if c.On != nil {
		to.State = sapa.ChannelOff
		if *c.On {
			to.State = sapa.ChannelOn
		}
	}
	if c.Config == nil {
		return wrong.Err()
	}
	config, err := spec.Check(c.Config, append(secrets.Names(*to), grantable(c.granted)...)...)
	if spec.Moved(to.Config, config) {
		config, err = spec.Check(c.Config, grantable(c.granted)...)
	}
	if bad, ok := err.(*sapa.Error); ok {
		wrong = append(wrong, bad.Fields...)
	} else if spec.Typed && !c.typed.Asks(spec.AccountOf(config)) {
		wrong.Add("config."+spec.AccountField, "insecure_address")
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return c.store(to, spec, config, secrets)
}

// store puts a checked configuration into a channel, its secrets sealed. Whoever changes it wants to know soon whether
// it works, and what stood still for the old one goes on.
func (c Connection) store(to *sapa.Channel, spec channel.Spec, config map[string]any, secrets Secrets) error {
	open, secret := spec.Part(config)
	maps.Copy(secret, c.granted)
	to.Config = open
	if spec.AccountField != "" {
		to.Account = cmp.Or(spec.AccountOf(config), to.Account)
		to.CheckAt = c.now
		to.Health = sapa.Health{LastSuccess: to.Health.LastSuccess, LastDelivery: to.Health.LastDelivery}
	}
	var err error
	to.Sealed, err = secrets.Seal(*to, secret)
	return err
}

// ConnectChannel adds a channel of a kind, switched on.
func (a *Admin) ConnectChannel(ctx context.Context, by sapa.By, kind string, in Connection) (sapa.Channel, error) {
	spec, ok := channel.Find(a.specs, kind)
	if !ok {
		return sapa.Channel{}, sapa.BadField("kind", "not_an_option")
	}
	key, err := a.publicKey()
	if err != nil {
		return sapa.Channel{}, err
	}
	if in.Name == nil {
		in.Name = new(string)
	}
	if in.Config == nil {
		in.Config = map[string]any{}
	}
	var c sapa.Channel
	err = a.change(ctx, by, func(s *step) error {
		if err := s.pass("ConnectChannel"); err != nil {
			return err
		}
		c = sapa.Channel{
			Workspace: by.Workspace, Kind: kind, PublicKey: key, State: sapa.ChannelOn, SessionHours: int(spec.Session.Hours()), CreatedAt: s.now,
		}
		in.now, in.typed = s.now, a.typed
		if err := a.openGrant(&in, by, spec); err != nil {
			return err
		}
		if err := in.apply(&c, spec, a.secrets); err != nil {
			return err
		}
		var err error
		if c.ID, err = s.CreateChannel(ctx, c); err != nil {
			return err
		}
		s.emit(sapa.ChannelConnected, int64(c.ID), nil)
		return nil
	})
	return c, err
}

// ChannelSecrets lists the secrets a channel has, and what its provider must show in the handshake.
func (a *Admin) ChannelSecrets(c sapa.Channel) (names []string, verify string) {
	return a.secrets.Names(c), a.secrets.VerifyToken(c)
}

// publicKey makes what outside parties address a channel by: 128 random bits, url-safe.
func (a *Admin) publicKey() (string, error) {
	b := make([]byte, 16)
	if _, err := io.ReadFull(a.random, b); err != nil {
		return "", fmt.Errorf("admin: key: %w", err)
	}
	return "wk_" + base64.RawURLEncoding.EncodeToString(b), nil
}

// UpdateChannel changes a channel. A new configuration replaces the old one as a whole.
func (a *Admin) UpdateChannel(ctx context.Context, by sapa.By, id sapa.ChannelID, in Connection) (sapa.Channel, error) {
	return a.alterChannel(ctx, by, "UpdateChannel", id, sapa.ChannelUpdated, func(s *step, c *sapa.Channel, spec channel.Spec) error {
		in.now, in.typed = a.now(), a.typed
		if err := a.openGrant(&in, by, spec); err != nil {
			return err
		}
		before := *c
		if err := in.apply(c, spec, a.secrets); err != nil {
			return err
		}
		if !before.SameAccount(*c) {
			if err := s.ListenAnew(ctx, c.Workspace, c.ID); err != nil {
				return err
			}
		}
		if err := s.countAnew(ctx, before, c, spec); err != nil {
			return err
		}
		if c.State != sapa.ChannelOn || (in.On == nil && in.Config == nil) {
			return nil
		}
		return s.WakeChannel(ctx, c.Workspace, c.ID, in.now) // what stood still goes on
	})
}

// countAnew forgets how much did not come of conversations that were switched on or off.
func (s *step) countAnew(ctx context.Context, before sapa.Channel, now *sapa.Channel, spec channel.Spec) error {
	for _, kind := range sapa.ConversationKinds() {
		if spec.Has(kind, before.Config) == spec.Has(kind, now.Config) {
			continue
		}
		if err := s.ForgetMissed(ctx, now.Workspace, now.ID, kind); err != nil {
			return err
		}
		now.Forget(kind)
	}
	return nil
}

// RemoveChannel disconnects a channel: nothing comes in or goes out any more, history stays.
func (a *Admin) RemoveChannel(ctx context.Context, by sapa.By, id sapa.ChannelID) error {
	_, err := a.alterChannel(ctx, by, "RemoveChannel", id, sapa.ChannelRemoved, func(s *step, c *sapa.Channel, _ channel.Spec) error {
		c.State, c.Sealed, c.CheckAt = sapa.ChannelDisconnected, nil, time.Time{}
		return s.ForgetTokens(ctx, c.Workspace, c.ID)
	})
	return err
}

func (a *Admin) alterChannel(ctx context.Context, by sapa.By, verb string, id sapa.ChannelID, kind sapa.EventKind, alter func(*step, *sapa.Channel, channel.Spec) error) (sapa.Channel, error) {
	var c sapa.Channel
	err := a.change(ctx, by, func(s *step) error {
		if err := s.pass(verb); err != nil {
			return err
		}
		var err error
		if c, err = s.Channel(ctx, by.Workspace, id); err != nil {
			return err
		}
		spec, ok := channel.Find(a.specs, c.Kind)
		if c.State == sapa.ChannelDisconnected || !ok {
			return sapa.Missing("channel")
		}
		before := c
		if err := alter(s, &c, spec); err != nil {
			return err
		}
		s.emit(kind, int64(id), channelChange(before, c))
		return s.Tx.UpdateChannel(ctx, c)
	})
	return c, err
}
