// Package admin holds the verbs about the house itself: set-up, signing in, members, channels, the workspace. It
// opens every transaction that is not about customers.
package admin

import (
	"context"
	"io"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Admin is the verbs. Its methods are safe for parallel use.
type Admin struct {
	store     *store.Store
	specs     []channel.Spec
	release   Releaser
	secrets   Secrets
	services  ServiceSecrets
	apps      Apps
	typed     Typist
	passwords *auth.Passwords
	random    io.Reader
	now       func() time.Time
	signs     signs
	// began is when presence was first looked after in this process; nil for not yet.
	began atomic.Pointer[time.Time]
}

// Releaser finds conversations another place when whoever had them goes.
type Releaser interface {
	// Release puts everything a member handles back into the queue, in the change that removes them.
	Release(ctx context.Context, tx *store.Tx, by sapa.Actor, member sapa.MemberID) error
	// Vacate moves what is open in a department to the main one, as much as one change may, and answers whether that was all.
	Vacate(ctx context.Context, tx *store.Tx, by sapa.Actor, d sapa.Department) (bool, error)
}

// Secrets seals what only a provider may read.
type Secrets interface {
	// Seal answers a channel's secrets with some replaced, and one that is given empty removed.
	Seal(c sapa.Channel, given map[string]string) ([]byte, error)
	// Rotate answers a channel's secrets with a fresh one to sign with, and the one before it until a moment; zero for no
	// longer. It tells whether there was one before.
	Rotate(c sapa.Channel, fresh string, until time.Time) (sealed []byte, former bool, err error)
	// Names lists the secrets a channel has.
	Names(c sapa.Channel) []string
	// VerifyToken is what the channel's provider must show in its handshake.
	VerifyToken(c sapa.Channel) string
}

// ServiceSecrets seals what companies' own services are asked with.
type ServiceSecrets interface {
	// RotateService is Secrets.Rotate for the service a workspace asks who takes a conversation.
	RotateService(w sapa.Workspace, fresh string, until time.Time) (sealed []byte, former bool, err error)
}

// Typist knows which addresses that somebody fills in are asked at all.
type Typist interface {
	// Asks is false for what everybody on its way could read.
	Asks(address string) bool
}

// Apps are what accounts are connected by signing in with.
type Apps interface {
	// App is the operator's app with which accounts of a kind are connected by signing in; false for none.
	App(spec channel.Spec) (channel.App, bool)
	// Wrap makes a text of values that opens for its owner only, and Unwrap opens it.
	Wrap(owner string, values map[string]string) (string, error)
	Unwrap(owner, text string) (map[string]string, error)
}

// Parts is what the verbs are made of.
type Parts struct {
	Store   *store.Store
	Specs   []channel.Spec
	Release Releaser
	// Secrets keeps the secret fields of channels; nil where no channel is changed.
	Secrets Secrets
	// Services keeps the secrets of companies' own services; nil where none is asked.
	Services ServiceSecrets
	// Apps connects accounts by signing in; nil where that is not done.
	Apps Apps
	// Typed judges addresses of channels that are filled in; nil where no channel is changed.
	Typed Typist
	// Passwords hashes passwords; nil for the ordinary way.
	Passwords *auth.Passwords
	// Random makes tokens and keys; crypto/rand.Reader outside of tests.
	Random io.Reader
	Now    func() time.Time
}

// New makes the verbs.
func New(p Parts) *Admin {
	if p.Passwords == nil {
		p.Passwords = auth.NewPasswords()
	}
	return &Admin{store: p.Store, specs: p.Specs, release: p.Release, secrets: p.Secrets, services: p.Services, apps: p.Apps, typed: p.Typed, passwords: p.Passwords, random: p.Random, now: p.Now}
}

// step is one numbered change under way on behalf of a member.
type step struct {
	*store.Tx
	who access.Who
	now time.Time
}

// change runs fn as a numbered change on behalf of a member, whom it reads afresh.
func (a *Admin) change(ctx context.Context, by sapa.By, fn func(*step) error) error {
	_, err := a.store.Change(ctx, by.Workspace, func(tx *store.Tx) error {
		m, err := tx.Member(ctx, by.Workspace, by.Member)
		if err != nil {
			return err
		}
		if m.State != sapa.Active {
			return sapa.Errorf(sapa.Unauthenticated, "", "the member is not active")
		}
		return fn(&step{Tx: tx, who: access.Of(m, tx.Workspace), now: a.now()})
	})
	return err
}

// emit adds an event of the acting member to the change.
func (s *step) emit(kind sapa.EventKind, subject int64, data map[string]any) {
	s.Emit(sapa.Event{Kind: kind, At: s.now, Actor: sapa.MemberActor(s.who.ID), Subject: subject, Data: data})
}

// Me is who is signed in, and where.
type Me struct {
	access.Who
	Workspace sapa.Workspace
	PlanMode  sapa.PlanMode
}

// Me reads who is signed in, role and settings as they are now.
func (a *Admin) Me(ctx context.Context, by sapa.By) (Me, error) {
	w, err := a.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return Me{}, err
	}
	m, err := a.store.Member(ctx, by.Workspace, by.Member)
	if err != nil {
		return Me{}, err
	}
	i, err := a.store.Installation(ctx)
	return Me{Who: access.Of(m, w), Workspace: w, PlanMode: i.PlanMode}, err
}

// Installation reads what the whole installation shares.
func (a *Admin) Installation(ctx context.Context) (store.Installation, error) {
	return a.store.Installation(ctx)
}
