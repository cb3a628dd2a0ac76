package admin

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// WorkspaceUpdate says what to change; nil leaves a field as it is.
type WorkspaceUpdate struct {
	Name, TimeZone *string
	Language       *sapa.Language
}

// UpdateWorkspace changes the workspace's name, time zone and language.
func (a *Admin) UpdateWorkspace(ctx context.Context, by sapa.By, u WorkspaceUpdate) (sapa.Workspace, error) {
	return a.alterWorkspace(ctx, by, func(s *step, w *sapa.Workspace) error {
		if err := s.pass("UpdateWorkspace"); err != nil {
			return err
		}
		var wrong sapa.Fields
		if u.Name != nil {
			name, ok := sapa.CleanName(*u.Name)
			wrong.Check(ok, "name", "too_long")
			wrong.Check(name != "", "name", "required")
			w.Name = name
		}
		if u.TimeZone != nil {
			wrong.Check(validZone(*u.TimeZone), "time_zone", "unknown_zone")
			w.TimeZone = *u.TimeZone
		}
		if u.Language != nil {
			wrong.Check(u.Language.Valid(), "language", "not_an_option")
			w.Language = *u.Language
		}
		return wrong.Err()
	})
}

// UpdateSettings changes settings by name.
func (a *Admin) UpdateSettings(ctx context.Context, by sapa.By, patch map[string]any) (settings.Values, error) {
	w, err := a.alterWorkspace(ctx, by, func(s *step, w *sapa.Workspace) (err error) {
		// Nothing asked for is a change of the workspace all the same.
		if len(patch) == 0 {
			return s.who.Need(access.WorkspaceSettings)
		}
		for name := range patch {
			if err := s.who.NeedSetting(settings.Name(name)); err != nil {
				return err
			}
		}
		before := settings.Of(w.Settings).Map()
		if w.Settings, err = settings.Change(w.Settings, patch); err != nil {
			return err
		}
		// What a change switches besides needs what it would need by itself: who may choose a strategy does not switch custom
		// allocation off by it.
		for name, value := range settings.Of(w.Settings).Map() {
			if value == before[name] {
				continue
			}
			if err := s.who.NeedSetting(settings.Name(name)); err != nil {
				return err
			}
		}
		if err := a.checkService(*w, patch); err != nil {
			return err
		}
		return s.postpone(ctx, s.Workspace, *w)
	})
	return settings.Of(w.Settings), err
}

// checkService refuses a service that would never be asked: at an address everybody on the way could read, or without a secret.
func (a *Admin) checkService(w sapa.Workspace, patch map[string]any) error {
	v := settings.Of(w.Settings)
	var wrong sapa.Fields
	if address := v.Text(settings.CustomAllocationURL); patch[string(settings.CustomAllocationURL)] != nil && address != "" {
		wrong.Check(a.typed.Asks(address), string(settings.CustomAllocationURL), "insecure_address")
	}
	if patch[string(settings.CustomAllocation)] == true {
		wrong.Check(len(w.Sealed) > 0, string(settings.CustomAllocation), "secret_required")
	}
	return wrong.Err()
}

func (a *Admin) alterWorkspace(ctx context.Context, by sapa.By, alter func(*step, *sapa.Workspace) error) (sapa.Workspace, error) {
	var w sapa.Workspace
	err := a.change(ctx, by, func(s *step) error {
		w = s.Tx.Workspace
		if err := alter(s, &w); err != nil {
			return err
		}
		s.emit(sapa.SettingsUpdated, int64(w.ID), workspaceChange(s.Tx.Workspace, w))
		if idle := settings.Of(w.Settings).Idle(); idle != settings.Of(s.Tx.Workspace.Settings).Idle() {
			if err := s.Tx.SetIdleDue(ctx, idle.After); err != nil {
				return err
			}
		}
		return s.Tx.UpdateWorkspace(ctx, w)
	})
	return w, err
}

// AddWorkspace adds another workspace to the installation, whose owner sets a password by the link. For the operator
// at the command line.
func (a *Admin) AddWorkspace(ctx context.Context, h NewHouse) (Link, error) {
	h.PlanMode = sapa.Metered // not used: the mode belongs to the installation and is chosen at set-up
	chance, err := auth.NewToken(a.random)
	if err != nil {
		return Link{}, err
	}
	h.Password = chance // nobody knows it; the link replaces it
	if err := h.clean(); err != nil {
		return Link{}, err
	}
	if _, err := a.found(ctx, h, false); err != nil {
		return Link{}, err
	}
	_, link, err := a.LinkFor(ctx, h.Email)
	return link, err
}

// Workspaces lists all workspaces of the installation. For the operator at the command line.
func (a *Admin) Workspaces(ctx context.Context) ([]sapa.Workspace, error) {
	return a.store.Workspaces(ctx)
}

// LinkFor makes a link by which a member sets a new password. For the operator at the command line, when nobody who
// could do so in the browser can sign in.
func (a *Admin) LinkFor(ctx context.Context, email string) (sapa.Member, Link, error) {
	email, _ = sapa.CleanEmail(email)
	m, err := a.store.FindMemberByEmail(ctx, email)
	if err != nil {
		return m, Link{}, err
	}
	link, hash, err := a.newLink()
	if err != nil {
		return m, link, err
	}
	_, err = a.store.Change(ctx, m.Workspace, func(tx *store.Tx) error {
		tx.Emit(sapa.Event{
			Kind: sapa.MemberInvited, At: a.now(), Actor: sapa.SystemActor(), Subject: int64(m.ID), Data: map[string]any{"again": true},
		})
		return tx.CreateInvitation(ctx, hash, store.Invitation{Workspace: m.Workspace, Member: m.ID, ExpiresAt: link.ExpiresAt})
	})
	return m, link, err
}
