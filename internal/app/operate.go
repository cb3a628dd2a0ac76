package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/store"
)

// OpenAdmin opens the verbs about the house for one command of an operator, beside a server that may be running.
func OpenAdmin(ctx context.Context, c config.Config) (*admin.Admin, io.Closer, error) {
	if err := thereIs(c); err != nil {
		return nil, nil, err
	}
	s, err := store.Open(ctx, c.DatabaseAddress())
	if err != nil {
		return nil, nil, err
	}
	if err := s.Current(ctx); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	a := admin.New(admin.Parts{
		Store: s, Specs: Channels(), Release: inbox.New(inbox.Parts{Store: s, Specs: Channels(), Now: time.Now}), Random: rand.Reader, Now: time.Now,
	})
	_, err = admin.Prepare(ctx, s, rand.Reader)
	return a, s, err
}

// Backup writes a consistent copy of the SQLite database, all files and the key of the channels' secrets into a new
// folder, while Sapa may be running. The database comes first: a file that arrives in between is copied without its row,
// never a row without its file.
func Backup(ctx context.Context, c config.Config, folder string) error {
	if c.Database != "" {
		return errors.New("this is for SQLite: back PostgreSQL up with pg_dump, and the folder files (or the bucket) beside it")
	}
	if err := thereIs(c); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	s, err := store.Open(ctx, c.DatabaseAddress())
	if err != nil {
		return err
	}
	err = s.Backup(ctx, filepath.Join(folder, "sapa.db"))
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if err := copyFile(filepath.Join(folder, keyFile), os.DirFS(c.Data), keyFile); err != nil {
		return fmt.Errorf("backup: key: %w", err)
	}
	files := filepath.Join(c.Data, "files")
	if _, err := os.Stat(files); errors.Is(err, os.ErrNotExist) {
		return nil // attachments are in a bucket, or there are none
	}
	if err := copyFiles(filepath.Join(folder, "files"), files); err != nil {
		return fmt.Errorf("backup: files: %w", err)
	}
	return nil
}

// thereIs refuses to look after a SQLite database that is not there: opening it would make an empty one.
func thereIs(c config.Config) error {
	if c.Database != "" {
		return nil
	}
	if _, err := os.Stat(c.DatabaseAddress()); err != nil {
		return fmt.Errorf("there is no database in %s; `sapa serve` or `sapa migrate` makes one", c.Data)
	}
	return nil
}

// copyFiles copies a folder of attachments in use: what vanishes meanwhile was not needed any more, and what is being
// written belongs to no message yet.
func copyFiles(to, from string) error {
	source := os.DirFS(from)
	return fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && name == blob.Unfinished:
			return fs.SkipDir
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o700)
		}
		return copyFile(filepath.Join(to, name), source, name)
	})
}

func copyFile(to string, source fs.FS, name string) error {
	in, err := source.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
