package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// secretsOf lists the secrets that are filled in.
func secretsOf(a *sapatest.Answer) []string {
	var names []string
	for i := range a.Len("setup", "secrets") {
		names = append(names, a.Text("setup", "secrets", i))
	}
	return names
}

// statuses are those of what we sent, oldest first.
func statuses(all []sapatest.Said) []string {
	var some []string
	for _, m := range all {
		if m.Direction == "out" {
			some = append(some, m.Status)
		}
	}
	return some
}

func cloth(t *testing.T) fake.File {
	t.Helper()
	return fake.File{Bytes: photo(t, 40), Type: "image/jpeg", Name: "kain.jpg"}
}

// A customer writes, is named by the provider, is answered, reads, and picks what they are offered.
func TestMessengerBothWays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		if name := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "name"); name != "Rina Kartika" {
			t.Errorf("the contact is called %q", name)
		}
		ratna.Send(id, map[string]any{"text": "Ada yang bisa dibantu?", "menu": map[string]any{"buttons": []any{map[string]any{"id": "stok", "title": "Cek stok"}}}})
		p.Turn()
		got := rina.Inbox()
		if len(got) != 1 || got[0].Text != "Ada yang bisa dibantu?" || len(got[0].Options) != 1 || rina.Written()[0].Status != "read" {
			t.Fatalf("the customer has %+v", got)
		}
		if all := statuses(ratna.Messages(id)); !slices.Equal(all, []string{"delivered"}) {
			t.Errorf("what we sent is %v", all)
		}
		if _, err := rina.Choose(got[0].ID, "stok"); err != nil {
			t.Fatal(err)
		}
		rina.Send("image", cloth(t), fake.Quote(got[0].ID))
		rina.ReadAll()
		p.Turn()
		all := ratna.Messages(id)
		last := all[len(all)-1]
		if all[2].Kind != "choice" || all[2].Content.Choice.ID != "stok" || last.Kind != "image" || last.Attachments[0].State != "" || last.ReplyTo == nil {
			t.Errorf("what came is %+v", all[2:])
		}
		if !slices.Equal(statuses(all), []string{"read"}) {
			t.Errorf("what we sent is %v", statuses(all))
		}
		rina.React(got[0].ID, "❤️")
		rina.Edit(rina.Written()[0].ID, "Halo kak")
		p.Turn()
		all = ratna.Messages(id)
		if all[0].Text != "Halo kak" || all[0].EditedAt == nil || len(all[1].Reactions) != 1 || all[1].Reactions[0].Emoji != "❤️" {
			t.Errorf("after the edit and the reaction: %+v", all[:2])
		}
	})
}

// A watermark covers what the contact had by then, and nothing that was sent later, in whatever order and however often
// it is told.
func TestMessengerWatermarks(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		ratna.Send(id, map[string]any{"text": "satu"})
		p.Later(time.Minute)
		rina.SetOffline(true)
		p.Fake.Hold()
		rina.ReadAll() // is told after the next message was sent
		p.Later(time.Minute)
		ratna.Send(id, map[string]any{"text": "dua"})
		p.Turn()
		p.Fake.SetMode(meta.Mode{Shuffle: true, Copies: 2, Batch: 3})
		p.Fake.Release()
		p.Later(time.Minute)
		if all := statuses(ratna.Messages(id)); !slices.Equal(all, []string{"read", "sent"}) {
			t.Errorf("what we sent is %v", all)
		}
		rina.SetOffline(false)
		p.Later(time.Minute)
		if all := statuses(ratna.Messages(id)); !slices.Equal(all, []string{"read", "delivered"}) {
			t.Errorf("then it is %v", all)
		}
	})
}

// What the provider tells of a message before it answers the send is not lost.
func TestMessengerIsFasterThanItsAnswer(t *testing.T) {
	t.Parallel()
	for name, receipts := range map[string]fake.Receipts{"with echoes": {Read: true}, "without": {Read: true, NoEcho: true}} {
		t.Run(name, func(t *testing.T) { fasterThanItsAnswer(t, receipts) })
	}
}

func fasterThanItsAnswer(t *testing.T, receipts fake.Receipts) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.Connect(nil)
	rina, id := p.Rina()
	p.Fake.SetMode(meta.Mode{EarlyStatus: true})
	p.Fake.SetReceipts(receipts)
	p.As(sapatest.Ratna).Send(id, map[string]any{"text": "cepat"})
	p.Turn()
	p.Later(10 * time.Second)
	all := p.As(sapatest.Ratna).Messages(id)
	if len(all) != 2 || all[1].Status != "read" || len(rina.Inbox()) != 1 {
		t.Errorf("it is %+v", all)
	}
}

// A lost answer leaves a doubt, which the echo of our own message resolves; nothing is sent twice and nothing doubled.
func TestMessengerEchoesResolveDoubts(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		p.Fake.Hold()
		p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultCut})
		ratna.Send(id, map[string]any{"text": "sampai atau tidak?"})
		p.Turn()
		if last := ratna.Last(id); last.Status != "unsure" {
			t.Fatalf("it is %s", last.Status)
		}
		p.Fake.Release()
		p.Turn()
		if all := ratna.Messages(id); len(all) != 2 || all[1].Status != "delivered" || len(rina.Inbox()) != 1 {
			t.Errorf("it is %+v", all)
		}
	})
}

// What the Page answers in its own inbox stands in the conversation, from nobody here, and is not sent again.
func TestMessengerAnsweredElsewhere(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.Connect(nil)
	rina, id := p.Rina()
	rina.Answered("Dari kotak masuk Halaman")
	rina.Aside("Untuk bot")
	rina.Handed()
	p.Turn()
	all := p.As(sapatest.Ratna).Messages(id)
	if len(all) != 2 || all[1].Text != "Dari kotak masuk Halaman" || all[1].By.Kind != "device" || len(rina.Inbox()) != 1 {
		t.Errorf("there is %+v", all)
	}
}

// Within a day anybody may answer; within a week a person may, where the channel's setting says so; after that nobody.
func TestMessengerHumanAgent(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		p.Fake.SetHumanAgent(true)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		reply := func(text string) *sapatest.Answer {
			return ratna.Do("POST", "/api/v1/conversations/"+id+"/messages", map[string]any{"text": text}, "Idempotency-Key", sapatest.NewKey())
		}
		p.Later(25 * time.Hour)
		if a := reply("terlambat"); a.Status != http.StatusConflict || a.Text("code") != "window_closed" {
			t.Fatalf("without the setting: %d %s", a.Status, a.Text("code"))
		}
		channel := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
		if n := channel.Number("channels", 1, "late_seconds"); n != 0 {
			t.Errorf("without the setting one has %v seconds more", n)
		}
		a := ratna.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+p.Channel, map[string]any{"config": map[string]any{"page_id": fake.DefaultPage, "human_agent_tag": true}})
		if n := a.Number("late_seconds"); n != 6*24*60*60 {
			t.Errorf("with the setting one has %v seconds more", n)
		}
		reply("dari orang")
		p.Turn()
		if got := rina.Inbox(); len(got) != 1 || got[0].Tag != "HUMAN_AGENT" {
			t.Fatalf("the customer has %+v", got)
		}
		p.Fake.SetHumanAgent(false)
		reply("izinnya belum ada")
		p.Turn()
		if last := ratna.Last(id); last.Status != "failed" || last.FailureCode != "late_refused" {
			t.Errorf("it is %s, %s", last.Status, last.FailureCode)
		}
		if state := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 1, "health", "state"); state == "ill" {
			t.Error("a permission for late answers only stops the whole channel")
		}
		p.Later(6 * 24 * time.Hour)
		if a := reply("terlalu lama"); a.Status != http.StatusConflict {
			t.Errorf("after a week: %d", a.Status)
		}
		rina.Text("Halo lagi")
		p.Turn()
		reply("dalam sehari")
		p.Turn()
		if got := rina.Inbox(); len(got) != 2 || got[1].Tag != "" {
			t.Errorf("the customer has %+v", got)
		}
	})
}

// Somebody who signs in at Facebook chooses a Page; nothing is there before they save, and what they were given is worth
// nothing to anybody else.
func TestMessengerLogin(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		ratna, eko := p.As(sapatest.Ratna), p.As(sapatest.Eko)
		before := len(p.Query(`SELECT id FROM channels`))
		state, code := p.SignIn(ratna, fake.DefaultPage)
		end := map[string]any{"state": state, "code": code}
		if a := eko.Do("POST", "/api/v1/channels/login/end", end); a.Status != http.StatusConflict || a.Text("code") != "login_over" {
			t.Errorf("somebody else comes back: %d %s", a.Status, a.Text("code"))
		}
		offer := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/login/end", end)
		grant := offer.Text("grant")
		if offer.Text("accounts", 0, "name") != "Toko Melati" || offer.Len("accounts") != 1 || offer.Text("kind") != "fb_messenger" {
			t.Errorf("offered is %s", offer.Body)
		}
		if strings.Contains(string(offer.Body), fake.DefaultAccessToken) || len(p.Query(`SELECT id FROM channels`)) != before {
			t.Error("the token is shown, or something is connected already")
		}
		if a := ratna.Do("POST", "/api/v1/channels/login/end", end); a.Status != http.StatusConflict || a.Text("code") != "login_refused" {
			t.Errorf("the code is used twice: %d %s", a.Status, a.Text("code"))
		}
		connect := func(page, grant string) map[string]any {
			return map[string]any{"kind": "fb_messenger", "name": "Messenger", "config": map[string]any{"page_id": page}, "grant": grant}
		}
		for name, a := range map[string]*sapatest.Answer{
			"another Page": ratna.Do("POST", "/api/v1/channels", connect("1906385232743999", grant)), "another member": eko.Do("POST", "/api/v1/channels", connect(fake.DefaultPage, grant)),
			"another grant": ratna.Do("POST", "/api/v1/channels", connect(fake.DefaultPage, grant[:len(grant)-4]+"AAAA")), "no grant": ratna.Do("POST", "/api/v1/channels", connect(fake.DefaultPage, "")),
			"a state": ratna.Do("POST", "/api/v1/channels", connect(fake.DefaultPage, state)),
		} {
			if a.Status != http.StatusUnprocessableEntity && a.Status != http.StatusConflict {
				t.Errorf("%s: %d", name, a.Status)
			}
		}
		a := p.Join(connect(fake.DefaultPage, grant))
		if !slices.Equal(secretsOf(a), []string{"access_token", "app_secret"}) {
			t.Errorf("filled in is %v", secretsOf(a))
		}
		if checked := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil); checked.Text("channel", "health", "state") != "well" {
			t.Errorf("checked it is %s", checked.Body)
		}
		rina, id := p.Rina()
		ratna.Send(id, map[string]any{"text": "Halo Rina"})
		p.Turn()
		if len(rina.Inbox()) != 1 {
			t.Error("the answer did not arrive")
		}
		// A dead token is repaired by signing in once more; until then everything waits.
		p.Fake.KillToken(460)
		ratna.Send(id, map[string]any{"text": "menunggu"})
		p.Turn()
		p.Fake.KillToken(0)
		state, code = p.SignIn(ratna, fake.DefaultPage)
		grant = ratna.Want(http.StatusOK, "POST", "/api/v1/channels/login/end", map[string]any{"state": state, "code": code}).Text("grant")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+p.Channel, map[string]any{"config": map[string]any{"page_id": fake.DefaultPage}, "grant": grant})
		ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil)
		p.Later(time.Minute)
		if len(rina.Inbox()) != 2 {
			t.Error("what waited was not sent")
		}
		// What was begun is over after a while.
		state, code = p.SignIn(ratna, fake.DefaultPage)
		p.Clock.Advance(31 * time.Minute)
		if a := ratna.Do("POST", "/api/v1/channels/login/end", map[string]any{"state": state, "code": code}); a.Text("code") != "login_over" {
			t.Errorf("after half an hour: %d %s", a.Status, a.Text("code"))
		}
	})
}

// Who somebody is is asked again while the provider is away, and not for ever; a name that an agent wrote stays.
func TestMessengerProfiles(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Messenger(t, e)
		p.Connect(nil)
		p.Fake.FailNext(2, meta.Fault{On: fake.OpProfile, Kind: meta.FaultEmpty})
		_, id := p.Rina()
		name := func(id string) string {
			return p.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "name")
		}
		if got := name(id); got != "" {
			t.Errorf("the contact is called %q", got)
		}
		p.Later(time.Minute)
		p.Later(time.Minute)
		if got := name(id); got != "Rina Kartika" {
			t.Errorf("the contact is called %q", got)
		}
		budi := p.Fake.Customer("7123456789012399", "Budi")
		budi.SetPrivate(true)
		budi.Text("Halo")
		budi.Follow("kartu-nama")
		p.Turn()
		asked := len(p.Fake.Requests(fake.OpProfile))
		p.Later(time.Hour)
		if n := len(p.Fake.Requests(fake.OpProfile)); n != asked {
			t.Errorf("somebody whose profile is not told was asked for %d more times", n-asked)
		}
		facts := p.Query(`SELECT facts FROM contacts WHERE facts LIKE '%kartu-nama%'`)
		if len(facts) != 1 {
			t.Errorf("where they came from is %v", facts)
		}
	})
}

// A trouble of the provider that is over is soon not told of any more, though nobody tests.
func TestMessengerOutageIsForgotten(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	p.Connect(nil)
	ratna := p.As(sapatest.Ratna)
	p.Fake.FailNext(1, meta.Fault{On: fake.OpPage, Kind: meta.FaultEmpty})
	health := func() string {
		return ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 1, "health", "state")
	}
	ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil)
	if got := health(); got != "limited" {
		t.Fatalf("during the outage the channel is %s", got)
	}
	p.Clock.Advance(6 * time.Minute)
	if _, err := p.Inbox.CheckDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := health(); got != "well" {
		t.Errorf("after the outage the channel is %s", got)
	}
}

// Whoever signs in anew gives a token that is good, whatever became of the former one.
func TestMessengerLoginRepairsADeadToken(t *testing.T) {
	t.Parallel()
	p := sapatest.Messenger(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	p.Connect(nil)
	p.Fake.KillToken(467)
	if got := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil).Text("channel", "health", "state"); got != "ill" {
		t.Fatalf("with a dead token the channel is %s", got)
	}
	state, code := p.SignIn(ratna, fake.DefaultPage)
	if got := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/login/end", map[string]any{"state": state, "code": code}).Text("accounts", 0, "id"); got != fake.DefaultPage {
		t.Errorf("the Page offered is %q", got)
	}
	if got := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil).Text("channel", "health", "state"); got != "well" {
		t.Errorf("after signing in the channel is %s", got)
	}
}
