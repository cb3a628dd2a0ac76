package app_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// tool runs one of PostgreSQL's programs.
func tool(t *testing.T, name string, args ...string) {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		t.Fatalf("%s is not installed; `make tools` installs Debian's packages", name)
	}
	if out, err := exec.CommandContext(t.Context(), slices.Max(found), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// What docs/how/host-sapa.md tells of PostgreSQL: a dump, the folder of files and the key, taken while the house is in use, make
// the same house in an empty database.
func TestRestoredFromADump(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.Postgres)
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	eko.Reply(o.ID, "sebelum cadangan").Must(http.StatusCreated, "")
	picture := eko.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File, nil).Body
	dump, data := filepath.Join(t.TempDir(), "sapa.dump"), t.TempDir()
	tool(t, "pg_dump", "-Fc", "--file", dump, h.Config.Database)
	if err := os.CopyFS(filepath.Join(data, "files"), os.DirFS(filepath.Join(h.Config.Data, "files"))); err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(h.Config.Data, "secret.key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "secret.key"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	eko.Reply(o.ID, "setelah cadangan").Must(http.StatusCreated, "")

	empty := sapatest.Postgres.Database(t)
	tool(t, "pg_restore", "--no-owner", "--dbname", empty, dump)
	restored := sapatest.Site{Database: empty, Data: data}.House(t, sapatest.Postgres)
	again := restored.As(sapatest.Eko)
	if got := threadOf(again, o.ID); !slices.Equal(got, []string{"halo", "catatan", "sebelum cadangan"}) {
		t.Errorf("the restored thread says %q", got)
	}
	if got := again.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File, nil).Body; string(got) != string(picture) {
		t.Error("the restored file is another one")
	}
	if again.Want(http.StatusOK, "GET", "/api/v1/search?q=cadangan", nil).Len("hits") != 1 {
		t.Error("the restored house finds nothing")
	}
	if restored.Widget != h.Widget {
		t.Error("the restored widget has another key")
	}
	// New rows get numbers of their own, not those of restored ones.
	restored.Visitor().Say("halo rumah baru")
	again.Reply(o.ID, "lanjut").Must(http.StatusCreated, "")
}

// threadOf are the texts of a conversation.
func threadOf(p *sapatest.Person, id string) []string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/messages", nil)
	texts := []string{}
	for i := range a.Len("messages") {
		texts = append(texts, a.Text("messages", i, "text"))
	}
	return texts
}
