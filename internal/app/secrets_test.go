package app_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// A backup holds the key of the secrets, so that the house made of it goes on sending; its database alone tells nobody a
// token.
func TestBackupHoldsTheKey(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	rina, id := l.Rina()
	folder := filepath.Join(t.TempDir(), "backup")
	if err := app.Backup(t.Context(), l.House.Config, folder); err != nil {
		t.Fatal(err)
	}
	if about, err := os.Stat(filepath.Join(folder, "secret.key")); err != nil || about.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", about, err)
	}
	database, err := os.ReadFile(filepath.Join(folder, "sapa.db"))
	if err != nil || strings.Contains(string(database), fake.DefaultAccessToken) {
		t.Errorf("the database tells the token, %v", err)
	}
	l.Stop()
	restored := sapatest.Site{Data: folder, Adjust: l.Beside}.House(t, sapatest.SQLite)
	restored.As(sapatest.Ratna).Reply(id, "kami kembali").Must(http.StatusCreated, "")
	if err := restored.Inbox.Dispatch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := rina.Inbox(); len(got) != 1 {
		t.Errorf("from the restored house arrived %v", got)
	}
}

// Without its key a house still starts: it says what is the matter with the number, keeps what is to be sent, and goes on
// once somebody has entered the secrets anew.
func TestALostKey(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	rina, id := l.Rina()
	l.Stop()
	if err := os.Remove(filepath.Join(l.House.Config.Data, "secret.key")); err != nil {
		t.Fatal(err)
	}
	again := sapatest.Site{Data: l.House.Config.Data, Adjust: l.Beside}.House(t, sapatest.SQLite)
	owner := again.As(sapatest.Ratna)
	owner.Reply(id, "masih ada?").Must(http.StatusCreated, "")
	if err := again.Inbox.Dispatch(t.Context()); err != nil {
		t.Fatal(err)
	}
	ch := owner.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	if ch.Text("channels", 1, "health", "code") != "secrets_unreadable" || ch.Len("channels", 1, "setup", "secrets") != 0 || owner.Last(id).Status != "queued" {
		t.Errorf("%s", ch.Body)
	}
	half := l.Settings()
	delete(half, "app_secret")
	a := owner.Do("PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": half}).Must(http.StatusUnprocessableEntity, "")
	if !slices.Equal(a.Wrong(), []string{"config.app_secret: required"}) {
		t.Errorf("what cannot be read is not there: %v", a.Wrong())
	}
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": l.Settings()})
	if err := again.Inbox.Dispatch(t.Context()); err != nil || len(rina.Inbox()) != 1 {
		t.Errorf("repaired, the customer has %v, %v", rina.Inbox(), err)
	}
}

// The key may come from the settings instead: then no file is made, and a key that is none is refused at the start.
func TestKeyFromTheSettings(t *testing.T) {
	t.Parallel()
	withKey := func(key string) sapatest.Site {
		return sapatest.Site{Adjust: func(o *app.Options) { o.Config.SecretKey = key }}
	}
	h := withKey("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=").House(t, sapatest.SQLite)
	if _, err := os.Stat(filepath.Join(h.Config.Data, "secret.key")); err == nil {
		t.Error("a file was made all the same")
	}
	if err := app.Backup(t.Context(), h.Config, filepath.Join(t.TempDir(), "backup")); err != nil {
		t.Error(err)
	}
	c := h.Config
	c.SecretKey, c.Data = "too short", t.TempDir()
	if err := app.Migrate(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := app.New(t.Context(), app.Options{Config: c}); err == nil || strings.Contains(err.Error(), "too short") {
		t.Errorf("%v", err)
	}
}
