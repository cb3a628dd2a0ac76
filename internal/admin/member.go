package admin

import (
	"context"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// invitationLife is how long a link for a new member works (spec ROL-4).
const invitationLife = 72 * time.Hour

// Link is a single-use token by which a member sets a password. It is told once, here.
type Link struct {
	Token     string
	ExpiresAt time.Time
}

// Profile is what can be said of a member. Nil leaves a field as it is.
type Profile struct {
	Name, Email, Phone, Address, Organization *string
	Role                                      *sapa.Role
	TimeZone                                  *string
	Language                                  *sapa.Language
	// Denied lists the permissions taken from a manager.
	Denied *[]string
	// Departments are those the member serves, the primary one first.
	Departments *[]sapa.DepartmentID
}

// apply writes the profile over a member, in its stored spelling, and answers what is wrong with it.
func (p Profile) apply(m *sapa.Member) error {
	var wrong sapa.Fields
	set := func(to *string, value *string, field, code string, clean func(string) (string, bool)) {
		if value == nil {
			return
		}
		text, ok := clean(*value)
		wrong.Check(ok, field, code)
		*to = text
	}
	set(&m.Name, p.Name, "name", "too_long", sapa.CleanName)
	set(&m.Email, p.Email, "email", "invalid_email", sapa.CleanEmail)
	set(&m.Phone, p.Phone, "phone", "invalid_phone", sapa.CleanPhone)
	set(&m.Address, p.Address, "address", "too_long", atMost(255))
	set(&m.Organization, p.Organization, "organization", "too_long", atMost(100))
	set(&m.TimeZone, p.TimeZone, "time_zone", "unknown_zone", func(zone string) (string, bool) { return zone, zone == "" || validZone(zone) })
	if p.Language != nil {
		m.Language = *p.Language
		wrong.Check(m.Language == "" || m.Language.Valid(), "language", "not_an_option")
	}
	if p.Role != nil {
		m.Role = *p.Role
	}
	if p.Denied != nil {
		m.Denied = *p.Denied
		for _, name := range m.Denied {
			wrong.Check(deniable(name), "denied", "not_an_option")
		}
	}
	wrong.Check(m.Role.Valid(), "role", "not_an_option")
	wrong.Check(m.Name != "", "name", "required")
	wrong.Check(m.Email != "" || m.Phone != "", "email", "email_or_phone")
	return wrong.Err()
}

func atMost(runes int) func(string) (string, bool) {
	return func(text string) (string, bool) { return text, len([]rune(text)) <= runes }
}

func deniable(name string) bool {
	for _, p := range access.Deniable() {
		if string(p) == name {
			return true
		}
	}
	return false
}

// Members lists all members of the workspace, removed ones too: history needs their names.
func (a *Admin) Members(ctx context.Context, by sapa.By) ([]sapa.Member, error) {
	return a.store.Members(ctx, by.Workspace)
}

// Invite adds a member, who sets a password by the link. With a password given they can sign in at once, and there
// is no link (spec ROL-4, seed 002).
func (a *Admin) Invite(ctx context.Context, by sapa.By, p Profile, password string) (sapa.Member, Link, error) {
	var m sapa.Member
	link, hash, err := a.newLink()
	if err != nil {
		return m, link, err
	}
	passwordHash := ""
	if password != "" {
		if passwordHash, err = a.passwords.Hash(ctx, password); err != nil {
			return m, link, err
		}
		link = Link{}
	}
	err = a.change(ctx, by, func(s *step) error {
		if err := s.pass("Invite"); err != nil {
			return err
		}
		m = sapa.Member{Workspace: by.Workspace, Role: sapa.Agent, State: sapa.Invited, CreatedAt: s.now, PasswordHash: passwordHash}
		if err := p.applyNew(&m, password); err != nil {
			return err
		}
		if err := s.mayManage(m); err != nil {
			return err
		}
		if err := s.placeNew(ctx, &m, p.Departments); err != nil {
			return err
		}
		var err error
		if m.ID, err = s.CreateMember(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.MemberInvited, int64(m.ID), map[string]any{"role": string(m.Role)})
		if password != "" {
			return nil
		}
		return s.CreateInvitation(ctx, hash, store.Invitation{Workspace: by.Workspace, Member: m.ID, ExpiresAt: link.ExpiresAt})
	})
	return m, link, err
}

// applyNew writes the profile of a new member, who is active at once when there is a password.
func (p Profile) applyNew(m *sapa.Member, password string) error {
	if err := p.apply(m); err != nil || password == "" {
		return err
	}
	if word := auth.CheckPassword(password, *m); word != "" {
		return sapa.BadField("password", word)
	}
	m.State = sapa.Active
	return nil
}

func (a *Admin) newLink() (Link, []byte, error) {
	token, err := auth.NewToken(a.random)
	return Link{Token: token, ExpiresAt: a.now().Add(invitationLife)}, auth.Hash(token), err
}

// mayManage checks that the acting member stands high enough to manage somebody who is, or is to be, like m. A manager
// from whom a permission was taken makes no manager who has it, and no link to become one.
func (s *step) mayManage(m sapa.Member) error {
	if s.who.MayManage(m.Role) && !s.lacks(m) {
		return nil
	}
	return sapa.Errorf(sapa.Forbidden, "role_too_high", "only a higher role manages a member with the role %s", m.Role).With("role", string(m.Role))
}

// lacks tells whether another manager has a permission that was taken from the acting one.
func (s *step) lacks(m sapa.Member) bool {
	if s.who.Role != sapa.Manager || m.Role != sapa.Manager {
		return false
	}
	return slices.ContainsFunc(s.who.Denied, func(name string) bool { return !m.Denies(name) })
}

// target reads the member a verb is about and checks that the acting one stands high enough.
func (s *step) target(ctx context.Context, verb string, id sapa.MemberID) (sapa.Member, error) {
	if err := s.pass(verb); err != nil {
		return sapa.Member{}, err
	}
	m, err := s.Member(ctx, s.Workspace.ID, id)
	if err != nil {
		return m, err
	}
	if m.State == sapa.Removed {
		return m, sapa.Missing("member")
	}
	return m, s.mayManage(m)
}

// UpdateMember changes another member. Nobody changes their own role or permissions, nobody gives a role higher than
// their own, and an active owner always remains (ROL-3).
func (a *Admin) UpdateMember(ctx context.Context, by sapa.By, id sapa.MemberID, p Profile) (sapa.Member, error) {
	var m sapa.Member
	err := a.change(ctx, by, func(s *step) error {
		before, err := s.target(ctx, "UpdateMember", id)
		if err != nil {
			return err
		}
		m = before
		if err := p.apply(&m); err != nil {
			return err
		}
		if err := s.checkChange(ctx, before, m, p.Denied != nil); err != nil {
			return err
		}
		if err := s.place(ctx, &m, p.Departments); err != nil {
			return err
		}
		if err := s.mayPlace(before.Departments, m.Departments); err != nil {
			return err
		}
		if err := s.Tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.MemberUpdated, int64(id), memberChange(before, m))
		return nil
	})
	return m, err
}

// checkChange refuses a change of role that is not the acting member's to make, and of their own sign-in: a new email
// of one's own needs the present password, which UpdateMe asks for.
func (s *step) checkChange(ctx context.Context, before, after sapa.Member, denying bool) error {
	if before.Email != after.Email && before.ID == s.who.ID {
		return ownAccount("nobody changes the email they sign in with here")
	}
	if (before.Role != after.Role || denying) && before.ID == s.who.ID {
		return sapa.Errorf(sapa.Forbidden, "own_role", "nobody changes their own role or permissions")
	}
	if before.Role == after.Role && !denying {
		return nil
	}
	if err := s.mayManage(after); err != nil {
		return err
	}
	if before.Role == after.Role {
		return nil
	}
	if err := s.keepLeader(ctx, after); err != nil {
		return err
	}
	return s.keepOwner(ctx, before)
}

func ownAccount(why string) error { return sapa.Errorf(sapa.Forbidden, "own_account", "%s", why) }

// keepOwner refuses to take the last active owner away.
func (s *step) keepOwner(ctx context.Context, m sapa.Member) error {
	if m.Role != sapa.Owner || m.State != sapa.Active {
		return nil
	}
	n, err := s.Owners(ctx, s.Workspace.ID)
	if err == nil && n < 2 {
		err = sapa.Errorf(sapa.Conflict, "last_owner", "the workspace needs an active owner")
	}
	return err
}

// RemoveMember takes a member out: sign-ins and links die at once, what they handled goes back into the queue, the
// name stays for history, email and phone are free again (ROL-4).
func (a *Admin) RemoveMember(ctx context.Context, by sapa.By, id sapa.MemberID) error {
	return a.change(ctx, by, func(s *step) error {
		m, err := s.target(ctx, "RemoveMember", id)
		if err != nil {
			return err
		}
		if id == by.Member {
			return ownAccount("nobody removes themselves")
		}
		if err := s.keepOwner(ctx, m); err != nil {
			return err
		}
		m.State, m.PasswordHash, m.Departments = sapa.Removed, "", nil
		if err := s.keepLeader(ctx, m); err != nil {
			return err
		}
		if err := s.Tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		if err := s.DeleteSessions(ctx, by.Workspace, id, 0); err != nil {
			return err
		}
		if err := s.DeleteInvitations(ctx, by.Workspace, id); err != nil {
			return err
		}
		if err := s.leave(ctx, m); err != nil {
			return err
		}
		s.emit(sapa.MemberRemoved, int64(id), nil)
		return a.release.Release(ctx, s.Tx, sapa.MemberActor(by.Member), id)
	})
}

// Reinvite makes a new link for another member: an invitation sent again, or a way back for who forgot the password.
// One's own password changes by ChangePassword alone, which asks for the old one.
func (a *Admin) Reinvite(ctx context.Context, by sapa.By, id sapa.MemberID) (Link, error) {
	link, hash, err := a.newLink()
	if err != nil {
		return link, err
	}
	err = a.change(ctx, by, func(s *step) error {
		if _, err := s.target(ctx, "Reinvite", id); err != nil {
			return err
		}
		if id == by.Member {
			return ownAccount("nobody makes a link for themselves")
		}
		s.emit(sapa.MemberInvited, int64(id), map[string]any{"again": true})
		return s.CreateInvitation(ctx, hash, store.Invitation{Workspace: by.Workspace, Member: id, ExpiresAt: link.ExpiresAt})
	})
	return link, err
}

// Invited is what a link tells whoever opens it.
type Invited struct {
	Workspace string
	Name      string
	Email     string
	Language  sapa.Language
	// Again tells that the member has a password already and sets a new one.
	Again bool
}

// LookInvitation answers what a link is for. A used, expired or wrong one is NotFound.
func (a *Admin) LookInvitation(ctx context.Context, token string) (Invited, error) {
	i, m, err := a.invited(ctx, token)
	if err != nil {
		return Invited{}, err
	}
	w, err := a.store.Workspace(ctx, i.Workspace)
	if m.Language == "" {
		m.Language = w.Language
	}
	return Invited{Workspace: w.Name, Name: m.Name, Email: m.Email, Language: m.Language, Again: m.State == sapa.Active}, err
}

func (a *Admin) invited(ctx context.Context, token string) (store.Invitation, sapa.Member, error) {
	if token == "" {
		return store.Invitation{}, sapa.Member{}, sapa.Missing("invitation")
	}
	i, err := a.store.InvitationByHash(ctx, auth.Hash(token), a.now())
	if err != nil {
		return i, sapa.Member{}, err
	}
	m, err := a.store.Member(ctx, i.Workspace, i.Member)
	if err == nil && m.State == sapa.Removed {
		err = sapa.Missing("invitation")
	}
	return i, m, err
}

// AcceptInvitation sets the password and signs the member in; all their other sessions end. Of two at the same
// moment one wins.
func (a *Admin) AcceptInvitation(ctx context.Context, token, password string, from Device) (SignedIn, error) {
	i, m, err := a.invited(ctx, token)
	if err != nil {
		return SignedIn{}, err
	}
	if word := auth.CheckPassword(password, m); word != "" {
		return SignedIn{}, sapa.BadField("password", word)
	}
	hash, err := a.passwords.Hash(ctx, password)
	if err != nil {
		return SignedIn{}, err
	}
	now := a.now()
	_, err = a.store.Change(ctx, i.Workspace, func(tx *store.Tx) error {
		used, err := tx.UseInvitation(ctx, auth.Hash(token), now)
		if err != nil {
			return err
		}
		if m, err = tx.Member(ctx, i.Workspace, i.Member); err != nil {
			return err
		}
		if !used || m.State == sapa.Removed {
			return sapa.Missing("invitation")
		}
		kind := sapa.PasswordChanged
		if m.State == sapa.Invited {
			kind = sapa.MemberJoined
		}
		m.State, m.PasswordHash = sapa.Active, hash
		if err := tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		tx.Emit(sapa.Event{Kind: kind, At: now, Actor: sapa.MemberActor(m.ID), Subject: int64(m.ID)})
		return tx.DeleteSessions(ctx, i.Workspace, m.ID, 0)
	})
	if err != nil {
		return SignedIn{}, err
	}
	return a.open(ctx, m, from)
}
