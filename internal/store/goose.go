package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Migrate brings the schema to the version of this binary. A database of a newer version is refused.
func (s *Store) Migrate(ctx context.Context) error { return s.engine.migrate(ctx) }

// Version answers the version of the schema and the one this binary needs.
func (s *Store) Version(ctx context.Context) (have, want int64, err error) {
	return s.engine.version(ctx)
}

// Current answers an Unavailable error unless the schema is of this binary's version.
func (s *Store) Current(ctx context.Context) error {
	have, want, err := s.Version(ctx)
	if err != nil {
		return fmt.Errorf("store: version: %w", err)
	}
	if have != want {
		return sapa.Errorf(sapa.Unavailable, "schema_version",
			"the database has schema version %d and this program needs %d: run `sapa migrate`", have, want)
	}
	return nil
}

func newProvider(d goose.Dialect, db *sql.DB, files embed.FS, folder string, options ...goose.ProviderOption) (*goose.Provider, error) {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	p, err := goose.NewProvider(d, db, sub, options...)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return p, nil
}

func up(ctx context.Context, p *goose.Provider) error {
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	if have > want {
		return fmt.Errorf("store: the database is of schema version %d, newer than this program's %d", have, want)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return nil
}

// Backup writes a consistent copy of a SQLite database to a new file, while others go on reading and writing.
func (s *Store) Backup(ctx context.Context, path string) error {
	e, ok := s.engine.(*sqliteEngine)
	if !ok {
		return sapa.Errorf(sapa.Conflict, "", "only SQLite is backed up this way")
	}
	if err := e.backup(ctx, path); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return nil
}
