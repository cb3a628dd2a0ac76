package blob_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/blob/blobtest"
)

func openDisk(t *testing.T, dir string) *blob.Disk {
	t.Helper()
	d, err := blob.OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestDiskConforms(t *testing.T) {
	dir := t.TempDir()
	blobtest.Conform(t, func(t *testing.T) blob.Store { return openDisk(t, dir) })
	if names := files(t, filepath.Join(dir, "unfinished")); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestDiskLayout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "by", "open")
	key := string(blobtest.Put(t, openDisk(t, dir), []byte("halo")))
	want := filepath.Join(key[:1], key[1:2], key)
	if got := files(t, dir); len(got) != 1 || got[0] != want {
		t.Errorf("files are %v, want %s", got, want)
	}
	for name, want := range map[string]fs.FileMode{"": 0o700, key[:1]: 0o700, want: 0o600} {
		stat, err := os.Stat(filepath.Join(dir, name))
		if err != nil || stat.Mode().Perm() != want {
			t.Errorf("%q has mode %v, %v; want %v", name, stat.Mode().Perm(), err, want)
		}
	}
}

func TestDiskKeepsObjectsWhenReopened(t *testing.T) {
	dir := t.TempDir()
	key := blobtest.Put(t, openDisk(t, dir), []byte("halo"))
	if got := files(t, dir); len(got) != 1 {
		t.Fatalf("files are %v", got)
	}
	r, object, err := openDisk(t, dir).Open(t.Context(), key)
	if err != nil || object.Size != 4 {
		t.Fatalf("size %d, %v", object.Size, err)
	}
	r.Close()
}

func TestDiskRemovesLeftoversOfACrash(t *testing.T) {
	dir := t.TempDir()
	openDisk(t, dir)
	now := time.Now()
	for name, age := range map[string]time.Duration{"old": 25 * time.Hour, "young": 23 * time.Hour} {
		file := filepath.Join(dir, "unfinished", name)
		err := errors.Join(os.WriteFile(file, []byte("half"), 0o600), os.Chtimes(file, now, now.Add(-age)))
		if err != nil {
			t.Fatal(err)
		}
	}
	openDisk(t, dir)
	if got := files(t, filepath.Join(dir, "unfinished")); len(got) != 1 || got[0] != "young" {
		t.Errorf("unfinished files are %v, want the young one, which another process may still write", got)
	}
}

// A link inside the folder, planted by whoever can write there, must not lead out of it.
func TestDiskDoesNotFollowLinksOut(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	d := openDisk(t, dir)
	key := blobtest.NewKey(t)
	if err := os.Symlink(outside, filepath.Join(dir, string(key[:1]))); err != nil {
		t.Fatal(err)
	}
	inner := filepath.Join(outside, string(key[1:2]))
	err := errors.Join(os.Mkdir(inner, 0o700), os.WriteFile(filepath.Join(inner, string(key)), []byte("secret"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, err := d.Open(t.Context(), key); err == nil {
		r.Close()
		t.Error("opened a file outside the folder")
	}
	if err := d.Put(t.Context(), key, bytes.NewReader(nil), 0, ""); err == nil {
		t.Error("put a file outside the folder")
	}
	if err := d.Delete(t.Context(), key); err == nil {
		t.Error("deleted a file outside the folder")
	}
}

func TestDiskCheckFailsWhenTheFolderIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "attachments")
	d := openDisk(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(t.Context()); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("check: %v, want an error naming %s", err, dir)
	}
}

func TestOpenDiskRefusesAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "attachments")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.OpenDisk(file); err == nil {
		t.Error("a file was taken for a folder")
	}
}

// files lists the regular files below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
