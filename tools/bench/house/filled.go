package house

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/sapa-inbox/sapa/internal/auth"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/internal/store"
	"github.com/sapa-inbox/sapa/tools/bench/fill"
)

// Filled answers the name of a house that is set up, connected, and has a past of so many conversations and ten times as
// many messages. One that an earlier run left is used again while it is as it was meant. It must not be written to: see
// Copy. Everybody in it has the Password; fill.Email says who there is.
func (s *Site) Filled(ctx context.Context, binary string, conversations int, now time.Time) (string, error) {
	name := fmt.Sprintf("past%d", conversations)
	place, err := s.Place(ctx, name)
	if err != nil {
		return "", err
	}
	if place.asMeant(ctx, now) {
		return name, nil
	}
	if err := s.Drop(ctx, name); err != nil {
		return "", err
	}
	if place, err = s.Place(ctx, name); err != nil {
		return "", err
	}
	place.Binary = binary
	if err := place.establish(ctx); err != nil {
		return "", err
	}
	hash, err := auth.QuickPasswords().Hash(ctx, Password)
	if err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	plan := fill.Plan{Seed: 1, Conversations: conversations, Now: now, PasswordHash: hash}
	if err := fill.Run(ctx, place.Address(), plan); err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	mark, err := place.mark(ctx)
	if err != nil {
		return "", err
	}
	return name, os.WriteFile(place.marked(), fmt.Appendln(nil, mark, now.Unix()), 0o600)
}

// Address is that of the house's database, as the store opens it.
func (p Place) Address() string {
	if p.Database != "" {
		return p.Database
	}
	return filepath.Join(p.Folder, "data", "sapa.db")
}

// establish sets the house up and connects a number, as its owner would, and stops it again.
func (p Place) establish(ctx context.Context) error {
	provider, err := NewProvider(fake.Options{Receipts: fake.Receipts{None: true}})
	if err != nil {
		return err
	}
	defer provider.Close()
	p.Graph = provider.Graph
	h, err := p.Start(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = h.Kill() }()
	owner, err := h.Open(ctx)
	if err != nil {
		return err
	}
	if _, err := owner.Connect(ctx, provider); err != nil {
		return err
	}
	return h.Stop()
}

// marked is the file that says of which versions a filled house is, and when it was filled.
func (p Place) marked() string { return filepath.Join(p.Folder, "filled") }

func (p Place) mark(ctx context.Context) (string, error) {
	db, err := store.Open(ctx, p.Address())
	if err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	defer db.Close()
	_, schema, err := db.Version(ctx)
	if err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	return fmt.Sprintf("schema-%d-fill-%d", schema, fill.Version), nil
}

// asMeant tells whether the house was filled by these versions, and not too long ago.
func (p Place) asMeant(ctx context.Context, now time.Time) bool {
	text, err := os.ReadFile(p.marked())
	if err != nil {
		return false
	}
	want, err := p.mark(ctx)
	if err != nil {
		return false
	}
	var mark string
	var at int64
	if _, err := fmt.Sscan(string(text), &mark, &at); err != nil {
		return false
	}
	return mark == want && now.Before(time.Unix(at, 0).Add(fill.Fresh))
}
