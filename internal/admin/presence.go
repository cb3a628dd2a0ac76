package admin

import (
	"context"
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/presence"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// PresenceEvery is how often KeepPresence is to be called: with it, who is idle is offline within 15 seconds.
const PresenceEvery = 5 * time.Second

// become stores what a member has become, and tells everybody.
func become(ctx context.Context, tx *store.Tx, m sapa.Member, p sapa.Presence, by sapa.Actor) error {
	data := map[string]any{"state": string(p.State)}
	if len(m.Departments) > 0 {
		// Who may learn why they came or went is told by where they are.
		var in []sapa.DepartmentID
		for _, d := range m.Departments {
			in = append(in, d.Department)
		}
		data["departments"] = in
	}
	tx.Emit(sapa.Event{Kind: sapa.MemberPresence, At: p.Since, Actor: by, Why: string(p.Why), Subject: int64(m.ID), Data: data})
	return tx.SetPresence(ctx, m.ID, p)
}

// SetPresence lets a member say whether they are there.
func (a *Admin) SetPresence(ctx context.Context, by sapa.By, state sapa.PresenceState) (sapa.Member, error) {
	var m sapa.Member
	err := a.change(ctx, by, func(s *step) error {
		if state != sapa.Online && state != sapa.Offline {
			return sapa.BadField("state", "not_an_option")
		}
		m = s.who.Member
		p, changed := presence.Switch(m.Presence, state, s.now)
		if !changed {
			return nil
		}
		m.Presence = p
		return become(ctx, s.Tx, m, p, sapa.MemberActor(by.Member))
	})
	return m, err
}

// Acted takes notice of something a member has done with a browser of their own accord; who was away by themselves is back.
func (a *Admin) Acted(ctx context.Context, by sapa.By, agent string) error {
	if !a.signs.act(by, a.now(), presence.Device(agent)) {
		return nil
	}
	m, err := a.store.Member(ctx, by.Workspace, by.Member)
	if err != nil {
		return err
	}
	if _, back := presence.Act(m.Presence, a.now()); !back {
		return nil
	}
	return a.change(ctx, by, func(s *step) error {
		m := s.who.Member
		p, back := presence.Act(m.Presence, s.now)
		if !back {
			return nil
		}
		return become(ctx, s.Tx, m, p, sapa.MemberActor(by.Member))
	})
}

// Connected takes notice of a live connection of a member, until it is over.
func (a *Admin) Connected(by sapa.By) (over func()) { return a.signs.connect(by, a.now) }

// KeepPresence stores what shows that members are there, and sends those offline of whom too little was heard. In the first
// minute of a process it sends nobody away: the connections that the former one had come back in it.
func (a *Admin) KeepPresence(ctx context.Context) error {
	now := a.now()
	news := a.signs.news(now)
	if len(news) > 0 {
		if err := a.store.Write(ctx, func(tx *store.Tx) error { return tx.NoteSigns(ctx, news) }); err != nil {
			return err
		}
		a.signs.stored(news, now)
	}
	a.began.CompareAndSwap(nil, &now)
	if now.Sub(*a.began.Load()) < presence.Absent {
		return nil
	}
	return a.lapse(ctx, now)
}

// lapse looks at everybody who is online.
func (a *Admin) lapse(ctx context.Context, now time.Time) error {
	all, err := a.store.OnlineEverywhere(ctx)
	if err != nil {
		return err
	}
	var failed error
	limits, due := map[sapa.WorkspaceID]time.Duration{}, map[sapa.WorkspaceID][]sapa.MemberID{}
	for _, one := range all {
		if _, known := limits[one.Workspace]; !known {
			w, err := a.store.Workspace(ctx, one.Workspace)
			failed = errors.Join(failed, err)
			limits[one.Workspace] = settings.Of(w.Settings).Inactivity()
		}
		p := sapa.Presence{State: sapa.Online, Active: one.Active, Connected: one.Connected}
		if _, lapsed := presence.Lapse(p, now, limits[one.Workspace]); lapsed {
			due[one.Workspace] = append(due[one.Workspace], one.Member)
		}
	}
	for ws, members := range due {
		_, err := a.store.Change(ctx, ws, func(tx *store.Tx) error { return a.lapseOf(ctx, tx, members) })
		failed = errors.Join(failed, err)
	}
	return failed
}

// lapseOf looks once more at some members, with what has been stored meanwhile.
func (a *Admin) lapseOf(ctx context.Context, tx *store.Tx, members []sapa.MemberID) error {
	for _, id := range members {
		m, err := tx.Member(ctx, tx.Workspace.ID, id)
		if err != nil {
			return err
		}
		p, lapsed := presence.Lapse(m.Presence, a.now(), settings.Of(tx.Workspace.Settings).Inactivity())
		if !lapsed {
			continue
		}
		if err := become(ctx, tx, m, p, sapa.SystemActor()); err != nil {
			return err
		}
	}
	return nil
}

// signedOut takes a member offline who has no session left that works.
func (s *step) signedOut(ctx context.Context) error {
	all, err := s.Sessions(ctx, s.Workspace.ID, s.who.ID)
	if err != nil {
		return err
	}
	for _, one := range all {
		if alive(one, s.now) {
			return nil
		}
	}
	return s.leave(ctx, s.who.Member)
}

// leave takes a member offline who cannot be there any more.
func (s *step) leave(ctx context.Context, m sapa.Member) error {
	p, left := presence.SignOut(m.Presence, s.now)
	if !left {
		return nil
	}
	return become(ctx, s.Tx, m, p, sapa.MemberActor(s.who.ID))
}
