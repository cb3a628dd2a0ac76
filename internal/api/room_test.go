package api_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/internal/store"
)

// However long there is no room for rows, a delivery waits for it and needs no person.
func TestADeliveryWaitsForRoom(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.Postgres)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	l.Exec(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$`)
	l.Exec(`CREATE TRIGGER no_room BEFORE INSERT ON messages EXECUTE FUNCTION no_room()`)
	rina.Text("menunggu tempat")
	l.Settle()
	for range 40 {
		if _, err := l.Inbox.IngestWaiting(t.Context()); err != nil && !store.Away(err) {
			t.Fatal(err)
		}
		l.Clock.Advance(time.Hour)
	}
	if got := l.Query(`SELECT count(*) FROM deliveries WHERE state = 'stuck'`)[0]; got != "0" {
		t.Errorf("%s deliveries wait for a person", got)
	}
	l.Exec(`DROP TRIGGER no_room ON messages`)
	l.Later(time.Hour)
	if m := eko.Last(id); m.Text != "menunggu tempat" {
		t.Errorf("with room again, the last message is %q", m.Text)
	}
}

// However long there is no room for files, one that lies with its provider is fetched once there is.
func TestAFileWaitsForRoom(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		incoming := filepath.Join(l.Config.Data, "incoming")
		if err := os.Remove(incoming); err != nil {
			t.Fatal(err)
		}
		rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "")
		l.Turn()
		for range 20 {
			l.Later(time.Hour)
		}
		if a := eko.Last(id).Attachments[0]; a.State != "waiting" || a.FailureCode != "files_unavailable" {
			t.Errorf("without room the file is %s %s", a.State, a.FailureCode)
		}
		if err := os.Mkdir(incoming, 0o700); err != nil {
			t.Fatal(err)
		}
		l.Later(time.Hour)
		if a := eko.Last(id).Attachments[0]; a.State != "" {
			t.Errorf("with room again the file is %s %s", a.State, a.FailureCode)
		}
	})
}
