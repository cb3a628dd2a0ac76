package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// textsOf are the words of what a customer has from the business.
func textsOf(c *fake.Customer) []string {
	var all []string
	for _, m := range c.Inbox() {
		all = append(all, m.Text)
	}
	return all
}

// failing connects a house with a customer who has written, and lets the next sends fail.
func failing(t *testing.T, e sapatest.Engine, n int, f fake.Fault) (*sapatest.Line, *sapatest.Person, *fake.Customer, string) {
	t.Helper()
	l := sapatest.WhatsApp(t, e)
	rina, id := l.Rina()
	l.Fake.FailNext(n, f)
	return l, l.As(sapatest.Eko), rina, id
}

// Messages of one room arrive in their order, also when the first of them fails for a while; other rooms do not wait.
func TestOrderInARoom(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l, eko, rina, id := failing(t, e, 1, fake.Fault{Code: 131000})
		var want []string
		for i := range 20 {
			want = append(want, fmt.Sprint("pesan ", i))
			eko.Reply(id, want[i])
		}
		l.Turn()
		if got := textsOf(rina); len(got) != 0 {
			t.Fatalf("behind one that failed came %v", got)
		}
		sari, other := l.Guest("6285555555555", "Sari")
		eko.Reply(other, "halo Sari")
		l.Turn()
		if got := textsOf(sari); len(got) != 1 {
			t.Errorf("another room waits too: %v", got)
		}
		l.Later(2 * time.Second)
		if got := textsOf(rina); !slices.Equal(got, want) {
			t.Errorf("they arrived as %v", got)
		}
	})
}

// One room with thousands of messages does not slow down the others.
func TestALongLineHoldsUpNobody(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		_, id := l.Rina()
		sari, other := l.Guest("6285555555555", "Sari")
		for range 3 {
			eko.Reply(id, "halo")
		}
		line := `INSERT INTO sends (workspace_id, channel_id, room_id, conversation_id, message_id, kind, state, due_at)
			SELECT workspace_id, channel_id, room_id, conversation_id, message_id, kind, state, due_at FROM sends`
		for range 11 {
			l.Exec(line)
		}
		eko.Reply(other, "halo Sari")
		due, err := l.Store.DueSends(t.Context(), l.Workspace, channelOf(t, l), l.Clock.Now(), 16)
		if err != nil || len(due) != 2 {
			t.Fatalf("%d of two rooms are next, %v", len(due), err)
		}
		l.Exec(`DELETE FROM sends WHERE room_id = (SELECT min(room_id) FROM sends) AND id > (SELECT min(id) FROM sends) + 3`)
		if l.Turn(); len(textsOf(sari)) != 1 {
			t.Error("Sari got nothing")
		}
	})
}

// A number sends no faster than the provider takes it.
func TestPaceOfANumber(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	var ids []string
	for i := range 6 {
		_, id := l.Guest(fmt.Sprint("62850000000", i), fmt.Sprint("Tamu ", i))
		ids = append(ids, id)
	}
	for _, id := range ids {
		for range 4 {
			eko.Reply(id, "halo")
		}
	}
	start := time.Now()
	l.Turn()
	// 24 messages and 6 marks; 8 at once, the rest at 80 a second.
	if took := time.Since(start); took < 250*time.Millisecond {
		t.Errorf("30 requests went out in %v", took)
	}
}

// One contact gets 45 messages at once and then one each six seconds, also when the line runs dry in between.
func TestPaceOfAPair(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	l.Fake.SetLimits(fake.Limits{Pair: 6 * time.Second, PairBurst: 45})
	for i := range 48 {
		eko.Reply(id, fmt.Sprint(i))
		if i%10 == 0 {
			l.Turn()
		}
	}
	l.Turn()
	for _, want := range []int{45, 46, 47, 48} {
		if got := len(rina.Inbox()); got != want {
			t.Errorf("%d arrived, want %d", got, want)
		}
		l.Later(6 * time.Second)
	}
	for _, r := range l.Fake.Requests(fake.OpSend) {
		if r.Status != http.StatusOK {
			t.Errorf("the provider had to refuse: %s", r.Answer)
		}
	}
}

// Told to slow down, the whole number rests as long as it was told, and then goes on; nothing is lost.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l, eko, rina, id := failing(t, e, 1, fake.Fault{Kind: fake.FaultBusy, RetryAfter: 90 * time.Second})
		sari, other := l.Guest("6285555555555", "Sari")
		eko.Reply(id, "halo Rina")
		l.Turn()
		eko.Reply(other, "halo Sari")
		asked := len(l.Fake.Requests())
		for range 8 {
			l.Later(10 * time.Second)
		}
		if got := len(l.Fake.Requests()) - asked; got != 0 {
			t.Errorf("asked to rest, it asked %d times", got)
		}
		if m := eko.Last(id); m.Status != "queued" {
			t.Errorf("meanwhile the message is %s", m.Status)
		}
		l.Later(11 * time.Second)
		if len(textsOf(rina)) != 1 || len(textsOf(sari)) != 1 {
			t.Errorf("after the rest: %v, %v", textsOf(rina), textsOf(sari))
		}
	})
}

// What fails for a while is tried again, what fails for good is failed with the provider's reason, and only once.
func TestTemporaryAndPermanentFailures(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		for name, f := range map[string]fake.Fault{
			"busy": {Code: 131016}, "too many to one": {Code: 131056}, "reset": {Kind: fake.FaultReset}, "not known, but passing": {Code: 2},
		} {
			before := len(rina.Inbox())
			l.Fake.FailNext(1, f)
			eko.Reply(id, name)
			l.Turn()
			l.Later(2 * time.Second)
			l.Later(time.Minute)
			if got := len(rina.Inbox()) - before; got != 1 && f.Kind != fake.FaultReset {
				t.Errorf("%s: it arrived %d times", name, got)
			}
		}
		for code, word := range map[int]string{131026: "not_reachable", 131049: "engagement_limited", 100: "bad_request", 131047: "window_closed"} {
			asked := len(l.Fake.Requests(fake.OpSend))
			l.Fake.FailNext(1, fake.Fault{Code: code})
			eko.Reply(id, word)
			l.Turn()
			l.Later(time.Hour)
			if m := eko.Last(id); m.Status != "failed" || m.FailureCode != word || !strings.Contains(m.FailureDetail, fmt.Sprint(code)) {
				t.Errorf("%d: %+v", code, m)
			}
			if got := len(l.Fake.Requests(fake.OpSend)) - asked; got != 1 {
				t.Errorf("%d was asked %d times", code, got)
			}
			rina.Text("masih di sini") // the window stays open
			l.Turn()
		}
		l.Fake.FailNext(100, fake.Fault{Code: 131016})
		eko.Reply(id, "sia-sia")
		for range 14 {
			l.Later(10 * time.Minute)
		}
		if m := eko.Last(id); m.Status != "failed" || m.FailureCode != "provider_unavailable" {
			t.Errorf("tried for hours, the message is %s %s", m.Status, m.FailureCode)
		}
	})
}

// A lost answer leaves a doubt, and a doubt is never sent twice by itself: the status resolves it, or a person.
func TestALostAnswer(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		for _, kind := range []fake.FaultKind{fake.FaultCut, fake.FaultGarbage} {
			l.Fake.SetReceipts(fake.Receipts{None: true})
			l.Fake.FailNext(1, fake.Fault{Kind: kind})
			eko.Reply(id, string(kind))
			l.Turn()
			for range 5 {
				l.Later(10 * time.Minute)
			}
			m, inbox := eko.Last(id), rina.Inbox()
			if m.Status != "unsure" || m.FailureCode == "" || len(slices.DeleteFunc(textsOf(rina), func(s string) bool { return s != string(kind) })) != 1 {
				t.Fatalf("%s: the message is %s, the customer has %v", kind, m.Status, textsOf(rina))
			}
			l.Fake.Status(inbox[len(inbox)-1].ID, "delivered")
			l.Turn()
			if m := eko.Last(id); m.Status != "delivered" || m.FailureCode != "" {
				t.Errorf("%s: told by the provider, the message is %s", kind, m.Status)
			}
		}
	})
}

// A person resolves a doubt: it did arrive, or it is sent once more.
func TestSettlingAndResending(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l, eko, rina, id := failing(t, e, 2, fake.Fault{Kind: fake.FaultReset})
		l.Fake.SetReceipts(fake.Receipts{None: true})
		doubt := func(text string) sapatest.Said {
			eko.Reply(id, text)
			l.Turn()
			m := eko.Last(id)
			if m.Status != "unsure" {
				t.Fatalf("%s is %s", text, m.Status)
			}
			return m
		}
		first, second := doubt("satu"), doubt("dua")
		eko.On(id, first.ID, "POST", "settle", nil).Must(http.StatusNoContent, "")
		eko.On(id, second.ID, "POST", "resend", nil).Must(http.StatusNoContent, "")
		eko.On(id, second.ID, "POST", "resend", nil).Must(http.StatusConflict, "not_unsure")
		eko.On(id, first.ID, "POST", "settle", nil).Must(http.StatusConflict, "not_unsure")
		l.Turn()
		if got := textsOf(rina); !slices.Equal(got, []string{"dua"}) {
			t.Errorf("the customer has %v", got)
		}
		for i, want := range []string{"sent", "sent"} {
			if m := eko.Messages(id)[1+i]; m.Status != want || m.FailureCode != "" {
				t.Errorf("%s is %s", m.Text, m.Status)
			}
		}
		l.As(sapatest.Fitri).On(id, second.ID, "POST", "resend", nil).Must(http.StatusConflict, "already_assigned")
		hello := eko.Messages(id)[0].ID
		eko.On(id, hello, "POST", "resend", nil).Must(http.StatusConflict, "not_unsure")
	})
}

// What is said of an earlier try of a message does not count against the later one; that it did arrive takes the later
// one back.
func TestStatusesOfAnEarlierTry(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		l.Fake.RefuseNext(1, 131026)
		eko.Reply(id, "halo")
		l.Turn()
		m := eko.Last(id)
		if m.Status != "failed" {
			t.Fatalf("the message is %s", m.Status)
		}
		refused := rina.Refused()[0].ID
		eko.On(id, m.ID, "POST", "resend", nil).Must(http.StatusNoContent, "")
		l.Clock.Advance(2 * time.Second)
		l.Fake.FailMessage(refused, 131026) // the same once more, while it waits
		l.Settle()
		ingest(t, l)
		if m := eko.Last(id); m.Status != "queued" {
			t.Errorf("told again that it had failed, the second try is %s", m.Status)
		}
		l.Turn()
		if m := eko.Last(id); m.Status != "delivered" {
			t.Errorf("the second try is %s", m.Status)
		}
		rina.ReadAll()
		l.Clock.Advance(2 * time.Second)
		l.Fake.FailMessage(refused, 131026)
		l.Turn()
		if m := eko.Last(id); m.Status != "read" {
			t.Errorf("read, the second try is %s", m.Status)
		}

		l.Fake.SetReceipts(fake.Receipts{None: true})
		l.Fake.FailNext(1, fake.Fault{Kind: fake.FaultCut})
		eko.Reply(id, "ragu")
		l.Turn()
		m = eko.Last(id)
		eko.On(id, m.ID, "POST", "resend", nil).Must(http.StatusNoContent, "")
		inbox := rina.Inbox()
		l.Fake.Status(inbox[len(inbox)-1].ID, "delivered")
		l.Settle()
		ingest(t, l)
		l.Turn()
		if got := len(rina.Inbox()) - len(inbox); got != 0 || eko.Last(id).Status != "delivered" {
			t.Errorf("it had arrived, and was sent %d times more; it is %s", got, eko.Last(id).Status)
		}
	})
}

// A status may be faster than the answer to the send.
func TestStatusBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		_, id := l.Rina()
		l.Fake.SetMode(fake.Mode{EarlyStatus: true})
		l.Fake.FailNext(1, fake.Fault{Kind: fake.FaultCut})
		for _, text := range []string{"jawaban hilang", "jawaban datang"} {
			eko.Reply(id, text)
			l.Turn()
			if m := eko.Last(id); m.Status != "delivered" || m.FailureCode != "" {
				t.Errorf("%s: %s %s", text, m.Status, m.FailureCode)
			}
		}
	})
}

// A dead token stops sending and loses nothing; once it is repaired, everything goes out in order.
func TestADeadToken(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko, owner := l.As(sapatest.Eko), l.As(sapatest.Ratna)
		rina, id := l.Rina()
		l.Fake.KillToken(463)
		rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "")
		eko.Reply(id, "satu")
		l.Turn()
		eko.Reply(id, "dua")
		asked := len(l.Fake.Requests(fake.OpSend))
		for range 20 {
			l.Later(2 * time.Minute)
		}
		if got := len(l.Fake.Requests(fake.OpSend)) - asked; got != 0 {
			t.Errorf("with a dead token it asked %d times", got)
		}
		ch := eko.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
		if ch.Text("channels", 1, "health", "state") != "ill" || ch.Text("channels", 1, "health", "code") != "token_expired" || ch.Text("channels", 1, "health", "detail") != "" {
			t.Errorf("everybody is told %v", ch.At("channels", 1, "health"))
		}
		if m := eko.Last(id); m.Status != "queued" {
			t.Errorf("the message is %s", m.Status)
		}
		if n, err := l.Inbox.CheckDue(t.Context()); n != 1 || err != nil {
			t.Errorf("%d check-ups, %v", n, err)
		}
		l.Turn()
		l.Fake.KillToken(0)
		owner.Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil)
		l.Turn()
		if got := textsOf(rina); !slices.Equal(got, []string{"satu", "dua"}) {
			t.Errorf("after the repair the customer has %v", got)
		}
		l.Later(30 * time.Minute)
		pictures := 0
		for _, m := range eko.Messages(id) {
			if m.Kind == "image" && m.Attachments[0].State == "" {
				pictures++
			}
		}
		if pictures != 1 {
			t.Errorf("after the repair, %d pictures are here", pictures)
		}
	})
}

// The check-up finds by itself that the account is well again.
func TestTheCheckUpFindsTheRepair(t *testing.T) {
	t.Parallel()
	l, eko, rina, id := failing(t, sapatest.SQLite, 1, fake.Fault{Code: 131042})
	eko.Reply(id, "halo")
	l.Turn()
	if got := textsOf(rina); len(got) != 0 {
		t.Fatal(got)
	}
	l.Clock.Advance(6 * time.Minute)
	if _, err := l.Inbox.CheckDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l.Turn(); len(textsOf(rina)) != 1 {
		t.Error("well again, and nothing goes out")
	}
}

// Switched off, a channel takes nothing in and sends nothing, and loses nothing of either; disconnected, what waits has
// failed.
func TestAChannelSwitchedOff(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko, owner := l.As(sapatest.Eko), l.As(sapatest.Ratna)
		rina, id := l.Rina()
		eko.Reply(id, "sebelum")
		l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{wrote("6281234567890", "wamid.kept", "diterima tadi", l.Clock.Now())}}))
		owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, object{"on": false})
		eko.Do("POST", "/api/v1/conversations/"+id+"/messages", object{"text": "sekarang"}, "Idempotency-Key", sapatest.NewKey()).Must(http.StatusConflict, "channel_off")
		late := bringing(fake.DefaultPhone, object{"messages": []object{wrote("6281234567890", "wamid.late", "nanti", l.Clock.Now())}})
		l.Bring(late).Must(http.StatusServiceUnavailable, "channel_off")
		for range 10 {
			l.Later(20 * time.Minute)
		}
		if len(textsOf(rina)) != 0 || len(eko.Messages(id)) != 2 {
			t.Errorf("off, the customer has %v, the house %d messages", textsOf(rina), len(eko.Messages(id)))
		}
		owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, object{"on": true})
		l.Turn()
		if len(textsOf(rina)) != 1 || len(eko.Messages(id)) != 3 {
			t.Errorf("on again, the customer has %v, the house %d messages", textsOf(rina), len(eko.Messages(id)))
		}
		if a := l.Bring(late); a.Status != http.StatusOK {
			t.Errorf("what the provider kept: %d", a.Status)
		}
		l.Turn()
		eko.Reply(id, "terakhir")
		owner.Want(http.StatusNoContent, "DELETE", "/api/v1/channels/"+l.Channel, nil)
		l.Turn()
		if m := eko.Last(id); m.Status != "failed" || m.FailureCode != "channel_disconnected" {
			t.Errorf("disconnected, the message is %s %s", m.Status, m.FailureCode)
		}
		l.Bring(late).Must(http.StatusNotFound, "")
		if got := l.Query(`SELECT sealed FROM channels WHERE kind = 'whatsapp'`); got[0] != "<nil>" {
			t.Errorf("the secrets are still there: %v", got)
		}
	})
}

// What waited until the window was closed is failed without asking the provider.
func TestTheWindowClosesWhileAMessageWaits(t *testing.T) {
	t.Parallel()
	l, eko, rina, id := failing(t, sapatest.SQLite, 1, fake.Fault{Kind: fake.FaultBusy, RetryAfter: 24 * time.Hour})
	eko.Reply(id, "halo")
	l.Turn()
	asked := len(l.Fake.Requests(fake.OpSend))
	l.Later(25 * time.Hour)
	if m := eko.Last(id); m.Status != "failed" || m.FailureCode != "window_closed" || len(textsOf(rina)) != 0 {
		t.Errorf("the message is %s %s", m.Status, m.FailureCode)
	}
	if got := len(l.Fake.Requests(fake.OpSend)) - asked; got != 0 {
		t.Error("the provider was asked")
	}
	m := eko.Last(id)
	eko.On(id, m.ID, "POST", "resend", nil).Must(http.StatusConflict, "window_closed")
}

// A contact who changed their number is answered at the new one, and stays one person.
func TestACustomerWithANewNumber(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		for _, number := range []string{"6299999999999", "6210000000000"} {
			before := len(rina.Inbox())
			rina.ChangeNumber(number)
			l.Turn()
			eko.Reply(id, "masih nomor ini?")
			l.Turn()
			if got := len(rina.Inbox()) - before; got != 1 {
				t.Fatalf("%d answers arrived at %s", got, number)
			}
			rina.Text("masih")
			l.Turn()
		}
		if got := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil).Text("contact", "phone"); got != "+6210000000000" {
			t.Errorf("the phone is %s", got)
		}
		// Whoever gets a user id of the provider's, and hides the number then, keeps their place too.
		for _, profile := range []fake.Profile{{WaID: "6210000000000", BSUID: "ID.13491208655302741918"}, {BSUID: "ID.13491208655302741918", Hidden: true}} {
			rina = l.Fake.CustomerWith(profile)
			before := len(rina.Inbox())
			rina.Text("saya lagi")
			l.Turn()
			eko.Reply(id, "halo lagi")
			if l.Turn(); len(rina.Inbox()) != before+1 {
				t.Errorf("%+v: %d answers", profile, len(rina.Inbox())-before)
			}
		}
		if got := l.Query(`SELECT count(*) FROM contacts`)[0]; got != "1" {
			t.Errorf("%s contacts", got)
		}
	})
}

// A number that passed to somebody else brings them no history: whoever has another user id is another person.
func TestANumberThatPassedOn(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		writes := func(user, number, id string) {
			m := wrote(number, id, "halo", l.Clock.Now())
			m["from_user_id"] = user
			l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{m}}))
			l.Turn()
		}
		writes("ID.1111111111", "62811", "wamid.1")
		writes("ID.2222222222", "62811", "wamid.2")
		if got := len(eko.List("queue")); got != 2 {
			t.Fatalf("two people have %d conversations", got)
		}
		writes("ID.1111111111", "62812", "wamid.3") // the first has a new one
		writes("ID.2222222222", "62811", "wamid.4")
		if got := l.Query(`SELECT count(*), min(last_seq), max(last_seq) FROM conversations`)[0]; got != "2|2|2" {
			t.Errorf("the conversations are %s", got)
		}
		if got := l.Query(`SELECT count(DISTINCT contact_id), count(*) FROM identities WHERE external IN ('62811', 'ID.2222222222')`)[0]; got != "1|2" {
			t.Errorf("the number belongs to %s", got)
		}
		// Without a user id, whoever has the number is who had it last.
		l.Bring(bringing(fake.DefaultPhone, object{"messages": []object{wrote("62811", "wamid.5", "ini saya", l.Clock.Now())}}))
		l.Turn()
		if got := l.Query(`SELECT m.conversation_id = o.conversation_id FROM messages m, messages o WHERE m.provider_id = 'wamid.5' AND o.provider_id = 'wamid.4'`)[0]; got != "1" && got != "true" {
			t.Errorf("the same conversation: %s", got)
		}
	})
}
