package admin

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// secretBytes is the length of the installation's secret.
const secretBytes = 32

// Prepare makes sure that the installation has its secret, and answers it.
func Prepare(ctx context.Context, s *store.Store, random io.Reader) (store.Installation, error) {
	secret := make([]byte, secretBytes)
	if _, err := io.ReadFull(random, secret); err != nil {
		return store.Installation{}, fmt.Errorf("admin: secret: %w", err)
	}
	if err := s.Write(ctx, func(tx *store.Tx) error { return tx.EnsureInstallation(ctx, secret) }); err != nil {
		return store.Installation{}, err
	}
	return s.Installation(ctx)
}

// SetUpOpen tells whether the first-run set-up is still to be done. Once done, it never opens again.
func (a *Admin) SetUpOpen(ctx context.Context) (bool, error) {
	i, err := a.store.Installation(ctx)
	return i.SetUpAt.IsZero(), err
}

// SetUpCode is the one-time code in the address that is printed at start: the same for all instances on one
// database, and worthless once the set-up is closed.
func (a *Admin) SetUpCode(ctx context.Context) (string, error) {
	i, err := a.store.Installation(ctx)
	return setUpCode(i.Secret), err
}

func setUpCode(secret []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("set-up"))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)))[:20]
}

// NewHouse is what the set-up asks for.
type NewHouse struct {
	Company  string
	TimeZone string
	Language sapa.Language
	PlanMode sapa.PlanMode
	// Name, Email and Password are the owner's.
	Name, Email, Password string
}

// clean normalises the input and answers what is wrong with it.
func (h *NewHouse) clean() error {
	var wrong sapa.Fields
	var ok bool
	h.Company, ok = sapa.CleanName(h.Company)
	wrong.Check(ok, "company", "too_long")
	wrong.Check(h.Company != "", "company", "required")
	wrong.Check(validZone(h.TimeZone), "time_zone", "unknown_zone")
	wrong.Check(h.Language.Valid(), "language", "not_an_option")
	wrong.Check(h.PlanMode.Valid(), "plan_mode", "not_an_option")
	h.Name, ok = sapa.CleanName(h.Name)
	wrong.Check(ok, "name", "too_long")
	wrong.Check(h.Name != "", "name", "required")
	h.Email, ok = sapa.CleanEmail(h.Email)
	wrong.Check(ok, "email", "invalid_email")
	wrong.Check(h.Email != "", "email", "required")
	word := auth.CheckPassword(h.Password, sapa.Member{Name: h.Name, Email: h.Email})
	wrong.Check(word == "", "password", word)
	return wrong.Err()
}

func validZone(name string) bool {
	if name == "" || name == "Local" {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

// SetUp makes the first workspace with its owner and a ready web chat, closes the set-up for good, and signs the
// owner in. A wrong code is Forbidden, a second set-up a Conflict.
func (a *Admin) SetUp(ctx context.Context, code string, h NewHouse, from Device) (SignedIn, error) {
	i, err := a.store.Installation(ctx)
	switch {
	case err != nil:
		return SignedIn{}, err
	case !i.SetUpAt.IsZero():
		return SignedIn{}, setUpDone()
	case !auth.Equal(code, setUpCode(i.Secret)):
		return SignedIn{}, sapa.Errorf(sapa.Forbidden, "wrong_code", "the set-up code is wrong")
	}
	if err := h.clean(); err != nil {
		return SignedIn{}, err
	}
	owner, err := a.found(ctx, h, true)
	if err != nil {
		return SignedIn{}, err
	}
	return a.open(ctx, owner, from)
}

func setUpDone() error {
	return sapa.Errorf(sapa.Conflict, "set_up_done", "the set-up was done before")
}

// found makes a workspace with its owner and a ready web chat, all in one change.
func (a *Admin) found(ctx context.Context, h NewHouse, first bool) (sapa.Member, error) {
	now := a.now()
	owner := sapa.Member{Name: h.Name, Email: h.Email, Role: sapa.Owner, State: sapa.Active, Language: h.Language, CreatedAt: now}
	var err error
	if owner.PasswordHash, err = a.passwords.Hash(ctx, h.Password); err != nil {
		return owner, err
	}
	key, err := a.publicKey()
	if err != nil {
		return owner, err
	}
	w := sapa.Workspace{Name: h.Company, TimeZone: h.TimeZone, Language: h.Language, CreatedAt: now}
	owner.Workspace, err = a.store.Establish(ctx, w, func(tx *store.Tx) error {
		if first {
			if done, err := tx.FinishSetUp(ctx, h.PlanMode, now); err != nil || !done {
				return orDone(err)
			}
		}
		if owner.ID, err = tx.CreateMember(ctx, owner); err != nil {
			return err
		}
		tx.Emit(sapa.Event{Kind: sapa.WorkspaceCreated, At: now, Actor: sapa.MemberActor(owner.ID), Subject: int64(tx.Workspace.ID)})
		return a.firstChannel(ctx, tx, h, owner.ID, key)
	})
	return owner, err
}

func orDone(err error) error {
	if err != nil {
		return err
	}
	return setUpDone()
}

// firstChannel connects the kind of channel that needs no third party, so that the inbox works from the first minute.
func (a *Admin) firstChannel(ctx context.Context, tx *store.Tx, h NewHouse, owner sapa.MemberID, key string) error {
	for _, spec := range a.specs {
		if !spec.Caps.Widget {
			continue
		}
		config, err := spec.Check(map[string]any{"language": string(h.Language)})
		if err != nil {
			return err
		}
		id, err := tx.CreateChannel(ctx, sapa.Channel{
			Kind: spec.Kind, Name: h.Company, PublicKey: key, State: sapa.ChannelOn, Config: config,
			SessionHours: int(spec.Session.Hours()), CreatedAt: a.now(),
		})
		if err != nil {
			return err
		}
		tx.Emit(sapa.Event{Kind: sapa.ChannelConnected, At: a.now(), Actor: sapa.MemberActor(owner), Subject: int64(id)})
	}
	return nil
}
