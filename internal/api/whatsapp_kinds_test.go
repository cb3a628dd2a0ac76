package api_test

import (
	"bytes"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// fixture is a file of package media's tests.
func fixture(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile("../media/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Whatever a customer can send is there, as what it is; what nobody knows is shown as such and never dropped.
func TestWhateverAWhatsAppCustomerSends(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		sends := []struct {
			kind sapa.MessageKind
			send func()
			ok   func(m sapatest.Said) bool
		}{
			{"text", func() { rina.Text("dua\nbaris 😀") }, func(m sapatest.Said) bool { return m.Text == "dua\nbaris 😀" }},
			{"text", func() { rina.Text("terusan", fake.Forwarded(true)) }, func(m sapatest.Said) bool { return m.Content.Forwarded }},
			{"text", func() { rina.Text("dari iklan", fake.FromAd(fake.Referral{URL: "https://fb.me/x", Headline: "Batik"})) },
				func(m sapatest.Said) bool {
					return m.Content.Ad.Headline == "Batik" && m.Content.Ad.URL == "https://fb.me/x"
				}},
			{"image", func() { rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "fotonya") },
				func(m sapatest.Said) bool { return m.Text == "fotonya" && m.Attachments[0].Width == 1 }},
			{"audio", func() {
				rina.Send("audio", fake.File{Bytes: fixture(t, "voice.ogg"), Type: "audio/ogg; codecs=opus", Voice: true}, "")
			},
				func(m sapatest.Said) bool { return m.Attachments[0].Voice && m.Attachments[0].Type == "audio/ogg" }},
			{"video", func() { rina.Send("video", fake.File{Bytes: fixture(t, "clip.mp4"), Type: "video/mp4"}, "videonya") },
				func(m sapatest.Said) bool { return m.Attachments[0].Kind == "video" && m.Text == "videonya" }},
			{"file", func() {
				rina.Send("document", fake.File{Bytes: []byte("%PDF-1.7\n"), Type: "application/pdf", Name: "nota.pdf"}, "")
			},
				func(m sapatest.Said) bool { return m.Attachments[0].Name == "nota.pdf" }},
			{"sticker", func() { rina.Send("sticker", fake.File{Bytes: fixture(t, "alpha.webp"), Type: "image/webp"}, "") },
				func(m sapatest.Said) bool { return m.Attachments[0].Type == "image/webp" }},
			{"location", func() { rina.Location(-6.2, 106.8, "Rumah", "Jalan Mawar") }, func(m sapatest.Said) bool { return m.Location.Name == "Rumah, Jalan Mawar" }},
			{"cards", func() { rina.Contact("Pak RT", "+6281111111111") }, func(m sapatest.Said) bool { return m.Content.Cards[0].Phones[0] == "+6281111111111" }},
			{"unsupported", func() { rina.Unsupported("poll_creation") }, func(m sapatest.Said) bool { return m.Content.Was == "poll_creation" }},
			{"unsupported", func() { rina.Write("hologram", map[string]any{"depth": 3}) }, func(m sapatest.Said) bool { return m.Content.Was == "hologram" }},
		}
		for _, s := range sends {
			s.send()
			l.Turn()
		}
		all := eko.Messages(id)[1:]
		if len(all) != len(sends) {
			t.Fatalf("%d of %d are there", len(all), len(sends))
		}
		for i, s := range sends {
			if m := all[i]; m.Kind != string(s.kind) || m.Direction != "in" || !s.ok(m) {
				t.Errorf("%s %d is %+v", s.kind, i, m)
			}
			for _, a := range all[i].Attachments {
				if a.State != "" || eko.Do("GET", a.URL, nil).Status != http.StatusOK {
					t.Errorf("the file of %s is %+v", s.kind, a)
				}
			}
		}
	})
}

// What a customer quotes is looked for in their own room only: the words of another customer are shown to nobody else.
func TestAQuoteOfAnotherRoomIsNone(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		budi, _ := l.Guest("6281234567891", "Budi")
		secret := budi.Text("nomor rekening saya 123")
		l.Turn()
		rina.Text("yang ini", fake.Quote(secret))
		l.Turn()
		if m := eko.Last(id); m.Text != "yang ini" || m.ReplyTo != nil {
			t.Errorf("the message is %q and quotes %+v", m.Text, m.ReplyTo)
		}
	})
}

// A customer quotes, reacts, edits and takes back, and so does the business on its own phone.
func TestWhatAWhatsAppCustomerDoesToMessages(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		eko.Reply(id, "Selamat pagi, kak")
		l.Turn()
		ours := rina.Inbox()[0].ID
		rina.Text("Yang ini maksudnya", fake.Quote(ours))
		rina.React(ours, "🙏")
		price := rina.Text("harganya 10 ribu?")
		secret := rina.Text("nomor rekening saya 123")
		l.Turn()
		rina.Edit(price, "harganya 100 ribu?")
		rina.Revoke(secret)
		l.Turn()
		all := eko.Messages(id)
		if m := all[1]; len(m.Reactions) != 1 || m.Reactions[0].Emoji != "🙏" || m.Reactions[0].By.Kind != "contact" {
			t.Errorf("the answer has %+v", m.Reactions)
		}
		if m := all[2]; m.ReplyTo == nil || m.ReplyTo.Text != "Selamat pagi, kak" {
			t.Errorf("the quote is %+v", m.ReplyTo)
		}
		if m := all[3]; m.Text != "harganya 100 ribu?" || m.EditedAt == nil {
			t.Errorf("the edited message is %+v", m)
		}
		if got := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/messages/"+all[3].ID+"/versions", nil).Text("versions", 0, "text"); got != "harganya 10 ribu?" {
			t.Errorf("the former text is %q", got)
		}
		if m := all[4]; m.Text != "" || m.DeletedAt == nil {
			t.Errorf("the message that was taken back is %+v", m)
		}
		rina.React(ours, "")
		rina.React(rina.Written()[0].ID, "😀")
		l.Turn()
		if m := eko.Messages(id)[1]; len(m.Reactions) != 0 {
			t.Errorf("a reaction taken back is still there: %+v", m.Reactions)
		}
	})
}

// What the business writes on its own phone is there as such: it answers whoever waited and claims nothing.
func TestEchoOfTheBusinessPhone(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	echo := rina.EchoText("Sudah dibalas dari HP")
	l.Turn()
	m := eko.Last(id)
	if m.Direction != "out" || m.By.Kind != "device" || m.Text != "Sudah dibalas dari HP" {
		t.Fatalf("the echo is %+v", m)
	}
	c := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
	if c.Text("state") != "in_queue" || c.At("waiting_since") != nil {
		t.Errorf("after the echo, the conversation is %s, waiting since %v", c.Text("state"), c.At("waiting_since"))
	}
	rina.EchoRevoke(echo)
	l.Turn()
	if m := eko.Last(id); m.DeletedAt == nil {
		t.Error("the business took it back on its phone")
	}
	l.Fake.Customer("6289999999999", "Sari").EchoText("Halo kak Sari, pesanannya siap")
	l.Turn()
	if got := l.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil); got.Len("conversations") != 2 || got.Text("conversations", 0, "state") != "resolved" {
		t.Errorf("an echo to a stranger: %s", got.Body)
	}
}

// Every kind a member can send arrives as what it is.
func TestWhateverAMemberSendsOnWhatsApp(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		upload := func(name string, content []byte) string {
			return eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name="+name, content).Text("key")
		}
		hello := eko.Messages(id)[0].ID
		sends := []struct {
			body map[string]any
			ok   func(m fake.Message) bool
		}{
			{map[string]any{"text": "Halo kak"}, func(m fake.Message) bool { return m.Type == "text" && m.Text == "Halo kak" }},
			{map[string]any{"text": "Yang ini?", "reply_to": hello}, func(m fake.Message) bool { return m.Quoted == rina.Written()[0].ID }},
			{map[string]any{"text": "Contohnya", "attachments": []string{upload("batik.png", sapatest.Picture)}},
				func(m fake.Message) bool { return m.Type == "image" && m.Text == "Contohnya" && m.MIME == "image/png" }},
			{map[string]any{"attachments": []string{upload("nota.pdf", []byte("%PDF-1.7\n"))}},
				func(m fake.Message) bool { return m.Type == "document" && m.FileName == "nota.pdf" }},
			{map[string]any{"attachments": []string{upload("daftar.csv", []byte("a,b\n1,2\n"))}},
				func(m fake.Message) bool { return m.Type == "document" && m.FileName == "daftar.csv" }},
			{map[string]any{"location": map[string]any{"latitude": -6.2, "longitude": 106.8, "name": "Toko"}},
				func(m fake.Message) bool { return m.Type == "location" }},
			{map[string]any{"text": "Ukuran?", "menu": map[string]any{"buttons": []map[string]string{{"id": "m", "title": "M"}, {"id": "l", "title": "L"}}}},
				func(m fake.Message) bool {
					return m.Type == "interactive" && len(m.Options) == 2 && m.Options[1].Title == "L"
				}},
			{map[string]any{"text": "Motif?", "menu": map[string]any{"open": "Pilih", "rows": []map[string]string{{"id": "1", "title": "Parang", "description": "Klasik"}}}},
				func(m fake.Message) bool { return m.Open == "Pilih" && m.Options[0].Description == "Klasik" }},
		}
		for _, s := range sends {
			eko.Send(id, s.body)
			l.Turn()
		}
		inbox := rina.Inbox()
		if len(inbox) != len(sends) || len(rina.Refused()) > 0 {
			t.Fatalf("%d of %d arrived, refused: %+v", len(inbox), len(sends), rina.Refused())
		}
		for i, s := range sends {
			if !s.ok(inbox[i]) {
				t.Errorf("%v arrived as %+v", s.body, inbox[i])
			}
		}
		for _, m := range eko.Messages(id) {
			if m.Direction == "out" && m.Status != "delivered" {
				t.Errorf("%+v", m)
			}
		}
		// The customer chooses.
		if _, err := rina.Choose(inbox[6].ID, "l"); err != nil {
			t.Fatal(err)
		}
		if _, err := rina.Choose(inbox[7].ID, "1"); err != nil {
			t.Fatal(err)
		}
		l.Turn()
		all := eko.Messages(id)
		chosen := all[len(all)-2:]
		if m := chosen[0]; m.Kind != "choice" || m.Content.Choice.ID != "l" || m.ReplyTo == nil || m.ReplyTo.Text != "Ukuran?" {
			t.Errorf("the button is %+v", m)
		}
		if m := chosen[1]; m.Content.Choice.Description != "Klasik" || m.Text != "Parang" {
			t.Errorf("the row is %+v", m)
		}
	})
}

// What a browser records reaches the customer as a voice note, and stays here what it was.
func TestAVoiceNoteRecordedInABrowser(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	key := eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=suara.webm", fixture(t, "chromium-voice.webm")).Text("key")
	eko.Send(id, map[string]any{"attachments": []string{key}})
	l.Turn()
	inbox := rina.Inbox()
	if len(inbox) != 1 || inbox[0].Type != "audio" || !inbox[0].Voice || !strings.HasPrefix(inbox[0].MIME, "audio/ogg") {
		t.Fatalf("the customer has %+v; refused: %+v", inbox, rina.Refused())
	}
	if m := eko.Last(id); m.Status != "delivered" || m.Attachments[0].Type != "audio/webm" || m.Attachments[0].Name != "suara.webm" {
		t.Errorf("here it is %+v", m)
	}
	broken := bytes.ReplaceAll(fixture(t, "chromium-voice.webm"), []byte("A_OPUS"), []byte("A_FLAC"))
	key = eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=rusak.webm", broken).Text("key")
	asked := len(l.Fake.Requests(fake.OpSend))
	eko.Send(id, map[string]any{"attachments": []string{key}})
	l.Turn()
	if m := eko.Last(id); m.Status != "failed" || m.FailureCode != "media_refused" || len(l.Fake.Requests(fake.OpSend)) != asked {
		t.Errorf("one with other sound is %s %s", m.Status, m.FailureCode)
	}
}

// What the provider would refuse is refused here first, with the field.
func TestWhatCannotBeSentOnWhatsApp(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	key := eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=a.webp", fixture(t, "lossy.webp")).Text("key")
	picture := eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=a.png", sapatest.Picture).Text("key")
	asked := len(l.Fake.Requests())
	for want, body := range map[string]map[string]any{
		"text: too_long":                {"text": strings.Repeat("a", 4097)},
		"attachments: unsupported_type": {"attachments": []string{key}},
		"attachments: too_many":         {"attachments": []string{picture, key}},
		"menu.buttons: too_many":        {"text": "a", "menu": map[string]any{"buttons": []map[string]string{{"id": "1", "title": "1"}, {"id": "2", "title": "2"}, {"id": "3", "title": "3"}, {"id": "4", "title": "4"}}}},
		"template: alone":               {"text": "a", "template": map[string]any{"name": "konfirmasi_pesanan", "language": "id"}},
		"template: not_found":           {"template": map[string]any{"name": "tidak_ada", "language": "id"}},
	} {
		a := eko.Do("POST", "/api/v1/conversations/"+id+"/messages", body, "Idempotency-Key", sapatest.NewKey()).Must(http.StatusUnprocessableEntity, "")
		if !slices.Contains(a.Wrong(), want) {
			t.Errorf("%v is refused with %v, want %s", body, a.Wrong(), want)
		}
	}
	l.Turn()
	if len(l.Fake.Requests()) != asked || len(rina.Inbox()) != 0 {
		t.Error("the provider was asked")
	}
	if got := len(eko.Messages(id)); got != 1 {
		t.Errorf("%d messages are stored", got)
	}
}

// When the window is closed, free words are refused before the provider is asked; an approved text opens the way. The
// same request again sends nothing more.
func TestTemplateWhenTheWindowIsClosed(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		eko.Reply(id, "Sebentar ya kak")
		l.Turn()
		l.As(sapatest.Ratna).Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil)
		l.Later(24*time.Hour + time.Minute)
		asked := len(l.Fake.Requests())
		if a := eko.Reply(id, "Maaf lama"); a.Status != http.StatusConflict || a.Code() != "window_closed" {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if l.Turn(); len(l.Fake.Requests()) != asked {
			t.Error("the provider was asked about what could not be sent")
		}
		list := eko.Want(http.StatusOK, "GET", "/api/v1/channels/"+l.Channel+"/templates", nil)
		if list.Len("templates") < 8 {
			t.Fatalf("the templates are %s", list.Body)
		}
		path, key := "/api/v1/conversations/"+id+"/messages", sapatest.NewKey()
		body := map[string]any{"template": map[string]any{"name": "konfirmasi_pesanan", "language": "id", "values": map[string]string{
			"header.1": "INV-1", "body.1": "Rina", "body.2": "2 batik", "body.3": "Kamis",
		}}}
		eko.Want(http.StatusCreated, "POST", path, body, "Idempotency-Key", key)
		eko.Want(http.StatusOK, "POST", path, body, "Idempotency-Key", key)
		other := map[string]any{"template": map[string]any{"name": "sapaan_kembali", "language": "id"}}
		eko.Do("POST", path, other, "Idempotency-Key", key).Must(http.StatusConflict, "client_id_reused")
		l.Turn()
		inbox := rina.Inbox()
		if len(inbox) != 2 || inbox[1].Template != "konfirmasi_pesanan" || !strings.Contains(inbox[1].Text, "Pesanan 2 batik sudah kami terima") {
			t.Fatalf("the customer has %+v", inbox)
		}
		if m := eko.Last(id); m.Kind != "template" || m.Status != "delivered" || !strings.HasPrefix(m.Text, "Halo Rina, terima kasih") || m.Content.Template.Parts.Header != "Pesanan INV-1" {
			t.Errorf("the message is %+v", m)
		}
		eko.Do("POST", path, map[string]any{"template": map[string]any{"name": "survei_belanja", "language": "id", "values": map[string]string{"body.1": "Rina"}}},
			"Idempotency-Key", sapatest.NewKey()).Must(http.StatusConflict, "template_not_sendable")
		rina.Text("Baik kak")
		l.Turn()
		if a := eko.Reply(id, "Siap"); a.Status != http.StatusCreated {
			t.Errorf("the customer's word opens the window: %d %s", a.Status, a.Body)
		}
	})
}

// The customer sees the business's reactions and that somebody is typing.
func TestReactionsAndTypingOnWhatsApp(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	eko.Reply(id, "Halo")
	l.Turn()
	hello := eko.Messages(id)[0].ID
	eko.On(id, hello, "PUT", "reaction", map[string]string{"emoji": "👍"}).Must(http.StatusNoContent, "")
	l.Turn()
	if got := rina.Written()[0].BusinessReaction; got != "👍" {
		t.Fatalf("the customer sees %q", got)
	}
	eko.On(id, hello, "PUT", "reaction", map[string]string{"emoji": "🦄"}).Must(http.StatusUnprocessableEntity, "")
	eko.On(id, hello, "PUT", "reaction", map[string]string{"emoji": "🙏"}).Must(http.StatusNoContent, "")
	eko.On(id, hello, "PUT", "reaction", map[string]string{"emoji": ""}).Must(http.StatusNoContent, "")
	before := len(l.Fake.Requests())
	l.Turn()
	if got := rina.Written()[0].BusinessReaction; got != "" {
		t.Errorf("the customer still sees %q", got)
	}
	if got := len(l.Fake.Requests()) - before; got != 1 {
		t.Errorf("%d requests for what was changed before it was sent", got)
	}
	if err := l.Inbox.Typing(t.Context(), l.By(sapatest.Eko), conversationOf(t, l)); err != nil || !rina.Typing() {
		t.Errorf("typing: %v, the customer sees %v", err, rina.Typing())
	}
	before = len(l.Fake.Requests())
	_ = l.Inbox.Typing(t.Context(), l.By(sapatest.Eko), conversationOf(t, l))
	if got := len(l.Fake.Requests()) - before; got != 0 {
		t.Error("typing on asks the provider all the time")
	}
	live := eko.Live(0)
	l.Clock.Advance(time.Minute)
	live.Say(sapatest.Frame{"type": "typing", "conversation": id})
	if err := l.Fake.Await(t.Context(), rina.Typing); err != nil {
		t.Error(err)
	}
}
