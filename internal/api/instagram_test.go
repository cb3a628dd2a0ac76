package api_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	fake "github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// instagram is a house with a connected account whose messages are switched on, and more settings.
func instagram(t *testing.T, e sapatest.Engine, more map[string]any) *sapatest.Page {
	t.Helper()
	p := sapatest.Instagram(t, e)
	p.Connect(nil)
	config := map[string]any{"messages": true}
	maps.Copy(config, more)
	set(p, config)
	return p
}

// set changes the account's settings; what is not named is as at first.
func set(p *sapatest.Page, config map[string]any) *sapatest.Answer {
	config["account_id"] = fake.DefaultAccount
	return p.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/channels/"+p.Channel, map[string]any{"config": config})
}

// A customer writes, is named by the provider, is answered, reads, picks what they are offered, and gets a heart.
func TestInstagramBothWays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := instagram(t, e, nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		who := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if who.Text("contact", "name") != "Rina Kartika" || who.Text("contact", "facts", "username") != "rina.kartika" {
			t.Errorf("the contact is %s", who.Body)
		}
		ratna.Send(id, map[string]any{"text": "Ada yang bisa dibantu?", "menu": map[string]any{"buttons": []any{map[string]any{"id": "stok", "title": "Cek stok"}}}})
		p.Turn()
		got := rina.Inbox()
		if len(got) != 1 || got[0].Text != "Ada yang bisa dibantu?" || len(got[0].Options) != 1 || rina.Written()[0].Status != "read" {
			t.Fatalf("the customer has %+v", got)
		}
		if all := ratna.Messages(id); !slices.Equal(statuses(all), []string{"sent"}) || len(all) != 2 {
			t.Errorf("the echo of our own message made %+v", all)
		}
		if _, err := rina.Choose(got[0].ID, "stok"); err != nil {
			t.Fatal(err)
		}
		rina.Send("image", cloth(t), fake.Quote(got[0].ID))
		p.Turn()
		ratna.Send(id, map[string]any{"text": "Masih ada"})
		p.Turn()
		rina.ReadAll() // tells of the newest only
		p.Turn()
		all := ratna.Messages(id)
		if all[2].Kind != "choice" || all[3].Kind != "image" || all[3].Attachments[0].State != "" || all[3].ReplyTo == nil {
			t.Errorf("what came is %+v", all[2:])
		}
		if !slices.Equal(statuses(all), []string{"read", "read"}) {
			t.Errorf("what we sent is %v", statuses(all))
		}
		rina.React(got[0].ID, "❤️")
		ratna.On(id, all[3].ID, "PUT", "reaction", map[string]any{"emoji": "❤️"})
		p.Turn()
		if all = ratna.Messages(id); len(all[1].Reactions) != 1 || rina.Written()[2].Answered != "❤️" {
			t.Errorf("after the reactions: %+v, %+v", all[1].Reactions, rina.Written())
		}
	})
}

// Both ways of pictures and files; what the account may not send is refused before.
func TestInstagramFiles(t *testing.T) {
	t.Parallel()
	p := instagram(t, sapatest.SQLite, nil)
	rina, id := p.Rina()
	ratna := p.As(sapatest.Ratna)
	key := ratna.Want(http.StatusCreated, "POST", "/api/v1/uploads?name="+url.QueryEscape("kain batik №1.jpg"), photo(t, 40)).Text("key")
	ratna.Send(id, map[string]any{"attachments": []string{key}})
	p.Turn()
	got := rina.Inbox()
	if len(got) != 1 || got[0].Kind != "image" || got[0].FileName != "kain batik 1.jpg" || got[0].MIME != "image/jpeg" {
		t.Errorf("the customer has %+v", got)
	}
	if all := ratna.Messages(id); len(all) != 2 {
		t.Errorf("the echo of the picture made %d messages", len(all))
	}
}

// Nothing comes of what is brought while messages are switched off; what was there stays, and what comes later arrives.
func TestInstagramSwitch(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := sapatest.Instagram(t, e)
		p.Connect(nil)
		ratna := p.As(sapatest.Ratna)
		rina := p.Fake.Customer("7123456789012345", "Rina Kartika")
		rina.Text("Ada orang?")
		p.Turn()
		if n := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil).Len("conversations"); n != 0 {
			t.Fatalf("%d conversations before anything was switched on", n)
		}
		for _, d := range p.Fake.Deliveries() {
			if d.Status != http.StatusOK {
				t.Errorf("a delivery was answered with %d", d.Status)
			}
		}
		if n := len(p.Query(`SELECT id FROM deliveries WHERE length(body) > 0 OR state <> 'done'`)); n != 0 {
			t.Errorf("%d deliveries are kept", n)
		}
		mustCome(t, ratna, false, false)
		mustMiss(t, ratna, "messages 1")
		set(p, map[string]any{"messages": true})
		mustMiss(t, ratna)
		mustCome(t, ratna, true, false)
		_, id := p.Rina()
		if all := ratna.Messages(id); len(all) != 1 || all[0].Text != "Halo" {
			t.Errorf("there is %+v", all)
		}
		set(p, map[string]any{"messages": false, "comments": true})
		mustCome(t, ratna, false, true)
		rina.Text("Masih di sana?")
		p.Turn()
		if all := ratna.Messages(id); len(all) != 1 {
			t.Errorf("then there is %+v", all)
		}
		mustMiss(t, ratna, "messages 1")
	})
}

// What is not taken is counted for each switch, also in deliveries of which something is taken; the same delivery again
// counts once, and what contacts did not write does not count.
func TestInstagramCountsWhatItMisses(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := instagram(t, e, map[string]any{"messages": false, "comments": true})
		ratna := p.As(sapatest.Ratna)
		bring := func(entries ...string) {
			body := []byte(`{"object":"instagram","entry":[` + strings.Join(entries, ",") + `]}`)
			for range 2 {
				p.Anonymous().Do("POST", "/hooks/"+p.Key, body, "X-Hub-Signature-256", meta.Sign(fake.DefaultAppSecret, body)).Must(http.StatusOK, "")
			}
			p.Turn()
		}
		entry := func(inside string) string {
			return `{"id":"` + fake.DefaultAccount + `","time":1700000000000,` + inside + `}`
		}
		wrote := func(mid, more string) string {
			return `{"sender":{"id":"71"},"recipient":{"id":"` + fake.DefaultAccount + `"},"timestamp":1700000000000,"message":{"mid":"` + mid + `","text":"Halo"` + more + `}}`
		}
		comment := func(id string) string {
			return entry(`"changes":[{"field":"comments","value":{"id":"` + id + `","from":{"id":"71","username":"rina"},"media":{"id":"9"},"text":"Halo"}}]`)
		}
		bring(entry(`"messaging":[` + wrote("m1", "") + `,` + wrote("m2", "") + `,{"sender":{"id":"71"},"recipient":{"id":"` + fake.DefaultAccount + `"},"timestamp":1700000000000,"read":{"mid":"m0"}}]`))
		mustMiss(t, ratna, "messages 2")
		bring(comment("c1"), entry(`"messaging":[`+wrote("m3", "")+`,`+wrote("m4", `,"is_deleted":true`)+`]`))
		mustMiss(t, ratna, "messages 3")
		if n := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&kind=comments", nil).Len("conversations"); n != 1 {
			t.Errorf("%d conversations of one comment", n)
		}
		set(p, map[string]any{"messages": false, "comments": false})
		bring(comment("c2"), entry(`"messaging":[`+wrote("m5", "")+`]`))
		mustMiss(t, ratna, "messages 4", "comments 1")
		if n := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&kind=messages", nil).Len("conversations"); n != 0 {
			t.Errorf("%d conversations of messages", n)
		}
		set(p, map[string]any{"messages": false, "comments": true})
		mustMiss(t, ratna, "messages 4")
	})
}

// mustMiss checks what the account says it did not take.
func mustMiss(t *testing.T, ratna *sapatest.Person, want ...string) {
	t.Helper()
	a := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	got := []string{}
	for i := range a.Len("channels", 1, "setup", "missed") {
		if a.Text("channels", 1, "setup", "missed", i, "since") == "" {
			t.Error("it does not say since when")
		}
		got = append(got, fmt.Sprint(a.At("channels", 1, "setup", "missed", i, "switch"), " ", a.At("channels", 1, "setup", "missed", i, "count")))
	}
	if !slices.Equal(got, want) {
		t.Errorf("it missed %q, not %q", got, want)
	}
}

// mustCome checks what the account (the web chat stands before it) is told to bring.
func mustCome(t *testing.T, ratna *sapatest.Person, messages, comments bool) {
	t.Helper()
	a := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	if a.At("channels", 1, "messages") != messages || a.At("channels", 1, "comments") != comments {
		t.Errorf("the channel says %v and %v, not %v and %v", a.At("channels", 1, "messages"), a.At("channels", 1, "comments"), messages, comments)
	}
}

// A message about a story says so; the story itself is not kept, and nobody is led to it once its day is over.
func TestInstagramStories(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := instagram(t, e, nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		rina.AnswerStory("Cantik sekali!")
		rina.Mention()
		rina.Vanish()
		p.Turn()
		all := ratna.Messages(id)
		if len(all) != 4 || all[1].Text != "Cantik sekali!" || all[1].Content.Story.As != "reply" || all[2].Kind != "story" || all[2].Content.Story.As != "mention" || all[3].Kind != "unsupported" {
			t.Fatalf("there is %+v", all)
		}
		if !strings.HasPrefix(all[1].Content.Story.URL, "https://lookaside.fbsbx.com/") || len(all[1].Attachments)+len(all[2].Attachments) != 0 {
			t.Errorf("the stories are %+v, %+v", all[1], all[2])
		}
		p.Clock.Advance(24*time.Hour + time.Minute)
		for _, m := range ratna.Messages(id)[1:3] {
			if m.Content.Story == nil || m.Content.Story.URL != "" {
				t.Errorf("a day later there is still %+v", m.Content.Story)
			}
		}
	})
}

// What a customer takes back is gone, with its former versions.
func TestInstagramUnsent(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := instagram(t, e, nil)
		rina, id := p.Rina()
		said := rina.Text("nomor rekening saya 123")
		rina.Edit(said, "nomor rekening saya 12345")
		p.Turn()
		rina.Unsend(said)
		p.Turn()
		all := p.As(sapatest.Ratna).Messages(id)
		if len(all) != 2 || all[1].DeletedAt == nil || all[1].Text != "" {
			t.Errorf("there is %+v", all)
		}
		if n := len(p.Query(`SELECT body FROM message_versions`)); n != 0 {
			t.Errorf("%d former texts are kept", n)
		}
	})
}

// An echo does not say who wrote it. That of our own message doubles nothing, in whatever order and however often it comes;
// what the business wrote elsewhere stands in the conversation.
func TestInstagramEchoes(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p := instagram(t, e, nil)
		rina, id := p.Rina()
		ratna := p.As(sapatest.Ratna)
		p.Fake.SetMode(meta.Mode{EarlyStatus: true, Copies: 2})
		ratna.Send(id, map[string]any{"text": "cepat"})
		p.Turn()
		p.Later(10 * time.Second)
		p.Fake.SetMode(meta.Mode{})
		p.Fake.Hold()
		p.Fake.FailNext(1, meta.Fault{Kind: meta.FaultCut})
		ratna.Send(id, map[string]any{"text": "sampai atau tidak?"})
		p.Turn()
		if last := ratna.Last(id); last.Status != "unsure" {
			t.Fatalf("it is %s", last.Status)
		}
		p.Fake.Release()
		rina.Answered("Dari ponsel toko")
		p.Turn()
		rina.ReadAll()
		p.Turn()
		all := ratna.Messages(id)
		if len(all) != 4 || !slices.Equal(statuses(all), []string{"read", "read", "read"}) || all[3].By.Kind != "device" || len(rina.Inbox()) != 3 {
			t.Errorf("there is %+v", all)
		}
	})
}

// Within a day anybody may answer; within a week a person may, where the channel's setting says so; after that nobody. That
// the provider refuses with a status of its own trouble is no reason to try again.
func TestInstagramWindows(t *testing.T) {
	t.Parallel()
	p := instagram(t, sapatest.SQLite, map[string]any{"human_agent_tag": true})
	p.Fake.SetHumanAgent(true)
	rina, id := p.Rina()
	ratna := p.As(sapatest.Ratna)
	reply := func(text string) *sapatest.Answer {
		return ratna.Do("POST", "/api/v1/conversations/"+id+"/messages", map[string]any{"text": text}, "Idempotency-Key", sapatest.NewKey())
	}
	p.Later(25 * time.Hour)
	reply("dari orang")
	p.Turn()
	if got := rina.Inbox(); len(got) != 1 || got[0].Tag != "HUMAN_AGENT" {
		t.Fatalf("the customer has %+v", got)
	}
	rina.Age(8 * 24 * time.Hour)
	reply("terlambat di sana")
	p.Turn()
	if last := ratna.Last(id); last.Status != "failed" || last.FailureCode != "window_closed" {
		t.Errorf("it is %s, %s", last.Status, last.FailureCode)
	}
	p.Later(6 * 24 * time.Hour)
	if a := reply("terlalu lama"); a.Status != http.StatusConflict || a.Text("code") != "window_closed" {
		t.Errorf("after a week: %d", a.Status)
	}
}

// A text of too many bytes is refused before anybody is asked.
func TestInstagramLongText(t *testing.T) {
	t.Parallel()
	p := instagram(t, sapatest.SQLite, nil)
	_, id := p.Rina()
	for text, want := range map[string]int{strings.Repeat("é", 500): http.StatusCreated, strings.Repeat("é", 501): http.StatusUnprocessableEntity} {
		if a := p.As(sapatest.Ratna).Do("POST", "/api/v1/conversations/"+id+"/messages", map[string]any{"text": text}, "Idempotency-Key", sapatest.NewKey()); a.Status != want {
			t.Errorf("%d bytes: %d %s", len(text), a.Status, a.Body)
		}
	}
}

// Somebody who signs in at Facebook chooses among the accounts that are linked to their Pages; the account that is connected
// by it is off until it is switched on, and well.
func TestInstagramLogin(t *testing.T) {
	t.Parallel()
	p := sapatest.Instagram(t, sapatest.SQLite)
	ratna := p.As(sapatest.Ratna)
	state, code := p.SignIn(ratna, fake.DefaultPage, "1906385232743998")
	offer := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/login/end", map[string]any{"state": state, "code": code})
	if offer.Len("accounts") != 1 || offer.Text("accounts", 0, "name") != "@toko.melati" || offer.Text("accounts", 0, "id") != fake.DefaultAccount {
		t.Errorf("offered is %s", offer.Body)
	}
	p.Join(map[string]any{"kind": "instagram", "name": "Instagram", "config": map[string]any{"account_id": fake.DefaultAccount}, "grant": offer.Text("grant")})
	if a := ratna.Want(http.StatusOK, "GET", "/api/v1/channels", nil); a.At("channels", 1, "setup", "config", "messages") != false {
		t.Errorf("at first it is %s", a.Body)
	}
	checked := ratna.Want(http.StatusOK, "POST", "/api/v1/channels/"+p.Channel+"/check", nil)
	if checked.Text("channel", "health", "state") != "well" || checked.Text("channel", "health", "facts", "name") != "@toko.melati" {
		t.Errorf("checked it is %s", checked.Body)
	}
}
