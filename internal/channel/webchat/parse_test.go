package webchat_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/webchat"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

var monday = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)

// account is a web chat as a new channel has it, with these fields changed.
func account(t testing.TB, fields map[string]any) channel.Channel {
	t.Helper()
	spec := webchat.New()
	config, err := spec.Check(fields)
	if err != nil {
		t.Fatal(err)
	}
	return spec.New(channel.Account{Channel: sapa.Channel{ID: 7, PublicKey: "wk_test", Name: "Toko Melati", Config: config}})
}

// Whatever a widget sends becomes one message that can be stored, from the visitor it came from, or is refused as
// wrong input.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"client_id":"12345678","text":" halo "}`,
		`{"client_id":"12345678","attachments":["a","b"],"reply_to":1000000001}`,
		`{"client_id":"12345678","location":{"latitude":-6.2,"longitude":106.8,"name":"Monas"}}`,
		`{"client_id":"12345678","text":"x","profile":{"name":"Budi","email":"B@x.id","phone":"0812-3456-7890"},"language":"id","page":{"url":"https://u:p@x.id/a?b=c#d","title":"T"}}`,
		`{"client_id":"12345678","text":"a\u0000b"}`, `{"client_id":"12345678","text":"\ud800"}`, `{"client_id":"12345678","text":"x","page":{"url":"//x"}}`,
		`{"client_id":"12345678","attachments":["","","","","","","","","","",""]}`, `{"client_id":"12345678","text":"x","page":{"url":"https://x.id/","title":"a\u0000b"}}`,
		`{"client_id":"12345678","location":{"latitude":1e999}}`, `{}`, `[]`, `null`, `{"text":"x"}{}`, "", "{",
	} {
		f.Add([]byte(seed))
	}
	a := account(f, nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		elements, err := a.Parse(channel.Delivery{Body: body, From: "visitor", At: monday})
		if err != nil {
			if sapa.KindOf(err) != sapa.Invalid || len(elements) != 0 {
				t.Fatalf("%v with %d elements", err, len(elements))
			}
			return
		}
		if len(elements) != 1 {
			t.Fatalf("%d messages", len(elements))
		}
		in := elements[0]
		text := in.Message.Text
		switch {
		case in.From.External != "visitor" || !strings.HasPrefix(in.ProviderID, "visitor:") || in.Channel != 7 || in.Kind != sapa.InboundMessage:
			t.Fatalf("from %+v as %q", in.From, in.ProviderID)
		case !sapa.Storable(text + in.ProviderID + strings.Join(in.Message.Uploads, "") + in.From.Name + in.From.Email + in.From.Phone):
			t.Fatalf("cannot be stored: %q", body)
		case utf8.RuneCountInString(text) > 10_000 || text != strings.TrimSpace(text):
			t.Fatalf("the text is %q", text)
		case text == "" && len(in.Message.Uploads) == 0 && in.Message.Place == nil:
			t.Fatal("the message says nothing")
		case len(in.Message.Uploads) > 10:
			t.Fatalf("%d files", len(in.Message.Uploads))
		case !sapa.Storable(in.From.Facts["page_url"] + in.From.Facts["page_title"]):
			t.Fatalf("cannot be stored: %q", in.From.Facts)
		case in.Message.Place != nil && !in.Message.Place.Valid():
			t.Fatalf("no such place: %v", in.Message.Place)
		case in.From.Language != "" && !in.From.Language.Valid():
			t.Fatalf("no such language: %q", in.From.Language)
		case strings.ContainsAny(in.From.Facts["page_url"], "?#") || utf8.RuneCountInString(in.From.Facts["page_url"]) > 500:
			t.Fatalf("the page's address is %q", in.From.Facts["page_url"])
		}
	})
}

// What an administrator fills in becomes a configuration that is whole, small, and the same when it is checked again.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `{"color":"#ABCDEF","position":"left","language":"en","pre_chat":true}`, `{"origins":["https://A.example/","http://b.test:80"]}`,
		`{"origins":"x"}`, `{"origins":[1]}`, `{"greeting_id":""}`, `{"greeting_id":"  x  "}`, `{"ask_name":"maybe"}`, `{"color":null,"unknown":{}}`,
	} {
		f.Add([]byte(seed))
	}
	spec := webchat.New()
	f.Fuzz(func(t *testing.T, raw []byte) {
		var input map[string]any
		if json.Unmarshal(raw, &input) != nil {
			return
		}
		config, err := spec.Check(input)
		if err != nil {
			e, ok := err.(*sapa.Error)
			if !ok || e.Kind != sapa.Invalid || len(e.Fields) == 0 {
				t.Fatalf("%v", err)
			}
			for _, field := range e.Fields {
				if !strings.HasPrefix(field.Field, "config.") || field.Code == "" {
					t.Fatalf("%+v", field)
				}
			}
			return
		}
		for _, field := range spec.Fields {
			if field.Required && config[field.Name] == nil {
				t.Fatalf("%s is missing in %v", field.Name, config)
			}
		}
		stored, err := json.Marshal(config)
		if err != nil || len(stored) > 64<<10 {
			t.Fatalf("%d bytes, %v", len(stored), err)
		}
		var read map[string]any
		if err := json.Unmarshal(stored, &read); err != nil {
			t.Fatal(err)
		}
		again, err := spec.Check(read)
		if restored, _ := json.Marshal(again); err != nil || string(restored) != string(stored) {
			t.Fatalf("checked again: %s, %v, before: %s", restored, err, stored)
		}
		host := spec.New(channel.Account{Channel: sapa.Channel{Config: read}}).(channel.Host)
		for _, origin := range channel.Texts(read["origins"]) {
			if !host.Allows(origin) {
				t.Fatalf("the listed %q is refused", origin)
			}
		}
	})
}

// The form before the chat asks for what is required while it is switched on, and only then.
func TestCheckProfile(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fields map[string]any
		from   sapa.Sender
		wrong  int
	}{
		{nil, sapa.Sender{}, 0},
		{map[string]any{"pre_chat": true}, sapa.Sender{}, 1},
		{map[string]any{"pre_chat": true}, sapa.Sender{Name: "Budi"}, 0},
		{map[string]any{"pre_chat": true, "ask_email": "required", "ask_phone": "required"}, sapa.Sender{}, 3},
		{map[string]any{"pre_chat": true, "ask_name": "off", "ask_email": "off", "ask_phone": "off"}, sapa.Sender{}, 0},
		{map[string]any{"pre_chat": false, "ask_phone": "required"}, sapa.Sender{}, 0},
	} {
		host := account(t, c.fields).(channel.Host)
		var e *sapa.Error
		if err := host.CheckProfile(c.from); err != nil {
			e = err.(*sapa.Error)
		}
		if e == nil != (c.wrong == 0) || e != nil && len(e.Fields) != c.wrong {
			t.Errorf("%v from %+v: %v", c.fields, c.from, e)
		}
		if form := host.Widget().PreChat; form.Enabled && form.Name == "off" && form.Email == "off" && form.Phone == "off" {
			t.Error("a form without a field is shown")
		}
	}
}
