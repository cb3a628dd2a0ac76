package admin

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/presence"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// How long a session lives: without being used, and at all.
const (
	sessionIdle  = 7 * 24 * time.Hour
	sessionWhole = 30 * 24 * time.Hour
)

// touchAfter is how much later than noted a session is used before the note is renewed: presence to the minute is
// enough, and not every request need write.
const touchAfter = time.Minute

// Device is where somebody signs in from.
type Device struct {
	// Agent is the browser's description of itself, Address the network address.
	Agent   string
	Address netip.Addr
}

// Key is the part of an address that one household or server has to itself: all of IPv4, the first half of IPv6.
func (d Device) Key() string {
	address := d.Address.Unmap()
	if address.Is6() {
		if p, err := address.Prefix(64); err == nil {
			return p.String()
		}
	}
	return address.String()
}

// SignedIn is a fresh session. The token is told once, here.
type SignedIn struct {
	sapa.By
	Token     string
	ExpiresAt time.Time
}

// SignIn opens a session for a name, which is an email or a phone number, and a password. A wrong name and a wrong
// password are the same error and take the same time. Guessing is slowed down per account and address, per address,
// and per account (ACC-3).
func (a *Admin) SignIn(ctx context.Context, name, password string, from Device) (SignedIn, error) {
	name, candidates, err := a.candidates(ctx, name)
	if err != nil {
		return SignedIn{}, err
	}
	brakes, err := a.brakes(ctx, candidates, name, from)
	if err != nil {
		return SignedIn{}, err
	}
	m, err := a.prove(ctx, candidates, password, brakes)
	if err != nil {
		return SignedIn{}, err
	}
	return a.open(ctx, m, from)
}

// prove finds the candidate whose password it is. The brakes are looked at and a failure is noted within one turn.
func (a *Admin) prove(ctx context.Context, candidates []sapa.Member, password string, brakes []brake) (sapa.Member, error) {
	done, err := a.passwords.Turn(ctx)
	if err != nil {
		return sapa.Member{}, err
	}
	defer done()
	if err := a.checkBrakes(ctx, brakes); err != nil {
		return sapa.Member{}, err
	}
	for _, m := range candidates {
		hash := m.PasswordHash
		if m.State != sapa.Active {
			hash = ""
		}
		ok, err := a.passwords.Match(password, hash)
		if err != nil {
			return sapa.Member{}, err
		}
		if ok {
			return m, a.forget(ctx, brakes)
		}
	}
	return sapa.Member{}, errors.Join(wrongCredentials(), a.failed(ctx, brakes))
}

func wrongCredentials() error {
	return sapa.Errorf(sapa.Unauthenticated, "wrong_credentials", "the name or the password is wrong")
}

// candidates lists whose name it may be, at least one: nobody at all stands for a name that is not there, so that
// refusing it costs the same hash.
func (a *Admin) candidates(ctx context.Context, name string) (string, []sapa.Member, error) {
	nobody := []sapa.Member{{}}
	if phone, ok := sapa.CleanPhone(name); ok && phone != "" {
		found, err := a.store.MembersByPhone(ctx, phone)
		if len(found) == 0 {
			found = nobody
		}
		return phone, found, err
	}
	email, _ := sapa.CleanEmail(name)
	m, err := a.store.FindMemberByEmail(ctx, email)
	if sapa.KindOf(err) == sapa.NotFound {
		return email, nobody, nil
	}
	return email, []sapa.Member{m}, err
}

// brake is one key that slows guessing down, and its rule.
type brake struct {
	key  string
	rule auth.Brake
	// own tells that a success clears the key: it belongs to this account and address alone.
	own bool
}

func (a *Admin) brakes(ctx context.Context, candidates []sapa.Member, name string, from Device) ([]brake, error) {
	address := from.Key()
	brakes := []brake{
		{key: "pair:" + name + "|" + address, rule: auth.PairBrake, own: true},
		{key: "address:" + address, rule: auth.AddressBrake},
	}
	for _, m := range candidates {
		known, err := a.store.KnownAddress(ctx, m.Workspace, m.ID, address)
		if err != nil || known {
			return brakes, err
		}
	}
	return append(brakes, brake{key: "account:" + name, rule: auth.AccountBrake}), nil
}

func (a *Admin) checkBrakes(ctx context.Context, brakes []brake) error {
	for _, b := range brakes {
		t, err := a.store.Throttle(ctx, b.key)
		if err != nil {
			return err
		}
		if wait := b.rule.Wait(auth.Tries(t), a.now()); wait > 0 {
			return &sapa.Error{
				Kind: sapa.RateLimited, Code: "too_many_tries", Msg: "too many failed tries",
				RetryAfter: int(wait.Seconds()) + 1,
			}
		}
	}
	return nil
}

func (a *Admin) failed(ctx context.Context, brakes []brake) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		for _, b := range brakes {
			t, err := tx.TakeThrottle(ctx, b.key)
			if err != nil {
				return err
			}
			if err := tx.SetThrottle(ctx, b.key, store.Throttle(b.rule.Fail(auth.Tries(t), a.now()))); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *Admin) forget(ctx context.Context, brakes []brake) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		for _, b := range brakes {
			if !b.own {
				continue
			}
			if err := tx.DeleteThrottle(ctx, b.key); err != nil {
				return err
			}
		}
		return nil
	})
}

// open makes a session with a token of its own: signing in never continues a session that was there before. The
// member is as they were when they proved who they are; one who was removed since, or has another password, gets none.
func (a *Admin) open(ctx context.Context, proven sapa.Member, from Device) (SignedIn, error) {
	by := sapa.By{Workspace: proven.Workspace, Member: proven.ID}
	token, err := auth.NewToken(a.random)
	if err != nil {
		return SignedIn{}, err
	}
	now := a.now()
	s := store.Session{
		Workspace: by.Workspace, Member: by.Member, Agent: shorten(from.Agent, 300), Address: from.Key(),
		CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(sessionWhole),
	}
	_, err = a.store.Change(ctx, by.Workspace, func(tx *store.Tx) error {
		m, err := tx.Member(ctx, by.Workspace, by.Member)
		if err != nil {
			return err
		}
		if m.State != sapa.Active || m.PasswordHash != proven.PasswordHash {
			return wrongCredentials()
		}
		if err := tx.CreateSession(ctx, auth.Hash(token), s); err != nil {
			return err
		}
		tx.Emit(sapa.Event{
			Kind: sapa.SignedIn, At: now, Actor: sapa.MemberActor(by.Member), Subject: int64(by.Member), Data: map[string]any{"address": s.Address},
		})
		if p, back := presence.SignIn(m.Presence, now); back {
			p.Device = presence.Device(from.Agent)
			if err := become(ctx, tx, m, p, sapa.MemberActor(m.ID)); err != nil {
				return err
			}
		}
		return tx.TouchMember(ctx, by.Workspace, by.Member, now)
	})
	if err != nil {
		return SignedIn{}, err
	}
	a.signs.act(by, now, presence.Device(from.Agent)) // who was online already has done something as well
	return SignedIn{By: by, Token: token, ExpiresAt: s.ExpiresAt}, nil
}

// shorten keeps what fits of a text a stranger chose: whole runes, and none that is not one.
func shorten(text string, bytes int) string {
	text = strings.ToValidUTF8(text, "")
	if len(text) <= bytes {
		return text
	}
	return strings.ToValidUTF8(text[:bytes], "")
}

// Authenticate answers whose session a token opens. A token of no session, or of one that is over, is
// Unauthenticated. Role and state are not looked at here: each verb reads them afresh.
func (a *Admin) Authenticate(ctx context.Context, token string) (sapa.By, store.Session, error) {
	refused := sapa.Errorf(sapa.Unauthenticated, "", "nobody is signed in")
	if token == "" {
		return sapa.By{}, store.Session{}, refused
	}
	s, err := a.store.SessionByHash(ctx, auth.Hash(token))
	if sapa.KindOf(err) == sapa.NotFound {
		return sapa.By{}, s, refused
	}
	if err != nil {
		return sapa.By{}, s, err
	}
	now := a.now()
	if !alive(s, now) {
		return sapa.By{}, s, refused
	}
	if now.Sub(s.SeenAt) > touchAfter {
		if err := a.touch(ctx, s, now); err != nil {
			return sapa.By{}, s, err
		}
	}
	return sapa.By{Workspace: s.Workspace, Member: s.Member}, s, nil
}

// alive tells whether a session opens anything still.
func alive(s store.Session, now time.Time) bool {
	return now.Before(s.ExpiresAt) && now.Sub(s.SeenAt) <= sessionIdle
}

func (a *Admin) touch(ctx context.Context, s store.Session, now time.Time) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.TouchSession(ctx, s.Workspace, s.ID, now); err != nil {
			return err
		}
		return tx.TouchMember(ctx, s.Workspace, s.Member, now)
	})
}

// Sessions lists the member's own sessions, newest first.
func (a *Admin) Sessions(ctx context.Context, by sapa.By) ([]store.Session, error) {
	return a.store.Sessions(ctx, by.Workspace, by.Member)
}

// SignOut ends one of the member's own sessions.
func (a *Admin) SignOut(ctx context.Context, by sapa.By, session int64) error {
	return a.change(ctx, by, func(s *step) error {
		was, err := s.DeleteSession(ctx, by.Workspace, by.Member, session)
		if err != nil {
			return err
		}
		if !was {
			return sapa.Missing("session")
		}
		s.emit(sapa.SignedOut, int64(by.Member), map[string]any{"session": session})
		return s.signedOut(ctx)
	})
}

// SignOutEverywhere ends all of the member's own sessions but one; zero ends that too.
func (a *Admin) SignOutEverywhere(ctx context.Context, by sapa.By, keep int64) error {
	return a.change(ctx, by, func(s *step) error {
		if err := s.DeleteSessions(ctx, by.Workspace, by.Member, keep); err != nil {
			return err
		}
		s.emit(sapa.SignedOut, int64(by.Member), map[string]any{"keep": keep})
		return s.signedOut(ctx)
	})
}

// Expire removes what is over: sessions, invitations, forgotten tries.
func (a *Admin) Expire(ctx context.Context) error {
	return a.store.Write(ctx, func(tx *store.Tx) error { return tx.DeleteStale(ctx, a.now()) })
}
