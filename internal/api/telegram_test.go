package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/telegram"
)

// sentTo are the words a customer has from the bot.
func sentTo(c *telegram.Customer) []string {
	var all []string
	for _, m := range c.Inbox() {
		all = append(all, m.Text)
	}
	return all
}

// textsIn are the words of a conversation, oldest first.
func textsIn(p *sapatest.Person, conversation string) []string {
	var all []string
	for _, m := range p.Messages(conversation) {
		all = append(all, m.Text)
	}
	return all
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestATelegramCustomerWritesAndAnAgentAnswers(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		first := eko.Last(id)
		reply := eko.Send(id, map[string]any{"text": "Halo Ana, ada yang bisa dibantu?", "reply_to": first.ID})
		if reply.Status != "queued" {
			t.Errorf("before it is sent it is %s", reply.Status)
		}
		b.Turn()
		if got := eko.Last(id); got.Status != "sent" || got.ReplyTo == nil {
			t.Errorf("after: %+v", got)
		}
		inbox := ana.Inbox()
		if len(inbox) != 1 || inbox[0].Text != "Halo Ana, ada yang bisa dibantu?" || inbox[0].Quoted != ana.Thread()[0].ID {
			t.Fatalf("she has %+v", inbox)
		}
		ana.Text("Pesanan saya sampai mana?", telegram.Quote(inbox[0].ID))
		b.Turn()
		if got := eko.Last(id); got.Text != "Pesanan saya sampai mana?" || got.ReplyTo == nil || got.ReplyTo.ID != reply.ID {
			t.Errorf("she answers %+v", got)
		}
		contact := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if name := contact.Text("contact", "name"); name != "Ana Lima" {
			t.Errorf("she is called %q", name)
		}
	})
}

// The token is nowhere but sealed: not in answers, not in the log, not in the tables, not in the metrics; and what a provider
// says of it is not handed on.
func TestABotsTokenIsNeverShown(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		for _, kind := range []telegram.FaultKind{telegram.FaultReset, telegram.FaultEmpty, telegram.FaultGarbage} {
			b.Fake.FailNext(1, telegram.Fault{On: "any", Kind: kind})
			b.Health()
			b.Fake.FailNext(1, telegram.Fault{Kind: kind})
			eko.Send(id, map[string]any{"text": "apa kabar " + string(kind)})
			b.Turn()
		}
		b.Fake.FailNext(1, telegram.Fault{Kind: telegram.FaultError, Code: 400, Says: "Bad Request: https://api.telegram.org/bot" + telegram.DefaultToken + "/sendMessage?token=" + telegram.DefaultToken})
		eko.Send(id, map[string]any{"text": "dan lagi"})
		ana.Send("photo", booth.File{Bytes: []byte("no picture"), Type: "image/jpeg"}, "")
		b.Later(time.Hour)
		said := b.Log.String()
		for _, path := range []string{"/api/v1/channels", "/api/v1/conversations/" + id + "/messages", "/api/v1/channels/" + b.Channel + "/deliveries", "/metrics"} {
			said += string(b.As(sapatest.Ratna).Do("GET", path, nil).Body)
		}
		said += b.Dump()
		_, key, _ := strings.Cut(telegram.DefaultToken, ":")
		for _, secret := range []string{telegram.DefaultToken, key, hexOf(key)} {
			if i := strings.Index(said, secret); i >= 0 {
				t.Errorf("the token is told: …%s", said[max(0, i-200):i+len(secret)])
			}
		}
	})
}

// Whatever a customer sends arrives as what it is, files and all.
func TestWhateverATelegramCustomerSends(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	for _, c := range []struct {
		send func()
		want string // kind, text and what hangs on it
	}{
		{func() { ana.Send("photo", booth.File{Bytes: sapatest.Picture, Type: "image/png"}, "Ini fotonya") }, "image|Ini fotonya|image image/png"},
		{func() {
			ana.Send("document", booth.File{Bytes: []byte("%PDF-1.4\n"), Type: "application/pdf", Name: "faktur.pdf"}, "")
		}, "file||file application/pdf"},
		{func() { ana.Location(-6.1753924, 106.8271528, "Monas", "Jakarta Pusat") }, "location||Monas, Jakarta Pusat"},
		{func() { ana.Contact("Bob", "+6281355550123") }, "cards|Bob|Bob +6281355550123"},
		{func() { ana.Dice() }, "unsupported|🎲|dice"},
		{func() { ana.Text("lihat ini", telegram.Forwarded()) }, "text|lihat ini|forwarded"},
	} {
		c.send()
		b.Turn()
		if got := summary(eko.Last(id)); got != c.want {
			t.Errorf("it arrives as %q, want %q", got, c.want)
		}
	}
	// Twenty megabytes is what a bot may fetch: a larger one is there, and says why it is not.
	ana.Send("document", booth.File{Bytes: make([]byte, 20<<20+1), Type: "application/zip", Name: "besar.zip"}, "")
	b.Turn()
	if got := eko.Last(id).Attachments; len(got) != 1 || got[0].State != "failed" || got[0].FailureCode != "media_too_large" {
		t.Errorf("a file that is too large: %+v", got)
	}
}

func summary(m sapatest.Said) string {
	more := ""
	for _, a := range m.Attachments {
		more += strings.TrimSpace(a.Kind + " " + a.Type + " " + a.State) // no state: it is here
	}
	if m.Location != nil {
		more += m.Location.Name
	}
	if m.Content != nil {
		for _, c := range m.Content.Cards {
			more += c.Name + " " + strings.Join(c.Phones, " ")
		}
		more += m.Content.Was
		if m.Content.Forwarded {
			more += "forwarded"
		}
	}
	return m.Kind + "|" + m.Text + "|" + more
}

// Whatever a member sends arrives as what Telegram shows best.
func TestWhateverAMemberSendsOnTelegram(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	upload := func(name string, content []byte) string {
		return eko.Want(http.StatusCreated, "POST", "/api/v1/uploads?name="+name, content).Text("key")
	}
	png, pdf := upload("foto.png", sapatest.Picture), upload("faktur.pdf", []byte("%PDF-1.4\n"))
	for _, c := range []struct {
		body map[string]any
		want string
	}{
		{map[string]any{"text": "*Halo* <b>Ana</b> _!"}, "text *Halo* <b>Ana</b> _!"},
		{map[string]any{"text": "fotonya", "attachments": []string{png}}, "photo fotonya"},
		{map[string]any{"attachments": []string{pdf}}, "document "},
		{map[string]any{"location": map[string]any{"latitude": -6.17, "longitude": 106.82}}, "location "},
		{map[string]any{"location": map[string]any{"latitude": -6.17, "longitude": 106.82, "name": "Toko, Jl. Melati 1"}}, "venue Toko Jl. Melati 1"},
		{map[string]any{"text": "Sudah beres?", "menu": map[string]any{"buttons": []map[string]any{{"id": "ya", "title": "Sudah"}, {"id": "belum", "title": "Belum"}}}}, "text Sudah beres? Sudah=ya Belum=belum"},
	} {
		eko.Send(id, c.body)
		b.Later(time.Second) // one a second is what a chat may get
		inbox := ana.Inbox()
		last := inbox[len(inbox)-1]
		got := last.Kind + " " + last.Text
		if last.Address != "" {
			got += " " + last.Address
		}
		for _, button := range last.Buttons {
			got += " " + button.Text + "=" + button.Data
		}
		if got != c.want {
			t.Errorf("%v arrives as %q, want %q (%+v)", c.body, got, c.want, eko.Last(id))
		}
	}
}

// A button that is pressed is a choice in the conversation, and the customer's app is told that it has arrived.
func TestAButtonIsPressedOnTelegram(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	menu := eko.Send(id, map[string]any{"text": "Sudah beres?", "menu": map[string]any{"buttons": []map[string]any{{"id": "ya", "title": "Sudah"}}}})
	b.Turn()
	if err := ana.Press(ana.Inbox()[0].ID, "ya"); err != nil {
		t.Fatal(err)
	}
	b.Turn()
	got := eko.Last(id)
	if got.Kind != "choice" || got.Text != "Sudah" || got.Content.Choice.ID != "ya" || got.ReplyTo == nil || got.ReplyTo.ID != menu.ID {
		t.Errorf("it is %+v", got)
	}
	b.Turn()
	if waiting, answered := b.Fake.Answered(); waiting != 0 || answered != 1 {
		t.Errorf("%d wait for an answer, %d have one", waiting, answered)
	}
	// One that comes too late to be told is no trouble.
	if err := ana.Press(ana.Inbox()[0].ID, "ya"); err != nil {
		t.Fatal(err)
	}
	b.Fake.FailNext(1, telegram.Fault{On: "answerCallbackQuery", Kind: telegram.FaultError, Code: 400, Says: "Bad Request: query is too old and response timeout expired or query ID is invalid"})
	b.Turn()
	if left := b.Query("SELECT count(*) FROM sends"); left[0] != "0" {
		t.Errorf("%s wait to be sent", left[0])
	}
}

// What is done to messages is done on both sides: edits, reactions, deletions.
func TestWhatIsDoneToMessagesOnTelegram(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		sent := eko.Send(id, map[string]any{"text": "Harganya 100 rbu"})
		b.Turn()
		out := ana.Inbox()[0]

		eko.On(id, sent.ID, "PATCH", "", map[string]any{"text": "Harganya 100 ribu"}).Must(http.StatusNoContent, "")
		b.Turn()
		if got := ana.Inbox()[0]; got.Text != "Harganya 100 ribu" || !got.Edited {
			t.Errorf("edited, she sees %+v", got)
		}
		ana.React(out.ID, "❤")
		ana.Edit(ana.Thread()[0].ID, "Halo kak")
		b.Turn()
		all := eko.Messages(id)
		if len(all[1].Reactions) != 1 || all[1].Reactions[0].Emoji != "❤️" || all[0].Text != "Halo kak" || all[0].EditedAt == nil {
			t.Errorf("she did %+v", all)
		}
		eko.On(id, all[0].ID, "PUT", "reaction", map[string]any{"emoji": "👍"}).Must(http.StatusNoContent, "")
		b.Turn()
		if got := ana.Thread()[0].BotReaction; got != "👍" {
			t.Errorf("she sees the reaction %q", got)
		}
		ana.React(out.ID, "")
		eko.On(id, all[0].ID, "PUT", "reaction", map[string]any{"emoji": ""}).Must(http.StatusNoContent, "")
		eko.On(id, sent.ID, "DELETE", "", nil).Must(http.StatusNoContent, "")
		b.Turn()
		if thread := ana.Thread(); thread[0].BotReaction != "" || !thread[1].Deleted {
			t.Errorf("in the end she sees %+v", thread)
		}
		if got := eko.Messages(id); got[1].DeletedAt == nil || got[1].FailureCode != "" {
			t.Errorf("and he %+v", got[1])
		}
	})
}

// A change that Telegram refuses is said at the message; one that is too late is not begun.
func TestAChangeThatDoesNotArrive(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	sent := eko.Send(id, map[string]any{"text": "satu"})
	b.Turn()
	b.Fake.FailNext(1, telegram.Fault{On: "editMessageText", Kind: telegram.FaultError, Code: 400, Says: "Bad Request: message can't be edited"})
	eko.On(id, sent.ID, "PATCH", "", map[string]any{"text": "dua"}).Must(http.StatusNoContent, "")
	b.Turn()
	if got := eko.Last(id); got.Status != "sent" || got.FailureCode != "edit_failed" || !strings.Contains(got.FailureDetail, "can't be edited") || ana.Inbox()[0].Text != "satu" {
		t.Errorf("an edit that was refused: %+v", got)
	}
	eko.On(id, sent.ID, "PATCH", "", map[string]any{"text": "tiga"}).Must(http.StatusNoContent, "")
	b.Turn()
	if got := eko.Last(id); got.FailureCode != "" || ana.Inbox()[0].Text != "tiga" {
		t.Errorf("and one after it: %+v", got)
	}
	// The answer of an edit gets lost: it is asked for again, and is so already.
	b.Fake.FailNext(1, telegram.Fault{On: "editMessageText", Kind: telegram.FaultCut})
	eko.On(id, sent.ID, "PATCH", "", map[string]any{"text": "empat"}).Must(http.StatusNoContent, "")
	b.Later(time.Minute)
	if got := eko.Last(id); got.FailureCode != "" || ana.Inbox()[0].Text != "empat" {
		t.Errorf("with a lost answer: %+v", got)
	}
	b.Clock.Advance(48 * time.Hour)
	if a := eko.On(id, sent.ID, "DELETE", "", nil); a.Code() != "too_late" {
		t.Errorf("after two days: %s", a.Code())
	}
}

// A message that is changed or taken back before it was sent is sent as it is then, or not at all.
func TestAChangeOfWhatWaits(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	first, second := eko.Send(id, map[string]any{"text": "satu"}), eko.Send(id, map[string]any{"text": "dua"})
	eko.On(id, first.ID, "PATCH", "", map[string]any{"text": "satu!"}).Must(http.StatusNoContent, "")
	eko.On(id, second.ID, "DELETE", "", nil).Must(http.StatusNoContent, "")
	for range 3 {
		b.Later(time.Second)
	}
	same(t, "she has", sentTo(ana), []string{"satu!"})
	if left := b.Query("SELECT kind FROM sends"); len(left) > 0 {
		t.Errorf("%v wait to be sent", left)
	}
}

// Somebody who blocks the bot is marked, gets nothing and the message says why; they can come back.
func TestACustomerBlocksTheBot(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	eko := b.As(sapatest.Eko)
	fact := func() string {
		var c struct {
			Contact struct{ Facts map[string]string }
		}
		eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Into(&c)
		return c.Contact.Facts["blocked"]
	}
	ana.Block(true)
	b.Turn()
	if fact() != "yes" {
		t.Error("nothing tells that she has blocked the bot")
	}
	eko.Send(id, map[string]any{"text": "Halo?"})
	b.Turn()
	if got := eko.Last(id); got.Status != "failed" || got.FailureCode != "contact_blocked_us" {
		t.Errorf("a message to her: %+v", got)
	}
	ana.Block(false)
	b.Turn()
	if fact() != "" {
		t.Error("she is marked still")
	}
	ana.Leave()
	eko.Send(id, map[string]any{"text": "Halo lagi"})
	b.Later(time.Second)
	if got := eko.Last(id); got.FailureCode != "contact_gone" {
		t.Errorf("without an account: %+v", got)
	}
}

// Telegram says how long to wait, and that is waited, by this customer alone.
func TestTelegramsRetryAfter(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Telegram(t, e)
		ana, id := b.Ana()
		budi, other := b.Guest(2222222, "Budi")
		eko := b.As(sapatest.Eko)
		b.Fake.FailNext(1, telegram.Fault{Kind: telegram.FaultBusy, RetryAfter: 14 * time.Second})
		eko.Send(id, map[string]any{"text": "sabar"})
		b.Turn()
		eko.Send(other, map[string]any{"text": "langsung"})
		b.Turn()
		same(t, "Budi has", sentTo(budi), []string{"langsung"})
		b.Later(13 * time.Second)
		same(t, "too early, Ana has", sentTo(ana), nil)
		b.Later(time.Second)
		same(t, "Ana has", sentTo(ana), []string{"sabar"})
	})
}

// One message a second is what a chat gets, in their order.
func TestPaceOfAChat(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	ana, id := b.Ana()
	b.Fake.SetLimits(telegram.Limits{Pair: time.Second})
	eko := b.As(sapatest.Eko)
	var want []string
	for i := range 4 {
		want = append(want, fmt.Sprint("pesan ", i))
		eko.Send(id, map[string]any{"text": want[i]})
	}
	for i := range 4 {
		b.Turn()
		same(t, fmt.Sprintf("after %d seconds", i), sentTo(ana), want[:i+1])
		b.Clock.Advance(time.Second)
	}
	for _, r := range b.Fake.Requests() {
		if r.Status == http.StatusTooManyRequests {
			t.Errorf("Telegram had to say %s", r.Answer)
		}
	}
}

// An answer that gets lost leaves the message unsure, and it is not sent again by itself.
func TestALostAnswerOfTelegram(t *testing.T) {
	t.Parallel()
	for _, kind := range []telegram.FaultKind{telegram.FaultCut, telegram.FaultGarbage, telegram.FaultLate} {
		b := sapatest.Telegram(t, sapatest.SQLite)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		b.Fake.FailNext(1, telegram.Fault{Kind: kind})
		eko.Send(id, map[string]any{"text": "sekali saja"})
		b.Later(time.Hour)
		if got := eko.Last(id); got.Status != "unsure" {
			t.Errorf("%s: %+v", kind, got)
		}
		same(t, string(kind), sentTo(ana), []string{"sekali saja"})
	}
}

// What is said in groups is kept nowhere and answered as taken.
func TestGroupsArePassedBy(t *testing.T) {
	t.Parallel()
	b := sapatest.Telegram(t, sapatest.SQLite)
	b.Fake.Tell("message", json.RawMessage(`{"message_id":5,"from":{"id":7,"is_bot":false,"first_name":"Ana"},"chat":{"id":-100123,"type":"supergroup","title":"Pelanggan"},"date":1749416383,"text":"@bot halo"}`))
	b.Fake.Tell("poll_answer", json.RawMessage(`{"poll_id":"1","option_ids":[0]}`))
	b.Turn()
	if n := b.Query("SELECT count(*) FROM deliveries"); n[0] != "0" {
		t.Errorf("%s deliveries are kept", n[0])
	}
}
