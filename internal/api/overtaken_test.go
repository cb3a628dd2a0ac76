package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// one is a delivery with one element that happened some seconds after nine o'clock.
func one(list string, seconds int, element object) []byte {
	element["timestamp"] = fmt.Sprint(sapatest.Monday().Unix() + int64(seconds))
	if element["from"] == nil {
		element["from"] = "62811"
	}
	return bringing(fake.DefaultPhone, object{list: []object{element}})
}

func edited(id string, seconds int, text string) []byte {
	return one("messages", seconds, object{"id": fmt.Sprint("wamid.edit", seconds), "type": "edit", "edit": object{
		"original_message_id": id, "message": object{"type": "text", "text": object{"body": text}},
	}})
}

func reacted(id string, seconds int, emoji string) []byte {
	return one("messages", seconds, object{"id": fmt.Sprint("wamid.react", seconds), "type": "reaction", "reaction": object{"message_id": id, "emoji": emoji}})
}

// However edits and reactions overtake each other and their message, in one delivery or several, the latest holds.
func TestWhatWasOvertakenDoesNotComeBack(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		l.Clock.Advance(time.Minute)
		all := [][]byte{
			one("messages", 0, object{"id": "wamid.0", "type": "text", "text": object{"body": "satu"}}),
			edited("wamid.0", 2, "dua"), edited("wamid.0", 4, "tiga"),
			reacted("wamid.0", 6, "😀"), reacted("wamid.0", 8, ""),
		}
		arrangement := []string{"0", "1", "2", "3", "4"}
		for i, order := range arrangements(arrangement) {
			if i%7 != 0 { // 18 of 120
				continue
			}
			l.Exec(`DELETE FROM deliveries`)
			for _, n := range order {
				l.Bring(slices.Clone(all[n[0]-'0']))
				if i%2 == 0 {
					ingest(t, l)
				}
			}
			for range 3 {
				l.Later(2 * time.Second)
			}
			m := eko.Last(eko.List("queue")[0])
			if m.Text != "tiga" || len(m.Reactions) != 0 {
				t.Fatalf("%v: the message says %q with %v", order, m.Text, m.Reactions)
			}
			for k := range all {
				all[k] = replaceAll(all[k], fmt.Sprintf("wamid.%d\"", i), fmt.Sprintf("wamid.%d\"", i+7))
			}
		}
	})
}

// What was taken back before it arrived is never shown, also when it arrives much later.
func TestTakenBackBeforeItCame(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	l.Bring(one("messages", 5, object{"id": "wamid.r", "type": "revoke", "revoke": object{"original_message_id": "wamid.1"}}))
	for range 6 {
		l.Later(5 * time.Minute)
	}
	l.Bring(one("messages", 0, object{"id": "wamid.1", "type": "text", "text": object{"body": "nomor kartu saya"}}))
	for range 4 {
		l.Later(10 * time.Minute)
	}
	if m := eko.Last(eko.List("queue")[0]); m.DeletedAt == nil || m.Text != "" {
		t.Errorf("the message says %q", m.Text)
	}
	if got := l.Query(`SELECT count(*) FROM deliveries WHERE state <> 'done'`)[0]; got != "0" {
		t.Errorf("%s deliveries wait still", got)
	}
}

// How far a reaction of ours got is nobody's concern, and is not asked about again and again.
func TestStatusesOfOurReactionsCostNothing(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	_, id := l.Rina()
	eko.Reply(id, "halo")
	eko.On(id, eko.Messages(id)[0].ID, "PUT", "reaction", object{"emoji": "👍"}).Must(http.StatusNoContent, "")
	l.Turn()
	if got := l.Query(`SELECT count(*) FROM deliveries WHERE state <> 'done' OR attempts > 0`)[0]; got != "0" {
		t.Errorf("%s deliveries are tried again", got)
	}
}

// Deliveries of a channel that is off are put off, and starve nobody.
func TestDeliveriesOfAChannelThatIsOffStarveNobody(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	owner := l.As(sapatest.Ratna)
	config := l.Settings()
	config["phone_number_id"] = "222222222222222"
	second := owner.Want(http.StatusCreated, "POST", "/api/v1/channels", object{"kind": "whatsapp", "name": "Kedua", "config": config})
	for i := range 200 {
		body := bringing("222222222222222", object{"messages": []object{wrote("62811", fmt.Sprint("wamid.", i), "tertahan", l.Clock.Now())}})
		l.BringTo(second.Text("setup", "public_key"), body, fake.Sign(fake.DefaultAppSecret, body))
	}
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+second.Text("id"), object{"on": false})
	l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{wrote("62812", "wamid.on", "lewat", l.Clock.Now())}}))
	l.Turn()
	if got := l.Query(`SELECT body FROM messages`); !slices.Equal(got, []string{"lewat"}) {
		t.Errorf("the messages are %v", got)
	}
	l.Clock.Advance(time.Second)
	if n, err := l.Inbox.IngestWaiting(t.Context()); n != 0 || err != nil {
		t.Errorf("a second later %d are looked at again, %v", n, err)
	}
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+second.Text("id"), object{"on": true})
	if l.Turn(); l.Query(`SELECT count(*) FROM messages`)[0] != "201" {
		t.Error("on again, what waited does not come at once")
	}
}

// Two processes on one PostgreSQL, both ingesting and both sending: everything is there once, and arrives once and in
// order.
func TestTwoProcessesSendOnce(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.Postgres)
	other := sapatest.Site{Database: l.House.Config.Database, Data: l.House.Config.Data, Adjust: l.Beside}.House(t, sapatest.Postgres)
	eko := l.As(sapatest.Eko)
	ids, customers := []string{}, []*fake.Customer{}
	for i := range 4 {
		c, id := l.Guest(fmt.Sprint("62850000000", i), fmt.Sprint("Tamu ", i))
		ids, customers = append(ids, id), append(customers, c)
	}
	for n := range 10 {
		for _, id := range ids {
			eko.Reply(id, fmt.Sprint("jawaban ", n))
		}
	}
	for range 3 {
		var both sync.WaitGroup
		for _, h := range []*sapatest.House{l.House, other} {
			both.Go(func() {
				if err := h.Inbox.Dispatch(t.Context()); err != nil {
					t.Error(err)
				}
				if _, err := h.Inbox.IngestWaiting(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
	}
	l.Turn()
	for _, c := range customers {
		got := textsOf(c)
		if len(got) != 10 || got[0] != "jawaban 0" || got[9] != "jawaban 9" {
			t.Errorf("a customer has %v", got)
		}
	}
	for _, id := range ids {
		for _, m := range eko.Messages(id) {
			if m.Direction == "out" && m.Status != "delivered" {
				t.Errorf("%s is %s %s", m.Text, m.Status, m.FailureCode)
			}
		}
	}
}

// Ingested deliveries are kept for a week, for whoever asks what really came; what waits is kept.
func TestDeliveriesAreForgotten(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		l.Rina()
		l.Bring([]byte("garbage"))
		l.Turn()
		for _, c := range []struct {
			days int
			kept string
		}{{6, "2"}, {2, "1"}} {
			l.Clock.Advance(time.Duration(c.days) * 24 * time.Hour)
			if _, err := l.Inbox.ForgetDeliveries(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := l.Query(`SELECT count(*) FROM deliveries`)[0]; got != c.kept {
				t.Errorf("%s deliveries are kept, want %s", got, c.kept)
			}
		}
		if got := l.Query(`SELECT state FROM deliveries`)[0]; got != "stuck" {
			t.Errorf("what is kept is %s", got)
		}
	})
}
