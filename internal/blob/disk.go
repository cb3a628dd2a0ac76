package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"
)

// Unfinished is the folder of files being written, on the same file system as their places so that they can be renamed.
// A backup does not need it.
const Unfinished = "unfinished"

// unfinishedAge is how old an unfinished file must be to count as left behind by a crash.
// Another process may share the folder, and no upload takes a day.
const unfinishedAge = 24 * time.Hour

// Disk keeps objects as files below one folder.
type Disk struct {
	root *os.Root
}

// OpenDisk uses the folder dir, which it creates when missing, and removes what a crash left unfinished there.
func OpenDisk(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("blob: folder for attachments: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("blob: folder for attachments: %w", err)
	}
	d := &Disk{root: root}
	if err := errors.Join(root.MkdirAll(Unfinished, 0o700), d.removeLeftovers()); err != nil {
		root.Close()
		return nil, fmt.Errorf("blob: folder for attachments: %w", err)
	}
	return d, nil
}

// Close releases the folder.
func (d *Disk) Close() error { return d.root.Close() }

// Put implements Store. A file has no place for a content type, so it is dropped.
func (d *Disk) Put(ctx context.Context, key Key, r io.Reader, size int64, _ string) error {
	if err := key.Check(); err != nil {
		return err
	}
	temp := path.Join(Unfinished, rand.Text())
	err := d.write(temp, newExact(ctx, r, size))
	if err == nil {
		err = d.publish(temp, key)
	}
	if err != nil {
		return fmt.Errorf("blob: put %s: %w", key, errors.Join(err, d.remove(temp)))
	}
	return nil
}

// Open implements Store.
func (d *Disk) Open(ctx context.Context, key Key) (io.ReadSeekCloser, Object, error) {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return nil, Object{}, err
	}
	f, err := d.root.Open(place(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Object{}, fmt.Errorf("%w: %s", ErrNotFound, key)
	}
	if err != nil {
		return nil, Object{}, fmt.Errorf("blob: open %s: %w", key, err)
	}
	stat, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, Object{}, fmt.Errorf("blob: open %s: %w", key, err)
	}
	return f, Object{Size: stat.Size(), ModTime: stat.ModTime()}, nil
}

// Delete implements Store.
func (d *Disk) Delete(ctx context.Context, key Key) error {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return err
	}
	err := d.root.Remove(place(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = d.sync(path.Dir(place(key)))
	}
	if err != nil {
		return fmt.Errorf("blob: delete %s: %w", key, err)
	}
	return nil
}

// Check implements Store by writing a small file and removing it.
func (d *Disk) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	probe := path.Join(Unfinished, "check-"+rand.Text())
	err := errors.Join(d.root.WriteFile(probe, []byte("sapa"), 0o600), d.remove(probe))
	if err != nil {
		return fmt.Errorf("blob: the folder for attachments %s cannot be written: %w", d.root.Name(), err)
	}
	return nil
}

// place is where the file of a key lies. Two folders of one letter each make 1,024 folders:
// a million files are about a thousand in each, and a small office does not get one folder a file.
func place(key Key) string {
	return path.Join(string(key[0]), string(key[1]), string(key))
}

func (d *Disk) write(name string, r io.Reader) error {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// publish gives a written file its place. The rename is durable only once the folder is synced as well.
func (d *Disk) publish(temp string, key Key) error {
	final := place(key)
	if err := d.makeFolders(path.Dir(final)); err != nil {
		return err
	}
	if err := d.root.Rename(temp, final); err != nil {
		return err
	}
	return d.sync(path.Dir(final))
}

// makeFolders creates the two folders. It syncs what they are in even when they exist, since another
// Put may have created them a moment ago and not synced yet; a folder without changes syncs at once.
func (d *Disk) makeFolders(inner string) error {
	for _, dir := range []string{path.Dir(inner), inner} {
		if err := d.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := d.sync(path.Dir(dir)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Disk) sync(dir string) error {
	f, err := d.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// remove deletes a file that may be gone already.
func (d *Disk) remove(name string) error {
	if err := d.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (d *Disk) removeLeftovers() error {
	entries, err := fs.ReadDir(d.root.FS(), Unfinished)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		stat, err := entry.Info()
		if err != nil || time.Since(stat.ModTime()) < unfinishedAge {
			continue
		}
		if err := d.remove(path.Join(Unfinished, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
