package house_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/internal/store"
	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// A house is set up, connected and measured, takes what its provider brings, shows it live, and is there again after its
// end, whichever way it ended.
func TestHouse(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	place, err := house.Build(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	provider, err := house.NewProvider(fake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer provider.Close()
	place.Graph = provider.Graph
	var number house.Number
	for round, text := range []string{"pertama", "kedua", "ketiga"} {
		h, err := place.Start(ctx)
		if err != nil {
			t.Fatal(err)
		}
		number = visit(ctx, t, h, provider, number, text)
		end := h.Stop
		if round == 1 {
			end = h.Kill
		}
		if err := end(); err != nil {
			t.Fatal(err)
		}
	}
}

// visit lets a customer write, and waits until an agent sees it.
func visit(ctx context.Context, t *testing.T, h *house.House, p *house.Provider, last house.Number, text string) house.Number {
	t.Helper()
	owner, err := h.Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	number, err := owner.Connect(ctx, p)
	if err != nil || number.Key == "" || (last.Key != "" && number != last) {
		t.Fatalf("%+v after %+v: %v", number, last, err)
	}
	agents, err := h.Agents(ctx, owner, 1)
	if err != nil {
		t.Fatal(err)
	}
	live, err := agents[0].Live(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	p.Customer("6281234567890", "Rina").Text(text)
	for frame := []byte(nil); !bytes.Contains(frame, []byte(text)); {
		if frame, err = live.Next(ctx); err != nil {
			t.Fatal(err)
		}
	}
	u, err := h.Usage(ctx)
	if err != nil || u.RSS < 1<<20 || u.Heap < 1<<20 || u.Files < 3 || u.Goroutines < 3 || u.Connections != 1 || h.Took <= 0 {
		t.Errorf("%+v, ready after %s, %v", u, h.Took, err)
	}
	return number
}

// What a house holds stays with its place, can be copied and removed, and has a size, on both engines.
func TestSite(t *testing.T) {
	t.Parallel()
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			if engine == "postgres" {
				folder = reachable(t)
			}
			for range 2 {
				site, err := house.OpenSite(t.Context(), engine, folder)
				if err != nil {
					t.Fatal(err)
				}
				inSite(t, site)
				if err := site.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// reachable is a temporary folder that the server's account may enter: those of tests are the user's own.
func reachable(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "sapa-house-")
	if err == nil {
		err = os.Chmod(folder, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func inSite(t *testing.T, site *house.Site) {
	t.Helper()
	for _, name := range []string{"one", "two"} {
		if name == "two" {
			if err := site.Copy(t.Context(), "one", "two"); err != nil {
				t.Fatal(err)
			}
		}
		place, err := site.Place(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		data := filepath.Join(place.Folder, "data")
		address := place.Database
		if address == "" {
			address = filepath.Join(data, "sapa.db")
		}
		if err := os.MkdirAll(data, 0o755); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		// The second time, and in the copy, it is there already.
		if err := errors.Join(s.Migrate(t.Context()), s.Current(t.Context()), s.Close()); err != nil {
			t.Fatal(err)
		}
		if size, err := site.Size(t.Context(), name); err != nil || size < 100_000 {
			t.Errorf("%s has %d bytes, %v", name, size, err)
		}
	}
	if version, err := site.Version(t.Context()); err != nil || !strings.ContainsRune(version, '.') {
		t.Errorf("%q, %v", version, err)
	}
	if err := site.Drop(t.Context(), "two"); err != nil {
		t.Fatal(err)
	}
	if size, err := site.Size(t.Context(), "two"); site.Engine == "sqlite" && (size != 0 || err != nil) || site.Engine == "postgres" && err == nil {
		t.Errorf("what was removed has %d bytes, %v", size, err)
	}
}
