package house

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sapa-inbox/sapa/internal/sapatest/pgcluster"
)

// Site is an engine with room for any number of houses beside each other, each with a name. What they hold stays.
type Site struct {
	// Engine is "sqlite" or "postgres".
	Engine  string
	folder  string
	cluster *pgcluster.Cluster
}

// OpenSite opens an engine below a folder, which may hold houses of an earlier run. PostgreSQL is started, with commits
// that wait for the disk.
func OpenSite(ctx context.Context, engine, folder string) (*Site, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	s := &Site{Engine: engine, folder: filepath.Join(folder, engine)}
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	switch engine {
	case "sqlite":
		return s, nil
	case "postgres":
		s.cluster, err = pgcluster.StartDurable(ctx, filepath.Join(s.folder, "cluster"))
		return s, err
	}
	return nil, fmt.Errorf("house: there is no engine %q", engine)
}

// Close stops what OpenSite started. The houses must have stopped before.
func (s *Site) Close() error {
	if s.cluster == nil {
		return nil
	}
	return s.cluster.Stop()
}

// Place answers where the house of a name stands, and makes its folder and its database when they are not there. The name
// is of lower-case letters, digits and underscores.
func (s *Site) Place(ctx context.Context, name string) (Place, error) {
	p := Place{Folder: filepath.Join(s.folder, name)}
	if err := os.MkdirAll(p.Folder, 0o755); err != nil {
		return p, fmt.Errorf("house: %w", err)
	}
	if s.cluster == nil {
		return p, nil
	}
	p.Database = strings.Replace(s.cluster.Address, "/postgres?", "/"+name+"?", 1)
	var there bool
	err := s.ask(ctx, func(c *pgx.Conn) error {
		return c.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)`, name).Scan(&there)
	})
	if err != nil || there {
		return p, err
	}
	return p, s.run(ctx, `CREATE DATABASE `+pgx.Identifier{name}.Sanitize())
}

// Copy makes the house of one name anew from that of another, which must not be running.
func (s *Site) Copy(ctx context.Context, from, to string) error {
	if err := s.Drop(ctx, to); err != nil {
		return err
	}
	if s.cluster != nil {
		statement := fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s`, pgx.Identifier{to}.Sanitize(), pgx.Identifier{from}.Sanitize())
		if err := s.run(ctx, statement); err != nil {
			return err
		}
	}
	if err := os.CopyFS(filepath.Join(s.folder, to), os.DirFS(filepath.Join(s.folder, from))); err != nil {
		return fmt.Errorf("house: copy: %w", err)
	}
	return nil
}

// Drop removes the house of a name with everything in it, if it is there.
func (s *Site) Drop(ctx context.Context, name string) error {
	if s.cluster != nil {
		if err := s.run(ctx, `DROP DATABASE IF EXISTS `+pgx.Identifier{name}.Sanitize()+` WITH (FORCE)`); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(filepath.Join(s.folder, name)); err != nil {
		return fmt.Errorf("house: %w", err)
	}
	return nil
}

// Size is how many bytes the database of a name takes on disk.
func (s *Site) Size(ctx context.Context, name string) (size int64, err error) {
	if s.cluster != nil {
		err = s.ask(ctx, func(c *pgx.Conn) error { return c.QueryRow(ctx, `SELECT pg_database_size($1)`, name).Scan(&size) })
		return size, err
	}
	for _, file := range []string{"sapa.db", "sapa.db-wal"} {
		info, err := os.Stat(filepath.Join(s.folder, name, "data", file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("house: %w", err)
		}
		size += info.Size()
	}
	return size, nil
}

// Version is the engine's name and its own number.
func (s *Site) Version(ctx context.Context) (version string, err error) {
	if s.cluster == nil {
		return sqliteVersion(ctx)
	}
	err = s.ask(ctx, func(c *pgx.Conn) error { return c.QueryRow(ctx, `SHOW server_version`).Scan(&version) })
	number, _, _ := strings.Cut(version, " ") // after it stands who packed it
	return "PostgreSQL " + number, err
}

func (s *Site) run(ctx context.Context, statement string) error {
	return s.ask(ctx, func(c *pgx.Conn) error {
		_, err := c.Exec(ctx, statement)
		return err
	})
}

func (s *Site) ask(ctx context.Context, act func(*pgx.Conn) error) error {
	c, err := pgx.Connect(ctx, s.cluster.Address)
	if err != nil {
		return fmt.Errorf("house: PostgreSQL: %w", err)
	}
	err = act(c)
	return errors.Join(err, c.Close(context.WithoutCancel(ctx)))
}
