package admin

import (
	"context"
	"fmt"

	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// UpdateMe changes the member's own profile. Role and permissions cannot be changed here, and a new email needs the
// present password, since it is what one signs in with.
func (a *Admin) UpdateMe(ctx context.Context, by sapa.By, p Profile, password string) (sapa.Member, error) {
	p.Role, p.Denied = nil, nil
	if err := a.checkEmailChange(ctx, by, p, password); err != nil {
		return sapa.Member{}, err
	}
	var m sapa.Member
	err := a.change(ctx, by, func(s *step) error {
		m = s.who.Member
		if err := p.apply(&m); err != nil {
			return err
		}
		if err := s.Tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.MemberUpdated, int64(by.Member), nil)
		return nil
	})
	return m, err
}

func (a *Admin) checkEmailChange(ctx context.Context, by sapa.By, p Profile, password string) error {
	if p.Email == nil {
		return nil
	}
	m, err := a.store.Member(ctx, by.Workspace, by.Member)
	if err != nil {
		return err
	}
	if email, _ := sapa.CleanEmail(*p.Email); email == m.Email {
		return nil
	}
	return a.checkOwnPassword(ctx, m, "password", password)
}

// checkOwnPassword refuses a wrong present password, slowing down who guesses at an unlocked screen.
func (a *Admin) checkOwnPassword(ctx context.Context, m sapa.Member, field, password string) error {
	brakes := []brake{{key: fmt.Sprint("own:", m.ID), rule: auth.PairBrake, own: true}}
	_, err := a.prove(ctx, []sapa.Member{m}, password, brakes)
	if sapa.CodeOf(err) == "wrong_credentials" {
		return sapa.BadField(field, "wrong_password")
	}
	return err
}

// SetAvatar stores the key of the member's picture; empty takes it away. It answers the former key, whose bytes
// nobody needs any more.
func (a *Admin) SetAvatar(ctx context.Context, by sapa.By, key string) (string, error) {
	var former string
	err := a.change(ctx, by, func(s *step) error {
		m := s.who.Member
		former = m.Avatar
		m.Avatar = key
		if err := s.Tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.MemberUpdated, int64(by.Member), nil)
		return nil
	})
	return former, err
}

// ChangePassword replaces the member's own password. It needs the old one and ends all sessions but the one it was
// done in (ACC-1), and every link by which the password could be set again.
func (a *Admin) ChangePassword(ctx context.Context, by sapa.By, session int64, old, password string) error {
	m, err := a.store.Member(ctx, by.Workspace, by.Member)
	if err != nil {
		return err
	}
	if err := a.checkOwnPassword(ctx, m, "old_password", old); err != nil {
		return err
	}
	if word := auth.CheckPassword(password, m); word != "" {
		return sapa.BadField("password", word)
	}
	hash, err := a.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	return a.change(ctx, by, func(s *step) error {
		m := s.who.Member
		m.PasswordHash = hash
		if err := s.Tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.PasswordChanged, int64(by.Member), map[string]any{"keep": session})
		if err := s.DeleteInvitations(ctx, by.Workspace, by.Member); err != nil {
			return err
		}
		return s.DeleteSessions(ctx, by.Workspace, by.Member, session)
	})
}
