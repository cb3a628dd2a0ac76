package api_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// asks tells how often Telegram has been asked for updates in vain, or with an answer.
func polls(b *sapatest.Bot) int { return b.Fake.Asked("getUpdates") }

// What was kept before the process ended is not lost and not doubled, though Telegram was never told that it arrived: the
// next process gets it again.
func TestTheEndBetweenKeepingAndTheNextPoll(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		b.Fake.Hold()
		for i := range 5 {
			ana.Text(fmt.Sprint("pesan ", i))
		}
		// The poll that waits now gets them; the one after it, which confirms them, never comes to anything.
		b.Await("the poll that waits", func() bool { return b.Fake.Polling() })
		b.Fake.FailNext(1, telegram.Fault{On: "getUpdates", Kind: telegram.FaultHang})
		b.Fake.Release()
		b.Await("the poll that hangs", func() bool { return b.Fake.Faults() == 0 })
		b.Deaf()
		if n := b.Fake.Waiting(); n != 5 {
			t.Fatalf("%d wait to be fetched again, want 5", n)
		}
		if n := b.Query("SELECT count(*) FROM deliveries"); n[0] != "6" {
			t.Fatalf("%s deliveries are kept, want 6", n[0])
		}
		b.Listen()
		b.Turn()
		if n := b.Query("SELECT count(*) FROM deliveries"); n[0] != "6" {
			t.Errorf("in the end %s deliveries are kept, want 6", n[0])
		}
		same(t, "there are", textsIn(b.As(sapatest.Eko), id), []string{"Halo", "pesan 0", "pesan 1", "pesan 2", "pesan 3", "pesan 4"})
	})
}

// Numbers of updates have gaps, and begin anew after a week of silence, lower or higher, also while nobody listens.
func TestNumbersOfUpdatesBeginAnew(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	want := []string{"Halo"}
	for i, next := range []int64{900_000_500, 5000, 1_200_000_000, 7, 40} {
		if i%2 == 1 {
			b.Deaf()
		}
		b.Fake.Renumber(next)
		for range 3 {
			want = append(want, fmt.Sprint("nomor ", next, " ", len(want)))
			ana.Text(want[len(want)-1])
		}
		if i%2 == 1 {
			b.Listen()
		}
		b.Turn()
		same(t, fmt.Sprint("after ", next), textsIn(b.As(sapatest.Eko), id), want)
	}
	if n := polls(b); n > 60 {
		t.Errorf("Telegram was asked %d times", n)
	}
}

// More than one answer holds is fetched answer by answer.
func TestManyUpdatesAtOnce(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	b.Deaf()
	for i := range 150 {
		ana.Text(fmt.Sprint("pesan ", i))
	}
	b.Listen()
	b.Turn()
	all := textsIn(b.As(sapatest.Eko), id)
	if len(all) != 151 || all[1] != "pesan 0" || all[150] != "pesan 149" {
		t.Errorf("%d messages: %q", len(all), all)
	}
}

// Another program that fetches the same bot's updates, or has them brought to itself, shows in the channel's health, and
// nothing is taken from it; once it is gone, so is the trouble.
func TestAnotherProgramHasTheBot(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		if state, _, lines := b.Health(); state != "well" || lines["listening"] != "" {
			t.Fatalf("at first it is %s, %v", state, lines)
		}
		b.Fake.Compete(true)
		ana.Text("sela")
		healthy(b, "limited", "listened_elsewhere")
		if got := b.As(sapatest.Eko).Send(id, map[string]any{"text": "tetap terkirim"}); got.Status != "queued" {
			t.Errorf("a reply: %+v", got)
		}
		b.Fake.Compete(false)
		healthy(b, "well", "")
		b.Fake.Hijack("https://lain.example/hook")
		healthy(b, "limited", "webhook_elsewhere")
		if b.Fake.Webhook() == "" {
			t.Error("the bot was taken from the other program unasked")
		}
		b.As(sapatest.Ratna).Want(http.StatusNoContent, "POST", "/api/v1/channels/"+b.Channel+"/subscribe", nil)
		healthy(b, "well", "")
		b.Turn()
		same(t, "there are", textsIn(b.As(sapatest.Eko), id), []string{"Halo", "tetap terkirim", "sela"})
	})
}

// healthy waits until the bot's account stands as wished. Asking lets listening be tried again, so it goes on until it was.
func healthy(b *sapatest.Bot, state, code string) {
	b.T.Helper()
	sapatest.Until(b.T, fmt.Sprintf("it is %s %q", state, code), func() bool {
		s, c, lines := b.Health()
		return s == state && c == code && (lines["listening"] == "") == (code == "")
	})
}

// A token that was revoked makes the channel ill; a new one is used at once, and nothing that came meanwhile is lost.
func TestANewTokenOfABot(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	b.Fake.Revoke(true)
	ana.Text("selama token mati")
	healthy(b, "ill", "token_invalid")
	b.As(sapatest.Eko).Send(id, map[string]any{"text": "menunggu"})
	b.Clock.Advance(time.Minute)
	if err := b.Inbox.Dispatch(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "meanwhile she has", sentTo(ana), nil)
	b.Fake.Revoke(false)
	b.Configure(map[string]any{"bot_token": telegram.DefaultToken, "updates": "polling"})
	// What was said of the old token is not said of the new one, not even before that was tried.
	if state, _, lines := b.Health(); state != "well" || lines["listening"] != "" {
		t.Errorf("with the new token it is %s, %v", state, lines)
	}
	healthy(b, "well", "")
	b.Turn()
	same(t, "then she has", sentTo(ana), []string{"menunggu"})
	same(t, "there are", textsIn(b.As(sapatest.Eko), id), []string{"Halo", "menunggu", "selama token mati"})
}

// One process at a time asks for a bot's updates, and another goes on where it ended. What the first one kept, the second
// does not fetch again.
func TestTwoProcessesListen(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.Postgres)
	ana, id := b.Ana()
	other := sapatest.Site{Database: b.Config.Database, Data: b.Config.Data, Adjust: b.Beside}.House(t, sapatest.Postgres)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = other.Inbox.RunListen(ctx)
	}()
	defer func() {
		stop()
		<-ended
	}()
	for i := range 20 {
		ana.Text(fmt.Sprint("pesan ", i))
		b.Turn()
	}
	for _, r := range b.Fake.Requests() {
		if r.Status == http.StatusConflict {
			t.Fatalf("both asked at once: %s", r.Answer)
		}
	}
	b.Deaf()
	other.Clock.Advance(time.Minute)
	b.Clock.Advance(time.Minute)
	ana.Text("dari proses lain")
	b.Turn()
	all := textsIn(b.As(sapatest.Eko), id)
	if len(all) != 22 || all[21] != "dari proses lain" {
		t.Errorf("%d messages, the last is %q", len(all), all[len(all)-1])
	}
	if n := b.Query("SELECT count(*) FROM deliveries"); n[0] != "22" {
		t.Errorf("%s deliveries", n[0])
	}
}

// A process that lost its right to listen, as one that was frozen, keeps nothing any more.
func TestAProcessThatWasFrozen(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	b.Exec("UPDATE listening SET holder = 'another', until = 9000000000000000")
	b.Fake.Hold()
	ana.Text("punya yang lain")
	b.Fake.Release()
	sapatest.Until(t, "the process knows", func() bool { return strings.Contains(b.Log.String(), "another process listens now") })
	b.Deaf()
	if kept := b.Query("SELECT count(*) FROM deliveries"); kept[0] != "1" || b.Fake.Waiting() != 1 {
		t.Errorf("%s are kept, %d wait", kept[0], b.Fake.Waiting())
	}
	b.Exec("UPDATE listening SET until = 0")
	b.Listen()
	b.Turn()
	same(t, "there are", textsIn(b.As(sapatest.Eko), id), []string{"Halo", "punya yang lain"})
}

// A channel that is switched off is not listened for; what is written meanwhile comes once it is on again.
func TestASwitchedOffBot(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	owner := b.As(sapatest.Ratna)
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+b.Channel, map[string]any{"on": false})
	b.Await("nobody listens", func() bool { return !b.Fake.Polling() })
	ana.Text("sedang mati")
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+b.Channel, map[string]any{"on": true})
	b.Turn()
	same(t, "there are", textsIn(b.As(sapatest.Eko), id), []string{"Halo", "sedang mati"})
}

// Updates can be brought instead, with the channel's secret; switching from one way to the other loses and doubles nothing.
func TestUpdatesThatAreBrought(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		b.Configure(map[string]any{"updates": "webhook"})
		b.Await("nobody fetches", func() bool { return !b.Fake.Polling() })
		if _, code, _ := b.Health(); code != "not_subscribed" {
			t.Errorf("before it is set up: %s", code)
		}
		ana.Text("di antaranya")
		owner := b.As(sapatest.Ratna)
		owner.Want(http.StatusNoContent, "POST", "/api/v1/channels/"+b.Channel+"/subscribe", nil)
		if state, code, lines := b.Health(); state != "well" || code != "" || len(lines) != 2 {
			t.Errorf("then it is %s %s, %v", state, code, lines)
		}
		b.Fake.SetMode(telegram.Mode{Copies: 3, Backwards: true})
		b.Fake.Hold()
		ana.Text("satu")
		b.Clock.Advance(time.Second)
		ana.Text("dua")
		b.Fake.Release()
		b.Turn()
		eko := b.As(sapatest.Eko)
		same(t, "brought, there are", textsIn(eko, id), []string{"Halo", "di antaranya", "satu", "dua"})
		if fetched := slices.ContainsFunc(b.Fake.Requests(), func(r telegram.Request) bool { return r.Status == http.StatusConflict }); fetched {
			t.Error("they were asked for as well")
		}
		for _, header := range []string{"", "salah", telegram.DefaultToken} {
			b.Anonymous().Do("POST", "/hooks/"+b.Key, []byte(`{"update_id":1}`), "X-Telegram-Bot-Api-Secret-Token", header).Must(http.StatusForbidden, "bad_signature")
		}
		b.Configure(map[string]any{"updates": "polling"})
		b.Await("somebody fetches", func() bool { return b.Fake.Webhook() == "" && b.Fake.Polling() })
		ana.Text("diambil lagi")
		b.Turn()
		same(t, "in the end there are", textsIn(eko, id), []string{"Halo", "di antaranya", "satu", "dua", "diambil lagi"})
		if state, _, _ := b.Health(); state != "well" {
			t.Errorf("in the end it is %s", state)
		}
	})
}

// A house that does not know its own address cannot have updates brought, and one that Telegram does not take is told.
func TestAnAddressThatDoesNotDo(t *testing.T) {
	t.Parallel()
	b := sapatest.Site{Adjust: func(o *app.Options) { o.Serve.URL = "" }}.Bot(t, sapatest.SQLite)
	b.Connect(map[string]any{"updates": "webhook"})
	if _, code, _ := b.Health(); code != "address_unknown" {
		t.Errorf("without an address: %s", code)
	}
	owner := b.As(sapatest.Ratna)
	owner.Do("POST", "/api/v1/channels/"+b.Channel+"/subscribe", nil).Must(http.StatusConflict, "address_unknown")
	b = sapatest.Site{Adjust: func(o *app.Options) { o.Serve.URL = "ftp://sapa.example" }}.Bot(t, sapatest.SQLite)
	b.Connect(map[string]any{"updates": "webhook"})
	b.As(sapatest.Ratna).Do("POST", "/api/v1/channels/"+b.Channel+"/subscribe", nil).Must(http.StatusConflict, "hook_insecure")
}

// Two bots of one workspace are two channels: what is written to one is not the other's, and one bot is connected once.
func TestTwoBots(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	second := strings.Replace(telegram.DefaultToken, "123456789", "987654321", 1)
	owner := b.As(sapatest.Ratna)
	body := func(token string) map[string]any {
		return map[string]any{"kind": "telegram", "name": "Lain", "config": map[string]any{"bot_token": token, "updates": "webhook"}}
	}
	owner.Do("POST", "/api/v1/channels", body(telegram.DefaultToken)).Must(http.StatusConflict, "account_connected")
	owner.Want(http.StatusCreated, "POST", "/api/v1/channels", body(second))
	b.Ana()
	if n := owner.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil).Len("conversations"); n != 1 {
		t.Errorf("%d conversations of one message", n)
	}
}
