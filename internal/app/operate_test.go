package app_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The process lives while it can answer at all; it is ready only while database and files can be used.
func TestHealth(t *testing.T) {
	t.Parallel()
	t.Run("the folder has vanished", func(t *testing.T) {
		h := sapatest.New(t, sapatest.SQLite)
		p := h.Anonymous()
		p.Want(http.StatusOK, "GET", "/healthz", nil)
		p.Want(http.StatusOK, "GET", "/readyz", nil)
		if err := os.RemoveAll(filepath.Join(h.Config.Data, "files")); err != nil {
			t.Fatal(err)
		}
		a := p.Want(http.StatusServiceUnavailable, "GET", "/readyz", nil)
		if string(a.Body) != "not ready\n" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("strangers are told %q", a.Body)
		}
		p.Want(http.StatusOK, "GET", "/healthz", nil)
		if !strings.Contains(h.Log.String(), "not ready") {
			t.Error("the log does not say why")
		}
	})
	t.Run("PostgreSQL is away", func(t *testing.T) {
		h := sapatest.New(t, sapatest.Postgres)
		p := h.Anonymous()
		p.Want(http.StatusOK, "GET", "/readyz", nil)
		sapatest.Postgres.Drop(t, h.Config.Database)
		p.Want(http.StatusServiceUnavailable, "GET", "/readyz", nil)
		p.Want(http.StatusOK, "GET", "/healthz", nil)
	})
}

// Measurements are for this machine, or for who has the token; they name routes, never people or things.
func TestMetrics(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.InQueue, "")
	eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID, nil)
	eko.Want(http.StatusNotFound, "GET", "/api/v1/nothing", nil)
	for _, method := range []string{"BREW", "X1", "X2"} {
		eko.Do(method, "/api/v1/me", nil)
		eko.Do(method, "/anything", nil)
	}
	live := eko.Live(0)
	o.Visitor.Live("")
	text := string(h.Anonymous().Want(http.StatusOK, "GET", "/metrics", nil).Body)
	for _, want := range []string{
		`sapa_http_request_seconds_count{route="GET /api/v1/conversations/{id}",status="200"} 1`,
		`sapa_http_request_seconds_count{route="POST /widget/v1/{key}/messages",status="201"} 1`,
		`sapa_live_connections 2`, `sapa_delivery_queue_seconds 0`, "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, secret := range []string{o.ID, h.Widget, "BREW", "X1", "nothing"} {
		if strings.Contains(text, secret) {
			t.Errorf("the measurements hold %s", secret)
		}
	}
	live.Cut()
	for _, header := range []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip"} {
		h.Anonymous().Want(http.StatusNotFound, "GET", "/metrics", nil, header, "203.0.113.5")
	}
	guarded := sapatest.Site{Adjust: func(o *app.Options) { o.Serve.MetricsToken = "kunci-ukuran" }}.House(t, sapatest.SQLite)
	for token, status := range map[string]int{"": 404, "Bearer ": 404, "Bearer kunci": 404, "Bearer kunci-ukuran2": 404, "kunci-ukuran": 200, "Bearer kunci-ukuran": 200} {
		guarded.Anonymous().Want(status, "GET", "/metrics", nil, "Authorization", token)
	}
}

// Two processes would tear one SQLite database apart: the second one is refused, until the first has gone.
func TestSecondProcessIsRefused(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	_, err := app.New(t.Context(), app.Options{Config: h.Config})
	if err == nil || !strings.Contains(err.Error(), "in use by another Sapa") {
		t.Fatalf("the second one: %v", err)
	}
	h.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/me", nil)
	h.Stop()
	second, err := app.New(t.Context(), app.Options{Config: h.Config})
	if err != nil {
		t.Fatalf("after the first had gone: %v", err)
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
}

// A database of another version is left alone, with the word what to do.
func TestDatabaseOfAnotherVersion(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		c := config.Config{Data: t.TempDir()}
		if e == sapatest.Postgres {
			c.Database = e.Database(t)
		}
		if _, err := app.New(t.Context(), app.Options{Config: c}); sapa.CodeOf(err) != "schema_version" || !strings.Contains(err.Error(), "sapa migrate") {
			t.Errorf("an empty database: %v", err)
		}
		for range 2 {
			if err := app.Migrate(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		a, err := app.New(t.Context(), app.Options{Config: c})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		_, closer, err := app.OpenAdmin(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := closer.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A backup taken from a running house is a house: started from it, everything is there, files and sign-ins too.
func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	eko.Reply(o.ID, "sebelum cadangan").Must(http.StatusCreated, "")
	// What is being written at that moment belongs to no message yet.
	half := filepath.Join(h.Config.Data, "files", "unfinished", "half")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "backup")
	if err := app.Backup(t.Context(), h.Config, folder); err != nil {
		t.Fatal(err)
	}
	eko.Reply(o.ID, "setelah cadangan").Must(http.StatusCreated, "")
	if err := app.Backup(t.Context(), h.Config, folder); err == nil {
		t.Error("a backup was written over another one")
	}
	if entries, err := os.ReadDir(filepath.Join(folder, "files", "unfinished")); err == nil && len(entries) > 0 {
		t.Errorf("the backup holds what is unfinished: %v", entries)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others may read the backup: %v, %v", info.Mode(), err)
	}
	picture := eko.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File, nil).Body
	h.Stop()

	restored := sapatest.Site{Data: folder}.House(t, sapatest.SQLite)
	again := restored.As(sapatest.Eko)
	if texts := threadOf(again, o.ID); !slices.Equal(texts, []string{"halo", "catatan", "sebelum cadangan"}) {
		t.Errorf("the restored thread says %q", texts)
	}
	if got := again.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File, nil).Body; string(got) != string(picture) {
		t.Error("the restored file is another one")
	}
	again.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File+"/thumbnail", nil)
	again.Want(http.StatusOK, "GET", "/api/v1/search?q=cadangan", nil)
	if restored.Widget != h.Widget {
		t.Error("the restored widget has another key")
	}
	restored.Visitor().Say("halo rumah baru")
}

// Files that come and go while a backup is made do not break it.
func TestBackupWhileFilesComeAndGo(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	ratna := h.As(sapatest.Ratna)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			ratna.Want(http.StatusNoContent, "PUT", "/api/v1/me/avatar", sapatest.Picture)
		}
	}()
	for i := range 10 {
		if err := app.Backup(t.Context(), h.Config, filepath.Join(t.TempDir(), "backup")); err != nil {
			t.Errorf("backup %d: %v", i, err)
		}
	}
	stop()
	<-done
}

func TestBackupSaysWhatItCannot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]config.Config{
		"pg_dump":              {Data: t.TempDir(), Database: "postgres://localhost/sapa"},
		"there is no database": {Data: t.TempDir()},
	} {
		folder := filepath.Join(t.TempDir(), "backup")
		if err := app.Backup(t.Context(), c, folder); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a folder was made all the same", name)
		}
	}
}
