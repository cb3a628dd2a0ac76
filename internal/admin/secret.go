package admin

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// signingBytes is the length of the key both sides sign with.
const signingBytes = 32

// MakeSecret makes the secret that both sides of a channel sign with anew, and answers it, which nothing does ever again.
// The one before counts as well for as long as keep says, until the moment that is answered; zero when there is none.
func (a *Admin) MakeSecret(ctx context.Context, by sapa.By, id sapa.ChannelID, keep time.Duration) (secret string, until time.Time, err error) {
	if secret, err = a.signingSecret(); err != nil {
		return "", until, err
	}
	_, err = a.alterChannel(ctx, by, "MakeSecret", id, sapa.ChannelUpdated, func(s *step, c *sapa.Channel, spec channel.Spec) error {
		if !spec.Signs {
			return sapa.Errorf(sapa.Conflict, "not_supported", "the channel signs nothing")
		}
		until = time.Time{}
		if keep > 0 {
			until = s.now.Add(keep)
		}
		sealed, former, err := a.secrets.Rotate(*c, secret, until)
		if err != nil {
			return err
		}
		if !former {
			until = time.Time{}
		}
		// Whoever makes one wants to know soon whether it works, and what waited for it goes on.
		c.Sealed, c.CheckAt = sealed, s.now
		return s.WakeChannel(ctx, c.Workspace, c.ID, s.now)
	})
	if err != nil {
		return "", time.Time{}, err
	}
	return secret, until, nil
}

// signingSecret makes a secret to sign with, as Standard Webhooks writes it.
func (a *Admin) signingSecret() (string, error) {
	key := make([]byte, signingBytes)
	if _, err := io.ReadFull(a.random, key); err != nil {
		return "", fmt.Errorf("admin: secret: %w", err)
	}
	return "whsec_" + base64.StdEncoding.EncodeToString(key), nil
}

// MakeServiceSecret makes the secret anew with which the service is asked that says who takes a conversation, as MakeSecret does
// for a channel.
func (a *Admin) MakeServiceSecret(ctx context.Context, by sapa.By, keep time.Duration) (secret string, until time.Time, err error) {
	if secret, err = a.signingSecret(); err != nil {
		return "", until, err
	}
	_, err = a.alterWorkspace(ctx, by, func(s *step, w *sapa.Workspace) error {
		if err := s.pass("MakeServiceSecret"); err != nil {
			return err
		}
		until = time.Time{}
		if keep > 0 {
			until = s.now.Add(keep)
		}
		sealed, former, err := a.services.RotateService(*w, secret, until)
		if err != nil {
			return err
		}
		if !former {
			until = time.Time{}
		}
		w.Sealed = sealed
		return nil
	})
	if err != nil {
		return "", time.Time{}, err
	}
	return secret, until, nil
}
