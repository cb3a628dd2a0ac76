package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Screens learn from every answer what time it is for the house.
func TestAnswersSayTheHousesTime(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	h.Clock.Advance(72 * time.Hour)
	for _, path := range []string{"/api/v1/me", "/api/v1/nothing", "/widget/v1/" + h.Widget + "/config"} {
		said, err := http.ParseTime(h.Anonymous().Do("GET", path, nil).Header.Get("Date"))
		if err != nil || !said.Equal(h.Clock.Now().Truncate(time.Second)) {
			t.Errorf("%s: %s, %v", path, said, err)
		}
	}
}

// The clock is set back by an hour while things wait. They wait no longer for it: deliveries are ingested, replies sent and
// files fetched, also when the process that had the channel is dead; nobody is signed out or kept out, and the order of
// what is said stays.
func TestTheClockIsSetBack(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		live := eko.Live(0)
		for range 12 { // one wrong password after the other, until one has to wait
			l.Anonymous().Do("POST", "/api/v1/sessions", map[string]any{"name": sapatest.Email(sapatest.Fitri), "password": "salah sama sekali"})
		}
		eko.Reply(id, "antre sebelum jam mundur").Must(http.StatusCreated, "")
		rina.Text("datang sebelum jam mundur")
		rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "struk")
		l.Settle()
		now := l.Clock.Now().UnixMicro()
		l.Exec(fmt.Sprintf(`INSERT INTO leases (channel_id, workspace_id, holder, until) SELECT id, workspace_id, 'a dead one', %d FROM channels
			WHERE public_key = '%s' ON CONFLICT (channel_id) DO UPDATE SET holder = excluded.holder, until = excluded.until`, now+15_000_000, l.Key))

		l.Clock.Advance(-time.Hour)
		if _, err := l.Inbox.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		l.Later(2 * time.Second)
		rina.Text("sesudah jam mundur")
		l.Turn()
		all := eko.Messages(id)
		var texts []string
		for i, m := range all {
			if texts = append(texts, m.Text); m.Seq != i+1 || m.Status == "queued" || len(m.Attachments) > 0 && m.Attachments[0].State != "" {
				t.Errorf("message %d is %+v", i, m)
			}
		}
		want := []string{"Halo", "antre sebelum jam mundur", "datang sebelum jam mundur", "struk", "sesudah jam mundur"}
		if !slices.Equal(texts, want) || !slices.Equal(textsOf(rina), want[1:2]) {
			t.Errorf("the thread is %q, the customer has %q", texts, textsOf(rina))
		}
		live.WaitEvent("what came last", func(e sapatest.Frame) bool {
			m, _ := e["message"].(map[string]any)
			return m["text"] == "sesudah jam mundur"
		})
		l.As(sapatest.Fitri) // who was to wait for minutes waits for no hour
	})
}

// The clock jumps a day ahead. Members stay signed in, what waits is done at once, and what ends after a day has ended: the
// ownership and the messaging window, until the customer writes again.
func TestTheClockJumpsAhead(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		eko.Reply(id, "antre").Must(http.StatusCreated, "")
		rina.Text("datang")
		l.Settle()
		l.Clock.Advance(24*time.Hour + time.Minute)
		l.Turn()
		if _, err := l.Inbox.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := eko.Messages(id)
		if len(all) != 3 || all[2].Text != "datang" || all[1].Status == "queued" {
			t.Errorf("the thread is %+v", all)
		}
		rina.Text("halo lagi")
		l.Turn()
		eko.Want(http.StatusOK, "GET", "/api/v1/me", nil)
		eko.Reply(id, "selamat pagi").Must(http.StatusCreated, "")
		l.Turn()
		if m := eko.Last(id); m.Text != "selamat pagi" || m.Status != "delivered" {
			t.Errorf("the next day's reply is %+v", m)
		}
	})
}
